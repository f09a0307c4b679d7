package store

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

const placeColumns = `p.id::text, p.version, p.name, p.town, p.wheelchair, p.quiet, p.toilet, p.by_bus, p.free, p.knows_us, p.open,
	p.spending, p.knows_us_role, p.way_there, p.note, p.checked_day, coalesce(p.checked_by::text, ''), p.copied_from, p.retired, p.created_at, p.updated_at`

func scanPlace(row pgx.CollectableRow) (p domain.Place, err error) {
	var open []string
	err = row.Scan(&p.ID, &p.Version, &p.Name, &p.Town, &p.Wheelchair, &p.Quiet, &p.Toilet, &p.ByBus, &p.Free, &p.KnowsUs, &open,
		&p.Spending, &p.KnowsUsRole, &p.WayThere, &p.Note, &p.Checked, &p.CheckedBy, &p.CopiedFrom, &p.Retired, &p.Created, &p.Updated)
	p.Open = openings(open)
	return p, err
}

// openings reads "monday morning".
func openings(texts []string) (out []domain.Opening) {
	for _, text := range texts {
		day, part, _ := strings.Cut(text, " ")
		out = append(out, domain.Opening{Weekday: day, Daypart: domain.Daypart(part)})
	}
	return out
}

func openingTexts(open []domain.Opening) []string {
	out := make([]string, len(open))
	for i, o := range open {
		out[i] = o.Weekday + " " + string(o.Daypart)
	}
	return out
}

// Place gives one place.
func (tx *Tx) Place(ctx context.Context, id domain.PlaceID) (domain.Place, error) {
	rows, err := tx.Query(ctx, `SELECT `+placeColumns+` FROM place p WHERE p.id = $1`, id)
	if err != nil {
		return domain.Place{}, err
	}
	p, err := pgx.CollectExactlyOneRow(rows, scanPlace)
	return p, postgres.Missing(err)
}

// PlaceFilter says which places to list.
type PlaceFilter struct {
	Query       string   // part of the name or the town
	Needs       []string // wheelchair, quiet, toilet, by_bus, free, knows_us: so, or a little
	WithRetired bool
	Limit       int
	AfterKey    string
	AfterID     domain.PlaceID
}

// Places lists places by name. It looks at every place of the organisation: they are
// some hundreds, behind the key that begins with the tenant.
func (tx *Tx) Places(ctx context.Context, f PlaceFilter) ([]domain.Place, error) {
	rows, err := tx.Query(ctx, `SELECT `+placeColumns+` FROM place p
		WHERE ($1 = '' OR strpos(name_key, $1) > 0 OR strpos(town_key, $1) > 0)
			AND ($3::uuid IS NULL OR (name_key, id) > ($2, $3))
			AND ($5 OR NOT retired)
			AND (NOT 'wheelchair' = ANY ($6::text[]) OR wheelchair IN ('yes', 'partly'))
			AND (NOT 'quiet' = ANY ($6::text[]) OR quiet IN ('yes', 'partly'))
			AND (NOT 'toilet' = ANY ($6::text[]) OR toilet IN ('yes', 'partly'))
			AND (NOT 'by_bus' = ANY ($6::text[]) OR by_bus IN ('yes', 'partly'))
			AND (NOT 'free' = ANY ($6::text[]) OR free IN ('yes', 'partly'))
			AND (NOT 'knows_us' = ANY ($6::text[]) OR knows_us IN ('yes', 'partly'))
		ORDER BY name_key, id LIMIT $4`,
		domain.Fold(f.Query), f.AfterKey, postgres.Optional(f.AfterID), f.Limit, f.WithRetired, postgres.Texts(f.Needs))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanPlace)
}

// EveryPlace gives all places of the organisation, by name.
func (tx *Tx) EveryPlace(ctx context.Context) ([]domain.Place, error) {
	rows, err := tx.Query(ctx, `SELECT `+placeColumns+` FROM place p ORDER BY name_key, id`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanPlace)
}

// AddPlace saves a new place.
func (tx *Tx) AddPlace(ctx context.Context, p domain.Place) error {
	_, err := tx.Exec(ctx, `INSERT INTO place (id, version, name, name_key, town, town_key, wheelchair, quiet, toilet, by_bus, free, knows_us, open,
			spending, knows_us_role, way_there, note, checked_day, checked_by, copied_from, retired, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`,
		p.ID, p.Version, p.Name, p.Key(), p.Town, p.TownKey(), p.Wheelchair, p.Quiet, p.Toilet, p.ByBus, p.Free, p.KnowsUs, openingTexts(p.Open),
		p.Spending, p.KnowsUsRole, p.WayThere, p.Note, p.Checked, postgres.Optional(p.CheckedBy), p.CopiedFrom, p.Retired, p.Created, p.Updated)
	return placeOnce(err)
}

// SavePlace saves a changed place, when nobody else changed it since it was read, and
// what the region sees of it.
func (tx *Tx) SavePlace(ctx context.Context, p domain.Place) (domain.Place, error) {
	tag, err := tx.Exec(ctx, `UPDATE place SET version = version + 1, name = $3, name_key = $4, town = $5, town_key = $6, wheelchair = $7,
			quiet = $8, toilet = $9, by_bus = $10, free = $11, knows_us = $12, open = $13, spending = $14, knows_us_role = $15, way_there = $16,
			note = $17, checked_day = $18, checked_by = $19, retired = $20, updated_at = $21
		WHERE id = $1 AND version = $2`,
		p.ID, p.Version, p.Name, p.Key(), p.Town, p.TownKey(), p.Wheelchair, p.Quiet, p.Toilet, p.ByBus, p.Free, p.KnowsUs, openingTexts(p.Open),
		p.Spending, p.KnowsUsRole, p.WayThere, p.Note, p.Checked, postgres.Optional(p.CheckedBy), p.Retired, p.Updated)
	if err := postgres.Saved(tag.RowsAffected(), placeOnce(err)); err != nil {
		return domain.Place{}, err
	}
	p.Version++
	return p, tx.renewShown(ctx, p)
}

// placeOnce says it in words when the place is there already.
func placeOnce(err error) error {
	if postgres.Violates(err, "place_once") {
		return fault.Exists("PLACE_EXISTS", fault.Text{
			NL: "Deze plek staat er al. Misschien is zij weggezet: haal haar dan terug.",
			EN: "This place is there already. Perhaps it was put away: then bring it back.",
		})
	}
	return err
}
