package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// standing are the states in which a match takes a place of its networker.
func standing() []string { return postgres.Texts(domain.Standing()) }

// SaveNetworker keeps where somebody is on the road of the role, and how many places
// they have.
func (tx *Tx) SaveNetworker(ctx context.Context, n domain.Networker) error {
	_, err := tx.Exec(ctx, `INSERT INTO networker (tenant_id, id, client_id, state, capacity, support_worker_id, leads_group)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (tenant_id, id) DO UPDATE SET state = excluded.state, capacity = excluded.capacity,
			support_worker_id = excluded.support_worker_id, leads_group = excluded.leads_group`,
		tx.Tenant, string(n.ID), string(n.Client), n.State, n.Capacity, postgres.Optional(n.Worker), n.LeadsGroup)
	if err != nil {
		return err
	}
	return tx.SetPlaces(ctx, n.Client)
}

// HoldNetworker gives the client's period as networker that counts now, and how many
// matches stand with them in the lead. Until the transaction ends nobody else can
// take a place: whoever comes second waits here and then counts the first one too.
func (tx *Tx) HoldNetworker(ctx context.Context, c domain.ClientID) (n domain.Networker, matches int, err error) {
	n.Client = c
	err = tx.QueryRow(ctx, `SELECT id::text, state, capacity, coalesce(support_worker_id::text, '') FROM networker
		WHERE tenant_id = $1 AND client_id = $2 ORDER BY (state = 'active') DESC, id DESC LIMIT 1 FOR UPDATE`,
		tx.Tenant, string(c)).Scan(&n.ID, &n.State, &n.Capacity, &n.Worker)
	if errors.Is(err, pgx.ErrNoRows) {
		return n, 0, nil // no networker: not active
	}
	if err != nil {
		return n, 0, err
	}
	// A statement of its own, so that it sees what the one it waited for committed.
	err = tx.QueryRow(ctx, `SELECT count(*) FROM participant p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
		WHERE p.tenant_id = $1 AND p.client_id = $2 AND p.networker AND NOT p.invited AND p.left_at IS NULL AND m.state = ANY ($3)`,
		tx.Tenant, string(c), standing()).Scan(&matches)
	return n, matches, err
}
