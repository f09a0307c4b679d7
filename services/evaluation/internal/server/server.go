// Package server answers evaluation's RPCs. Every method goes the same road: load, let
// the domain decide, save, and tell the others, in one transaction; who may call
// stands beside the RPC in the contract, and what they reach is the database's to
// say. One file per noun; convert.go and page.go hold what all share, events.go what
// comes in from the other services.
package server

import (
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/store"
)

// Server implements optrek.evaluation.v1.EvaluationService.
type Server struct {
	pb.UnimplementedEvaluationServiceServer

	store *store.Store
	clock func() time.Time
}

// New makes the server; clock says what time it is.
func New(s *store.Store, clock func() time.Time) *Server {
	return &Server{store: s, clock: clock}
}

// moment is now, as exact as the database keeps it, so that an answer given right away
// equals the one that is read back.
func (s *Server) moment() time.Time { return s.clock().UTC().Truncate(time.Microsecond) }
