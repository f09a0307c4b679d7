// Package place answers the RPCs about places: where one can go, with what one needs to
// know to get in, and the places that organisations of a region show each other.
package place

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
)

// Server implements optrek.activity.v1.PlaceService.
type Server struct {
	pb.UnimplementedPlaceServiceServer

	base.Base
	organisations []Organisation
}

// Organisation is one of the organisations, and the region the configuration puts it in.
type Organisation struct{ ID, Name, Region string }

// New makes the server; until Know it is in no region.
func New(b base.Base) *Server { return &Server{Base: b} }

// Know tells the server of the organisations around, before it serves.
func (s *Server) Know(all []Organisation) { s.organisations = all }

func (s *Server) organisation(id string) Organisation {
	for _, o := range s.organisations {
		if o.ID == id {
			return o
		}
	}
	return Organisation{}
}

// enter puts the transaction in the region of its organisation; empty: it is in none.
func (s *Server) enter(ctx context.Context, tx *store.Tx) (string, error) {
	region := s.organisation(tx.Tenant).Region
	if region == "" {
		return "", nil
	}
	return region, tx.InRegion(ctx, region)
}

// look is the caller, who looks at a place now.
func (s *Server) look(tx *store.Tx) domain.Look {
	return domain.Look{Colleague: tx.Caller.Person, Day: s.Today(), At: s.Now()}
}
