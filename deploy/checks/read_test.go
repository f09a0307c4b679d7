package checks

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/prometheus/promql/parser"
	"go.yaml.in/yaml/v3"
)

// figure is one line of metrics.yaml.
type figure struct {
	Type      string   `yaml:"type"`
	Labels    []string `yaml:"labels"`
	About     string   `yaml:"about"`
	Sometimes string   `yaml:"sometimes"`
	From      string   `yaml:"from"`
}

type rule struct {
	Record      string            `yaml:"record"`
	Alert       string            `yaml:"alert"`
	Expr        string            `yaml:"expr"`
	For         string            `yaml:"for"`
	Labels      map[string]string `yaml:"labels"`
	Annotations map[string]string `yaml:"annotations"`
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// read takes a YAML file in which nothing stands that we do not know.
func read(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", file))
	must(t, err)
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	must(t, decoder.Decode(into))
}

func rules(t *testing.T) (all []rule) {
	t.Helper()
	var doc struct {
		Groups []struct {
			Name  string `yaml:"name"`
			Rules []rule `yaml:"rules"`
		} `yaml:"groups"`
	}
	read(t, "../charts/optrek/files/alerts.yaml", &doc)
	for _, g := range doc.Groups {
		all = append(all, g.Rules...)
	}
	return all
}

// known is every name that an expression may use, with its labels.
func known(t *testing.T) map[string][]string {
	t.Helper()
	var doc struct {
		Ours   map[string]figure `yaml:"ours"`
		Others map[string]figure `yaml:"others"`
	}
	read(t, "metrics.yaml", &doc)
	// What Prometheus itself puts on whatever it collects.
	placed := []string{"job", "instance", "namespace", "pod"}
	names := map[string][]string{}
	for name, f := range doc.Ours {
		if f.About == "" {
			t.Errorf("%s: says nothing about itself", name)
		}
		labels := append(slices.Clone(f.Labels), placed...)
		if f.Type != "histogram" {
			names[name] = labels
			continue
		}
		names[name+"_count"], names[name+"_sum"] = labels, labels
		names[name+"_bucket"] = append(slices.Clone(labels), "le")
	}
	for name, f := range doc.Others {
		if f.From == "" {
			t.Errorf("%s: does not say where it comes from", name)
		}
		names[name] = f.Labels
	}
	for _, r := range rules(t) {
		if r.Record != "" {
			names[r.Record] = nil
		}
	}
	return names
}

// wrong reads an expression and says what of it does not exist.
func wrong(expression string, names map[string][]string) (found []string) {
	expr, err := parser.NewParser(parser.Options{}).ParseExpr(expression)
	if err != nil {
		return []string{err.Error()}
	}
	allowed := []string{}
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		selector, ok := node.(*parser.VectorSelector)
		if !ok {
			return nil
		}
		labels, there := names[selector.Name]
		if !there {
			found = append(found, "no figure is called "+selector.Name)
		}
		allowed = append(allowed, labels...)
		for _, m := range selector.LabelMatchers {
			if m.Name != "__name__" && there && !slices.Contains(labels, m.Name) {
				found = append(found, selector.Name+" has no label "+m.Name)
			}
		}
		return nil
	})
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		if by, ok := node.(*parser.AggregateExpr); ok && !by.Without {
			for _, label := range by.Grouping {
				if !slices.Contains(allowed, label) {
					found = append(found, "grouped by "+label+", which none of its figures has")
				}
			}
		}
		return nil
	})
	return found
}

var labelIn = regexp.MustCompile(`\$labels\.(\w+)`)

func TestEveryAlarmCanBeReadAndNamesWhatThereIs(t *testing.T) {
	names, seen := known(t), map[string]bool{}
	for _, r := range rules(t) {
		name := r.Record + r.Alert
		if seen[name] {
			t.Errorf("%s: there are two", name)
		}
		seen[name] = true
		for _, what := range wrong(r.Expr, names) {
			t.Errorf("%s: %s", name, what)
		}
		if r.Alert == "" {
			continue
		}
		if s := r.Labels["severity"]; s != "page" && s != "ticket" {
			t.Errorf("%s: severity %q: want page or ticket", name, s)
		}
		for _, said := range []string{"summary", "samenvatting"} {
			if r.Annotations[said] == "" {
				t.Errorf("%s: no %s", name, said)
			}
			for _, label := range labelIn.FindAllStringSubmatch(r.Annotations[said], -1) {
				if !strings.Contains(r.Expr, label[1]) {
					t.Errorf("%s: speaks of %s, which its expression does not keep", name, label[1])
				}
			}
		}
	}
}

func TestAnExpressionThatNamesNothingIsFound(t *testing.T) {
	names := known(t)
	for _, bad := range []string{
		"optrek_feed_lagg_seconds > 1", "optrek_feed_lag_seconds{person=\"x\"} > 1", "sum by (client) (optrek_things)", "sum(rate(optrek_calls_total[5m])",
		"rpc_server_call_duration_seconds > 1",
	} {
		if len(wrong(bad, names)) == 0 {
			t.Errorf("%s: nothing is wrong with it", bad)
		}
	}
}

func TestEveryAlarmHasARunbookAndTheOtherWayRound(t *testing.T) {
	files, err := filepath.Glob("../runbooks/*.md")
	must(t, err)
	books := map[string]bool{}
	for _, f := range files {
		books[strings.TrimSuffix(filepath.Base(f), ".md")] = true
		text, err := os.ReadFile(f)
		must(t, err)
		at := 0
		for _, part := range []string{"## What it means to people\n", "## Look here\n- ", "## Do this\n1. "} {
			next := strings.Index(string(text)[at:], part)
			if next < 0 {
				t.Errorf("%s: no %q, or not in this order", f, part)
				break
			}
			at += next
		}
	}
	for _, r := range rules(t) {
		if r.Alert == "" {
			continue
		}
		if !books[r.Alert] {
			t.Errorf("%s: no deploy/runbooks/%s.md", r.Alert, r.Alert)
		}
		if !strings.HasSuffix(r.Annotations["runbook_url"], "/deploy/runbooks/"+r.Alert+".md") {
			t.Errorf("%s: its runbook is said to be %q", r.Alert, r.Annotations["runbook_url"])
		}
		delete(books, r.Alert)
	}
	for name := range books {
		t.Errorf("deploy/runbooks/%s.md: no alarm is called so", name)
	}
}
