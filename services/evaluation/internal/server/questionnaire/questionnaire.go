package questionnaire

import (
	"context"
	"strings"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain/questionnaire"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// CheckQuestionnaire reads a file and keeps nothing.
func (s *Server) CheckQuestionnaire(_ context.Context, req *pb.CheckQuestionnaireRequest) (*pb.CheckQuestionnaireResponse, error) {
	q, remarks, err := questionnaire.Read([]byte(req.GetContent()))
	if err != nil {
		return nil, err
	}
	out := &pb.CheckQuestionnaireResponse{Questionnaire: wireQuestionnaire(q)}
	for _, r := range remarks {
		out.Remarks = append(out.Remarks, &pb.QuestionnaireRemark{Path: r.Path, Nl: r.Text.NL, En: r.Text.EN})
	}
	return out, nil
}

// LoadQuestionnaire keeps a version. The same version cannot come in twice: another text
// under the same number would change what people answered before (O-04).
func (s *Server) LoadQuestionnaire(ctx context.Context, req *pb.LoadQuestionnaireRequest) (*pb.Questionnaire, error) {
	q, _, err := questionnaire.Read([]byte(req.GetContent()))
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Questionnaire, error) {
		q.ID, q.Licence, q.Created = questionnaire.ID(ids.New()), strings.TrimSpace(req.GetLicence()), s.Now()
		if q.Licence == "" {
			return nil, fault.Invalid("INVALID_FIELDS", fault.Text{
				NL: "Er klopt nog iets niet. Kijk bij de aangegeven velden.", EN: "Something is not right yet. Look at the fields that are named.",
			}, fault.Field{Path: "licence", Text: fault.Text{
				NL: "Schrijf op waarom jullie deze lijst mogen gebruiken.", EN: "Write down why you may use this questionnaire.",
			}})
		}
		added, err := tx.AddQuestionnaire(ctx, q)
		if err == nil && !added {
			err = fault.Conflict("VERSION_EXISTS", fault.Text{
				NL: "Deze versie van de vragenlijst is er al. Een nieuwe tekst krijgt een nieuw versienummer.",
				EN: "This version of the questionnaire is there already. A new text gets a new version number.",
			})
		}
		if err != nil {
			return nil, err
		}
		return wireQuestionnaire(q), nil
	})
}

// ListQuestionnaires lists versions by title, without their questions.
func (s *Server) ListQuestionnaires(ctx context.Context, req *pb.ListQuestionnairesRequest) (*pb.ListQuestionnairesResponse, error) {
	key, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListQuestionnairesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Questionnaires(ctx, store.QuestionnaireFilter{
			Retired: req.GetIncludeRetired(), Every: req.GetAllVersions(), Limit: size + 1, AfterTitle: key[0], AfterID: questionnaire.ID(key[1]),
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		for _, q := range found {
			q.Questions = nil
			out.Questionnaires = append(out.Questionnaires, wireQuestionnaire(q))
		}
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(strings.ToLower(last.Title), string(last.ID))
		}
		return nil
	})
	return out, err
}

// GetQuestionnaire gives one version with its questions.
func (s *Server) GetQuestionnaire(ctx context.Context, req *pb.GetQuestionnaireRequest) (*pb.Questionnaire, error) {
	var out *pb.Questionnaire
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		q, err := tx.Questionnaire(ctx, wire.ID[questionnaire.ID](req.GetId()))
		out = wireQuestionnaire(q)
		return err
	})
	return out, err
}

// RetireQuestionnaire takes a version out of the list to choose from.
func (s *Server) RetireQuestionnaire(ctx context.Context, req *pb.ChangeQuestionnaireRequest) (*pb.Questionnaire, error) {
	return s.change(ctx, req, questionnaire.Retire)
}

// RestoreQuestionnaire puts it back.
func (s *Server) RestoreQuestionnaire(ctx context.Context, req *pb.ChangeQuestionnaireRequest) (*pb.Questionnaire, error) {
	return s.change(ctx, req, questionnaire.Restore)
}

func (s *Server) change(
	ctx context.Context, req *pb.ChangeQuestionnaireRequest, decide func(questionnaire.Questionnaire) questionnaire.Questionnaire,
) (*pb.Questionnaire, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Questionnaire, error) {
		q, err := tx.Questionnaire(ctx, wire.ID[questionnaire.ID](req.GetId()))
		if err != nil {
			return nil, err
		}
		q = decide(q)
		return wireQuestionnaire(q), tx.SaveQuestionnaireState(ctx, q)
	})
}

func wireQuestionnaire(q questionnaire.Questionnaire) *pb.Questionnaire {
	m := &pb.Questionnaire{
		Id: string(q.ID), State: wire.Value[pb.Questionnaire_State](q.State), Url: q.URL, Version: q.Version, Title: q.Title,
		Publisher: q.Publisher, Copyright: q.Copyright, Licence: q.Licence, Intro: q.Intro, CreateTime: wire.Stamp(q.Created),
	}
	for _, one := range q.Questions {
		m.Questions = append(m.Questions, wireQuestion(one))
	}
	return m
}

// wireQuestion leaves out what a choice weighs: that is for groups only.
func wireQuestion(q questionnaire.Question) *pb.Question {
	m := &pb.Question{
		LinkId: q.LinkID, Kind: wire.Value[pb.Question_Kind](q.Kind), Text: q.Text, TextEn: q.English, Heading: q.Heading,
		Several: q.Several, AnyCondition: q.Any,
	}
	for _, c := range q.Choices {
		m.Choices = append(m.Choices, &pb.Question_Choice{Code: c.Code, Text: c.Text, TextEn: c.English, Picture: c.Picture})
	}
	for _, c := range q.Conditions {
		m.Conditions = append(m.Conditions, &pb.Question_Condition{LinkId: c.LinkID, Code: c.Code, Negated: c.Not})
	}
	return m
}
