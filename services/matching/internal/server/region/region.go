// Package region answers matching's RegionService: working together across organisations, a wish
// without the person first, and a person only after everybody's yes.
//
// A look at anything that rests on somebody's yes to being seen in the region asks
// recruitment first whether that yes stands, on both sides (yes.go): what does not is
// taken away, and then the look is answered. Each organisation writes its own rows only;
// what the other side did, this side follows in a transaction of its own (follow.go).
package region

import (
	"context"
	"slices"
	"strings"

	"google.golang.org/grpc"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// Server implements optrek.matching.v1.RegionService.
type Server struct {
	pb.UnimplementedRegionServiceServer
	base.Base
	matches Matches
	outside Outside
}

// Matches is the life of a match, as far as the region begins one, goes on and ends it.
type Matches interface {
	// Meet begins our side of a match with somebody of another organisation.
	Meet(ctx context.Context, tx *store.Tx, m domain.Match) error
	// GoOn lets it be under way, now that both want to.
	GoOn(ctx context.Context, tx *store.Tx, id domain.MatchID) error
	// End begins its ending, with care. One that ends already, or is gone, stays so.
	End(ctx context.Context, tx *store.Tx, id domain.MatchID) error
	// TakeBack takes that ending back; false when it cannot be.
	TakeBack(ctx context.Context, tx *store.Tx, id domain.MatchID) (bool, error)
}

// OrganisationID is an organisation: the tenant.
type OrganisationID = region.OrganisationID

// Organisation is one of the organisations, and the region the configuration puts it in.
type Organisation struct {
	ID           OrganisationID
	Name, Region string
}

// Outside is what the region asks of the world around it.
type Outside struct {
	Organisations []Organisation
	// Yeses are asked in the service's own name, Cards in that of whoever asks us.
	Yeses Yeses
	Cards Cards
}

// Yeses is where it is known whose yes to being seen in the region stands now.
type Yeses interface {
	CheckRegionalYes(
		context.Context, *recruitmentv1.CheckRegionalYesRequest, ...grpc.CallOption,
	) (*recruitmentv1.CheckRegionalYesResponse, error)
}

// Cards is where it is known whether a client chose what the other may see.
type Cards interface {
	CheckCard(context.Context, *recruitmentv1.CheckCardRequest, ...grpc.CallOption) (*recruitmentv1.CheckCardResponse, error)
}

// New makes the server; until Know it is in no region.
func New(b base.Base, matches Matches) *Server { return &Server{Base: b, matches: matches} }

// Know tells the server of the world around, before it serves.
func (s *Server) Know(o Outside) { s.outside = o }

// regionOf gives the name of the region an organisation is in; empty for none.
func (s *Server) regionOf(tenant string) string {
	if o := s.organisation(region.OrganisationID(tenant)); o != nil {
		return o.Region
	}
	return ""
}

func (s *Server) organisation(id region.OrganisationID) *Organisation {
	for i := range s.outside.Organisations {
		if s.outside.Organisations[i].ID == id {
			return &s.outside.Organisations[i]
		}
	}
	return nil
}

// place is the region as one transaction stands in it.
type place struct {
	name      string // empty: in no region
	takesPart bool
	members   map[region.OrganisationID]bool
}

// enter puts the transaction in the region of its organisation.
func (s *Server) enter(ctx context.Context, tx *store.Tx) (place, error) {
	p := place{name: s.regionOf(tx.Tenant), members: map[region.OrganisationID]bool{}}
	if p.name == "" {
		return p, nil
	}
	if err := tx.InRegion(ctx, p.name); err != nil {
		return p, err
	}
	members, err := tx.Members(ctx)
	for id := range members {
		p.members[id] = true
	}
	p.takesPart = p.members[region.OrganisationID(tx.Tenant)]
	return p, err
}

// neighbours lists the organisations of a region, by name.
func (s *Server) neighbours(name string) []Organisation {
	var all []Organisation
	for _, o := range s.outside.Organisations {
		if name != "" && o.Region == name {
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(a, b Organisation) int { return strings.Compare(a.Name, b.Name) })
	return all
}
