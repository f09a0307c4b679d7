package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// SaveWish keeps what a wish is about. One of which is not said since when, waits since
// it was first heard of.
func (tx *Tx) SaveWish(ctx context.Context, w domain.Wish) error {
	_, err := tx.Exec(ctx, `INSERT INTO wish (tenant_id, id, client_id, kind, state, interests, told, told_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8, now()))
		ON CONFLICT (tenant_id, id) DO UPDATE SET kind = excluded.kind, state = excluded.state,
			interests = excluded.interests, told = excluded.told, told_at = coalesce($8, wish.told_at)`,
		tx.Tenant, string(w.ID), string(w.Client), w.Kind, w.State, list(w.Interests), w.Told, postgres.Moment(w.Since))
	return err
}

// Wish gives a wish of somebody the caller reaches.
func (tx *Tx) Wish(ctx context.Context, id domain.WishID) (domain.Wish, error) {
	w := domain.Wish{ID: id}
	err := tx.QueryRow(ctx, `SELECT client_id::text, kind, state, interests, told FROM wish
		WHERE tenant_id = $1 AND id = $2 AND may_reach(client_id)`, tx.Tenant, string(id)).
		Scan(&w.Client, &w.Kind, &w.State, &w.Interests, &w.Told)
	return w, postgres.Missing(err)
}

// OpenWishOf gives a wish with which these people may begin again: the one given when it
// is open, or else the newest open one of the first of them who has any; the zero wish
// when there is none.
func (tx *Tx) OpenWishOf(ctx context.Context, first domain.WishID, people []domain.ClientID) (domain.Wish, error) {
	var w domain.Wish
	err := tx.QueryRow(ctx, `SELECT id::text, client_id::text, kind, state, interests, told FROM wish
		WHERE tenant_id = $1 AND client_id = ANY ($3::uuid[]) AND told AND state IN ('open', 'taken_up')
		ORDER BY id = $2::uuid DESC NULLS LAST, array_position($3::uuid[], client_id), id DESC LIMIT 1`,
		tx.Tenant, postgres.Optional(first), postgres.Texts(people)).Scan(&w.ID, &w.Client, &w.Kind, &w.State, &w.Interests, &w.Told)
	if errors.Is(err, pgx.ErrNoRows) {
		return domain.Wish{}, nil
	}
	return w, err
}

// WishOf gives the wish a match began with, for somebody who sees the match and
// perhaps guides only the other; the zero wish when it is gone.
func (tx *Tx) WishOf(ctx context.Context, m domain.Match) (domain.Wish, error) {
	w := domain.Wish{ID: m.WishID}
	err := tx.QueryRow(ctx, `SELECT client_id::text, kind, state, interests, told FROM wish WHERE tenant_id = $1 AND id = $2`,
		tx.Tenant, postgres.Optional(m.WishID)).Scan(&w.Client, &w.Kind, &w.State, &w.Interests, &w.Told)
	if errors.Is(err, pgx.ErrNoRows) {
		return domain.Wish{}, nil
	}
	return w, err
}
