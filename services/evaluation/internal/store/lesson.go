package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

const lessonColumns = `id::text, version, words, coalesce(intervision_id::text, ''), created_at, themes, coalesce(regional_id::text, '')`

func scanLesson(row pgx.CollectableRow) (l domain.Lesson, err error) {
	err = row.Scan(&l.ID, &l.Version, &l.Words, &l.Intervision, &l.Created, &l.Themes, &l.Regional)
	return l, err
}

// AddLesson keeps a lesson.
func (tx *Tx) AddLesson(ctx context.Context, l domain.Lesson) error {
	_, err := tx.Exec(ctx, `INSERT INTO lesson (id, version, words, intervision_id, created_at, themes) VALUES ($1, $2, $3, $4, $5, $6)`,
		l.ID, l.Version, l.Words, postgres.Optional(l.Intervision), l.Created, themesOf(l.Themes))
	return err
}

// LessonSearch says which lessons, and where a page begins.
type LessonSearch struct {
	Limit       int
	After       string // the id, or for the region month and id
	AfterMonth  string
	Query       string // words that stand in it
	Theme       string
	Intervision domain.IntervisionID
}

// Lessons lists lessons, newest first.
func (tx *Tx) Lessons(ctx context.Context, s LessonSearch) ([]domain.Lesson, error) {
	rows, err := tx.Query(ctx, `SELECT `+lessonColumns+` FROM lesson
		WHERE ($1::uuid IS NULL OR id < $1) AND ($2 = '' OR strpos(lower(words), lower($2)) > 0) AND ($3 = '' OR $3 = ANY (themes))
			AND ($4::uuid IS NULL OR intervision_id = $4)
		ORDER BY id DESC LIMIT $5`, postgres.Optional(domain.LessonID(s.After)), s.Query, s.Theme, postgres.Optional(s.Intervision), s.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanLesson)
}

// LessonForUpdate gives one lesson, held until the transaction ends.
func (tx *Tx) LessonForUpdate(ctx context.Context, id domain.LessonID) (domain.Lesson, error) {
	rows, err := tx.Query(ctx, `SELECT `+lessonColumns+` FROM lesson WHERE id = $1 FOR UPDATE`, id)
	if err != nil {
		return domain.Lesson{}, err
	}
	l, err := pgx.CollectExactlyOneRow(rows, scanLesson)
	return l, postgres.Missing(err)
}

// SaveLesson saves a changed lesson, and what the region reads of it: a lesson that is
// not shared (any more) is gone there in the same moment.
func (tx *Tx) SaveLesson(ctx context.Context, l domain.Lesson, region string) (domain.Lesson, error) {
	tag, err := tx.Exec(ctx, `UPDATE lesson SET version = version + 1, words = $3, themes = $4, regional_id = $5 WHERE id = $1 AND version = $2`,
		l.ID, l.Version, l.Words, themesOf(l.Themes), postgres.Optional(l.Regional))
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return domain.Lesson{}, err
	}
	l.Version++
	if l.Regional == "" {
		return l, nil
	}
	_, err = tx.Exec(ctx, `INSERT INTO regional_lesson (id, region, words, themes, month) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tenant_id, id) DO UPDATE SET words = excluded.words, themes = excluded.themes`,
		l.Regional, region, l.Words, themesOf(l.Themes), l.Created.Format("2006-01"))
	return l, err
}

// TakeBack takes a lesson out of the region.
func (tx *Tx) TakeBack(ctx context.Context, id domain.RegionalLessonID) error {
	_, err := tx.Exec(ctx, `DELETE FROM regional_lesson WHERE tenant_id = cur_tenant() AND id = $1`, id)
	return err
}

// InRegion lets this transaction read what the organisations of a region let each other
// read. It is the configuration that says which region ours is.
func (tx *Tx) InRegion(ctx context.Context, name string) error {
	_, err := tx.Exec(ctx, `SELECT set_config('optrek.region', $1, true)`, name)
	return err
}

// RegionalLessons lists what the region learned, the newest month first; within a month
// in an order that says nothing of who was first.
func (tx *Tx) RegionalLessons(ctx context.Context, s LessonSearch) ([]domain.RegionalLesson, error) {
	rows, err := tx.Query(ctx, `SELECT id::text, words, themes, month, tenant_id = cur_tenant() FROM regional_lesson
		WHERE region = cur_region() AND ($1 = '' OR (month, id) < ($1, $2::uuid))
			AND ($3 = '' OR strpos(lower(words), lower($3)) > 0) AND ($4 = '' OR $4 = ANY (themes))
		ORDER BY month DESC, id DESC LIMIT $5`,
		s.AfterMonth, postgres.Optional(domain.RegionalLessonID(s.After)), s.Query, s.Theme, s.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (l domain.RegionalLesson, err error) {
		err = row.Scan(&l.ID, &l.Words, &l.Themes, &l.Month, &l.Ours)
		return l, err
	})
}

// themesOf is never NULL.
func themesOf(themes []string) []string {
	if themes == nil {
		return []string{}
	}
	return themes
}
