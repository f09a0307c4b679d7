package store

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/plan"
)

// PlanGroup is people who stay without, as it is kept.
type PlanGroup struct {
	ID      string
	Plan    plan.ID
	Clients []domain.ClientID // when read: those whom the caller reaches
	People  int
	Said    GroupSaid
}

// GroupSaid is what is said of a group.
type GroupSaid struct {
	About, Why domain.Sentence
	WouldHelp  []domain.Sentence
}

// AddPlanGroups puts groups in with their people. Who left while the plan was made, or took
// their yes back, is not written any more, nor is what was said because of them; whoever leaves at
// this moment waits for it and takes it along (FOR KEY SHARE).
func (tx *Tx) AddPlanGroups(ctx context.Context, groups []PlanGroup) error {
	batch, all := &pgx.Batch{}, make([]string, len(groups))
	for i, g := range groups {
		said, err := json.Marshal(g.Said)
		if err != nil {
			return err
		}
		all[i] = g.ID
		batch.Queue(`INSERT INTO plan_group (tenant_id, id, plan_id, people, said) VALUES ($1, $2, $3, $4, $5)`,
			tx.Tenant, g.ID, string(g.Plan), g.People, said)
		batch.Queue(`INSERT INTO plan_group_member (tenant_id, group_id, client_id)
			SELECT $1, $2, f.client_id FROM matching_profile f WHERE f.tenant_id = $1 AND f.client_id = ANY ($3::uuid[])
			ORDER BY f.client_id FOR KEY SHARE`, tx.Tenant, g.ID, postgres.Texts(g.Clients))
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	return tx.shrinkGroups(ctx, all)
}

// shrinkGroups brings groups that somebody left back to who is still there. What would help rests
// on the words of each of them and goes; a group with nobody in it goes as a whole.
func (tx *Tx) shrinkGroups(ctx context.Context, groups []string) error {
	if len(groups) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `WITH still AS (SELECT g.id, count(m.client_id) AS people FROM plan_group g
			LEFT JOIN plan_group_member m ON m.tenant_id = g.tenant_id AND m.group_id = g.id
			WHERE g.tenant_id = $1 AND g.id = ANY ($2::uuid[]) GROUP BY g.id),
		empty AS (DELETE FROM plan_group g USING still WHERE g.tenant_id = $1 AND g.id = still.id AND still.people = 0)
		UPDATE plan_group g SET people = still.people, said = jsonb_set(g.said, '{WouldHelp}', '[]')
		FROM still WHERE g.tenant_id = $1 AND g.id = still.id AND still.people BETWEEN 1 AND g.people - 1`, tx.Tenant, groups)
	return err
}

// PlanGroups lists the groups of a plan in which the caller reaches somebody.
func (tx *Tx) PlanGroups(ctx context.Context, of plan.ID, after string, limit int) ([]PlanGroup, error) {
	rows, err := tx.Query(ctx, `SELECT g.id::text, g.plan_id::text, g.people, g.said,
			ARRAY(SELECT m.client_id::text FROM plan_group_member m WHERE m.tenant_id = g.tenant_id AND m.group_id = g.id
				AND may_reach(m.client_id) ORDER BY m.client_id)
		FROM plan_group g JOIN plan p ON p.tenant_id = g.tenant_id AND p.id = g.plan_id AND p.state = 'done'
		WHERE g.tenant_id = $1 AND g.plan_id = $2 AND ($3::uuid IS NULL OR g.id > $3) AND EXISTS (
			SELECT FROM plan_group_member m WHERE m.tenant_id = g.tenant_id AND m.group_id = g.id AND may_reach(m.client_id))
		ORDER BY g.id LIMIT $4`, tx.Tenant, string(of), postgres.Optional(after), limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (PlanGroup, error) {
		var g PlanGroup
		var said []byte
		var clients []string
		if err := row.Scan(&g.ID, &g.Plan, &g.People, &said, &clients); err != nil {
			return g, err
		}
		for _, c := range clients {
			g.Clients = append(g.Clients, domain.ClientID(c))
		}
		return g, json.Unmarshal(said, &g.Said)
	})
}
