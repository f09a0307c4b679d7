// Package store keeps matching's data in PostgreSQL: one file per noun, each with
// methods on Tx. Row-level security is the wall between organisations; which
// matches a caller sees within one is said once, in match.go.
//
// Locks are taken in one order, so that nobody waits for each other in a circle:
// people (HoldPeople), then matches, then networkers, each in order of id.
package store

import (
	"context"
	"embed"
	"io/fs"
	"slices"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is matching's part of the database.
func Schema() postgres.Schema {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // the directory is embedded above: only a broken build comes here
	}
	return postgres.Schema{Name: "matching", Migrations: files}
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
// no person asks, such as letting old ideas go.
func (s *Store) InTxAs(ctx context.Context, tenant string, fn func(*Tx) error) error {
	return s.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return fn(&Tx{Tx: tx}) })
}

// HoldPeople lets nobody else put these people together or keep them apart until
// this transaction ends.
func (tx *Tx) HoldPeople(ctx context.Context, people ...domain.ClientID) error {
	held := slices.Compact(slices.Sorted(slices.Values(people)))
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1 || c, 1)) FROM unnest($2::text[]) WITH ORDINALITY AS p (c, n) ORDER BY n`,
		tx.Tenant, postgres.Texts(held))
	return err
}
