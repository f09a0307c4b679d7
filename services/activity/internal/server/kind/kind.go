// Package kind answers the RPCs about kinds: what sorts of things people do, those that
// everybody has and the organisation's own.
package kind

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// Server implements optrek.activity.v1.KindService.
type Server struct {
	pb.UnimplementedKindServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// ListKinds lists the kinds that everybody has, then the organisation's own.
func (s *Server) ListKinds(ctx context.Context, req *pb.ListKindsRequest) (*pb.ListKindsResponse, error) {
	out := &pb.ListKindsResponse{}
	if !req.GetOwnOnly() {
		for _, k := range domain.BuiltIn() {
			out.Kinds = append(out.Kinds, message(k))
		}
	}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		own, err := tx.Kinds(ctx)
		for _, k := range own {
			out.Kinds = append(out.Kinds, message(k))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// CreateKind adds a kind.
func (s *Server) CreateKind(ctx context.Context, req *pb.CreateKindRequest) (*pb.OwnKind, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.OwnKind, error) {
		k, err := domain.AddKind(kindOf(req.GetKind()), s.Now())
		if err != nil {
			return nil, err
		}
		k.ID = domain.KindID(ids.New())
		return message(k), tx.AddKind(ctx, k)
	})
}

var updatable = []string{"name_nl", "name_en", "easy_nl", "easy_en", "pictogram"}

// UpdateKind changes its words or its picture.
func (s *Server) UpdateKind(ctx context.Context, req *pb.UpdateKindRequest) (*pb.OwnKind, error) {
	write, err := wire.Fixed{}.Masked(req.GetUpdateMask(), req.GetKind(), updatable...)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, req, ref{req.GetKind().GetId(), req.GetKind().GetEtag()}, func(k domain.OwnKind) (domain.OwnKind, error) {
		merge(&k, kindOf(req.GetKind()), write)
		return domain.EditKind(k, s.Now())
	})
}

// RetireKind takes it out of the pickers.
func (s *Server) RetireKind(ctx context.Context, req *pb.ChangeKindRequest) (*pb.OwnKind, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(k domain.OwnKind) (domain.OwnKind, error) {
		return k.Retire(true, s.Now()), nil
	})
}

// RestoreKind brings it back.
func (s *Server) RestoreKind(ctx context.Context, req *pb.ChangeKindRequest) (*pb.OwnKind, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(k domain.OwnKind) (domain.OwnKind, error) {
		return k.Retire(false, s.Now()), nil
	})
}

// ref is a kind in the version the caller saw.
type ref struct{ id, etag string }

func (s *Server) change(ctx context.Context, req once.Request, r ref, to func(domain.OwnKind) (domain.OwnKind, error)) (*pb.OwnKind, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.OwnKind, error) {
		k, err := tx.Kind(ctx, wire.ID[domain.KindID](r.id))
		if err != nil {
			return nil, err
		}
		if err := k.Version.Expect(r.etag); err != nil {
			return nil, err
		}
		if k, err = to(k); err != nil {
			return nil, err
		}
		if k, err = tx.SaveKind(ctx, k); err != nil {
			return nil, err
		}
		return message(k), nil
	})
}

func merge(to *domain.OwnKind, from domain.OwnKind, write func(string) bool) {
	for path, copyField := range map[string]func(){
		"name_nl":   func() { to.NL = from.NL },
		"name_en":   func() { to.EN = from.EN },
		"easy_nl":   func() { to.EasyNL = from.EasyNL },
		"easy_en":   func() { to.EasyEN = from.EasyEN },
		"pictogram": func() { to.Pictogram = from.Pictogram },
	} {
		if write(path) {
			copyField()
		}
	}
}

func kindOf(m *pb.OwnKind) domain.OwnKind {
	return domain.OwnKind{NL: m.GetNameNl(), EN: m.GetNameEn(), EasyNL: m.GetEasyNl(), EasyEN: m.GetEasyEn(), Pictogram: m.GetPictogram()}
}

func message(k domain.OwnKind) *pb.OwnKind {
	m := &pb.OwnKind{
		Id: string(k.ID), BuiltIn: wire.Value[pb.Activity_Kind](k.BuiltIn), NameNl: k.NL, NameEn: k.EN,
		Pictogram: k.Pictogram, EasyNl: k.EasyNL, EasyEn: k.EasyEN, Retired: k.Retired,
	}
	if k.ID != "" {
		m.Etag = k.Version.Etag()
	}
	return m
}
