package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
)

// RegionCandidates gives whom the caller reaches of those who agreed to be looked for and
// are an active networker with a place or have an open wish, and who were not asked about
// for this wish already.
func (tx *Tx) RegionCandidates(ctx context.Context, w region.WishID, now time.Time) ([]region.Candidate, error) {
	rows, err := tx.Query(ctx, `SELECT p.client_id::text, p.interests, p.talents, p.dayparts, p.travel_km, p.company, p.communication, p.area,
			coalesce(n.capacity, 0) > (SELECT count(*) FROM participant q JOIN match m ON m.tenant_id = q.tenant_id AND m.id = q.match_id
				WHERE q.tenant_id = $1 AND q.client_id = p.client_id AND q.networker AND m.state = ANY ($2)) AS leads
		FROM matching_profile p
		LEFT JOIN LATERAL (SELECT max(capacity) AS capacity FROM networker n
			WHERE n.tenant_id = $1 AND n.client_id = p.client_id AND n.state = 'active') n ON true
		WHERE p.tenant_id = $1 AND may_reach(p.client_id)
			AND (n.capacity IS NOT NULL OR EXISTS (SELECT FROM wish h WHERE h.tenant_id = $1 AND h.client_id = p.client_id AND h.told
				AND h.state IN ('open', 'taken_up')))
			AND NOT EXISTS (SELECT FROM regional_request r JOIN regional_side s ON s.tenant_id = r.tenant_id AND s.request_id = r.request_id
				WHERE r.tenant_id = $1 AND r.client_id = p.client_id AND r.regional_wish_id = $3 AND NOT s.gone AND s.since > $4)`,
		tx.Tenant, standing(), string(w), now.Add(-region.Lapse))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (region.Candidate, error) {
		var c region.Candidate
		p := &c.Profile
		err := row.Scan(&p.Client, &p.Interests, &p.Talents, &p.Dayparts, &p.TravelKm, &p.Company, &p.Communication, &p.Area, &c.Networker)
		return c, err
	})
}

// Searched writes down whom an answer named.
func (tx *Tx) Searched(people []domain.ClientID) {
	tx.Touch()
	for _, c := range people {
		tx.Touch(string(c))
	}
}
