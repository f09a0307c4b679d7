// Package process runs services: one of them, or all of them, by the same code.
//
// A service is a function, Bind(ctx, p), that opens its database and registers what
// it serves; a process is a list of such functions and one Run. Run starts
// everything, and when a signal comes or a part fails it stops in this order:
// not ready → wait for load balancers → finish what is under way → stop → close.
package process

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"

	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/internal/telemetry"
)

// Process is what a service is given to run in. Its methods are for before Run and
// are not safe for concurrent use.
type Process struct {
	Name      string // the service that holds this Process; see For
	Config    config.Config
	Log       *slog.Logger
	Telemetry *telemetry.Telemetry
	Verifier  *authn.Verifier
	Clock     func() time.Time // for domain decisions; tests may set it. Tokens go by the machine's clock
	Migrate   bool             // Database brings its schema up to date first (`all`, tests); otherwise `optrek migrate` did

	*parts
}

// parts is what Run starts and stops, shared by all services of the process.
type parts struct {
	broken  error // what went wrong before Run, which returns it
	servers []*server
	https   []*httpServer
	actors  []actor
	checks  []check
	closers []closer // in the order of opening; closed in the reverse order
	keys    *authn.Ring
	state   *state
	logs    map[string]*postgres.DB // by service: where refusals are written down
	watched map[string]bool         // by service: its certificate is in the figures
	metrics net.Addr                // where the probes are served; nil when they are not
}

type actor struct {
	name string
	run  func(context.Context) error
}

type closer struct {
	name  string
	close func(context.Context) error
}

// New prepares a process: telemetry, keys, certificates. In development keys that
// are not there are made; in production they have to be.
func New(ctx context.Context, cfg config.Config) (*Process, error) {
	t, err := telemetry.New(ctx, telemetry.Options{Level: cfg.LogLevel, KeepTraces: !cfg.IsProduction()})
	if err != nil {
		return nil, err
	}
	if !cfg.IsProduction() {
		if err := authn.EnsureKeys(cfg.KeysDir, config.Names()...); err != nil {
			return nil, err
		}
	}
	keys, err := authn.OpenRing(cfg.KeysDir, time.Now, config.Names()...)
	if err != nil {
		return nil, err
	}
	p := &Process{
		Config: cfg, Log: t.Log, Telemetry: t, Clock: time.Now,
		Verifier: keys.Verifier(),
		parts:    &parts{keys: keys, state: newState(), logs: map[string]*postgres.DB{}, watched: map[string]bool{}},
	}
	p.Go("keys", func(ctx context.Context) error { return keys.Watch(ctx, p.Log) })
	p.OnStop("telemetry", t.Shutdown)
	return p, nil
}

// For gives the same process as one service sees it: connections it dials are in
// its name, and its checks count for its own readiness.
func (p *Process) For(name string) *Process {
	own := *p
	own.Name = name
	own.Log = p.Log.With("service", name)
	return &own
}

// Database opens the service's database, and those that some organisations have to
// themselves; it is closed after everything that used it. The service is ready only while
// the shared one answers: of the others, one that is away takes nobody else with it.
func (p *Process) Database(ctx context.Context, s postgres.Schema) (*postgres.DB, error) {
	if p.Migrate {
		if err := MigrateAll(ctx, p.Config, s); err != nil {
			return nil, err
		}
	}
	spans, err := p.Tracer()
	if err != nil {
		return nil, err
	}
	db, err := Open(ctx, p.Config, s, postgres.Options{OwnLogin: p.Config.IsProduction(), Tracer: spans, MayBeAway: true})
	if err != nil {
		return nil, err
	}
	p.logs[s.Name] = db
	p.OnStop(s.Name+" database", func(context.Context) error { db.Close(); return nil })
	p.Ready(s.Name+" database", db.Ready)
	return db, errors.Join(p.watchPool(db), p.watchDatabase(db), p.watchOwn(db))
}

// Tracer gives the tracers of the service that holds this Process.
func (p *Process) Tracer() (trace.TracerProvider, error) {
	if p.Name == "" {
		return p.Telemetry.Tracer, nil
	}
	return p.Telemetry.For(p.Name)
}

// Serve serves a gRPC service where the configuration says. What is wrong with it
// (the address, a method without access rule) is returned by Run.
func (p *Process) Serve(name string, register func(grpc.ServiceRegistrar)) {
	s, err := p.newServer(name, register)
	if err != nil {
		p.fail(fmt.Errorf("serve %s: %w", name, err))
		return
	}
	p.servers = append(p.servers, s)
}

// refusals writes down in the service's own log what it did not answer.
func (p *parts) refusals(service string) func(ctx context.Context, client, thing string) error {
	if db := p.logs[service]; db != nil {
		return db.NoteRefusal
	}
	return nil
}

// Dial gives a connection to a service, made in the name of the service that holds
// this Process: for feeds and for what no person asked. It is closed when the process stops.
func (p *Process) Dial(name string) (*grpc.ClientConn, error) {
	signer, err := p.Signer()
	if err != nil {
		return nil, err
	}
	if !between(p.Name, name).own {
		return nil, fmt.Errorf("process: %s does not call %s in its own name: see services/internal/process/edges.go", p.Name, name)
	}
	return p.dial(name, signer)
}

// DialForCaller gives a connection over which each call carries the token of
// whoever asked (authn.Token of its context).
func (p *Process) DialForCaller(name string) (*grpc.ClientConn, error) {
	if !between(p.Name, name).persons {
		return nil, fmt.Errorf("process: %s does not call %s for a person: see services/internal/process/edges.go", p.Name, name)
	}
	return p.dial(name, nil)
}

// Signer signs tokens in the name of the service that holds this Process.
func (p *Process) Signer() (*authn.Signer, error) {
	if p.Name == "" {
		return nil, errors.New("process: who is asking? use For(name)")
	}
	return p.keys.Signer(p.Name)
}

func (p *Process) dial(name string, signer *authn.Signer) (*grpc.ClientConn, error) {
	target := p.Config.DialTarget(name)
	secure, err := p.clientTLS(name, target)
	if err != nil {
		return nil, err
	}
	spans, err := p.Tracer()
	if err != nil {
		return nil, err
	}
	conn, err := rpc.Dial(target, rpc.DialOptions{Signer: signer, TLS: secure, Tracer: spans})
	if err != nil {
		return nil, err
	}
	p.OnStop("connection to "+name, func(context.Context) error { return conn.Close() })
	return conn, nil
}

// Go runs something beside the servers until its context ends. An error stops the
// whole process, and is what Run returns; nil means that it had no more to do.
func (p *Process) Go(name string, run func(ctx context.Context) error) {
	p.actors = append(p.actors, actor{name: name, run: run})
}

// Ready adds a check: the service (without For: every service) is ready only while
// it returns nil. It is asked every second and has two.
func (p *Process) Ready(name string, ask func(context.Context) error) {
	p.checks = append(p.checks, check{service: p.Name, name: name, ask: ask})
}

// OnStop adds what is closed at the very end, the last added first.
func (p *Process) OnStop(name string, f func(context.Context) error) {
	p.closers = append(p.closers, closer{name: name, close: f})
}

// fail keeps what went wrong where there is nobody to return it to.
func (p *parts) fail(err error) { p.broken = errors.Join(p.broken, err) }

// listen gives a listener for host:port or unix:///path.
func listen(addr string) (net.Listener, error) {
	if path, ok := strings.CutPrefix(addr, "unix://"); ok {
		return listenUnix(path)
	}
	return (&net.ListenConfig{}).Listen(context.Background(), "tcp", addr)
}
