package postgres_test

import (
	"testing"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

// BenchmarkInTenant is the cost of one request's transaction: a read of one row by
// key, without and with the audit row, and a list of 10,000 clients filtered by
// may_reach, for a support worker with a hundred of them and for one who reaches all.
func BenchmarkInTenant(b *testing.B) {
	database := pgtest.New(b, shelf)
	db := database.Open(shelf)
	tenant, worker, note := ids.New(), ids.New(), ids.New()
	ctx := database.As(b, authn.Caller{Tenant: tenant, Person: worker, Roles: []authn.Role{authn.RoleSupportWorker}})
	run := func(b *testing.B, in func(*postgres.Tx) error) {
		b.Helper()
		if err := db.InTenant(ctx, in); err != nil {
			b.Fatal(err)
		}
	}
	run(b, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO note SELECT $1, gen_random_uuid(), gen_random_uuid(), n::text FROM generate_series(1, 10000) n`, tenant); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO caseload SELECT tenant_id, client_id, $1, 1 FROM note LIMIT 100`, worker); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO note VALUES ($1, $2, $2, '')`, tenant, note)
		return err
	})
	for name, query := range map[string]string{
		"read":     `SELECT body FROM note WHERE tenant_id = $1 AND id = $2`,
		"audited":  `SELECT body FROM note WHERE tenant_id = $1 AND id = $2`,
		"caseload": `SELECT count(*)::text FROM note WHERE tenant_id = $1 AND id <> $2 AND may_reach(client_id)`,
		"all":      `SELECT count(*)::text FROM note, set_config('optrek.reach', 'all', true) WHERE tenant_id = $1 AND id <> $2 AND may_reach(client_id)`,
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				run(b, func(tx *postgres.Tx) error {
					var body string
					if name == "audited" {
						tx.Touch(note)
					}
					return tx.QueryRow(ctx, query, tenant, note).Scan(&body)
				})
			}
		})
	}
}
