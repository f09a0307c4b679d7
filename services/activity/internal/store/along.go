package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

// Welcome is what was chosen beyond "others are welcome"; empty when nothing was.
func (tx *Tx) Welcome(ctx context.Context, id domain.ActivityID) (domain.Welcome, error) {
	var reach domain.Welcome
	err := tx.QueryRow(ctx, `SELECT reach FROM welcome WHERE activity_id = $1`, id).Scan(&reach)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil // nothing was chosen: a plain outcome
	}
	return reach, err
}

// SaveWelcome keeps for whom an activity is open, beyond who knows one of those who go.
func (tx *Tx) SaveWelcome(ctx context.Context, id domain.ActivityID, to domain.Welcome) error {
	if to != domain.WelcomeLocation && to != domain.WelcomeOrganisation {
		_, err := tx.Exec(ctx, `DELETE FROM welcome WHERE activity_id = $1`, id)
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO welcome (activity_id, reach) VALUES ($1, $2)
		ON CONFLICT (tenant_id, activity_id) DO UPDATE SET reach = excluded.reach`, id, to)
	return err
}

// openTo holds for activities that are open to the client $1 by where they live or
// because all are welcome.
const openTo = `a.others_welcome AND EXISTS (SELECT FROM welcome w WHERE w.tenant_id = a.tenant_id AND w.activity_id = a.id
	AND (w.reach = 'organisation' OR w.reach = 'location' AND EXISTS (
		SELECT FROM going g JOIN client there ON there.tenant_id = g.tenant_id AND there.id = g.client_id
		JOIN client me ON me.tenant_id = there.tenant_id AND me.location_id = there.location_id
		WHERE g.tenant_id = a.tenant_id AND g.activity_id = a.id AND me.id = $1)))`

// knowsOne holds for activities in which somebody goes whom the client $1 is together with.
const knowsOne = `a.others_welcome AND EXISTS (SELECT FROM going g
	JOIN match_person they ON they.tenant_id = g.tenant_id AND they.client_id = g.client_id AND they.may_know
	JOIN match_person me ON me.tenant_id = they.tenant_id AND me.match_id = they.match_id AND me.client_id = $1 AND me.may_know
	JOIN match m ON m.tenant_id = me.tenant_id AND m.id = me.match_id AND m.state = ANY ($3::text[])
	WHERE g.tenant_id = a.tenant_id AND g.activity_id = a.id)`

// WelcomeTo says whether an activity is open to a client by more than whom they know.
func (tx *Tx) WelcomeTo(ctx context.Context, id domain.ActivityID, client domain.ClientID) (bool, error) {
	var open bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM activity a WHERE a.id = $2 AND `+openTo+`)`, client, id).Scan(&open)
	return open, err
}

// OpenActivities lists what is open to a client from today on: they do not go yet, and
// were not asked in person, which is a question of its own. The soonest first.
func (tx *Tx) OpenActivities(ctx context.Context, client domain.ClientID, today string) ([]domain.Activity, error) {
	return tx.activities(ctx, `WHERE a.state IN ('planned', 'trying') AND (a.day = '' OR a.day >= $2) AND (`+openTo+` OR `+knowsOne+`)
		AND NOT EXISTS (SELECT FROM going g WHERE g.tenant_id = a.tenant_id AND g.activity_id = a.id AND g.client_id = $1)
		AND NOT EXISTS (SELECT FROM invitation i WHERE i.tenant_id = a.tenant_id AND i.activity_id = a.id AND i.client_id = $1)
		ORDER BY a.sort_day, a.id LIMIT 50`, client, today, postgres.Texts(domain.StatesTogether()))
}

// Citizens lists who of the neighbourhood comes along, in the order in which they were brought.
func (tx *Tx) Citizens(ctx context.Context, id domain.ActivityID) ([]domain.Citizen, error) {
	rows, err := tx.Query(ctx, `SELECT id::text, client_id::text, word FROM citizen WHERE activity_id = $1 ORDER BY created_at, id`, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[domain.Citizen])
}

// AddCitizen saves somebody who comes along.
func (tx *Tx) AddCitizen(ctx context.Context, a domain.Activity, c domain.Citizen) error {
	_, err := tx.Exec(ctx, `INSERT INTO citizen (id, activity_id, client_id, word, created_at) VALUES ($1, $2, $3, $4, $5)`,
		c.ID, a.ID, c.Client, c.Word, a.Updated)
	return err
}

// DeleteCitizen takes away somebody who does not come along after all.
func (tx *Tx) DeleteCitizen(ctx context.Context, id domain.ActivityID, citizen domain.CitizenID) error {
	_, err := tx.Exec(ctx, `DELETE FROM citizen WHERE activity_id = $1 AND id = $2 AND may_reach(client_id)`, id, citizen)
	return err
}
