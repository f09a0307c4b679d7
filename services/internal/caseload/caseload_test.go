package caseload_test

import (
	"context"
	"slices"
	"testing"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

var guided = postgres.Schema{Name: "guided"}

func TestWhoeverIsSetReachesTheClientAndNobodyElse(t *testing.T) {
	t.Parallel()
	database := pgtest.New(t, guided)
	db := database.Open(guided)
	tenant, client := ids.New(), ids.New()
	first, second, third := ids.New(), ids.New(), ids.New()
	set := func(workers ...string) error {
		return db.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error {
			return caseload.Set(t.Context(), tx, client, workers)
		})
	}
	require := func(worker string) error {
		ctx := database.As(t, authn.Caller{Tenant: tenant, Person: worker, Roles: []authn.Role{authn.RoleSupportWorker}})
		return db.InTenant(ctx, func(tx *postgres.Tx) error { return caseload.Require(ctx, tx, client) })
	}
	for _, workers := range [][]string{{first}, {second, first}, {third, second}, {}} {
		if err := set(workers...); err != nil {
			t.Fatal(err)
		}
		for _, worker := range []string{first, second, third} {
			err := require(worker)
			if slices.Contains(workers, worker) && err != nil {
				t.Errorf("%s guides the client and is told %v", worker, err)
			}
			if !slices.Contains(workers, worker) && fault.KindOf(err) != fault.KindNotFound {
				t.Errorf("%s does not guide the client and is told %v, want NotFound", worker, err)
			}
		}
		if got := workersOf(t, db, tenant, client); !slices.Equal(got, workers) {
			t.Errorf("workers = %v, want %v in this order", got, workers)
		}
	}
}

func workersOf(t *testing.T, db *postgres.DB, tenant, client string) (workers []string) {
	t.Helper()
	err := db.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) (err error) {
		workers, err = caseload.Workers(t.Context(), tx, client)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return workers
}

func TestThreeOrTwiceTheSameIsInvalid(t *testing.T) {
	one, two, three := ids.New(), ids.New(), ids.New()
	for _, workers := range [][]string{{one, two, three}, {one, one}} {
		if err := caseload.Set(context.Background(), nil, ids.New(), workers); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%d workers: err = %v, want Invalid", len(workers), err)
		}
	}
}
