package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain/question"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Questions gives one version of what is asked.
func (tx *Tx) Questions(ctx context.Context, version string) (question.Set, error) {
	for _, s := range question.BuiltIn() {
		if s.Version == version {
			return s, nil
		}
	}
	nr, ok := question.OwnNumber(version)
	if !ok {
		return question.Set{}, postgres.Missing(pgx.ErrNoRows)
	}
	sets, err := tx.questionSets(ctx, ` WHERE nr = $1`, nr)
	if err == nil && len(sets) == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return question.Set{}, postgres.Missing(err)
	}
	return sets[0], nil
}

// NewestQuestions is what is asked from now on, and the number of the organisation's own
// version that comes next.
func (tx *Tx) NewestQuestions(ctx context.Context) (question.Set, int, error) {
	var nr int
	err := tx.QueryRow(ctx, `SELECT nr FROM question_set ORDER BY nr DESC LIMIT 1`).Scan(&nr)
	if errors.Is(err, pgx.ErrNoRows) {
		return question.Newest(nil), 1, nil
	}
	if err != nil {
		return question.Set{}, 0, err
	}
	own, err := tx.Questions(ctx, question.Own(nr))
	return question.Newest(&own), nr + 1, err
}

// QuestionSets gives every version, the newest first: the organisation's own and then ours.
func (tx *Tx) QuestionSets(ctx context.Context) ([]question.Set, error) {
	own, err := tx.questionSets(ctx, "")
	return append(own, question.BuiltIn()...), err
}

func (tx *Tx) questionSets(ctx context.Context, where string, args ...any) ([]question.Set, error) {
	rows, err := tx.Query(ctx, `SELECT s.nr, s.created_at, q.key, q.kind, q.off, q.text_nl, q.text_en, q.easy_nl, q.easy_en, q.look_nl, q.look_en, q.picture
		FROM (SELECT * FROM question_set`+where+`) s JOIN question q ON q.tenant_id = s.tenant_id AND q.set_nr = s.nr ORDER BY s.nr DESC, q.position`, args...)
	if err != nil {
		return nil, err
	}
	var (
		sets    []question.Set
		nr      int
		created time.Time
		q       question.Question
	)
	into := []any{&nr, &created, &q.Key, &q.Kind, &q.Off, &q.Text.NL, &q.Text.EN, &q.Easy.NL, &q.Easy.EN, &q.Look.NL, &q.Look.EN, &q.Picture}
	_, err = pgx.ForEachRow(rows, into, func() error {
		if n := len(sets); n == 0 || sets[n-1].Version != question.Own(nr) {
			sets = append(sets, question.Set{Version: question.Own(nr), Created: created.UTC()})
		}
		last := &sets[len(sets)-1]
		last.Questions = append(last.Questions, q)
		return nil
	})
	return sets, err
}

// AddQuestions keeps an organisation's own version.
func (tx *Tx) AddQuestions(ctx context.Context, nr int, s question.Set) error {
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO question_set (nr, created_by, created_at) VALUES ($1, cur_person(), $2)`, nr, s.Created)
	for i, q := range s.Questions {
		batch.Queue(`INSERT INTO question (set_nr, position, key, kind, off, text_nl, text_en, easy_nl, easy_en, look_nl, look_en, picture)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
			nr, i, q.Key, q.Kind, q.Off, q.Text.NL, q.Text.EN, q.Easy.NL, q.Easy.EN, q.Look.NL, q.Look.EN, q.Picture)
	}
	err := tx.SendBatch(ctx, batch).Close()
	if postgres.Violates(err, "question_set_pkey") {
		return postgres.Saved(0, nil) // somebody else was first
	}
	return err
}
