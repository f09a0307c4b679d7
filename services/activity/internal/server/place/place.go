package place

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListPlaces lists places by name.
func (s *Server) ListPlaces(ctx context.Context, req *pb.ListPlacesRequest) (*pb.ListPlacesResponse, error) {
	after, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListPlacesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Places(ctx, store.PlaceFilter{
			Query: req.GetQuery(), Limit: size + 1, AfterKey: after[0], AfterID: domain.PlaceID(after[1]),
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		for _, p := range found {
			out.Places = append(out.Places, wirePlace(p))
		}
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(last.Key(), string(last.ID))
		}
		return nil
	})
	return out, err
}

// CreatePlace adds a place.
func (s *Server) CreatePlace(ctx context.Context, req *pb.CreatePlaceRequest) (*pb.Place, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Place, error) {
		p, err := domain.AddPlace(placeOf(req.GetPlace()), s.Now())
		if err != nil {
			return nil, err
		}
		p.ID = domain.PlaceID(ids.New())
		if err := tx.AddPlace(ctx, p); err != nil {
			return nil, err
		}
		return wirePlace(p), nil
	})
}

var updatablePlace = []string{"name", "town", "wheelchair", "quiet", "toilet", "by_bus", "free", "knows_us", "note"}

// UpdatePlace changes a place.
func (s *Server) UpdatePlace(ctx context.Context, req *pb.UpdatePlaceRequest) (*pb.Place, error) {
	write, err := wire.Fixed{}.Masked(req.GetUpdateMask(), req.GetPlace(), updatablePlace...)
	if err != nil {
		return nil, err
	}
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Place, error) {
		p, err := tx.Place(ctx, wire.ID[domain.PlaceID](req.GetPlace().GetId()))
		if err != nil {
			return nil, err
		}
		if err := p.Version.Expect(req.GetPlace().GetEtag()); err != nil {
			return nil, err
		}
		mergePlace(&p, placeOf(req.GetPlace()), write)
		if p, err = domain.EditPlace(p, s.Now()); err != nil {
			return nil, err
		}
		if p, err = tx.SavePlace(ctx, p); err != nil {
			return nil, err
		}
		return wirePlace(p), nil
	})
}

func mergePlace(to *domain.Place, from domain.Place, write func(string) bool) {
	for path, copyField := range map[string]func(){
		"name":       func() { to.Name = from.Name },
		"town":       func() { to.Town = from.Town },
		"wheelchair": func() { to.Wheelchair = from.Wheelchair },
		"quiet":      func() { to.Quiet = from.Quiet },
		"toilet":     func() { to.Toilet = from.Toilet },
		"by_bus":     func() { to.ByBus = from.ByBus },
		"free":       func() { to.Free = from.Free },
		"knows_us":   func() { to.KnowsUs = from.KnowsUs },
		"note":       func() { to.Note = from.Note },
	} {
		if write(path) {
			copyField()
		}
	}
}

func placeOf(m *pb.Place) domain.Place {
	return domain.Place{
		Name: m.GetName(), Town: m.GetTown(), Note: m.GetNote(),
		Wheelchair: wire.Word[domain.Fact](m.GetWheelchair()), Quiet: wire.Word[domain.Fact](m.GetQuiet()),
		Toilet: wire.Word[domain.Fact](m.GetToilet()), ByBus: wire.Word[domain.Fact](m.GetByBus()),
		Free: wire.Word[domain.Fact](m.GetFree()), KnowsUs: wire.Word[domain.Fact](m.GetKnowsUs()),
	}
}

func wirePlace(p domain.Place) *pb.Place {
	return &pb.Place{
		Id: string(p.ID), Etag: p.Version.Etag(), Name: p.Name, Town: p.Town, Note: p.Note,
		Wheelchair: wire.Value[pb.Place_Fact](p.Wheelchair), Quiet: wire.Value[pb.Place_Fact](p.Quiet),
		Toilet: wire.Value[pb.Place_Fact](p.Toilet), ByBus: wire.Value[pb.Place_Fact](p.ByBus),
		Free: wire.Value[pb.Place_Fact](p.Free), KnowsUs: wire.Value[pb.Place_Fact](p.KnowsUs),
	}
}
