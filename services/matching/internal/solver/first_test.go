package solver

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// everyPlan calls f with each plan there is, those that read first first.
func everyPlan(in *Instance, f func(plan []int32)) {
	plan, left := make([]int32, in.Clients()), slices.Clone(in.Capacity)
	var from func(c int)
	from = func(c int) {
		if c == len(plan) {
			f(plan)
			return
		}
		for e := in.First[c]; e < in.First[c+1]; e++ {
			if k := in.Networker[e]; left[k] > 0 {
				plan[c] = k
				left[k]--
				from(c + 1)
				left[k]++
			}
		}
		plan[c] = None
		from(c + 1)
	}
	from(0)
}

func TestThePlanIsTheFirstOfTheBest(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 6))
	for range 200 {
		in := random(r, 1+r.IntN(6), 1+r.IntN(5), 1+r.IntN(4))
		for i := range in.Fit {
			in.Fit[i] = uint16(r.IntN(2)) // most is equally good
		}
		for _, opt := range modes {
			w, err := newWorth(in, &opt, in.Clients())
			if err != nil {
				t.Fatal(err)
			}
			var best []int32
			most := int64(-1)
			everyPlan(in, func(plan []int32) {
				sum := int64(0)
				for c, k := range plan {
					if k != None {
						e, _ := slices.BinarySearch(in.Networker[in.First[c]:in.First[c+1]], k)
						sum += worthOf(w, &opt, int32(c), k, in.Fit[int(in.First[c])+e])
					}
				}
				if sum > most {
					best, most = slices.Clone(plan), sum
				}
			})
			plan, _, err := Solve(context.Background(), in, opt)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(plan.Networker, best) {
				t.Fatalf("mode %d of %+v: %v, where %v comes first", opt.Mode, in, plan.Networker, best)
			}
		}
	}
}
