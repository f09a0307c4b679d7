// Package server answers activity's RPCs and takes in what the others tell. Every method
// goes the same road: load, let the domain decide, save, and tell the others, in one
// transaction; who may call stands beside the RPC in the contract, and what they reach is
// the database's to say. Activities are here; each other gRPC service has a package of its
// own; base holds what all share, events.go what comes in from the other services.
package server

import (
	"context"
	"time"

	"google.golang.org/grpc"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/server/along"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/server/club"
	"github.com/optrek/optrek/services/activity/internal/server/idea"
	"github.com/optrek/optrek/services/activity/internal/server/kind"
	"github.com/optrek/optrek/services/activity/internal/server/place"
	"github.com/optrek/optrek/services/activity/internal/server/series"
	"github.com/optrek/optrek/services/activity/internal/store"
)

// Server implements optrek.activity.v1.ActivityService.
type Server struct {
	pb.UnimplementedActivityServiceServer

	base.Base

	places *place.Server
	series *series.Server
	along  *along.Server
}

// New makes the server; clock says what time it is.
func New(s *store.Store, clock func() time.Time) *Server {
	out := &Server{Base: base.Base{Store: s, Clock: clock}}
	out.places, out.series, out.along = place.New(out.Base), series.New(out.Base), along.New(out.Base, out.activities())
	return out
}

// Places is the part about places, which is to know the organisations around.
func (s *Server) Places() *place.Server { return s.places }

// Series is the part about meetings that come back, which makes the next times by itself.
func (s *Server) Series() *series.Server { return s.series }

// Register puts it and the services beside it on r.
func (s *Server) Register(r grpc.ServiceRegistrar) {
	pb.RegisterActivityServiceServer(r, s)
	pb.RegisterPlaceServiceServer(r, s.places)
	pb.RegisterKindServiceServer(r, kind.New(s.Base))
	pb.RegisterSeriesServiceServer(r, s.series)
	pb.RegisterInvitationServiceServer(r, s.along)
	pb.RegisterClubServiceServer(r, club.New(s.Base, s.activities()))
	pb.RegisterIdeaServiceServer(r, idea.New(s.Base))
}

// activities is what this service does for those beside it.
func (s *Server) activities() base.Activities {
	return base.Activities{Read: newActivity, Show: s.show}
}

// LetGo removes what lapsed in one organisation: questions to days that are over.
func (s *Server) LetGo(ctx context.Context, tenant string) error {
	return s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error { return s.along.LetGo(ctx, tx) })
}
