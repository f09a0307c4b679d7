package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

const evaluationColumns = `e.id::text, e.version, e.match_id::text, coalesce(e.month, 0), e.state, e.questions, e.outcome, e.reasons, e.words,
	e.due_at, e.closed_at, ARRAY(SELECT p.client_id::text FROM match_person p
		WHERE p.tenant_id = e.tenant_id AND p.match_id = e.match_id AND NOT p.departed AND (p.may_know OR cur_reach() <> 'self') ORDER BY 1)`

// evaluationVisible holds for looks back on a match the caller reaches; a client sees
// those that were begun, staff also those that are due at the time $1.
const evaluationVisible = `EXISTS (SELECT FROM match m WHERE m.tenant_id = e.tenant_id AND m.id = e.match_id AND ` + reachedMatch + `)
	AND (e.state <> 'due' OR e.due_at <= $1 AND cur_reach() <> 'self')`

func scanEvaluation(row pgx.CollectableRow) (e domain.Evaluation, err error) {
	var closed *time.Time
	var people, reasons []string
	err = row.Scan(&e.ID, &e.Version, &e.Match, &e.Month, &e.State, &e.Questions, &e.Outcome, &reasons, &e.Words, &e.Due, &closed, &people)
	e.Due, e.Closed = e.Due.UTC(), postgres.Time(closed)
	for _, p := range people {
		e.People = append(e.People, domain.ClientID(p))
	}
	for _, r := range reasons {
		e.Reasons = append(e.Reasons, domain.Reason(r))
	}
	return e, err
}

// Evaluation gives a look back that the caller sees now.
func (tx *Tx) Evaluation(ctx context.Context, id domain.EvaluationID, now time.Time) (domain.Evaluation, error) {
	return tx.oneEvaluation(ctx, `e.id = $2 AND `+evaluationVisible, now, id)
}

// EvaluationForUpdate is Evaluation, held until the transaction ends.
func (tx *Tx) EvaluationForUpdate(ctx context.Context, id domain.EvaluationID, now time.Time) (domain.Evaluation, error) {
	return tx.oneEvaluation(ctx, `e.id = $2 AND `+evaluationVisible+` FOR UPDATE OF e`, now, id)
}

func (tx *Tx) oneEvaluation(ctx context.Context, where string, args ...any) (domain.Evaluation, error) {
	rows, err := tx.Query(ctx, `SELECT `+evaluationColumns+` FROM interim_evaluation e WHERE `+where, args...)
	if err != nil {
		return domain.Evaluation{}, err
	}
	e, err := pgx.CollectExactlyOneRow(rows, scanEvaluation)
	return e, postgres.Missing(err)
}

// EvaluationFilter says which looks back to list; empty fields do not filter.
type EvaluationFilter struct {
	Match domain.MatchID
	State domain.EvaluationState
	Until time.Time // what is due by then; now, or later to look ahead
	Limit int
	// The key of the last one of the page before; AfterID is empty for the first page.
	AfterDone bool
	AfterDue  time.Time
	AfterID   domain.EvaluationID
}

// nearby narrows a list to what an index finds, by how far the caller reaches. It only
// helps the planner: may_reach decides.
var nearby = map[postgres.Reach]string{
	postgres.ReachSelf: ` AND e.match_id IN (SELECT match_id FROM match_person WHERE client_id = cur_person())`,
	postgres.ReachCaseload: ` AND e.match_id IN (SELECT n.match_id FROM match_person n JOIN within_reach c
		ON c.tenant_id = n.tenant_id AND c.client_id = n.client_id WHERE c.worker_id = cur_person())`,
}

// Evaluations lists looks back: those that are not done first, soonest first.
func (tx *Tx) Evaluations(ctx context.Context, f EvaluationFilter) ([]domain.Evaluation, error) {
	rows, err := tx.Query(ctx, `SELECT `+evaluationColumns+` FROM interim_evaluation e
		WHERE `+evaluationVisible+nearby[postgres.ReachOf(tx.Caller)]+`
			AND ($2::uuid IS NULL OR e.match_id = $2) AND ($3 = '' OR e.state = $3)
			AND ($4::uuid IS NULL OR ((e.state = 'done'), e.due_at, e.id) > ($5, $6, $4))
		ORDER BY (e.state = 'done'), e.due_at, e.id LIMIT $7`,
		f.Until, postgres.Optional(f.Match), f.State, postgres.Optional(f.AfterID), f.AfterDone, f.AfterDue, f.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanEvaluation)
}

// NotDone gives the looks back on a match that are planned, due or open, held until the transaction ends.
func (tx *Tx) NotDone(ctx context.Context, match domain.MatchID) ([]domain.Evaluation, error) {
	rows, err := tx.Query(ctx, `SELECT `+evaluationColumns+` FROM interim_evaluation e
		WHERE e.match_id = $1 AND e.state <> 'done' FOR UPDATE OF e`, match)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanEvaluation)
}

// DropPlanned removes the looks back that had not begun, for a match that ended.
func (tx *Tx) DropPlanned(ctx context.Context, match domain.MatchID) error {
	_, err := tx.Exec(ctx, `DELETE FROM interim_evaluation WHERE match_id = $1 AND state = 'due'`, match)
	return err
}

// AddEvaluation saves one that is begun in between.
func (tx *Tx) AddEvaluation(ctx context.Context, e domain.Evaluation) error {
	_, err := tx.Exec(ctx, `INSERT INTO interim_evaluation (id, version, match_id, state, questions, outcome, words, due_at)
		VALUES ($1, $2, $3, $4, $5, '', '', $6)`, e.ID, e.Version, e.Match, e.State, e.Questions, e.Due)
	return err
}

// SaveEvaluation saves a changed one, when nobody else changed it since it was read, and
// gives it with its new version.
func (tx *Tx) SaveEvaluation(ctx context.Context, e domain.Evaluation) (domain.Evaluation, error) {
	tag, err := tx.Exec(ctx, `UPDATE interim_evaluation SET version = version + 1, state = $3, questions = $4, outcome = $5, words = $6,
		closed_at = $7, reasons = $8 WHERE id = $1 AND version = $2`,
		e.ID, e.Version, e.State, e.Questions, e.Outcome, e.Words, postgres.Moment(e.Closed), postgres.Texts(e.Reasons))
	if postgres.Violates(err, "interim_evaluation_one_open") {
		return domain.Evaluation{}, fault.Conflict("ANOTHER_OPEN", fault.Text{
			NL: "Er loopt al een tussenstand voor deze koppeling. Rond die eerst af.",
			EN: "A look back on this match is going on already. Finish that one first.",
		})
	}
	if err := postgres.Saved(tag.RowsAffected(), err); err != nil {
		return domain.Evaluation{}, err
	}
	e.Version++
	return e, nil
}
