package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/postgres"
)

// What the others tell, as far as groups of people are made of it. About who left nothing is kept.

// stays holds where the client $2 has not left the organisation.
const stays = ` WHERE NOT EXISTS (SELECT FROM client WHERE id = $2 AND left_at IS NOT NULL)`

// SaveLocation keeps where a client lives; empty: nowhere of ours.
func (tx *Tx) SaveLocation(ctx context.Context, client domain.ClientID, location string) error {
	if location == "" {
		_, err := tx.Exec(ctx, `DELETE FROM client_location WHERE client_id = $1`, client)
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO client_location (location_id, client_id) SELECT $1, $2`+stays+`
		ON CONFLICT (tenant_id, client_id) DO UPDATE SET location_id = excluded.location_id`, location, client)
	return err
}

// SaveLeads keeps who takes the lead in a match.
func (tx *Tx) SaveLeads(ctx context.Context, id domain.MatchID, leads []domain.ClientID) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM match_lead WHERE match_id = $1`, id)
	batch.Queue(`INSERT INTO match_lead (match_id, client_id) SELECT $1, p.client FROM unnest($2::uuid[]) AS p (client)
		WHERE NOT EXISTS (SELECT FROM client c WHERE c.id = p.client AND c.left_at IS NOT NULL)`, id, postgres.Texts(leads))
	return tx.SendBatch(ctx, batch).Close()
}

// SaveDay keeps on which day an activity is; empty: on none.
func (tx *Tx) SaveDay(ctx context.Context, id domain.ActivityID, day string) error {
	if day == "" {
		_, err := tx.Exec(ctx, `DELETE FROM activity_day WHERE activity_id = $1`, id)
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO activity_day (activity_id, day) VALUES ($1, $2)
		ON CONFLICT (tenant_id, activity_id) DO UPDATE SET day = excluded.day`, id, day)
	return err
}

// SaveRoad keeps how a networker is on their road.
func (tx *Tx) SaveRoad(ctx context.Context, networker string, client domain.ClientID, state string) error {
	_, err := tx.Exec(ctx, `INSERT INTO networker_road (networker_id, client_id, state) SELECT $1, $2, $3`+stays+`
		ON CONFLICT (tenant_id, networker_id) DO UPDATE SET state = excluded.state`, networker, client, state)
	return err
}
