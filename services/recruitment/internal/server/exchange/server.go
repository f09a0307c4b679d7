// Package exchange answers the RPCs about what comes in from the organisation's own administration and what goes out.
package exchange

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
)

// Server implements optrek.recruitment.v1.ExchangeService.
type Server struct {
	pb.UnimplementedExchangeServiceServer
	base.Base
	due   chan struct{} // somebody's day to leave has come
	begun chan struct{} // a file is to be brought in, or taken back
}

// New makes the server.
func New(b base.Base) *Server {
	return &Server{Base: b, due: make(chan struct{}, 1), begun: make(chan struct{}, 1)}
}
