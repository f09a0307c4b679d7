package store

import "github.com/optrek/optrek/services/internal/erasure"

// Erasure says what happens to each of matching's tables when a client is erased, after
// their matches went on, ended or vanished without them. A new table needs a line.
func Erasure() erasure.List {
	const theirs = "client_id = $1"
	return erasure.With(erasure.List{
		{Name: "participant", Fate: erasure.Goes, Where: theirs, Part: erasure.Matches},
		{Name: "match", Fate: erasure.Emptied, Where: "$1 IN (started_by, paused_by)",
			Set: "started_by = nullif(started_by, $1), paused_by = nullif(paused_by, $1)"},
		{Name: "exclusion", Fate: erasure.Goes, Where: "$1 IN (a, b)"},
		{Name: "resting_pair", Fate: erasure.Goes, Where: "$1 IN (a, b)"},
		{Name: "place", Fate: erasure.Goes, Where: theirs},
		{Name: "plan_idea", Fate: erasure.Goes, Where: "$1 IN (client_id, networker_id)"},
		// Rests on the words of everybody in it. ForgetPlanned leaves the others what rests on nobody's.
		{Name: "plan_group", Fate: erasure.Goes, Where: "id IN (SELECT group_id FROM plan_group_member WHERE client_id = $1)"},
		{Name: "plan_group_member", Fate: erasure.Goes, Where: theirs},
		{Name: "regional_wish", Fate: erasure.Goes, Where: "id IN (SELECT regional_wish_id FROM shown_wish WHERE client_id = $1)", Part: erasure.Region},
		{Name: "shown_wish", Fate: erasure.Goes, Where: theirs},
		{Name: "regional_request", Fate: erasure.Goes, Where: theirs, Part: erasure.Region},
		{Name: "matching_profile", Fate: erasure.Goes, Where: theirs, Part: erasure.Profile},
		{Name: "wish", Fate: erasure.Goes, Where: theirs, Part: erasure.Wishes},
		{Name: "networker", Fate: erasure.Goes, Where: theirs, Part: erasure.Role},
		{Name: "client", Fate: erasure.Goes, Where: theirs},
		{Name: "crowd_change", Fate: erasure.Goes, Where: theirs}, // last: what goes above is noted here
		{Name: "match_elsewhere", Fate: erasure.Stays, Why: "which organisation the other comes from"},
		{Name: "match_follows", Fate: erasure.Stays, Why: "what follows an interim evaluation, of the match as a whole; goes with the match"},
		{Name: "plan", Fate: erasure.Stays, Why: "counts and sentences about areas"},
		{Name: "plan_settings", Fate: erasure.Stays, Why: "the organisation's"},
		{Name: "region_member", Fate: erasure.Stays, Why: "the organisation's"},
		{Name: "region_word", Fate: erasure.Stays, Why: "which words several people use"},
		{Name: "regional_side", Fate: erasure.Stays, Why: "how far two organisations are; names no client, and is tidied away when it is over"},
	})
}

// OldMatches are the matches that are over, since their ending.
const OldMatches = `SELECT m.id, m.updated_at AS since, coalesce((SELECT array_agg(p.client_id) FROM participant p
	WHERE p.tenant_id = m.tenant_id AND p.match_id = m.id), '{}') AS clients FROM match m WHERE m.state = 'closed'`

// NamesIn are the texts about others in which somebody's name may stand.
func NamesIn() []erasure.Text {
	return []erasure.Text{
		{
			Words: erasure.Words{NL: "koppelingen van anderen: reden, afspraken en inschatting", EN: "matches of others: reason, agreements and estimate"},
			Query: `SELECT count(DISTINCT m.id) FROM match m JOIN participant p ON p.tenant_id = m.tenant_id AND p.match_id = m.id
				WHERE may_reach(p.client_id) AND NOT EXISTS (SELECT FROM participant o WHERE o.tenant_id = m.tenant_id AND o.match_id = m.id AND o.client_id = $2)
				AND concat_ws(' ', m.reason, m.possibilities, m.plan, m.began_at, m.neutral_words, m.private_reason, p.expects, p.estimate, p.distance_reason, p.left_reason) ~* $1`,
		},
	}
}

// Shared are the columns with words in tables that the rules need when somebody goes.
func Shared() []erasure.Shared {
	return []erasure.Shared{
		{
			Table: "match", Persons: "ARRAY(SELECT p.client_id FROM participant p WHERE p.tenant_id = t.tenant_id AND p.match_id = t.id)",
			Columns: []string{"reason", "guidance_needed", "began_at", "possibilities", "plan", "neutral_words", "private_reason"},
		},
		{
			// Words about one of them may speak of another: they open with the keys of all of them, as Match.Without has it.
			Table: "participant", Persons: "ARRAY(SELECT p.client_id FROM participant p WHERE p.tenant_id = t.tenant_id AND p.match_id = t.match_id)",
			Columns: []string{"distance_reason", "estimate", "expects", "invite_reason", "left_reason"},
		},
		{Table: "crowd_change", Why: "a note for whoever has people in memory: made again by what is put back"},
	}
}
