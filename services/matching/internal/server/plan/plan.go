// Package plan answers matching's PlanService: plans for an organisation, made on demand and in
// the night, as ideas for support workers in which nobody is forgotten. A plan is a row
// that says what is asked and how far it is; any process of the service makes it (make.go).
package plan

import (
	"cmp"
	"context"
	"time"
	_ "time/tzdata" // a bare image has no time zones

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain/plan"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// Server implements optrek.matching.v1.PlanService.
type Server struct {
	pb.UnimplementedPlanServiceServer
	base.Base
	door   base.Door
	solver Solver
	told   figures
	asked  chan struct{}
	// zone is where the night of a nightly plan is.
	zone *time.Location
}

// New makes the server; door is how an idea becomes an idea for a match.
func New(b base.Base, door base.Door) *Server {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // the zones are built in: only a broken build comes here
	}
	return &Server{Base: b, door: door, solver: exactly{}, told: newFigures(), asked: make(chan struct{}, 1), zone: zone}
}

// Asked says when GoOn has something to do at once.
func (s *Server) Asked() <-chan struct{} { return s.asked }

func (s *Server) wake() {
	select {
	case s.asked <- struct{}{}:
	default: // somebody said so already
	}
}

// StartPlan begins a plan, or gives the one that is being made.
func (s *Server) StartPlan(ctx context.Context, req *pb.StartPlanRequest) (*pb.Plan, error) {
	answer, err := base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Plan, error) {
		settings, err := tx.PlanSettings(ctx)
		if err != nil {
			return nil, err
		}
		care := cmp.Or(wire.Word[plan.Care](req.GetCare()), settings.Care)
		p, err := tx.AddPlan(ctx, plan.Make(plan.ID(ids.New()), care, false, s.Now()))
		return message(p), err
	})
	if err == nil {
		s.wake()
	}
	return answer, err
}

// GetPlan gives one plan, with how far it is.
func (s *Server) GetPlan(ctx context.Context, req *pb.GetPlanRequest) (*pb.Plan, error) {
	var out *pb.Plan
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		p, err := tx.Plan(ctx, wire.ID[plan.ID](req.GetId()))
		out = message(p)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// ListPlans lists plans, newest first.
func (s *Server) ListPlans(ctx context.Context, req *pb.ListPlansRequest) (*pb.ListPlansResponse, error) {
	key, err := paging.After(req.GetPageToken(), 2)
	if err != nil {
		return nil, err
	}
	var after time.Time
	if key[0] != "" {
		if after, err = time.Parse(time.RFC3339Nano, key[0]); err != nil {
			return nil, paging.BadToken()
		}
	}
	out, size := &pb.ListPlansResponse{}, paging.Size(req.GetPageSize())
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Plans(ctx, after, plan.ID(key[1]), size+1)
		page, more := paging.Cut(found, size)
		for _, p := range page {
			out.Plans = append(out.Plans, message(p))
		}
		if more {
			last := page[size-1]
			out.NextPageToken = paging.Token(last.Started.Format(time.RFC3339Nano), string(last.ID))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// StopPlan stops one that is being made: whoever makes it looks at its state and leaves off.
func (s *Server) StopPlan(ctx context.Context, req *pb.StopPlanRequest) (*pb.Plan, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Plan, error) {
		p, err := tx.PlanForChange(ctx, wire.ID[plan.ID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if p, err = p.Stop(s.Now()); err != nil {
			return nil, err
		}
		return message(p), tx.SavePlan(ctx, p)
	})
}

// GetPlanSettings says how plans are made here.
func (s *Server) GetPlanSettings(ctx context.Context, _ *pb.GetPlanSettingsRequest) (*pb.PlanSettings, error) {
	var out *pb.PlanSettings
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		settings, err := tx.PlanSettings(ctx)
		out = settingsMessage(settings)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// SetPlanSettings changes how plans are made here, from the next plan on.
func (s *Server) SetPlanSettings(ctx context.Context, req *pb.SetPlanSettingsRequest) (*pb.PlanSettings, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.PlanSettings, error) {
		settings, err := tx.PlanSettings(ctx)
		if err != nil {
			return nil, err
		}
		if err := settings.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		settings.Care, settings.Nightly = wire.Word[plan.Care](req.GetCare()), req.GetNightly()
		settings, err = tx.SavePlanSettings(ctx, settings)
		return settingsMessage(settings), err
	})
}

func settingsMessage(s plan.Settings) *pb.PlanSettings {
	return &pb.PlanSettings{Etag: s.Version.Etag(), Care: wire.Value[pb.PlanCare](s.Care), Nightly: s.Nightly}
}

func message(p plan.Plan) *pb.Plan {
	n := p.Counts
	out := &pb.Plan{
		Id: string(p.ID), State: wire.Value[pb.Plan_State](p.State), Care: wire.Value[pb.PlanCare](p.Care), Nightly: p.Nightly,
		StartTime: wire.Stamp(p.Started), DoneTime: wire.Stamp(p.Done), Phase: wire.Value[pb.Plan_Phase](p.Phase), PhaseDone: p.PhaseDone,
		Wishing: int32(n.Wishing), WithIdea: int32(n.WithIdea), Without: int32(n.Without),
		Places: int32(n.Places), PlacesFree: int32(n.PlacesFree), Summary: base.Sentences(p.Summary),
	}
	for _, a := range p.Areas {
		out.Areas = append(out.Areas, &pb.PlanArea{Area: a.Area, Wishing: int32(a.Wishing),
			WithIdea: int32(a.WithIdea), PlacesFree: int32(a.PlacesFree)})
	}
	return out
}
