package postgres_test

import (
	"context"
	"errors"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

// shelf is a service's schema as small as can be: notes about clients.
var shelf = postgres.Schema{Name: "shelf", Migrations: fstest.MapFS{"migrations/00001_note.sql": {Data: []byte(`-- +goose Up
CREATE TABLE note (
	tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid NOT NULL, body text NOT NULL,
	PRIMARY KEY (tenant_id, id), CONSTRAINT note_body UNIQUE (tenant_id, body));
SELECT optrek_protect('note');`)}}}

// world is one test's database, two organisations and the contexts of their people.
type world struct {
	*pgtest.Database
	t      *testing.T
	db     *postgres.DB
	tenant string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	database := pgtest.New(t, shelf)
	return &world{Database: database, t: t, db: database.Open(shelf), tenant: ids.New()}
}

// person gives the context of somebody of the tenant, with their id.
func (w *world) person(tenant string, role authn.Role) (context.Context, string) {
	w.t.Helper()
	id := ids.New()
	return w.As(w.t, authn.Caller{Tenant: tenant, Person: id, Roles: []authn.Role{role}}), id
}

// do runs one statement in a transaction of its own and gives how many rows it met.
func (w *world) do(ctx context.Context, query string, args ...any) (met int64, err error) {
	err = w.db.InTenant(ctx, func(tx *postgres.Tx) error {
		tag, err := tx.Exec(ctx, query, args...)
		met = tag.RowsAffected()
		return err
	})
	return met, err
}

func (w *world) must(ctx context.Context, query string, args ...any) int64 {
	w.t.Helper()
	met, err := w.do(ctx, query, args...)
	if err != nil {
		w.t.Fatalf("%s: %v", query, err)
	}
	return met
}

// note writes a note of the tenant behind ctx and gives its id.
func (w *world) note(ctx context.Context, tenant, client, body string) string {
	w.t.Helper()
	id := ids.New()
	w.must(ctx, `INSERT INTO note VALUES ($1, $2, $3, $4)`, tenant, id, client, body)
	return id
}

// behind asks as the superuser, for whom no wall stands.
func behind[T any](w *world, query string, args ...any) T {
	w.t.Helper()
	var got T
	if err := w.Owner(w.t).QueryRow(w.t.Context(), query, args...).Scan(&got); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		w.t.Fatalf("%s: %v", query, err)
	}
	return got
}
