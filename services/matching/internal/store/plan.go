package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/plan"
)

const planColumns = `id::text, state, care, nightly, started_at, done_at, phase, phase_done, begun,
	wishing, with_idea, without, places, places_free, summary, areas`

func scanPlan(row pgx.CollectableRow) (plan.Plan, error) {
	var p plan.Plan
	var done *time.Time
	var summary, areas []byte
	n := &p.Counts
	err := row.Scan(&p.ID, &p.State, &p.Care, &p.Nightly, &p.Started, &done, &p.Phase, &p.PhaseDone, &p.Begun,
		&n.Wishing, &n.WithIdea, &n.Without, &n.Places, &n.PlacesFree, &summary, &areas)
	if err != nil {
		return p, err
	}
	p.Started, p.Done = p.Started.UTC(), postgres.Time(done)
	return p, errors.Join(json.Unmarshal(summary, &p.Summary), json.Unmarshal(areas, &p.Areas))
}

func (tx *Tx) plans(ctx context.Context, query string, args ...any) ([]plan.Plan, error) {
	rows, err := tx.Query(ctx, `SELECT `+planColumns+` FROM plan WHERE tenant_id = $1 `+query, append([]any{tx.Tenant}, args...)...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanPlan)
}

func first(found []plan.Plan, err error) (plan.Plan, bool, error) {
	if err != nil || len(found) == 0 {
		return plan.Plan{}, false, err
	}
	return found[0], true, nil
}

// Plan gives one plan.
func (tx *Tx) Plan(ctx context.Context, id plan.ID) (plan.Plan, error) {
	return tx.onePlan(ctx, `AND id = $2`, id)
}

// PlanForChange is Plan, and lets nobody else change it until the transaction ends.
func (tx *Tx) PlanForChange(ctx context.Context, id plan.ID) (plan.Plan, error) {
	return tx.onePlan(ctx, `AND id = $2 FOR UPDATE`, id)
}

func (tx *Tx) onePlan(ctx context.Context, query string, id plan.ID) (plan.Plan, error) {
	p, found, err := first(tx.plans(ctx, query, string(id)))
	if err == nil && !found {
		err = postgres.Missing(pgx.ErrNoRows)
	}
	return p, err
}

// PlanRunning gives the plan that is being made, for change.
func (tx *Tx) PlanRunning(ctx context.Context) (plan.Plan, bool, error) {
	return first(tx.plans(ctx, `AND state = 'running' FOR UPDATE`))
}

// PlanBefore gives the newest plan that was done.
func (tx *Tx) PlanBefore(ctx context.Context) (plan.Plan, bool, error) {
	return first(tx.plans(ctx, `AND state = 'done' ORDER BY started_at DESC, id DESC LIMIT 1`))
}

// LastPlanBegan says when a plan was last asked for, whatever became of it.
func (tx *Tx) LastPlanBegan(ctx context.Context) (time.Time, error) {
	var at *time.Time
	err := tx.QueryRow(ctx, `SELECT max(started_at) FROM plan WHERE tenant_id = $1`, tx.Tenant).Scan(&at)
	return postgres.Time(at), err
}

// Plans lists plans, the newest first, after one given before.
func (tx *Tx) Plans(ctx context.Context, started time.Time, after plan.ID, limit int) ([]plan.Plan, error) {
	return tx.plans(ctx, `AND ($2::timestamptz IS NULL OR (started_at, id) < ($2, $3::uuid)) ORDER BY started_at DESC, id DESC LIMIT $4`,
		postgres.Moment(started), postgres.Optional(after), limit)
}

