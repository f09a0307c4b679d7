package checks

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// dashboard is what of Grafana's own form is looked at.
type dashboard struct {
	Title      string  `json:"title"`
	UID        string  `json:"uid"`
	Panels     []panel `json:"panels"`
	Templating struct {
		List []struct {
			Name, Type string
			Query      any `json:"query"`
		} `json:"list"`
	} `json:"templating"`
}

type panel struct {
	Title       string `json:"title"`
	Type        string `json:"type"`
	Description string `json:"description"`
	FieldConfig struct {
		Defaults struct {
			Unit string `json:"unit"`
		} `json:"defaults"`
	} `json:"fieldConfig"`
	Targets []struct {
		Expr         string `json:"expr"`
		LegendFormat string `json:"legendFormat"`
	} `json:"targets"`
}

var (
	variable = regexp.MustCompile(`\$(\w+)`)
	asked    = regexp.MustCompile(`^label_values\((\w+), ?(\w+)\)$`)
)

func TestEveryPanelAsksForWhatThereIs(t *testing.T) {
	names := known(t)
	files, err := filepath.Glob("../../charts/optrek/files/dashboards/*.json")
	must(t, err)
	if len(files) < 6 {
		t.Fatalf("%d dashboards", len(files))
	}
	uids := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(t, err)
		var d dashboard
		must(t, json.Unmarshal(text, &d))
		if d.Title == "" || d.UID == "" || uids[d.UID] || len(d.Panels) == 0 {
			t.Errorf("%s: title %q, uid %q, %d panels", file, d.Title, d.UID, len(d.Panels))
		}
		uids[d.UID] = true
		values := map[string]string{"__rate_interval": "5m"}
		for _, v := range d.Templating.List {
			values[v.Name] = "x"
			q, _ := v.Query.(string)
			if m := asked.FindStringSubmatch(q); v.Type == "query" && (m == nil || names[m[1]] == nil) {
				t.Errorf("%s: variable %s asks %q", file, v.Name, q)
			}
		}
		for _, p := range d.Panels {
			look(t, file+": "+p.Title, p, values, names)
		}
	}
}

func look(t *testing.T, where string, p panel, values map[string]string, names map[string][]string) {
	t.Helper()
	if p.Type == "row" {
		return
	}
	if p.Title == "" || p.Description == "" || p.FieldConfig.Defaults.Unit == "" || len(p.Targets) == 0 {
		t.Errorf("%s: a panel wants a title, a description, a unit and something it asks", where)
	}
	for _, target := range p.Targets {
		expr := variable.ReplaceAllStringFunc(target.Expr, func(v string) string {
			if values[v[1:]] == "" {
				t.Errorf("%s: there is no variable %s", where, v)
			}
			return values[v[1:]]
		})
		for _, what := range wrong(expr, names) {
			t.Errorf("%s: %s", where, what)
		}
		for _, label := range regexp.MustCompile(`\{\{ ?(\w+) ?\}\}`).FindAllStringSubmatch(target.LegendFormat, -1) {
			if !strings.Contains(target.Expr, label[1]) {
				t.Errorf("%s: its legend speaks of %s, which it does not keep", where, label[1])
			}
		}
	}
}
