package server

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/wire"
)

// showEvaluations is what the caller may know of looks back. Everybody in them is put on record.
func (s *Server) showEvaluations(ctx context.Context, tx *store.Tx, found ...domain.Evaluation) ([]*pb.InterimEvaluation, error) {
	var people []domain.ClientID
	which := make([]domain.EvaluationID, len(found))
	for i, e := range found {
		people, which[i] = append(people, e.People...), e.ID
	}
	by, err := tx.Asker(ctx, people)
	if err != nil {
		return nil, err
	}
	told, err := tx.Reflections(ctx, which)
	if err != nil {
		return nil, err
	}
	tx.Touch(wire.Texts(people)...)
	out := make([]*pb.InterimEvaluation, len(found))
	for i, e := range found {
		out[i] = wireEvaluation(e, by, s.Now())
		var seen []domain.Reflection
		for _, r := range told[e.ID] {
			if r.MaySee(by) {
				seen = append(seen, r)
				out[i].Reflections = append(out[i].Reflections, wireReflection(r))
			}
		}
		if by.Self != "" {
			continue // what differs is for support workers
		}
		for _, w := range domain.TalkAboutWhat(seen) {
			out[i].TalkAbout = append(out[i].TalkAbout, &pb.TalkAbout{Code: w.Code, Nl: w.NL, En: w.EN})
		}
	}
	return out, nil
}

func (s *Server) showEvaluation(ctx context.Context, tx *store.Tx, e domain.Evaluation) (*pb.InterimEvaluation, error) {
	out, err := s.showEvaluations(ctx, tx, e)
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

// wireEvaluation leaves out for a client what the support workers wrote down: what
// follows is talked about, not read.
func wireEvaluation(e domain.Evaluation, by domain.Asker, now time.Time) *pb.InterimEvaluation {
	m := &pb.InterimEvaluation{
		Id: string(e.ID), MatchId: string(e.Match), State: wire.Value[pb.InterimEvaluation_State](e.State),
		QuestionsVersion: e.Questions, DueTime: wire.Stamp(e.Due), CloseTime: wire.Stamp(e.Closed), ClientIds: wire.Texts(e.People),
	}
	if by.Self == "" {
		m.Etag = e.Version.Etag() // a version counts what each tells, apart (M-19)
		m.Outcome, m.OutcomeWords, m.Reasons = wire.Value[pb.InterimEvaluation_Outcome](e.Outcome), e.Words, reasons(e)
		m.ReopenUntil = wire.Stamp(e.ReopenUntil(now))
	}
	return m
}

func reflectionOf(m *pb.Reflection) domain.Reflection {
	r := domain.Reflection{
		Client: wire.ID[domain.ClientID](m.GetClientId()), Motivation: wire.Word[domain.Face](m.GetMotivation()), Klik: wire.Word[domain.Face](m.GetKlik()),
		DecideToo: wire.Word[domain.Face](m.GetDecideToo()), Benefit: wire.Word[domain.Face](m.GetBenefit()), Push: wire.Word[domain.Push](m.GetPush()),
		LifeChanged: m.GetLifeChanged(), OtherWishes: m.GetOtherWishes(), Words: m.GetWords(), Together: m.GetTogether(),
	}
	for _, a := range m.GetAnswers() {
		r.Answers = append(r.Answers, domain.Answer{Key: a.GetKey(), Value: wire.Word[string](a.GetValue()), Words: a.GetWords()})
	}
	return r
}

func wireReflection(r domain.Reflection) *pb.Reflection {
	m := &pb.Reflection{
		ClientId: string(r.Client), Motivation: wire.Value[pb.Reflection_Face](r.Motivation), Klik: wire.Value[pb.Reflection_Face](r.Klik),
		DecideToo: wire.Value[pb.Reflection_Face](r.DecideToo), Benefit: wire.Value[pb.Reflection_Face](r.Benefit), Push: wire.Value[pb.Reflection_Push](r.Push),
		LifeChanged: r.LifeChanged, OtherWishes: r.OtherWishes, Words: r.Words, Time: wire.Stamp(r.At), BySelf: r.BySelf, Together: r.Together,
	}
	for _, a := range r.Answers {
		m.Answers = append(m.Answers, &pb.LookBackAnswer{Key: a.Key, Value: wire.Value[pb.LookBackAnswer_Value](a.Value), Words: a.Words})
	}
	return m
}
