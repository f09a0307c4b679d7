package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Rhythm gives the organisation's rhythm with its version; 0 for the one every
// organisation begins with.
func (tx *Tx) Rhythm(ctx context.Context) (r domain.Rhythm, v domain.Version, err error) {
	err = tx.QueryRow(ctx, `SELECT months, every, version FROM rhythm`).Scan(&r.Months, &r.Every, &v)
	if errors.Is(err, pgx.ErrNoRows) {
		return domain.DefaultRhythm(), 0, nil
	}
	return r, v, err
}

// SaveRhythm keeps the organisation's rhythm, when nobody else changed it since this version.
func (tx *Tx) SaveRhythm(ctx context.Context, r domain.Rhythm, v domain.Version, now time.Time) error {
	tag, err := tx.Exec(ctx, `INSERT INTO rhythm (version, months, every, set_by, set_at) VALUES ($1 + 1, $2, $3, cur_person(), $4)
		ON CONFLICT (tenant_id) DO UPDATE SET version = excluded.version, months = excluded.months, every = excluded.every,
			set_by = excluded.set_by, set_at = excluded.set_at WHERE rhythm.version = $1`, v, r.Months, r.Every, now)
	return postgres.Saved(tag.RowsAffected(), err)
}

const matchRhythmColumns = `r.match_id::text, r.version, r.months, r.every, r.adjusted, r.reason, coalesce(r.set_by::text, ''), r.set_at, r.from_at, r.after_at`

func matchRhythmInto(r *domain.MatchRhythm, from, after **time.Time) []any {
	return []any{&r.Match, &r.Version, &r.Months, &r.Every, &r.Adjusted, &r.Reason, &r.By, &r.Set, from, after}
}

// MatchRhythm gives the rhythm of a match; false when it has none yet.
func (tx *Tx) MatchRhythm(ctx context.Context, match domain.MatchID) (domain.MatchRhythm, bool, error) {
	var (
		r           domain.MatchRhythm
		from, after *time.Time
	)
	err := tx.QueryRow(ctx, `SELECT `+matchRhythmColumns+` FROM match_rhythm r WHERE r.match_id = $1`, match).Scan(matchRhythmInto(&r, &from, &after)...)
	if errors.Is(err, pgx.ErrNoRows) {
		return domain.MatchRhythm{}, false, nil
	}
	r.Set, r.From, r.After = r.Set.UTC(), postgres.Time(from), postgres.Time(after)
	return r, err == nil, err
}

// SaveMatchRhythm keeps the rhythm of a match in place of the one of this version.
func (tx *Tx) SaveMatchRhythm(ctx context.Context, r domain.MatchRhythm) error {
	tag, err := tx.Exec(ctx, `INSERT INTO match_rhythm (match_id, version, months, every, adjusted, reason, set_by, set_at, from_at, after_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (tenant_id, match_id) DO UPDATE SET version = match_rhythm.version + 1, months = excluded.months, every = excluded.every,
			adjusted = excluded.adjusted, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at,
			from_at = excluded.from_at, after_at = excluded.after_at WHERE match_rhythm.version = $2`,
		r.Match, r.Version, r.Months, r.Every, r.Adjusted, r.Reason, postgres.Optional(r.By), r.Set, postgres.Moment(r.From), postgres.Moment(r.After))
	return postgres.Saved(tag.RowsAffected(), err)
}

// Paced is a match that is under way, with its rhythm.
type Paced struct {
	Match  domain.Match
	Rhythm domain.MatchRhythm
}

// PacedMatches gives the matches that are under way and have a rhythm.
func (tx *Tx) PacedMatches(ctx context.Context) ([]Paced, error) {
	rows, err := tx.Query(ctx, `SELECT m.state, m.under_way_at, `+matchRhythmColumns+`
		FROM match m JOIN match_rhythm r ON r.tenant_id = m.tenant_id AND r.match_id = m.id WHERE m.state IN ('under_way', 'paused') AND m.under_way_at IS NOT NULL
		ORDER BY m.id`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p Paced, err error) {
		var from, after *time.Time
		err = row.Scan(append([]any{&p.Match.State, &p.Match.UnderWay}, matchRhythmInto(&p.Rhythm, &from, &after)...)...)
		p.Match.ID, p.Match.UnderWay = p.Rhythm.Match, p.Match.UnderWay.UTC()
		p.Rhythm.Set, p.Rhythm.From, p.Rhythm.After = p.Rhythm.Set.UTC(), postgres.Time(from), postgres.Time(after)
		return p, err
	})
}

// PlanMoments notes when matches are to be looked back upon. One of the same month is there
// once; while it has not begun it follows the date. questions is what would be asked now.
func (tx *Tx) PlanMoments(ctx context.Context, planned map[domain.MatchID][]domain.Moment, questions string) error {
	batch := &pgx.Batch{}
	for match, moments := range planned {
		for _, m := range moments {
			batch.Queue(`INSERT INTO interim_evaluation (id, version, match_id, month, state, questions, outcome, words, due_at)
				VALUES ($1, 1, $2, $3, 'due', $4, '', '', $5)
				ON CONFLICT (tenant_id, match_id, month) DO UPDATE SET due_at = excluded.due_at
				WHERE interim_evaluation.state = 'due' AND interim_evaluation.due_at <> excluded.due_at`, ids.New(), match, m.Month, questions, m.Due)
		}
	}
	if batch.Len() == 0 {
		return nil
	}
	return tx.SendBatch(ctx, batch).Close()
}

// DropComing removes what was planned for a match and is not due yet.
func (tx *Tx) DropComing(ctx context.Context, match domain.MatchID, now time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM interim_evaluation WHERE match_id = $1 AND state = 'due' AND due_at > $2`, match, now)
	return err
}

// Coming gives when a match is looked back upon next.
func (tx *Tx) Coming(ctx context.Context, match domain.MatchID) ([]time.Time, error) {
	rows, err := tx.Query(ctx, `SELECT due_at FROM interim_evaluation WHERE match_id = $1 AND state = 'due' ORDER BY due_at LIMIT 3`, match)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (at time.Time, err error) {
		err = row.Scan(&at)
		return at.UTC(), err
	})
}
