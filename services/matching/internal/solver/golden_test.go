package solver_test

import (
	"os"
	"testing"

	"github.com/optrek/optrek/services/matching/internal/solver"
	"github.com/optrek/optrek/services/matching/internal/solver/cnm"
)

// golden is what another exact solver (LEMON 1.3.1, network simplex) found for the
// instance of a thousand people in testdata.
var golden = []struct {
	name              string
	options           solver.Options
	served, fit, rank int64 // rank: Σ(1+priority) of the served
}{
	{"fit", solver.Options{Mode: solver.Fit}, 722, 5_270_823, 249_363},
	{"balance", solver.Options{Mode: solver.Balance, Lambda: 10}, 722, 5_107_304, 302_451},
	{"care", solver.Options{Mode: solver.Care}, 722, 4_967_866, 308_991},
}

func dev1000(t *testing.T) *solver.Instance {
	t.Helper()
	f, err := os.Open("testdata/dev1000.cnm.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in, err := cnm.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestAThousandPeopleAsAnotherSolverHasIt(t *testing.T) {
	t.Parallel()
	in := dev1000(t)
	for _, tt := range golden {
		plan, proof, err := solver.Solve(t.Context(), in, tt.options)
		if err != nil {
			t.Fatal(err)
		}
		if err := solver.Check(in, tt.options, plan, proof); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		rank := worthOf(in, solver.Options{Mode: solver.Care}, plan.Networker).rank
		fit := worthOf(in, solver.Options{Mode: solver.Fit}, plan.Networker)
		if fit.rank != tt.served || fit.points != tt.fit || rank != tt.rank {
			t.Errorf("%s: served %d, fit %d, Σ(1+priority) %d; want %d, %d, %d", tt.name, fit.rank, fit.points, rank, tt.served, tt.fit, tt.rank)
		}
	}
}
