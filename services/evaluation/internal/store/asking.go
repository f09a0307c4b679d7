package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/questionnaire"
	"github.com/optrek/optrek/services/internal/postgres"
)

const askingColumns = `id::text, questionnaire_id::text, client_id::text, worker_id::text, state, shared, together, asked_at, finished_at`

func scanAsking(row pgx.CollectableRow) (a questionnaire.Asking, err error) {
	var finished *time.Time
	err = row.Scan(&a.ID, &a.Questionnaire, &a.Client, &a.By, &a.State, &a.Shared, &a.Together, &a.Asked, &finished)
	a.Finished = postgres.Time(finished)
	return a, err
}

// AddAsking lays a questionnaire before somebody.
func (tx *Tx) AddAsking(ctx context.Context, a questionnaire.Asking) error {
	_, err := tx.Exec(ctx, `INSERT INTO questionnaire_asking (id, questionnaire_id, client_id, worker_id, state, shared, together, asked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, a.ID, a.Questionnaire, a.Client, a.By, a.State, a.Shared, a.Together, a.Asked)
	return err
}

// HasClient says whether there is such a client now.
func (tx *Tx) HasClient(ctx context.Context, id domain.ClientID) (bool, error) {
	var here bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM client WHERE id = $1 AND left_at IS NULL)`, id).Scan(&here)
	return here, err
}

// AskingForUpdate gives an asking of somebody the caller reaches, with its answers, held
// until the transaction ends.
func (tx *Tx) AskingForUpdate(ctx context.Context, id questionnaire.AskingID) (questionnaire.Asking, error) {
	return tx.asking(ctx, id, ` FOR UPDATE`)
}

// Asking gives an asking of somebody the caller reaches, with its answers.
func (tx *Tx) Asking(ctx context.Context, id questionnaire.AskingID) (questionnaire.Asking, error) {
	return tx.asking(ctx, id, ``)
}

func (tx *Tx) asking(ctx context.Context, id questionnaire.AskingID, lock string) (questionnaire.Asking, error) {
	rows, err := tx.Query(ctx, `SELECT `+askingColumns+` FROM questionnaire_asking WHERE id = $1 AND may_reach(client_id)`+lock, id)
	if err != nil {
		return questionnaire.Asking{}, err
	}
	a, err := pgx.CollectExactlyOneRow(rows, scanAsking)
	if err != nil {
		return a, postgres.Missing(err)
	}
	return a, tx.fillAnswers(ctx, []*questionnaire.Asking{&a})
}

func (tx *Tx) fillAnswers(ctx context.Context, all []*questionnaire.Asking) error {
	byID, which := map[questionnaire.AskingID]*questionnaire.Asking{}, make([]string, len(all))
	for i, a := range all {
		a.Answers, byID[a.ID], which[i] = map[string]questionnaire.Answer{}, a, string(a.ID)
	}
	rows, err := tx.Query(ctx, `SELECT asking_id::text, link_id, codes, words, skipped FROM questionnaire_answer WHERE asking_id = ANY ($1::uuid[])`, which)
	if err != nil {
		return err
	}
	var of questionnaire.AskingID
	var said questionnaire.Answer
	_, err = pgx.ForEachRow(rows, []any{&of, &said.LinkID, &said.Codes, &said.Words, &said.Skipped}, func() error {
		byID[of].Answers[said.LinkID] = said
		said.Codes = nil // the next row reads into its own
		return nil
	})
	return err
}

// SaveAsking keeps how it stands, and exactly its answers.
func (tx *Tx) SaveAsking(ctx context.Context, a questionnaire.Asking) error {
	links := []string{}
	batch := &pgx.Batch{}
	batch.Queue(`UPDATE questionnaire_asking SET state = $2, shared = $3, together = $4, finished_at = $5 WHERE id = $1`,
		a.ID, a.State, a.Shared, a.Together, postgres.Moment(a.Finished))
	for link, said := range a.Answers {
		links = append(links, link)
		codes := said.Codes
		if codes == nil {
			codes = []string{}
		}
		batch.Queue(`INSERT INTO questionnaire_answer (asking_id, link_id, codes, words, skipped) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (tenant_id, asking_id, link_id) DO UPDATE SET codes = excluded.codes, words = excluded.words, skipped = excluded.skipped`,
			a.ID, link, codes, said.Words, said.Skipped)
	}
	batch.Queue(`DELETE FROM questionnaire_answer WHERE asking_id = $1 AND link_id <> ALL ($2)`, a.ID, links)
	return tx.SendBatch(ctx, batch).Close()
}

// AskingFilter says which askings, and where a page begins.
type AskingFilter struct {
	Client domain.ClientID // empty: of everybody the caller reaches
	State  questionnaire.AskingState
	Limit  int
	After  questionnaire.AskingID
}

// Askings lists what lies before the people the caller reaches, newest first, without answers.
func (tx *Tx) Askings(ctx context.Context, f AskingFilter) ([]questionnaire.Asking, error) {
	rows, err := tx.Query(ctx, `SELECT `+askingColumns+` FROM questionnaire_asking
		WHERE may_reach(client_id) AND ($1::uuid IS NULL OR client_id = $1) AND ($2 = '' OR state = $2) AND ($3::uuid IS NULL OR id < $3)`+
		tx.mine(`client_id`)+` ORDER BY id DESC LIMIT $4`, postgres.Optional(f.Client), f.State, postgres.Optional(f.After), f.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanAsking)
}

// Finished gives everything that was finished with one version, with the answers. It is
// for working out figures, in the service's own name, and never leaves it.
func (tx *Tx) Finished(ctx context.Context, id questionnaire.ID) ([]questionnaire.Asking, error) {
	rows, err := tx.Query(ctx, `SELECT `+askingColumns+` FROM questionnaire_asking WHERE questionnaire_id = $1 AND state = 'finished'
		AND NOT EXISTS (SELECT FROM restricted u WHERE u.client_id = questionnaire_asking.client_id)`, id)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, scanAsking)
	if err != nil {
		return nil, err
	}
	each := make([]*questionnaire.Asking, len(found))
	for i := range found {
		each[i] = &found[i]
	}
	return found, tx.fillAnswers(ctx, each)
}
