// Package planned is for what a service does by itself, without anybody asking: for
// each of its organisations in turn, again and again. One process at a time does a
// task; the others pass over it. What fails is tried again the next round, and one
// organisation that fails does not keep the others from theirs.
package planned

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/telemetry"
)

// Task is one thing a service does by itself.
type Task struct {
	Name  string // e.g. "lapse": in the log, and in the audit as planned:lapse
	Every time.Duration
	Wake  <-chan struct{} // does a round at once; nil: by the clock only
	DB    *postgres.DB
	Log   *slog.Logger // nil: slog.Default()

	// Outward says that this goes out to others (other systems, people's phones): it is not
	// done for an organisation whose doors are closed (optrek tenant suspend).
	Outward bool

	// Do does it for one organisation. It may be cut off anywhere and run again.
	Do func(ctx context.Context, tenant string) error
}

// Run does a round at start and then every so often, until ctx ends; it returns nil.
func (t Task) Run(ctx context.Context) error {
	tick := time.NewTicker(t.Every)
	defer tick.Stop()
	told, err := t.figures()
	if err != nil {
		return err
	}
	told.begin(ctx, t.Every)
	for {
		if err := t.Round(ctx); err != nil && ctx.Err() == nil {
			cmp.Or(t.Log, slog.Default()).Warn("a planned task did not finish", "task", t.Name, "error", telemetry.Quiet(err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-t.Wake:
		}
	}
}

// Round does the task once for every organisation, unless another process is at it.
func (t Task) Round(ctx context.Context) error {
	ctx = postgres.WithMethod(ctx, "planned:"+t.Name)
	told, err := t.figures()
	if err != nil {
		return err
	}
	// Before the lock, which is a connection of the same pool: tasks that each held one and waited for
	// another would wait for each other for ever.
	tenants, err := t.organisations(ctx)
	if err != nil {
		return fmt.Errorf("organisations: %w", err)
	}
	release, held, err := t.DB.TryLock(ctx, "planned:"+t.Name)
	if err != nil || !held {
		return err
	}
	defer release()
	began := time.Now()
	var failed []error
	for _, tenant := range tenants {
		if err := t.Do(ctx, tenant); err != nil {
			told.failed(ctx, tenant)
			failed = append(failed, fmt.Errorf("organisation %s: %w", tenant, err))
		}
	}
	told.round(ctx, began, len(failed) == 0)
	return errors.Join(failed...)
}

// organisations are those that the task is done for.
func (t Task) organisations(ctx context.Context) ([]string, error) {
	tenants, err := t.DB.Organisations(ctx)
	if err != nil || !t.Outward {
		return tenants, err
	}
	closed, err := t.DB.Suspended(ctx)
	return slices.DeleteFunc(tenants, func(id string) bool { return slices.Contains(closed, id) }), err
}
