package questionnaire

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain/questionnaire"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListQuestionnaireFigures gives what was published, the newest quarter first.
func (s *Server) ListQuestionnaireFigures(ctx context.Context, req *pb.ListQuestionnaireFiguresRequest) (*pb.ListQuestionnaireFiguresResponse, error) {
	out := &pb.ListQuestionnaireFiguresResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		q, err := tx.Questionnaire(ctx, wire.ID[questionnaire.ID](req.GetId()))
		if err != nil {
			return err
		}
		all, err := tx.Figures(ctx, q.ID)
		for _, f := range all {
			out.Figures = append(out.Figures, wireFigures(q, f))
		}
		return err
	})
	return out, err
}

// Publish works out the quarters that are over and not published yet, of one organisation.
// It may be cut off anywhere and run again: what is published stays as it is.
func (s *Server) Publish(ctx context.Context, db *postgres.DB, tenant string) error {
	return db.InTenantAs(ctx, tenant, func(ptx *postgres.Tx) error {
		tx := store.In(ptx)
		all, err := tx.Questionnaires(ctx, store.QuestionnaireFilter{Retired: true, Every: true, Limit: 1000})
		if err != nil {
			return err
		}
		for _, q := range all {
			if err := s.publish(ctx, tx, q); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Server) publish(ctx context.Context, tx *store.Tx, q questionnaire.Questionnaire) error {
	finished, err := tx.Finished(ctx, q.ID)
	if err != nil {
		return err
	}
	for _, quarter := range questionnaire.Quarters(finished, s.Now()) {
		if err := tx.AddFigures(ctx, q.ID, questionnaire.Of(q, finished, quarter)); err != nil {
			return err
		}
	}
	return nil
}

func wireFigures(q questionnaire.Questionnaire, f questionnaire.Figures) *pb.QuestionnaireFigures {
	m := &pb.QuestionnaireFigures{Quarter: f.Quarter.Format(time.DateOnly), TooFew: f.TooFew, People: int32(f.People)}
	for _, one := range f.Questions {
		question, _ := q.Question(one.LinkID)
		figures := &pb.QuestionFigures{LinkId: one.LinkID, Text: question.Text, TooFew: one.TooFew, GroupMean: one.Middle}
		for _, c := range one.Choices {
			figures.Choices = append(figures.Choices, &pb.ChoiceFigure{Code: c.Code, Text: choiceText(question, c.Code), People: int32(c.People)})
		}
		m.Questions = append(m.Questions, figures)
	}
	return m
}

func choiceText(q questionnaire.Question, code string) string {
	for _, c := range q.Choices {
		if c.Code == code {
			return c.Text
		}
	}
	return ""
}
