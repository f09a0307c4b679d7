package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
)

// ExportedClients gives all clients in reach as an export has them, by name; of one
// location when it is named. Each is in the audit.
func (tx *Tx) ExportedClients(ctx context.Context, at domain.LocationID) ([]sheet.Exported, error) {
	rows, err := tx.Query(ctx, `SELECT coalesce(o.name, ''), coalesce(s.name, ''), coalesce(s.email, ''), `+clientColumns+`
		FROM client c
		LEFT JOIN location o ON o.tenant_id = c.tenant_id AND o.id = c.location_id
		LEFT JOIN caseload g ON g.tenant_id = c.tenant_id AND g.client_id = c.id AND g.position = 1
		LEFT JOIN support_worker s ON s.tenant_id = g.tenant_id AND s.id = g.worker_id
		WHERE may_reach(c.id) AND ($1 = '' OR c.location_id = nullif($1, '')::uuid) ORDER BY c.sort_key, c.id`, at)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e sheet.Exported, err error) {
		err = row.Scan(append([]any{&e.Location, &e.Worker, &e.Email}, clientFields(&e.Client)...)...)
		return e, err
	})
	tx.Touch()
	for _, e := range all {
		tx.Touch(string(e.Client.ID))
	}
	return all, err
}
