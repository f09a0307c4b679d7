package process

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/oklog/run"

	"github.com/optrek/optrek/services/internal/telemetry"
)

// closeTimeout is for closing what is left after everything has stopped.
const closeTimeout = 5 * time.Second

// Run starts everything and returns when it has all stopped: nil after a signal or
// the end of ctx, and otherwise the error of the part that failed first.
func (p *Process) Run(ctx context.Context) error {
	err := p.broken
	if err == nil {
		err = p.runAll(ctx)
	}
	p.closeListeners()
	return errors.Join(err, p.closeAll(ctx))
}

func (p *Process) runAll(ctx context.Context) error {
	for _, s := range p.servers {
		if err := s.prepare(p); err != nil {
			return fmt.Errorf("serve %s: %w", s.name, err)
		}
	}
	if err := errors.Join(p.serveProbes(), p.watchReadiness()); err != nil {
		return err
	}
	// After the first signal a second one ends the process at once, as if nobody caught it.
	stopping, release := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer release()
	// The group interrupts in the order of adding: the outside first, what it leans on later.
	var group run.Group
	group.Add(func() error { <-stopping.Done(); return nil }, func(error) { release(); p.drain() })
	for _, h := range p.https {
		group.Add(h.serve, h.stop(p.state))
	}
	for _, a := range p.actors {
		p.add(&group, a)
	}
	p.add(&group, actor{name: "readiness", run: p.probe})
	for _, s := range p.servers {
		group.Add(s.serve, func(error) { s.stop(p.state) })
	}
	p.Log.InfoContext(ctx, "started", "services", len(p.servers))
	err := group.Run()
	if err != nil {
		p.Log.ErrorContext(ctx, "stopped", "error", telemetry.Quiet(err))
	} else {
		p.Log.InfoContext(ctx, "stopped")
	}
	return err
}

// drain says "not ready" and then waits, so that whoever sends us work has noticed
// before the first part refuses it. Streams that never end by themselves are ended.
func (p *Process) drain() {
	p.Log.Info("draining", "delay", p.Config.DrainDelay, "timeout", p.Config.DrainTimeout)
	p.state.drain(p.Config.DrainDelay + p.Config.DrainTimeout)
	for _, s := range p.servers {
		s.health.Shutdown()
	}
	<-time.After(p.Config.DrainDelay)
	close(p.state.draining)
}

// add runs an actor with a context that ends when the group stops. A panic in it is
// a failure like any other, so that the rest stops in good order.
func (p *Process) add(group *run.Group, a actor) {
	ctx, cancel := context.WithCancel(context.Background())
	group.Add(func() (err error) {
		defer func() {
			if value := recover(); value != nil {
				p.Log.Error("panic", "part", a.name, "panic", fmt.Sprintf("%T", value), "stack", string(debug.Stack()))
				err = fmt.Errorf("%s: panic", a.name)
			}
		}()
		if err := a.run(ctx); err != nil && ctx.Err() == nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
		<-ctx.Done()
		return nil
	}, func(error) { cancel() })
}

func (p *Process) closeAll(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTimeout)
	defer cancel()
	var failed error
	for i := len(p.closers) - 1; i >= 0; i-- {
		c := p.closers[i]
		if err := c.close(ctx); err != nil {
			failed = errors.Join(failed, fmt.Errorf("closing %s: %w", c.name, err))
		}
	}
	p.closers = nil
	return failed
}
