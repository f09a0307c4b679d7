package process

import (
	"os"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/optrek/optrek/services/internal/config"
)

// TestTheChartDrawsTheSameArrows holds the list of which the network policies are made to the
// one that this package enforces.
func TestTheChartDrawsTheSameArrows(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../charts/optrek/files/edges.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var chart struct{ Edges map[string][]string }
	if err := yaml.Unmarshal(text, &chart); err != nil {
		t.Fatal(err)
	}
	for _, from := range config.Names() {
		for _, to := range config.Names() {
			drawn, ours := slices.Contains(chart.Edges[from], to), between(from, to) != edge{}
			if drawn != ours {
				t.Errorf("%s → %s: in the chart %v, here %v", from, to, drawn, ours)
			}
		}
	}
	if len(chart.Edges) != len(config.Names()) {
		t.Errorf("the chart knows %d services, there are %d", len(chart.Edges), len(config.Names()))
	}
}
