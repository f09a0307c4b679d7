package e2e

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	"github.com/optrek/optrek/deploy/dev/demo"
	"github.com/optrek/optrek/services/activity"
	"github.com/optrek/optrek/services/evaluation"
	"github.com/optrek/optrek/services/gateway"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/embedded"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/matching"
	"github.com/optrek/optrek/services/recruitment"
)

// system is the Optrek that all journeys of this run use.
var system struct {
	base     string // address of the gateway
	database string // owner's URL; empty with E2E_TARGET
	config   config.Config
	log      logBook
	spans    *sdktrace.TracerProvider // its own: otel's default is that of whichever process a test started last
	dir      string                   // of this run; gone afterwards
}

// logBook keeps everything that was logged, to be searched for what may not be in it.
type logBook struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

// Write keeps one log line.
func (b *logBook) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.lines.Write(p)
}

// String gives everything so far.
func (b *logBook) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.lines.String()
}

func TestMain(m *testing.M) {
	code, err := inSystem(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		fmt.Fprintln(os.Stderr, tail(system.log.String()))
		code = 1
	}
	os.Exit(code)
}

func tail(log string) string { return log[max(0, len(log)-4000):] }

// inSystem runs the tests against E2E_TARGET, or against a whole Optrek of our own.
func inSystem(tests func() int) (code int, err error) {
	dir, err := os.MkdirTemp("", "optrek-e2e")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	system.dir = dir
	if system.base = os.Getenv("E2E_TARGET"); system.base != "" {
		return tests(), nil
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	db, err := embedded.Start(ctx, embedded.Options{DataDir: dir, Fast: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return 1, err
	}
	defer func() { _ = db.Stop(context.Background()) }()
	system.database = db.URL()

	stopped, err := start(ctx, dir)
	if err != nil {
		return 1, err
	}
	if err := demo.Seed(ctx, system.base, slog.New(slog.DiscardHandler)); err != nil {
		return 1, err
	}
	code = tests()
	stop()
	return code, <-stopped
}

// start runs all services in this process and returns when they are ready.
func start(ctx context.Context, dir string) (stopped chan error, err error) {
	addr, err := freeAddress(ctx)
	if err != nil {
		return nil, err
	}
	system.base = "http://" + addr
	cfg, err := config.Parse(map[string]string{
		"OPTREK_HTTP_ADDR": addr, "OPTREK_DATA_DIR": dir, "OPTREK_DATABASE_URL": system.database, "OPTREK_LOG_LEVEL": "debug",
	})
	if err != nil {
		return nil, err
	}
	system.config = cfg
	p, err := process.New(ctx, cfg)
	if err != nil {
		return nil, err
	}
	system.spans = p.Telemetry.Tracer
	p.Migrate = true
	p.Log = slog.New(slog.NewJSONHandler(&system.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	for name, bind := range map[string]func(context.Context, *process.Process) error{
		"recruitment": recruitment.Bind, "matching": matching.Bind, "activity": activity.Bind,
		"evaluation": evaluation.Bind, "gateway": gateway.Bind,
	} {
		if err := bind(ctx, p.For(name)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	stopped = make(chan error, 1)
	go func() { stopped <- p.Run(ctx) }()
	return stopped, ready(ctx, stopped)
}

func freeAddress(ctx context.Context) (string, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// ready waits until the gateway says so.
func ready(ctx context.Context, stopped chan error) error {
	ctx, cancel := context.WithTimeout(ctx, 60*time.Second)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		if status, _, err := apiclient.Anonymous(system.base).Raw(ctx, "/healthz/ready"); err == nil && status == http.StatusOK {
			return nil
		}
		select {
		case err := <-stopped:
			return fmt.Errorf("it stopped before it was ready: %w", err)
		case <-ctx.Done():
			return ctx.Err()
		case <-again.C:
		}
	}
}

// signIn gives a demo person's own client.
func signIn(t *testing.T, organisation, subject string) *apiclient.Client {
	t.Helper()
	c, err := apiclient.SignIn(t.Context(), system.base, organisation, subject)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// soon repeats call until it succeeds: what one service just did, another hears a moment later.
func soon(t *testing.T, call func() error) {
	t.Helper()
	before(t, 20*time.Second, call)
}

// before repeats call until it succeeds, for what takes longer: the next round of something
// that goes by the clock.
func before(t *testing.T, end time.Duration, call func() error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), end)
	defer cancel()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for {
		err := call()
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatal(err)
		case <-again.C:
		}
	}
}

// must ends the journey at the first step that does not go.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
