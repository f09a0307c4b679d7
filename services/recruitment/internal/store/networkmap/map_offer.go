package networkmap

import (
	"context"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

// MapOffers counts, for every location, how many clients answered what to the offer of the
// map (N-16): answers only, nothing of what is on a map.
func (tx *Tx) MapOffers(ctx context.Context) (networkmap.OfferCounts, error) {
	rows, err := tx.Query(ctx, `SELECT coalesce(c.location_id::text, ''), coalesce(m.offer, ''), count(*)
		FROM client c LEFT JOIN network_map m ON m.tenant_id = c.tenant_id AND m.client_id = c.id
		GROUP BY 1, 2`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	counts := networkmap.OfferCounts{}
	for rows.Next() {
		var (
			location domain.LocationID
			offer    networkmap.MapOffer
			clients  int
		)
		if err := rows.Scan(&location, &offer, &clients); err != nil {
			return nil, err
		}
		if counts[location] == nil {
			counts[location] = map[networkmap.MapOffer]int{}
		}
		counts[location][offer] += clients
	}
	return counts, rows.Err()
}

// RequireLocation is Missing when there is no such location.
func (tx *Tx) RequireLocation(ctx context.Context, id domain.LocationID) error {
	var there bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM location WHERE id = $1)`, id).Scan(&there)
	if err == nil && !there {
		return fault.Missing()
	}
	return err
}
