// Package auditlog answers recruitment's LogService: who looked, for the client in plain
// words and for the organisation with search. Each service keeps the log of its own part;
// here they are laid together, and names are put to ids.
package auditlog

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
)

// Server implements optrek.recruitment.v1.LogService.
type Server struct {
	pb.UnimplementedLogServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
