package solver_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/matching/internal/solver"
)

// tamper changes something in a plan or its certificate, as a mistake in the solver would.
func tamper(t *rapid.T, in *solver.Instance, plan *solver.Plan, proof *solver.Certificate) {
	by := rapid.SampledFrom([]int64{1, -1, 7, -7, proof.Unit, -proof.Unit, math.MaxInt64 / 2, math.MinInt64}).Draw(t, "by")
	what := rapid.SampledFrom([]string{"plan", "plan", "price", "gain", "unit", "swap"}).Draw(t, "what")
	switch n, m := in.Clients(), in.Networkers(); {
	case what == "plan" && n > 0:
		c := rapid.IntRange(0, n-1).Draw(t, "client")
		plan.Networker[c] = rapid.Int32Range(solver.None, int32(m)).Draw(t, "goes with")
	case what == "swap" && n > 0:
		c, d := rapid.IntRange(0, n-1).Draw(t, "client"), rapid.IntRange(0, n-1).Draw(t, "other")
		plan.Networker[c], plan.Networker[d] = plan.Networker[d], plan.Networker[c]
	case what == "price" && m > 0:
		proof.Price[rapid.IntRange(0, m-1).Draw(t, "networker")] += by
	case what == "gain" && n > 0:
		proof.Gain[rapid.IntRange(0, n-1).Draw(t, "client")] += by
	case what == "unit":
		proof.Unit = rapid.SampledFrom([]int64{0, 1, -1, proof.Unit / 2, proof.Unit + 1, math.MaxInt64}).Draw(t, "unit")
	}
}

// Whatever is wrong with plan or certificate: what the checker lets through is a plan, and the best.
func TestTheCheckerLetsThroughOnlyTheBest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInstance(t, small)
		o := drawOptions(t, in)
		plan, proof, err := solver.Solve(t.Context(), in, o)
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 4).Draw(t, "times") {
			tamper(t, in, plan, proof)
		}
		if solver.Check(in, o, plan, proof) != nil {
			return
		}
		for k, places := range in.Capacity {
			if count(plan.Networker, int32(k)) > int(places) {
				t.Fatalf("let through: %v, with %d places at %d", plan.Networker, places, k)
			}
		}
		if _, want := oracle(in, o); worthOf(in, o, plan.Networker) != want {
			t.Fatalf("let through: %v worth %+v, where %+v is possible", plan.Networker, worthOf(in, o, plan.Networker), want)
		}
	})
}

// And a plan that is any worse is refused, by the certificate of the best one too.
func TestTheCheckerRefusesWhatIsWorse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInstance(t, size{30, 10})
		o := drawOptions(t, in)
		plan, proof, err := solver.Solve(t.Context(), in, o)
		if err != nil {
			t.Fatal(err)
		}
		c := slices.IndexFunc(plan.Networker, func(k int32) bool { return k != solver.None })
		if c < 0 {
			return
		}
		worse := &solver.Plan{Networker: slices.Clone(plan.Networker)}
		worse.Networker[c] = solver.None
		if solver.Check(in, o, worse, proof) == nil {
			t.Fatalf("client %d has lost their place and the checker lets it through", c)
		}
	})
}

// Everybody who stays without has a reason that holds: nobody to go along with, or a group
// whose places are taken by people who wait as long. And only the best served set has one.
func TestEverybodyWithoutHasAReason(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInstance(t, small)
		o := drawOptions(t, in)
		plan, _ := solve(t, in, o)
		w, err := solver.CheckServed(in, o, &solver.Plan{Networker: plan})
		if err != nil {
			t.Fatal(err)
		}
		if w.Nobody+w.Full != count(plan, solver.None) {
			t.Fatalf("%+v of %v", w, plan)
		}
		rank := func(c int) int64 {
			return worthOf(&solver.Instance{Priority: in.Priority[c : c+1], Networker: []int32{0},
				Fit: []uint16{0}, First: []int32{0, 1}}, o, []int32{0}).rank
		}
		for c, k := range plan {
			for _, other := range in.Networker[in.First[c]:in.First[c+1]] {
				if k == solver.None && w.Level[other] < rank(c) {
					t.Fatalf("client %d of rank %d is without; networker %d has level %d", c, rank(c), other, w.Level[other])
				}
				if k != solver.None && w.Level[other] < w.Level[k] {
					t.Fatalf("client %d sits at level %d and could go to %d", c, w.Level[k], w.Level[other])
				}
			}
			if k != solver.None && w.Level[k] > rank(c) {
				t.Fatalf("client %d of rank %d sits at level %d", c, rank(c), w.Level[k])
			}
		}
		for k, level := range w.Level {
			if level > 0 && count(plan, int32(k)) < int(in.Capacity[k]) {
				t.Fatalf("networker %d has level %d and places left", k, level)
			}
		}
		// Another plan: it is let through exactly when its rank is as high.
		for range 3 {
			other := drawPlan(t, in)
			_, err := solver.CheckServed(in, o, &solver.Plan{Networker: other})
			if best := worthOf(in, o, other).rank == worthOf(in, o, plan).rank; best != (err == nil) {
				t.Fatalf("plan %v, as good: %v, says %v", other, best, err)
			}
		}
	})
}

