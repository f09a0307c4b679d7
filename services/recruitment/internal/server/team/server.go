// Package team answers the RPCs about those who guide and the locations they do it from.
package team

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
)

// Server implements optrek.recruitment.v1.TeamService.
type Server struct {
	pb.UnimplementedTeamServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
