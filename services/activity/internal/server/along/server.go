// Package along answers the RPCs about going along: who asks whom, for whom something is
// open, and who of the neighbourhood joins in.
package along

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/server/base"
)

// Server implements optrek.activity.v1.InvitationService.
type Server struct {
	pb.UnimplementedInvitationServiceServer

	base.Base

	activities base.Activities
}

// New makes the server.
func New(b base.Base, a base.Activities) *Server { return &Server{Base: b, activities: a} }
