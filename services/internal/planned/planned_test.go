package planned_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/planned"
	"github.com/optrek/optrek/services/internal/postgres"
)

// house opens a service's database in which these organisations have told something.
func house(t *testing.T, tenants ...string) *postgres.DB {
	t.Helper()
	schema := postgres.Schema{Name: "recruitment"}
	db := pgtest.New(t, schema).Open(schema)
	for _, tenant := range tenants {
		if err := db.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error {
			return feed.Append(t.Context(), tx, &feedv1.WatchRequest{})
		}); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// A service that never told the others anything about an organisation still has work to do for it.
func TestAnOrganisationOfWhichOnlyIsKnownWhoIsGuidedIsServed(t *testing.T) {
	t.Parallel()
	tenants := []string{ids.New(), ids.New()}
	db := house(t, tenants[0])
	must(t, db.InTenantAs(postgres.WithMethod(t.Context(), "test"), tenants[1], func(tx *postgres.Tx) error {
		return caseload.Set(t.Context(), tx, ids.New(), []string{ids.New(), ids.New()})
	}))
	var served []string
	task := planned.Task{Name: "test", DB: db, Do: func(_ context.Context, tenant string) error {
		served = append(served, tenant)
		return nil
	}}
	must(t, task.Round(t.Context()))
	slices.Sort(tenants)
	if !slices.Equal(served, tenants) {
		t.Errorf("served %v, want %v", served, tenants)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestEveryOrganisationIsServedAlsoAfterOneThatFails(t *testing.T) {
	t.Parallel()
	tenants := []string{ids.New(), ids.New(), ids.New()}
	slices.Sort(tenants)
	var served []string
	task := planned.Task{Name: "test", DB: house(t, tenants...), Do: func(_ context.Context, tenant string) error {
		served = append(served, tenant)
		if tenant == tenants[0] {
			return errors.New("not today")
		}
		return nil
	}}
	if err := task.Round(t.Context()); err == nil || !strings.Contains(err.Error(), tenants[0]) {
		t.Errorf("the failure is not told: %v", err)
	}
	if !slices.Equal(served, tenants) {
		t.Errorf("served %v, want %v", served, tenants)
	}
}

func TestOneAtATime(t *testing.T) {
	t.Parallel()
	db := house(t, ids.New())
	rounds := 0
	task := planned.Task{Name: "test", DB: db}
	task.Do = func(ctx context.Context, _ string) error {
		rounds++
		if rounds > 1 {
			t.Error("a second round while the first is under way")
			return nil
		}
		return task.Round(ctx)
	}
	if err := task.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	task.Do = func(context.Context, string) error { rounds++; return nil }
	if err := task.Round(t.Context()); err != nil || rounds != 2 {
		t.Errorf("the lock was not let go: %d rounds, %v", rounds, err)
	}
}

func TestAWakeDoesARoundAtOnceAndTheEndIsQuiet(t *testing.T) {
	t.Parallel()
	wake, done := make(chan struct{}, 1), make(chan struct{}, 2)
	ctx, stop := context.WithCancel(t.Context())
	task := planned.Task{Name: "test", Every: time.Hour, Wake: wake, DB: house(t, ids.New()),
		Do: func(context.Context, string) error { done <- struct{}{}; return nil }}
	ended := make(chan error, 1)
	go func() { ended <- task.Run(ctx) }()
	<-done // the round at start
	wake <- struct{}{}
	<-done
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// More tasks at one moment than there are connections: they wait for one another's end, and never for each other.
func TestManyTasksAtOnceAllGetTheirTurn(t *testing.T) {
	t.Parallel()
	db := house(t, ids.New())
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	const many = 100
	failed := make(chan error, many)
	for n := range many {
		task := planned.Task{Name: "test-" + strings.Repeat("x", n), DB: db, Do: func(context.Context, string) error { return nil }}
		go func() { failed <- task.Round(ctx) }()
	}
	for range many {
		if err := <-failed; err != nil {
			t.Fatal(err)
		}
	}
}

// What goes out to others is not done for an organisation whose doors are closed; the rest is.
func TestNothingGoesOutForWhoIsSuspended(t *testing.T) {
	t.Parallel()
	tenants := []string{ids.New(), ids.New()}
	slices.Sort(tenants)
	db := house(t, tenants...)
	must(t, db.InTenantAs(postgres.WithMethod(t.Context(), "test"), tenants[0], func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO suspended (tenant_id) VALUES ($1)`, tenants[0])
		return err
	}))
	for outward, want := range map[bool][]string{true: tenants[1:], false: tenants} {
		var served []string
		task := planned.Task{Name: "test", DB: db, Outward: outward, Do: func(_ context.Context, tenant string) error {
			served = append(served, tenant)
			return nil
		}}
		must(t, task.Round(t.Context()))
		if !slices.Equal(served, want) {
			t.Errorf("outward %v: served %v, want %v", outward, served, want)
		}
	}
}
