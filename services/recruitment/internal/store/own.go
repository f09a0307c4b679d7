package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// What a support worker keeps for themself. The tables have a wall around each person:
// these queries name nobody, and get the caller's own.

// OwnLearning gives the caller's own learning track; version 0 when nothing was kept yet.
func (tx *Tx) OwnLearning(ctx context.Context) (steps []domain.TickStep, v domain.Version, err error) {
	var raw []byte
	err = tx.QueryRow(ctx, `SELECT version, steps FROM own_learning WHERE worker_id = cur_person()`).Scan(&v, &raw)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	steps, err = ticksOf(raw)
	return steps, v, err
}

// SaveOwnLearning writes it over the version it was read at, and gives the new one.
func (tx *Tx) SaveOwnLearning(ctx context.Context, steps []domain.TickStep, v domain.Version, now time.Time) (domain.Version, error) {
	raw, err := ticksJSON(steps)
	if err != nil {
		return v, err
	}
	tag, err := tx.Exec(ctx, `INSERT INTO own_learning (worker_id, version, steps, updated_at) VALUES (cur_person(), $1 + 1, $2, $3)
		ON CONFLICT (tenant_id, worker_id) DO UPDATE SET version = excluded.version, steps = excluded.steps, updated_at = excluded.updated_at
		WHERE own_learning.version = $1`, v, raw, now)
	return v + 1, postgres.Saved(tag.RowsAffected(), err)
}

const reflectionColumns = `id::text, version, template_key, template_version, answers, created_at, updated_at`

func scanReflection(row pgx.CollectableRow) (r domain.Reflection, err error) {
	var raw []byte
	if err = row.Scan(&r.ID, &r.Version, &r.TemplateKey, &r.TemplateVersion, &raw, &r.Created, &r.Updated); err != nil {
		return r, err
	}
	return r, json.Unmarshal(raw, &r.Answers)
}

// Reflection gives one of the caller's own cards.
func (tx *Tx) Reflection(ctx context.Context, id domain.ReflectionID) (domain.Reflection, error) {
	rows, err := tx.Query(ctx, `SELECT `+reflectionColumns+` FROM reflection_card WHERE id = $1`, id)
	if err != nil {
		return domain.Reflection{}, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, scanReflection)
	return r, postgres.Missing(err)
}

// Reflections lists the caller's own cards, newest first.
func (tx *Tx) Reflections(ctx context.Context, after domain.ReflectionID, limit int) ([]domain.Reflection, error) {
	if after == "" {
		after = newestFirst
	}
	rows, err := tx.Query(ctx, `SELECT `+reflectionColumns+` FROM reflection_card WHERE worker_id = cur_person() AND id < $1
		ORDER BY reflection_card.id DESC LIMIT $2`, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanReflection)
}

// AddReflection keeps a new card of the caller's.
func (tx *Tx) AddReflection(ctx context.Context, r domain.Reflection) error {
	raw, err := json.Marshal(r.Answers)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO reflection_card (id, template_key, template_version, answers, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $5)`, r.ID, r.TemplateKey, r.TemplateVersion, raw, r.Created)
	return err
}

// SaveReflection writes a card over the version it was read at.
func (tx *Tx) SaveReflection(ctx context.Context, r domain.Reflection) error {
	raw, err := json.Marshal(r.Answers)
	if err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, `UPDATE reflection_card SET version = version + 1, answers = $3, updated_at = $4 WHERE id = $1 AND version = $2`,
		r.ID, r.Version, raw, r.Updated)
	return postgres.Saved(tag.RowsAffected(), err)
}

// DeleteReflection throws one of the caller's own cards away; Missing when it is not theirs.
func (tx *Tx) DeleteReflection(ctx context.Context, id domain.ReflectionID) error {
	tag, err := tx.Exec(ctx, `DELETE FROM reflection_card WHERE id = $1`, id)
	if err == nil && tag.RowsAffected() == 0 {
		err = postgres.Missing(pgx.ErrNoRows)
	}
	return err
}
