package store

import (
	"context"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// SaveWish keeps what a wish is about.
func (tx *Tx) SaveWish(ctx context.Context, w domain.Wish) error {
	_, err := tx.Exec(ctx, `INSERT INTO wish (tenant_id, id, client_id, kind, state, interests, told)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (tenant_id, id) DO UPDATE SET kind = excluded.kind, state = excluded.state,
			interests = excluded.interests, told = excluded.told`,
		tx.Tenant, string(w.ID), string(w.Client), w.Kind, w.State, list(w.Interests), w.Told)
	return err
}

// Wish gives a wish of somebody the caller reaches.
func (tx *Tx) Wish(ctx context.Context, id domain.WishID) (domain.Wish, error) {
	w := domain.Wish{ID: id}
	err := tx.QueryRow(ctx, `SELECT client_id::text, kind, state, interests, told FROM wish
		WHERE tenant_id = $1 AND id = $2 AND may_reach(client_id)`, tx.Tenant, string(id)).
		Scan(&w.Client, &w.Kind, &w.State, &w.Interests, &w.Told)
	return w, missing(err)
}
