package region

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// FollowAll is Follow for several organisations; empty ones are passed over.
func (s *Server) FollowAll(ctx context.Context, tenants ...string) error {
	slices.Sort(tenants)
	var failed []error
	for _, tenant := range slices.Compact(tenants) {
		if tenant != "" {
			failed = append(failed, s.Follow(ctx, tenant))
		}
	}
	return errors.Join(failed...)
}

// Follow does in one organisation what the other side of its requests made true: a match
// when both people said yes, under way when both want to go on, and the ending when the
// other side's began. It is called after each change, and again and again as planned
// work, so that nothing is left undone by a crash in between.
func (s *Server) Follow(ctx context.Context, tenant string) error {
	var ahead []region.RequestID
	err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
		ahead, err = tx.ToFollow(ctx)
		return err
	})
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range ahead {
		failed = append(failed, s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error { return s.follow(ctx, tx, id) }))
	}
	return errors.Join(failed...)
}

// kept is how long a request that returned to nothing can still be looked up.
const kept = 90 * 24 * time.Hour

// Tidy removes what is long over, and renews which words are common. Planned work.
func (s *Server) Tidy(ctx context.Context, tenant string) error {
	return s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
		if err := tx.ForgetOldRequests(ctx, s.Now().Add(-kept)); err != nil {
			return err
		}
		in, err := s.enter(ctx, tx)
		if err != nil || !in.takesPart {
			return err
		}
		return tx.TellWords(ctx, in.name)
	})
}

func (s *Server) follow(ctx context.Context, tx *store.Tx, id region.RequestID) error {
	if err := tx.HoldRequests(ctx, id); err != nil {
		return err
	}
	r, err := tx.AnyRequest(ctx, id)
	if fault.KindOf(err) == fault.KindNotFound {
		return nil // whoever it was about left in the meantime
	}
	switch {
	case err != nil:
		return err
	case r.State(s.Now()) != region.Met:
		return nil
	case r.Match == "" && (r.Theirs.Ended || r.Own.Ended):
		r.Own.Ended = true // over before it began: there is nothing to care for
		return tx.SaveRequest(ctx, r)
	case r.Match == "":
		return s.meet(ctx, tx, r)
	case r.Theirs.Ended && !r.Theirs.Followed && !r.Own.Ended:
		if err := s.matches.End(ctx, tx, r.Match); err != nil {
			return err
		}
		r.Own.Ended, r.Own.Followed, r.Updated = true, true, s.Now()
		return tx.SaveRequest(ctx, r)
	case r.Own.Ended && r.Own.Followed && !r.Theirs.Ended:
		return s.backAgain(ctx, tx, r)
	}
	return s.matches.GoOn(ctx, tx, r.Match)
}

// backAgain takes our ending back, which began because theirs did, now that theirs was
// taken back. When somebody of ours stopped meanwhile it stays, and theirs follows that.
func (s *Server) backAgain(ctx context.Context, tx *store.Tx, r region.Request) error {
	back, err := s.matches.TakeBack(ctx, tx, r.Match)
	if err != nil {
		return err
	}
	r.Own.Ended, r.Own.Followed, r.Updated = !back, false, s.Now()
	return tx.SaveRequest(ctx, r)
}

// meet begins our side of a match: both people said yes. Our client takes the lead when
// they are an active networker with a place, and the wish is not their own (M-20).
func (s *Server) meet(ctx context.Context, tx *store.Tx, r region.Request) error {
	if err := tx.HoldPeople(ctx, r.Client); err != nil {
		return err
	}
	circle, err := tx.Circle(ctx, []domain.ClientID{r.Client})
	if err != nil {
		return err
	}
	leads := false
	if r.Asked {
		networker, standing, err := tx.HoldNetworker(ctx, r.Client)
		if err != nil {
			return err
		}
		leads = networker.TakeOn(standing) == nil
	}
	m := domain.NewElsewhere(domain.MatchID(ids.New()), domain.Met{
		Person: domain.NewPerson{Client: r.Client, Networker: leads}, Wish: r.WishID, Reason: r.Reason, AnswerForm: r.AnswerForm,
		Elsewhere: domain.Elsewhere{Request: string(r.ID), Organisation: string(r.Other), Name: s.organisationMessage(r.Other).GetName()},
	}, circle, s.Now())
	if err := s.matches.Meet(ctx, tx, m); err != nil {
		return err
	}
	r.Match, r.Updated = m.ID, s.Now()
	return tx.SaveRequest(ctx, r)
}
