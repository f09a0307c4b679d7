package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// SetGuidance changes how near the support worker is to one person.
func (s *Server) SetGuidance(ctx context.Context, req *pb.SetGuidanceRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		if err := tx.Reach(ctx, client); err != nil {
			return nil, err
		}
		g := domain.Guidance{Distance: wire.Word[domain.Distance](req.GetGuidance().GetDistance()),
			Task:   wire.Word[domain.Task](req.GetGuidance().GetTask()),
			Reason: req.GetGuidance().GetReason(), Review: wire.Time(req.GetGuidance().GetReviewTime())}
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) { return m.Guide(client, g, s.Now()) }))
	})
}

// NoteEstimate keeps a support worker's short estimate for one person.
func (s *Server) NoteEstimate(ctx context.Context, req *pb.NoteEstimateRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		if err := tx.Reach(ctx, client); err != nil {
			return nil, err
		}
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) {
			return m.Estimated(client, req.GetWords(), s.Now())
		}))
	})
}
