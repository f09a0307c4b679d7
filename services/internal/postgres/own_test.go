package postgres_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

// house is a shared database and one that an organisation has to itself.
type house struct {
	*world
	beside *pgtest.Database
	theirs string // the organisation in the other one
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{world: newWorld(t), beside: pgtest.New(t, shelf), theirs: ids.New()}
	h.db = h.open()
	return h
}

func (h *house) open() *postgres.DB {
	h.t.Helper()
	db, err := h.try(h.beside.OwnerURL, true)
	if err != nil {
		h.t.Fatal(err)
	}
	return db
}

func (h *house) try(url string, away bool) (*postgres.DB, error) {
	db, err := postgres.Open(h.t.Context(), h.OwnerURL, shelf, postgres.Options{MaxConns: 4, MayBeAway: away,
		Own: []postgres.Own{{Name: "linde", URL: url, Tenants: []string{h.theirs}}}})
	if err == nil {
		h.t.Cleanup(db.Close)
	}
	return db, err
}

// door lets connections to the other database in, or keeps them all out.
func (h *house) door(open bool) {
	h.t.Helper()
	at, err := url.Parse(h.beside.OwnerURL)
	if err != nil {
		h.t.Fatal(err)
	}
	name := strings.TrimPrefix(at.Path, "/")
	conn := h.Owner(h.t)
	sql := `ALTER DATABASE ` + name + ` ALLOW_CONNECTIONS false`
	if open {
		sql = `ALTER DATABASE ` + name + ` ALLOW_CONNECTIONS true`
	}
	if _, err := conn.Exec(h.t.Context(), sql); err != nil {
		h.t.Fatal(err)
	}
	if _, err := conn.Exec(h.t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, name); err != nil {
		h.t.Fatal(err)
	}
}

func notes(t *testing.T, d *pgtest.Database) (bodies []string) {
	t.Helper()
	rows, err := d.Owner(t).Query(t.Context(), `SELECT body FROM shelf.note ORDER BY 1`)
	if err == nil {
		bodies, err = pgx.CollectRows(rows, pgx.RowTo[string])
	}
	if err != nil {
		t.Fatal(err)
	}
	return bodies
}

