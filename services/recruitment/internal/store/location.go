package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

const locationColumns = `l.id::text, l.version, l.name, l.town, l.area, l.created_at, l.updated_at,
	ARRAY(SELECT d.worker_id::text FROM location_lead d WHERE d.tenant_id = l.tenant_id AND d.location_id = l.id ORDER BY d.position)`

func scanLocation(row pgx.CollectableRow) (domain.Location, error) {
	var l domain.Location
	err := row.Scan(&l.ID, &l.Version, &l.Name, &l.Town, &l.Area, &l.Created, &l.Updated, &l.NetworkLeads)
	return l, err
}

// LocationToChange gives a location, held until the transaction ends. Waited for first
// and read after, as with a client.
func (tx *Tx) LocationToChange(ctx context.Context, id domain.LocationID) (domain.Location, error) {
	if _, err := tx.Exec(ctx, `SELECT FROM location l WHERE l.id = $1 FOR UPDATE`, id); err != nil {
		return domain.Location{}, err
	}
	return tx.Location(ctx, id)
}

// Location gives a location of the organisation; NotFound when there is none.
func (tx *Tx) Location(ctx context.Context, id domain.LocationID) (domain.Location, error) {
	rows, err := tx.Query(ctx, `SELECT `+locationColumns+` FROM location l WHERE l.id = $1`, id)
	if err != nil {
		return domain.Location{}, err
	}
	l, err := pgx.CollectExactlyOneRow(rows, scanLocation)
	return l, postgres.Missing(err)
}

// Locations lists the organisation's locations by name, after the given one.
func (tx *Tx) Locations(ctx context.Context, after domain.LocationID, limit int) ([]domain.Location, error) {
	rows, err := tx.Query(ctx, `SELECT `+locationColumns+` FROM location l
		WHERE $1 = '' OR (l.name_key, l.id) > ((SELECT a.name_key FROM location a WHERE a.id = nullif($1, '')::uuid), nullif($1, '')::uuid)
		ORDER BY l.name_key, l.id LIMIT $2`, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanLocation)
}

// InsertLocation adds a location.
func (tx *Tx) InsertLocation(ctx context.Context, l domain.Location) error {
	if _, err := tx.Exec(ctx, `INSERT INTO location (id, version, name, name_key, town, area, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`, l.ID, l.Version, l.Name, domain.Fold(l.Name), l.Town, l.Area, l.Created); err != nil {
		return locationFault(err)
	}
	return tx.leads(ctx, l)
}

// SaveLocation writes a location over the version it was read at, and gives the new one.
func (tx *Tx) SaveLocation(ctx context.Context, l domain.Location) (domain.Location, error) {
	tag, err := tx.Exec(ctx, `UPDATE location SET version = version + 1, name = $3, name_key = $4, town = $5, area = $6, updated_at = $7
		WHERE id = $1 AND version = $2`, l.ID, l.Version, l.Name, domain.Fold(l.Name), l.Town, l.Area, l.Updated)
	if err := postgres.Saved(tag.RowsAffected(), locationFault(err)); err != nil {
		return l, err
	}
	l.Version++
	return l, tx.leads(ctx, l)
}

func (tx *Tx) leads(ctx context.Context, l domain.Location) error {
	if err := tx.RequireWorkers(ctx, "location.network_lead_ids", l.NetworkLeads); err != nil {
		return err
	}
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM location_lead WHERE location_id = $1`, l.ID)
	batch.Queue(`INSERT INTO location_lead (location_id, worker_id, position)
		SELECT $1, w, n FROM unnest($2::uuid[]) WITH ORDINALITY AS u (w, n)`, l.ID, array(l.NetworkLeads))
	return tx.SendBatch(ctx, batch).Close()
}

func locationFault(err error) error {
	if postgres.Violates(err, "location_tenant_id_name_key_key") {
		return fault.Exists("LOCATION_THERE", fault.Text{
			NL: "Er is al een locatie met deze naam.", EN: "There is a location of this name already."})
	}
	return err
}
