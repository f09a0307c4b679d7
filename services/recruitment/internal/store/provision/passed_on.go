package provision

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// LeadsNear gives, for each client and networker somebody is named for or that passed on
// from them for a while, the network leads of the location where that person lives.
func (tx *Tx) LeadsNear(ctx context.Context, worker domain.SupportWorkerID) (map[domain.DutyRef][]domain.SupportWorkerID, error) {
	rows, err := tx.Query(ctx, `WITH mine AS (
			SELECT 'client' AS kind, w.client_id AS item, w.client_id FROM caseload w WHERE w.tenant_id = cur_tenant() AND w.worker_id = $1
			UNION SELECT 'client', h.item_id, h.item_id FROM handover h WHERE h.tenant_id = cur_tenant() AND h.kind = 'client' AND h.from_id = $1
			UNION SELECT 'networker', n.id, n.client_id FROM networker n WHERE n.tenant_id = cur_tenant() AND (n.support_worker_id = $1
				OR n.id IN (SELECT h.item_id FROM handover h WHERE h.tenant_id = cur_tenant() AND h.kind = 'networker' AND h.from_id = $1))
			UNION SELECT 'group_helper', n.id, n.client_id FROM networker n WHERE n.tenant_id = cur_tenant() AND (n.group_helper_id = $1
				OR n.id IN (SELECT h.item_id FROM handover h WHERE h.tenant_id = cur_tenant() AND h.kind = 'group_helper' AND h.from_id = $1)))
		SELECT m.kind, m.item::text, d.worker_id::text FROM mine m
			JOIN client c ON c.tenant_id = cur_tenant() AND c.id = m.client_id
			JOIN location_lead d ON d.tenant_id = c.tenant_id AND d.location_id = c.location_id
			JOIN support_worker s ON s.tenant_id = d.tenant_id AND s.id = d.worker_id
		WHERE s.left_at IS NULL AND d.worker_id <> $1 ORDER BY m.kind, m.item, d.position`, worker)
	if err != nil {
		return nil, err
	}
	var (
		ref   domain.DutyRef
		lead  domain.SupportWorkerID
		leads = map[domain.DutyRef][]domain.SupportWorkerID{}
	)
	_, err = pgx.ForEachRow(rows, []any{&ref.Kind, &ref.Item, &lead}, func() error {
		leads[ref] = append(leads[ref], lead)
		return nil
	})
	return leads, err
}

// WhoLeads gives the network leads and then the coordinators of the organisation who work
// here, by the roles they last signed in with or their groups give; but for one.
func (tx *Tx) WhoLeads(ctx context.Context, but domain.SupportWorkerID) ([]domain.SupportWorkerID, error) {
	rows, err := tx.Query(ctx, `SELECT s.id::text FROM support_worker s
		CROSS JOIN LATERAL (SELECT s.roles || ARRAY(SELECT g.role FROM provisioned_member m
			JOIN provisioned_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
			WHERE m.tenant_id = s.tenant_id AND m.worker_id = s.id) AS all_of) r
		WHERE s.tenant_id = cur_tenant() AND s.left_at IS NULL AND s.id <> $1 AND r.all_of && ARRAY['network_lead', 'coordinator']
		ORDER BY NOT 'network_lead' = ANY (r.all_of), s.name_key, s.id`, but)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[domain.SupportWorkerID])
}

// KeepPassedOn remembers what passed on from somebody who left, until it was seen.
func (tx *Tx) KeepPassedOn(ctx context.Context, from domain.SupportWorkerID, all []domain.Inherited, now time.Time) error {
	batch := &pgx.Batch{}
	for _, one := range all {
		batch.Queue(`INSERT INTO passed_on (id, from_id, to_id, kind, item_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
			ids.New(), from, postgres.Optional(one.To), one.Kind, one.Item, now)
	}
	return tx.SendBatch(ctx, batch).Close()
}

// PassedOn is one place that passed on, as somebody reads it.
type PassedOn struct {
	From     domain.SupportWorkerID
	ToNobody bool
	Kind     domain.DutyKind
	Item     string
	Client   string // whose networker role it is; otherwise empty
	At       time.Time
}

// whose is whom it is for: oneself, or who leads when it went to nobody.
const whose = `p.tenant_id = cur_tenant() AND (p.to_id = $1 OR (p.to_id IS NULL AND $2)) `

// PassedOnTo lists what somebody has not seen yet, the oldest first.
func (tx *Tx) PassedOnTo(ctx context.Context, who domain.SupportWorkerID, leads bool) ([]PassedOn, error) {
	rows, err := tx.Query(ctx, `SELECT p.from_id::text, p.to_id IS NULL, p.kind, p.item_id::text, coalesce(n.client_id::text, ''), p.at
		FROM passed_on p LEFT JOIN networker n ON n.tenant_id = p.tenant_id AND n.id = p.networker_id
		WHERE `+whose+`ORDER BY p.at, p.id LIMIT 2000`, who, leads)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[PassedOn])
}

// SeenPassedOn forgets what came from one colleague.
func (tx *Tx) SeenPassedOn(ctx context.Context, from, who domain.SupportWorkerID, toNobody bool) error {
	_, err := tx.Exec(ctx, `DELETE FROM passed_on p WHERE p.tenant_id = cur_tenant() AND p.from_id = $1
		AND ((p.to_id = $2 AND NOT $3) OR (p.to_id IS NULL AND $3))`, from, who, toNobody)
	return err
}
