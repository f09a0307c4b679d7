// Package concern answers the RPCs of concerns about safety.
package concern

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
)

// Server implements optrek.evaluation.v1.ConcernService.
type Server struct {
	pb.UnimplementedConcernServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
