package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/erasure"
)

// Erasure says what happens to each of evaluation's tables when a client is erased. A new
// table needs a line.
func Erasure() erasure.List {
	const theirs = "client_id = $1"
	list := erasure.List{
		{Name: "reflection_answer", Fate: erasure.Goes, Where: "teller_id = $1", Part: erasure.LookBacks},
		{Name: "reflection", Fate: erasure.Goes, Where: "teller_id = $1", Part: erasure.LookBacks},
		{Name: "questionnaire_answer", Fate: erasure.Goes, Where: "asking_id IN (SELECT id FROM questionnaire_asking WHERE client_id = $1)"},
		{Name: "questionnaire_asking", Fate: erasure.Goes, Where: theirs, Part: erasure.Questionnaires},
		{Name: "talk_request", Fate: erasure.Goes, Where: theirs, Part: erasure.Concerns},
		{Name: "concern", Fate: erasure.Emptied, Where: "$1 IN (client_id, reporter_id)", Part: erasure.Concerns,
			Set: concernWithout},
		{Name: "intervision_client", Fate: erasure.Goes, Where: theirs},
		{Name: "activity", Fate: erasure.Emptied, Where: "proposer_id = $1", Set: "proposer_id = NULL"},
		{Name: "activity_person", Fate: erasure.Goes, Where: theirs, Part: erasure.Activities},
		{Name: "shared_mood", Fate: erasure.Goes, Where: theirs, Part: erasure.HowWasIt},
		{Name: "match_person", Fate: erasure.Goes, Where: theirs, Part: erasure.Matches},
		{Name: "match_lead", Fate: erasure.Goes, Where: theirs},
		{Name: "networker", Fate: erasure.Goes, Where: theirs, Part: erasure.Role},
		{Name: "networker_road", Fate: erasure.Goes, Where: theirs},
		{Name: "wish", Fate: erasure.Goes, Where: theirs, Part: erasure.Wishes},
		{Name: "restricted", Fate: erasure.Goes, Where: theirs},
		{Name: "client_location", Fate: erasure.Goes, Where: theirs},
		{Name: "snooze", Fate: erasure.Goes, Where: "strpos(signal_id, $1::uuid::text) > 0"},
		{Name: "client", Fate: erasure.Stays, Why: "the id of who left and when, so that a late event does not bring them back; names nobody"},
		{Name: "interim_evaluation", Fate: erasure.ByHand, Why: "of the two of them: goes with the last one, and loses its words with the first"},
		{Name: "match_rhythm", Fate: erasure.ByHand, Why: "loses its reason when one of the two goes"},
		{Name: "concern_delivery", Fate: erasure.Stays, Why: "where a concern was sent: the organisation's own record that it was routed; neutral words"},
	}
	for name, why := range map[string]string{
		"activity_day": "a day", "agenda_item": "colleagues about their work, without names: listed for a person to look at",
		"agreement": "colleagues among themselves", "colleague": "a colleague", "concern_route": "the organisation's", "concern_way_key": "the organisation's",
		"intervision": "colleagues about their work, without names: listed for a person to look at", "intervision_answer": "a colleague's",
		"known_since": "a date", "lesson": "what was learned, without names: listed for a person to look at", "match": "the state of a match by id",
		"method": "the organisation's", "published_quarter": "figures of groups of five and more", "question": "the organisation's", "question_set": "the organisation's",
		"questionnaire": "the organisation's", "questionnaire_figure": "figures of groups of five and more", "regional_lesson": "a lesson, without names",
		"rhythm": "the organisation's", "signal_rule": "the organisation's", "signal_rule_change": "the organisation's",
		"year_summary": "figures of groups, and stories told with consent for it",
	} {
		list = append(list, erasure.Table{Name: name, Fate: erasure.Stays, Why: why})
	}
	return erasure.With(list)
}

// concernWithout takes a client out of a concern. To whom it was handed over, and under which
// number, leads to somebody's file elsewhere: it goes with whom the concern was about.
const concernWithout = `handed_to = CASE WHEN client_id IS NULL OR client_id = $1 THEN '' ELSE handed_to END,
	reference = CASE WHEN client_id IS NULL OR client_id = $1 THEN '' ELSE reference END,
	client_id = nullif(client_id, $1), reporter_id = nullif(reporter_id, $1)`

