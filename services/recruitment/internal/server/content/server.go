// Package content answers the RPCs about texts, questions and steps that an
// organisation can change, and about what else it chose.
package content

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
)

// Server implements optrek.recruitment.v1.ContentService.
type Server struct {
	pb.UnimplementedContentServiceServer
	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
