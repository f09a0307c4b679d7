package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/insight"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/internal/postgres"
)

// KnowOrganisation notes since when this organisation is known.
func (tx *Tx) KnowOrganisation(ctx context.Context, at time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO known_since (at) VALUES ($1) ON CONFLICT DO NOTHING`, at)
	return err
}

// KnownSince is since when this organisation is known; no row: not yet.
func (tx *Tx) KnownSince(ctx context.Context) (at time.Time, known bool, err error) {
	rows, err := tx.Query(ctx, `SELECT at FROM known_since`)
	if err != nil {
		return at, false, err
	}
	_, err = pgx.ForEachRow(rows, []any{&at}, func() error { known = true; return nil })
	return at, known, err
}

// everybody gives a row for each client: $1 and $2 are the first day of the quarter
// and the first after it, $3 and $4 its begin and end. An outing counts when somebody
// says that it was; nobody has to (D-05), so there were more.
const everybody = `WITH outing AS (
		SELECT ap.client_id, bool_or(a.match_id IS NOT NULL) AS with_match
		FROM activity_day d
		JOIN activity a ON a.tenant_id = d.tenant_id AND a.id = d.activity_id
		JOIN activity_person ap ON ap.tenant_id = a.tenant_id AND ap.activity_id = a.id
		WHERE d.day >= $1 AND d.day < $2 AND (a.state = 'held' OR EXISTS (
			SELECT FROM shared_mood s WHERE s.tenant_id = a.tenant_id AND s.activity_id = a.id AND s.client_id = ap.client_id))
		GROUP BY ap.client_id
	), told AS (
		SELECT DISTINCT ON (r.teller_id) r.teller_id AS client_id, r.klik FROM reflection r
		WHERE NOT r.own_look AND r.klik IN ('yes', 'a_bit', 'no') AND r.at >= $3 AND r.at < $4 ORDER BY r.teller_id, r.at DESC
	), mood AS (
		SELECT DISTINCT ON (client_id) client_id, mood FROM shared_mood WHERE at >= $3 AND at < $4 ORDER BY client_id, at DESC, activity_id
	), waiting AS (
		SELECT w.client_id, min(w.since) AS since FROM wish w WHERE w.state = $5 AND w.told AND NOT EXISTS (
			SELECT FROM match m WHERE m.tenant_id = w.tenant_id AND m.wish_id = w.id AND m.state = ANY ($6::text[]))
		GROUP BY w.client_id
	), together AS (
		SELECT p.match_id, p.client_id, l.client_id IS NOT NULL AS leads, bool_or(l.client_id IS NOT NULL) OVER (PARTITION BY p.match_id) AS led
		FROM match_person p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
		LEFT JOIN match_lead l ON l.tenant_id = p.tenant_id AND l.match_id = p.match_id AND l.client_id = p.client_id
		WHERE NOT p.departed AND m.state IN ('getting_acquainted', 'under_way', 'paused')
	), guided AS (
		SELECT t.match_id FROM together t JOIN caseload c ON c.client_id = t.client_id
		GROUP BY t.match_id HAVING count(DISTINCT c.worker_id) = 1
	), part AS (
		SELECT client_id, bool_or(leads OR NOT led) AS gives, bool_or(NOT leads) AS gets,
			bool_or(match_id IN (SELECT match_id FROM guided)) AS only_guide
		FROM together GROUP BY client_id
	), road AS (
		SELECT DISTINCT ON (client_id) client_id, state FROM networker_road ORDER BY client_id, networker_id DESC
	)
	SELECT coalesce(l.location_id::text, ''), coalesce(o.with_match, false), o.client_id IS NOT NULL, coalesce(t.klik, ''),
		coalesce(d.mood, ''), w.since, coalesce(p.gives, false), coalesce(p.gets, false), c.workers, coalesce(p.only_guide, false), coalesce(r.state, '')
	FROM client c LEFT JOIN client_location l ON l.client_id = c.id
	LEFT JOIN outing o ON o.client_id = c.id LEFT JOIN told t ON t.client_id = c.id LEFT JOIN mood d ON d.client_id = c.id
	LEFT JOIN waiting w ON w.client_id = c.id LEFT JOIN part p ON p.client_id = c.id LEFT JOIN road r ON r.client_id = c.id
	WHERE c.left_at IS NULL AND NOT EXISTS (SELECT FROM restricted u WHERE u.tenant_id = c.tenant_id AND u.client_id = c.id)`

// Everybody gives what is counted of each client of the organisation, without their id. It
// is for making groups of and for nothing else; no answer holds a row of it.
func (tx *Tx) Everybody(ctx context.Context, q insight.Quarter) ([]insight.Person, error) {
	// Everybody is joined with everything: row by row, as a planner without statistics would, takes minutes.
	if _, err := tx.Exec(ctx, `SELECT set_config('enable_nestloop', 'off', true)`); err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, everybody, q.Begin().Format(time.DateOnly), q.End().Format(time.DateOnly), q.Begin(), q.End(),
		signal.OpenWish, postgres.Texts(domain.LivingStates()))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p insight.Person, err error) {
		var since *time.Time
		err = row.Scan(&p.Location, &p.WentWithMatch, &p.WentWithOthers, &p.Klik, &p.Mood, &since, &p.Gives, &p.Gets,
			&p.Workers, &p.OnlyGuide, &p.Road)
		p.WaitingSince = postgres.Time(since)
		return p, err
	})
}

// HasQuarter says whether a quarter was made public.
func (tx *Tx) HasQuarter(ctx context.Context, q insight.Quarter) (there bool, err error) {
	err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM published_quarter WHERE year = $1 AND number = $2)`, q.Year, q.Number).Scan(&there)
	return there, err
}

