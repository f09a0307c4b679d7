package place

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// SharePlace shows a place to the other organisations of the region.
func (s *Server) SharePlace(ctx context.Context, req *pb.ChangePlaceRequest) (*pb.Place, error) {
	return s.place(ctx, req, func(tx *store.Tx, p domain.Place) error {
		region, err := s.enter(ctx, tx)
		switch {
		case err != nil:
			return err
		case region == "":
			return noRegion()
		case p.Retired:
			return fault.Conflict("PLACE_RETIRED", fault.Text{
				NL: "Deze plek is weggezet. Haal haar eerst terug.",
				EN: "This place was put away. Bring it back first.",
			})
		}
		return tx.ShowPlace(ctx, region, p, s.Now())
	})
}

// UnsharePlace takes it back, at once.
func (s *Server) UnsharePlace(ctx context.Context, req *pb.ChangePlaceRequest) (*pb.Place, error) {
	return s.place(ctx, req, func(tx *store.Tx, p domain.Place) error { return tx.HidePlace(ctx, p.ID) })
}

// place does something beside a place; the place itself stays as it is.
func (s *Server) place(ctx context.Context, req *pb.ChangePlaceRequest, do func(*store.Tx, domain.Place) error) (*pb.Place, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Place, error) {
		p, err := tx.Place(ctx, wire.ID[domain.PlaceID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if err := p.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		if err := do(tx, p); err != nil {
			return nil, err
		}
		return s.showOne(ctx, tx, p)
	})
}

func noRegion() error {
	return fault.Conflict("NO_REGION", fault.Text{
		NL: "Jullie organisatie doet niet mee in een regio.",
		EN: "Your organisation is not part of a region.",
	})
}

// ListRegionalPlaces lists what other organisations of the region show, by name.
func (s *Server) ListRegionalPlaces(ctx context.Context, req *pb.ListRegionalPlacesRequest) (*pb.ListRegionalPlacesResponse, error) {
	after, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	out := &pb.ListRegionalPlacesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if out.Region, err = s.enter(ctx, tx); err != nil || out.GetRegion() == "" {
			return err
		}
		found, err := tx.RegionalPlaces(ctx, store.PlaceFilter{Query: req.GetQuery(), Limit: size + 1, AfterKey: after[0], AfterID: domain.PlaceID(after[1])})
		if err != nil {
			return err
		}
		own, err := tx.EveryPlace(ctx)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(domain.Fold(last.Name), string(last.ID))
		}
		for _, r := range found {
			out.Places = append(out.Places, s.regional(r, own))
		}
		return nil
	})
	return out, err
}

// CopyRegionalPlace takes a copy of such a place into the organisation's own list.
func (s *Server) CopyRegionalPlace(ctx context.Context, req *pb.CopyRegionalPlaceRequest) (*pb.Place, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Place, error) {
		if _, err := s.enter(ctx, tx); err != nil {
			return nil, err
		}
		r, err := tx.RegionalPlace(ctx, wire.ID[domain.PlaceID](req.GetId()))
		if err != nil {
			return nil, err
		}
		p := r.Copy(s.organisation(r.Organisation).Name, s.Now())
		p.ID = domain.PlaceID(ids.New())
		if err := tx.AddPlace(ctx, p); err != nil {
			return nil, err
		}
		return s.showOne(ctx, tx, p)
	})
}

func (s *Server) regional(r domain.RegionalPlace, own []domain.Place) *pb.RegionalPlace {
	return &pb.RegionalPlace{
		Id: string(r.ID), OrganisationName: s.organisation(r.Organisation).Name, Name: r.Name, Town: r.Town,
		Wheelchair: wire.Value[pb.Place_Fact](r.Wheelchair), Quiet: wire.Value[pb.Place_Fact](r.Quiet),
		Toilet: wire.Value[pb.Place_Fact](r.Toilet), ByBus: wire.Value[pb.Place_Fact](r.ByBus),
		Free: wire.Value[pb.Place_Fact](r.Free), Open: openMessage(r.Open), CheckedDay: r.Checked,
		LikeOurs: slices.ContainsFunc(own, func(p domain.Place) bool { return domain.Alike(r.Name, r.Town, p.Name, p.Town) }),
	}
}
