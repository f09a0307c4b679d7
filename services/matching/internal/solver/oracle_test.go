package solver_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/matching/internal/solver"
)

// worth is what a plan reaches: rank before points. It stands here once more, in the
// words of the design and not of the solver, so that the tests share no mistake with it.
type worth struct{ rank, points int64 }

func (w worth) beats(o worth) bool { return w.rank > o.rank || w.rank == o.rank && w.points > o.points }

// worthOf adds up a plan; a pair that is not possible panics, which fails the test.
func worthOf(in *solver.Instance, o solver.Options, networker []int32) (total worth) {
	for c, k := range networker {
		if k == solver.None {
			continue
		}
		of := in.Networker[in.First[c]:in.First[c+1]]
		at, possible := slices.BinarySearch(of, k)
		if !possible {
			panic(fmt.Sprintf("client %d cannot go with networker %d", c, k))
		}
		total.points += int64(in.Fit[int(in.First[c])+at])
		switch o.Mode {
		case solver.Care:
			total.rank += 1 + int64(in.Priority[c])
		case solver.Balance:
			total.rank++
			total.points += int64(o.Lambda) * int64(in.Priority[c])
		case solver.Fit:
			total.rank++
		}
		if o.Standing != nil && o.Standing[c] == k {
			total.points += int64(o.Bonus)
		}
	}
	return total
}

// oracle tries everything: the best plan there is, and the first of those equally good,
// reading client by client, a lower networker before a higher and anyone before nobody.
func oracle(in *solver.Instance, o solver.Options) ([]int32, worth) {
	left := slices.Clone(in.Capacity)
	now := make([]int32, in.Clients())
	best, bestWorth := []int32(nil), worth{-1, -1}
	var try func(c int)
	try = func(c int) {
		if c == in.Clients() {
			if w := worthOf(in, o, now); best == nil || w.beats(bestWorth) {
				best, bestWorth = slices.Clone(now), w
			}
			return
		}
		for _, k := range in.Networker[in.First[c]:in.First[c+1]] {
			if left[k] > 0 {
				left[k]--
				now[c] = k
				try(c + 1)
				left[k]++
			}
		}
		now[c] = solver.None
		try(c + 1)
	}
	try(0)
	return best, bestWorth
}

// size is how large a drawn instance may be.
type size struct{ clients, networkers int }

// small is what the oracle can try in full.
var small = size{6, 4}

// drawInstance draws one with few kinds of fit and priority, so that much is equally
// good, or with the extremes, so that what is computed is large.
func drawInstance(t *rapid.T, most size) *solver.Instance {
	fit := rapid.SampledFrom([]*rapid.Generator[uint16]{
		rapid.Uint16Range(0, 3), rapid.Uint16Range(0, solver.MaxFit), rapid.SampledFrom([]uint16{0, 1, 9999, solver.MaxFit}),
	}).Draw(t, "kind of fit")
	waiting := rapid.SampledFrom([]*rapid.Generator[int32]{
		rapid.Int32Range(0, 3), rapid.Int32Range(0, 1000), rapid.SampledFrom([]int32{0, 1, 999_999, 1_000_000}),
	}).Draw(t, "kind of priority")
	in := &solver.Instance{First: []int32{0}}
	least := rapid.SampledFrom([]size{{0, 0}, {most.clients / 2, most.networkers / 2}, most}).Draw(t, "at least")
	in.Priority = rapid.SliceOfN(waiting, least.clients, most.clients).Draw(t, "priority")
	in.Capacity = rapid.SliceOfN(rapid.Int32Range(0, 2), least.networkers, most.networkers).Draw(t, "capacity")
	for range in.Priority {
		for k := range in.Capacity {
			if rapid.IntRange(0, 2).Draw(t, "possible") > 0 {
				in.Networker, in.Fit = append(in.Networker, int32(k)), append(in.Fit, fit.Draw(t, "fit"))
			}
		}
		in.First = append(in.First, int32(len(in.Networker)))
	}
	return in
}

func drawOptions(t *rapid.T, in *solver.Instance) solver.Options {
	o := solver.Options{Mode: rapid.SampledFrom([]solver.Mode{solver.Care, solver.Balance, solver.Fit}).Draw(t, "mode")}
	if o.Mode == solver.Balance {
		o.Lambda = rapid.Int32Range(0, 20).Draw(t, "lambda")
	}
	if rapid.Bool().Draw(t, "is there a plan before") {
		o.Bonus = rapid.SampledFrom([]uint16{0, 1, 500}).Draw(t, "bonus")
		o.Standing = make([]int32, in.Clients())
		for c := range o.Standing {
			o.Standing[c] = rapid.Int32Range(solver.None, int32(in.Networkers())-1).Draw(t, "standing")
		}
	}
	return o
}

// without is the instance without the pair of c and k.
func without(in *solver.Instance, c int, k int32) *solver.Instance {
	out := &solver.Instance{Priority: in.Priority, Capacity: in.Capacity, First: []int32{0}}
	for d := range in.Clients() {
		for e := in.First[d]; e < in.First[d+1]; e++ {
			if d != c || in.Networker[e] != k {
				out.Networker, out.Fit = append(out.Networker, in.Networker[e]), append(out.Fit, in.Fit[e])
			}
		}
		out.First = append(out.First, int32(len(out.Networker)))
	}
	return out
}
