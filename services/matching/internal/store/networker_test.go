package store_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// The lock on the networker is enough by itself: nothing else is held here.
func TestNoPlaceIsGivenTwice(t *testing.T) {
	t.Parallel()
	s := store.New(pgtest.New(t, store.Schema()).Open(store.Schema()))
	tenant, nick := ids.New(), domain.ClientID(ids.New())
	must(t, s.InTxAs(t.Context(), tenant, func(tx *store.Tx) error {
		return tx.SaveNetworker(t.Context(), domain.Networker{ID: domain.NetworkerID(ids.New()), Client: nick, State: "active", Capacity: 2})
	}))
	take := func(ctx context.Context, tx *store.Tx) error {
		networker, standing, err := tx.HoldNetworker(ctx, nick)
		if err != nil {
			return err
		}
		if err := networker.TakeOn(standing); err != nil {
			return err
		}
		now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
		return tx.AddMatch(ctx, domain.Match{ID: domain.MatchID(ids.New()), Version: 1, Origin: domain.Spontaneous, State: domain.UnderWay,
			People:  []domain.Participant{{Client: domain.ClientID(ids.New())}, {Client: nick, Networker: true}},
			Created: now, Updated: now, UnderWaySince: now})
	}
	const at = 16
	errs := make([]error, at)
	var all sync.WaitGroup
	for i := range at {
		all.Go(func() {
			errs[i] = s.InTxAs(t.Context(), tenant, func(tx *store.Tx) error { return take(t.Context(), tx) })
		})
	}
	all.Wait()
	taken := 0
	for _, err := range errs {
		if err == nil {
			taken++
			continue
		}
		if f, ok := fault.As(err); !ok || f.Code != "NETWORKER_FULL" {
			t.Error(err)
		}
	}
	if taken != 2 {
		t.Errorf("%d places taken, want 2", taken)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
