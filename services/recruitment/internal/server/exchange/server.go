// Package exchange answers the RPCs about what comes in from the organisation's own administration and what goes out.
package exchange

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/server/erasing"
)

// Server implements optrek.recruitment.v1.ExchangeService.
type Server struct {
	pb.UnimplementedExchangeServiceServer
	base.Base
	forgetting *erasing.Server // who leaves is erased as anybody else
	due        chan struct{}   // somebody's day to leave has come
	begun      chan struct{}   // a file is to be brought in, or taken back
}

// New makes the server.
func New(b base.Base, forgetting *erasing.Server) *Server {
	return &Server{Base: b, forgetting: forgetting, due: make(chan struct{}, 1), begun: make(chan struct{}, 1)}
}
