package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

const concernColumns = `id::text, coalesce(match_id::text, ''), coalesce(client_id::text, ''), coalesce(reporter_id::text, ''),
	reported_at, coalesce(taken_by::text, '')`

func scanConcern(row pgx.CollectableRow) (c domain.Concern, err error) {
	err = row.Scan(&c.ID, &c.Match, &c.Client, &c.Reporter, &c.Reported, &c.TakenBy)
	return c, err
}

// AddConcern records that a concern was routed.
func (tx *Tx) AddConcern(ctx context.Context, c domain.Concern) error {
	_, err := tx.Exec(ctx, `INSERT INTO concern (id, match_id, client_id, reporter_id, reported_at) VALUES ($1, $2, $3, $4, $5)`,
		c.ID, postgres.Optional(c.Match), postgres.Optional(c.Client), c.Reporter, c.Reported)
	return err
}

// Concern gives one concern, held until the transaction ends.
func (tx *Tx) Concern(ctx context.Context, id domain.ConcernID) (domain.Concern, error) {
	rows, err := tx.Query(ctx, `SELECT `+concernColumns+` FROM concern WHERE id = $1 AND cur_reach() = 'all' FOR UPDATE`, id)
	if err != nil {
		return domain.Concern{}, err
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanConcern)
	return c, postgres.Missing(err)
}

// SaveConcern notes who took it over.
func (tx *Tx) SaveConcern(ctx context.Context, c domain.Concern) error {
	_, err := tx.Exec(ctx, `UPDATE concern SET taken_by = $2, taken_at = coalesce(taken_at, $3) WHERE id = $1`,
		c.ID, postgres.Optional(c.TakenBy), postgres.Moment(c.TakenTime))
	return err
}

// ConcernPage says where a page of concerns begins.
type ConcernPage struct {
	Limit      int
	AfterTaken bool
	AfterID    domain.ConcernID // empty for the first page
}

// Concerns lists concerns: those that nobody took over yet first, then the newest first.
func (tx *Tx) Concerns(ctx context.Context, p ConcernPage) ([]domain.Concern, error) {
	rows, err := tx.Query(ctx, `SELECT `+concernColumns+` FROM concern
		WHERE cur_reach() = 'all' AND ($1::uuid IS NULL OR (taken_by IS NOT NULL) > $2 OR (taken_by IS NOT NULL) = $2 AND id < $1)
		ORDER BY (taken_by IS NOT NULL), id DESC LIMIT $3`, postgres.Optional(p.AfterID), p.AfterTaken, p.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanConcern)
}
