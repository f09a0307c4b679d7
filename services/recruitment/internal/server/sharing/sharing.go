// Package sharing answers recruitment's SharingService: what a client agreed to show of
// themself to one person of another organisation, and what that person showed to them.
package sharing

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
)

// Server implements optrek.recruitment.v1.SharingService.
type Server struct {
	pb.UnimplementedSharingServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
