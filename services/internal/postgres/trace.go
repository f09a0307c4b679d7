package postgres

import (
	"context"
	"strings"

	"github.com/exaring/otelpgx"
	"github.com/jackc/pgx/v5"
	"go.opentelemetry.io/otel/trace"
)

// tracer makes a span of each statement, without its parameters: they are people's
// data. The statement that begins a transaction carries its ids inside its text (so
// that beginning costs one round trip), and is shown as "begin".
type tracer struct{ *otelpgx.Tracer }

func newTracer(to trace.TracerProvider) tracer {
	return tracer{otelpgx.NewTracer(otelpgx.WithTracerProvider(to), otelpgx.WithTrimSQLInSpanName(), otelpgx.WithDisableConnectionDetailsInAttributes())}
}

// TraceQueryStart hides the ids in the statement that begins a transaction.
func (t tracer) TraceQueryStart(ctx context.Context, conn *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	if strings.HasPrefix(data.SQL, beginPrefix) {
		data.SQL = "begin"
	}
	return t.Tracer.TraceQueryStart(ctx, conn, data)
}
