// Package store keeps evaluation's data in PostgreSQL: one file per noun, each with
// methods on Tx. Row-level security is the wall between organisations; within one,
// every query about people asks may_reach, in the database.
package store

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema is evaluation's part of the database.
func Schema() postgres.Schema {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // the directory is embedded above: only a broken build comes here
	}
	return postgres.Schema{Name: "evaluation", Migrations: files}
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

// In gives the store's methods on a transaction that is open already, for the handlers of a feed.
func In(tx *postgres.Tx) *Tx { return &Tx{Tx: tx} }

// missing turns "no rows" into the answer for an id that the caller cannot see.
func missing(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing()
	}
	return err
}

// saved checks that an update found its row: no row means that somebody else changed it.
func saved(rows int64, err error) error {
	if err == nil && rows == 0 {
		return fault.Changed()
	}
	return err
}

// texts makes plain strings of ids, for a query's array.
func texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// optional makes NULL of an empty id.
func optional[T ~string](id T) *string {
	if id == "" {
		return nil
	}
	s := string(id)
	return &s
}

// moment makes NULL of the zero time.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// timeOf is the zero time for NULL.
func timeOf(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
