package process

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/optrek/optrek/services/internal/postgres"
)

// watchPool shows how busy a service's connections are, to each of its databases.
func (p *Process) watchPool(db *postgres.DB) error {
	meter := p.Telemetry.Meter.Meter("optrek")
	busy, err := meter.Int64ObservableGauge("optrek.db.connections.busy")
	if err != nil {
		return err
	}
	size, err := meter.Int64ObservableGauge("optrek.db.connections.max")
	if err != nil {
		return err
	}
	waits, err := meter.Int64ObservableCounter("optrek.db.connections.waits",
		metric.WithDescription("times that a call found all connections busy"))
	if err != nil {
		return err
	}
	_, err = meter.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		for _, one := range db.Databases() {
			stat, of := one.Stat(), metric.WithAttributes(attribute.String("schema", db.Schema().Name), attribute.String("database", one.Label()))
			o.ObserveInt64(busy, int64(stat.AcquiredConns()), of)
			o.ObserveInt64(size, int64(stat.MaxConns()), of)
			o.ObserveInt64(waits, stat.EmptyAcquireCount(), of)
		}
		return nil
	}, busy, size, waits)
	return err
}
