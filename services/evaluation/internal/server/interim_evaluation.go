package server

import (
	"context"
	"strconv"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListInterimEvaluations lists looks back: those to do first, soonest first.
func (s *Server) ListInterimEvaluations(ctx context.Context, req *pb.ListInterimEvaluationsRequest) (*pb.ListInterimEvaluationsResponse, error) {
	size := paging.Size(req.GetPageSize())
	filter := store.EvaluationFilter{
		Match: wire.ID[domain.MatchID](req.GetMatchId()), State: wire.Word[domain.EvaluationState](req.GetState()), Limit: size + 1,
		Until: domain.LookAhead(wire.Time(req.GetUntil()), s.Now()),
	}
	if err := afterEvaluation(req.GetPageToken(), &filter); err != nil {
		return nil, err
	}
	out := &pb.ListInterimEvaluationsResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Evaluations(ctx, filter)
		if err != nil {
			return err
		}
		found, more := paging.Cut(found, size)
		if more {
			last := found[len(found)-1]
			out.NextPageToken = paging.Token(strconv.FormatBool(last.State == domain.Done), last.Due.Format(time.RFC3339Nano), string(last.ID))
		}
		out.InterimEvaluations, err = s.showEvaluations(ctx, tx, found...)
		return err
	})
	return out, err
}

func afterEvaluation(token string, f *store.EvaluationFilter) error {
	key, err := paging.After(token, 3)
	if err != nil || token == "" {
		return err
	}
	done, err := strconv.ParseBool(key[0])
	if err != nil {
		return paging.BadToken()
	}
	due, err := time.Parse(time.RFC3339Nano, key[1])
	if err != nil {
		return paging.BadToken()
	}
	f.AfterDone, f.AfterDue, f.AfterID = done, due, domain.EvaluationID(key[2])
	return nil
}

// GetInterimEvaluation gives one look back, as far as the caller may know it.
func (s *Server) GetInterimEvaluation(ctx context.Context, req *pb.GetInterimEvaluationRequest) (*pb.InterimEvaluation, error) {
	var out *pb.InterimEvaluation
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		e, err := tx.Evaluation(ctx, wire.ID[domain.EvaluationID](req.GetId()), s.Now())
		if err != nil {
			return err
		}
		out, err = s.showEvaluation(ctx, tx, e)
		return err
	})
	return out, err
}

// OpenInterimEvaluation opens one that is due, or begins one for a match now.
func (s *Server) OpenInterimEvaluation(ctx context.Context, req *pb.OpenInterimEvaluationRequest) (*pb.InterimEvaluation, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.InterimEvaluation, error) {
		var (
			e   domain.Evaluation
			err error
		)
		switch {
		case req.GetId() != "":
			e, err = s.openDue(ctx, tx, wire.ID[domain.EvaluationID](req.GetId()))
		case req.GetMatchId() != "":
			e, err = s.begin(ctx, tx, wire.ID[domain.MatchID](req.GetMatchId()))
		default:
			err = fault.Invalid("WHICH_ONE", fault.Text{
				NL: "Kies een tussenstand, of een koppeling om mee te beginnen.",
				EN: "Choose a look back, or a match to begin one for.",
			}, fault.Field{Path: "id", Text: fault.Text{NL: "Kies er een.", EN: "Choose one."}})
		}
		if err != nil {
			return nil, err
		}
		return s.showEvaluation(ctx, tx, e)
	})
}

func (s *Server) openDue(ctx context.Context, tx *store.Tx, which domain.EvaluationID) (domain.Evaluation, error) {
	e, err := tx.EvaluationForUpdate(ctx, which, s.Now())
	if err != nil {
		return e, err
	}
	asked, _, err := tx.NewestQuestions(ctx)
	if err != nil {
		return e, err
	}
	opened, err := domain.OpenNow(e, asked.Version)
	if err != nil || e.State == opened.State {
		return opened, err
	}
	return tx.SaveEvaluation(ctx, opened)
}

func (s *Server) begin(ctx context.Context, tx *store.Tx, match domain.MatchID) (domain.Evaluation, error) {
	m, err := tx.Match(ctx, match)
	if err != nil {
		return domain.Evaluation{}, err
	}
	planned, err := tx.NotDone(ctx, match)
	if err != nil {
		return domain.Evaluation{}, err
	}
	asked, _, err := tx.NewestQuestions(ctx)
	if err != nil {
		return domain.Evaluation{}, err
	}
	e, err := domain.Begin(m, planned, asked.Version, s.Now())
	switch {
	case err != nil:
		return domain.Evaluation{}, err
	case e.ID == "":
		e.ID = domain.EvaluationID(ids.New())
		for _, p := range m.People {
			e.People = append(e.People, p.Client)
		}
		return e, tx.AddEvaluation(ctx, e)
	case isOpen(planned, e.ID):
		return e, nil
	default:
		return tx.SaveEvaluation(ctx, e)
	}
}

func isOpen(planned []domain.Evaluation, which domain.EvaluationID) bool {
	for _, e := range planned {
		if e.ID == which {
			return e.State == domain.Open
		}
	}
	return false
}

// Reflect keeps what one person tells, in place of what they told before.
func (s *Server) Reflect(ctx context.Context, req *pb.ReflectRequest) (*pb.InterimEvaluation, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.InterimEvaluation, error) {
		e, err := tx.EvaluationForUpdate(ctx, wire.ID[domain.EvaluationID](req.GetId()), s.Now())
		if err != nil {
			return nil, err
		}
		by, err := tx.Asker(ctx, e.People)
		if err != nil {
			return nil, err
		}
		told := reflectionOf(req.GetReflection())
		before, err := tx.Reflection(ctx, e.ID, domain.Whose(told, by))
		if err != nil {
			return nil, err
		}
		if e.Asked, err = tx.Questions(ctx, e.Questions); err != nil {
			return nil, err
		}
		r, err := domain.Reflect(e, told, before, by, s.Now())
		if err != nil {
			return nil, err
		}
		if err := tx.SaveReflection(ctx, e.ID, r); err != nil {
			return nil, err
		}
		// A new version: who closes it sees that somebody told something meanwhile.
		if e, err = tx.SaveEvaluation(ctx, e); err != nil {
			return nil, err
		}
		return s.showEvaluation(ctx, tx, e)
	})
}
