package team

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListLocations lists the organisation's locations, by name.
func (s *Server) ListLocations(ctx context.Context, req *pb.ListLocationsRequest) (*pb.ListLocationsResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	resp := &pb.ListLocationsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		rows, err := tx.Locations(ctx, domain.LocationID(after), size+1)
		rows, more := paging.Cut(rows, size)
		for _, l := range rows {
			resp.Locations = append(resp.Locations, locationMessage(l))
		}
		if more {
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].ID))
		}
		return err
	})
	return resp, err
}

// GetLocation gives one location.
func (s *Server) GetLocation(ctx context.Context, req *pb.GetLocationRequest) (*pb.Location, error) {
	var answer *pb.Location
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		l, err := tx.Location(ctx, wire.ID[domain.LocationID](req.GetId()))
		answer = locationMessage(l)
		return err
	})
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// CreateLocation makes a location.
func (s *Server) CreateLocation(ctx context.Context, req *pb.CreateLocationRequest) (*pb.Location, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Location, error) {
		l := locationOf(req.GetLocation()).Tidied()
		l.ID, l.Version, l.Created = domain.LocationID(ids.New()), 1, s.Clock()
		if err := l.Check(); err != nil {
			return nil, err
		}
		return locationMessage(l), tx.InsertLocation(ctx, l)
	})
}

// UpdateLocation changes a location.
func (s *Server) UpdateLocation(ctx context.Context, req *pb.UpdateLocationRequest) (*pb.Location, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Location, error) {
		before, err := tx.LocationToChange(ctx, domain.LocationID(req.GetLocation().GetId()))
		if err != nil {
			return nil, err
		}
		if err := before.Version.Expect(req.GetLocation().GetEtag()); err != nil {
			return nil, err
		}
		chosen, err := wire.Fixed{}.Masked(req.GetUpdateMask(), req.GetLocation(), "name", "town", "area", "network_lead_ids")
		if err != nil {
			return nil, err
		}
		after, asked := before, locationOf(req.GetLocation())
		if chosen("name") {
			after.Name = asked.Name
		}
		if chosen("town") {
			after.Town = asked.Town
		}
		if chosen("area") {
			after.Area = asked.Area
		}
		if chosen("network_lead_ids") {
			after.NetworkLeads = asked.NetworkLeads
		}
		after = after.Tidied()
		if after.Same(before) {
			return locationMessage(before), nil
		}
		if err := after.Check(); err != nil {
			return nil, err
		}
		after.Updated = s.Clock()
		after, err = tx.SaveLocation(ctx, after)
		return locationMessage(after), err
	})
}

func locationMessage(l domain.Location) *pb.Location {
	return &pb.Location{
		Id: string(l.ID), Etag: l.Version.Etag(), Name: l.Name, Town: l.Town, Area: l.Area, NetworkLeadIds: wire.Texts(l.NetworkLeads),
	}
}

func locationOf(m *pb.Location) domain.Location {
	return domain.Location{
		ID: domain.LocationID(m.GetId()), Name: m.GetName(), Town: m.GetTown(), Area: m.GetArea(),
		NetworkLeads: wire.IDs[domain.SupportWorkerID](m.GetNetworkLeadIds()),
	}
}
