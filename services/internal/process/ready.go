package process

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/optrek/optrek/services/internal/telemetry"
)

const (
	probeEvery   = time.Second
	probeTimeout = 2 * time.Second
)

// check is one condition of being ready.
type check struct {
	service string // empty: counts for every service
	name    string
	ask     func(context.Context) error
}

// state is what the process tells the outside about itself.
type state struct {
	draining chan struct{}   // closed when streams have to end
	deadline context.Context // ends when the time for draining is over
	cancel   context.CancelFunc

	mu      sync.Mutex
	leaving bool
	unready map[string]error // by check, what is wrong; nil before the first round
}

func newState() *state {
	s := &state{draining: make(chan struct{})}
	s.deadline, s.cancel = context.WithCancel(context.Background()) //nolint:gosec // drain calls it
	return s
}

// drain makes the process not ready for good, and starts the time for draining.
func (s *state) drain(limit time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leaving = true
	time.AfterFunc(limit, s.cancel)
}

// IsReady says what keeps the process from being ready; nil when nothing does.
func (p *Process) IsReady() error {
	p.state.mu.Lock()
	defer p.state.mu.Unlock()
	switch {
	case p.state.leaving:
		return errors.New("draining")
	case p.state.unready == nil:
		return errors.New("starting")
	}
	var wrong []error
	for name, err := range p.state.unready {
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", name, err))
		}
	}
	return errors.Join(wrong...)
}

// probe asks every check, every second, and tells the servers' health.
func (p *Process) probe(ctx context.Context) error {
	ticker := time.NewTicker(probeEvery)
	defer ticker.Stop()
	for {
		p.probeOnce(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

func (p *Process) probeOnce(ctx context.Context) {
	found := p.askAll(ctx)
	p.state.mu.Lock()
	before := p.state.unready
	p.state.unready = found
	leaving := p.state.leaving
	p.state.mu.Unlock()
	if leaving || ctx.Err() != nil {
		return
	}
	for name, err := range found {
		switch was := before[name]; {
		case err != nil && was == nil:
			p.Log.WarnContext(ctx, "not ready", "check", name, "error", telemetry.Quiet(err))
		case err == nil && was != nil:
			p.Log.InfoContext(ctx, "ready again", "check", name)
		}
	}
	for _, s := range p.servers {
		s.say(p.readyFor(s.name, found))
	}
}

func (p *Process) askAll(ctx context.Context) map[string]error {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	var all sync.WaitGroup
	answers := make([]error, len(p.checks))
	for i, c := range p.checks {
		all.Go(func() { answers[i] = c.ask(ctx) })
	}
	all.Wait()
	found := make(map[string]error, len(p.checks))
	for i, c := range p.checks {
		found[c.name] = errors.Join(found[c.name], answers[i])
	}
	return found
}

func (p *Process) readyFor(service string, found map[string]error) bool {
	for _, c := range p.checks {
		if (c.service == "" || c.service == service) && found[c.name] != nil {
			return false
		}
	}
	return true
}

// serveProbes opens the metrics address, if there is one. It is the last HTTP
// address to stop, so that the draining itself can be watched.
func (p *Process) serveProbes() error {
	if p.Config.MetricsAddr == "" {
		return nil
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", p.Telemetry.Metrics())
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := p.IsReady(); err != nil {
			http.Error(w, strings.ReplaceAll(err.Error(), "\n", "; "), http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte("ok\n"))
	})
	p.metrics = p.HTTP(p.Config.MetricsAddr, mux)
	return p.broken
}
