package store_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/plan"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// Somebody may leave at the moment that a plan writes what it says of them: nothing of it stays.
func TestWhoLeavesWhileAPlanIsWrittenIsNotInIt(t *testing.T) {
	t.Parallel()
	said := store.GroupSaid{WouldHelp: []domain.Sentence{{NL: "Een netwerker erbij die van zingen houdt, zou helpen."}}}
	for name, c := range map[string]struct {
		write func(h *house, tx *store.Tx, id plan.ID, stays, leaves domain.ClientID) error
		left  map[string]int
	}{
		"an idea": {
			func(h *house, tx *store.Tx, id plan.ID, stays, leaves domain.ClientID) error {
				return tx.AddPlanIdeas(h.t.Context(), []plan.Idea{
					{ID: plan.IdeaID(ids.New()), Plan: id, Wish: domain.WishID(ids.New()), Client: leaves, Networker: stays, Change: plan.New},
					{ID: plan.IdeaID(ids.New()), Plan: id, Wish: domain.WishID(ids.New()), Client: stays, Networker: leaves, Change: plan.New},
				})
			},
			map[string]int{`plan_idea`: 0},
		},
		"groups": {
			func(h *house, tx *store.Tx, id plan.ID, stays, leaves domain.ClientID) error {
				return tx.AddPlanGroups(h.t.Context(), []store.PlanGroup{
					{ID: ids.New(), Plan: id, People: 1, Clients: []domain.ClientID{leaves}, Said: said},
					{ID: ids.New(), Plan: id, People: 2, Clients: []domain.ClientID{stays, leaves}, Said: said},
				})
			},
			map[string]int{`plan_group_member`: 1, `plan_group`: 1, `plan_group WHERE people = 1`: 1, `plan_group WHERE said::text LIKE '%zingen%'`: 0},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			database := pgtest.New(t, store.Schema())
			h := &house{t: t, store: store.New(database.Open(store.Schema())), tenant: ids.New()}
			h.leavesWhile(database.Owner(t), c.write)
			for where, want := range c.left {
				var n int
				must(t, database.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM matching.`+where).Scan(&n))
				if n != want {
					t.Errorf("%s: %d, want %d", where, n, want)
				}
			}
		})
	}
}

// leavesWhile lets one of two leave while something is written of them in a plan.
func (h *house) leavesWhile(owner *pgx.Conn, write func(h *house, tx *store.Tx, id plan.ID, stays, leaves domain.ClientID) error) {
	t, id, stays, leaves := h.t, plan.ID(ids.New()), domain.ClientID(ids.New()), domain.ClientID(ids.New())
	t.Helper()
	must(t, h.in(func(tx *store.Tx) error {
		for _, c := range []domain.ClientID{stays, leaves} {
			must(t, tx.SaveProfile(t.Context(), domain.Profile{Client: c}))
		}
		_, err := tx.AddPlan(t.Context(), plan.Make(id, plan.Usual().Care, false, time.Now()))
		return err
	}))
	left := make(chan error, 1)
	must(t, h.in(func(tx *store.Tx) error {
		must(t, write(h, tx, id, stays, leaves))
		go func() { left <- h.in(func(tx *store.Tx) error { return tx.ForgetProfile(t.Context(), leaves) }) }()
		for len(left) == 0 && !waits(t, owner) { // until they wait for the plan or, were there nothing to wait for, are gone
			runtime.Gosched()
		}
		return nil
	}))
	must(t, <-left)
}

// Who left before a plan wrote is not written either.
func TestWhoLeftBeforeAPlanIsWrittenIsNotInIt(t *testing.T) {
	t.Parallel()
	database := pgtest.New(t, store.Schema())
	h := &house{t: t, store: store.New(database.Open(store.Schema())), tenant: ids.New()}
	id := plan.ID(ids.New())
	must(t, h.in(func(tx *store.Tx) error {
		_, err := tx.AddPlan(t.Context(), plan.Make(id, plan.Usual().Care, false, time.Now()))
		must(t, err)
		return tx.AddPlanGroups(t.Context(), []store.PlanGroup{{ID: ids.New(), Plan: id, People: 1, Clients: []domain.ClientID{domain.ClientID(ids.New())}}})
	}))
	var n int
	must(t, database.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM matching.plan_group`).Scan(&n))
	if n != 0 {
		t.Errorf("%d groups of nobody", n)
	}
}

// waits says whether anybody in this database waits for somebody else.
func waits(t *testing.T, owner *pgx.Conn) (waits bool) {
	t.Helper()
	must(t, owner.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
		WHERE NOT l.granted AND a.datname = current_database())`).Scan(&waits))
	return waits
}
