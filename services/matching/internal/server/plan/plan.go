// Package plan answers matching's PlanService: plans for an organisation, made on demand and in
// the night, as ideas for support workers in which nobody is forgotten.
package plan

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/matching/internal/server/base"
)

// Server implements optrek.matching.v1.PlanService.
type Server struct {
	pb.UnimplementedPlanServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
