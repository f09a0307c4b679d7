package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Introduction gives an introduction to a club with somebody in it whom the caller reaches.
func (tx *Tx) Introduction(ctx context.Context, id domain.ActivityID) (domain.Introduction, error) {
	rows, err := tx.Query(ctx, `SELECT activity_id::text, version, member_id::text, guest_id::text, club, notes, words, agreed, again,
			created_at, updated_at
		FROM introduction WHERE activity_id = $1 AND (may_reach(member_id) OR may_reach(guest_id))`, id)
	if err != nil {
		return domain.Introduction{}, err
	}
	i, err := pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (i domain.Introduction, err error) {
		err = row.Scan(&i.Activity, &i.Version, &i.Member, &i.Guest, &i.Club, &i.Notes, &i.Words, &i.Agreed, &i.Again, &i.Created, &i.Updated)
		return i, err
	})
	return i, postgres.Missing(err)
}

// IntroducedAt says which of these activities are introductions to a club.
func (tx *Tx) IntroducedAt(ctx context.Context, ids []domain.ActivityID) (map[domain.ActivityID]bool, error) {
	rows, err := tx.Query(ctx, `SELECT activity_id::text FROM introduction WHERE activity_id = ANY ($1::uuid[])`, postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	out := map[domain.ActivityID]bool{}
	var id domain.ActivityID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { out[id] = true; return nil })
	return out, err
}

// AddIntroduction saves a new one.
func (tx *Tx) AddIntroduction(ctx context.Context, i domain.Introduction) error {
	_, err := tx.Exec(ctx, `INSERT INTO introduction (activity_id, version, member_id, guest_id, club, notes, words, agreed, again, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		i.Activity, i.Version, i.Member, i.Guest, i.Club, i.Notes, i.Words, i.Agreed, i.Again, i.Created, i.Updated)
	return err
}

// SaveIntroduction saves a changed one, when nobody else changed it since it was read.
func (tx *Tx) SaveIntroduction(ctx context.Context, i domain.Introduction) (domain.Introduction, error) {
	tag, err := tx.Exec(ctx, `UPDATE introduction SET version = version + 1, notes = $3, words = $4, agreed = $5, again = $6, updated_at = $7
		WHERE activity_id = $1 AND version = $2`, i.Activity, i.Version, i.Notes, i.Words, i.Agreed, i.Again, i.Updated)
	i.Version++
	return i, postgres.Saved(tag.RowsAffected(), err)
}
