// Package store keeps recruitment's data in PostgreSQL: one file per noun, each
// with methods on Tx. Row-level security is the wall between organisations and the
// reach within one; queries here add caseload filters only where a list asks.
package store

import (
	"context"
	"embed"
	"io/fs"

	"github.com/optrek/optrek/services/internal/postgres"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is recruitment's part of the database.
func Schema() postgres.Schema {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // the directory is embedded above: only a broken build comes here
	}
	return postgres.Schema{Name: "recruitment", Migrations: files, Shared: shared, Since: 19}
}

// shared is what stands outside the tenant wall, with its reason.
var shared = map[string]string{
	"shared_story": "a story a client agreed to have read by the organisations of a region, which read it; names no client",
	"shared_card":  "what a client agreed to show to one person of one other organisation, which reads it; names no client (O-06)",
}

// Store opens transactions for the caller in the context.
type Store struct{ db *postgres.DB }

// New makes a Store on the service's own database.
func New(db *postgres.DB) *Store { return &Store{db: db} }

// Tx is one transaction of one tenant, with a method per thing to read or write.
type Tx struct{ *postgres.Tx }

// InTx runs fn in a transaction of the caller's own organisation and reach.
func (s *Store) InTx(ctx context.Context, fn func(*Tx) error) error {
	return s.db.InTenant(ctx, func(tx *postgres.Tx) error { return fn(&Tx{Tx: tx}) })
}

// InTxAs runs fn for the given organisation as this service itself: only for what
// no person asks, such as finding out who somebody is at sign-in.
func (s *Store) InTxAs(ctx context.Context, tenant string, fn func(*Tx) error) error {
	return s.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return fn(&Tx{Tx: tx}) })
}

// OldestFirst is the id to start a list with that runs from the oldest up.
const OldestFirst = "00000000-0000-0000-0000-000000000000"
