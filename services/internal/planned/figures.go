package planned

import (
	"context"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// figures tell of a task when it last was done for every organisation, how often that
// should be, how long a round takes and where it failed. Only the process that holds the
// lock does a round: of several, the latest success counts.
type figures struct {
	of       metric.MeasurementOption
	attrs    []attribute.KeyValue
	every    metric.Float64Gauge
	success  metric.Float64Gauge
	took     metric.Float64Histogram
	failures metric.Int64Counter
}

func (t Task) figures() (f figures, err error) {
	meter := otel.Meter("optrek/planned")
	f.attrs = []attribute.KeyValue{attribute.String("service", t.DB.Schema().Name), attribute.String("task", t.Name)}
	f.of = metric.WithAttributes(f.attrs...)
	if f.every, err = meter.Float64Gauge("optrek.planned.every", metric.WithUnit("s"),
		metric.WithDescription("how often the task is to be done")); err != nil {
		return f, err
	}
	if f.success, err = meter.Float64Gauge("optrek.planned.success.time", metric.WithUnit("s"),
		metric.WithDescription("when (Unix time) the task was last done for every organisation; at first: when this process began to try")); err != nil {
		return f, err
	}
	if f.took, err = meter.Float64Histogram("optrek.planned.duration", metric.WithUnit("s"),
		metric.WithDescription("how long one round over all organisations took")); err != nil {
		return f, err
	}
	f.failures, err = meter.Int64Counter("optrek.planned.failures",
		metric.WithDescription("times that the task was not done for an organisation"))
	return f, err
}

func (f figures) begin(ctx context.Context, every time.Duration) {
	f.every.Record(ctx, every.Seconds(), f.of)
	f.failures.Add(ctx, 0, f.of) // so that it is there before it ever happens
	f.success.Record(ctx, unix(time.Now()), f.of)
}

// round tells of one round that this process did.
func (f figures) round(ctx context.Context, began time.Time, whole bool) {
	f.took.Record(ctx, time.Since(began).Seconds(), f.of)
	if whole {
		f.success.Record(ctx, unix(time.Now()), f.of)
	}
}

func (f figures) failed(ctx context.Context, tenant string) {
	f.failures.Add(ctx, 1, metric.WithAttributes(append([]attribute.KeyValue{attribute.String("organisation", tenant)}, f.attrs...)...))
}

func unix(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }
