package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

// InRegion lets this transaction see the places that organisations of a region show each
// other. It is the configuration that says which region ours is.
func (tx *Tx) InRegion(ctx context.Context, name string) error {
	_, err := tx.Exec(ctx, `SELECT set_config('optrek.region', $1, true)`, name)
	return err
}

// ShowPlace shows a place of ours in a region.
func (tx *Tx) ShowPlace(ctx context.Context, region string, p domain.Place, now time.Time) error {
	r := p.ForRegion()
	_, err := tx.Exec(ctx, `INSERT INTO regional_place (tenant_id, id, region, name, name_key, town, town_key, wheelchair, quiet, toilet, by_bus, free,
			open, checked_day, shown_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		ON CONFLICT (tenant_id, id) DO UPDATE SET region = excluded.region, name = excluded.name, name_key = excluded.name_key, town = excluded.town,
			town_key = excluded.town_key, wheelchair = excluded.wheelchair, quiet = excluded.quiet, toilet = excluded.toilet, by_bus = excluded.by_bus,
			free = excluded.free, open = excluded.open, checked_day = excluded.checked_day`,
		tx.Tenant, r.ID, region, r.Name, p.Key(), r.Town, p.TownKey(), r.Wheelchair, r.Quiet, r.Toilet, r.ByBus, r.Free, openingTexts(r.Open), r.Checked, now)
	return err
}

// HidePlace takes it back.
func (tx *Tx) HidePlace(ctx context.Context, id domain.PlaceID) error {
	_, err := tx.Exec(ctx, `DELETE FROM regional_place WHERE tenant_id = $1 AND id = $2`, tx.Tenant, id)
	return err
}

// renewShown lets the region see a changed place as it is now; one that was put away no more.
func (tx *Tx) renewShown(ctx context.Context, p domain.Place) error {
	if p.Retired {
		return tx.HidePlace(ctx, p.ID)
	}
	r := p.ForRegion()
	_, err := tx.Exec(ctx, `UPDATE regional_place SET name = $3, name_key = $4, town = $5, town_key = $6, wheelchair = $7, quiet = $8, toilet = $9,
			by_bus = $10, free = $11, open = $12, checked_day = $13 WHERE tenant_id = $1 AND id = $2`,
		tx.Tenant, r.ID, r.Name, p.Key(), r.Town, p.TownKey(), r.Wheelchair, r.Quiet, r.Toilet, r.ByBus, r.Free, openingTexts(r.Open), r.Checked)
	return err
}

// Shown says which of these places of ours the region sees.
func (tx *Tx) Shown(ctx context.Context, ids []domain.PlaceID) (map[domain.PlaceID]bool, error) {
	rows, err := tx.Query(ctx, `SELECT id::text FROM regional_place WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`, tx.Tenant, postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	shown := map[domain.PlaceID]bool{}
	var id domain.PlaceID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { shown[id] = true; return nil })
	return shown, err
}

const regionalPlace = `id::text, tenant_id::text, name, town, wheelchair, quiet, toilet, by_bus, free, open, checked_day`

func scanRegionalPlace(row pgx.CollectableRow) (r domain.RegionalPlace, err error) {
	var open []string
	err = row.Scan(&r.ID, &r.Organisation, &r.Name, &r.Town, &r.Wheelchair, &r.Quiet, &r.Toilet, &r.ByBus, &r.Free, &open, &r.Checked)
	r.Open = openings(open)
	return r, err
}

// RegionalPlaces lists what other organisations of the region show, by name.
func (tx *Tx) RegionalPlaces(ctx context.Context, f PlaceFilter) ([]domain.RegionalPlace, error) {
	rows, err := tx.Query(ctx, `SELECT `+regionalPlace+` FROM regional_place
		WHERE region = cur_region() AND tenant_id <> $1 AND ($2 = '' OR strpos(name_key, $2) > 0 OR strpos(town_key, $2) > 0)
			AND ($4::uuid IS NULL OR (name_key, id) > ($3, $4))
		ORDER BY name_key, id LIMIT $5`, tx.Tenant, domain.Fold(f.Query), f.AfterKey, postgres.Optional(f.AfterID), f.Limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanRegionalPlace)
}

// RegionalPlace gives one of them.
func (tx *Tx) RegionalPlace(ctx context.Context, id domain.PlaceID) (domain.RegionalPlace, error) {
	rows, err := tx.Query(ctx, `SELECT `+regionalPlace+` FROM regional_place WHERE region = cur_region() AND tenant_id <> $1 AND id = $2`, tx.Tenant, id)
	if err != nil {
		return domain.RegionalPlace{}, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, scanRegionalPlace)
	return r, postgres.Missing(err)
}
