package process

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.opentelemetry.io/otel/attribute"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/telemetry"
)

// ownEvery is how often is looked whether the databases of organisations' own answer; one that
// was away takes part again so soon. ownWithin is how long each has.
const (
	ownEvery  = 5 * time.Second
	ownWithin = 4 * time.Second
)

// Open opens a service's databases as the configuration has them, outside a process too.
func Open(ctx context.Context, c config.Config, s postgres.Schema, o postgres.Options) (*postgres.DB, error) {
	all, err := c.Databases(s.Name)
	if err != nil {
		return nil, err
	}
	for _, organisation := range c.Organisations {
		o.Known = append(o.Known, organisation.ID)
	}
	for _, d := range all[1:] {
		o.Own = append(o.Own, postgres.Own{Name: d.Name, URL: d.URL, Tenants: d.Organisations})
	}
	return postgres.Open(ctx, all[0].URL, s, o)
}

// MigrateAll brings a schema up to date in each of its databases. One that cannot be reached
// does not keep the others from it, and is an error all the same.
func MigrateAll(ctx context.Context, c config.Config, s postgres.Schema) error {
	all, err := c.Databases(s.Name)
	if err != nil {
		return err
	}
	var failed []error
	for _, d := range all {
		err := postgres.Migrate(ctx, d.URL, s)
		if err != nil && d.Name != "" {
			err = fmt.Errorf("database %s: %w", d.Name, err)
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// watchOwn looks after the databases that organisations have to themselves: it shows which of
// them answer, and lets one take part again that was away.
func (p *Process) watchOwn(db *postgres.DB) error {
	own := db.Databases()[1:]
	if len(own) == 0 {
		return nil
	}
	shown, err := p.newSample("optrek.database.up", "", "1: a database that organisations have to themselves answers; 0: it does not, and they are told so", 4*ownEvery)
	if err != nil {
		return err
	}
	was := map[string]bool{}
	p.Go(db.Schema().Name+" looks after databases of organisations", again(ownEvery, func(ctx context.Context) {
		values := map[attribute.Set]float64{}
		for _, one := range own {
			err := look(ctx, one)
			if ctx.Err() != nil {
				return
			}
			if was[one.Name()] != (err != nil) {
				p.Log.WarnContext(ctx, "a database of organisations' own", "database", one.Name(), "answers", err == nil, "error", telemetry.Quiet(err))
			}
			was[one.Name()] = err != nil
			values[labelsOf(one)] = 1
			if err != nil {
				values[labelsOf(one)] = 0
			}
		}
		shown.set(values)
	}))
	return nil
}

func look(ctx context.Context, one *postgres.DB) error {
	ctx, cancel := context.WithTimeout(ctx, ownWithin)
	defer cancel()
	return one.Look(ctx)
}

// labelsOf says of a figure which service's database it is about.
func labelsOf(db *postgres.DB) attribute.Set {
	return attribute.NewSet(attribute.String("service", db.Schema().Name), attribute.String("database", db.Label()))
}
