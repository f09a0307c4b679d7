// Package intervision answers the RPCs of intervision: support workers who consult each other, and what they learn.
package intervision

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
)

// Server implements optrek.evaluation.v1.IntervisionService.
type Server struct {
	pb.UnimplementedIntervisionServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
