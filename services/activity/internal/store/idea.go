package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/domain/idea"
	"github.com/optrek/optrek/services/internal/postgres"
)

const ideaColumns = `id::text, version, what, what_en, kind, seasons, setting, free, likes, away, created_at, updated_at`

func scanIdea(row pgx.CollectableRow) (i idea.Idea, err error) {
	err = row.Scan(&i.ID, &i.Version, &i.What, &i.WhatEN, &i.Kind, &i.Seasons, &i.Setting, &i.Free, &i.Likes, &i.Away, &i.Created, &i.Updated)
	return i, err
}

// Ideas lists the organisation's own ideas, the newest first; they are some tens.
func (tx *Tx) Ideas(ctx context.Context) ([]idea.Idea, error) {
	rows, err := tx.Query(ctx, `SELECT `+ideaColumns+` FROM idea ORDER BY away, created_at DESC, id LIMIT 500`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanIdea)
}

// Idea gives one of them.
func (tx *Tx) Idea(ctx context.Context, id idea.ID) (idea.Idea, error) {
	rows, err := tx.Query(ctx, `SELECT `+ideaColumns+` FROM idea WHERE id = $1`, id)
	if err != nil {
		return idea.Idea{}, err
	}
	i, err := pgx.CollectExactlyOneRow(rows, scanIdea)
	return i, postgres.Missing(err)
}

// AddIdea saves a new idea.
func (tx *Tx) AddIdea(ctx context.Context, i idea.Idea) error {
	_, err := tx.Exec(ctx, `INSERT INTO idea (id, version, what, what_en, kind, seasons, setting, free, likes, away, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		i.ID, i.Version, i.What, i.WhatEN, i.Kind, postgres.Texts(i.Seasons), i.Setting, i.Free, i.Likes, i.Away, i.Created, i.Updated)
	return err
}

// SaveIdea saves a changed idea, when nobody else changed it since it was read.
func (tx *Tx) SaveIdea(ctx context.Context, i idea.Idea) (idea.Idea, error) {
	tag, err := tx.Exec(ctx, `UPDATE idea SET version = version + 1, what = $3, what_en = $4, kind = $5, seasons = $6, setting = $7, free = $8,
			likes = $9, away = $10, updated_at = $11 WHERE id = $1 AND version = $2`,
		i.ID, i.Version, i.What, i.WhatEN, i.Kind, postgres.Texts(i.Seasons), i.Setting, i.Free, i.Likes, i.Away, i.Updated)
	i.Version++
	return i, postgres.Saved(tag.RowsAffected(), err)
}

// SaveLikes keeps what somebody likes, while they let themselves be looked for.
func (tx *Tx) SaveLikes(ctx context.Context, client domain.ClientID, words []string) error {
	_, err := tx.Exec(ctx, `INSERT INTO liking (client_id, words) VALUES ($1, $2)
		ON CONFLICT (tenant_id, client_id) DO UPDATE SET words = excluded.words`, client, words)
	return err
}

// ForgetLikes removes it, when that yes is taken back.
func (tx *Tx) ForgetLikes(ctx context.Context, client domain.ClientID) error {
	_, err := tx.Exec(ctx, `DELETE FROM liking WHERE client_id = $1`, client)
	return err
}

// Likes gives what these people like; nothing for those who do not let themselves be
// looked for. Whom the caller may ask about is the domain's to say.
func (tx *Tx) Likes(ctx context.Context, ids []domain.ClientID) (map[domain.ClientID][]string, error) {
	rows, err := tx.Query(ctx, `SELECT client_id::text, words FROM liking WHERE client_id = ANY ($1::uuid[])`, postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	out := map[domain.ClientID][]string{}
	var (
		id    domain.ClientID
		words []string
	)
	_, err = pgx.ForEachRow(rows, []any{&id, &words}, func() error { out[id] = words; return nil })
	return out, err
}
