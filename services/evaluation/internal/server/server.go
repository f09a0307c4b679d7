// Package server answers evaluation's RPCs and takes in what the others tell. Every method
// goes the same road: load, let the domain decide, save, and tell the others, in one
// transaction; who may call stands beside the RPC in the contract, and what they reach is
// the database's to say. Looking back is here; each other gRPC service has a package of its
// own; base holds what all share, events.go what comes in from the other services.
package server

import (
	"time"

	"google.golang.org/grpc"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
	"github.com/optrek/optrek/services/evaluation/internal/server/concern"
	"github.com/optrek/optrek/services/evaluation/internal/server/insight"
	"github.com/optrek/optrek/services/evaluation/internal/server/intervision"
	"github.com/optrek/optrek/services/evaluation/internal/server/lesson"
	"github.com/optrek/optrek/services/evaluation/internal/server/method"
	"github.com/optrek/optrek/services/evaluation/internal/server/question"
	"github.com/optrek/optrek/services/evaluation/internal/server/questionnaire"
	"github.com/optrek/optrek/services/evaluation/internal/server/rhythm"
	"github.com/optrek/optrek/services/evaluation/internal/server/signal"
	"github.com/optrek/optrek/services/evaluation/internal/server/talk"
	"github.com/optrek/optrek/services/evaluation/internal/store"
)

// Server implements optrek.evaluation.v1.EvaluationService.
type Server struct {
	pb.UnimplementedEvaluationServiceServer

	base.Base
	// Questionnaires publishes figures, also by itself.
	Questionnaires *questionnaire.Server
	Concern        *concern.Server // also has what the service does by itself
	Rhythm         *rhythm.Server  // as well
}

// New makes the server; clock says what time it is.
func New(s *store.Store, clock func() time.Time) *Server {
	b := base.Base{Store: s, Clock: clock}
	return &Server{Base: b, Questionnaires: questionnaire.New(b), Concern: concern.New(b), Rhythm: rhythm.New(b)}
}

// Know lets it know which region an organisation belongs to, as the configuration says.
func (s *Server) Know(regionOf func(tenant string) string) { s.Region = regionOf }

// Register puts it and the services beside it on r.
func (s *Server) Register(r grpc.ServiceRegistrar) {
	pb.RegisterEvaluationServiceServer(r, s)
	pb.RegisterQuestionServiceServer(r, question.New(s.Base))
	pb.RegisterRhythmServiceServer(r, s.Rhythm)
	pb.RegisterSignalServiceServer(r, signal.New(s.Base))
	pb.RegisterConcernServiceServer(r, s.Concern)
	pb.RegisterTalkServiceServer(r, talk.New(s.Base))
	pb.RegisterIntervisionServiceServer(r, intervision.New(s.Base))
	pb.RegisterQuestionnaireServiceServer(r, s.Questionnaires)
	pb.RegisterInsightServiceServer(r, s.Insight())
	pb.RegisterMeetingServiceServer(r, intervision.NewMeetings(s.Base))
	pb.RegisterMethodServiceServer(r, method.New(s.Base))
	pb.RegisterLessonServiceServer(r, lesson.New(s.Base))
}

// Insight is the service that makes quarters public, for the planned work too.
func (s *Server) Insight() *insight.Server { return insight.New(s.Base) }
