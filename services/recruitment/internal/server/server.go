// Package server answers recruitment's RPCs. Every method goes the same road:
// load, let the domain decide, save, and tell the others, in one transaction; who
// may call stands beside the RPC in the contract, and what they reach is the
// database's to say. One file per noun; convert.go and page.go hold what all share.
package server

import (
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Server implements optrek.recruitment.v1.RecruitmentService.
type Server struct {
	pb.UnimplementedRecruitmentServiceServer

	store *store.Store
	clock func() time.Time
}

// New makes the server; clock says what time it is.
func New(s *store.Store, clock func() time.Time) *Server {
	return &Server{store: s, clock: clock}
}