// AddPlan puts a new plan in, unless one is being made already: then that one is given.
func (tx *Tx) AddPlan(ctx context.Context, p plan.Plan) (plan.Plan, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO plan (tenant_id, id, state, care, nightly, started_at, phase, phase_done, begun,
			wishing, with_idea, without, places, places_free, summary, areas)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0, 0, 0, 0, '[]', '[]')
		ON CONFLICT (tenant_id) WHERE state = 'running' DO NOTHING`,
		tx.Tenant, string(p.ID), string(p.State), string(p.Care), p.Nightly, p.Started, string(p.Phase))
	if err != nil || tag.RowsAffected() == 1 {
		return p, err
	}
	running, found, err := tx.PlanRunning(ctx)
	if err == nil && !found { // it ended this moment
		err = errors.New("a plan was running and is not")
	}
	return running, err
}

// SavePlan writes what changed of a plan.
func (tx *Tx) SavePlan(ctx context.Context, p plan.Plan) error {
	summary, err := texts(p.Summary)
	if err != nil {
		return err
	}
	areas, err := texts(p.Areas)
	if err != nil {
		return err
	}
	n := p.Counts
	_, err = tx.Exec(ctx, `UPDATE plan SET state = $3, done_at = $4, phase = $5, phase_done = $6, begun = $7,
			wishing = $8, with_idea = $9, without = $10, places = $11, places_free = $12, summary = $13, areas = $14
		WHERE tenant_id = $1 AND id = $2`, tx.Tenant, string(p.ID), string(p.State), postgres.Moment(p.Done), string(p.Phase), p.PhaseDone, p.Begun,
		n.Wishing, n.WithIdea, n.Without, n.Places, n.PlacesFree, summary, areas)
	return err
}

// PlanProgress writes how far a plan is, and says whether it still is to be made.
func (tx *Tx) PlanProgress(ctx context.Context, id plan.ID, phase plan.Phase, done float32) (bool, error) {
	tag, err := tx.Exec(ctx, `UPDATE plan SET phase = $3, phase_done = $4 WHERE tenant_id = $1 AND id = $2 AND state = 'running'`,
		tx.Tenant, string(id), string(phase), done)
	return tag.RowsAffected() == 1, err
}

// DropPlanContents removes the ideas and groups of a plan: what was cut off is made anew.
func (tx *Tx) DropPlanContents(ctx context.Context, id plan.ID) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM plan_idea WHERE tenant_id = $1 AND plan_id = $2`, tx.Tenant, string(id))
	batch.Queue(`DELETE FROM plan_group WHERE tenant_id = $1 AND plan_id = $2`, tx.Tenant, string(id))
	return tx.SendBatch(ctx, batch).Close()
}

// ForgetPlans removes plans that began before then: what they thought of has passed.
func (tx *Tx) ForgetPlans(ctx context.Context, before time.Time) error {
	_, err := tx.Exec(ctx, `DELETE FROM plan WHERE tenant_id = $1 AND state <> 'running' AND started_at < $2
		AND id <> coalesce((SELECT id FROM plan WHERE tenant_id = $1 AND state = 'done' ORDER BY started_at DESC, id DESC LIMIT 1), id)`,
		tx.Tenant, before)
	return err
}

// ForgetPlanned takes somebody out of every plan, with what was said because of them: they
// left, or are looked for no more.
func (tx *Tx) ForgetPlanned(ctx context.Context, c domain.ClientID) error {
	if _, err := tx.Exec(ctx, `DELETE FROM plan_idea WHERE tenant_id = $1 AND $2 IN (client_id, networker_id)`, tx.Tenant, string(c)); err != nil {
		return err
	}
	rows, err := tx.Query(ctx, `DELETE FROM plan_group_member WHERE tenant_id = $1 AND client_id = $2 RETURNING group_id::text`, tx.Tenant, string(c))
	if err != nil {
		return err
	}
	left, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	return tx.shrinkGroups(ctx, left)
}

// PlanSettings gives how plans are made here.
func (tx *Tx) PlanSettings(ctx context.Context) (plan.Settings, error) {
	s := plan.Usual()
	err := tx.QueryRow(ctx, `SELECT version, care, nightly FROM plan_settings WHERE tenant_id = $1`, tx.Tenant).Scan(&s.Version, &s.Care, &s.Nightly)
	if errors.Is(err, pgx.ErrNoRows) {
		return plan.Usual(), nil
	}
	return s, err
}

// SavePlanSettings writes how plans are made here, under the next version. Settings that
// nobody chose yet have version 0.
func (tx *Tx) SavePlanSettings(ctx context.Context, s plan.Settings) (plan.Settings, error) {
	tag, err := tx.Exec(ctx, `INSERT INTO plan_settings AS s (tenant_id, version, care, nightly) VALUES ($1, $2 + 1, $3, $4)
		ON CONFLICT (tenant_id) DO UPDATE SET version = s.version + 1, care = excluded.care, nightly = excluded.nightly
		WHERE s.version = $2`, tx.Tenant, int64(s.Version), string(s.Care), s.Nightly)
	s.Version++
	return s, postgres.Saved(tag.RowsAffected(), err)
}

// texts is a list as JSON, never null.
func texts[T any](list []T) ([]byte, error) {
	if list == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(list)
}
