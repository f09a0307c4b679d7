package process

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
)

const patience = 20 * time.Second // on a busy machine; a passing test takes a fraction of it

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// prepare gives a process with a data directory of its own.
func prepare(t *testing.T, change ...func(*config.Config)) *Process {
	t.Helper()
	cfg, err := config.Parse(map[string]string{"OPTREK_DATA_DIR": t.TempDir(), "OPTREK_METRICS_ADDR": "127.0.0.1:0", "OPTREK_LOG_LEVEL": "error"})
	must(t, err)
	for _, c := range change {
		c(&cfg)
	}
	p, err := New(t.Context(), cfg)
	must(t, err)
	return p
}

// running is a process under way.
type running struct {
	t    *testing.T
	p    *Process
	stop context.CancelFunc
	done chan error
}

func start(t *testing.T, p *Process) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{t: t, p: p, stop: cancel, done: make(chan error, 1)}
	go func() { r.done <- p.Run(ctx) }()
	t.Cleanup(cancel)
	return r
}

// end waits until Run has returned.
func (r *running) end() error {
	r.t.Helper()
	select {
	case err := <-r.done:
		return err
	case <-time.After(patience):
		r.t.Fatal("it does not stop")
		return nil
	}
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for !ok() {
		select {
		case <-again.C:
		case <-deadline.C:
			t.Fatalf("still not: %s", what)
		}
	}
}

// watch is a feed whose Watch does what the test says.
type watch struct {
	feedv1.UnimplementedFeedServiceServer
	do func(context.Context) error
}

func (w watch) Watch(_ *feedv1.WatchRequest, s grpc.ServerStreamingServer[feedv1.WatchResponse]) error {
	if err := s.Send(&feedv1.WatchResponse{}); err != nil { // from here on gRPC does not retry
		return err
	}
	return w.do(s.Context())
}

func (w watch) register(r grpc.ServiceRegistrar) { feedv1.RegisterFeedServiceServer(r, w) }

// ask calls the feed and gives what came after the last event: io.EOF (which has
// code Unknown) when the feed itself came to an end.
func ask(t *testing.T, conn *grpc.ClientConn) error {
	t.Helper()
	stream, err := feedv1.NewFeedServiceClient(conn).Watch(context.Background(), &feedv1.WatchRequest{}, grpc.WaitForReady(true))
	must(t, err)
	for err == nil {
		_, err = stream.Recv()
	}
	return err
}

func TestServicesCallEachOtherInTheirOwnName(t *testing.T) {
	p := prepare(t)
	matching := p.For("matching")
	p.For("recruitment").Serve("recruitment", watch{do: func(context.Context) error { return nil }}.register)
	conn, err := matching.Dial("recruitment")
	must(t, err)
	itself, err := p.For("recruitment").Signer() // which the feed's rule names and no arrow does
	must(t, err)
	circle, err := rpc.Dial(p.Config.DialTarget("recruitment"), rpc.DialOptions{Signer: itself})
	must(t, err)
	defer circle.Close()
	nobody, err := matching.DialForCaller("recruitment")
	must(t, err)
	if _, err := p.Dial("recruitment"); err == nil {
		t.Error("a connection in nobody's name")
	}
	r := start(t, p)
	for what, c := range map[string]struct {
		conn *grpc.ClientConn
		want codes.Code
	}{"matching": {conn, codes.Unknown}, "recruitment itself": {circle, codes.PermissionDenied}, "nobody": {nobody, codes.Unauthenticated}} {
		if err := ask(t, c.conn); status.Code(err) != c.want {
			t.Errorf("%s: %v", what, err)
		}
	}
	r.stop()
	must(t, r.end())
	if entries, err := os.ReadDir(p.Config.SocketDir()); err != nil || len(entries) != 0 {
		t.Errorf("sockets left behind: %v, %v", entries, err)
	}
}

