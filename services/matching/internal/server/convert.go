package server

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

func sentences(all []domain.Sentence) []*pb.Sentence {
	out := make([]*pb.Sentence, len(all))
	for i, s := range all {
		out[i] = sentence(s)
	}
	return out
}

func sentence(s domain.Sentence) *pb.Sentence { return &pb.Sentence{Code: s.Code, Nl: s.NL, En: s.EN} }
