package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// Rest lets pairs rest for a while.
func (tx *Tx) Rest(ctx context.Context, rests []domain.Rest) error {
	batch := &pgx.Batch{}
	for _, r := range rests {
		batch.Queue(`INSERT INTO resting_pair (tenant_id, a, b, until) VALUES ($1, $2, $3, $4)
			ON CONFLICT (tenant_id, a, b) DO UPDATE SET until = greatest(resting_pair.until, excluded.until)`,
			tx.Tenant, string(r.Pair.A), string(r.Pair.B), r.Until)
	}
	if batch.Len() == 0 {
		return nil
	}
	return tx.SendBatch(ctx, batch).Close()
}

// Rested takes away the pairs that have rested long enough.
func (tx *Tx) Rested(ctx context.Context, now time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM resting_pair WHERE tenant_id = $1 AND until <= $2`, tx.Tenant, now)
	return err
}
