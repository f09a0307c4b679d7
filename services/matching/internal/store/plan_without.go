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

// AddPlanGroups puts groups in with their people.
func (tx *Tx) AddPlanGroups(ctx context.Context, groups []PlanGroup) error {
	batch := &pgx.Batch{}
	for _, g := range groups {
		said, err := json.Marshal(g.Said)
		if err != nil {
			return err
		}
		batch.Queue(`INSERT INTO plan_group (tenant_id, id, plan_id, people, said) VALUES ($1, $2, $3, $4, $5)`,
			tx.Tenant, g.ID, string(g.Plan), g.People, said)
		batch.Queue(`INSERT INTO plan_group_member (tenant_id, group_id, client_id)
			SELECT $1, $2, c FROM unnest($3::uuid[]) AS c
			WHERE EXISTS (SELECT FROM matching_profile f WHERE f.tenant_id = $1 AND f.client_id = c)`, tx.Tenant, g.ID, postgres.Texts(g.Clients))
	}
	return tx.SendBatch(ctx, batch).Close()
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
