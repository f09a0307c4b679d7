// Package networkmap answers the RPCs about the network map: contacts and the talk in which they come up.
package networkmap

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
)

// Server implements optrek.recruitment.v1.NetworkMapService.
type Server struct {
	pb.UnimplementedNetworkMapServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