func TestAnOrganisationStandsInItsOwnDatabase(t *testing.T) {
	h := newHouse(t)
	ours, me := h.person(h.tenant, authn.RoleNetworkLead)
	theirs, them := h.person(h.theirs, authn.RoleNetworkLead)
	h.note(ours, h.tenant, me, "ours")
	h.note(theirs, h.theirs, them, "theirs")
	for _, tenant := range []string{h.tenant, h.theirs, strings.ToUpper(h.theirs)} {
		if err := h.db.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error { tx.Touch(ids.New()); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if shared, own := notes(t, h.Database), notes(t, h.beside); !slices.Equal(shared, []string{"ours"}) || !slices.Equal(own, []string{"theirs"}) {
		t.Errorf("in the shared one %v, in its own %v", shared, own)
	}
	var audited int
	if err := h.beside.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM shelf.audit WHERE tenant_id = $1`, h.theirs).Scan(&audited); err != nil || audited != 2 {
		t.Errorf("who looked there: %d lines (%v), want 2", audited, err)
	}
	known, err := h.db.Organisations(t.Context())
	if want := []string{h.tenant, h.theirs}; err != nil || !slices.Equal(known, slices.Sorted(slices.Values(want))) {
		t.Errorf("knows %v (%v)", known, err)
	}
	if h.db.Where(h.theirs) != "linde" || h.db.Where(h.tenant) != "" {
		t.Error("does not know who stands where")
	}
}

// What is away is away for its own organisation, and comes back by itself.
func TestADatabaseThatIsAwayTakesNobodyElseWithIt(t *testing.T) {
	h := newHouse(t)
	write := func(db *postgres.DB, tenant string) error {
		return db.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error { tx.Touch(ids.New()); return nil })
	}
	own := func(db *postgres.DB) *postgres.DB { return db.Databases()[1] }
	h.door(false)
	if err := own(h.db).Look(t.Context()); err == nil {
		t.Error("answers behind a closed door")
	}
	check := func(db *postgres.DB) {
		t.Helper()
		if err := write(db, h.theirs); fault.KindOf(err) != fault.KindUnavailable {
			t.Errorf("its organisation is told %v", err)
		}
		if err := write(db, h.tenant); err != nil {
			t.Errorf("another organisation: %v", err)
		}
		if err := db.Ready(t.Context()); err != nil {
			t.Errorf("not ready: %v", err)
		}
		if known, err := db.Organisations(t.Context()); err != nil || !slices.Equal(known, []string{h.tenant}) {
			t.Errorf("knows %v (%v)", known, err)
		}
	}
	check(h.db)
	if _, err := h.try(h.beside.OwnerURL, false); err == nil {
		t.Error("a command goes on without it")
	}
	late := h.open() // the process starts meanwhile
	check(late)
	var done []string
	if err := late.First(t.Context(), func(ctx context.Context, one *postgres.DB) error {
		done = append(done, one.Label())
		return one.InTenantAs(ctx, h.theirs, func(*postgres.Tx) error { return nil })
	}); err != nil {
		t.Fatal(err)
	}
	h.door(true)
	if err := write(late, h.theirs); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("let in before what comes first was done: %v", err)
	}
	for _, db := range []*postgres.DB{h.db, late} {
		if err := own(db).Look(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := write(db, h.theirs); err != nil {
			t.Error(err)
		}
		if known, err := db.Organisations(t.Context()); err != nil || len(known) != 2 {
			t.Errorf("knows %v (%v)", known, err)
		}
	}
	if !slices.Equal(done, []string{"shared", "linde"}) {
		t.Errorf("what comes first was done in %v", done)
	}
}

// A database that is there and does not keep the promises is refused like the shared one.
func TestAnOwnDatabaseKeepsThePromisesToo(t *testing.T) {
	h := newHouse(t)
	if _, err := h.beside.Owner(t).Exec(t.Context(), `ALTER TABLE shelf.note NO FORCE ROW LEVEL SECURITY`); err != nil {
		t.Fatal(err)
	}
	if _, err := h.try(h.beside.OwnerURL, true); err == nil || !strings.Contains(err.Error(), "database linde: database refused") {
		t.Errorf("opened all the same: %v", err)
	}
	if _, err := h.try(pgtest.New(t).OwnerURL, true); err == nil || !strings.Contains(err.Error(), "migrate") {
		t.Errorf("opened without tables: %v", err)
	}
}

// asked is the stream of a call that came in.
type asked struct{ grpc.ServerTransportStream }

func (asked) Method() string { return "/optrek.shelf.v1.ShelfService/GetNote" }

// While a new organisation is rolled out, an old instance does not put its rows among everybody's.
func TestACallForAnOrganisationThatIsNotKnownYetIsRefused(t *testing.T) {
	w := newWorld(t)
	fresh, nothing := ids.New(), func(*postgres.Tx) error { return nil }
	db, err := postgres.Open(t.Context(), w.OwnerURL, shelf, postgres.Options{MaxConns: 2, Known: []string{w.tenant}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	call := grpc.NewContextWithServerTransportStream(t.Context(), asked{})
	if err := db.InTenantAs(call, fresh, nothing); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("a call for it: %v, want that it tries again elsewhere", err)
	}
	if err := db.InTenantAs(call, w.tenant, nothing); err != nil {
		t.Errorf("a call for one that is known: %v", err)
	}
	if err := db.InTenantAs(t.Context(), fresh, nothing); err != nil {
		t.Errorf("what a service does by itself: %v", err)
	}
	if err := w.db.InTenantAs(call, fresh, nothing); err != nil {
		t.Errorf("without a list of organisations: %v", err)
	}
}
