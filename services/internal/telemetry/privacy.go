package telemetry

import (
	"context"
	"errors"
	"slices"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// allowed are the span attributes that may be kept or leave, by their beginning.
// It is a list of what is good and not of what is bad: the next version of a
// library may add an attribute that nobody here has thought about. So no
// parameters of a query, no URL with its query, no address of a client, no text
// of an error, which may quote what somebody typed.
var allowed = []string{
	"rpc.system", "rpc.service", "rpc.method", "rpc.grpc.status_code", "rpc.response.status_code",
	"db.system", "db.namespace", "db.operation.name", "db.query.text", "db.response.status_code",
	"pgx.operation.type", "pgx.rows_affected", "pgx.sql_state",
	"http.request.method", "http.response.status_code", "http.route",
	"server.address", "server.port", "error.type", "optrek.",
}

func permitted(attrs []attribute.KeyValue) []attribute.KeyValue {
	return slices.DeleteFunc(slices.Clone(attrs), func(a attribute.KeyValue) bool {
		return !slices.ContainsFunc(allowed, func(p string) bool { return strings.HasPrefix(string(a.Key), p) })
	})
}

// cleaned is a span without what is not allowed.
type cleaned struct{ sdktrace.ReadOnlySpan }

func (s cleaned) Attributes() []attribute.KeyValue { return permitted(s.ReadOnlySpan.Attributes()) }

// Events keep their name and time; the text of an exception stays behind.
func (s cleaned) Events() []sdktrace.Event {
	events := slices.Clone(s.ReadOnlySpan.Events())
	for i := range events {
		events[i].Attributes = permitted(events[i].Attributes)
	}
	return events
}

// Status keeps its code; the description is the error's text.
func (s cleaned) Status() sdktrace.Status {
	return sdktrace.Status{Code: s.ReadOnlySpan.Status().Code}
}

// private is an exporter that sees only cleaned spans.
type private struct{ sdktrace.SpanExporter }

func (p private) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	clean := make([]sdktrace.ReadOnlySpan, len(spans))
	for i, s := range spans {
		clean[i] = cleaned{s}
	}
	return p.SpanExporter.ExportSpans(ctx, clean)
}

// Quiet is an error's text for the log. PostgreSQL quotes the value that it could
// not read (class 22) and what a function of ours raises (P0): of those only the
// code stays.
func Quiet(err error) string {
	var pg interface {
		error
		SQLState() string
	}
	text := err.Error()
	if errors.As(err, &pg) && (strings.HasPrefix(pg.SQLState(), "22") || strings.HasPrefix(pg.SQLState(), "P0")) {
		text = strings.ReplaceAll(text, pg.Error(), "SQLSTATE "+pg.SQLState())
	}
	return text
}
