package region

import (
	"context"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// What recruitment tells that concerns the region. Each runs in the transaction of the
// event, before people and matches are held; the other organisations follow by
// themselves.

// HideWish takes a wish out of the region that is not open any more.
func (s *Server) HideWish(ctx context.Context, tx *store.Tx, id domain.WishID) error {
	w, shown, err := tx.ShownAs(ctx, id)
	if err != nil || !shown {
		return err
	}
	_, err = s.hide(ctx, tx, w)
	return err
}

// NotLookedFor takes away what was only a question about somebody who is not to be
// looked for any more. People who met each other go on.
func (s *Server) NotLookedFor(ctx context.Context, tx *store.Tx, c domain.ClientID) error {
	_, err := s.drop(ctx, tx, c, false)
	return err
}

// Left leaves nothing of somebody who left altogether.
func (s *Server) Left(ctx context.Context, tx *store.Tx, c domain.ClientID) error {
	if _, err := s.drop(ctx, tx, c, true); err != nil {
		return err
	}
	return tx.ForgetRequests(ctx, c)
}

// YesGone takes everything of somebody out of the region whose yes to it stands no more.
func (s *Server) YesGone(ctx context.Context, tx *store.Tx, e *recruitmentv1.RegionalYesGone) error {
	if e.GetRegion() != s.regionOf(tx.Tenant) {
		return nil
	}
	_, err := s.drop(ctx, tx, wire.ID[domain.ClientID](e.GetClientId()), true)
	return err
}

// CardChanged keeps whether a client chose what the other may see. Who takes that back
// after they met ends it, with care.
func (s *Server) CardChanged(ctx context.Context, tx *store.Tx, e *recruitmentv1.CardChanged) error {
	id := wire.ID[region.RequestID](e.GetRegionalRequestId())
	if err := tx.HoldRequests(ctx, id); err != nil {
		return err
	}
	about, err := tx.RequestsOf(ctx, wire.ID[domain.ClientID](e.GetClientId()))
	if err != nil {
		return err
	}
	for _, r := range about {
		if r.ID != id || !r.Own.There || r.Own.Gone {
			continue
		}
		tx.Touch(string(r.Client))
		if !e.GetMade() && r.State(s.Now()) == region.Met {
			if _, err := s.let(ctx, tx, id); err != nil {
				return err
			}
		}
		return tx.KeepCardMade(ctx, id, e.GetMade())
	}
	return nil
}
