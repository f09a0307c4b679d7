package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// SaveProfile keeps the profile of somebody who agreed to be looked for.
func (tx *Tx) SaveProfile(ctx context.Context, p domain.Profile) error {
	_, err := tx.Exec(ctx, `INSERT INTO matching_profile (tenant_id, client_id, interests, talents, dayparts, travel_km, company,
			communication, area, could_mean_known)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (tenant_id, client_id) DO UPDATE SET interests = excluded.interests, talents = excluded.talents,
			dayparts = excluded.dayparts, travel_km = excluded.travel_km, company = excluded.company,
			communication = excluded.communication, area = excluded.area, could_mean_known = excluded.could_mean_known`,
		tx.Tenant, string(p.Client), list(p.Interests), list(p.Talents), list(p.Dayparts), p.TravelKm, p.Company,
		p.Communication, p.Area, p.CouldMeanKnown)
	return err
}

// ForgetProfile removes the profile of somebody who is not to be looked for (any more).
func (tx *Tx) ForgetProfile(ctx context.Context, c domain.ClientID) error {
	if _, err := tx.Exec(ctx, `DELETE FROM matching_profile WHERE tenant_id = $1 AND client_id = $2`, tx.Tenant, string(c)); err != nil {
		return err
	}
	return tx.ForgetPlanned(ctx, c)
}

// Profile gives somebody's profile; false when they did not agree to be looked for.
func (tx *Tx) Profile(ctx context.Context, c domain.ClientID) (domain.Profile, bool, error) {
	p := domain.Profile{Client: c}
	err := tx.QueryRow(ctx, `SELECT interests, talents, dayparts, travel_km, company, communication, area, could_mean_known
		FROM matching_profile WHERE tenant_id = $1 AND client_id = $2`, tx.Tenant, string(c)).
		Scan(&p.Interests, &p.Talents, &p.Dayparts, &p.TravelKm, &p.Company, &p.Communication, &p.Area, &p.CouldMeanKnown)
	if errors.Is(err, pgx.ErrNoRows) {
		return domain.Profile{}, false, nil
	}
	return p, err == nil, err
}

// list is an empty array, never NULL.
func list(words []string) []string {
	if words == nil {
		return []string{}
	}
	return words
}
