package server

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// The growth page is the networker's own: no call here changes anything else, and
// no other service hears of it.

// ListGrowthNotes lists the lines of a growth page, newest first: all of them for the
// networker, what is shared for staff.
func (s *Server) ListGrowthNotes(ctx context.Context, req *pb.ListGrowthNotesRequest) (*pb.ListGrowthNotesResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	answer := &pb.ListGrowthNotesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		n, err := tx.Networker(ctx, domain.NetworkerID(req.GetNetworkerId()))
		if err != nil {
			return err
		}
		tx.Touch(string(n.Record().Client))
		found, err := tx.GrowthNotes(ctx, n.Record().ID, after, size+1)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		for _, g := range found {
			answer.GrowthNotes = append(answer.GrowthNotes, growthMessage(g))
		}
		if more {
			answer.NextPageToken = paging.Token(string(found[size-1].Record().ID))
		}
		return nil
	})
	return answer, err
}

// CreateGrowthNote adds a line to one's own page, in whatever state the road is: what
// somebody learned stays theirs after they stopped.
func (s *Server) CreateGrowthNote(ctx context.Context, req *pb.CreateGrowthNoteRequest) (*pb.GrowthNote, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.GrowthNote, error) {
		n, err := tx.Networker(ctx, domain.NetworkerID(req.GetGrowthNote().GetNetworkerId()))
		if err != nil {
			return nil, err
		}
		g, err := domain.NewGrowthNote(domain.GrowthNoteID(ids.New()), n, growthTelling(req.GetGrowthNote()), s.Moment())
		if err != nil {
			return nil, err
		}
		if g, err = tx.AddGrowthNote(ctx, g); err != nil {
			return nil, err
		}
		tx.Touch(string(g.Record().Client))
		return growthMessage(g), nil
	})
}

// UpdateGrowthNote changes a line of one's own: what it says, and who may read it.
func (s *Server) UpdateGrowthNote(ctx context.Context, req *pb.UpdateGrowthNoteRequest) (*pb.GrowthNote, error) {
	writes, err := wire.Fixed{"networker_id"}.Masked(req.GetUpdateMask(), req.GetGrowthNote(), "kind", "words", "picture", "shared")
	if err != nil {
		return nil, err
	}
	anew := growthTelling(req.GetGrowthNote())
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.GrowthNote, error) {
		g, err := myGrowthNote(ctx, tx, req.GetGrowthNote().GetId(), req.GetGrowthNote().GetEtag())
		if err != nil {
			return nil, err
		}
		told := g.Record().GrowthTelling
		base.Set(writes("kind"), &told.Kind, anew.Kind)
		base.Set(writes("words"), &told.Words, anew.Words)
		base.Set(writes("picture"), &told.Picture, anew.Picture)
		base.Set(writes("shared"), &told.Shared, anew.Shared)
		if g, err = g.Tell(told, s.Moment()); err != nil {
			return nil, err
		}
		if g, err = tx.SaveGrowthNote(ctx, g); err != nil {
			return nil, err
		}
		return growthMessage(g), nil
	})
}

// DeleteGrowthNote takes a line of one's own away.
func (s *Server) DeleteGrowthNote(ctx context.Context, req *pb.DeleteGrowthNoteRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		g, err := myGrowthNote(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.RemoveGrowthNote(ctx, g)
	})
}

// myGrowthNote loads a line of the caller's own page for a change.
func myGrowthNote(ctx context.Context, tx *store.Tx, id, etag string) (domain.GrowthNote, error) {
	g, err := tx.GrowthNoteForUpdate(ctx, domain.GrowthNoteID(id))
	if err != nil {
		return g, err
	}
	tx.Touch(string(g.Record().Client))
	return g, g.Record().Version.Expect(etag)
}

func growthTelling(m *pb.GrowthNote) domain.GrowthTelling {
	return domain.GrowthTelling{
		Kind: domain.GrowthKind(wire.Word[string](m.GetKind())), Words: m.GetWords(), Picture: m.GetPicture(), Shared: m.GetShared(),
	}
}

func growthMessage(g domain.GrowthNote) *pb.GrowthNote {
	r := g.Record()
	return &pb.GrowthNote{
		Id: string(r.ID), Etag: r.Version.Etag(), NetworkerId: string(r.Networker),
		Kind:  wire.Value[pb.GrowthNote_Kind](r.Kind),
		Words: r.Words, Picture: r.Picture, Shared: r.Shared,
		CreateTime: wire.Stamp(r.Created), UpdateTime: wire.Stamp(r.Updated),
	}
}
