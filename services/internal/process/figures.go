package process

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/telemetry"
)

// What a process shows of itself beside its calls: whether it is ready, until when its
// certificates hold, how its databases are, and how much there is of what in each
// organisation. deploy/metrics.yaml lists every figure of Optrek.

const (
	lookEvery  = 30 * time.Second // at how a database is
	countEvery = 5 * time.Minute  // what there is in each organisation
	// mostOrganisations bounds the series that organisations make: of more, the rest goes uncounted.
	mostOrganisations = 500
)

// sample is what was last measured, by the labels it is shown with. What nobody measures
// any more is shown no longer: an old figure that looks like a new one misleads.
type sample struct {
	gauge metric.Float64ObservableGauge
	fresh time.Duration

	mu     sync.Mutex
	at     time.Time
	values map[attribute.Set]float64
}

func (p *Process) newSample(name, unit, description string, fresh time.Duration) (*sample, error) {
	meter := p.Telemetry.Meter.Meter("optrek")
	gauge, err := meter.Float64ObservableGauge(name, metric.WithUnit(unit), metric.WithDescription(description))
	if err != nil {
		return nil, err
	}
	s := &sample{gauge: gauge, fresh: fresh}
	_, err = meter.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		if time.Since(s.at) > s.fresh {
			return nil
		}
		for labels, value := range s.values {
			o.ObserveFloat64(s.gauge, value, metric.WithAttributeSet(labels))
		}
		return nil
	}, gauge)
	return s, err
}

func (s *sample) set(values map[attribute.Set]float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.values = time.Now(), values
}

// watchDatabase shows how a service's database is.
func (p *Process) watchDatabase(db *postgres.DB) error {
	shown := map[*sample]func(postgres.State) float64{}
	for _, f := range []struct {
		name, unit, about string
		of                func(postgres.State) float64
	}{
		{"optrek.outbox.rows", "", "events in the service's feed, as PostgreSQL estimates", func(s postgres.State) float64 { return float64(s.OutboxRows) }},
		{"optrek.outbox.size", "By", "size of the service's feed with its indexes", func(s postgres.State) float64 { return float64(s.OutboxBytes) }},
		{"optrek.database.size", "By", "size of the database that the service is in", func(s postgres.State) float64 { return float64(s.DatabaseBytes) }},
		{"optrek.database.clock.ahead", "s", "how far the database's clock is before this machine's", func(s postgres.State) float64 { return s.Ahead.Seconds() }},
	} {
		made, err := p.newSample(f.name, f.unit, f.about, 4*lookEvery)
		if err != nil {
			return err
		}
		shown[made] = f.of
	}
	p.Go(db.Schema().Name+" looks at its database", again(lookEvery, func(ctx context.Context) {
		states := map[attribute.Set]postgres.State{}
		for _, one := range db.Databases() {
			if found, err := one.State(ctx); err == nil { // that it does not answer is for readiness to say
				states[labelsOf(one)] = found
			}
		}
		if len(states) == 0 {
			return
		}
		for s, of := range shown {
			values := map[attribute.Set]float64{}
			for labels, state := range states {
				values[labels] = of(state)
			}
			s.set(values)
		}
	}))
	return nil
}

// Count shows how much there is of what in each organisation that the service knows of:
// numbers of things, without anybody's id. One process of the service does the counting.
func (p *Process) Count(db *postgres.DB, counts []postgres.Count) error {
	shown, err := p.newSample("optrek.things", "", "how many there are of what in an organisation", 2*countEvery)
	if err != nil {
		return err
	}
	p.Go(db.Schema().Name+" counts", again(countEvery, func(ctx context.Context) {
		if err := countAll(ctx, db, counts, shown); err != nil && ctx.Err() == nil {
			p.Log.WarnContext(ctx, "not everything was counted", "error", telemetry.Quiet(err))
		}
	}))
	return nil
}

func countAll(ctx context.Context, db *postgres.DB, counts []postgres.Count, shown *sample) error {
	tenants, err := db.Organisations(ctx)
	if err != nil {
		return err
	}
	release, held, err := db.TryLock(ctx, "count")
	if err != nil || !held {
		return err
	}
	defer release()
	all, failed := map[attribute.Set]float64{}, []error{}
	for _, tenant := range tenants[:min(len(tenants), mostOrganisations)] {
		found, err := db.Counts(ctx, tenant, counts)
		if err != nil {
			failed = append(failed, err)
		}
		for what, n := range maps.All(found) {
			all[attribute.NewSet(attribute.String("service", db.Schema().Name), attribute.String("organisation", tenant), attribute.String("what", what))] = n
		}
	}
	shown.set(all)
	return errors.Join(failed...)
}

// again does something at once and then every so often, until the process stops.
func again(every time.Duration, do func(context.Context)) func(context.Context) error {
	return func(ctx context.Context) error {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			do(ctx)
			select {
			case <-ctx.Done():
				return nil
			case <-tick.C:
			}
		}
	}
}

// watchReadiness shows each condition of being ready: 1 when it holds.
func (p *Process) watchReadiness() error {
	meter := p.Telemetry.Meter.Meter("optrek")
	gauge, err := meter.Int64ObservableGauge("optrek.ready", metric.WithDescription("1: this condition of being ready holds; 0: it does not"))
	if err != nil {
		return err
	}
	_, err = meter.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		p.state.mu.Lock()
		defer p.state.mu.Unlock()
		for name, wrong := range p.state.unready {
			holds := int64(1)
			if wrong != nil {
				holds = 0
			}
			o.ObserveInt64(gauge, holds, metric.WithAttributes(attribute.String("check", name)))
		}
		return nil
	}, gauge)
	return err
}

// watchCertificate shows until when a certificate holds, asked anew each time: it is renewed
// while we run.
func (p *Process) watchCertificate(name string, expires func() (time.Time, error)) error {
	meter := p.Telemetry.Meter.Meter("optrek")
	gauge, err := meter.Float64ObservableGauge("optrek.certificate.expiry", metric.WithUnit("s"),
		metric.WithDescription("when (Unix time) a certificate ends"))
	if err != nil {
		return err
	}
	var last time.Time // callbacks come one at a time
	_, err = meter.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		until, err := expires()
		if err != nil { // unreadable for a moment while it is being replaced; what was read before is in use
			until = last
		}
		last = until
		o.ObserveFloat64(gauge, float64(until.Unix()), metric.WithAttributes(attribute.String("certificate", name)))
		return nil
	}, gauge)
	return err
}
