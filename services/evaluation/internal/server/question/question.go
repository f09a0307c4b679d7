// Package question answers the RPCs of what is asked when people look back.
package question

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain/question"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// Server implements optrek.evaluation.v1.QuestionService.
type Server struct {
	pb.UnimplementedQuestionServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// GetQuestions gives one version of the questions, or the newest.
func (s *Server) GetQuestions(ctx context.Context, req *pb.GetQuestionsRequest) (*pb.QuestionSet, error) {
	var out *pb.QuestionSet
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		set, err := find(ctx, tx, req.GetVersion())
		out = wireSet(set)
		return err
	})
	return out, err
}

func find(ctx context.Context, tx *store.Tx, version string) (question.Set, error) {
	if version == "" {
		set, _, err := tx.NewestQuestions(ctx)
		return set, err
	}
	return tx.Questions(ctx, version)
}

// ListQuestionSets gives every version there is, the newest first.
func (s *Server) ListQuestionSets(ctx context.Context, _ *pb.ListQuestionSetsRequest) (*pb.ListQuestionSetsResponse, error) {
	out := &pb.ListQuestionSetsResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		sets, err := tx.QuestionSets(ctx)
		for _, set := range sets {
			out.QuestionSets = append(out.QuestionSets, wireSet(set))
		}
		return err
	})
	return out, err
}

// PublishQuestions puts a new version to use, for what is opened from now on.
func (s *Server) PublishQuestions(ctx context.Context, req *pb.PublishQuestionsRequest) (*pb.QuestionSet, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.QuestionSet, error) {
		if _, err := tx.Questions(ctx, req.GetFollows()); err != nil {
			return nil, err // a version that is not ours
		}
		newest, nr, err := tx.NewestQuestions(ctx)
		if err != nil {
			return nil, err
		}
		set, changed, err := question.Publish(questionsOf(req.GetQuestions()), newest, req.GetFollows(), nr, s.Now())
		if err != nil {
			return nil, err
		}
		if changed {
			err = tx.AddQuestions(ctx, nr, set)
		}
		return wireSet(set), err
	})
}

func questionsOf(asked []*pb.LookBackQuestion) []question.Question {
	out := make([]question.Question, len(asked))
	for i, q := range asked {
		out[i] = question.Question{
			Key: q.GetKey(), Kind: wire.Word[question.Kind](q.GetKind()), Off: q.GetOff(), Picture: q.GetPicture(),
			Text: fault.Text{NL: q.GetTextNl(), EN: q.GetTextEn()},
			Easy: fault.Text{NL: q.GetEasyNl(), EN: q.GetEasyEn()},
			Look: fault.Text{NL: q.GetLookNl(), EN: q.GetLookEn()},
		}
	}
	return out
}

func wireSet(s question.Set) *pb.QuestionSet {
	out := &pb.QuestionSet{Version: s.Version, BuiltIn: s.BuiltIn, CreateTime: wire.Stamp(s.Created)}
	for _, q := range s.Questions {
		out.Questions = append(out.Questions, &pb.LookBackQuestion{
			Key: q.Key, Kind: wire.Value[pb.LookBackQuestion_Kind](q.Kind), Core: q.Core(), Off: q.Off, Picture: q.Picture,
			TextNl: q.Text.NL, TextEn: q.Text.EN, EasyNl: q.Easy.NL, EasyEn: q.Easy.EN, LookNl: q.Look.NL, LookEn: q.Look.EN,
		})
	}
	return out
}
