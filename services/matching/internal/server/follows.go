package server

import (
	"context"

	"google.golang.org/protobuf/proto"

	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// HandleEvaluation handles one event of evaluation's feed: what people want to follow after
// they looked back is kept beside their match, and nobody is paused or parted by it.
func (s *Server) HandleEvaluation(ctx context.Context, inner *postgres.Tx, msg proto.Message) error {
	tx := &store.Tx{Tx: inner}
	switch e := msg.(type) {
	case *evaluationv1.InterimEvaluationClosed:
		id := domain.MatchID(e.GetMatchId())
		if err := tx.DropFollows(ctx, id); err != nil || e.GetOutcome() == evaluationv1.InterimEvaluation_OUTCOME_CONTINUE {
			return err
		}
		f := domain.Follows{What: wire.Word[domain.What](e.GetOutcome()), Evaluation: e.GetInterimEvaluationId(), At: wire.Time(e.GetCloseTime())}
		for _, r := range e.GetReasons() {
			f.Reasons = append(f.Reasons, wire.Word[domain.Reason](r))
		}
		return tx.AddFollows(ctx, id, f)
	case *evaluationv1.InterimEvaluationReopened:
		return tx.DropFollowsOf(ctx, e.GetInterimEvaluationId())
	}
	return nil
}

// PutFollowsAside keeps what was to follow from being offered any more.
func (s *Server) PutFollowsAside(ctx context.Context, req *pb.ChangeMatchStateRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		m, err := tx.MatchForChange(ctx, wire.ID[domain.MatchID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if !concerns(tx, m, domain.InIt) {
			return nil, fault.Missing()
		}
		m.Follows = domain.Follows{}
		if err := tx.DropFollows(ctx, m.ID); err != nil {
			return nil, err
		}
		return s.show(tx, m), nil
	})
}

// follows is what a support worker sees of it.
func follows(f domain.Follows) *pb.Follows {
	if !f.There() {
		return nil
	}
	words := f.Words()
	return &pb.Follows{What: wire.Value[pb.Follows_What](f.What), InterimEvaluationId: f.Evaluation, Time: wire.Stamp(f.At), WordsNl: words.NL, WordsEn: words.EN}
}
