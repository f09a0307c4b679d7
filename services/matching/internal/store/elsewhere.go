package store

import (
	"context"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// elsewhereColumn is the other side of a match m, NULL for a match within the
// organisation. Whether that person wants to go on is what their side says now.
const elsewhereColumn = `(SELECT jsonb_build_object('request', e.request_id, 'organisation', e.other_tenant_id, 'name', e.organisation_name,
	'going', coalesce((SELECT s.going FROM regional_side s WHERE s.tenant_id = e.other_tenant_id AND s.request_id = e.request_id
		AND s.other_tenant_id = e.tenant_id), false))
	FROM match_elsewhere e WHERE e.tenant_id = m.tenant_id AND e.match_id = m.id)`

// AddElsewhere keeps the other side of a match, beside the match that was just added.
func (tx *Tx) AddElsewhere(ctx context.Context, m domain.Match) error {
	_, err := tx.Exec(ctx, `INSERT INTO match_elsewhere (tenant_id, match_id, request_id, other_tenant_id, organisation_name) VALUES ($1, $2, $3, $4, $5)`,
		tx.Tenant, string(m.ID), m.Elsewhere.Request, m.Elsewhere.Organisation, m.Elsewhere.Name)
	return err
}

// TellElsewhere lets the other organisation see how far our side of a match is: that our
// person wants to go on, and that it came to an ending. Never why.
func (tx *Tx) TellElsewhere(ctx context.Context, m domain.Match) error {
	if !m.Elsewhere.There() {
		return nil
	}
	tx.toldElsewhere = true
	_, err := tx.Exec(ctx, `UPDATE regional_side SET going = $3, ended = $4, followed = followed AND $4 AND NOT $5
		WHERE tenant_id = $1 AND request_id = $2`, tx.Tenant, m.Elsewhere.Request, m.WantsToGoOn(), m.Over(), m.SomebodyStops())
	return err
}
