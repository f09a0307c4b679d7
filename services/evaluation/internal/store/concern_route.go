package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/concern"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

const routeColumns = `version, by_id::text, at, body`

func scanRoute(row pgx.CollectableRow) (r concern.Route, err error) {
	var (
		version domain.Version
		by      domain.SupportWorkerID
		at      time.Time
		body    []byte
	)
	if err := row.Scan(&version, &by, &at, &body); err != nil {
		return r, err
	}
	err = json.Unmarshal(body, &r)
	r.Version, r.By, r.At = version, by, at.UTC()
	return r, err
}

// Route gives how this organisation routes concerns; the built-in one when it made none.
func (tx *Tx) Route(ctx context.Context) (concern.Route, error) {
	rows, err := tx.Query(ctx, `SELECT `+routeColumns+` FROM concern_route ORDER BY version DESC LIMIT 1`)
	if err != nil {
		return concern.Route{}, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, scanRoute)
	if errors.Is(err, pgx.ErrNoRows) {
		return concern.Default(), nil
	}
	return r, err
}

// RoutesOf gives the versions by which these concerns went.
func (tx *Tx) RoutesOf(ctx context.Context, of []concern.Concern) (map[domain.Version]concern.Route, error) {
	versions := make([]int64, len(of))
	for i, c := range of {
		versions[i] = int64(c.Route)
	}
	rows, err := tx.Query(ctx, `SELECT `+routeColumns+` FROM concern_route WHERE version = ANY ($1)`, versions)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, scanRoute)
	by := map[domain.Version]concern.Route{0: concern.Default()}
	for _, r := range all {
		by[r.Version] = r
	}
	return by, err
}

// Routes lists the versions there were, the newest first.
func (tx *Tx) Routes(ctx context.Context, before domain.Version, limit int) ([]concern.Route, error) {
	rows, err := tx.Query(ctx, `SELECT `+routeColumns+` FROM concern_route WHERE $1 = 0 OR version < $1 ORDER BY version DESC LIMIT $2`, before, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanRoute)
}

// AddRoute keeps a new version after the one it was made from. Who is second to change
// the same one learns so.
func (tx *Tx) AddRoute(ctx context.Context, r concern.Route) error {
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO concern_route (version, body, by_id, at) VALUES ($1, $2, $3, $4)`, r.Version, body, r.By, r.At)
	if postgres.Violates(err, "concern_route_pkey") {
		return fault.Changed()
	}
	return err
}

// WayKey gives by what a system knows that a message comes from here; "" when it has none.
func (tx *Tx) WayKey(ctx context.Context, id concern.WayID) (key string, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce((SELECT secret FROM concern_way_key WHERE way_id = $1), '')`, id).Scan(&key)
	return key, err
}

// AddWayKey keeps it for a new way.
func (tx *Tx) AddWayKey(ctx context.Context, id concern.WayID, key string) error {
	_, err := tx.Exec(ctx, `INSERT INTO concern_way_key (way_id, secret) VALUES ($1, $2)`, id, key)
	return err
}

// Away says of these colleagues who is not here: away for a while, or gone.
func (tx *Tx) Away(ctx context.Context, ids []domain.SupportWorkerID) (map[domain.SupportWorkerID]bool, error) {
	rows, err := tx.Query(ctx, `SELECT id::text FROM colleague WHERE id = ANY ($1::uuid[]) AND away`, postgres.Texts(ids))
	if err != nil {
		return nil, err
	}
	away := map[domain.SupportWorkerID]bool{}
	var id domain.SupportWorkerID
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error { away[id] = true; return nil })
	return away, err
}

// SetAway notes whether a colleague is here.
func (tx *Tx) SetAway(ctx context.Context, id domain.SupportWorkerID, away bool) error {
	_, err := tx.Exec(ctx, `UPDATE colleague SET away = $2 WHERE id = $1`, id, away)
	return err
}

// LocationOf gives where somebody lives, or the first of the people of a match of whom
// that is known; "" when it is of nobody.
func (tx *Tx) LocationOf(ctx context.Context, client domain.ClientID, match domain.MatchID) (location string, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(
		(SELECT location_id::text FROM client_location WHERE client_id = $1),
		(SELECT min(l.location_id::text) FROM match_person p
			JOIN client_location l ON l.tenant_id = p.tenant_id AND l.client_id = p.client_id WHERE p.match_id = $2), '')`,
		postgres.Optional(client), postgres.Optional(match)).Scan(&location)
	return location, err
}
