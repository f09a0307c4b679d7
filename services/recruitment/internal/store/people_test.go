package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

var now = time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)

// desk is a store with somebody at it.
type desk struct {
	store  *store.Store
	db     *pgtest.Database
	tenant string
	ctx    context.Context
}

func open(t *testing.T) desk {
	t.Helper()
	db := pgtest.New(t, store.Schema())
	d := desk{store: store.New(db.Open(store.Schema())), db: db, tenant: ids.New()}
	d.ctx = db.As(t, authn.Caller{Tenant: d.tenant, Person: ids.New(), Roles: []authn.Role{authn.RoleCoordinator}})
	return d
}

func (d desk) do(t *testing.T, fn func(*store.Tx) error) {
	t.Helper()
	if err := d.store.InTx(d.ctx, fn); err != nil {
		t.Fatal(err)
	}
}

func (d desk) client(t *testing.T, given string) domain.Client {
	t.Helper()
	c := domain.Client{ID: domain.ClientID(ids.New()), Version: 1, GivenName: given, Created: now, Updated: now}
	d.do(t, func(tx *store.Tx) error { return tx.InsertClient(d.ctx, c) })
	return c
}

func TestAClientComesBackAsItWas(t *testing.T) {
	t.Parallel()
	d := open(t)
	c := d.client(t, "Kim")
	c.Profile = domain.Profile{Interests: []string{"koken"}, Talents: []string{"zingen"}, CouldMean: "luisteren", Dayparts: []string{"weekend_morning"},
		TravelKM: 5, Company: "either", Communication: "pictures", Area: "6591"}
	c.Situation, c.Aids, c.BirthYear, c.Number = domain.Situation{Alone: "mostly", Lonely: "not_said"}, []string{"rolstoel"}, 1964, "C1"
	d.do(t, func(tx *store.Tx) error {
		saved, err := tx.SaveClient(d.ctx, c)
		if err != nil {
			return err
		}
		back, err := tx.Client(d.ctx, c.ID)
		if !back.Same(c) || back.Version != 2 || saved.Version != 2 || !back.Created.Equal(now) {
			t.Errorf("came back as %+v", back)
		}
		return err
	})
}

func TestAStaleVersionIsNotWrittenOver(t *testing.T) {
	t.Parallel()
	d := open(t)
	c := d.client(t, "Kim")
	d.do(t, func(tx *store.Tx) error { _, err := tx.SaveClient(d.ctx, c); return err })
	err := d.store.InTx(d.ctx, func(tx *store.Tx) error { _, err := tx.SaveClient(d.ctx, c); return err })
	if fault.KindOf(err) != fault.KindStale {
		t.Errorf("got %v", err)
	}
}

func TestOneStandingYesForAPurposeAndReceiver(t *testing.T) {
	t.Parallel()
	d := open(t)
	c := d.client(t, "Kim")
	yes := func() domain.Consent {
		return domain.Consent{ID: domain.ConsentID(ids.New()), Client: c.ID, Purpose: domain.PurposeMatching, Receiver: domain.Organisation,
			TextVersion: "matching-1", Channel: "spoken", Given: now}
	}
	first := yes()
	d.do(t, func(tx *store.Tx) error { return tx.InsertConsent(d.ctx, first) })
	if err := d.store.InTx(d.ctx, func(tx *store.Tx) error { return tx.InsertConsent(d.ctx, yes()) }); fault.KindOf(err) != fault.KindExists {
		t.Errorf("a second standing yes: %v", err)
	}
	d.do(t, func(tx *store.Tx) error {
		first.Withdrawn = now
		if err := tx.WithdrawConsent(d.ctx, first); err != nil {
			return err
		}
		if holds, err := tx.Holds(d.ctx, c.ID, domain.PurposeMatching, now); holds || err != nil {
			t.Errorf("holds after its end: %v", err)
		}
		return tx.InsertConsent(d.ctx, yes())
	})
}

func TestReadingAPersonLeavesATrace(t *testing.T) {
	t.Parallel()
	d := open(t)
	c := d.client(t, "Kim")
	owner := d.db.Owner(t)
	rows := func() (n int) {
		t.Helper()
		if err := owner.QueryRow(t.Context(), `SELECT count(*) FROM recruitment.audit WHERE client_id = $1`, string(c.ID)).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for name, look := range map[string]func(*store.Tx) error{
		"Client":      func(tx *store.Tx) error { _, err := tx.Client(d.ctx, c.ID); return err },
		"Clients":     func(tx *store.Tx) error { _, err := tx.Clients(d.ctx, store.ClientQuery{Limit: 5}); return err },
		"ClientNames": func(tx *store.Tx) error { _, err := tx.ClientNames(d.ctx, []domain.ClientID{c.ID}); return err },
	} {
		before := rows()
		d.do(t, look)
		if rows() != before+1 {
			t.Errorf("%s left %d rows in the audit log", name, rows()-before)
		}
	}
}

func TestAFailedTransactionLeavesNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	id := domain.ClientID(ids.New())
	broken := errors.New("broken")
	err := d.store.InTx(d.ctx, func(tx *store.Tx) error {
		if err := tx.InsertClient(d.ctx, domain.Client{ID: id, Version: 1, GivenName: "Kim", Created: now}); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	err = d.store.InTx(d.ctx, func(tx *store.Tx) error { _, err := tx.Client(d.ctx, id); return err })
	if fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("found what was undone: %v", err)
	}
}

func TestEveryTableStandsBehindTheWall(t *testing.T) {
	t.Parallel()
	found, err := postgres.CheckCatalogue(t.Context(), pgtest.New(t, store.Schema()).OwnerURL, []postgres.Schema{store.Schema()})
	if err != nil || len(found) > 0 {
		t.Errorf("found %q, %v", found, err)
	}
}

func TestN17_AYesHoldsForItsReceiverAndItsTime(t *testing.T) {
	t.Parallel()
	d := open(t)
	c := d.client(t, "Kim")
	end := now.Add(24 * time.Hour)
	d.do(t, func(tx *store.Tx) error {
		return tx.InsertConsent(d.ctx, domain.Consent{ID: domain.ConsentID(ids.New()), Client: c.ID, Purpose: domain.PurposeNetworkMap,
			Receiver: "anna", TextVersion: "network_map-1", Channel: "spoken", Given: now, Ends: end})
	})
	d.do(t, func(tx *store.Tx) error {
		for _, q := range []struct {
			at        time.Time
			receivers []string
			want      bool
		}{
			{now, nil, true}, {now, []string{"anna"}, true}, {now, []string{"bert"}, false}, {now, []string{"bert", "anna"}, true},
			{end.Add(-time.Second), []string{"anna"}, true}, {end, []string{"anna"}, false}, {end, nil, false},
		} {
			if holds, err := tx.Holds(d.ctx, c.ID, domain.PurposeNetworkMap, q.at, q.receivers...); err != nil || holds != q.want {
				t.Errorf("for %q at %s: %v, %v", q.receivers, q.at, holds, err)
			}
		}
		agreed, err := tx.AgreedTo(d.ctx, domain.PurposeNetworkMap, []domain.ClientID{c.ID}, end)
		if agreed[c.ID] {
			t.Error("agreed after the end")
		}
		return err
	})
}
