// Package idea answers the RPCs about what people could do together.
package idea

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/domain/idea"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// Server implements optrek.activity.v1.IdeaService.
type Server struct {
	pb.UnimplementedIdeaServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// ListIdeas gives ideas for these people, of this season.
func (s *Server) ListIdeas(ctx context.Context, req *pb.ListIdeasRequest) (*pb.ListIdeasResponse, error) {
	today := s.Today()
	out := &pb.ListIdeasResponse{Season: wire.Value[pb.Idea_Season](idea.SeasonOf(today))}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		people, err := forWhom(ctx, tx, wire.IDs[domain.ClientID](req.GetClientIds()))
		if err != nil {
			return err
		}
		own, err := tx.Ideas(ctx)
		if err != nil {
			return err
		}
		offers := idea.Offers(append(own, idea.BuiltIn()...), idea.For{
			People: people, Day: today, Setting: wire.Word[idea.Setting](req.GetSetting()), FreeOnly: req.GetFreeOnly(),
		})
		for _, o := range offers[:min(len(offers), paging.Size(req.GetPageSize()))] {
			m := message(o.Idea)
			for _, b := range o.Because {
				m.Because = append(m.Because, &pb.Idea_Because{
					Sort: wire.Value[pb.Idea_Because_Sort](b.Sort), Word: b.Word, ClientId: string(b.Person), Season: wire.Value[pb.Idea_Season](b.Season),
				})
			}
			out.Ideas = append(out.Ideas, m)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// forWhom gives the people with what they like: those the caller reaches, and whom one
// of these is together with. Whose likes are used is put on record.
func forWhom(ctx context.Context, tx *store.Tx, asked []domain.ClientID) ([]idea.Person, error) {
	by, err := tx.Circle(ctx, asked)
	if err != nil {
		return nil, err
	}
	if by.Self != "" && !slices.Contains(asked, by.Self) {
		asked = append(asked, by.Self)
	}
	likes, err := tx.Likes(ctx, asked)
	if err != nil {
		return nil, err
	}
	tx.Touch(wire.Texts(asked)...)
	people := make([]idea.Person, len(asked))
	for i, id := range asked {
		known := by.Reaches(id) || slices.ContainsFunc(asked, func(other domain.ClientID) bool { return by.Reaches(other) && by.Together(id, other) })
		if !known {
			return nil, fault.Missing()
		}
		people[i] = idea.Person{ID: id, Likes: likes[id], Named: by.Reaches(id)}
	}
	return people, nil
}

// ListOwnIdeas lists the organisation's own ideas, also those put away.
func (s *Server) ListOwnIdeas(ctx context.Context, _ *pb.ListOwnIdeasRequest) (*pb.ListOwnIdeasResponse, error) {
	out := &pb.ListOwnIdeasResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Ideas(ctx)
		for _, i := range found {
			out.Ideas = append(out.Ideas, message(i))
		}
		return err
	})
	return out, err
}

// CreateIdea adds an idea of the organisation's own.
func (s *Server) CreateIdea(ctx context.Context, req *pb.CreateIdeaRequest) (*pb.Idea, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Idea, error) {
		i, err := idea.New(ideaOf(req.GetIdea()), s.Now())
		if err != nil {
			return nil, err
		}
		i.ID = idea.ID(ids.New())
		return message(i), tx.AddIdea(ctx, i)
	})
}

var updatable = []string{"what", "what_en", "kind", "seasons", "setting", "free", "likes", "away"}

// UpdateIdea changes an idea, puts it away or takes it back.
func (s *Server) UpdateIdea(ctx context.Context, req *pb.UpdateIdeaRequest) (*pb.Idea, error) {
	write, err := wire.Fixed{"because", "key"}.Masked(req.GetUpdateMask(), req.GetIdea(), updatable...)
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Idea, error) {
		i, err := tx.Idea(ctx, wire.ID[idea.ID](req.GetIdea().GetId()))
		if err != nil {
			return nil, err
		}
		if err := i.Version.Expect(req.GetIdea().GetEtag()); err != nil {
			return nil, err
		}
		merge(&i, ideaOf(req.GetIdea()), write)
		if i, err = idea.Edit(i, s.Now()); err != nil {
			return nil, err
		}
		if i, err = tx.SaveIdea(ctx, i); err != nil {
			return nil, err
		}
		return message(i), nil
	})
}

func merge(to *idea.Idea, from idea.Idea, write func(string) bool) {
	for path, copyField := range map[string]func(){
		"what":    func() { to.What = from.What },
		"what_en": func() { to.WhatEN = from.WhatEN },
		"kind":    func() { to.Kind = from.Kind },
		"seasons": func() { to.Seasons = from.Seasons },
		"setting": func() { to.Setting = from.Setting },
		"free":    func() { to.Free = from.Free },
		"likes":   func() { to.Likes = from.Likes },
		"away":    func() { to.Away = from.Away },
	} {
		if write(path) {
			copyField()
		}
	}
}

func ideaOf(m *pb.Idea) idea.Idea {
	i := idea.Idea{
		What: m.GetWhat(), WhatEN: m.GetWhatEn(), Kind: wire.Word[domain.Kind](m.GetKind()), Setting: wire.Word[idea.Setting](m.GetSetting()),
		Free: m.GetFree(), Likes: m.GetLikes(), Away: m.GetAway(), Seasons: []idea.Season{},
	}
	for _, season := range m.GetSeasons() {
		i.Seasons = append(i.Seasons, wire.Word[idea.Season](season))
	}
	return i
}

func message(i idea.Idea) *pb.Idea {
	m := &pb.Idea{
		Seasons: wire.Values[pb.Idea_Season](i.Seasons),
		Id:      string(i.ID), Key: i.Key, What: i.What, WhatEn: i.WhatEN, Kind: wire.Value[pb.Activity_Kind](i.Kind),
		Setting: wire.Value[pb.Idea_Setting](i.Setting), Free: i.Free, Likes: i.Likes, Away: i.Away,
	}
	if i.ID != "" {
		m.Etag = i.Version.Etag()
	}
	return m
}
