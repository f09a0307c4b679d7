package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// newestFirst is the id to start a list with that runs from the newest down.
const newestFirst = "ffffffff-ffff-ffff-ffff-ffffffffffff"

// IsID says whether s can be an id at all. What cannot is nobody's, and answered as
// such: the database would call it a broken statement.
func IsID[T ~string](s T) bool { return uuid.Validate(string(s)) == nil }

// ReachedClient gives the id back, in stored form, when the caller reaches this
// client, and Missing when not, or when there is none.
func (tx *Tx) ReachedClient(ctx context.Context, id domain.ClientID) (domain.ClientID, error) {
	if !IsID(id) {
		return "", fault.Missing()
	}
	err := tx.QueryRow(ctx, `SELECT id::text FROM client WHERE id = $1 AND may_reach(id)`, id).Scan(&id)
	return id, postgres.Missing(err)
}

const wishColumns = `id::text, client_id::text, version, state, kind, own_words, picture, going_on, strategy,
	interests, skill, created_at, updated_at`

func scanWish(row pgx.CollectableRow) (domain.Wish, error) {
	var r domain.WishRecord
	err := row.Scan(&r.ID, &r.Client, &r.Version, &r.State, &r.Kind, &r.OwnWords, &r.Picture, &r.GoingOn, &r.Strategy,
		&r.Interests, &r.Skill, &r.Created, &r.Updated)
	if err != nil {
		return domain.Wish{}, err
	}
	return domain.RestoreWish(r)
}

// Wish gives a wish of a client the caller reaches.
func (tx *Tx) Wish(ctx context.Context, id domain.WishID) (domain.Wish, error) {
	return tx.wish(ctx, id, "")
}

// WishForUpdate is Wish, and nobody else changes it until this transaction ends.
func (tx *Tx) WishForUpdate(ctx context.Context, id domain.WishID) (domain.Wish, error) {
	return tx.wish(ctx, id, " FOR UPDATE")
}

func (tx *Tx) wish(ctx context.Context, id domain.WishID, lock string) (domain.Wish, error) {
	if !IsID(id) {
		return domain.Wish{}, fault.Missing()
	}
	rows, err := tx.Query(ctx, `SELECT `+wishColumns+` FROM wish WHERE id = $1 AND may_reach(client_id)`+lock, id)
	if err != nil {
		return domain.Wish{}, err
	}
	w, err := pgx.CollectExactlyOneRow(rows, scanWish)
	return w, postgres.Missing(err)
}

// WishFilter says which wishes to list; the zero value of a field does not filter.
type WishFilter struct {
	Client domain.ClientID
	State  domain.WishState
	After  string // id of the last wish of the page before; empty: from the newest
	Limit  int
}

// Wishes lists wishes of the clients the caller reaches, newest first.
func (tx *Tx) Wishes(ctx context.Context, f WishFilter) ([]domain.Wish, error) {
	where := tx.NewList(f.After)
	where.And("client_id", string(f.Client))
	where.And("state", string(f.State))
	rows, err := tx.Query(ctx, `SELECT `+wishColumns+where.SQL("wish", f.Limit), where.Args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanWish)
}

// AddWish keeps a new wish, and gives it as it was kept.
func (tx *Tx) AddWish(ctx context.Context, w domain.Wish) (domain.Wish, error) {
	r := w.Record()
	r.Version = 1
	_, err := tx.Exec(ctx, `INSERT INTO wish (id, client_id, state, kind, own_words, picture, going_on, strategy,
			interests, skill, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		r.ID, r.Client, r.State, r.Kind, r.OwnWords, r.Picture, r.GoingOn, r.Strategy, r.Interests, r.Skill, r.Created, r.Updated)
	if err != nil {
		return domain.Wish{}, err
	}
	return domain.RestoreWish(r)
}

// SaveWish keeps a changed wish, and gives it with its new version.
func (tx *Tx) SaveWish(ctx context.Context, w domain.Wish) (domain.Wish, error) {
	r := w.Record()
	tag, err := tx.Exec(ctx, `UPDATE wish SET version = version + 1, state = $3, kind = $4, own_words = $5, picture = $6,
			going_on = $7, strategy = $8, interests = $9, skill = $10, updated_at = $11
		WHERE id = $1 AND version = $2`,
		r.ID, r.Version, r.State, r.Kind, r.OwnWords, r.Picture, r.GoingOn, r.Strategy, r.Interests, r.Skill, r.Updated)
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return domain.Wish{}, err
	}
	r.Version++
	return domain.RestoreWish(r)
}
