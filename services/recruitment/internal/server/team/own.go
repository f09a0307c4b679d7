package team

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// What one keeps for oneself. An answer is remembered with a request_id for a day, where
// the wall around a person does not reach: so what is remembered is an id and an etag,
// and what is told comes from the person's own rows afterwards.

// GetMyLearning gives one's own learning track; before anything was kept, with
// the steps as they are today.
func (s *Server) GetMyLearning(ctx context.Context, _ *pb.GetMyLearningRequest) (*pb.MyLearning, error) {
	var answer *pb.MyLearning
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		steps, v, err := s.learning(ctx, tx)
		answer = learningMessage(steps, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

func (s *Server) learning(ctx context.Context, tx *store.Tx) ([]domain.TickStep, domain.Version, error) {
	steps, v, err := tx.OwnLearning(ctx)
	if err != nil || v > 0 {
		return steps, v, err
	}
	t, err := tx.Template(ctx, template.SupportWorkerTrack, template.SupportWorkerKey, 0)
	return domain.TickSteps(t), 0, err
}

// UpdateMyLearning ticks, plans and notes; steps that are not named stay as they were.
func (s *Server) UpdateMyLearning(ctx context.Context, req *pb.UpdateMyLearningRequest) (*pb.MyLearning, error) {
	_, err := once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.MyLearning, error) {
		before, v, err := s.learning(ctx, tx)
		if err != nil {
			return nil, err
		}
		if err := v.Expect(req.GetLearning().GetEtag()); err != nil {
			return nil, err
		}
		said := make([]domain.TickStep, len(req.GetLearning().GetSteps()))
		for i, step := range req.GetLearning().GetSteps() {
			said[i] = domain.TickStep{Key: step.GetKey(), Done: step.GetDone(), Planned: step.GetPlannedDay(), Note: step.GetNote()}
		}
		after, err := domain.Tick(before, said, "learning.steps")
		if err != nil {
			return nil, err
		}
		v, err = tx.SaveOwnLearning(ctx, after, v, s.Moment())
		return &pb.MyLearning{Etag: v.Etag()}, err
	})
	if err != nil {
		return nil, err
	}
	return s.GetMyLearning(ctx, nil)
}

func learningMessage(steps []domain.TickStep, v domain.Version) *pb.MyLearning {
	m := &pb.MyLearning{Etag: v.Etag()}
	for _, step := range steps {
		m.Steps = append(m.Steps, &pb.MyLearningStep{
			Key: step.Key, Done: step.Done, PlannedDay: step.Planned, Note: step.Note, TextNl: step.Words.NL, TextEn: english(step.Words),
		})
	}
	return m
}

// ListReflections lists one's own cards, newest first (E-09).
func (s *Server) ListReflections(ctx context.Context, req *pb.ListReflectionsRequest) (*pb.ListReflectionsResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	resp := &pb.ListReflectionsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		rows, err := tx.Reflections(ctx, domain.ReflectionID(after), size+1)
		rows, more := paging.Cut(rows, size)
		for _, r := range rows {
			resp.Reflections = append(resp.Reflections, reflectionMessage(r))
		}
		if more {
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].ID))
		}
		return err
	})
	return resp, err
}

// CreateReflection makes a card, with the questions named or those of today.
func (s *Server) CreateReflection(ctx context.Context, req *pb.CreateReflectionRequest) (*pb.Reflection, error) {
	kept, err := once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Reflection, error) {
		m := req.GetReflection()
		key := m.GetTemplateKey()
		if key == "" {
			key = template.ReflectionKey
		}
		t, err := tx.Template(ctx, template.Reflection, key, int(m.GetTemplateVersion()))
		if err != nil {
			return nil, err
		}
		now := s.Moment()
		r, err := domain.Reflection{ID: domain.ReflectionID(ids.New()), Version: 1, Created: now}.Answer(t, m.GetAnswers(), now)
		if err != nil {
			return nil, err
		}
		return &pb.Reflection{Id: string(r.ID), Etag: r.Version.Etag()}, tx.AddReflection(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	return s.card(ctx, kept.GetId())
}

// UpdateReflection changes a card.
func (s *Server) UpdateReflection(ctx context.Context, req *pb.UpdateReflectionRequest) (*pb.Reflection, error) {
	kept, err := once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Reflection, error) {
		before, err := tx.Reflection(ctx, domain.ReflectionID(req.GetReflection().GetId()))
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetReflection().GetEtag()); err != nil {
			return nil, err
		}
		t, err := tx.Template(ctx, template.Reflection, before.TemplateKey, before.TemplateVersion)
		if err != nil {
			return nil, err
		}
		after, err := before.Answer(t, req.GetReflection().GetAnswers(), s.Moment())
		if err == nil && !after.Same(before) {
			err = tx.SaveReflection(ctx, after)
		}
		return &pb.Reflection{Id: string(before.ID)}, err
	})
	if err != nil {
		return nil, err
	}
	return s.card(ctx, kept.GetId())
}

// card reads one of the caller's own cards.
func (s *Server) card(ctx context.Context, id string) (*pb.Reflection, error) {
	var answer *pb.Reflection
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		r, err := tx.Reflection(ctx, domain.ReflectionID(id))
		answer = reflectionMessage(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// DeleteReflection throws a card away.
func (s *Server) DeleteReflection(ctx context.Context, req *pb.DeleteReflectionRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		return &emptypb.Empty{}, tx.DeleteReflection(ctx, domain.ReflectionID(req.GetId()))
	})
}

func reflectionMessage(r domain.Reflection) *pb.Reflection {
	return &pb.Reflection{
		Id: string(r.ID), Etag: r.Version.Etag(), TemplateKey: r.TemplateKey, TemplateVersion: int32(r.TemplateVersion),
		Answers: r.Answers, CreateTime: wire.Stamp(r.Created), UpdateTime: wire.Stamp(r.Updated),
	}
}
