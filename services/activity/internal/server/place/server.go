// Package place answers the RPCs about places: where one can go, with what one needs to
// know to get in.
package place

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/server/base"
)

// Server implements optrek.activity.v1.PlaceService.
type Server struct {
	pb.UnimplementedPlaceServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
