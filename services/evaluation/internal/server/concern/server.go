// Package concern answers the RPCs of concerns about safety, and tells an organisation's
// own systems that there is one.
package concern

import (
	"context"
	"net/http"
	"time"
	_ "time/tzdata" // a bare image has no time zones

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain/concern"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
)

// Outside is how the organisations' own mailboxes and systems are reached.
type Outside struct {
	PublicURL string // how browsers name Optrek: where the link in a message leads
	// Mail sends one letter; id makes a second try the same letter. final: trying again would be of no use.
	Mail func(ctx context.Context, id, to string, l concern.Letter) (final bool, err error)
	HTTP *http.Client
}

// Server implements optrek.evaluation.v1.ConcernService.
type Server struct {
	pb.UnimplementedConcernServiceServer

	base.Base
	outside Outside
	due     chan struct{}
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b, due: make(chan struct{}, 1)} }

// Know gives it the ways out; without, what is to be told waits.
func (s *Server) Know(o Outside) { s.outside = o }

// Due says when Tell has something to do at once.
func (s *Server) Due() <-chan struct{} { return s.due }

func (s *Server) wake() {
	select {
	case s.due <- struct{}{}:
	default: // somebody said so already
	}
}

// zone is where the clock of the times of a route hangs.
var zone = func() *time.Location {
	there, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // the zones are built in: only a broken build comes here
	}
	return there
}()