// What is old, since it was closed or finished; a concern since it was last looked at.
const (
	OldLookBacks = `SELECT e.id, e.closed_at AS since, coalesce((SELECT array_agg(p.client_id) FROM match_person p
		WHERE p.tenant_id = e.tenant_id AND p.match_id = e.match_id), '{}') AS clients FROM interim_evaluation e WHERE e.closed_at IS NOT NULL`
	OldQuestionnaires = `SELECT q.id, q.finished_at AS since, ARRAY[q.client_id] AS clients FROM questionnaire_asking q WHERE q.finished_at IS NOT NULL`
	OldConcerns       = `SELECT c.id, coalesce(c.handed_at, c.taken_at, c.reported_at) AS since, array_remove(ARRAY[c.client_id, c.reporter_id], NULL) AS clients
		FROM concern c WHERE c.closed
		UNION ALL SELECT t.id, t.over_at, ARRAY[t.client_id] FROM talk_request t WHERE t.over_at IS NOT NULL`
)

// RemoveLookBacks removes interim evaluations with what was told in them.
func (tx *Tx) RemoveLookBacks(ctx context.Context, ids []string) error {
	return tx.remove(ctx, ids, "interim_evaluation")
}

// RemoveQuestionnaires removes what was filled in; the questionnaires stay.
func (tx *Tx) RemoveQuestionnaires(ctx context.Context, ids []string) error {
	return tx.remove(ctx, ids, "questionnaire_asking")
}

// RemoveConcerns removes that there was a concern, and who wanted to talk.
func (tx *Tx) RemoveConcerns(ctx context.Context, ids []string) error {
	return tx.remove(ctx, ids, "concern", "talk_request")
}

func (tx *Tx) remove(ctx context.Context, ids []string, tables ...string) error {
	for _, table := range tables {
		if _, err := tx.Exec(ctx, `DELETE FROM `+pgx.Identifier{table}.Sanitize()+` WHERE id = ANY ($1::uuid[])`, ids); err != nil {
			return err
		}
	}
	return nil
}

// NamesIn are the texts about others, or about work, in which somebody's name may stand.
func NamesIn() []erasure.Text {
	return []erasure.Text{
		{
			Words: erasure.Words{NL: "lessen", EN: "lessons"},
			Query: `SELECT count(*) FROM lesson WHERE words ~* $1 AND $2::uuid IS NOT NULL`,
		},
		{
			Words: erasure.Words{NL: "intervisie: onderwerpen, besproken en afgesproken", EN: "intervision: topics, what was said and agreed"},
			Query: `SELECT (SELECT count(*) FROM agenda_item WHERE concat_ws(' ', topic, line) ~* $1)
				+ (SELECT count(*) FROM agreement WHERE what ~* $1) + (SELECT count(*) FROM intervision WHERE concat_ws(' ', title, client_words, told_back) ~* $1)
				WHERE $2::uuid IS NOT NULL`,
		},
		{
			Words: erasure.Words{NL: "terugblikken van anderen", EN: "looking back by others"},
			Query: `SELECT count(*) FROM reflection r WHERE may_reach(r.teller_id) AND r.teller_id <> $2 AND r.words ~* $1`,
		},
		{
			Words: erasure.Words{NL: "jaarberichten", EN: "yearly summaries"},
			Query: `SELECT count(*) FROM year_summary WHERE sections::text ~* $1 AND $2::uuid IS NOT NULL`,
		},
	}
}

// Shared are the columns with words in tables that the rules need when somebody goes.
func Shared() []erasure.Shared {
	both := "ARRAY(SELECT p.client_id FROM match_person p WHERE p.tenant_id = t.tenant_id AND p.match_id = t.match_id)"
	told := "ARRAY(SELECT p.client_id FROM interim_evaluation e JOIN match_person p ON p.tenant_id = e.tenant_id AND p.match_id = e.match_id " +
		"WHERE e.tenant_id = t.tenant_id AND e.id = t.evaluation_id)"
	return []erasure.Shared{
		// What one of them told, or a support worker wrote, may speak of the other: it opens with the keys of both.
		{
			Table: "reflection", Persons: told + " || CASE WHEN t.own_look THEN '{}' ELSE ARRAY[t.teller_id] END",
			Columns: []string{"motivation", "klik", "decide_too", "benefit", "push", "words"},
		},
		{
			Table: "reflection_answer", Columns: []string{"value", "words"},
			Persons: told + " || ARRAY(SELECT r.teller_id FROM reflection r WHERE r.tenant_id = t.tenant_id AND r.evaluation_id = t.evaluation_id " +
				"AND r.teller_id = t.teller_id AND NOT r.own_look)",
		},
		{Table: "concern", Persons: "array_remove(ARRAY[t.client_id, t.reporter_id], NULL)", Columns: []string{"handed_to", "reference"}},
		{Table: "interim_evaluation", Persons: both, Columns: []string{"words"}},
		{Table: "match_rhythm", Persons: both, Columns: []string{"reason"}},
	}
}