func TestReadyOnlyWhenItsOwnChecksSaySo(t *testing.T) {
	p := prepare(t)
	idle := watch{do: func(context.Context) error { return nil }}
	broken := make(chan error, 1)
	broken <- errors.New("no database")
	var last error
	for _, name := range []string{"matching", "activity"} {
		p.For(name).Serve(name, idle.register)
	}
	p.For("matching").Ready("matching database", func(context.Context) error {
		select {
		case last = <-broken:
		default:
		}
		return last
	})
	probes := map[string]healthpb.HealthClient{}
	for _, name := range []string{"matching", "activity"} {
		conn, err := p.For("gateway").DialForCaller(name)
		must(t, err)
		probes[name] = healthpb.NewHealthClient(conn)
	}
	serving := func(name, service string) bool {
		answer, err := probes[name].Check(t.Context(), &healthpb.HealthCheckRequest{Service: service})
		return err == nil && answer.GetStatus() == healthpb.HealthCheckResponse_SERVING
	}
	r := start(t, p)
	until(t, "activity is serving", func() bool { return serving("activity", "optrek.feed.v1.FeedService") })
	if serving("matching", "") {
		t.Error("matching serves without its database")
	}
	if err := p.IsReady(); err == nil || !strings.Contains(err.Error(), "matching database: no database") {
		t.Errorf("the process says %v", err)
	}
	broken <- nil
	until(t, "matching is serving", func() bool { return serving("matching", "") && p.IsReady() == nil })
	r.stop()
	must(t, r.end())
}

func TestAFailureStopsTheRestAndIsReturned(t *testing.T) {
	for what, fail := range map[string]func(context.Context) error{
		"error": func(context.Context) error { return errors.New("out of paper") },
		"panic": func(context.Context) error { panic("out of paper") },
	} {
		p := prepare(t)
		var closed []string
		p.OnStop("first", func(context.Context) error { closed = append(closed, "first"); return nil })
		p.OnStop("second", func(context.Context) error { closed = append(closed, "second"); return nil })
		stopped := make(chan struct{})
		p.Go("done at once", func(context.Context) error { return nil }) // which is no failure
		p.Go("bystander", func(ctx context.Context) error { <-ctx.Done(); close(stopped); return ctx.Err() })
		p.Go("printer", fail)
		if err := start(t, p).end(); err == nil || !strings.HasPrefix(err.Error(), "printer:") {
			t.Errorf("%s: %v", what, err)
		}
		<-stopped
		if strings.Join(closed, " ") != "second first" {
			t.Errorf("%s: closed %q", what, closed)
		}
	}
}

func TestWhatIsUnderWayFinishes(t *testing.T) {
	p := prepare(t)
	inside, finish := make(chan struct{}), make(chan struct{})
	addr := p.HTTP("127.0.0.1:0", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(inside)
		<-finish
		_, _ = w.Write([]byte("done"))
	}))
	streaming := make(chan struct{})
	p.For("recruitment").Serve("recruitment", watch{do: func(ctx context.Context) error {
		close(streaming)
		<-ctx.Done()
		return ctx.Err()
	}}.register)
	conn, err := p.For("matching").Dial("recruitment")
	must(t, err)
	r := start(t, p)
	streamed, answered := make(chan error, 1), make(chan string, 1)
	go func() { streamed <- ask(t, conn) }()
	go func() {
		answer, err := http.Get("http://" + addr.String())
		if err != nil {
			answered <- err.Error()
			return
		}
		defer answer.Body.Close()
		text, _ := io.ReadAll(answer.Body)
		answered <- string(text)
	}()
	<-inside
	<-streaming
	r.stop()
	until(t, "it says that it is draining", func() bool { return p.IsReady() != nil && p.IsReady().Error() == "draining" })
	if err := <-streamed; rpc.ProblemOf(err).Code != codes.Unavailable {
		t.Errorf("an endless stream ends with %v", err)
	}
	close(finish)
	if text := <-answered; text != "done" {
		t.Errorf("the request under way got %q", text)
	}
	must(t, r.end())
}

