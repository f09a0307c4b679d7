package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

const reflectionColumns = `teller_id::text, own_look, motivation, klik, decide_too, benefit, push, life_changed, other_wishes, words, by_self, together, at,
	ARRAY(SELECT jsonb_build_object('Key', a.key, 'Value', a.value, 'Words', a.words) FROM reflection_answer a
		WHERE a.tenant_id = reflection.tenant_id AND a.evaluation_id = reflection.evaluation_id AND a.teller_id = reflection.teller_id ORDER BY a.key)`

// scanReflection reads the columns, and more that the query asks for after them.
func scanReflection(row pgx.CollectableRow, more ...any) (r domain.Reflection, err error) {
	var teller string
	var ownLook bool
	err = row.Scan(append([]any{&teller, &ownLook, &r.Motivation, &r.Klik, &r.DecideToo, &r.Benefit, &r.Push, &r.LifeChanged,
		&r.OtherWishes, &r.Words, &r.BySelf, &r.Together, &r.At, &r.Answers}, more...)...)
	if ownLook {
		r.Worker = domain.SupportWorkerID(teller)
	} else {
		r.Client = domain.ClientID(teller)
	}
	return r, err
}

// Reflections gives everything that was told in these looks back. It is for the domain
// to say what of it the caller sees.
func (tx *Tx) Reflections(ctx context.Context, ids []domain.EvaluationID) (map[domain.EvaluationID][]domain.Reflection, error) {
	rows, err := tx.Query(ctx, `SELECT `+reflectionColumns+`, evaluation_id::text FROM reflection
		WHERE evaluation_id = ANY ($1::uuid[]) ORDER BY own_look, teller_id`, postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	told := map[domain.EvaluationID][]domain.Reflection{}
	for rows.Next() {
		var id domain.EvaluationID
		r, err := scanReflection(rows, &id)
		if err != nil {
			return nil, err
		}
		told[id] = append(told[id], r)
	}
	return told, rows.Err()
}

func tellerOf(r domain.Reflection) string {
	if r.Client == "" {
		return string(r.Worker)
	}
	return string(r.Client)
}

// Reflection gives what was told by or for one person; nil when nothing was.
func (tx *Tx) Reflection(ctx context.Context, id domain.EvaluationID, of domain.Reflection) (*domain.Reflection, error) {
	rows, err := tx.Query(ctx, `SELECT `+reflectionColumns+` FROM reflection WHERE evaluation_id = $1 AND teller_id = $2`, id, tellerOf(of))
	if err != nil {
		return nil, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (domain.Reflection, error) { return scanReflection(row) })
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil // nothing was told: a plain outcome
	}
	return &r, err
}

// SaveReflection keeps what somebody told in place of what they told before.
func (tx *Tx) SaveReflection(ctx context.Context, id domain.EvaluationID, r domain.Reflection) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM reflection WHERE evaluation_id = $1 AND teller_id = $2`, id, tellerOf(r)) // and its answers
	batch.Queue(`INSERT INTO reflection (evaluation_id, teller_id, own_look, motivation, klik, decide_too, benefit, push,
			life_changed, other_wishes, words, by_self, together, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		id, tellerOf(r), r.Client == "", r.Motivation, r.Klik, r.DecideToo, r.Benefit, r.Push,
		r.LifeChanged, r.OtherWishes, r.Words, r.BySelf, r.Together, r.At)
	for _, a := range r.Answers {
		batch.Queue(`INSERT INTO reflection_answer (evaluation_id, teller_id, key, value, words) VALUES ($1, $2, $3, $4, $5)`,
			id, tellerOf(r), a.Key, a.Value, a.Words)
	}
	return tx.SendBatch(ctx, batch).Close()
}
