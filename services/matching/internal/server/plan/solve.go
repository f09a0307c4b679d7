package plan

import (
	"context"
	"fmt"
	"time"

	"github.com/optrek/optrek/services/matching/internal/domain/plan"
	"github.com/optrek/optrek/services/matching/internal/solver"
)

const (
	// aDay is how many points of fit, of 10,000, one day of waiting weighs in balance.
	aDay = 10
	// standing is what it is worth in the same points to leave an idea as it was: without
	// it one who arrives would move the ideas of several others.
	standing = 500
)

// Solver makes the best plan there is, and checks what proves it.
type Solver interface {
	Solve(context.Context, *solver.Instance, solver.Options) (*solver.Plan, *solver.Certificate, error)
}

// exactly is the engine.
type exactly struct{}

func (exactly) Solve(ctx context.Context, in *solver.Instance, o solver.Options) (*solver.Plan, *solver.Certificate, error) {
	return solver.Solve(ctx, in, o)
}

var modes = map[plan.Care]solver.Mode{plan.Waiting: solver.Care, plan.Balance: solver.Balance, plan.Suiting: solver.Fit}

// solve gives each person's networker, and what another care would choose instead.
func (s *Server) solve(ctx context.Context, c *plan.Crowd, care plan.Care, at *whereabouts) (lead, instead []int32, err error) {
	other := plan.Waiting
	if care == plan.Waiting {
		other = plan.Suiting
	}
	if lead, err = s.best(ctx, c, care, func(done float64) { at.set(plan.Planning, done/2) }); err != nil {
		return nil, nil, err
	}
	instead, err = s.best(ctx, c, other, func(done float64) { at.set(plan.Planning, (1+done)/2) })
	at.set(plan.Checking, 0)
	return lead, instead, err
}

// best is the plan of one care, once its proof holds.
func (s *Server) best(ctx context.Context, c *plan.Crowd, care plan.Care, tell func(done float64)) ([]int32, error) {
	in := &solver.Instance{Priority: c.Waits(), Capacity: c.Places(), First: c.First, Networker: c.Lead, Fit: c.Fit}
	options := solver.Options{Mode: modes[care], Lambda: aDay, Standing: c.Standing(), Bonus: standing,
		Progress: func(_ string, done float64) { tell(done) }}
	began := time.Now()
	made, proof, err := s.solver.Solve(ctx, in, options)
	if err != nil {
		return nil, err
	}
	err = solver.Check(in, options, made, proof)
	s.told.solved(ctx, care, began, err == nil)
	if err != nil {
		return nil, fmt.Errorf("a plan that its proof does not hold for is not used: %w", err)
	}
	return made.Networker, nil
}
