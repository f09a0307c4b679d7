// Package insight answers the RPCs of how the networks are doing, in groups, and of the
// yearly summary; and makes a quarter public when it is over.
package insight

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
)

// Server implements optrek.evaluation.v1.InsightService.
type Server struct {
	pb.UnimplementedInsightServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
