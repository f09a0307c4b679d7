package erasing

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/erasing"
)

const holdColumns = `h.id::text, h.version, h.client_id::text, h.reason, h.placed_by::text, h.placed_at, h.until_day::text, h.lifted_at`

func scanHold(row pgx.CollectableRow) (h erasing.Hold, err error) {
	var lifted *time.Time
	err = row.Scan(&h.ID, &h.Version, &h.Client, &h.Reason, &h.By, &h.Placed, &h.Until, &lifted)
	h.Placed, h.Lifted = h.Placed.UTC(), at(lifted)
	return h, err
}

// HoldToChange gives a hold that the caller reaches.
func (tx *Tx) HoldToChange(ctx context.Context, id erasing.HoldID) (erasing.Hold, error) {
	all, err := tx.holds(ctx, `h.id = $1 AND may_reach(h.client_id) FOR UPDATE`, id)
	if err != nil {
		return erasing.Hold{}, err
	}
	if len(all) == 0 {
		return erasing.Hold{}, postgres.Missing(pgx.ErrNoRows)
	}
	return all[0], nil
}

// Holds lists the holds that stand, the one that ends first at the top.
func (tx *Tx) Holds(ctx context.Context, now time.Time, offset, limit int) ([]erasing.Hold, error) {
	tx.Touch()
	return tx.holds(ctx, `h.lifted_at IS NULL AND h.until_day >= $1::date AND may_reach(h.client_id) ORDER BY h.until_day, h.id OFFSET $2 LIMIT $3`, day(now), offset, limit)
}

// HoldsOf lists the holds on a client that stand.
func (tx *Tx) HoldsOf(ctx context.Context, client domain.ClientID, now time.Time) ([]erasing.Hold, error) {
	return tx.holds(ctx, `h.client_id = $1 AND h.lifted_at IS NULL AND h.until_day >= $2::date ORDER BY h.until_day DESC, h.id`, client, day(now))
}

// HeldTooLong gives the clients who are held though no hold on them stands any more.
func (tx *Tx) HeldTooLong(ctx context.Context, now time.Time) ([]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT client_id::text FROM held e WHERE NOT EXISTS (SELECT FROM legal_hold h
		WHERE h.tenant_id = e.tenant_id AND h.client_id = e.client_id AND h.lifted_at IS NULL AND h.until_day >= $1::date) LIMIT 100`, day(now))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.ClientID])
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

func (tx *Tx) holds(ctx context.Context, where string, args ...any) ([]erasing.Hold, error) {
	rows, err := tx.Query(ctx, `SELECT `+holdColumns+` FROM legal_hold h WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, scanHold)
	for _, h := range all {
		tx.Touch(string(h.Client))
	}
	return all, err
}

// InsertHold keeps a new hold.
func (tx *Tx) InsertHold(ctx context.Context, h erasing.Hold) error {
	tx.Touch(string(h.Client))
	_, err := tx.Exec(ctx, `INSERT INTO legal_hold (id, client_id, reason, placed_by, placed_at, until_day) VALUES ($1, $2, $3, $4, $5, $6::date)`,
		h.ID, h.Client, h.Reason, h.By, h.Placed, h.Until)
	return err
}

// SaveHold writes that a hold ended.
func (tx *Tx) SaveHold(ctx context.Context, h erasing.Hold) (erasing.Hold, error) {
	tag, err := tx.Exec(ctx, `UPDATE legal_hold SET version = version + 1, lifted_at = $3 WHERE id = $1 AND version = $2`, h.ID, h.Version, optional(h.Lifted))
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return h, err
	}
	h.Version++
	return h, nil
}
