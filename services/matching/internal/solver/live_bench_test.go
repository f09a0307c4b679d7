package solver_test

import (
	"flag"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/optrek/optrek/services/matching/internal/solver"
	"github.com/optrek/optrek/services/matching/internal/solver/cnm"
)

var liveClients = flag.Int("live.clients", 100_000, "clients of the plan that BenchmarkLive keeps")

// threadTime is how long this thread has worked: other programs on the machine do not count.
func threadTime(b *testing.B) time.Duration {
	b.Helper()
	var used unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Nano())
}

// BenchmarkLive lets people come and go in a plan of a whole region that is kept: how long
// it takes until the plan is the best one again (the 99th percentile, in ms), and how many
// others get somebody else for it, with a bonus for what stands.
func BenchmarkLive(b *testing.B) {
	runtime.LockOSThread()
	in := &cnm.Make(*liveClients, 3).Instance
	o := solver.Options{Mode: solver.Care, Bonus: 500}
	plan, proof, err := solver.Solve(b.Context(), in, o)
	if err != nil {
		b.Fatal(err)
	}
	live, err := solver.Keep(in, o, plan, proof)
	if err != nil {
		b.Fatal(err)
	}
	live.Stand()
	chance := rand.New(rand.NewPCG(1, 1))
	took := map[string][]time.Duration{}
	moved, times := 0, 0
	now := numbers(in.Clients()) // the index that each has: whoever comes back has another
	for b.Loop() {
		c := chance.Int32N(int32(in.Clients()))
		start := threadTime(b)
		moves := live.ClientLeaves(now[c])
		took["leaving"] = append(took["leaving"], threadTime(b)-start)
		moved, times = moved+others(moves, now[c]), times+1
		live.Stand()

		var with []solver.Pair
		for e := in.First[c]; e < in.First[c+1]; e++ {
			with = append(with, solver.Pair{Other: in.Networker[e], Fit: in.Fit[e]})
		}
		start = threadTime(b)
		now[c], moves, err = live.ClientArrives(in.Priority[c], with)
		took["arriving"] = append(took["arriving"], threadTime(b)-start)
		if err != nil {
			b.Fatal(err)
		}
		moved, times = moved+others(moves, now[c]), times+1
		live.Stand()
	}
	if err := solver.Check(live.Instance(), live.Options(), live.Plan(), live.Certificate()); err != nil {
		b.Fatal(err)
	}
	for what, each := range took {
		slices.Sort(each)
		b.ReportMetric(float64(each[len(each)*99/100].Microseconds())/1000, "ms-p99/"+what)
		b.ReportMetric(float64(each[len(each)/2].Microseconds())/1000, "ms-p50/"+what)
	}
	b.ReportMetric(float64(moved)/float64(times), "others-moved")
	b.ReportMetric(0, "ns/op")
}

// others counts who lost the networker they had, beside the one it was about.
func others(moves []solver.Move, but int32) (n int) {
	for _, m := range moves {
		if m.Client != but && m.From != solver.None {
			n++
		}
	}
	return n
}
