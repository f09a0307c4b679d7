// Command look shows the dashboards without Grafana, to be looked at while they are made:
//
//	cd deploy/checks && go run ./look -metrics http://127.0.0.1:9464/metrics -for 3m -out /tmp/dashboards
//
// It asks a running Optrek for its figures every few seconds, asks of them what each panel
// asks, with Prometheus's own engine, and writes a page for each dashboard. A panel about
// which there is nothing says so. What Grafana makes of it looks otherwise; the lines are the same.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"log"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/prometheus/promql"
	"go.yaml.in/yaml/v3"
)

const (
	every = 3 * time.Second // between two looks at the figures
	width = 560             // of a panel, in pixels
	high  = 180
)

var colours = []string{"#1f6feb", "#d1242f", "#1a7f37", "#9a6700", "#8250df", "#0a7ea4", "#bf3989", "#57606a"}

func main() {
	metrics := flag.String("metrics", "http://127.0.0.1:9464/metrics", "where the figures are")
	lasts := flag.Duration("for", 2*time.Minute, "how long to collect them")
	out := flag.String("out", "dashboards", "where the pages go")
	flag.Parse()
	if err := look(*metrics, *lasts, *out); err != nil {
		log.Fatal(err)
	}
}

func look(metrics string, lasts time.Duration, out string) error {
	seen, begin := &memory{}, time.Now()
	for time.Since(begin) < lasts {
		if err := collect(metrics, seen); err != nil {
			return err
		}
		<-time.After(every)
	}
	recorded, err := records("../../charts/optrek/files/alerts.yaml")
	if err != nil {
		return err
	}
	files, err := filepath.Glob("../../charts/optrek/files/dashboards/*.json")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o750); err != nil {
		return err
	}
	p := painter{seen: seen, recorded: recorded, begin: begin.Add(lasts / 4), end: time.Now()}
	for _, file := range files {
		page, err := p.page(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".json") + ".html"
		if err := os.WriteFile(filepath.Join(out, name), []byte(page), 0o600); err != nil {
			return err
		}
	}
	return nil
}

var line = regexp.MustCompile(`^([a-zA-Z_:][^ ]*|[a-zA-Z_:][a-zA-Z0-9_:]*\{.*\}) ([^ ]+)$`)

// collect takes the figures as they are now; every one from a process called optrek.
func collect(address string, into *memory) error {
	res, err := http.Get(address) //nolint:gosec // G107: the address that whoever runs this gives
	if err != nil {
		return err
	}
	defer res.Body.Close()
	now := time.Now().UnixMilli()
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		m := line.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		value, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return err
		}
		name := m[1]
		if inside, ok := strings.CutSuffix(name, "}"); ok {
			name = inside + `,job="optrek",instance="here"}`
		} else {
			name += `{job="optrek",instance="here"}`
		}
		if err := into.add(name, now, value); err != nil {
			return err
		}
	}
	return lines.Err()
}

// records are the recording rules, by name.
func records(file string) (map[string]string, error) {
	text, err := os.ReadFile(file) //nolint:gosec // G304: ours
	if err != nil {
		return nil, err
	}
	var doc struct {
		Groups []struct {
			Rules []struct{ Record, Expr string }
		}
	}
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, g := range doc.Groups {
		for _, r := range g.Rules {
			if r.Record != "" {
				all[r.Record] = r.Expr
			}
		}
	}
	return all, nil
}

type painter struct {
	seen       *memory
	recorded   map[string]string
	begin, end time.Time
}

type panel struct {
	Title, Description string
	FieldConfig        struct{ Defaults struct{ Unit string } }
	Targets            []struct{ Expr, LegendFormat string }
}

