package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

// AddLesson keeps a lesson.
func (tx *Tx) AddLesson(ctx context.Context, l domain.Lesson) error {
	_, err := tx.Exec(ctx, `INSERT INTO lesson (id, words, intervision_id, created_at) VALUES ($1, $2, $3, $4)`,
		l.ID, l.Words, postgres.Optional(l.Intervision), l.Created)
	return err
}

// Lessons lists lessons, newest first, after the one with that id.
func (tx *Tx) Lessons(ctx context.Context, after domain.LessonID, limit int) ([]domain.Lesson, error) {
	rows, err := tx.Query(ctx, `SELECT id::text, words, coalesce(intervision_id::text, ''), created_at FROM lesson
		WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`, postgres.Optional(after), limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (l domain.Lesson, err error) {
		err = row.Scan(&l.ID, &l.Words, &l.Intervision, &l.Created)
		return l, err
	})
}
