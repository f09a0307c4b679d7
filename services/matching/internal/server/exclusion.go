package server

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// AddExclusion keeps two people apart for good, whichever of them it is about. What
// stands between them ends: a question returns to nothing, a match gets its ending.
func (s *Server) AddExclusion(ctx context.Context, req *pb.AddExclusionRequest) (*emptypb.Empty, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		pair, err := domain.NewExclusion(wire.ID[domain.ClientID](req.GetClientId()), wire.ID[domain.ClientID](req.GetOtherClientId()))
		if err != nil {
			return nil, err
		}
		if err := tx.Reach(ctx, wire.ID[domain.ClientID](req.GetClientId())); err != nil {
			return nil, err
		}
		if err := tx.Know(ctx, pair.A, pair.B); err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, s.keepApart(ctx, tx, pair)
	})
}

func (s *Server) keepApart(ctx context.Context, tx *store.Tx, pair domain.Pair) error {
	if err := tx.HoldPeople(ctx, pair.A, pair.B); err != nil {
		return err
	}
	tx.Touch(string(pair.A), string(pair.B))
	if err := tx.Exclude(ctx, pair); err != nil {
		return err
	}
	matches, err := tx.MatchesOf(ctx, pair.A, pair.B)
	if err != nil {
		return err
	}
	for _, m := range matches {
		after, err := m.End(domain.Stop{By: base.OwnID(tx)}, s.Now())
		if err != nil {
			return err
		}
		if _, err := settle(ctx, tx, m, after, nil); err != nil {
			return err
		}
	}
	return nil
}
