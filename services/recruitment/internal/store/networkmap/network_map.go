package networkmap

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

// MapAccess says what it depends on whether the caller, who reaches this client, may see
// their map, and which parts the client shares (N-17): one question, asked on every call.
// Self is not filled in. A yes for a while that is over was taken back by its end.
func (tx *Tx) MapAccess(ctx context.Context, client domain.ClientID, now time.Time) (networkmap.MapAccess, []networkmap.MapPart, error) {
	var (
		access networkmap.MapAccess
		shared []string
	)
	err := tx.QueryRow(ctx, `SELECT on_my_caseload($1),
			coalesce(bool_or(stands AND receiver = $3), false), coalesce(bool_or(NOT stands), false),
			coalesce((SELECT shared_parts FROM network_map WHERE client_id = $1), $4)
		FROM (SELECT receiver, withdrawn_at IS NULL AND (end_at IS NULL OR end_at > $5) AS stands
			FROM consent WHERE client_id = $1 AND purpose = $2) said`,
		client, domain.PurposeNetworkMap, domain.Organisation, plain(networkmap.MapParts()), now).
		Scan(&access.Guides, &access.Agreed, &access.Withdrawn, &shared)
	return access, typedAs[networkmap.MapPart](shared), err
}

// NetworkMap gives a client's map as a whole; one of which nothing was told yet as it is
// then. Whether the caller may see it is decided before.
func (tx *Tx) NetworkMap(ctx context.Context, client domain.ClientID) (networkmap.NetworkMap, error) {
	return tx.networkMap(ctx, client, "")
}

// HoldMap keeps everybody else from changing this client's map, and from keeping a
// snapshot of it, until this transaction ends: who hides somebody while the map is being
// kept would miss them in the snapshot. Before the people on it, as everybody holds them.
// The client's row is held for it: the map may have no row yet.
func (tx *Tx) HoldMap(ctx context.Context, client domain.ClientID) error {
	_, err := tx.Exec(ctx, `SELECT FROM client WHERE id = $1 FOR NO KEY UPDATE`, client)
	return err
}

// NetworkMapForUpdate is NetworkMap, and nobody else changes it until this transaction ends.
func (tx *Tx) NetworkMapForUpdate(ctx context.Context, client domain.ClientID) (networkmap.NetworkMap, error) {
	if err := tx.HoldMap(ctx, client); err != nil {
		return networkmap.NetworkMap{}, err
	}
	return tx.networkMap(ctx, client, " FOR UPDATE")
}

func (tx *Tx) networkMap(ctx context.Context, client domain.ClientID, lock string) (networkmap.NetworkMap, error) {
	var (
		r       networkmap.NetworkMapRecord
		shared  []string
		somehow *string
		offered *time.Time
	)
	err := tx.QueryRow(ctx, `SELECT client_id::text, version, living, shared_parts, shared_voice, give_back,
			give_back_contact_id::text, offer, offered_at, updated_at
		FROM network_map WHERE client_id = $1 AND may_reach(client_id)`+lock, client).
		Scan(&r.Client, &r.Version, &r.Living, &shared, &r.SharedVoice, &r.GiveBack, &somehow, &r.Offer, &offered, &r.Updated)
	if errors.Is(err, pgx.ErrNoRows) {
		return networkmap.NewNetworkMap(client), nil
	}
	if err != nil {
		return networkmap.NetworkMap{}, err
	}
	r.Shared, r.Offered = typedAs[networkmap.MapPart](shared), postgres.Time(offered)
	if somehow != nil {
		r.GiveBackContact = domain.ContactID(*somehow)
	}
	return networkmap.RestoreNetworkMap(r), nil
}

// SaveNetworkMap keeps what was told of a map that is held for update.
func (tx *Tx) SaveNetworkMap(ctx context.Context, m networkmap.NetworkMap) error {
	r := m.Record()
	_, err := tx.Exec(ctx, `INSERT INTO network_map (client_id, living, shared_parts, shared_voice, give_back, give_back_contact_id,
			offer, offered_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (tenant_id, client_id) DO UPDATE SET version = network_map.version + 1, living = excluded.living,
			shared_parts = excluded.shared_parts, shared_voice = excluded.shared_voice, give_back = excluded.give_back,
			give_back_contact_id = excluded.give_back_contact_id, offer = excluded.offer, offered_at = excluded.offered_at,
			updated_at = excluded.updated_at`,
		r.Client, r.Living, plain(r.Shared), r.SharedVoice, r.GiveBack, postgres.Optional(r.GiveBackContact),
		r.Offer, postgres.Moment(r.Offered), r.Updated)
	return err
}

// SomebodyOnMap says whether there is anybody on this map, as far as the caller may see.
func (tx *Tx) SomebodyOnMap(ctx context.Context, client domain.ClientID) (bool, error) {
	var there bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM contact WHERE client_id = $1 AND `+onMyMap+`)`, client).Scan(&there)
	return there, err
}

// OnMyMap says whether this contact is on this client's map and the caller may see them.
func (tx *Tx) OnMyMap(ctx context.Context, client domain.ClientID, id domain.ContactID) (bool, error) {
	var there bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM contact WHERE client_id = $1 AND id = $2 AND `+onMyMap+`)`,
		client, id).Scan(&there)
	return there, err
}

// EraseMap takes everybody off a map that is held for update, and takes its snapshots and
// talks away. The map itself is saved before, so that it refers to nobody.
func (tx *Tx) EraseMap(ctx context.Context, client domain.ClientID) error {
	for _, table := range []string{"map_snapshot", "network_talk", "contact"} {
		if _, err := tx.Exec(ctx, `DELETE FROM `+table+` WHERE client_id = $1 AND may_reach(client_id)`, client); err != nil {
			return err
		}
	}
	return tx.Forget(ctx, string(client))
}
