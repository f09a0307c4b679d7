package server

import (
	"context"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// CloseInterimEvaluation closes a look back with what follows, and tells the others. They
// offer it: people do it themselves.
func (s *Server) CloseInterimEvaluation(ctx context.Context, req *pb.CloseInterimEvaluationRequest) (*pb.InterimEvaluation, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.InterimEvaluation, error) {
		closing := domain.Closing{Outcome: wire.Word[domain.Outcome](req.GetOutcome()), Words: req.GetWords()}
		for _, r := range req.GetReasons() {
			closing.Reasons = append(closing.Reasons, wire.Word[domain.Reason](r))
		}
		return s.turn(ctx, tx, req, func(e domain.Evaluation) (domain.Evaluation, proto.Message, error) {
			e, err := domain.Close(e, closing, s.Now())
			return e, &pb.InterimEvaluationClosed{
				InterimEvaluationId: string(e.ID), MatchId: string(e.Match), Outcome: wire.Value[pb.InterimEvaluation_Outcome](e.Outcome),
				Reasons: reasons(e), CloseTime: wire.Stamp(e.Closed),
			}, err
		})
	})
}

// ReopenInterimEvaluation opens one again that was closed too early.
func (s *Server) ReopenInterimEvaluation(ctx context.Context, req *pb.ReopenInterimEvaluationRequest) (*pb.InterimEvaluation, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.InterimEvaluation, error) {
		return s.turn(ctx, tx, req, func(e domain.Evaluation) (domain.Evaluation, proto.Message, error) {
			e, err := domain.Reopen(e, s.Now())
			return e, &pb.InterimEvaluationReopened{InterimEvaluationId: string(e.ID), MatchId: string(e.Match)}, err
		})
	})
}

// turn is the road of both: load, decide, save, tell the others.
func (s *Server) turn(
	ctx context.Context, tx *store.Tx, req interface {
		GetId() string
		GetEtag() string
	}, decide func(domain.Evaluation) (domain.Evaluation, proto.Message, error),
) (*pb.InterimEvaluation, error) {
	e, err := tx.EvaluationForUpdate(ctx, wire.ID[domain.EvaluationID](req.GetId()), s.Now())
	if err != nil {
		return nil, err
	}
	if err := e.Version.Expect(req.GetEtag()); err != nil {
		return nil, err
	}
	e, event, err := decide(e)
	if err != nil {
		return nil, err
	}
	if e, err = tx.SaveEvaluation(ctx, e); err != nil {
		return nil, err
	}
	if err := feed.Append(ctx, tx.Tx, event); err != nil {
		return nil, err
	}
	return s.showEvaluation(ctx, tx, e)
}

func reasons(e domain.Evaluation) (out []pb.InterimEvaluation_Reason) {
	for _, r := range e.Reasons {
		out = append(out, wire.Value[pb.InterimEvaluation_Reason](r))
	}
	return out
}
