// Package lesson answers the RPCs of what was learned: at home, and in the region.
package lesson

import (
	"context"
	"strings"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// Server implements optrek.evaluation.v1.LessonService.
type Server struct {
	pb.UnimplementedLessonServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

var masked = wire.Fixed{"intervision_id", "create_time", "shared", "looks_like_names"}.Masked

// AddLesson keeps a lesson, without names and without who tells it.
func (s *Server) AddLesson(ctx context.Context, req *pb.AddLessonRequest) (*pb.Lesson, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Lesson, error) {
		l, err := domain.NewLesson(domain.Lesson{
			ID: domain.LessonID(ids.New()), Words: req.GetLesson().GetWords(), Themes: wire.Words(req.GetLesson().GetThemes()),
			Intervision: wire.ID[domain.IntervisionID](req.GetLesson().GetIntervisionId()),
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
		found, err := tx.Lessons(ctx, store.LessonSearch{
			Limit: size + 1, After: key[0], Query: strings.TrimSpace(req.GetQuery()), Theme: wire.Word[string](req.GetTheme()),
			Intervision: wire.ID[domain.IntervisionID](req.GetIntervisionId()),
		})
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

// UpdateLesson changes words or themes, in the region in the same moment.
func (s *Server) UpdateLesson(ctx context.Context, req *pb.UpdateLessonRequest) (*pb.Lesson, error) {
	wanted := req.GetLesson()
	write, err := masked(req.GetUpdateMask(), wanted, "words", "themes")
	if err != nil {
		return nil, err
	}
	return s.change(ctx, req, ref{wanted.GetId(), wanted.GetEtag()}, func(_ *store.Tx, l domain.Lesson) (domain.Lesson, error) {
		if write("words") {
			l.Words = wanted.GetWords()
		}
		if write("themes") {
			l.Themes = wire.Words(wanted.GetThemes())
		}
		if l.Regional != "" && write("words") {
			// Other words are not what somebody chose to share: a name in them does not travel.
			if err := domain.MayShare(l, false); err != nil {
				return l, err
			}
		}
		return domain.EditLesson(l)
	})
}

// ShareLesson lets the region read a lesson, under an id of its own.
func (s *Server) ShareLesson(ctx context.Context, req *pb.ShareLessonRequest) (*pb.Lesson, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(tx *store.Tx, l domain.Lesson) (domain.Lesson, error) {
		if s.RegionOf(tx.Tenant) == "" {
			return l, noRegion
		}
		if err := domain.MayShare(l, req.GetNobodyNamed()); err != nil || l.Regional != "" {
			return l, err
		}
		l.Regional = domain.RegionalLessonID(ids.Random())
		return l, nil
	})
}

var noRegion = fault.Conflict("NO_REGION", fault.Text{
	NL: "Jullie organisatie hoort nog niet bij een regio. Vraag het platformteam.",
	EN: "Your organisation is in no region yet. Ask the platform team.",
})

// TakeBackLesson takes a lesson out of the region.
func (s *Server) TakeBackLesson(ctx context.Context, req *pb.TakeBackLessonRequest) (*pb.Lesson, error) {
	return s.change(ctx, req, ref{id: req.GetId()}, func(tx *store.Tx, l domain.Lesson) (domain.Lesson, error) {
		if l.Regional == "" {
			return l, nil
		}
		err := tx.TakeBack(ctx, l.Regional)
		l.Regional = ""
		return l, err
	})
}

// ref is a lesson in the version the caller saw.
type ref struct{ id, etag string }

func (s *Server) change(
	ctx context.Context, req once.Request, r ref, step func(*store.Tx, domain.Lesson) (domain.Lesson, error),
) (*pb.Lesson, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Lesson, error) {
		l, err := tx.LessonForUpdate(ctx, wire.ID[domain.LessonID](r.id))
		if err != nil {
			return nil, err
		}
		if err := l.Version.Expect(r.etag); err != nil {
			return nil, err
		}
		if l, err = step(tx, l); err != nil {
			return nil, err
		}
		l, err = tx.SaveLesson(ctx, l, s.RegionOf(tx.Tenant))
		return wireLesson(l), err
	})
}

// ListRegionLessons lists what the region learned. Of another organisation nothing is
// told but words, themes and a month.
func (s *Server) ListRegionLessons(ctx context.Context, req *pb.ListRegionLessonsRequest) (*pb.ListRegionLessonsResponse, error) {
	key, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListRegionLessonsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		region := s.RegionOf(tx.Tenant)
		if region == "" {
			return nil
		}
		out.InRegion = true
		if err := tx.InRegion(ctx, region); err != nil {
			return err
		}
		found, err := tx.RegionalLessons(ctx, store.LessonSearch{
			Limit: size + 1, AfterMonth: key[0], After: key[1], Query: strings.TrimSpace(req.GetQuery()), Theme: wire.Word[string](req.GetTheme()),
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		for _, l := range found {
			out.Lessons = append(out.Lessons, &pb.RegionLesson{
				Id: string(l.ID), Words: l.Words, Themes: themes(l.Themes), Month: l.Month, Ours: l.Ours,
			})
		}
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(last.Month, string(last.ID))
		}
		return nil
	})
	return out, err
}

func themes(words []string) (out []pb.LessonTheme) {
	for _, word := range words {
		out = append(out, wire.Value[pb.LessonTheme](word))
	}
	return out
}

func wireLesson(l domain.Lesson) *pb.Lesson {
	return &pb.Lesson{
		Id: string(l.ID), Etag: l.Version.Etag(), Words: l.Words, IntervisionId: string(l.Intervision), CreateTime: wire.Stamp(l.Created),
		Themes: themes(l.Themes), Shared: l.Regional != "", LooksLikeNames: domain.LooksLikeNames(l.Words),
	}
}
