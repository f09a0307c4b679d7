package telemetry

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

func start(t *testing.T, o Options) *Telemetry {
	t.Helper()
	tel, err := New(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tel.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return tel
}

func TestLogLinesNameTheirTrace(t *testing.T) {
	var out bytes.Buffer
	tel := start(t, Options{Output: &out, Level: slog.LevelInfo}) // and nobody keeps the span
	ctx, span := tel.Tracer.Tracer("test").Start(context.Background(), "work")
	defer span.End()
	tel.Log.With("part", "x").InfoContext(ctx, "done")
	tel.Log.DebugContext(ctx, "too quiet to be heard")
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("%v in %s", err, out.String())
	}
	if line["trace_id"] != span.SpanContext().TraceID().String() || line["span_id"] == nil || line["part"] != "x" {
		t.Errorf("%v", line)
	}
}

// secretSpan is a span full of what must not get out.
func secretSpan(tracer *sdktrace.TracerProvider) {
	_, span := tracer.Tracer("test").Start(context.Background(), "query SELECT 1")
	span.SetAttributes(
		attribute.String("db.query.text", "SELECT name FROM client WHERE id = $1"),
		attribute.String("pgx.query.parameters", "Mevrouw Jansen"),
		attribute.String("url.full", "https://x/?q=Jansen"),
		attribute.String("client.address", "Jansen"),
		attribute.String("user.name", "Jansen"),
		attribute.String("something.new", "Jansen"),
	)
	span.RecordError(errors.New("no such name: Jansen"))
	span.SetStatus(codes.Error, "no such name: Jansen")
	span.End()
}

func TestNoPersonalDataLeavesWithASpan(t *testing.T) {
	exporter := tracetest.NewInMemoryExporter()
	tracer := sdktrace.NewTracerProvider(sdktrace.WithSyncer(private{exporter}))
	secretSpan(tracer)
	spans := exporter.GetSpans()
	if len(spans) != 1 {
		t.Fatalf("%d spans", len(spans))
	}
	text, err := json.Marshal(spans)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "Jansen") {
		t.Errorf("the span says a name: %s", text)
	}
	if len(spans[0].Attributes) != 1 || spans[0].Status.Code != codes.Error {
		t.Errorf("%+v, %+v", spans[0].Attributes, spans[0].Status)
	}
}

func TestTracesPageIsForThisMachineOnly(t *testing.T) {
	tel := start(t, Options{KeepTraces: true, Output: &bytes.Buffer{}})
	secretSpan(tel.Tracer)
	get := func(from, host string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/debug/traces", nil)
		r.RemoteAddr, r.Host = from, host
		for _, h := range headers {
			r.Header.Set(h, "203.0.113.7")
		}
		w := httptest.NewRecorder()
		tel.TracesPage().ServeHTTP(w, r)
		return w
	}
	w := get("127.0.0.1:5000", "localhost:8080")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "<td>optrek</td>") || !strings.Contains(w.Body.String(), "SELECT 1") || !strings.Contains(w.Body.String(), "(failed)") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if strings.Contains(w.Body.String(), "Jansen") {
		t.Error("the page says a name")
	}
	if w := get("[::1]:5000", "[::1]:8080"); w.Code != http.StatusOK {
		t.Errorf("IPv6: %d", w.Code)
	}
	for what, w := range map[string]*httptest.ResponseRecorder{
		"from elsewhere":   get("192.0.2.1:5000", "localhost:8080"),
		"another name":     get("127.0.0.1:5000", "evil.example.org"),
		"through a proxy":  get("127.0.0.1:5000", "localhost:8080", "X-Forwarded-For"),
		"a standard proxy": get("127.0.0.1:5000", "localhost:8080", "Forwarded"),
	} {
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", what, w.Code)
		}
	}
}

func TestTheRingForgetsTheOldest(t *testing.T) {
	r := newRing(2)
	tracer := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(r))
	for _, name := range []string{"one", "two", "three"} {
		_, span := tracer.Tracer("test").Start(context.Background(), name)
		span.End()
	}
	views := r.traces()
	if len(views) != 2 || views[0].Name != "three" || views[1].Name != "two" {
		t.Errorf("%+v", views)
	}
}

func TestMetricsShowCountersOfOpenTelemetry(t *testing.T) {
	tel := start(t, Options{Output: &bytes.Buffer{}})
	counter, err := tel.Meter.Meter("test").Int64Counter("optrek.test")
	if err != nil {
		t.Fatal(err)
	}
	counter.Add(context.Background(), 3)
	seconds, err := tel.Meter.Meter("test").Float64Histogram("optrek.took", metric.WithUnit("s"))
	if err != nil {
		t.Fatal(err)
	}
	seconds.Record(context.Background(), 0.03)
	w := httptest.NewRecorder()
	tel.Metrics().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, want := range []string{"optrek_test_total 3", `optrek_took_seconds_bucket{le="0.05"} 1`, "go_goroutines", "process_open_fds"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %s in %s", want, w.Body)
		}
	}
}

func TestOnlyProtocolsWeKnow(t *testing.T) {
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
	for protocol, ok := range map[string]bool{"grpc": true, "http/protobuf": true, "": true, "pigeon": false} {
		t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", protocol)
		exporter, err := otlpExporter(context.Background())
		if (err == nil) != ok {
			t.Errorf("%q: %v", protocol, err)
		}
		if err == nil {
			_ = exporter.Shutdown(context.Background())
		}
	}
}

// With several services in one process each span says which of them made it.
func TestSpansSayWhichServiceMadeThem(t *testing.T) {
	tel := start(t, Options{KeepTraces: true, Output: &bytes.Buffer{}})
	for _, service := range []string{"recruitment", "matching", "recruitment"} {
		own, err := tel.For(service)
		if err != nil {
			t.Fatal(err)
		}
		_, span := own.Tracer("test").Start(context.Background(), "by "+service)
		span.End()
	}
	found := 0
	for _, s := range tel.ring.spans {
		if s == nil {
			continue
		}
		found++
		name, _ := s.Resource().Set().Value("service.name")
		if s.Name() != "by "+name.AsString() {
			t.Errorf("%s is said to be made by %q", s.Name(), name.AsString())
		}
	}
	if found != 3 {
		t.Errorf("%d spans", found)
	}
}
