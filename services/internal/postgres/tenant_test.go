package postgres_test

import (
	"context"
	"errors"
	"testing"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
)

func TestAnotherTenantsRowsCannotBeReadOrWritten(t *testing.T) {
	w := newWorld(t)
	mine, _ := w.person(w.tenant, authn.RoleCoordinator)
	other := ids.New()
	theirs, _ := w.person(other, authn.RoleCoordinator)
	id := w.note(mine, w.tenant, ids.New(), "mine")

	for _, query := range []string{
		`SELECT 1 FROM note WHERE id = $1`,
		`UPDATE note SET body = 'changed' WHERE id = $1`,
		`DELETE FROM note WHERE id = $1`,
	} {
		if met := w.must(theirs, query, id); met != 0 {
			t.Errorf("another tenant meets %d rows with %s", met, query)
		}
		if query[0] == 'S' && w.must(mine, query, id) != 1 {
			t.Errorf("the tenant does not see its own row")
		}
	}
	if _, err := w.do(theirs, `INSERT INTO note VALUES ($1, $2, $2, 'planted')`, w.tenant, ids.New()); err == nil {
		t.Error("a row was written into another tenant")
	}
	if _, err := w.do(mine, `UPDATE note SET tenant_id = $1 WHERE id = $2`, other, id); err == nil {
		t.Error("a row was moved into another tenant")
	}
	// What is unique in one organisation tells the other nothing.
	w.note(theirs, other, ids.New(), "mine")
}

// TestNoTenantNoRows goes past InTenant, as a forgetful handler would: with the
// run-time role's own connection but without the settings of a transaction.
func TestNoTenantNoRows(t *testing.T) {
	w := newWorld(t)
	ctx, _ := w.person(w.tenant, authn.RoleCoordinator)
	w.note(ctx, w.tenant, ids.New(), "there")
	owner := w.Owner(t)
	var seen int
	if _, err := owner.Exec(t.Context(), `SET ROLE optrek_shelf`); err != nil {
		t.Fatal(err)
	}
	if err := owner.QueryRow(t.Context(), `SELECT count(*) FROM shelf.note`).Scan(&seen); err != nil || seen != 0 {
		t.Errorf("without a tenant %d rows are seen, %v", seen, err)
	}
	if _, err := owner.Exec(t.Context(), `TRUNCATE shelf.note`); err == nil {
		t.Error("the run-time role may truncate")
	}
}

// TestTheSettingsEndWithTheTransaction uses the same few connections for two tenants
// by turns: whoever comes next never inherits the tenant of the one before.
func TestTheSettingsEndWithTheTransaction(t *testing.T) {
	w := newWorld(t)
	mine, _ := w.person(w.tenant, authn.RoleCoordinator)
	theirs, _ := w.person(ids.New(), authn.RoleCoordinator)
	w.note(mine, w.tenant, ids.New(), "there")
	for range 50 {
		if w.must(mine, `SELECT FROM note`) != 1 || w.must(theirs, `SELECT FROM note`) != 0 {
			t.Fatal("a tenant sees what is not its own")
		}
	}
}

func TestInTenantAsksWhoSomebodyIs(t *testing.T) {
	w := newWorld(t)
	service := w.As(t, authn.Caller{Person: ids.New(), Roles: []authn.Role{authn.RolePlatformOperator}})
	for name, ctx := range map[string]context.Context{"nobody": t.Context(), "no organisation": service} {
		if _, err := w.do(ctx, `SELECT 1`); fault.KindOf(err) != fault.KindUnauthenticated {
			t.Errorf("%s: err = %v, want Unauthenticated", name, err)
		}
	}
	err := w.db.InTenantAs(t.Context(), "'); DROP TABLE note; --", func(*postgres.Tx) error { return nil })
	if err == nil {
		t.Error("a tenant that is no id was accepted")
	}
}

