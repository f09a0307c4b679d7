package erasure

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
)

// Kind is one kind of data that is kept for a time after something ended, with what is
// usual and on what that rests. It is no legal advice: an organisation chooses itself.
type Kind struct {
	Key     string
	Service string
	Usual   int // months; 0: kept
	Least   int // months; an organisation may choose longer, or to keep it
	What    Words
	Since   Words
	Why     Words
}

var avg = Words{
	"AVG artikel 5: niet langer bewaren dan nodig is.",
	"GDPR article 5: not kept longer than needed.",
}

// Kinds are all of them, in the order in which they are shown.
func Kinds() []Kind {
	return []Kind{
		{
			Key: "client", Service: "recruitment", Usual: 24,
			What: Words{"Alles over een cliënt", "Everything about a client"}, Since: Words{"het einde van de zorg", "the end of care"},
			Why: Words{
				"AVG artikel 5: niet langer dan nodig. De twintig jaar van de Wgbo en de Jeugdwet gelden voor het dossier van de hulpverlener. Optrek is dat dossier niet.",
				"GDPR article 5: not longer than needed. The twenty years of the Wgbo and the Jeugdwet are about the care provider's file. Optrek is not that file.",
			},
		},
		{
			Key: "talk", Service: "recruitment", Usual: 60,
			What: Words{"Netwerkgesprekken", "Network talks"}, Since: Words{"het gesprek", "the talk"}, Why: avg,
		},
		{
			Key: "import", Service: "recruitment", Usual: 6,
			What: Words{"Ingelezen bestanden", "Files that were read in"}, Since: Words{"het inlezen", "reading them in"},
			Why: Words{
				"AVG artikel 5: wat in Optrek staat, hoeft niet ook in het bestand te blijven.",
				"GDPR article 5: what is in Optrek need not stay in the file as well.",
			},
		},
		{
			Key: "match", Service: "matching", Usual: 24,
			What: Words{"Koppelingen die voorbij zijn", "Matches that are over"}, Since: Words{"het afronden", "the ending"}, Why: avg,
		},
		{
			Key: "activity", Service: "activity", Usual: 24,
			What: Words{"Activiteiten en hoe het was", "Activities and how it was"}, Since: Words{"de dag zelf", "the day itself"}, Why: avg,
		},
		{
			Key: "look_back", Service: "evaluation", Usual: 36,
			What: Words{"Terugblikken", "Looking back"}, Since: Words{"het afronden", "closing it"}, Why: avg,
		},
		{
			Key: "questionnaire", Service: "evaluation", Usual: 36,
			What: Words{"Ingevulde vragenlijsten", "Questionnaires that were filled in"}, Since: Words{"het invullen", "filling it in"}, Why: avg,
		},
		{
			Key: "concern", Service: "evaluation", Usual: 24,
			What:  Words{"Dat er een zorg was, en wie wilde praten", "That there was a concern, and who wanted to talk"},
			Since: Words{"het afronden", "closing it"},
			Why: Words{
				"AVG artikel 5. Wat bij een melding hoort (Wkkgz, meldcode), staat in het eigen systeem daarvoor.",
				"GDPR article 5. What belongs to a report (Wkkgz, reporting code) is in the system for that.",
			},
		},
		{
			Key: "audit", Service: "", Usual: 60, Least: 60,
			What: Words{"Wie er heeft gekeken", "Who looked"}, Since: Words{"het kijken", "looking"},
			Why: Words{
				"NEN 7513: ten minste vijf jaar. Zonder naam: alleen kenmerken.",
				"NEN 7513: at least five years. Without names: ids only.",
			},
		},
	}
}

// Old is what one kind means in a service.
type Old struct {
	Kind string
	// Due is SQL that gives id uuid, since timestamptz and clients uuid[] of everything of
	// this kind whose time has begun.
	Due string
	// Remove removes these and tells the others, in this transaction.
	Remove func(ctx context.Context, tx *postgres.Tx, ids []string) error
}

