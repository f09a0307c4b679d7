package postgres_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
)

func TestTouchWritesOneRowForEachClient(t *testing.T) {
	w := newWorld(t)
	ctx, person := w.person(w.tenant, authn.RoleSupportWorker)
	ctx = postgres.WithMethod(ctx, "/optrek.Shelf/ReadNotes")
	first, second := ids.New(), ids.New()
	err := w.db.InTenant(ctx, func(tx *postgres.Tx) error {
		tx.Touch(first, second)
		tx.Touch(first)
		tx.Ground("consent:42")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	const told = `SELECT count(*) FROM shelf.audit WHERE tenant_id = $1 AND actor = $2 AND actor_roles = '{support_worker}'
		AND service = '' AND method = '/optrek.Shelf/ReadNotes' AND ground = 'consent:42' AND client_id = ANY ($3::uuid[])`
	if rows := behind[int](w, told, w.tenant, person, []string{first, second}); rows != 2 {
		t.Errorf("%d rows tell who saw the two clients, want 2", rows)
	}
	if rows := behind[int](w, `SELECT count(*) FROM shelf.audit`); rows != 2 {
		t.Errorf("%d rows in all, want 2", rows)
	}
}

func TestAServiceAndASearchThatFoundNobodyAreWrittenDownToo(t *testing.T) {
	w := newWorld(t)
	err := w.db.InTenantAs(t.Context(), w.tenant, func(tx *postgres.Tx) error {
		tx.Touch()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if who := behind[string](w, `SELECT service FROM shelf.audit WHERE actor IS NULL AND client_id IS NULL`); who != "shelf" {
		t.Errorf("written down: %q, want the service", who)
	}
}

func TestWhatCannotBeWrittenDownIsNotShown(t *testing.T) {
	w := newWorld(t)
	ctx, _ := w.person(w.tenant, authn.RoleCoordinator)
	if _, err := w.Owner(t).Exec(t.Context(), `REVOKE INSERT ON shelf.audit FROM optrek_shelf`); err != nil {
		t.Fatal(err)
	}
	read := func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `SELECT FROM note`)
		tx.Touch(ids.New())
		return err
	}
	if err := w.db.InTenant(ctx, read); err == nil {
		t.Error("data was read without an audit row")
	}
}

func TestAuditRowsStayAsTheyAre(t *testing.T) {
	w := newWorld(t)
	ctx, _ := w.person(w.tenant, authn.RoleOrganisationAdmin)
	for _, query := range []string{`UPDATE audit SET method = ''`, `UPDATE audit_seal SET lines = 0`, `TRUNCATE audit`, `DELETE FROM outbox`} {
		if _, err := w.do(ctx, query); err == nil {
			t.Errorf("the service may %s", query)
		}
	}
}

func TestALogCanLoseNothingYoungerThanFiveYears(t *testing.T) {
	w := newWorld(t)
	ctx, _ := w.person(w.tenant, authn.RoleOrganisationAdmin)
	for _, age := range []string{"1 minute", "4 years 11 months", "5 years 1 day"} {
		if _, err := w.Owner(t).Exec(t.Context(), `INSERT INTO shelf.audit (tenant_id, at, actor_roles, service, method, ground, trace_id)
			VALUES ($1, now() - $2::text::interval, '{}', 'shelf', $2::text, '', '')`, w.tenant, age); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.do(ctx, `DELETE FROM audit`); err != nil {
		t.Fatal(err)
	}
	left := behind[[]string](w, `SELECT array_agg(method ORDER BY id) FROM shelf.audit`)
	if !slices.Equal(left, []string{"1 minute", "4 years 11 months"}) {
		t.Errorf("left of the log: %q", left)
	}
}

func TestTheLedgerForgetsAfterADayAndOnErasure(t *testing.T) {
	w := newWorld(t)
	client := ids.New()
	remember := func(touch ...string) string {
		id := ids.New()
		err := w.db.InTenantAs(t.Context(), w.tenant, func(tx *postgres.Tx) error {
			tx.Touch(touch...)
			tx.Remember(id, []byte("hash"), []byte("answer"))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	remembered := func(id string) (found bool) {
		err := w.db.InTenantAs(t.Context(), w.tenant, func(tx *postgres.Tx) error {
			hash, _, err := tx.Remembered(t.Context(), id)
			found = hash != nil
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	old := remember()
	if _, err := w.Owner(t).Exec(t.Context(), `UPDATE shelf.request_ledger SET at = now() - interval '25 hours'`); err != nil {
		t.Fatal(err)
	}
	about, other := remember(client), remember()
	if remembered(old) || !remembered(about) || !remembered(other) {
		t.Error("want the old answer gone, and the two new ones there")
	}
	err := w.db.InTenantAs(t.Context(), w.tenant, func(tx *postgres.Tx) error { return tx.Forget(t.Context(), client) })
	if err != nil || remembered(about) || !remembered(other) {
		t.Errorf("want only the answer about the erased client gone: %v", err)
	}
}

// TestTwoWithTheSameRequestID proves what stands behind the lock of Remembered: even
// without having looked, the second writer is refused.
func TestTwoWithTheSameRequestID(t *testing.T) {
	w := newWorld(t)
	id := ids.New()
	write := func(tx *postgres.Tx) error { tx.Remember(id, []byte("hash"), []byte("answer")); return nil }
	if err := w.db.InTenantAs(t.Context(), w.tenant, write); err != nil {
		t.Fatal(err)
	}
	if err := w.db.InTenantAs(t.Context(), w.tenant, write); fault.KindOf(err) != fault.KindExists {
		t.Errorf("err = %v, want Exists", err)
	}
}

func TestARowSaysWhatKindOfEventOnWhatGroundAndHowItCameOut(t *testing.T) {
	w := newWorld(t)
	ctx, person := w.person(w.tenant, authn.RoleSupportWorker)
	ctx = postgres.WithMethod(ctx, "/optrek.Shelf/ListNotes")
	mine, other, consent := ids.New(), ids.New(), ids.New()
	if _, err := w.Owner(t).Exec(t.Context(), `INSERT INTO shelf.caseload (tenant_id, client_id, worker_id, position) VALUES ($1, $2, $3, 1)`,
		w.tenant, mine, person); err != nil {
		t.Fatal(err)
	}
	run := func(ctx context.Context, fn func(tx *postgres.Tx)) {
		t.Helper()
		if err := w.db.InTenant(ctx, func(tx *postgres.Tx) error { fn(tx); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	run(ctx, func(tx *postgres.Tx) { tx.Touch(mine, other) })
	run(ctx, func(tx *postgres.Tx) {
		tx.Touch(other)
		tx.Ground("consent:" + consent)
		tx.Event(postgres.EventExport)
	})
	self := w.As(t, authn.Caller{Tenant: w.tenant, Person: mine, Roles: []authn.Role{authn.RoleClient}})
	run(postgres.WithMethod(self, "/optrek.Shelf/GetNote"), func(tx *postgres.Tx) { tx.Touch(mine, other) })
	lead, _ := w.person(w.tenant, authn.RoleNetworkLead)
	run(lead, func(tx *postgres.Tx) { tx.Event(postgres.EventRights); tx.About("role", other); tx.OnBehalf(mine) })
	if err := w.db.NoteRefusal(postgres.WithMethod(ctx, "/optrek.Shelf/GetNote"), other, consent); err != nil {
		t.Fatal(err)
	}
	got := behind[[]string](w, `SELECT array_agg(concat_ws(' ', event, object, nullif(ground, ''), outcome,
		CASE client_id WHEN $1 THEN 'mine' WHEN $2 THEN 'other' END, CASE WHEN consent_id = $3 THEN 'agreed' END,
		CASE WHEN object_id IS NOT NULL THEN 'thing' END, CASE WHEN on_behalf IS NOT NULL THEN 'behalf' END) ORDER BY id) FROM shelf.audit`,
		mine, other, consent)
	slices.Sort(got)
	want := []string{
		"export notes consent:" + consent + " done other agreed", "read note refused other thing", "read note self done mine",
		"read note together done other", "rights role role done thing behalf", "search notes caseload done mine", "search notes together done other",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
