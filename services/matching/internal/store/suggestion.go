package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// Candidates gives everybody in the organisation who agreed to be looked for and is a
// networker, or has an open wish, as seen from one client. Who is never together with
// that client is not among them.
func (tx *Tx) Candidates(ctx context.Context, c domain.ClientID, now time.Time) ([]domain.Candidate, error) {
	rows, err := tx.Query(ctx, `WITH
		role AS (SELECT DISTINCT ON (client_id) client_id, state, capacity FROM networker
			WHERE tenant_id = $1 AND state IN ('active', 'paused', 'learning') ORDER BY client_id, (state = 'active') DESC, id DESC),
		taken AS (SELECT p.client_id, count(*) AS places FROM participant p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
			WHERE p.tenant_id = $1 AND p.networker AND m.state = ANY ($4) GROUP BY 1),
		wished AS (SELECT w.client_id, array_remove(array_agg(DISTINCT i ORDER BY i), NULL) AS interests
			FROM wish w LEFT JOIN unnest(w.interests) AS i ON true
			WHERE w.tenant_id = $1 AND w.told AND w.state IN ('open', 'taken_up') GROUP BY 1),
		apart AS (SELECT CASE a WHEN $2 THEN b ELSE a END AS client_id FROM exclusion WHERE tenant_id = $1 AND $2::uuid IN (a, b)),
		resting AS (SELECT CASE a WHEN $2 THEN b ELSE a END AS client_id FROM resting_pair
			WHERE tenant_id = $1 AND $2::uuid IN (a, b) AND until > $3),
		together AS (SELECT o.client_id FROM participant p JOIN match m ON m.tenant_id = p.tenant_id AND m.id = p.match_id
			JOIN participant o ON o.tenant_id = p.tenant_id AND o.match_id = p.match_id
			WHERE p.tenant_id = $1 AND p.client_id = $2 AND m.state <> 'closed')
		SELECT f.client_id::text, f.interests, f.talents, f.dayparts, f.travel_km, f.company, f.communication, f.area,
			coalesce(r.state, ''), coalesce(t.places, 0) >= coalesce(r.capacity, 0), coalesce(w.interests, '{}'), w.client_id IS NOT NULL,
			f.client_id IN (SELECT client_id FROM resting), f.client_id IN (SELECT client_id FROM together)
		FROM matching_profile f
		LEFT JOIN role r USING (client_id) LEFT JOIN taken t USING (client_id) LEFT JOIN wished w USING (client_id)
		WHERE f.tenant_id = $1 AND f.client_id <> $2 AND (r.client_id IS NOT NULL OR w.client_id IS NOT NULL)
			AND f.client_id NOT IN (SELECT client_id FROM apart)`, tx.Tenant, string(c), now, standing())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (domain.Candidate, error) {
		var c domain.Candidate
		p := &c.Profile
		err := row.Scan(&p.Client, &p.Interests, &p.Talents, &p.Dayparts, &p.TravelKm, &p.Company, &p.Communication, &p.Area,
			&c.Role, &c.Full, &c.Wishes, &c.HasWish, &c.Resting, &c.Together)
		return c, err
	})
}
