// Package telemetry shows what the process does: logs, traces and metrics.
//
// None of the three holds personal data. Log lines are written by us and hold ids
// of organisations, methods and traces; span attributes pass an allow-list
// (privacy.go); metrics have no label that grows with people.
//
// Traces leave the process only when OTEL_EXPORTER_OTLP_ENDPOINT (or its
// …_TRACES_… form) is set. With Options.KeepTraces the last ones stay in memory,
// for TracesPage.
package telemetry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	otelprom "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/propagation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"
	"go.opentelemetry.io/otel/trace"
)

// Options of New. The zero value logs at info to stderr and keeps no traces.
type Options struct {
	Service    string     // as in a trace; empty: "optrek"; OTEL_SERVICE_NAME goes before it
	Level      slog.Level // of the log
	Output     io.Writer  // of the log; nil: stderr
	KeepTraces bool       // keep the last spans in memory for TracesPage
}

// Telemetry is the process's log, tracer, meter and registry.
type Telemetry struct {
	Log      *slog.Logger
	Tracer   *sdktrace.TracerProvider
	Meter    *sdkmetric.MeterProvider
	Registry *prometheus.Registry

	ring   *ring                           // nil without KeepTraces
	shared []sdktrace.TracerProviderOption // where the spans of every service of the process go

	mu    sync.Mutex
	named map[string]*sdktrace.TracerProvider // by service
}

// New starts telemetry and makes its providers the OpenTelemetry defaults, so
// that libraries that take no provider find them.
func New(ctx context.Context, o Options) (*Telemetry, error) {
	if o.Service == "" {
		o.Service = "optrek"
	}
	if o.Output == nil {
		o.Output = os.Stderr
	}
	t := &Telemetry{Log: newLogger(o.Output, o.Level), Registry: prometheus.NewRegistry(), named: map[string]*sdktrace.TracerProvider{}}
	about, err := describe(ctx, o.Service)
	if err != nil {
		return nil, err
	}
	if err := t.startTraces(ctx, about, o.KeepTraces); err != nil {
		return nil, err
	}
	if err := t.startMetrics(about); err != nil {
		return nil, err
	}
	otel.SetTracerProvider(t.Tracer)
	otel.SetMeterProvider(t.Meter)
	// Only the trace travels; baggage would carry whatever anybody put into it.
	otel.SetTextMapPropagator(propagation.TraceContext{})
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { t.Log.Warn("telemetry", "error", err.Error()) }))
	return t, nil
}

func (t *Telemetry) startTraces(ctx context.Context, about *resource.Resource, keep bool) error {
	if keep {
		t.ring = newRing(ringSize)
		t.shared = append(t.shared, sdktrace.WithSpanProcessor(t.ring))
	}
	exporter, err := otlpExporter(ctx)
	if err != nil {
		return fmt.Errorf("telemetry: OTLP: %w", err)
	}
	if exporter != nil {
		// One queue for all: an exporter is not made to be asked by two at a time.
		t.shared = append(t.shared, sdktrace.WithSpanProcessor(sdktrace.NewBatchSpanProcessor(private{exporter})))
	}
	if exporter == nil && !keep {
		// Nobody looks: spans still give log lines their trace id, and cost nothing more.
		t.shared = append(t.shared, sdktrace.WithSampler(sdktrace.NeverSample()))
	}
	t.Tracer = t.provider(about)
	return nil
}

// provider is a tracer provider that puts these words about who it is on each of its spans.
func (t *Telemetry) provider(about *resource.Resource) *sdktrace.TracerProvider {
	return sdktrace.NewTracerProvider(append([]sdktrace.TracerProviderOption{sdktrace.WithResource(about)}, t.shared...)...)
}

// For gives the tracers of one service of the process: with several in one process a trace
// still says which of them did what. OTEL_SERVICE_NAME goes before that name too.
func (t *Telemetry) For(service string) (trace.TracerProvider, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if own := t.named[service]; own != nil {
		return own, nil
	}
	about, err := describe(context.Background(), service)
	if err != nil {
		return nil, err
	}
	t.named[service] = t.provider(about)
	return t.named[service], nil
}

// describe says who makes the spans.
func describe(ctx context.Context, service string) (*resource.Resource, error) {
	about, err := resource.New(ctx,
		resource.WithAttributes(semconv.ServiceNamespace("optrek"), semconv.ServiceName(service)), resource.WithFromEnv(), resource.WithTelemetrySDK())
	if err != nil {
		return nil, fmt.Errorf("telemetry: %w", err)
	}
	return about, nil
}

// otlpExporter gives the exporter that the standard variables ask for; nil when they ask for none.
func otlpExporter(ctx context.Context) (sdktrace.SpanExporter, error) {
	if first("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT") == "" {
		return nil, nil
	}
	switch p := first("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"); p {
	case "grpc":
		return otlptracegrpc.New(ctx)
	case "", "http/protobuf":
		return otlptracehttp.New(ctx)
	default:
		return nil, fmt.Errorf("OTEL_EXPORTER_OTLP_PROTOCOL: %q: want grpc or http/protobuf", p)
	}
}

func first(variables ...string) string {
	for _, v := range variables {
		if value := strings.TrimSpace(os.Getenv(v)); value != "" {
			return value
		}
	}
	return ""
}

func (t *Telemetry) startMetrics(about *resource.Resource) error {
	t.Registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	reader, err := otelprom.New(otelprom.WithRegisterer(t.Registry), otelprom.WithoutScopeInfo())
	if err != nil {
		return fmt.Errorf("telemetry: %w", err)
	}
	t.Meter = sdkmetric.NewMeterProvider(sdkmetric.WithResource(about), sdkmetric.WithReader(reader), sdkmetric.WithView(inSeconds))
	return nil
}

// inSeconds gives what is measured in seconds buckets for seconds. The default ones
// are made for milliseconds: every request and every statement would be "below 5".
var inSeconds = sdkmetric.NewView(
	sdkmetric.Instrument{Kind: sdkmetric.InstrumentKindHistogram, Unit: "s"},
	sdkmetric.Stream{Aggregation: sdkmetric.AggregationExplicitBucketHistogram{
		Boundaries: []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
	}},
)

// Metrics serves the registry in the Prometheus format.
func (t *Telemetry) Metrics() http.Handler {
	return promhttp.HandlerFor(t.Registry, promhttp.HandlerOpts{ErrorLog: slog.NewLogLogger(t.Log.Handler(), slog.LevelWarn)})
}

// Shutdown sends what is still waiting to be sent.
func (t *Telemetry) Shutdown(ctx context.Context) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	err := t.Tracer.Shutdown(ctx)
	for _, own := range t.named {
		err = errors.Join(err, own.Shutdown(ctx))
	}
	return errors.Join(err, t.Meter.Shutdown(ctx))
}
