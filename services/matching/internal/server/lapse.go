package server

import (
	"context"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// atOnce is how many matches lapse in one transaction: short transactions do not hold
// back the change feed.
const atOnce = 50

// LetGo lets ideas, unanswered proposals and invitations of an organisation lapse, quietly. It may
// run anywhere and at any time.
func (s *Server) LetGo(ctx context.Context, tenant string) error {
	for full := true; full; {
		err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
			now := s.Now()
			matches, err := tx.Lapsing(ctx, now, atOnce)
			if err != nil {
				return err
			}
			full = len(matches) == atOnce
			for _, m := range matches {
				if err := letGo(ctx, tx, m, now); err != nil {
					return err
				}
			}
			if err := tx.Rested(ctx, now); err != nil {
				return err
			}
			return tx.ForgetChanges(ctx)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func letGo(ctx context.Context, tx *store.Tx, m domain.Match, now time.Time) error {
	if m.Lapsed(now) {
		gone, _ := m.Withdrawn(now)
		_, err := settle(ctx, tx, m, gone, m.RestAll(now))
		return err
	}
	after, whose := m.InvitationsLapsed(now)
	var rests []domain.Rest
	for _, c := range whose {
		rests = append(rests, m.RestAfter(c, domain.NotNow, now)...)
	}
	_, err := settle(ctx, tx, m, after, rests)
	return err
}

// GoOn lets those go on who said yes and waited for a place of a networker, as far as
// places came free: whoever waits longest first. It may run anywhere and at any time.
func (s *Server) GoOn(ctx context.Context, tenant string) error {
	var waiting []domain.MatchID
	err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
		waiting, err = tx.AwaitingPlace(ctx)
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range waiting {
		err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
			m, err := tx.MatchForChange(ctx, id)
			if err != nil {
				return err
			}
			after := m.GoOn(s.Now())
			if none, err := full(takePlaces(ctx, tx, domain.Freed(after, m))); none || err != nil {
				return err
			}
			_, err = settle(ctx, tx, m, after, nil)
			return err
		})
		if err != nil && fault.KindOf(err) != fault.KindNotFound { // gone meanwhile
			return err
		}
	}
	return nil
}
