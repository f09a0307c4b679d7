// Package server answers activity's RPCs and takes in what the others tell. Every method
// goes the same road: load, let the domain decide, save, and tell the others, in one
// transaction; who may call stands beside the RPC in the contract, and what they reach is
// the database's to say. Activities are here; each other gRPC service has a package of its
// own; base holds what all share, events.go what comes in from the other services.
package server

import (
	"time"

	"google.golang.org/grpc"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/server/base"
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
}

// New makes the server; clock says what time it is.
func New(s *store.Store, clock func() time.Time) *Server {
	b := base.Base{Store: s, Clock: clock}
	return &Server{Base: b, places: place.New(b), series: series.New(b)}
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
}
