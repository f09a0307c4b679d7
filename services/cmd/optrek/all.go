package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/embedded"
	"github.com/optrek/optrek/services/internal/process"
)

const (
	readyWithin  = time.Minute
	databaseStop = 20 * time.Second
	impatience   = 2 * time.Second
)

// everything is one run of `optrek all`.
type everything struct {
	cfg   config.Config
	doors []frontDoor
	fill  seeder
	out   *storyteller
	p     *process.Process
	pg    *embedded.Server // nil with a database of somebody else's
	isNew bool             // the database was empty
}

// all runs every service in this process, by the same code as one alone, with a
// PostgreSQL of its own unless there is one already. Ctrl-C stops it.
func all(ctx context.Context, doors []frontDoor, fill seeder, out io.Writer) (err error) {
	cfg, err := quietConfig()
	if err != nil {
		return err
	}
	ctx, release := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer release()
	// A second Ctrl-C ends the process at once, but not one that comes with the first:
	// make, npm and timeout pass a signal on that the terminal has sent already.
	context.AfterFunc(ctx, func() { time.AfterFunc(impatience, release) })

	lock, err := lockDataDir(cfg.DataDir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	if err := addressFree(cfg.HTTPAddr); err != nil {
		return err
	}
	e := &everything{cfg: cfg, doors: doors, fill: fill, out: tell(out)}
	defer func() { err = errors.Join(err, e.stopDatabase(ctx)) }()
	if err := e.start(ctx); err != nil {
		if ctx.Err() != nil { // Ctrl-C while starting: that is no failure
			return nil
		}
		return err
	}
	return nil
}

// quietConfig reads the configuration; without a word about it the log keeps to
// errors, because a person is reading along.
func quietConfig() (config.Config, error) {
	environment := env.ToMap(os.Environ())
	if environment["OPTREK_LOG_LEVEL"] == "" {
		environment["OPTREK_LOG_LEVEL"] = "error"
	}
	return config.Parse(environment)
}

// start does everything in order, and returns when it has all stopped again.
func (e *everything) start(ctx context.Context) (err error) {
	if e.p, err = process.New(ctx, e.cfg); err != nil {
		return err
	}
	slog.SetDefault(e.p.Log) // for what was given no log of its own
	if err := e.startDatabase(ctx); err != nil {
		return errors.Join(err, abandon(ctx, e.p))
	}
	if err := e.migrate(ctx); err != nil {
		return errors.Join(err, abandon(ctx, e.p))
	}
	for _, door := range e.doors {
		if err := door.bind(ctx, e.p.For(door.name)); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", door.name, err), abandon(ctx, e.p))
		}
	}
	e.p.Go("welcome", e.welcome)
	err = e.p.Run(ctx)
	if err == nil {
		e.out.say("Netjes gestopt.")
	}
	return err
}

func (e *everything) startDatabase(ctx context.Context) error {
	if e.cfg.DatabaseURL != "" {
		e.out.step("Database van OPTREK_DATABASE_URL")
		return nil
	}
	if e.cfg.IsProduction() {
		return errors.New("in productie hoort een eigen database: zet OPTREK_DATABASE_URL / production needs a database of its own: set OPTREK_DATABASE_URL")
	}
	var err error
	// A directory of its own: PostgreSQL runs as somebody else when we are root.
	e.pg, err = embedded.Start(ctx, embedded.Options{DataDir: filepath.Join(e.cfg.DataDir, "postgres"), Log: e.p.Log})
	if err != nil {
		return err
	}
	e.p.Config.DatabaseURL = e.pg.URL()
	e.p.Go("PostgreSQL", func(ctx context.Context) error {
		select {
		case <-ctx.Done():
			return nil
		case <-e.pg.Done():
			return errors.New("PostgreSQL stopped by itself")
		}
	})
	e.out.step("PostgreSQL gestart")
	return nil
}

// stopDatabase comes last: every service has let go of it by then.
func (e *everything) stopDatabase(ctx context.Context) error {
	if e.pg == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), databaseStop)
	defer cancel()
	return e.pg.Stop(ctx)
}

// migrate goes through the schemas one by one; they share the catalogue and a lock.
func (e *everything) migrate(ctx context.Context) (err error) {
	if e.isNew, err = e.databaseIsNew(ctx); err != nil {
		return err
	}
	for _, schema := range schemas(e.doors) {
		if err := process.MigrateAll(ctx, e.p.Config, schema); err != nil {
			return err
		}
	}
	e.out.step("Tabellen bijgewerkt")
	return nil
}