func TestAnErrorOrPanicUndoesEverything(t *testing.T) {
	w := newWorld(t)
	ctx, _ := w.person(w.tenant, authn.RoleCoordinator)
	write := func(tx *postgres.Tx) {
		if _, err := tx.Exec(ctx, `INSERT INTO note VALUES ($1, $2, $2, 'undone')`, w.tenant, ids.New()); err != nil {
			t.Error(err)
		}
	}
	refused := errors.New("refused")
	if err := w.db.InTenant(ctx, func(tx *postgres.Tx) error { write(tx); return refused }); !errors.Is(err, refused) {
		t.Errorf("err = %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = w.db.InTenant(ctx, func(tx *postgres.Tx) error { write(tx); panic("defect") })
	}()
	if left := w.must(ctx, `SELECT FROM note`); left != 0 {
		t.Errorf("%d rows are left", left)
	}
}

func TestMayReach(t *testing.T) {
	w := newWorld(t)
	client, someone := ids.New(), ids.New()
	worker := ids.New()
	err := w.db.InTenantAs(t.Context(), w.tenant, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO caseload VALUES ($1, $2, $3, 1)`, w.tenant, client, worker)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		who                   string
		caller                authn.Caller
		reachesClient, others bool
	}{
		{"the client", authn.Caller{Person: client, Roles: []authn.Role{authn.RoleClient}}, true, false},
		{"another client", authn.Caller{Person: ids.New(), Roles: []authn.Role{authn.RoleClient}}, false, false},
		{"their worker", authn.Caller{Person: worker, Roles: []authn.Role{authn.RoleSupportWorker}}, true, false},
		{"another worker", authn.Caller{Person: ids.New(), Roles: []authn.Role{authn.RoleSupportWorker}}, false, false},
		{"a network lead", authn.Caller{Person: ids.New(), Roles: []authn.Role{authn.RoleSupportWorker, authn.RoleNetworkLead}}, true, true},
		{"a coordinator", authn.Caller{Person: ids.New(), Roles: []authn.Role{authn.RoleCoordinator}}, true, true},
		{"an admin", authn.Caller{Person: ids.New(), Roles: []authn.Role{authn.RoleOrganisationAdmin}}, true, true},
		{"a region coordinator", authn.Caller{Person: ids.New(), Roles: []authn.Role{authn.RoleRegionCoordinator}}, false, false},
		{"their worker's namesake elsewhere", authn.Caller{Tenant: ids.New(), Person: worker, Roles: []authn.Role{authn.RoleSupportWorker}}, false, false},
	} {
		if c.caller.Tenant == "" {
			c.caller.Tenant = w.tenant
		}
		ctx := w.As(t, c.caller)
		var reachesClient, others, none bool
		err := w.db.InTenant(ctx, func(tx *postgres.Tx) error {
			return tx.QueryRow(ctx, `SELECT may_reach($1), may_reach($2), may_reach(NULL)`, client, someone).Scan(&reachesClient, &others, &none)
		})
		if err != nil || reachesClient != c.reachesClient || others != c.others || none {
			t.Errorf("%s reaches the client %v, others %v, nothing %v; %v", c.who, reachesClient, others, none, err)
		}
	}
}

func TestTheFeedRoleSeesTheOutboxAndNothingElse(t *testing.T) {
	w := newWorld(t)
	for _, tenant := range []string{w.tenant, ids.New()} {
		err := w.db.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO outbox (tenant_id, type, payload) VALUES ($1, 'said', '')`, tenant)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var told int
	if err := w.db.FeedPool().QueryRow(t.Context(), `SELECT count(*) FROM outbox`).Scan(&told); err != nil || told != 2 {
		t.Errorf("the feed sees %d events, %v; want those of both tenants", told, err)
	}
	for _, query := range []string{`SELECT FROM note`, `SELECT client_id FROM audit`, `SELECT FROM audit_seal`, `SELECT client_id FROM caseload`, `DELETE FROM outbox`, `INSERT INTO feed_cursor VALUES ('a', '1', 1)`} {
		if _, err := w.db.FeedPool().Exec(t.Context(), query); err == nil {
			t.Errorf("the feed role may %s", query)
		}
	}
}

func TestWhatTheDatabaseSaysBecomesAFault(t *testing.T) {
	w := newWorld(t)
	ctx, _ := w.person(w.tenant, authn.RoleCoordinator)
	w.note(ctx, w.tenant, ids.New(), "twice")
	_, err := w.do(ctx, `INSERT INTO note VALUES ($1, $2, $2, 'twice')`, w.tenant, ids.New())
	if fault.KindOf(err) != fault.KindExists || !postgres.Violates(err, "note_body") {
		t.Errorf("unique: %v", err)
	}
	for want, query := range map[string]string{
		"TRY_AGAIN": `DO $$ BEGIN RAISE EXCEPTION '' USING ERRCODE = 'serialization_failure'; END $$`,
		"TOO_SLOW":  `SET LOCAL statement_timeout = '1ms'; SELECT pg_sleep(10)`,
		"IN_USE":    `DO $$ BEGIN RAISE EXCEPTION '' USING ERRCODE = 'foreign_key_violation'; END $$`,
	} {
		_, err := w.do(ctx, query)
		if f, ok := fault.As(err); !ok || f.Code != want {
			t.Errorf("%s: err = %v, want %s", query, err, want)
		}
	}
}

func TestALostConnectionIsAFaultAndTheNextOneIsFine(t *testing.T) {
	w := newWorld(t)
	ctx, _ := w.person(w.tenant, authn.RoleCoordinator)
	owner := w.Owner(t)
	err := w.db.InTenant(ctx, func(tx *postgres.Tx) error {
		if _, err := owner.Exec(ctx, `SELECT pg_terminate_backend($1, 10000)`, int(tx.Conn().PgConn().PID())); err != nil {
			t.Error(err)
		}
		_, err := tx.Exec(ctx, `SELECT FROM note`)
		return err
	})
	if f, ok := fault.As(err); !ok || f.Code != "DATABASE_AWAY" {
		t.Errorf("err = %v, want DATABASE_AWAY", err)
	}
	if err := w.db.Ready(ctx); err != nil {
		t.Errorf("after a lost connection: %v", err)
	}
}

func TestALockIsNotWaitedForForEver(t *testing.T) {
	w := newWorld(t)
	ctx, _ := w.person(w.tenant, authn.RoleCoordinator)
	w.note(ctx, w.tenant, ids.New(), "held")
	err := w.db.InTenant(ctx, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE note SET body = 'by the first'`); err != nil {
			return err
		}
		_, err := w.do(ctx, `SET LOCAL lock_timeout = '20ms'; UPDATE note SET body = 'by the second'`)
		if f, ok := fault.As(err); !ok || f.Code != "TRY_AGAIN" {
			t.Errorf("err = %v, want TRY_AGAIN", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