func (p painter) page(file string) (string, error) {
	text, err := os.ReadFile(file) //nolint:gosec // G304: ours
	if err != nil {
		return "", err
	}
	var board struct {
		Title  string
		Panels []panel
	}
	if err := json.Unmarshal(text, &board); err != nil {
		return "", err
	}
	var page strings.Builder
	fmt.Fprintf(&page, `<!doctype html><meta charset="utf-8"><title>%[1]s</title><style>body{font:13px system-ui;margin:16px;max-width:1200px}
section{display:inline-block;vertical-align:top;width:%[2]dpx;margin:0 12px 18px 0}h2{font-size:14px;margin:0}p{margin:2px 0 4px;color:#57606a}svg{background:#f6f8fa}</style><h1>%[1]s</h1>`,
		html.EscapeString(board.Title), width)
	for _, one := range board.Panels {
		if err := p.panel(&page, one); err != nil {
			return "", fmt.Errorf("%s: %w", one.Title, err)
		}
	}
	return page.String(), nil
}

func (p painter) panel(page *strings.Builder, one panel) error {
	fmt.Fprintf(page, `<section><h2>%s</h2><p>%s</p>`, html.EscapeString(one.Title), html.EscapeString(one.Description))
	var all promql.Matrix
	var legends []string
	for _, target := range one.Targets {
		found, err := p.ask(target.Expr)
		if err != nil {
			return err
		}
		for _, s := range found {
			// What nobody asked for in that time took no time that could be told.
			s.Floats = slices.DeleteFunc(s.Floats, func(f promql.FPoint) bool { return math.IsNaN(f.F) })
			if len(s.Floats) == 0 {
				continue
			}
			all = append(all, s)
			legends = append(legends, legend(target.LegendFormat, s))
		}
	}
	draw(page, all, legends, one.FieldConfig.Defaults.Unit)
	page.WriteString(`</section>`)
	return nil
}

var (
	variable = regexp.MustCompile(`\$[a-z]\w*`)
	label    = regexp.MustCompile(`\{\{ ?(\w+) ?\}\}`)
)

func (p painter) ask(expr string) (promql.Matrix, error) {
	for name, is := range p.recorded {
		expr = strings.ReplaceAll(expr, name, "("+is+")")
	}
	expr = variable.ReplaceAllString(strings.ReplaceAll(expr, "$__rate_interval", "30s"), ".*")
	engine := promql.NewEngine(promql.EngineOpts{MaxSamples: 1e7, Timeout: time.Minute})
	query, err := engine.NewRangeQuery(context.Background(), p.seen.queryable(), nil, expr, p.begin, p.end, every)
	if err != nil {
		return nil, err
	}
	answer := query.Exec(context.Background())
	if answer.Err != nil {
		return nil, answer.Err
	}
	return answer.Matrix()
}

func legend(format string, s promql.Series) string {
	if format == "" {
		return "all"
	}
	return label.ReplaceAllStringFunc(format, func(m string) string { return s.Metric.Get(label.FindStringSubmatch(m)[1]) })
}

// draw makes lines of the series, from nothing up to the highest of them.
func draw(page *strings.Builder, all promql.Matrix, legends []string, unit string) {
	highest, begin, end := 0.0, int64(1)<<62, int64(0)
	for _, s := range all {
		for _, f := range s.Floats {
			highest, begin, end = max(highest, f.F), min(begin, f.T), max(end, f.T)
		}
	}
	if len(all) == 0 {
		page.WriteString(`<p><b>nothing</b></p>`)
		return
	}
	fmt.Fprintf(page, `<svg width="%d" height="%d">`, width, high)
	for i, s := range all {
		var points []string
		for _, f := range s.Floats {
			x := float64(f.T-begin) / float64(max(end-begin, 1)) * width
			points = append(points, fmt.Sprintf("%.0f,%.0f", x, (high-6)-(high-12)*f.F/max(highest, 1e-12)))
		}
		fmt.Fprintf(page, `<polyline fill="none" stroke="%s" stroke-width="2" points="%s"/>`, colours[i%len(colours)], strings.Join(points, " "))
	}
	page.WriteString(`</svg><p>`)
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(legends[a], legends[b]) })
	for _, i := range order[:min(len(order), 12)] {
		fmt.Fprintf(page, `<span style="color:%s">■</span> %s <b>%.4g</b> %s &nbsp; `, colours[i%len(colours)],
			html.EscapeString(legends[i]), all[i].Floats[len(all[i].Floats)-1].F, unit)
	}
	page.WriteString(`</p>`)
}
