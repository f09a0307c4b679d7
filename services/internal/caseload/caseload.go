// Package caseload keeps who guides whom, in every service's own schema.
//
// Recruitment decides it and tells the others, whose feed handlers call Set. It is
// the relation by which a support worker reaches a client; the function may_reach in
// the database decides by it, for single clients (Require) and in the WHERE of lists.
package caseload

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

// MaxWorkers is how many support workers a client has: a first, and a second so that
// nobody depends on one person (O-01).
const MaxWorkers = 2

var tooMany = fault.Invalid("CASELOAD_TWO_WORKERS", fault.Text{
	NL: "Een cliënt heeft hooguit twee verschillende begeleiders: een eerste en een tweede.",
	EN: "A client has at most two different support workers: a first and a second."})

// Set makes workers, in order of position, the ones who guide the client, in place of
// whoever did before. No workers is allowed: the client is then on nobody's caseload.
func Set(ctx context.Context, tx *postgres.Tx, clientID string, workers []string) error {
	if len(workers) > MaxWorkers || len(workers) == 2 && workers[0] == workers[1] {
		return tooMany
	}
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM caseload WHERE tenant_id = $1 AND client_id = $2`, tx.Tenant, clientID)
	batch.Queue(`INSERT INTO caseload (tenant_id, client_id, worker_id, position)
		SELECT $1, $2, worker, position FROM unnest($3::uuid[]) WITH ORDINALITY AS w (worker, position)`,
		tx.Tenant, clientID, workers)
	return tx.SendBatch(ctx, batch).Close()
}

// Workers gives the client's support workers in order of position; none when the
// client is on nobody's caseload.
func Workers(ctx context.Context, tx *postgres.Tx, clientID string) ([]string, error) {
	rows, err := tx.Query(ctx, `SELECT worker_id::text FROM caseload WHERE tenant_id = $1 AND client_id = $2 ORDER BY position`,
		tx.Tenant, clientID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Require is nil when the caller's relation reaches the client, and NotFound when not:
// never Denied, which would tell that there is such a client.
func Require(ctx context.Context, tx *postgres.Tx, clientID string) error {
	var reached bool
	if err := tx.QueryRow(ctx, `SELECT may_reach($1)`, clientID).Scan(&reached); err != nil {
		return err
	}
	if !reached {
		return fault.Missing()
	}
	return nil
}

// Emergency is one time that somebody reaches a client they do not guide.
type Emergency struct {
	ID, Client, Worker string
	Until              time.Time // in the past: it is over
}

// SetEmergency writes down that the worker reaches the client until then, or that it is over.
func SetEmergency(ctx context.Context, tx *postgres.Tx, e Emergency) error {
	_, err := tx.Exec(ctx, `INSERT INTO emergency_access (tenant_id, id, client_id, worker_id, until) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tenant_id, id) DO UPDATE SET until = excluded.until`, tx.Tenant, e.ID, e.Client, e.Worker, e.Until)
	return err
}
