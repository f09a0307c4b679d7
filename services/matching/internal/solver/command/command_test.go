package command_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/matching/internal/solver/command"
)

// Two want the one place; who waits longer gets it, unless fit comes first.
const two = "cnm1 3 2 4 0\n100 0 0\n200 0 0\n0 0 0\n1\n1\n0 0 900 0 0\n1 0 300 0 0\n2 0 50 0 0\n2 1 60 0 0\n"

func run(ctx context.Context, in string, args ...string) (code int, out, said string) {
	var plan, complaints bytes.Buffer
	code = command.Run(ctx, args, strings.NewReader(in), &plan, &complaints)
	return code, plan.String(), complaints.String()
}

func TestSolve(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "two.cnm")
	if err := os.WriteFile(file, []byte(two), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ args, plan, says string }{
		{"", "1 0\n2 1\n", "fit         360"},
		{"--check", "1 0\n2 1\n", "the certificate holds"},
		{"--mode fit --check " + file, "0 0\n2 1\n", "fit         960"},
		{file + " --mode=balance --lambda=5 --check", "0 0\n2 1\n", "served      2"},
		{"--mode balance --lambda 7 -", "1 0\n2 1\n", "priority    202"},
	} {
		code, plan, said := run(t.Context(), two, strings.Fields(tt.args)...)
		if code != 0 || plan != tt.plan || !strings.Contains(said, tt.says) {
			t.Errorf("optrek solve %s: exit %d, plan %q\n%s", tt.args, code, plan, said)
		}
	}
}

func TestSolveComplains(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args, in string
		code     int
		says     string
	}{
		{"--mode best", two, 2, `--mode is care, balance or fit, not "best"`},
		{"--lambda 3", two, 2, "it goes with --mode balance"},
		{"--mode balance --lambda 20000", two, 2, "--lambda is at most 10000"},
		{"one two", two, 2, "one file at a time"},
		{"--speed", two, 2, "-speed"},
		{"no/such/file.cnm", two, 1, "no/such/file.cnm"},
		{"", "cnm1 1 1 1 1\n5 0 0\nx\n", 1, `standard input: line 3: expected the capacity of a networker, a whole number of at least 0, found "x"`},
	} {
		code, plan, said := run(t.Context(), tt.in, strings.Fields(tt.args)...)
		if code != tt.code || plan != "" || !strings.Contains(said, tt.says) {
			t.Errorf("optrek solve %s: exit %d, plan %q\n%s", tt.args, code, plan, said)
		}
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if code, plan, said := run(stopped, two); code != 1 || plan != "" || !strings.Contains(said, "stopped; there is no plan") {
		t.Errorf("stopped: exit %d, plan %q\n%s", code, plan, said)
	}
}

// What is made up can be solved, and comes with help.
func TestSolveWhatWasMade(t *testing.T) {
	t.Parallel()
	code, made, said := run(t.Context(), "", "--generate", "500", "--seed", "2")
	if code != 0 || said != "" {
		t.Fatalf("exit %d: %s", code, said)
	}
	if code, plan, said := run(t.Context(), made, "--check"); code != 0 || strings.Count(plan, "\n") < 300 {
		t.Errorf("exit %d, %d served\n%s", code, strings.Count(plan, "\n"), said)
	}
	if code, out, _ := run(t.Context(), "", "--help"); code != 0 || !strings.Contains(out, "--generate n") {
		t.Errorf("help: exit %d\n%s", code, out)
	}
}
