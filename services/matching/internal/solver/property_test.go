package solver_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/matching/internal/solver"
)

// solve gives a plan that the checker has no quarrel with.
func solve(t *rapid.T, in *solver.Instance, o solver.Options) ([]int32, worth) {
	t.Helper()
	plan, proof, err := solver.Solve(t.Context(), in, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := solver.Check(in, o, plan, proof); err != nil {
		t.Fatal(err)
	}
	return plan.Networker, worthOf(in, o, plan.Networker)
}

// However few people: the plan is the best of all there are, and of those equally good the first.
func TestThePlanIsWhatTryingEverythingFinds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInstance(t, small)
		o := drawOptions(t, in)
		plan, got := solve(t, in, o)
		best, want := oracle(in, o)
		if got != want || !slices.Equal(plan, best) {
			t.Fatalf("plan %v worth %+v; trying everything finds %v worth %+v", plan, got, best, want)
		}
	})
}

// In every mode as many people are served as can be: looking after those who wait costs
// nobody a place, nor does fit. And in care, those who wait longest come first.
func TestCoverageIsTheSameInEveryMode(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInstance(t, size{40, 15})
		served := map[solver.Mode]int{}
		rank := map[solver.Mode]int64{}
		for _, mode := range []solver.Mode{solver.Care, solver.Balance, solver.Fit} {
			plan, _ := solve(t, in, solver.Options{Mode: mode, Lambda: 10})
			served[mode] = len(plan) - count(plan, solver.None)
			rank[mode] = worthOf(in, solver.Options{Mode: solver.Care}, plan).rank
		}
		if served[solver.Care] != served[solver.Fit] || served[solver.Balance] != served[solver.Fit] {
			t.Fatalf("served: %v", served)
		}
		if rank[solver.Care] < rank[solver.Balance] || rank[solver.Balance] < 0 || rank[solver.Care] < rank[solver.Fit] {
			t.Fatalf("Σ(1+priority): %v", rank)
		}
	})
}

func count(plan []int32, what int32) (n int) {
	for _, k := range plan {
		if k == what {
			n++
		}
	}
	return n
}

// Nobody gets more people than places, and nobody goes with whom they may not: not
// before an exclusion and not after it.
func TestCapacityAndExclusionsAreAbsolute(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInstance(t, size{30, 10})
		o := drawOptions(t, in)
		for range 5 {
			plan, _ := solve(t, in, o) // worthOf panics on a pair that is not possible
			for k, places := range in.Capacity {
				if got := count(plan, int32(k)); got > int(places) {
					t.Fatalf("networker %d has %d places and %d people", k, places, got)
				}
			}
			c := slices.IndexFunc(plan, func(k int32) bool { return k != solver.None })
			if c < 0 {
				return
			}
			in = without(in, c, plan[c])
		}
	})
}

// One more networker never makes what comes first worse.
func TestOneMoreNetworkerHarmsNobody(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := drawInstance(t, size{30, 10})
		if all.Networkers() == 0 {
			return
		}
		o := drawOptions(t, all)
		gone := rapid.IntRange(0, all.Networkers()-1).Draw(t, "who is not there yet")
		fewer := *all
		fewer.Capacity = slices.Clone(all.Capacity)
		fewer.Capacity[gone] = 0
		_, after := solve(t, all, o)
		_, before := solve(t, &fewer, o)
		if before.beats(after) {
			t.Fatalf("worth %+v without networker %d, %+v with", before, gone, after)
		}
	})
}

// Whatever order people come in, what the plan reaches is the same.
func TestOrderOfPeopleDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInstance(t, size{30, 10})
		o := drawOptions(t, in)
		clients := rapid.Permutation(numbers(in.Clients())).Draw(t, "clients")
		networkers := rapid.Permutation(numbers(in.Networkers())).Draw(t, "networkers")
		other, standing := reorder(in, o, clients, networkers)
		_, here := solve(t, in, o)
		o.Standing = standing
		_, there := solve(t, other, o)
		if here != there {
			t.Fatalf("worth %+v, and %+v in another order", here, there)
		}
	})
}

func numbers(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}

// reorder gives client clients[c] of in the index c, and networker k the index networkers[k].
func reorder(in *solver.Instance, o solver.Options, clients, networkers []int32) (out *solver.Instance, standing []int32) {
	out = &solver.Instance{Capacity: make([]int32, in.Networkers()), First: []int32{0}}
	for k, to := range networkers {
		out.Capacity[to] = in.Capacity[k]
	}
	for _, c := range clients {
		out.Priority = append(out.Priority, in.Priority[c])
		from := len(out.Networker)
		for e := in.First[c]; e < in.First[c+1]; e++ {
			k := networkers[in.Networker[e]]
			at, _ := slices.BinarySearch(out.Networker[from:], k)
			out.Networker = slices.Insert(out.Networker, from+at, k)
			out.Fit = slices.Insert(out.Fit, from+at, in.Fit[e])
		}
		out.First = append(out.First, int32(len(out.Networker)))
		if o.Standing != nil {
			k := o.Standing[c]
			if k != solver.None {
				k = networkers[k]
			}
			standing = append(standing, k)
		}
	}
	return out, standing
}
