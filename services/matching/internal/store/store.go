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
	return postgres.Schema{Name: "matching", Migrations: files, Shared: shared, Since: 8}
}

// shared are the tables of the region, which other organisations may read rows of, each
// with its reason. What they hold of a client is what that client agreed to show.
var shared = map[string]string{
	"region_member": "organisations of one region see which of them take part; says nothing of a person",
	"region_word":   "which words several people use, so that a rare one is never shown; says nothing of a person",
	"regional_wish": "a wish without the person, shown with the client's yes to organisations that take part (O-06)",
	"regional_side": "how far two organisations are with a request, seen by those two; names no client",
}

// Store opens transactions for the caller in the context.
type Store struct {
	db     *postgres.DB
	region chan struct{}
}

// New makes a Store on the service's own database.
func New(db *postgres.DB) *Store { return &Store{db: db, region: make(chan struct{}, 1)} }

// RegionChanged says, after a commit, that another organisation has something to follow.
func (s *Store) RegionChanged() <-chan struct{} { return s.region }

// Tx is one transaction of one tenant, with a method per thing to read or write.
type Tx struct {
	*postgres.Tx

	toldElsewhere bool
}

// InTx runs fn in a transaction of the caller's own organisation and reach.
func (s *Store) InTx(ctx context.Context, fn func(*Tx) error) error {
	told := false
	err := s.db.InTenant(ctx, func(inner *postgres.Tx) error {
		tx := &Tx{Tx: inner}
		err := fn(tx)
		told = tx.toldElsewhere
		return err
	})
	if err == nil && told {
		select {
		case s.region <- struct{}{}:
		default: // said already, and not heard yet
		}
	}
	return err
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