func (e *everything) databaseIsNew(ctx context.Context) (bool, error) {
	first := e.doors[0]
	url, err := e.p.Config.Database(first.name)
	if err != nil {
		return false, err
	}
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return false, fmt.Errorf("database: %w", err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }() // only read
	var there bool
	err = conn.QueryRow(ctx, `SELECT to_regnamespace($1) IS NOT NULL`, first.schema().Name).Scan(&there)
	return !there, err
}

// welcome waits until people can come in, fills a new database with demo people,
// and says where to look.
func (e *everything) welcome(ctx context.Context) error {
	if err := awaitReady(ctx, e.cfg); err != nil {
		return err
	}
	e.out.step("Alle onderdelen draaien")
	address := e.cfg.PublicURL
	if err := e.seed(ctx, address); err != nil {
		return err
	}
	e.out.say("")
	e.out.say("  Optrek staat klaar:  %s", address)
	e.out.say("  Stoppen met Ctrl-C.  Gegevens staan in %s", e.where())
	if !e.cfg.IsProduction() {
		e.out.say("  Waar blijft de tijd: %s/debug/traces", address)
	}
	return nil
}

// where says in which place the data is, for who wants to keep it or throw it away.
func (e *everything) where() string {
	own, err := filepath.Abs(e.cfg.DataDir)
	if e.pg == nil || err != nil || strings.HasPrefix(e.pg.Dir(), own) {
		return e.cfg.DataDir
	}
	return e.cfg.DataDir + " en " + e.pg.Dir()
}

// seed makes the demo data in a new database. It goes through the front door, as
// the demo people themselves, so it needs the whole to run. A mark stands in the
// data directory while it is busy: half a demo is worse than none said of it.
func (e *everything) seed(ctx context.Context, address string) error {
	mark := filepath.Join(e.cfg.DataDir, "demo-half-done")
	if _, err := os.Stat(mark); err == nil && !e.isNew {
		e.out.say("  De demo-gegevens zijn de vorige keer niet afgemaakt. Gooi %s weg om opnieuw te beginnen.", e.cfg.DataDir)
		return nil
	}
	if !e.isNew || len(e.cfg.Organisations) > 0 || e.cfg.IsProduction() {
		return nil
	}
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		return err
	}
	e.out.say("  Demo-gegevens worden gemaakt …")
	if err := e.fill(ctx, address, e.p.Log); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		// Optrek itself is fine; only the example is not.
		e.p.Log.ErrorContext(ctx, "demo data", "error", err.Error())
		e.out.say("  De demo-gegevens zijn niet compleet; zie de regel hierboven.")
		return nil
	}
	e.out.step("Demo-gegevens gemaakt")
	return os.Remove(mark)
}

// awaitReady asks the gateway until it and the services behind it can serve.
func awaitReady(ctx context.Context, cfg config.Config) error {
	address := here(cfg.HTTPAddr) + "/healthz/ready"
	if cfg.Outside.HTTPTLSDir != "" { // its certificate is for the name that browsers use
		address = cfg.PublicURL + "/healthz/ready"
	}
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if isReady(ctx, address) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("not ready within %v: see %s", readyWithin, address)
		case <-tick.C:
		}
	}
}

// here is how this machine reaches what listens on addr, which may be every device.
func here(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err == nil && (host == "" || ip != nil && ip.IsUnspecified()) {
		addr = net.JoinHostPort("127.0.0.1", port)
	}
	return "http://" + addr
}

func isReady(ctx context.Context, address string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// addressFree looks before anything is started whether somebody has the port.
func addressFree(addr string) error {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("op %s draait al iets. Stop dat, of kies een andere poort: OPTREK_HTTP_ADDR=127.0.0.1:8081 optrek all\n"+
			"        something is running at %s already. Stop it, or choose another port: OPTREK_HTTP_ADDR=127.0.0.1:8081 optrek all", addr, addr)
	}
	if err != nil {
		return err
	}
	return l.Close()
}

// storyteller tells a person what happens, and how long it took.
type storyteller struct {
	out  io.Writer
	last time.Time
}

func tell(out io.Writer) *storyteller { return &storyteller{out: out, last: time.Now()} }

func (s *storyteller) say(format string, args ...any) { fmt.Fprintf(s.out, format+"\n", args...) }

func (s *storyteller) step(what string) {
	now := time.Now()
	s.say("  %-32s %5.1f s", what, now.Sub(s.last).Seconds())
	s.last = now
}

// seeder fills a new Optrek at an address.
type seeder func(ctx context.Context, address string, log *slog.Logger) error
