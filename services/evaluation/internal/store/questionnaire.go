package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain/questionnaire"
	"github.com/optrek/optrek/services/internal/postgres"
)

const questionnaireColumns = `id::text, state, url, edition, title, publisher, copyright, licence, intro, questions, created_at`

func scanQuestionnaire(row pgx.CollectableRow) (q questionnaire.Questionnaire, err error) {
	var questions []byte
	err = row.Scan(&q.ID, &q.State, &q.URL, &q.Version, &q.Title, &q.Publisher, &q.Copyright, &q.Licence, &q.Intro, &questions, &q.Created)
	if err != nil {
		return q, err
	}
	return q, json.Unmarshal(questions, &q.Questions)
}

// AddQuestionnaire keeps a version; false when the same version is there already.
func (tx *Tx) AddQuestionnaire(ctx context.Context, q questionnaire.Questionnaire) (bool, error) {
	questions, err := json.Marshal(q.Questions)
	if err != nil {
		return false, err
	}
	tag, err := tx.Exec(ctx, `INSERT INTO questionnaire (id, state, url, edition, title, publisher, copyright, licence, intro, questions, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT ON CONSTRAINT questionnaire_edition DO NOTHING`,
		q.ID, q.State, q.URL, q.Version, q.Title, q.Publisher, q.Copyright, q.Licence, q.Intro, questions, q.Created)
	return tag.RowsAffected() > 0, err
}

// Questionnaire gives one version.
func (tx *Tx) Questionnaire(ctx context.Context, id questionnaire.ID) (questionnaire.Questionnaire, error) {
	rows, err := tx.Query(ctx, `SELECT `+questionnaireColumns+` FROM questionnaire WHERE id = $1`, id)
	if err != nil {
		return questionnaire.Questionnaire{}, err
	}
	q, err := pgx.CollectExactlyOneRow(rows, scanQuestionnaire)
	return q, postgres.Missing(err)
}

// SaveQuestionnaireState keeps whether a version is offered.
func (tx *Tx) SaveQuestionnaireState(ctx context.Context, q questionnaire.Questionnaire) error {
	_, err := tx.Exec(ctx, `UPDATE questionnaire SET state = $2 WHERE id = $1`, q.ID, q.State)
	return err
}

// QuestionnaireFilter says which versions, and where a page begins.
type QuestionnaireFilter struct {
	Retired    bool // also those not in use
	Every      bool // every version, not the newest only
	Limit      int
	AfterTitle string
	AfterID    questionnaire.ID // empty for the first page
}

// Questionnaires lists versions by title.
func (tx *Tx) Questionnaires(ctx context.Context, f QuestionnaireFilter) ([]questionnaire.Questionnaire, error) {
	rows, err := tx.Query(ctx, `SELECT `+questionnaireColumns+` FROM questionnaire q
		WHERE ($1 OR state = 'in_use')
			AND ($2 OR NOT EXISTS (SELECT FROM questionnaire n WHERE n.tenant_id = q.tenant_id AND n.url = q.url AND n.id > q.id AND ($1 OR n.state = 'in_use')))
			AND ($3::uuid IS NULL OR (lower(title), id) > ($4, $3))
		ORDER BY lower(title), id LIMIT $5`, f.Retired, f.Every, postgres.Optional(f.AfterID), f.AfterTitle, f.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanQuestionnaire)
}

// AddFigures keeps the figures of a quarter, unless they are there: they never change.
func (tx *Tx) AddFigures(ctx context.Context, id questionnaire.ID, f questionnaire.Figures) error {
	figures, err := json.Marshal(f)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO questionnaire_figure (questionnaire_id, quarter, figures) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		id, f.Quarter.Format(time.DateOnly), figures)
	return err
}

// Figures gives the figures of every quarter that is over, the newest first.
func (tx *Tx) Figures(ctx context.Context, id questionnaire.ID) ([]questionnaire.Figures, error) {
	rows, err := tx.Query(ctx, `SELECT figures FROM questionnaire_figure WHERE questionnaire_id = $1 ORDER BY quarter DESC`, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (f questionnaire.Figures, err error) {
		var figures []byte
		if err = row.Scan(&figures); err != nil {
			return f, err
		}
		return f, json.Unmarshal(figures, &f)
	})
}
