package server

import (
	"context"
	"slices"

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
		parts, err := talkParts(req)
		if err != nil {
			return nil, err
		}
		talk.Parts = parts
		for _, e := range req.GetTalk().GetExpectations() {
			talk.Expectations[wire.ID[domain.ClientID](e.GetClientId())] = domain.Expectation{
				Words: e.GetWords(), Rhythm: wire.Word[domain.Rhythm](e.GetRhythm())}
		}
		return s.change(ctx, tx, req, plain(func(m domain.Match) (domain.Match, error) {
			return m.RecordTalk(talk, base.OwnID(tx), s.Now())
		}))
	})
}

// talkParts reads which parts to write also when they are empty.
func talkParts(req *pb.RecordTalkRequest) ([]domain.TalkPart, error) {
	if len(req.GetUpdateMask().GetPaths()) == 0 {
		return nil, nil
	}
	all := []domain.TalkPart{domain.PartExpectations, domain.PartPossibilities, domain.PartPlan}
	writes, err := wire.Fixed{}.Masked(req.GetUpdateMask(), req.GetTalk(), wire.Texts(all)...)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(p domain.TalkPart) bool { return !writes(string(p)) }), nil
}
