package plan

import (
	"context"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/matching/internal/domain/plan"
	"github.com/optrek/optrek/services/matching/internal/solver"
)

// lying is an engine that leaves somebody without although there is a place.
type lying struct{}

func (lying) Solve(ctx context.Context, in *solver.Instance, o solver.Options) (*solver.Plan, *solver.Certificate, error) {
	made, proof, err := solver.Solve(ctx, in, o)
	if err == nil {
		made.Networker[0] = solver.None
	}
	return made, proof, err
}

func TestAPlanWithoutProofIsNotUsed(t *testing.T) {
	t.Parallel()
	c := &plan.Crowd{People: make([]plan.Person, 2), Leads: []plan.Lead{{Places: 2}}, First: []int32{0, 1, 2}, Lead: []int32{0, 0}, Fit: []uint16{4000, 5000}}
	for _, care := range []plan.Care{plan.Waiting, plan.Balance, plan.Suiting} {
		lead, instead, err := (&Server{solver: exactly{}, told: newFigures()}).solve(t.Context(), c, care, &whereabouts{})
		if err != nil || lead[0] != 0 || lead[1] != 0 || len(instead) != 2 {
			t.Errorf("%s: %v, %v, %v", care, lead, instead, err)
		}
		if _, _, err := (&Server{solver: lying{}, told: newFigures()}).solve(t.Context(), c, care, &whereabouts{}); err == nil || !strings.Contains(err.Error(), "proof") {
			t.Errorf("%s: a plan without proof: %v", care, err)
		}
	}
}

// Whom a plan looks after first decides who has the last place.
func TestTheCareThatIsChosenDecides(t *testing.T) {
	t.Parallel()
	c := &plan.Crowd{People: []plan.Person{{Waits: 300}, {Waits: 3}}, Leads: []plan.Lead{{Places: 1}}, First: []int32{0, 1, 2},
		Lead: []int32{0, 0}, Fit: []uint16{1000, 9000}}
	for care, want := range map[plan.Care][2]int{plan.Waiting: {0, 1}, plan.Balance: {1, 0}, plan.Suiting: {1, 0}} {
		lead, instead, err := (&Server{solver: exactly{}, told: newFigures()}).solve(t.Context(), c, care, &whereabouts{})
		if err != nil || lead[want[0]] != 0 || lead[1-want[0]] != solver.None || instead[want[1]] != 0 {
			t.Errorf("%s: %v, instead %v, %v", care, lead, instead, err)
		}
	}
}