func TestWhatNeverEndsIsCutOffInTime(t *testing.T) {
	p := prepare(t, func(c *config.Config) { c.DrainTimeout = 50 * time.Millisecond })
	inside, never := make(chan struct{}), make(chan struct{})
	addr := p.HTTP("127.0.0.1:0", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { close(inside); <-never }))
	r := start(t, p)
	cut := make(chan error, 1)
	go func() {
		answer, err := http.Get("http://" + addr.String())
		if err == nil {
			_ = answer.Body.Close()
		}
		cut <- err
	}()
	<-inside
	r.stop()
	must(t, r.end())
	close(never)
	if <-cut == nil {
		t.Error("it was answered")
	}
}

func TestASignalStopsIt(t *testing.T) {
	p := prepare(t)
	r := start(t, p)
	until(t, "ready", func() bool { return p.IsReady() == nil })
	must(t, syscall.Kill(os.Getpid(), syscall.SIGTERM))
	must(t, r.end())
}

func TestProbes(t *testing.T) {
	p := prepare(t)
	p.Ready("always", func(context.Context) error { return nil })
	r := start(t, p)
	until(t, "ready", func() bool { return p.IsReady() == nil })
	get := func(path string) (int, string) {
		answer, err := http.Get("http://" + p.metrics.String() + path)
		must(t, err)
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		must(t, err)
		return answer.StatusCode, string(text)
	}
	for path, want := range map[string]string{"/livez": "ok", "/readyz": "ok", "/metrics": "go_goroutines"} {
		if code, text := get(path); code != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("%s: %d %s", path, code, text)
		}
	}
	r.stop()
	must(t, r.end())
}

func TestWrongBeforeRunIsToldByRun(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	idle := watch{do: func(context.Context) error { return nil }}
	p := prepare(t, func(c *config.Config) { c.Matching.Addr = taken.Addr().String() })
	p.Serve("matching", idle.register)
	if err := start(t, p).end(); err == nil || !strings.Contains(err.Error(), "serve matching") {
		t.Errorf("an address in use: %v", err)
	}
	p = prepare(t)
	p.Serve("matching", healthAsAService)
	if err := start(t, p).end(); err == nil || !strings.Contains(err.Error(), "no access rule") {
		t.Errorf("a method without a rule: %v", err)
	}
}

// healthAsAService registers methods that have no access rule.
func healthAsAService(r grpc.ServiceRegistrar) {
	desc := healthpb.Health_ServiceDesc
	r.RegisterService(&desc, healthpb.UnimplementedHealthServer{})
}

func TestSockets(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	path := filepath.Join(dir, "s")
	first, err := listenUnix(path)
	must(t, err)
	if _, err := listenUnix(path); err == nil {
		t.Error("took over a socket in use")
	}
	first.(*net.UnixListener).SetUnlinkOnClose(false)
	must(t, first.Close()) // as if it was killed
	second, err := listenUnix(path)
	must(t, err)
	must(t, second.Close())
	must(t, os.Chmod(dir, 0o777))
	if _, err := listenUnix(path); err == nil {
		t.Error("listened in a directory that everybody may write to")
	}
}

func TestADatabaseIsMigratedOpenedAndClosed(t *testing.T) {
	database := pgtest.New(t)
	p := prepare(t, func(c *config.Config) { c.DatabaseURL = database.OwnerURL })
	p.Migrate = true
	db, err := p.For("matching").Database(t.Context(), postgres.Schema{Name: "proctest"})
	must(t, err)
	r := start(t, p)
	until(t, "ready", func() bool { return p.IsReady() == nil })
	must(t, db.Ready(t.Context()))
	r.stop()
	must(t, r.end())
	if db.Ready(t.Context()) == nil {
		t.Error("the database is still open")
	}
	if _, err := prepare(t).Database(t.Context(), postgres.Schema{Name: "matching"}); err == nil {
		t.Error("a database without an address")
	}
}
