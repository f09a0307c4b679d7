package backup_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/backup"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

// A region moves to a database of its own and back again while everybody is at work: with every
// row and in the order told, each event heard once, and whoever is not in it notices nothing.
func TestARegionMovesAndMovesBack(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	before := w.open(nil)
	stop := before.read()
	w.told(false)
	others := w.census([]string{w.stays}, false)

	var open *backup.OpenError
	if _, err := w.move(true).Run(t.Context()); !errors.As(err, &open) {
		t.Fatalf("moved behind open doors: %v", err)
	}
	w.suspend(true)
	stop()
	before.tell(w.moves[0]) // in the last moment: somebody still reads it
	after := w.open(w.moves)
	if err := after.people.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("a program that has them elsewhere does something before they moved: %v", err)
	}
	if known, err := after.people.Organisations(t.Context()); err != nil || !slices.Equal(known, []string{w.stays}) {
		t.Errorf("and does for %v (%v) what is planned", known, err)
	}
	there := w.census(w.moves, false)
	legs, _, err := w.move(true).Look(t.Context())
	if err != nil || len(legs) != 2 || legs[0].Digest != "" || legs[0].To.Database != "linde" {
		t.Errorf("there is to move %+v (%v)", legs, err)
	}
	if got := w.census(w.moves, false); !maps.Equal(got, there) {
		t.Errorf("a look moved something: %v, was %v", got, there)
	}
	stop = after.read()
	legs, err = w.move(true).Run(t.Context())
	must(t, err)
	if len(legs) != 2 || legs[0].Digest == "" || legs[0].Rows == 0 {
		t.Errorf("moved %+v", legs)
	}
	there["matching.visit"]++ // of what was told in the last moment
	if got := w.census(w.moves, true); !maps.Equal(got, there) {
		t.Errorf("there is %v, was %v", got, there)
	}
	if left := w.census(w.moves, false); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if legs, err := w.move(true).Run(t.Context()); err != nil || len(legs) > 0 {
		t.Errorf("the second time moved %v (%v)", legs, err)
	}
	if err := before.people.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("a program that has not heard of it begins anew: %v", err)
	}
	w.suspend(false)
	w.before(func() bool { // once it was looked whether they are still elsewhere
		return after.people.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }) == nil &&
			after.visit.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }) == nil
	})
	for _, tenant := range w.moves {
		after.fill(tenant)
	}
	w.told(true)
	if got := w.census([]string{w.stays}, false); !maps.Equal(got, others) {
		t.Errorf("of the other organisation there is %v, was %v", got, others)
	}

	w.suspend(true)
	stop()
	back := w.open(nil)
	stop = back.read()
	_, err = w.move(false).Run(t.Context())
	must(t, err)
	w.suspend(false)
	w.before(func() bool {
		return back.people.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }) == nil &&
			back.visit.InTenantAs(t.Context(), w.moves[0], func(*postgres.Tx) error { return nil }) == nil
	})
	for _, tenant := range append(slices.Clone(w.moves), w.stays) { // what counts by itself counts on
		back.fill(tenant)
	}
	w.told(false)
	stop()
}

func TestWhatIsNotMoved(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	stop := w.open(nil).read()
	w.told(false)
	stop()
	w.suspend(true)
	refused := func(said string, m backup.Move) {
		t.Helper()
		there := w.census(w.moves, false)
		if _, err := m.Run(t.Context()); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%v, want %q", err, said)
		}
		if got := w.census(w.moves, false); !maps.Equal(got, there) {
			t.Errorf("%s: there is %v, was %v", said, got, there)
		}
	}
	parts := w.move(true).Parts
	another, err := pgx.Connect(t.Context(), parts[len(parts)-1].URL)
	must(t, err)
	_, err = another.Exec(t.Context(), `SELECT pg_advisory_lock(hashtextextended('optrek tenant move', 10))`)
	must(t, err)
	refused("somebody else is moving an organisation", w.move(true))
	must(t, another.Close(t.Context()))

	pods := w.open(nil)
	pods.tell(w.moves[1]) // and nobody reads it
	hasty := w.move(true)
	hasty.Patience = 0
	refused("not everything that was told was read yet, by gateway (reads recruitment), matching (reads recruitment)", hasty)
	pods.tell(w.moves[1]) // and the organisation is within reach where it was
	stop = pods.read()
	w.told(false)
	stop()

	other := place{t: t, people: func() *postgres.DB { return w.peopleApart.Open(people) }()}
	must(t, backup.Move{Parts: w.parts(true), Tenants: []string{w.moves[0]}}.Forget(t.Context()))
	other.tell(w.moves[0], "there already")
	refused("recruitment@linde has other rows of "+w.moves[0]+" already, in outbox", w.move(true))
}
