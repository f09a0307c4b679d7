package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

const placeColumns = `id::text, version, name, town, wheelchair, quiet, toilet, by_bus, free, knows_us, note, created_at, updated_at`

func scanPlace(row pgx.CollectableRow) (p domain.Place, err error) {
	err = row.Scan(&p.ID, &p.Version, &p.Name, &p.Town, &p.Wheelchair, &p.Quiet, &p.Toilet, &p.ByBus, &p.Free, &p.KnowsUs,
		&p.Note, &p.Created, &p.Updated)
	return p, err
}

// Place gives one place.
func (tx *Tx) Place(ctx context.Context, id domain.PlaceID) (domain.Place, error) {
	rows, err := tx.Query(ctx, `SELECT `+placeColumns+` FROM place WHERE id = $1`, id)
	if err != nil {
		return domain.Place{}, err
	}
	p, err := pgx.CollectExactlyOneRow(rows, scanPlace)
	return p, postgres.Missing(err)
}

// PlaceFilter says which places to list.
type PlaceFilter struct {
	Query    string // part of the name or the town
	Limit    int
	AfterKey string
	AfterID  domain.PlaceID
}

// Places lists places by name. It looks at every place of the organisation: they are
// some hundreds, behind the key that begins with the tenant.
func (tx *Tx) Places(ctx context.Context, f PlaceFilter) ([]domain.Place, error) {
	rows, err := tx.Query(ctx, `SELECT `+placeColumns+` FROM place
		WHERE ($1 = '' OR strpos(name_key, $1) > 0 OR strpos(town_key, $1) > 0)
			AND ($3::uuid IS NULL OR (name_key, id) > ($2, $3))
		ORDER BY name_key, id LIMIT $4`, domain.Fold(f.Query), f.AfterKey, postgres.Optional(f.AfterID), f.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanPlace)
}

// AddPlace saves a new place.
func (tx *Tx) AddPlace(ctx context.Context, p domain.Place) error {
	_, err := tx.Exec(ctx, `INSERT INTO place (id, version, name, name_key, town, town_key, wheelchair, quiet, toilet, by_bus, free, knows_us,
			note, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		p.ID, p.Version, p.Name, p.Key(), p.Town, p.TownKey(), p.Wheelchair, p.Quiet, p.Toilet, p.ByBus, p.Free, p.KnowsUs,
		p.Note, p.Created, p.Updated)
	return placeOnce(err)
}

// SavePlace saves a changed place, when nobody else changed it since it was read.
func (tx *Tx) SavePlace(ctx context.Context, p domain.Place) (domain.Place, error) {
	tag, err := tx.Exec(ctx, `UPDATE place SET version = version + 1, name = $3, name_key = $4, town = $5, town_key = $6, wheelchair = $7,
			quiet = $8, toilet = $9, by_bus = $10, free = $11, knows_us = $12, note = $13, updated_at = $14
		WHERE id = $1 AND version = $2`,
		p.ID, p.Version, p.Name, p.Key(), p.Town, p.TownKey(), p.Wheelchair, p.Quiet, p.Toilet, p.ByBus, p.Free, p.KnowsUs,
		p.Note, p.Updated)
	if err := postgres.Saved(tag.RowsAffected(), placeOnce(err)); err != nil {
		return domain.Place{}, err
	}
	p.Version++
	return p, nil
}

// placeOnce says it in words when the place is there already.
func placeOnce(err error) error {
	if postgres.Violates(err, "place_once") {
		return fault.Exists("PLACE_EXISTS", fault.Text{
			NL: "Deze plek staat er al.",
			EN: "This place is there already.",
		})
	}
	return err
}
