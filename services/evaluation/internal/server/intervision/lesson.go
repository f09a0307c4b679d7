package intervision

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// AddLesson keeps a lesson, without names and without who tells it.
func (s *Server) AddLesson(ctx context.Context, req *pb.AddLessonRequest) (*pb.Lesson, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Lesson, error) {
		l, err := domain.NewLesson(domain.Lesson{
			ID: domain.LessonID(ids.New()), Words: req.GetLesson().GetWords(), Intervision: wire.ID[domain.IntervisionID](req.GetLesson().GetIntervisionId()),
		}, s.Now())
		if err != nil {
			return nil, err
		}
		if l.Intervision != "" {
			if _, err := tx.Intervision(ctx, l.Intervision); err != nil {
				return nil, err
			}
		}
		return wireLesson(l), tx.AddLesson(ctx, l)
	})
}

// ListLessons lists the library of lessons, newest first.
func (s *Server) ListLessons(ctx context.Context, req *pb.ListLessonsRequest) (*pb.ListLessonsResponse, error) {
	key, err := paging.After(req.GetPageToken(), 1)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListLessonsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Lessons(ctx, domain.LessonID(key[0]), size+1)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		for _, l := range found {
			out.Lessons = append(out.Lessons, wireLesson(l))
		}
		if more {
			out.NextPageToken = paging.Token(string(found[len(found)-1].ID))
		}
		return nil
	})
	return out, err
}

func wireLesson(l domain.Lesson) *pb.Lesson {
	return &pb.Lesson{Id: string(l.ID), Words: l.Words, IntervisionId: string(l.Intervision), CreateTime: wire.Stamp(l.Created)}
}