// atOnce is how many go in one transaction.
const atOnce = 100

// monthsOf gives how long this organisation keeps each kind; asked goes before what is saved.
func monthsOf(ctx context.Context, tx *postgres.Tx, asked map[string]int32) (map[string]int, error) {
	months := map[string]int{}
	for _, k := range Kinds() {
		months[k.Key] = k.Usual
	}
	rows, err := tx.Query(ctx, `SELECT kind, months FROM retention WHERE tenant_id = $1`, tx.Tenant)
	if err != nil {
		return nil, err
	}
	var kind string
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&kind, &n}, func() error { months[kind] = n; return nil }); err != nil {
		return nil, err
	}
	for kind, n := range asked {
		months[kind] = int(n)
	}
	return months, nil
}

// Retention removes what is older than the organisation keeps.
type Retention struct {
	DB    *postgres.DB
	Olds  []Old
	Clock func() time.Time
}

// Do removes it for one organisation; what a legal hold keeps stays. Cut off anywhere, it
// goes on the next time.
func (r Retention) Do(ctx context.Context, tenant string) error {
	for _, old := range r.Olds {
		for more := true; more; {
			err := r.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) (err error) {
				more, err = r.some(ctx, tx, old)
				return err
			})
			if err != nil {
				return fmt.Errorf("retention of %s: %w", old.Kind, err)
			}
		}
	}
	return nil
}

func (r Retention) some(ctx context.Context, tx *postgres.Tx, old Old) (more bool, err error) {
	months, err := monthsOf(ctx, tx, nil)
	if err != nil || months[old.Kind] == 0 {
		return false, err
	}
	rows, err := tx.Query(ctx, `SELECT d.id::text, d.clients::text[] FROM (`+old.Due+`) AS d
		WHERE d.since + make_interval(months => $1) <= $2 AND NOT EXISTS (SELECT FROM held h WHERE h.client_id = ANY (d.clients))
		ORDER BY d.since, d.id LIMIT $3`, months[old.Kind], r.Clock(), atOnce)
	if err != nil {
		return false, err
	}
	var (
		ids     []string
		id      string
		clients []string
	)
	if _, err := pgx.ForEachRow(rows, []any{&id, &clients}, func() error {
		ids = append(ids, id)
		tx.Touch(clients...)
		return nil
	}); err != nil || len(ids) == 0 {
		return false, err
	}
	return len(ids) == atOnce, old.Remove(ctx, tx, ids)
}

// Going is how many of a kind go on a day (YYYY-MM-DD), and how many of these a hold keeps.
type Going struct {
	Kind        string
	Day         string
	Count, Held int32
}

// Ahead says what goes until a day (YYYY-MM-DD), were these the months.
func (r Retention) Ahead(ctx context.Context, tx *postgres.Tx, until string, asked map[string]int32) (all []Going, err error) {
	months, err := monthsOf(ctx, tx, asked)
	if err != nil {
		return nil, err
	}
	for _, old := range r.Olds {
		if months[old.Kind] == 0 {
			continue
		}
		rows, err := tx.Query(ctx, `SELECT $1::text, x.day::text, count(*)::int, count(*) FILTER (WHERE x.held)::int FROM (
				SELECT greatest((d.since + make_interval(months => $2))::date, $3::timestamptz::date) AS day,
					EXISTS (SELECT FROM held h WHERE h.client_id = ANY (d.clients)) AS held
				FROM (`+old.Due+`) AS d) AS x
			WHERE x.day <= $4::date GROUP BY x.day ORDER BY x.day`, old.Kind, months[old.Kind], r.Clock(), until)
		if err != nil {
			return nil, err
		}
		going, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Going])
		if err != nil {
			return nil, fmt.Errorf("retention of %s: %w", old.Kind, err)
		}
		all = append(all, going...)
	}
	tx.Touch()
	return all, nil
}
