package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

const qualityColumns = `q.worker_id::text, q.version, q.qualities, q.passions, q.ask_me, q.shown`

func scanQualities(row pgx.CollectableRow) (q domain.Qualities, err error) {
	err = row.Scan(&q.Worker, &q.Version, &q.Qualities, &q.Passions, &q.AskMe, &q.Shown)
	return q, err
}

// QualityQuery says which colleagues' pages to list.
type QualityQuery struct {
	Words string // folded; part of a quality, a passion or a name; empty: all
	After domain.SupportWorkerID
	Limit int
}

// ShownQualities lists the pages of colleagues who work here and show theirs, by name:
// the one order that says nothing of anybody. The caller's own when it is not shown
// stays out too.
func (tx *Tx) ShownQualities(ctx context.Context, q QualityQuery) ([]domain.Qualities, error) {
	rows, err := tx.Query(ctx, `SELECT `+qualityColumns+` FROM quality q
		JOIN support_worker s ON s.tenant_id = q.tenant_id AND s.id = q.worker_id AND s.left_at IS NULL
		WHERE q.shown AND ($1 = '' OR strpos(q.search_key, $1) > 0 OR strpos(s.name_key, $1) > 0)
			AND ($2 = '' OR (s.name_key, s.id) > ((SELECT a.name_key FROM support_worker a WHERE a.id = nullif($2, '')::uuid), nullif($2, '')::uuid))
		ORDER BY s.name_key, s.id LIMIT $3`, q.Words, q.After, q.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanQualities)
}

// OwnQualities gives the caller's own page, shown or not; version 0 when nothing was kept yet.
func (tx *Tx) OwnQualities(ctx context.Context) (domain.Qualities, error) {
	rows, err := tx.Query(ctx, `SELECT `+qualityColumns+` FROM quality q WHERE q.worker_id = cur_person()`)
	if err != nil {
		return domain.Qualities{}, err
	}
	q, err := pgx.CollectExactlyOneRow(rows, scanQualities)
	if errors.Is(err, pgx.ErrNoRows) {
		return domain.Qualities{Worker: domain.SupportWorkerID(tx.Caller.Person)}, nil
	}
	return q, err
}

// SaveOwnQualities writes the caller's own page over the version it was read at, and
// gives the new one.
func (tx *Tx) SaveOwnQualities(ctx context.Context, q domain.Qualities, now time.Time) (domain.Version, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO quality (worker_id, version, qualities, passions, ask_me, shown, search_key, updated_at)
		VALUES (cur_person(), $1 + 1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (tenant_id, worker_id) DO UPDATE SET version = excluded.version, qualities = excluded.qualities, passions = excluded.passions,
			ask_me = excluded.ask_me, shown = excluded.shown, search_key = excluded.search_key, updated_at = excluded.updated_at
		WHERE quality.version = $1`, q.Version, array(q.Qualities), array(q.Passions), q.AskMe, q.Shown, q.SearchKey(), now)
	return q.Version + 1, postgres.Saved(tag.RowsAffected(), err)
}
