package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain/plan"
)

// An idea is seen by whoever reaches the person who wishes, once the plan is done.
const ideaVisible = `i.tenant_id = cur_tenant() AND may_reach(i.client_id)
	AND EXISTS (SELECT FROM plan p WHERE p.tenant_id = i.tenant_id AND p.id = i.plan_id AND p.state = 'done')`

const ideaColumns = `i.id::text, i.version, i.plan_id::text, i.wish_id::text, i.client_id::text, i.networker_id::text,
	i.state, i.change, i.said, coalesce(i.match_id::text, ''), i.decided_at`

func scanIdea(row pgx.CollectableRow) (plan.Idea, error) {
	var i plan.Idea
	var said []byte
	var decided *time.Time
	if err := row.Scan(&i.ID, &i.Version, &i.Plan, &i.Wish, &i.Client, &i.Networker, &i.State, &i.Change, &said, &i.Match, &decided); err != nil {
		return i, err
	}
	i.Decided = postgres.Time(decided)
	return i, json.Unmarshal(said, &i.Said)
}

// PlanIdeaForChange gives an idea the caller sees, and lets nobody else change it until
// the transaction ends.
func (tx *Tx) PlanIdeaForChange(ctx context.Context, id plan.IdeaID) (plan.Idea, error) {
	return tx.planIdea(ctx, id, " FOR UPDATE OF i")
}

// PlanIdea gives an idea the caller sees.
func (tx *Tx) PlanIdea(ctx context.Context, id plan.IdeaID) (plan.Idea, error) {
	return tx.planIdea(ctx, id, "")
}

func (tx *Tx) planIdea(ctx context.Context, id plan.IdeaID, lock string) (plan.Idea, error) {
	rows, err := tx.Query(ctx, `SELECT `+ideaColumns+` FROM plan_idea i WHERE i.id = $1 AND `+ideaVisible+lock, string(id))
	if err != nil {
		return plan.Idea{}, err
	}
	i, err := pgx.CollectExactlyOneRow(rows, scanIdea)
	return i, postgres.Missing(err)
}

// PlanIdeaList says which ideas to give.
type PlanIdeaList struct {
	Plan  plan.ID
	State plan.IdeaState // all when empty
	Mine  bool           // only about clients whom the caller guides
	After plan.IdeaID
	Limit int
}

// PlanIdeas lists the ideas the caller sees, in the order in which they are read.
func (tx *Tx) PlanIdeas(ctx context.Context, l PlanIdeaList) ([]plan.Idea, error) {
	rows, err := tx.Query(ctx, `SELECT `+ideaColumns+` FROM plan_idea i WHERE i.plan_id = $1 AND `+ideaVisible+`
		AND ($2 = '' OR i.state = $2) AND (NOT $3 OR on_my_caseload(i.client_id)) AND ($4::uuid IS NULL OR i.id > $4)
		ORDER BY i.id LIMIT $5`, string(l.Plan), string(l.State), l.Mine, postgres.Optional(l.After), l.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanIdea)
}

// SavePlanIdea writes what became of an idea, under its next version.
func (tx *Tx) SavePlanIdea(ctx context.Context, i plan.Idea) (plan.Idea, error) {
	said, err := json.Marshal(i.Said)
	if err != nil {
		return i, err
	}
	tag, err := tx.Exec(ctx, `UPDATE plan_idea SET version = version + 1, state = $4, said = $5, match_id = $6, decided_at = $7
		WHERE tenant_id = $1 AND id = $2 AND version = $3`,
		tx.Tenant, string(i.ID), int64(i.Version), string(i.State), said, postgres.Optional(i.Match), postgres.Moment(i.Decided))
	i.Version++
	return i, postgres.Saved(tag.RowsAffected(), err)
}

// AddPlanIdeas puts new ideas in, as one statement.
func (tx *Tx) AddPlanIdeas(ctx context.Context, ideas []plan.Idea) error {
	var id, of, wish, client, networker, change, said []string
	for _, i := range ideas {
		text, err := json.Marshal(i.Said)
		if err != nil {
			return err
		}
		id, of, wish = append(id, string(i.ID)), append(of, string(i.Plan)), append(wish, string(i.Wish))
		client, networker = append(client, string(i.Client)), append(networker, string(i.Networker))
		change, said = append(change, string(i.Change)), append(said, string(text))
	}
	// Who left meanwhile, or took their yes back, is not written any more; who leaves at this
	// moment waits for it and takes it along.
	_, err := tx.Exec(ctx, `INSERT INTO plan_idea (tenant_id, id, plan_id, version, wish_id, client_id, networker_id, state, change, said)
		SELECT $1, n.id, n.plan_id, 1, n.wish_id, n.client_id, n.networker_id, 'open', n.change, n.said
		FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::jsonb[])
			AS n (id, plan_id, wish_id, client_id, networker_id, change, said)
		JOIN matching_profile f ON f.tenant_id = $1 AND f.client_id = n.client_id
		JOIN matching_profile l ON l.tenant_id = $1 AND l.client_id = n.networker_id
		ORDER BY n.id FOR KEY SHARE OF f, l`,
		tx.Tenant, id, of, wish, client, networker, change, said)
	return err
}

// ExpireIdeas lets the open ideas of the other plans go: a new one looked again.
func (tx *Tx) ExpireIdeas(ctx context.Context, but plan.ID) error {
	_, err := tx.Exec(ctx, `UPDATE plan_idea SET version = version + 1, state = 'out_of_date'
		WHERE tenant_id = $1 AND plan_id <> $2 AND state = 'open'`, tx.Tenant, string(but))
	return err
}
