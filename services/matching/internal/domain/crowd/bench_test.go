package crowd_test

import (
	"fmt"
	"math/rand"
	"runtime"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/crowd"
)

// region makes n people as they live in a part of the country: some words everybody
// likes and many that few do, one in eight a networker.
func region(n int) []crowd.Person {
	r := rand.New(rand.NewSource(1))
	often := rand.NewZipf(r, 1.1, 8, 299)
	words := func(most int) (out []string) {
		for range 1 + r.Intn(most) {
			if w := fmt.Sprint("woord ", often.Uint64()); !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
		return out
	}
	when := domain.Dayparts()
	out := make([]crowd.Person, n)
	for i := range out {
		p := crowd.Person{HasWish: true, Wishes: words(2), Profile: domain.Profile{
			Client: domain.ClientID(fmt.Sprintf("%08x", r.Uint32())), Interests: words(6), Talents: words(3),
			TravelKm: []int{5, 10, 15, 25, 50}[r.Intn(5)], Company: []string{"one_to_one", "group", "either"}[r.Intn(3)],
			Communication: []string{"speech", "speech", "simple_speech", "pictures", "signs"}[r.Intn(5)],
			Area:          fmt.Sprint(1000 + r.Intn(9000))}}
		for range 1 + r.Intn(3) {
			if d := when[r.Intn(6)]; !slices.Contains(p.Profile.Dayparts, d) {
				p.Profile.Dayparts = append(p.Profile.Dayparts, d)
			}
		}
		if r.Intn(8) == 0 {
			p.Role, p.Places, p.HasWish, p.Wishes = "active", 1+r.Intn(8), false, nil
		} else {
			p.Waiting = domain.Wish{ID: domain.WishID(p.Profile.Client), Client: p.Profile.Client, State: "open", Told: true, Interests: p.Wishes}
		}
		out[i] = p
	}
	return out
}

func BenchmarkSuggest(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			people := region(n)
			before := heap()
			c := of(people...)
			b.ReportMetric(float64(heap()-before)/1e6, "MB")
			var desk crowd.Desk
			var took []time.Duration
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			for i := 0; b.Loop(); i++ {
				p := people[i*7919%n]
				wish := domain.Wish{ID: "w", Client: p.Profile.Client, State: "open", Told: true, Interests: p.Wishes}
				from := cpu(b)
				c.Suggest(crowd.Question{Wish: wish, Profile: p.Profile, MayMatch: true}, &desk)
				took = append(took, cpu(b)-from)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-cpu-µs")
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-cpu-µs")
		})
	}
}

func BenchmarkPut(b *testing.B) {
	people := region(100_000)
	c := of(people...)
	for i := 0; b.Loop(); i++ {
		c.Put(people[i*7919%len(people)])
	}
}

func BenchmarkPairs(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		c := of(region(n)...)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var f *crowd.Feasible
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			from := cpu(b)
			for b.Loop() {
				f = pairs(c)
			}
			b.ReportMetric((cpu(b)-from).Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(len(f.Networker))/float64(len(f.Clients)), "pairs/client")
			b.ReportMetric(float64(len(f.Networkers)), "networkers")
		})
	}
}

// cpu is the time this thread has worked: what a busy machine does beside it is not ours.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		b.Fatal(err)
	}
	return time.Duration(t.Nano())
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
