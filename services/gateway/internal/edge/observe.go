package edge

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
)

// note is what the inner handlers tell the access log. It holds no path, no query
// and no id: only the route's pattern, which is the same for everybody.
type note struct{ route string }

type noteKey struct{}

// setRoute names the route of this request, e.g. "/api/v1/wishes/{id}".
func setRoute(ctx context.Context, route string) {
	if n, ok := ctx.Value(noteKey{}).(*note); ok {
		n.route = route
	}
}

// Observe gives each request a span, a line in the log and a place in the metrics,
// and turns a panic into an answer. It trusts no trace id from outside.
func Observe(log *slog.Logger, spans trace.TracerProvider, next http.Handler) (http.Handler, error) {
	seconds, err := otel.Meter("optrek/gateway").Float64Histogram("http.server.request.duration",
		metric.WithUnit("s"), metric.WithDescription("Time to answer a request, by route."))
	if err != nil {
		return nil, err
	}
	if spans == nil { // the process's own
		spans = otel.GetTracerProvider()
	}
	tracer := spans.Tracer("optrek/gateway")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		ctx, span := tracer.Start(r.Context(), r.Method, trace.WithNewRoot(), trace.WithSpanKind(trace.SpanKindServer))
		defer span.End()
		seen, out := &note{}, &recorder{ResponseWriter: w}
		r = r.WithContext(context.WithValue(ctx, noteKey{}, seen))
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
					panic(p)
				}
				// The stack and not the value: the value may quote what somebody typed.
				log.ErrorContext(ctx, "panic in the gateway", "stack", string(debug.Stack()))
				if out.status == 0 {
					Refuse(out, errors.New("panic"))
				}
			}
			route := cmp.Or(seen.route, patternPath(r.Pattern))
			about := []attribute.KeyValue{
				attribute.String("http.request.method", knownMethod(r.Method)),
				attribute.String("http.route", route),
				attribute.Int("http.response.status_code", out.code()),
			}
			span.SetName(knownMethod(r.Method) + " " + route)
			span.SetAttributes(about...)
			if out.code() >= http.StatusInternalServerError {
				span.SetStatus(codes.Error, "")
			}
			took := time.Since(start)
			if w.Header().Get("Content-Type") != "text/event-stream" { // a line that stays open is not a slow answer
				seconds.Record(ctx, took.Seconds(), metric.WithAttributes(about...))
			}
			log.LogAttrs(ctx, levelOf(route, out.code()), "request",
				slog.String("method", knownMethod(r.Method)), slog.String("route", route),
				slog.Int("status", out.code()), slog.Float64("ms", float64(took.Microseconds())/1000))
		}()
		next.ServeHTTP(out, r)
	}), nil
}

// levelOf keeps probes and files out of the ordinary log.
func levelOf(route string, status int) slog.Level {
	switch {
	case strings.HasPrefix(route, "/healthz/"): // whoever asks is told
		return slog.LevelDebug
	case status >= http.StatusInternalServerError:
		return slog.LevelWarn
	case strings.HasPrefix(route, "/api/"):
		return slog.LevelInfo
	default:
		return slog.LevelDebug
	}
}

// patternPath takes the method off a pattern of the router: "GET /x" is "/x".
func patternPath(pattern string) string {
	if _, path, found := strings.Cut(pattern, " "); found {
		return path
	}
	return pattern
}

// knownMethod keeps what anybody can type out of metrics and log.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	default:
		return "OTHER"
	}
}

// recorder remembers the status that was sent.
type recorder struct {
	http.ResponseWriter
	status int
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

func (w *recorder) code() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}

// Unwrap lets http.ResponseController reach what is underneath.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }
