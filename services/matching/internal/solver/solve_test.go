package solver

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
)

// modes are all ways to plan that a test goes through.
var modes = []Options{{Mode: Care}, {Mode: Balance, Lambda: 10}, {Mode: Fit}}

// random is an instance with few kinds of fit and priority, so that much is equally good.
func random(r *rand.Rand, n, m, degree int) *Instance {
	in := &Instance{First: []int32{0}}
	for range m {
		in.Capacity = append(in.Capacity, int32(r.IntN(3)))
	}
	for range n {
		in.Priority = append(in.Priority, int32(r.IntN(6)))
		for k := range m {
			if r.IntN(m) < degree {
				in.Networker = append(in.Networker, int32(k))
				in.Fit = append(in.Fit, uint16(r.IntN(8)))
			}
		}
		in.First = append(in.First, int32(len(in.Networker)))
	}
	return in
}

// worthOf is what a pair is worth, from the definition.
func worthOf(w *worth, opt *Options, c, k int32, fit uint16) int64 {
	v := w.base[c] + int64(fit)
	if opt.Standing != nil && opt.Standing[c] == k {
		v += int64(opt.Bonus)
	}
	return v
}

// proven fails the test unless the certificate proves the plan.
func proven(tb testing.TB, in *Instance, opt Options, p *Plan, ce *Certificate) {
	tb.Helper()
	w, err := newWorth(in, &opt, in.Clients())
	if err != nil {
		tb.Fatal(err)
	}
	for c, priority := range in.Priority {
		w.base[c] = ce.Unit*opt.rank(priority) + opt.extra(priority)
	}
	used := make([]int32, in.Networkers())
	for c := range int32(in.Clients()) {
		with := None
		for e := in.First[c]; e < in.First[c+1]; e++ {
			k := in.Networker[e]
			slack := ce.Gain[c] + ce.Price[k] - worthOf(w, &opt, c, k, in.Fit[e])
			if slack < 0 || slack > 0 && p.Networker[c] == k {
				tb.Fatalf("client %d and networker %d: slack %d", c, k, slack)
			}
			if p.Networker[c] == k {
				with = k
				used[k]++
			}
		}
		if with != p.Networker[c] || ce.Gain[c] < 0 || with == None && ce.Gain[c] != 0 {
			tb.Fatalf("client %d with networker %d (pair with %d) gains %d", c, p.Networker[c], with, ce.Gain[c])
		}
	}
	for k, u := range used {
		if u > in.Capacity[k] || ce.Price[k] < 0 || u < in.Capacity[k] && ce.Price[k] != 0 {
			tb.Fatalf("networker %d: %d of %d places at price %d", k, u, in.Capacity[k], ce.Price[k])
		}
	}
}

func TestEveryPlanIsProven(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	for range 300 {
		in := random(r, 1+r.IntN(30), 1+r.IntN(20), 1+r.IntN(6))
		for _, opt := range modes {
			opt.Bonus = uint16(r.IntN(4))
			for range in.Priority {
				opt.Standing = append(opt.Standing, int32(r.IntN(in.Networkers()+1)-1))
			}
			p, ce, err := Solve(context.Background(), in, opt)
			if err != nil {
				t.Fatal(err)
			}
			proven(t, in, opt, p, ce)
		}
	}
}

func TestSolveStopsWhenAsked(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	in := random(rand.New(rand.NewPCG(4, 2)), 50, 20, 5)
	if _, _, err := Solve(ctx, in, Options{}); !errors.Is(err, context.Canceled) {
		t.Fatalf("solved on: %v", err)
	}
}

func TestProgressOnlyGoesUp(t *testing.T) {
	in := random(rand.New(rand.NewPCG(4, 7)), 3000, 1000, 12)
	for _, opt := range modes {
		last, told := 0.0, 0
		opt.Progress = func(_ string, done float64) {
			if told++; done < last || done > 1 {
				t.Errorf("from %f to %f", last, done)
			}
			last = done
		}
		if _, _, err := Solve(context.Background(), in, opt); err != nil || told < 4 {
			t.Errorf("told %d times: %v", told, err)
		}
	}
}

func TestSolveSaysWhatIsWrong(t *testing.T) {
	for name, in := range map[string]*Instance{
		"no offsets":        {Priority: []int32{0}},
		"priority":          {Priority: []int32{-1}, First: []int32{0, 0}},
		"places":            {Capacity: []int32{-1}, First: []int32{0}},
		"unknown networker": {Priority: []int32{0}, First: []int32{0, 1}, Networker: []int32{0}, Fit: []uint16{1}},
		"twice": {
			Priority: []int32{0}, Capacity: []int32{1}, First: []int32{0, 2},
			Networker: []int32{0, 0}, Fit: []uint16{1, 1},
		},
		"fit": {
			Priority: []int32{0}, Capacity: []int32{1}, First: []int32{0, 1},
			Networker: []int32{0}, Fit: []uint16{MaxFit + 1},
		},
	} {
		if _, _, err := Solve(context.Background(), in, Options{}); err == nil {
			t.Errorf("%s: nothing said", name)
		}
	}
	good := &Instance{Priority: []int32{1 << 30}, Capacity: []int32{1}, First: []int32{0, 1}, Networker: []int32{0}, Fit: []uint16{1}}
	for name, opt := range map[string]Options{
		"mode": {Mode: 9}, "lambda": {Mode: Balance, Lambda: -1}, "standing": {Standing: []int32{0, 0}},
	} {
		if _, _, err := Solve(context.Background(), good, opt); err == nil {
			t.Errorf("%s: nothing said", name)
		}
	}
}
