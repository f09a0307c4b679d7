package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/matching"
)

// asEngine, when set, makes this program `optrek solve` and nothing else: an engine that is
// measured has a process of its own, as its peer has.
const asEngine = "OPTREK_BENCH_AS_ENGINE"

// How many clients to plan for, and whether with the peer ("none": without).
const (
	planClients = "OPTREK_BENCH_CLIENTS"
	planPeer    = "OPTREK_BENCH_PEER"
)

// runEngine is what TestMain does in a process that is to be the engine.
func runEngine() int {
	return matching.Solve(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// lambda is what a point of priority weighs in balance.
const lambda = 10

// options are what only ours has to be told.
var options = map[string][]string{"balance": {"--lambda", strconv.Itoa(lambda)}}

// planned is what an engine said of a plan.
type planned struct {
	solved, processor time.Duration
	megabytes         float64
	reached           map[string]int64 // "served", "fit", and "priority": Σ(1+priority)
	checked           bool
}

// engine runs one of the two on a file, and reads what it says on standard error.
func engine(b *testing.B, program string, args ...string) planned {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), program, args...)
	cmd.Env = append(os.Environ(), asEngine+"=yes")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		b.Fatalf("%s %s: %v\n%s", filepath.Base(program), strings.Join(args, " "), err, &said)
	}
	p := planned{reached: map[string]int64{}}
	for line := range strings.Lines(said.String()) {
		words := strings.Fields(line)
		if len(words) < 2 {
			continue
		}
		switch words[0] {
		case "solved":
			p.solved, p.processor = seconds(words[1]), seconds(words[3])
		case "memory":
			p.megabytes, _ = strconv.ParseFloat(words[1], 64)
		case "served", "fit", "priority":
			p.reached[words[0]], _ = strconv.ParseInt(strings.TrimSuffix(words[1], ","), 10, 64)
		case "checked":
			p.checked = true
		}
	}
	if p.processor == 0 || p.reached["served"] == 0 {
		b.Fatalf("%s said nothing of use:\n%s", filepath.Base(program), &said)
	}
	return p
}

func seconds(word string) time.Duration {
	s, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return 0
	}
	return time.Duration(s * float64(time.Second))
}

// BenchmarkPlan plans a made-up region in each mode, and lets LEMON do the same, the
// algorithm of it that is fastest for that mode. It reports processor time, which other
// programs on the machine change least. Each is run once: it takes as long as that.
func BenchmarkPlan(b *testing.B) {
	clients := "100000"
	if asked := os.Getenv(planClients); asked != "" {
		clients = asked
	}
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	file := filepath.Join(b.TempDir(), "region.cnm")
	makeRegion(b, self, clients, file)
	lemon := buildLemon(b)
	for _, way := range []struct {
		mode, algorithm string
		same            func(reached map[string]int64) [2]int64 // what the mode is about; the rest may differ
	}{
		{"fit", "simplex", func(r map[string]int64) [2]int64 { return [2]int64{r["served"], r["fit"]} }},
		{"balance", "simplex", func(r map[string]int64) [2]int64 {
			return [2]int64{r["served"], r["fit"] + lambda*(r["priority"]-r["served"])}
		}},
		{"care", "scaling", func(r map[string]int64) [2]int64 { return [2]int64{r["priority"], r["fit"]} }},
	} {
		b.Run(way.mode, func(b *testing.B) {
			var ours, peers planned
			for b.Loop() {
				ours = engine(b, self, append(options[way.mode], "--mode", way.mode, "--check", file)...)
				if lemon != "" {
					peers = engine(b, lemon, way.algorithm, way.mode, strconv.Itoa(lambda), file)
				}
			}
			if !ours.checked {
				b.Fatal("the plan went out unchecked")
			}
			if lemon != "" && way.same(ours.reached) != way.same(peers.reached) {
				b.Errorf("ours reaches %v, LEMON %v", ours.reached, peers.reached)
			}
			comparePlans(b, clients+" clients, "+way.mode, ours, peers)
		})
	}
}

func makeRegion(b *testing.B, self, clients, file string) {
	b.Helper()
	out, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	defer out.Close()
	cmd := exec.CommandContext(b.Context(), self, "--generate", clients, "--seed", "3")
	cmd.Env = append(os.Environ(), asEngine+"=yes")
	cmd.Stdout, cmd.Stderr = out, os.Stderr
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
}

// buildLemon gives the peer's program, or "" where it cannot be made.
func buildLemon(b *testing.B) string {
	b.Helper()
	if os.Getenv(planPeer) == "none" {
		return ""
	}
	program := filepath.Join(b.TempDir(), "lemon")
	said, err := exec.CommandContext(b.Context(), "g++", "-O3", "-DNDEBUG", "-std=c++14", "-o", program, "lemon/lemon.cpp").CombinedOutput()
	if err != nil {
		note("BenchmarkPlan ran without its peer: there is no g++ with LEMON here (Debian: apt install g++ liblemon-dev).\n%.300s", said)
		return ""
	}
	return program
}

// comparePlans puts time and memory into the table.
func comparePlans(b *testing.B, what string, ours, peers planned) {
	b.Helper()
	b.ReportMetric(ours.processor.Seconds(), "s/ours")
	b.ReportMetric(ours.megabytes, "MB/ours")
	b.ReportMetric(0, "ns/op") // with reading and checking it says nothing
	peer, theirs, their := "(none)", "–", "–"
	if peers.processor > 0 {
		peer, theirs, their = "LEMON", round(peers.processor).String(), fmt.Sprintf("%.0f MB", peers.megabytes)
	}
	tell(row{"plan, " + what, ratio(ours.processor.Seconds(), peers.processor.Seconds()), peer, round(ours.processor).String(), theirs, 1})
	tell(row{"  its memory", ratio(ours.megabytes, peers.megabytes), peer, fmt.Sprintf("%.0f MB", ours.megabytes), their, 1})
}
