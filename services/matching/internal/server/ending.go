package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// EndMatch begins the ending: one call, no reason asked. A client in a group leaves it, and
// the others go on.
func (s *Server) EndMatch(ctx context.Context, req *pb.EndMatchRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		if own := base.OwnID(tx); own != "" {
			return s.leave(ctx, tx, always(req.GetId()), domain.Leaving{Client: own, Form: domain.Self,
				Reason: req.GetPrivateReason(), Words: req.GetNeutralWords()})
		}
		stop := domain.Stop{PrivateReason: req.GetPrivateReason(), NeutralWords: req.GetNeutralWords()}
		return s.change(ctx, tx, req, func(m domain.Match) (domain.Match, []domain.Rest, error) {
			after, err := m.End(stop, s.Now())
			return after, m.RestAll(s.Now()), err
		})
	})
}

// RecordEndingCare keeps the care for one person in an ending.
func (s *Server) RecordEndingCare(ctx context.Context, req *pb.RecordEndingCareRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		if err := tx.Reach(ctx, client); err != nil {
			return nil, err
		}
		care := domain.Care{TalkHeld: req.GetTalkHeld(), FollowUp: wire.Time(req.GetFollowUpTime()), Next: wire.Word[domain.Next](req.GetNext())}
		return s.changeBy(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) {
			return m.CaredFor(client, care, base.OwnID(tx) != "", s.Now())
		}))
	})
}

// CloseMatch closes, once everybody has been cared for.
func (s *Server) CloseMatch(ctx context.Context, req *pb.CloseMatchRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) {
			return m.CloseWith(req.GetNeutralWords(), s.Now())
		}))
	})
}

// TakeBackEnding lets people go on together after all, by the word of whoever began it.
func (s *Server) TakeBackEnding(ctx context.Context, req *pb.ChangeMatchStateRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		word, err := wordOf(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		id := wire.ID[domain.MatchID](req.GetId())
		seen, err := tx.Match(ctx, id)
		if err != nil {
			return nil, err
		}
		// People before the match, as everywhere: see package store.
		if err := tx.HoldPeople(ctx, append(seen.Clients(), word.Client)...); err != nil {
			return nil, err
		}
		still := false
		out, err := s.changeBy(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) {
			after, err := m.TakeBack(word, s.Now())
			if err != nil {
				return m, err
			}
			still = after.State == domain.Closing
			return after, together(ctx, tx, m, after)
		}))
		return noticed(out, still, domain.StillEnding()), err
	})
}

// together makes sure that those who go on again may: nobody is kept apart, and whoever
// comes back to lead has a place.
func together(ctx context.Context, tx *store.Tx, before, after domain.Match) error {
	if err := mayMeet(ctx, tx, after); err != nil {
		return err
	}
	return takePlaces(ctx, tx, domain.Freed(after, before)) // taken now, and not before
}

// StartAgain keeps an idea with the same people as a match that ended; everybody's yes to
// being looked for is asked about anew.
func (s *Server) StartAgain(ctx context.Context, req *pb.ChangeMatchStateRequest) (*pb.Match, error) {
	id := wire.ID[domain.MatchID](req.GetId())
	agreed, err := s.AgreedAmong(ctx, func(tx *store.Tx) ([]domain.ClientID, error) {
		ended, err := tx.Match(ctx, id)
		return ended.Clients(), err
	})
	if err != nil {
		return nil, err
	}
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		ended, err := tx.Match(ctx, id)
		if err != nil {
			return nil, err
		}
		if err := tx.HoldPeople(ctx, ended.Clients()...); err != nil {
			return nil, err
		}
		if err := expect(tx, ended, req.GetEtag()); err != nil {
			return nil, err
		}
		wish, err := tx.OpenWishOf(ctx, ended.WishID, ended.Followers())
		if err != nil {
			return nil, err
		}
		again, err := ended.Again(domain.MatchID(ids.New()), wish, s.Now())
		if err != nil {
			return nil, err
		}
		if err := again.Agreed(agreed); err != nil {
			return nil, err
		}
		return s.add(ctx, tx, again)
	})
}
