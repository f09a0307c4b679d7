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
			Query: req.GetQuery(), Needs: wire.Words(req.GetNeeds()), WithRetired: req.GetWithRetired(),
			Limit: size + 1, AfterKey: after[0], AfterID: domain.PlaceID(after[1]),
		})
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(last.Key(), string(last.ID))
		}
		out.Places, err = s.show(ctx, tx, found...)
		return err
	})
	return out, err
}

// most is how many places that are alike are worth a look.
const most = 5

// FindSimilarPlaces gives places that may well be the same one.
func (s *Server) FindSimilarPlaces(ctx context.Context, req *pb.FindSimilarPlacesRequest) (*pb.FindSimilarPlacesResponse, error) {
	out := &pb.FindSimilarPlacesResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		all, err := tx.EveryPlace(ctx)
		if err != nil {
			return err
		}
		var like []domain.Place
		for _, p := range all {
			other := p.ID != wire.ID[domain.PlaceID](req.GetExceptId())
			if other && len(like) < most && domain.Alike(req.GetName(), req.GetTown(), p.Name, p.Town) {
				like = append(like, p)
			}
		}
		out.Places, err = s.show(ctx, tx, like...)
		return err
	})
	return out, err
}

// CreatePlace adds a place.
func (s *Server) CreatePlace(ctx context.Context, req *pb.CreatePlaceRequest) (*pb.Place, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Place, error) {
		p, err := domain.AddPlace(placeOf(req.GetPlace()), s.look(tx))
		if err != nil {
			return nil, err
		}
		p.ID = domain.PlaceID(ids.New())
		if err := tx.AddPlace(ctx, p); err != nil {
			return nil, err
		}
		return s.showOne(ctx, tx, p)
	})
}

var updatable = []string{
	"name", "town", "wheelchair", "quiet", "toilet", "by_bus", "free", "knows_us", "note", "spending", "knows_us_role", "way_there", "open",
}

// UpdatePlace changes a place.
func (s *Server) UpdatePlace(ctx context.Context, req *pb.UpdatePlaceRequest) (*pb.Place, error) {
	write, err := wire.Fixed{"checked_day", "checked_by_id", "check_again", "retired", "shared", "copied_from"}.Masked(req.GetUpdateMask(), req.GetPlace(), updatable...)
	if err != nil {
		return nil, err
	}
	return s.change(ctx, req, ref{req.GetPlace().GetId(), req.GetPlace().GetEtag()}, func(tx *store.Tx, p domain.Place) (domain.Place, error) {
		mergePlace(&p, placeOf(req.GetPlace()), write)
		return domain.EditPlace(p, s.look(tx))
	})
}

// CheckPlace notes that what is known of the place is still right.
func (s *Server) CheckPlace(ctx context.Context, req *pb.ChangePlaceRequest) (*pb.Place, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(tx *store.Tx, p domain.Place) (domain.Place, error) {
		return p.Check(s.look(tx)), nil
	})
}

// RetirePlace takes a place out of the pickers, and out of the region.
func (s *Server) RetirePlace(ctx context.Context, req *pb.ChangePlaceRequest) (*pb.Place, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(_ *store.Tx, p domain.Place) (domain.Place, error) {
		return p.Retire(true, s.Now()), nil
	})
}

// RestorePlace brings it back.
func (s *Server) RestorePlace(ctx context.Context, req *pb.ChangePlaceRequest) (*pb.Place, error) {
	return s.change(ctx, req, ref{req.GetId(), req.GetEtag()}, func(_ *store.Tx, p domain.Place) (domain.Place, error) {
		return p.Retire(false, s.Now()), nil
	})
}

// ref is a place in the version the caller saw.
type ref struct{ id, etag string }

func (s *Server) change(
	ctx context.Context, req once.Request, r ref, to func(*store.Tx, domain.Place) (domain.Place, error),
) (*pb.Place, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Place, error) {
		p, err := tx.Place(ctx, wire.ID[domain.PlaceID](r.id))
		if err != nil {
			return nil, err
		}
		if err := p.Version.Expect(r.etag); err != nil {
			return nil, err
		}
		if p, err = to(tx, p); err != nil {
			return nil, err
		}
		if p, err = tx.SavePlace(ctx, p); err != nil {
			return nil, err
		}
		return s.showOne(ctx, tx, p)
	})
}
