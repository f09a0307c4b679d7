package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// SaveClient keeps that a client is there, where, and who guides them.
func (tx *Tx) SaveClient(ctx context.Context, c domain.ClientID, location string, workers []string) error {
	if _, err := tx.Exec(ctx, `INSERT INTO client (tenant_id, client_id, location_id) VALUES ($1, $2, $3)
		ON CONFLICT (tenant_id, client_id) DO UPDATE SET location_id = excluded.location_id`,
		tx.Tenant, string(c), postgres.Optional(location)); err != nil {
		return err
	}
	return caseload.Set(ctx, tx.Tx, string(c), workers)
}

// Reach answers NotFound when the caller does not reach this client, or there is none.
func (tx *Tx) Reach(ctx context.Context, c domain.ClientID) error {
	if err := caseload.Require(ctx, tx.Tx, string(c)); err != nil {
		return err
	}
	return tx.Know(ctx, c)
}

// Know answers NotFound when one of these is no client of the organisation.
func (tx *Tx) Know(ctx context.Context, people ...domain.ClientID) error {
	var known int
	if err := tx.QueryRow(ctx, `SELECT count(*) FROM client WHERE tenant_id = $1 AND client_id = ANY ($2::uuid[])`,
		tx.Tenant, postgres.Texts(people)).Scan(&known); err != nil {
		return err
	}
	distinct := map[domain.ClientID]bool{}
	for _, p := range people {
		distinct[p] = true
	}
	if known != len(distinct) {
		return fault.Missing()
	}
	return nil
}

// Find answers NotFound when one of these people is neither within the caller's reach
// nor somebody who agreed to be looked for: is known here to have, and is in agreed.
func (tx *Tx) Find(ctx context.Context, people []domain.ClientID, agreed map[domain.ClientID]bool) error {
	var yes []domain.ClientID
	for c, stands := range agreed {
		if stands {
			yes = append(yes, c)
		}
	}
	var found bool
	if err := tx.QueryRow(ctx, `SELECT coalesce(bool_and(EXISTS (SELECT FROM client k WHERE k.tenant_id = $1 AND k.client_id = c) AND (may_reach(c)
			OR (c = ANY ($3::uuid[]) AND EXISTS (SELECT FROM matching_profile p WHERE p.tenant_id = $1 AND p.client_id = c)))), false)
		FROM unnest($2::uuid[]) AS c`, tx.Tenant, postgres.Texts(people), postgres.Texts(yes)).Scan(&found); err != nil {
		return err
	}
	if !found {
		return fault.Missing()
	}
	return nil
}

// Strangers gives those of these people whom the caller does not reach.
func (tx *Tx) Strangers(ctx context.Context, people []domain.ClientID) ([]domain.ClientID, error) {
	rows, err := tx.Query(ctx, `SELECT c::text FROM unnest($1::uuid[]) AS c WHERE NOT may_reach(c)`, postgres.Texts(people))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.ClientID])
}

// ReachAny answers NotFound when the caller reaches none of these people.
func (tx *Tx) ReachAny(ctx context.Context, people []domain.ClientID) error {
	var reached bool
	if err := tx.QueryRow(ctx, `SELECT coalesce(bool_or(may_reach(c)), false) FROM unnest($1::uuid[]) AS c`,
		postgres.Texts(people)).Scan(&reached); err != nil {
		return err
	}
	if !reached {
		return fault.Missing()
	}
	return nil
}

// Circle gives what is known of these people, for the rules before a match is made.
func (tx *Tx) Circle(ctx context.Context, people []domain.ClientID) (domain.Circle, error) {
	rows, err := tx.Query(ctx, `SELECT c::text, p.client_id IS NOT NULL, coalesce(cardinality(p.talents) > 0, false), coalesce(p.could_mean_known, false),
			EXISTS (SELECT FROM wish w WHERE w.tenant_id = $1 AND w.client_id = c AND w.told AND w.state <> 'let_go'),
			ARRAY(SELECT l.worker_id::text FROM caseload l WHERE l.tenant_id = $1 AND l.client_id = c ORDER BY l.position),
			EXISTS (SELECT FROM networker n WHERE n.tenant_id = $1 AND n.client_id = c AND n.state <> 'stopped' AND n.leads_group)
		FROM unnest($2::uuid[]) AS c LEFT JOIN matching_profile p ON p.tenant_id = $1 AND p.client_id = c`,
		tx.Tenant, postgres.Texts(people))
	if err != nil {
		return nil, err
	}
	circle := domain.Circle{}
	var client domain.ClientID
	var k domain.Known
	var workers []string
	_, err = pgx.ForEachRow(rows, []any{&client, &k.MayMatch, &k.Talents, &k.CouldMean, &k.Wish, &workers, &k.LeadsGroup}, func() error {
		known := k
		for _, w := range workers {
			known.Workers = append(known.Workers, domain.SupportWorkerID(w))
		}
		circle[client] = known
		return nil
	})
	return circle, err
}

// RemoveClient leaves nothing of somebody who left, but for their matches.
func (tx *Tx) RemoveClient(ctx context.Context, c domain.ClientID) error {
	if err := caseload.Set(ctx, tx.Tx, string(c), nil); err != nil {
		return err
	}
	batch := &pgx.Batch{}
	for _, statement := range []string{
		`DELETE FROM client WHERE tenant_id = $1 AND client_id = $2`,
		`DELETE FROM matching_profile WHERE tenant_id = $1 AND client_id = $2`,
		`DELETE FROM wish WHERE tenant_id = $1 AND client_id = $2`,
		`DELETE FROM networker WHERE tenant_id = $1 AND client_id = $2`,
		`DELETE FROM place WHERE tenant_id = $1 AND client_id = $2`,
		`DELETE FROM exclusion WHERE tenant_id = $1 AND $2::uuid IN (a, b)`,
		`DELETE FROM resting_pair WHERE tenant_id = $1 AND $2::uuid IN (a, b)`,
	} {
		batch.Queue(statement, tx.Tenant, string(c))
	}
	// Whoever keeps people in memory is told that somebody left, and no longer who.
	batch.Queue(`DELETE FROM crowd_change WHERE tenant_id = $1 AND client_id = $2`, tx.Tenant, string(c))
	batch.Queue(`INSERT INTO crowd_change (tenant_id, client_id) VALUES ($1, NULL)`, tx.Tenant)
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	if err := tx.ForgetPlanned(ctx, c); err != nil {
		return err
	}
	return tx.Forget(ctx, string(c))
}
