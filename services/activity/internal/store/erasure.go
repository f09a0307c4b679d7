package store

import "github.com/optrek/optrek/services/internal/erasure"

// Erasure says what happens to each of activity's tables when a client is erased, after
// what they did with others went on without them. A new table needs a line.
func Erasure() erasure.List {
	const theirs = "client_id = $1"
	return erasure.With(erasure.List{
		{Name: "how_was_it", Fate: erasure.Goes, Where: theirs, Part: erasure.HowWasIt},
		{Name: "citizen", Fate: erasure.Goes, Where: theirs, Part: erasure.Activities},
		{Name: "reminder_told", Fate: erasure.Goes, Where: theirs},
		{Name: "going", Fate: erasure.Goes, Where: theirs, Part: erasure.Activities},
		{Name: "invitation", Fate: erasure.Goes, Where: "$1 IN (client_id, asked_by)", Part: erasure.Activities},
		{Name: "introduction", Fate: erasure.Goes, Where: "$1 IN (member_id, guest_id)", Part: erasure.Activities},
		{Name: "series_goer", Fate: erasure.Goes, Where: theirs, Part: erasure.Activities},
		{Name: "liking", Fate: erasure.Goes, Where: theirs, Part: erasure.Profile},
		{Name: "match_person", Fate: erasure.Goes, Where: theirs, Part: erasure.Matches},
		{Name: "client", Fate: erasure.Stays, Why: "the id of who left and when, so that a late event does not bring them back; names nobody"},
		{Name: "activity", Fate: erasure.ByHand, Why: "without them it is taken away; with others it goes on without them"},
		{Name: "series", Fate: erasure.ByHand, Why: "as activity"},
		{Name: "idea", Fate: erasure.Stays, Why: "the organisation's ideas"},
		{Name: "kind", Fate: erasure.Stays, Why: "the organisation's kinds"},
		{Name: "match", Fate: erasure.Stays, Why: "the state of a match by id"},
		{Name: "place", Fate: erasure.Stays, Why: "a place in the neighbourhood"},
		{Name: "regional_place", Fate: erasure.Stays, Why: "a place in the neighbourhood"},
		{Name: "welcome", Fate: erasure.Stays, Why: "for whom an activity is open"},
	})
}

// OldActivities are what was done or not done, since its day; without one since it was last changed.
const OldActivities = `SELECT a.id, coalesce(nullif(a.day, '')::date, a.updated_at::date)::timestamptz AS since,
	coalesce((SELECT array_agg(g.client_id) FROM going g WHERE g.tenant_id = a.tenant_id AND g.activity_id = a.id), '{}') AS clients
	FROM activity a WHERE a.state IN ('held', 'not_held')`

// NamesIn are the texts about others in which somebody's name may stand.
func NamesIn() []erasure.Text {
	return []erasure.Text{
		{
			Words: erasure.Words{NL: "activiteiten van anderen: wat ze gaan doen", EN: "activities of others: what they will do"},
			Query: `SELECT count(DISTINCT a.id) FROM activity a JOIN going g ON g.tenant_id = a.tenant_id AND g.activity_id = a.id
				WHERE may_reach(g.client_id) AND a.what ~* $1
				AND NOT EXISTS (SELECT FROM going o WHERE o.tenant_id = a.tenant_id AND o.activity_id = a.id AND o.client_id = $2)`,
		},
		{
			Words: erasure.Words{NL: "hoe het was volgens anderen", EN: "how it was, told by others"},
			Query: `SELECT count(*) FROM how_was_it h WHERE may_reach(h.client_id) AND h.client_id <> $2 AND h.words ~* $1`,
		},
	}
}

// Shared are the columns with words in tables that the rules need when somebody goes.
func Shared() []erasure.Shared {
	return []erasure.Shared{
		{
			Table: "activity", Persons: "ARRAY(SELECT g.client_id FROM going g WHERE g.tenant_id = t.tenant_id AND g.activity_id = t.id)",
			Columns: []string{"what"},
		},
		{Table: "going", Persons: "ARRAY[t.client_id]", Columns: []string{"threshold", "helps"}},
		{
			Table: "series", Persons: "ARRAY(SELECT g.client_id FROM series_goer g WHERE g.tenant_id = t.tenant_id AND g.series_id = t.id)",
			Columns: []string{"what"},
		},
		{Table: "series_goer", Persons: "ARRAY[t.client_id]", Columns: []string{}},
	}
}
