// Package store keeps activity's data in PostgreSQL: one file per noun, each with
// methods on Tx. Row-level security is the wall between organisations; within one,
// every query about people asks may_reach, in the database.
package store

import (
	"context"
	"embed"
	"io/fs"

	"github.com/optrek/optrek/services/internal/postgres"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is activity's part of the database.
func Schema() postgres.Schema {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // the directory is embedded above: only a broken build comes here
	}
	return postgres.Schema{Name: "activity", Migrations: files, Shared: shared, Since: 4}
}

// shared are the tables other organisations may read rows of, each with its reason.
var shared = map[string]string{
	"regional_place": "a place as an organisation shows it in its region (O-06); says nothing of a person",
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

// InTxAs runs fn for the given organisation as this service itself: only for what no
// person asks, such as making the next times of what comes back.
func (s *Store) InTxAs(ctx context.Context, tenant string, fn func(*Tx) error) error {
	return s.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return fn(&Tx{Tx: tx}) })
}

// In gives the store's methods on a transaction that is open already, for the handlers of a feed.
func In(tx *postgres.Tx) *Tx { return &Tx{Tx: tx} }
