package store_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// house is a store with one networker, nick.
type house struct {
	t      *testing.T
	store  *store.Store
	tenant string
	nick   domain.Networker
}

func places(t *testing.T, capacity int) *house {
	t.Helper()
	h := &house{t: t, store: store.New(pgtest.New(t, store.Schema()).Open(store.Schema())), tenant: ids.New()}
	h.nick = domain.Networker{ID: domain.NetworkerID(ids.New()), Client: domain.ClientID(ids.New()), State: "active"}
	h.wants(capacity)
	return h
}

// wants lets nick want so many matches at once.
func (h *house) wants(capacity int) {
	h.t.Helper()
	h.nick.Capacity = capacity
	must(h.t, h.in(func(tx *store.Tx) error { return tx.SaveNetworker(h.t.Context(), h.nick) }))
}

func (h *house) in(do func(*store.Tx) error) error {
	return h.store.InTxAs(h.t.Context(), h.tenant, do)
}

// match is one with nick in the lead.
func (h *house) match(state domain.State) domain.Match {
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	return domain.Match{ID: domain.MatchID(ids.New()), Version: 1, Origin: domain.Spontaneous, State: state,
		People:  []domain.Participant{{Client: domain.ClientID(ids.New())}, {Client: h.nick.Client, Networker: true}},
		Created: now, Updated: now, UnderWaySince: now}
}

// add puts a match in as a program would that forgot to look for a place, and to lock anything.
func (h *house) add(m domain.Match) error {
	return h.in(func(tx *store.Tx) error { return tx.AddMatch(h.t.Context(), m) })
}

func (h *house) save(id domain.MatchID, change func(*domain.Match)) error {
	return h.in(func(tx *store.Tx) error {
		m, err := tx.MatchForChange(h.t.Context(), id)
		if err != nil {
			return err
		}
		change(&m)
		if _, err := tx.SaveMatch(h.t.Context(), m); err != nil {
			return err
		}
		return tx.SetPlaces(h.t.Context(), h.nick.Client)
	})
}

func wantFull(t *testing.T, err error) {
	t.Helper()
	if f, ok := fault.As(err); !ok || f.Code != "NETWORKER_FULL" {
		t.Errorf("got %v, want NETWORKER_FULL", err)
	}
}

func TestTheDatabaseRefusesAPlaceTooManyWhateverAProgramForgets(t *testing.T) {
	t.Parallel()
	h := places(t, 2)
	const at = 50
	errs := make([]error, at)
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range at {
		m := h.match(domain.UnderWay)
		all.Go(func() { <-start; errs[i] = h.add(m) })
	}
	close(start)
	all.Wait()
	taken := 0
	for _, err := range errs {
		if err == nil {
			taken++
			continue
		}
		wantFull(t, err)
	}
	// Without a lock two may reach for the same place, and one of them comes too late
	// for the other: never more than there are, and the rest is taken the next time.
	if taken < 1 || taken > 2 {
		t.Fatalf("%d places taken, of 2", taken)
	}
	for ; taken < 2; taken++ {
		must(t, h.add(h.match(domain.UnderWay)))
	}
	wantFull(t, h.add(h.match(domain.GettingAcquainted)))
	asked := h.match(domain.Proposed)
	must(t, h.add(asked)) // a question takes no place
	wantFull(t, h.save(asked.ID, func(m *domain.Match) { m.State = domain.GettingAcquainted }))
}

// Statements of nobody's making, as the service's own role could send them.
func TestNoStatementGetsPastThePlaces(t *testing.T) {
	t.Parallel()
	h := places(t, 1)
	first, asked := h.match(domain.UnderWay), h.match(domain.Proposed)
	must(t, h.add(first))
	must(t, h.add(asked))
	const ofAsked = `WHERE tenant_id = $1 AND match_id = $2 AND networker`
	for constraint, statement := range map[string]string{
		"lead_holds_place":  `UPDATE match SET state = 'getting_acquainted' WHERE tenant_id = $1 AND id = $2`,
		"participant_place": `UPDATE participant SET place = 2 ` + ofAsked,
		"participant_match": `UPDATE participant SET standing = true, place = 1 ` + ofAsked,
	} {
		err := h.in(func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), statement, tx.Tenant, string(asked.ID))
			return err
		})
		// What stands is the match's to say; nobody's place can be held by a second.
		if !postgres.Violates(err, constraint) && !postgres.Violates(err, "one_in_a_place") {
			t.Errorf("%s: got %v", constraint, err)
		}
	}
	err := h.in(func(tx *store.Tx) error {
		if _, err := tx.Exec(t.Context(), `UPDATE participant SET place = 1 `+ofAsked, tx.Tenant, string(asked.ID)); err != nil {
			return fmt.Errorf("a place that a question does not hold: %w", err)
		}
		_, err := tx.Exec(t.Context(), `UPDATE match SET state = 'under_way' WHERE tenant_id = $1 AND id = $2`, tx.Tenant, string(asked.ID))
		return err
	})
	if !postgres.Violates(err, "one_in_a_place") {
		t.Errorf("two in one place: got %v", err)
	}
	err = h.in(func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `DELETE FROM place WHERE tenant_id = $1`, tx.Tenant)
		return err
	})
	if !postgres.Violates(err, "participant_place") {
		t.Errorf("a place that is held goes: got %v", err)
	}
}

func TestWhoWantsFewerKeepsThoseThereAre(t *testing.T) {
	t.Parallel()
	h := places(t, 3)
	var made []domain.MatchID
	for range 3 {
		m := h.match(domain.UnderWay)
		must(t, h.add(m))
		made = append(made, m.ID)
	}
	h.wants(1)
	for i, id := range made {
		must(t, h.save(id, func(m *domain.Match) { m.State = domain.Paused })) // goes on as it was
		wantFull(t, h.add(h.match(domain.UnderWay)))
		must(t, h.save(id, func(m *domain.Match) { m.State = domain.Closed }))
		if i < 2 {
			wantFull(t, h.add(h.match(domain.UnderWay)))
		}
	}
	must(t, h.add(h.match(domain.UnderWay)))
	wantFull(t, h.add(h.match(domain.UnderWay)))
	h.wants(2)
	must(t, h.add(h.match(domain.UnderWay)))
	wantFull(t, h.add(h.match(domain.UnderWay)))
	h.nick.State = "paused"
	h.wants(5)
	wantFull(t, h.add(h.match(domain.UnderWay)))
}

func TestWhoIsAskedInOrLeftHoldsNoPlace(t *testing.T) {
	t.Parallel()
	h := places(t, 1)
	m := h.match(domain.UnderWay)
	lead := m.People[1]
	m.People = append(m.People[:1], domain.Participant{Client: domain.ClientID(ids.New())})
	m.Invited = []domain.Invitee{{Participant: lead, Asked: m.Created}}
	must(t, h.add(m))
	must(t, h.add(h.match(domain.UnderWay)))
	wantFull(t, h.save(m.ID, func(m *domain.Match) { m.People, m.Invited = append(m.People, lead), nil }))
	must(t, h.save(m.ID, func(m *domain.Match) {
		m.Departed, m.Invited = []domain.Departed{{Participant: lead, Left: m.Created}}, nil
	}))
	wantFull(t, h.add(h.match(domain.UnderWay)))
}
