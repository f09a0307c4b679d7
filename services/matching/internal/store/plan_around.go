package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/plan"
)

// AroundPlan is what a plan takes into account beside the people themselves.
type AroundPlan struct {
	Since   map[domain.WishID]time.Time     // since when wishes have been told
	Thought map[domain.ClientID]int         // how many ideas a networker is in, each of which may ask a place
	Aside   map[domain.Pair]bool            // two whom somebody put aside not long ago
	Before  map[domain.ClientID]plan.Before // what the plan before thought of
}

// AroundPlan reads it; aside counts from the given moment on.
func (tx *Tx) AroundPlan(ctx context.Context, aside time.Time) (a AroundPlan, err error) {
	if a.Since, err = tx.ToldSince(ctx); err != nil {
		return a, err
	}
	if a.Thought, err = tx.thoughtOf(ctx); err != nil {
		return a, err
	}
	if a.Aside, err = tx.asidePairs(ctx, aside); err != nil {
		return a, err
	}
	before, found, err := tx.PlanBefore(ctx)
	if err != nil || !found {
		return a, err
	}
	a.Before, err = tx.ideasOf(ctx, before.ID)
	return a, err
}

// ToldSince says since when the open wishes have been told for which somebody is still
// looked for.
func (tx *Tx) ToldSince(ctx context.Context) (map[domain.WishID]time.Time, error) {
	rows, err := tx.Query(ctx, `SELECT w.id::text, w.told_at
		FROM wish w JOIN matching_profile f ON f.tenant_id = w.tenant_id AND f.client_id = w.client_id
		WHERE w.tenant_id = $1 AND w.told AND w.state IN ('open', 'taken_up') AND NOT EXISTS (
			SELECT FROM match m WHERE m.tenant_id = w.tenant_id AND m.wish_id = w.id AND m.state <> 'closed')`, tx.Tenant)
	if err != nil {
		return nil, err
	}
	since := map[domain.WishID]time.Time{}
	var id domain.WishID
	var at time.Time
	_, err = pgx.ForEachRow(rows, []any{&id, &at}, func() error {
		since[id] = at.UTC()
		return nil
	})
	return since, err
}

func (tx *Tx) thoughtOf(ctx context.Context) (map[domain.ClientID]int, error) {
	rows, err := tx.Query(ctx, `SELECT p.client_id::text, count(*) FROM participant p
		JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
		WHERE p.tenant_id = $1 AND p.networker AND m.state = 'idea' GROUP BY 1`, tx.Tenant)
	if err != nil {
		return nil, err
	}
	thought := map[domain.ClientID]int{}
	var c domain.ClientID
	var n int
	_, err = pgx.ForEachRow(rows, []any{&c, &n}, func() error {
		thought[c] = n
		return nil
	})
	return thought, err
}

// ideasOf gives what a plan thought of for each person.
func (tx *Tx) ideasOf(ctx context.Context, id plan.ID) (map[domain.ClientID]plan.Before, error) {
	rows, err := tx.Query(ctx, `SELECT client_id::text, networker_id::text, state FROM plan_idea
		WHERE tenant_id = $1 AND plan_id = $2`, tx.Tenant, string(id))
	if err != nil {
		return nil, err
	}
	before := map[domain.ClientID]plan.Before{}
	var client domain.ClientID
	var b plan.Before
	_, err = pgx.ForEachRow(rows, []any{&client, &b.Networker, &b.State}, func() error {
		before[client] = b
		return nil
	})
	return before, err
}

// asidePairs gives the pairs of ideas that somebody put aside since then.
func (tx *Tx) asidePairs(ctx context.Context, since time.Time) (map[domain.Pair]bool, error) {
	rows, err := tx.Query(ctx, `SELECT DISTINCT client_id::text, networker_id::text FROM plan_idea
		WHERE tenant_id = $1 AND state = 'set_aside' AND decided_at > $2`, tx.Tenant, postgres.Moment(since))
	if err != nil {
		return nil, err
	}
	aside := map[domain.Pair]bool{}
	var a, b domain.ClientID
	_, err = pgx.ForEachRow(rows, []any{&a, &b}, func() error {
		aside[domain.PairOf(a, b)] = true
		return nil
	})
	return aside, err
}
