package feed

import (
	"cmp"
	"context"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/optrek/optrek/services/internal/postgres"
)

// lag shows how old what a reader last saw is. A reader that is up to date stays
// below the heartbeat; one that is stuck, or cut off, grows by a second a second.
// A reader that stands by shows nothing.
type lag struct {
	last         atomic.Int64 // unix nanoseconds; 0 while nothing was seen
	registration metric.Registration
}

func watchLag(r *Reader) (*lag, error) {
	l := &lag{}
	meter := otel.Meter("optrek/feed")
	gauge, err := meter.Float64ObservableGauge("optrek.feed.lag", metric.WithUnit("s"),
		metric.WithDescription("age of the last event or sign of life that took effect"))
	if err != nil {
		return nil, err
	}
	of := metric.WithAttributes(attribute.String("source", r.Source), attribute.String("service", r.DB.Schema().Name),
		attribute.String("database", cmp.Or(r.from, postgres.SharedName)))
	l.registration, err = meter.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		if last := l.last.Load(); last != 0 {
			o.ObserveFloat64(gauge, time.Since(time.Unix(0, last)).Seconds(), of)
		}
		return nil
	}, gauge)
	return l, err
}

func (l *lag) seen(at time.Time) { l.last.Store(at.UnixNano()) }

// forget is for a reader that stands by: its age would say nothing.
func (l *lag) forget() { l.last.Store(0) }

func (l *lag) stop() { _ = l.registration.Unregister() }
