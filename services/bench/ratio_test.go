package bench

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/optrek/optrek/services/internal/embedded"
)

// serverURL names a server for pgtest to use.
const serverURL = "OPTREK_TEST_DATABASE_URL"

// table is what the run found, printed once at its end.
var table struct {
	sync.Mutex
	rows  []row
	notes []string // said below it
}

// row is one comparison.
type row struct {
	what, ratio, peer, ours, peers string
	times                          int
}

// ratio of two figures, for the table; without a peer there is none.
func ratio(ours, peers float64) string {
	if peers == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", ours/peers)
}

func tell(r row) {
	table.Lock()
	defer table.Unlock()
	table.rows = append(table.rows, r)
}

// note says something below the table.
func note(format string, args ...any) {
	table.Lock()
	defer table.Unlock()
	table.notes = append(table.notes, fmt.Sprintf(format, args...))
}

func TestMain(m *testing.M) {
	if os.Getenv(asEngine) != "" {
		os.Exit(runEngine())
	}
	code := 1
	if err := withServer(func() { code = m.Run() }); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	if len(table.rows) > 0 {
		out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(out, "\nwhat\tratio\tpeer\tours (median)\tpeer (median)\ttimes")
		for _, r := range table.rows {
			fmt.Fprintf(out, "%s\t%s\t× %s\t%s\t%s\t%d\n", r.what, r.ratio, r.peer, r.ours, r.peers, r.times)
		}
		for _, n := range table.notes {
			fmt.Fprintln(out, n)
		}
		if err := out.Flush(); err != nil {
			code = 1
		}
	}
	os.Exit(code)
}

// withServer gives the benchmarks a PostgreSQL of their own: the tests' one may be
// busy with others, and a long transaction of theirs holds up a feed.
func withServer(run func()) (err error) {
	flag.Parse()
	if asked := flag.Lookup("test.bench"); asked == nil || asked.Value.String() == "" || os.Getenv(serverURL) != "" {
		run()
		return nil
	}
	dir, err := os.MkdirTemp("", "optrek-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	server, err := embedded.Start(context.Background(), embedded.Options{DataDir: dir, Fast: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop(context.Background())) }()
	if err := os.Setenv(serverURL, server.URL()); err != nil {
		return err
	}
	run()
	return nil
}

func round(d time.Duration) time.Duration {
	if d > 10*time.Millisecond {
		return d.Round(100 * time.Microsecond)
	}
	return d.Round(time.Microsecond)
}

// compare does our work and the peer's by turns until the benchmark has had enough,
// and reports the ratio of the medians: a pause of the machine hits one turn, and
// the median does not see it. A turn that fails ends the benchmark.
func compare(b *testing.B, what, peer string, ours, theirs func() error) {
	b.Helper()
	var our, their []time.Duration
	turn := func(work func() error) time.Duration {
		start := time.Now()
		if err := work(); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	for b.Loop() {
		our, their = append(our, turn(ours)), append(their, turn(theirs))
	}
	for len(our) < 3 { // what takes seconds needs a median too
		our, their = append(our, turn(ours)), append(their, turn(theirs))
	}
	mine, other := median(our), median(their)
	b.ReportMetric(float64(mine)/max(float64(other), 1), "×"+peer)
	b.ReportMetric(float64(mine), "ns/ours")
	b.ReportMetric(float64(other), "ns/peer")
	b.ReportMetric(0, "ns/op") // ours and the peer's in one sum says nothing
	tell(row{what, ratio(float64(mine), float64(other)), peer, round(mine).String(), round(other).String(), len(our)})
}

func median(of []time.Duration) time.Duration {
	slices.Sort(of)
	return of[len(of)/2]
}