// drawPlan draws any plan.
func drawPlan(t *rapid.T, in *solver.Instance) []int32 {
	left := slices.Clone(in.Capacity)
	plan := make([]int32, in.Clients())
	for c := range plan {
		plan[c] = solver.None
		for _, k := range in.Networker[in.First[c]:in.First[c+1]] {
			if left[k] > 0 && rapid.IntRange(0, 3).Draw(t, "go") > 0 {
				plan[c] = k
				left[k]--
				break
			}
		}
	}
	return plan
}

func TestTheCheckerSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	// Two want the one place of networker 0; networker 1 has two, one of which stays free.
	fresh := func() (*solver.Instance, *solver.Plan, *solver.Certificate) {
		in := &solver.Instance{
			Priority: []int32{5, 9, 1}, Capacity: []int32{1, 2}, First: []int32{0, 1, 2, 3},
			Networker: []int32{0, 0, 1}, Fit: []uint16{900, 300, 50},
		}
		plan, proof, err := solver.Solve(t.Context(), in, solver.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return in, plan, proof
	}
	for _, tt := range []struct {
		name  string
		spoil func(*solver.Instance, *solver.Plan, *solver.Certificate)
		says  string
	}{
		{"nothing", func(*solver.Instance, *solver.Plan, *solver.Certificate) {}, ""},
		{"another region", func(_ *solver.Instance, p *solver.Plan, _ *solver.Certificate) { p.Networker = p.Networker[1:] }, "not for 3 clients"},
		{"no instance", func(in *solver.Instance, _ *solver.Plan, _ *solver.Certificate) { in.Networker[2] = 2 }, "networker 2"},
		{"nobody", func(_ *solver.Instance, p *solver.Plan, _ *solver.Certificate) { p.Networker[0] = 2 }, "networker 2, who is not there"},
		{"too many", func(_ *solver.Instance, p *solver.Plan, _ *solver.Certificate) { p.Networker[0] = 0 }, "has 1 places and more people"},
		{"who may not", func(_ *solver.Instance, p *solver.Plan, c *solver.Certificate) { p.Networker[0], c.Gain[0] = 1, 0 }, "which is not possible"},
		{"a price for nothing", func(_ *solver.Instance, _ *solver.Plan, c *solver.Certificate) { c.Price[1] = 3 }, "a price of 3 with 1 places left"},
		{"a price below zero", func(_ *solver.Instance, _ *solver.Plan, c *solver.Certificate) { c.Price[0] = -3 }, "a price of -3"},
		{"a gain for nothing", func(_ *solver.Instance, _ *solver.Plan, c *solver.Certificate) { c.Gain[0] = 3 }, "a gain of 3"},
		{"a pair too cheap", func(_ *solver.Instance, _ *solver.Plan, c *solver.Certificate) { c.Price[0] = 0 }, "are -"},
		{"a gain too high", func(_ *solver.Instance, _ *solver.Plan, c *solver.Certificate) { c.Gain[2]++ }, "(in the plan: true)"},
		{"a small unit", func(_ *solver.Instance, _ *solver.Plan, c *solver.Certificate) { c.Unit = 1000 }, "does not outweigh"},
		{"a unit beyond counting", func(_ *solver.Instance, _ *solver.Plan, c *solver.Certificate) { c.Unit = math.MaxInt64 }, "does not fit"},
	} {
		in, plan, proof := fresh()
		tt.spoil(in, plan, proof)
		switch err := solver.Check(in, solver.Options{}, plan, proof); {
		case tt.says == "" && err != nil, tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)):
			t.Errorf("%s: %v; want %q", tt.name, err, tt.says)
		}
	}
	in, plan, proof := fresh()
	for _, o := range []solver.Options{{Mode: 7}, {Mode: solver.Balance, Lambda: -1}, {Standing: []int32{1}}} {
		if solver.Check(in, o, plan, proof) == nil {
			t.Errorf("options %+v are none", o)
		}
	}
	if solver.Check(in, solver.Options{}, nil, nil) == nil {
		t.Error("nothing at all is let through")
	}
}
