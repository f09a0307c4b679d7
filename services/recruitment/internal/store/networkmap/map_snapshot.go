package networkmap

import (
	"context"

	"github.com/optrek/optrek/services/recruitment/internal/store"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

const snapshotColumns = `id::text, client_id::text, occasion, living, taken_at`

func scanSnapshot(row pgx.CollectableRow) (networkmap.MapSnapshot, error) {
	var s networkmap.MapSnapshot
	err := row.Scan(&s.ID, &s.Client, &s.Occasion, &s.Living, &s.Taken)
	return s, err
}

// MapSnapshot gives a snapshot of a client the caller reaches, without the people.
func (tx *Tx) MapSnapshot(ctx context.Context, id networkmap.MapSnapshotID) (networkmap.MapSnapshot, error) {
	if !store.IsID(id) {
		return networkmap.MapSnapshot{}, fault.Missing()
	}
	rows, err := tx.Query(ctx, `SELECT `+snapshotColumns+` FROM map_snapshot WHERE id = $1 AND may_reach(client_id)`, id)
	if err != nil {
		return networkmap.MapSnapshot{}, err
	}
	s, err := pgx.CollectExactlyOneRow(rows, scanSnapshot)
	return s, postgres.Missing(err)
}

// MapSnapshots lists the snapshots of a client, newest first, without the people.
func (tx *Tx) MapSnapshots(ctx context.Context, client domain.ClientID, after string, limit int) ([]networkmap.MapSnapshot, error) {
	where := tx.NewList(after)
	where.And("client_id", string(client))
	rows, err := tx.Query(ctx, `SELECT `+snapshotColumns+where.SQL("map_snapshot", limit), where.Args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanSnapshot)
}

// SnapshotPeople gives the people of a snapshot that the caller may see today (N-13).
func (tx *Tx) SnapshotPeople(ctx context.Context, id networkmap.MapSnapshotID) ([]networkmap.Contact, error) {
	rows, err := tx.Query(ctx, `SELECT contact_id::text, client_id::text, 0, name, category, circle, feeling, meaning,
			i_get, i_give, how_often, channel, initiative, hope, hidden, private_parts, '[]'::jsonb, created_at, updated_at
		FROM map_snapshot_contact WHERE snapshot_id = $1 AND `+onMyMap+` ORDER BY contact_id`, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanContact)
}

// AddMapSnapshot keeps the map as it is at this moment: everybody on it, also who is not
// for the caller to see. The copying is the database's, so that the caller gets none of it.
func (tx *Tx) AddMapSnapshot(ctx context.Context, s networkmap.MapSnapshot) error {
	_, err := tx.Exec(ctx, `INSERT INTO map_snapshot (id, client_id, occasion, living, taken_at) VALUES ($1, $2, $3, $4, $5)`,
		s.ID, s.Client, s.Occasion, s.Living, s.Taken)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO map_snapshot_contact (snapshot_id, contact_id, client_id, name, category, circle, feeling, meaning,
			i_get, i_give, how_often, channel, initiative, hope, hidden, private_parts, created_at, updated_at)
		SELECT $1, id, client_id, name, category, circle, feeling, meaning,
			i_get, i_give, how_often, channel, initiative, hope, hidden, private_parts, created_at, updated_at
		FROM contact WHERE client_id = $2 AND may_reach(client_id)`, s.ID, s.Client)
	return err
}

// RemoveMapSnapshot takes a snapshot away, and the people on it.
func (tx *Tx) RemoveMapSnapshot(ctx context.Context, id networkmap.MapSnapshotID) error {
	tag, err := tx.Exec(ctx, `DELETE FROM map_snapshot WHERE id = $1 AND may_reach(client_id)`, id)
	return postgres.Saved(tag.RowsAffected(), err)
}
