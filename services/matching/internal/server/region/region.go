// Package region answers matching's RegionService: working together across organisations, a wish
// without the person first, and a person only after everybody's yes.
package region

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/matching/internal/server/base"
)

// Server implements optrek.matching.v1.RegionService.
type Server struct {
	pb.UnimplementedRegionServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
