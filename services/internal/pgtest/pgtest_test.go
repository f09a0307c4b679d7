package pgtest_test

import (
	"testing"
	"testing/fstest"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

var shelf = postgres.Schema{Name: "shelf", Migrations: fstest.MapFS{"00001_book.sql": {Data: []byte(`-- +goose Up
CREATE TABLE book (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id));
SELECT optrek_protect('book');`)}}}

// TestEachTestHasItsOwnDatabase writes the same row in each of several databases at
// once; in one they share, the primary key would refuse the second.
func TestEachTestHasItsOwnDatabase(t *testing.T) {
	t.Parallel()
	id := ids.New()
	for _, name := range []string{"one", "another", "a third"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := pgtest.New(t, shelf)
			service := db.Open(shelf)
			ctx := db.As(t, authn.Caller{Tenant: id, Person: ids.New(), Roles: []authn.Role{authn.RoleCoordinator}})
			err := service.InTenant(ctx, func(tx *postgres.Tx) error {
				_, err := tx.Exec(ctx, `INSERT INTO book VALUES ($1, $1)`, id)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestManyAtOnce is what a large package asks of the server.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	for range 20 {
		t.Run("database", func(t *testing.T) {
			t.Parallel()
			pgtest.New(t, shelf).Open(shelf)
		})
	}
}
