// Package signal answers the RPCs of quiet signals: what asks attention, and putting it off.
package signal

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
)

// Server implements optrek.evaluation.v1.SignalService.
type Server struct {
	pb.UnimplementedSignalServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
