package questionnaire

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/questionnaire"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/caseload"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// AskQuestionnaire lays a questionnaire before a client.
func (s *Server) AskQuestionnaire(ctx context.Context, req *pb.AskQuestionnaireRequest) (*pb.QuestionnaireAsking, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.QuestionnaireAsking, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		by, err := tx.Asker(ctx, []domain.ClientID{client})
		if err != nil {
			return nil, err
		}
		here, err := tx.HasClient(ctx, client)
		if err == nil && !here {
			err = fault.Missing()
		}
		if err != nil {
			return nil, err
		}
		q, err := tx.Questionnaire(ctx, wire.ID[questionnaire.ID](req.GetQuestionnaireId()))
		if err != nil {
			return nil, err
		}
		lying, err := tx.Askings(ctx, store.AskingFilter{Client: client, State: questionnaire.Open, Limit: 500})
		if err != nil {
			return nil, err
		}
		a, again, err := questionnaire.Ask(q, client, lying, by, s.Now())
		if err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		if again {
			return wireAsking(a, q, by), nil
		}
		a.ID = questionnaire.AskingID(ids.New())
		return wireAsking(a, q, by), tx.AddAsking(ctx, a)
	})
}

// ListQuestionnaireAskings lists what lies before the people the caller reaches, without
// questions and answers.
func (s *Server) ListQuestionnaireAskings(ctx context.Context, req *pb.ListQuestionnaireAskingsRequest) (*pb.ListQuestionnaireAskingsResponse, error) {
	key, err := paging.After(req.GetPageToken(), 1)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListQuestionnaireAskingsResponse{}
	client := wire.ID[domain.ClientID](req.GetClientId())
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if client != "" {
			if err := caseload.Require(ctx, tx.Tx, string(client)); err != nil {
				return err
			}
		}
		found, err := tx.Askings(ctx, store.AskingFilter{
			Client: client, State: wire.Word[questionnaire.AskingState](req.GetState()),
			Limit: size + 1, After: questionnaire.AskingID(key[0]),
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		titles, err := titlesOf(ctx, tx, found)
		if err != nil {
			return err
		}
		tx.Touch(string(client)) // also when there is nothing
		for _, a := range found {
			tx.Touch(string(a.Client))
			out.Askings = append(out.Askings, bareAsking(a, titles[a.Questionnaire]))
		}
		if more {
			out.NextPageToken = paging.Token(string(found[len(found)-1].ID))
		}
		return nil
	})
	return out, err
}

func titlesOf(ctx context.Context, tx *store.Tx, found []questionnaire.Asking) (map[questionnaire.ID]string, error) {
	titles := map[questionnaire.ID]string{}
	for _, a := range found {
		if _, known := titles[a.Questionnaire]; known {
			continue
		}
		q, err := tx.Questionnaire(ctx, a.Questionnaire)
		if err != nil {
			return nil, err
		}
		titles[a.Questionnaire] = q.Title
	}
	return titles, nil
}

// GetQuestionnaireAsking gives one with its questions, and the answers to who may read them.
func (s *Server) GetQuestionnaireAsking(ctx context.Context, req *pb.GetQuestionnaireAskingRequest) (*pb.QuestionnaireAsking, error) {
	var out *pb.QuestionnaireAsking
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.Asking(ctx, wire.ID[questionnaire.AskingID](req.GetId()))
		if err != nil {
			return err
		}
		out, err = show(ctx, tx, a)
		return err
	})
	return out, err
}

// AnswerQuestion keeps one answer, in place of what was said before.
func (s *Server) AnswerQuestion(ctx context.Context, req *pb.AnswerQuestionRequest) (*pb.QuestionnaireAsking, error) {
	m := req.GetAnswer()
	said := questionnaire.Answer{LinkID: m.GetLinkId(), Codes: m.GetCodes(), Words: m.GetWords(), Skipped: m.GetSkipped()}
	return s.move(ctx, req, req.GetId(), func(q questionnaire.Questionnaire, a questionnaire.Asking, by domain.Asker) (questionnaire.Asking, error) {
		return questionnaire.Say(q, a, said, by)
	})
}