// PublishQuarter keeps a quarter as it is made public. What was made public stays as it is.
func (tx *Tx) PublishQuarter(ctx context.Context, p insight.Published) error {
	_, err := tx.Exec(ctx, `INSERT INTO published_quarter (year, number, tables, published_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
		p.Year, p.Number, p.Tables, p.At)
	return err
}

// Quarters gives what was made public, the latest first.
func (tx *Tx) Quarters(ctx context.Context) ([]insight.Published, error) {
	rows, err := tx.Query(ctx, `SELECT year, number, tables, published_at FROM published_quarter ORDER BY year DESC, number DESC LIMIT 40`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p insight.Published, err error) {
		err = row.Scan(&p.Year, &p.Number, &p.Tables, &p.At)
		return p, err
	})
}

const summaryColumns = `year, version, sections, saved_by::text, saved_at`

func scanSummary(row pgx.CollectableRow) (s insight.Summary, err error) {
	err = row.Scan(&s.Year, &s.Version, &s.Sections, &s.By, &s.At)
	return s, err
}

// Summaries gives the summary of every year as it stands, the latest year first.
func (tx *Tx) Summaries(ctx context.Context) ([]insight.Summary, error) {
	rows, err := tx.Query(ctx, `SELECT DISTINCT ON (year) `+summaryColumns+` FROM year_summary ORDER BY year DESC, version DESC`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanSummary)
}

// Summary gives a version of the summary of a year; 0: the last one.
func (tx *Tx) Summary(ctx context.Context, year, version int) (insight.Summary, error) {
	rows, err := tx.Query(ctx, `SELECT `+summaryColumns+` FROM year_summary WHERE year = $1 AND ($2 = 0 OR version = $2)
		ORDER BY version DESC LIMIT 1`, year, version)
	if err != nil {
		return insight.Summary{}, err
	}
	s, err := pgx.CollectExactlyOneRow(rows, scanSummary)
	return s, postgres.Missing(err)
}

// AddSummary keeps a version. Two who save the same one: the later is told that it was changed.
func (tx *Tx) AddSummary(ctx context.Context, s insight.Summary) error {
	done, err := tx.Exec(ctx, `INSERT INTO year_summary (year, version, sections, saved_by, saved_at) VALUES ($1, $2, $3, cur_person(), $4)
		ON CONFLICT DO NOTHING`, s.Year, s.Version, s.Sections, s.At)
	return postgres.Saved(done.RowsAffected(), err)
}
