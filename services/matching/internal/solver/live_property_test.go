package solver_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/matching/internal/solver"
)

// change lets something happen to a kept plan, and tells who moved.
func change(t *rapid.T, live *solver.Live) []solver.Move {
	in := live.Instance()
	n, m := int32(in.Clients()), int32(in.Networkers())
	client := func() int32 { return rapid.Int32Range(0, n-1).Draw(t, "client") }
	what := rapid.SampledFrom([]string{"client arrives", "networker arrives", "client leaves", "client changes", "places", "exclusion", "stand"}).Draw(t, "what")
	var moves []solver.Move
	var err error
	switch {
	case what == "client arrives":
		_, moves, err = live.ClientArrives(rapid.Int32Range(0, 5).Draw(t, "priority"), drawPairs(t, m))
	case what == "networker arrives":
		_, moves, err = live.NetworkerArrives(rapid.Int32Range(0, 2).Draw(t, "places"), drawPairs(t, n))
	case what == "client leaves" && n > 0:
		moves = live.ClientLeaves(client())
	case what == "client changes" && n > 0:
		moves, err = live.ClientChanges(client(), rapid.Int32Range(0, 2000).Draw(t, "priority"), drawPairs(t, m))
	case what == "places" && m > 0:
		moves, err = live.SetPlaces(rapid.Int32Range(0, m-1).Draw(t, "networker"), rapid.Int32Range(0, 3).Draw(t, "places"))
	case what == "exclusion" && n > 0 && m > 0:
		moves = live.Exclude(client(), rapid.Int32Range(0, m-1).Draw(t, "networker"))
	case what == "stand":
		live.Stand()
	}
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	return moves
}

func drawPairs(t *rapid.T, others int32) []solver.Pair {
	var with []solver.Pair
	for o := range others {
		if rapid.Bool().Draw(t, "possible") {
			with = append(with, solver.Pair{Other: o, Fit: rapid.Uint16Range(0, 5).Draw(t, "fit")})
		}
	}
	return with
}

// Whatever comes: a plan that is kept is the one that would be made anew, and proven.
func TestAKeptPlanIsThePlanMadeAnew(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInstance(t, size{8, 5})
		o := drawOptions(t, in)
		plan, proof, err := solver.Solve(t.Context(), in, o)
		if err != nil {
			t.Fatal(err)
		}
		live, err := solver.Keep(in, o, plan, proof)
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 12).Draw(t, "changes") {
			change(t, live)
			in, o := live.Instance(), live.Options()
			kept := live.Plan()
			if err := solver.Check(in, o, kept, live.Certificate()); err != nil {
				t.Fatal(err)
			}
			if anew, _ := solve(t, in, o); !slices.Equal(kept.Networker, anew) {
				t.Fatalf("kept %v, made anew %v", kept.Networker, anew)
			}
			if in.Clients() <= 6 && in.Networkers() <= 4 {
				if best, _ := oracle(in, o); !slices.Equal(kept.Networker, best) {
					t.Fatalf("kept %v, trying everything finds %v", kept.Networker, best)
				}
			}
		}
	})
}