// FinishQuestionnaire says that it is done and who may read it.
func (s *Server) FinishQuestionnaire(ctx context.Context, req *pb.FinishQuestionnaireRequest) (*pb.QuestionnaireAsking, error) {
	return s.move(ctx, req, req.GetId(), func(q questionnaire.Questionnaire, a questionnaire.Asking, by domain.Asker) (questionnaire.Asking, error) {
		return questionnaire.Finish(q, a, req.GetShared(), by, s.Now())
	})
}

// LeaveQuestionnaire lays it aside.
func (s *Server) LeaveQuestionnaire(ctx context.Context, req *pb.LeaveQuestionnaireRequest) (*pb.QuestionnaireAsking, error) {
	return s.move(ctx, req, req.GetId(), func(_ questionnaire.Questionnaire, a questionnaire.Asking, by domain.Asker) (questionnaire.Asking, error) {
		return questionnaire.Leave(a, by)
	})
}

func (s *Server) move(
	ctx context.Context, req once.Request, id string,
	decide func(questionnaire.Questionnaire, questionnaire.Asking, domain.Asker) (questionnaire.Asking, error),
) (*pb.QuestionnaireAsking, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.QuestionnaireAsking, error) {
		a, err := tx.AskingForUpdate(ctx, wire.ID[questionnaire.AskingID](id))
		if err != nil {
			return nil, err
		}
		q, err := tx.Questionnaire(ctx, a.Questionnaire)
		if err != nil {
			return nil, err
		}
		by, err := tx.Asker(ctx, []domain.ClientID{a.Client})
		if err != nil {
			return nil, err
		}
		if a, err = decide(q, a, by); err != nil {
			return nil, err
		}
		tx.Touch(string(a.Client))
		return wireAsking(a, q, by), tx.SaveAsking(ctx, a)
	})
}

func show(ctx context.Context, tx *store.Tx, a questionnaire.Asking) (*pb.QuestionnaireAsking, error) {
	q, err := tx.Questionnaire(ctx, a.Questionnaire)
	if err != nil {
		return nil, err
	}
	by, err := tx.Asker(ctx, []domain.ClientID{a.Client})
	if err != nil {
		return nil, err
	}
	tx.Touch(string(a.Client))
	return wireAsking(a, q, by), nil
}

func bareAsking(a questionnaire.Asking, title string) *pb.QuestionnaireAsking {
	return &pb.QuestionnaireAsking{
		Id: string(a.ID), State: wire.Value[pb.QuestionnaireAsking_State](a.State), ClientId: string(a.Client), QuestionnaireId: string(a.Questionnaire),
		Title: title, Shared: a.Shared, Together: a.Together, AskTime: wire.Stamp(a.Asked), FinishTime: wire.Stamp(a.Finished),
	}
}

func wireAsking(a questionnaire.Asking, q questionnaire.Questionnaire, by domain.Asker) *pb.QuestionnaireAsking {
	m := bareAsking(a, q.Title)
	m.Questionnaire = wireQuestionnaire(q)
	if by.Self != "" {
		m.Questionnaire.Licence = "" // a matter of the organisation's
	}
	if !a.MayRead(by) {
		return m
	}
	for _, said := range a.Answers {
		m.Answers = append(m.Answers, &pb.QuestionAnswer{LinkId: said.LinkID, Codes: said.Codes, Words: said.Words, Skipped: said.Skipped})
	}
	slices.SortFunc(m.Answers, func(x, y *pb.QuestionAnswer) int { return compare(q, x.GetLinkId(), y.GetLinkId()) })
	return m
}

// compare orders answers as the questions stand.
func compare(q questionnaire.Questionnaire, x, y string) int {
	at := func(link string) int {
		return slices.IndexFunc(q.Questions, func(one questionnaire.Question) bool { return one.LinkID == link })
	}
	return at(x) - at(y)
}
