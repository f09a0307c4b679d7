package telemetry

import (
	"bytes"
	"context"
	"html/template"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"
	"go.opentelemetry.io/otel/trace"
)

const (
	ringSize  = 4000 // spans in memory, about 4 MB
	pageWidth = 600  // of the waterfall, in pixels
	maxTraces = 50   // on the page
)

// ring is a span processor that keeps the last spans.
type ring struct {
	mu    sync.Mutex
	spans []sdktrace.ReadOnlySpan
	next  int
}

func newRing(size int) *ring { return &ring{spans: make([]sdktrace.ReadOnlySpan, size)} }

func (r *ring) OnStart(context.Context, sdktrace.ReadWriteSpan) {}

func (r *ring) OnEnd(s sdktrace.ReadOnlySpan) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.spans[r.next] = cleaned{s}
	r.next = (r.next + 1) % len(r.spans)
}

func (r *ring) Shutdown(context.Context) error   { return nil }
func (r *ring) ForceFlush(context.Context) error { return nil }

// traceView and bar are what the page shows.
type traceView struct {
	ID    string
	Name  string
	Start time.Time
	Took  time.Duration
	Error bool
	Bars  []bar
}

type bar struct {
	Service string // that made the span
	Name    string
	Took    time.Duration
	X, W    float64 // pixels
	Error   bool
	Detail  string
}

// traces groups the spans by trace, the newest first.
func (r *ring) traces() []traceView {
	r.mu.Lock()
	spans := slices.DeleteFunc(slices.Clone(r.spans), func(s sdktrace.ReadOnlySpan) bool { return s == nil })
	r.mu.Unlock()
	groups := map[trace.TraceID][]sdktrace.ReadOnlySpan{}
	for _, s := range spans {
		id := s.SpanContext().TraceID()
		groups[id] = append(groups[id], s)
	}
	views := make([]traceView, 0, len(groups))
	for id, group := range groups {
		views = append(views, view(id, group))
	}
	slices.SortFunc(views, func(a, b traceView) int { return b.Start.Compare(a.Start) })
	return views[:min(len(views), maxTraces)]
}

func view(id trace.TraceID, spans []sdktrace.ReadOnlySpan) traceView {
	slices.SortFunc(spans, func(a, b sdktrace.ReadOnlySpan) int { return a.StartTime().Compare(b.StartTime()) })
	start, end := spans[0].StartTime(), spans[0].EndTime()
	for _, s := range spans {
		if s.EndTime().After(end) {
			end = s.EndTime()
		}
	}
	v := traceView{ID: id.String(), Name: spans[0].Name(), Start: start, Took: end.Sub(start)}
	scale := pageWidth / max(float64(v.Took), 1)
	for _, s := range spans {
		took, failed := s.EndTime().Sub(s.StartTime()), s.Status().Code == codes.Error
		v.Error = v.Error || failed
		v.Bars = append(v.Bars, bar{
			Service: service(s), Name: s.Name(), Took: took, Error: failed, Detail: detail(s),
			X: float64(s.StartTime().Sub(start)) * scale, W: max(float64(took)*scale, 1),
		})
	}
	return v
}

func service(s sdktrace.ReadOnlySpan) string {
	name, _ := s.Resource().Set().Value(semconv.ServiceNameKey)
	return name.AsString()
}

func detail(s sdktrace.ReadOnlySpan) string {
	var text strings.Builder
	for _, a := range s.Attributes() {
		text.WriteString(string(a.Key) + "=" + a.Value.String() + " ")
	}
	return text.String()
}

// TracesPage shows the last traces as waterfalls, to a browser on this machine
// only: from elsewhere, or through a proxy, there is no such page. Without
// Options.KeepTraces there is none either.
func (t *Telemetry) TracesPage() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if t.ring == nil || !isLocal(r) {
			http.NotFound(w, r)
			return
		}
		var page bytes.Buffer
		if err := tracesPage.Execute(&page, t.ring.traces()); err != nil {
			t.Log.ErrorContext(r.Context(), "traces page", "error", err.Error())
			http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		w.Header().Set("Cache-Control", "no-store")
		_, _ = page.WriteTo(w)
	})
}

// isLocal also asks for a local Host: a page elsewhere can point its own name at 127.0.0.1.
func isLocal(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !from.Addr().Unmap().IsLoopback() || r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" {
		return false
	}
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || (err == nil && addr.IsLoopback())
}

// The bars are SVG with attributes only: the page needs no style and no script.
var tracesPage = template.Must(template.New("traces").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Traces</title>
<h1>The last traces</h1>
{{range .}}<details><summary>{{.Start.Format "15:04:05.000"}} {{.Took}} {{.Name}}{{if .Error}} (failed){{end}}</summary>
<p>{{.ID}}</p><table>
{{range .Bars}}<tr><td>{{.Service}}</td><td title="{{.Detail}}">{{.Name}}</td><td>{{.Took}}</td><td><svg width="600" height="12">
<rect x="{{.X}}" y="1" width="{{.W}}" height="10" fill="{{if .Error}}#b00020{{else}}#2b6cb0{{end}}"/></svg></td></tr>
{{end}}</table></details>
{{else}}<p>None yet.</p>{{end}}</html>`))
