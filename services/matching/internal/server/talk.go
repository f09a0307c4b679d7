package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// RecordTalk keeps the talk in three parts, whole or in part.
func (s *Server) RecordTalk(ctx context.Context, req *pb.RecordTalkRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		talk := domain.Talk{Expectations: map[domain.ClientID]domain.Expectation{},
			Possibilities: req.GetTalk().GetPossibilities(), Plan: req.GetTalk().GetPlan()}
		for _, e := range req.GetTalk().GetExpectations() {
			talk.Expectations[wire.ID[domain.ClientID](e.GetClientId())] = domain.Expectation{
				Words: e.GetWords(), Rhythm: wire.Word[domain.Rhythm](e.GetRhythm())}
		}
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) {
			return m.RecordTalk(talk, base.OwnID(tx), s.Now())
		}))
	})
}
