// Package method answers the RPCs of the ways to consult each other.
package method

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain/method"
	"github.com/optrek/optrek/services/evaluation/internal/server/base"
	"github.com/optrek/optrek/services/evaluation/internal/server/intervision"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
)

// Server implements optrek.evaluation.v1.MethodService.
type Server struct {
	pb.UnimplementedMethodServiceServer

	base.Base
}

// New makes the server.
func New(b base.Base) *Server { return &Server{Base: b} }

// ListMethods lists the methods as they are now.
func (s *Server) ListMethods(ctx context.Context, req *pb.ListMethodsRequest) (*pb.ListMethodsResponse, error) {
	out := &pb.ListMethodsResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		saved, err := tx.Methods(ctx, "")
		for _, m := range method.Newest(saved) {
			if !m.Retired || req.GetRetiredToo() {
				out.Methods = append(out.Methods, intervision.WireMethod(m))
			}
		}
		return err
	})
	return out, err
}

// SaveMethod keeps a method as a new version; without a key it is a new method.
func (s *Server) SaveMethod(ctx context.Context, req *pb.SaveMethodRequest) (*pb.MethodTemplate, error) {
	wanted := methodOf(req.GetMethod())
	return s.change(ctx, req, wanted.Key, func(newest method.Method) (method.Method, error) { return method.Save(wanted, newest) })
}

// RetireMethod lets a method not be offered any more, or again.
func (s *Server) RetireMethod(ctx context.Context, req *pb.RetireMethodRequest) (*pb.MethodTemplate, error) {
	return s.change(ctx, req, method.Key(req.GetKey()), func(newest method.Method) (method.Method, error) {
		return method.Retire(newest, req.GetRetired())
	})
}

// change finds the newest version of a method, lets step make the next, and keeps it.
func (s *Server) change(
	ctx context.Context, req once.Request, key method.Key, step func(method.Method) (method.Method, error),
) (*pb.MethodTemplate, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.MethodTemplate, error) {
		if err := tx.HoldMethods(ctx); err != nil {
			return nil, err
		}
		newest, err := newestOf(ctx, tx, key)
		if err != nil {
			return nil, err
		}
		next, err := step(newest)
		if err != nil {
			return nil, err
		}
		if next.Key == "" {
			next.Key = method.Key(ids.New())
		}
		return intervision.WireMethod(next), tx.AddMethod(ctx, next, s.Now())
	})
}

// newestOf gives the newest version of a method, and nothing for a method to be made.
func newestOf(ctx context.Context, tx *store.Tx, key method.Key) (method.Method, error) {
	if key == "" {
		return method.Method{}, nil
	}
	saved, err := tx.Methods(ctx, key)
	if err != nil {
		return method.Method{}, err
	}
	for _, m := range method.Newest(saved) {
		if m.Key == key {
			return m, nil
		}
	}
	return method.Method{}, fault.Missing()
}

func methodOf(m *pb.MethodTemplate) method.Method {
	out := method.Method{
		Key: method.Key(m.GetKey()), Title: method.Text{NL: m.GetTitleNl(), EN: m.GetTitleEn()},
		Help: method.Text{NL: m.GetHelpNl(), EN: m.GetHelpEn()}, WithClients: m.GetWithClients(),
	}
	for _, s := range m.GetSteps() {
		out.Steps = append(out.Steps, method.Step{
			Title: method.Text{NL: s.GetTitleNl(), EN: s.GetTitleEn()}, Words: method.Text{NL: s.GetTextNl(), EN: s.GetTextEn()},
			Questions: method.Text{NL: s.GetQuestionsNl(), EN: s.GetQuestionsEn()}, Lasts: s.GetLasts().AsDuration().Round(time.Minute),
		})
	}
	return out
}
