package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// EndMatch begins the ending: one call, no reason asked.
func (s *Server) EndMatch(ctx context.Context, req *pb.EndMatchRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		stop := domain.Stop{By: base.OwnID(tx), PrivateReason: req.GetPrivateReason(), NeutralWords: req.GetNeutralWords()}
		which := target(req)
		if stop.By != "" {
			which = always(req.GetId())
		}
		return s.change(ctx, tx, which, func(m domain.Match) (domain.Match, []domain.Rest, error) {
			rests := m.RestAll(s.Now())
			if stop.By != "" {
				rests = m.RestAfter(stop.By, domain.No, s.Now())
			}
			after, err := m.End(stop, s.Now())
			return after, rests, err
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
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) {
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
