// Package questionnaire answers the RPCs of questionnaires that the organisation brings in.
package questionnaire

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
)

// Server implements optrek.evaluation.v1.QuestionnaireService.
type Server struct {
	pb.UnimplementedQuestionnaireServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }
