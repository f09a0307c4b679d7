package bench

import (
	"context"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/optrek/optrek/services/gateway"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/matching"
	"github.com/optrek/optrek/services/recruitment"
)

// door is a service as its front door shows it.
type door struct {
	name   string
	bind   func(context.Context, *process.Process) error
	schema func() postgres.Schema
}

var (
	recruits = door{"recruitment", recruitment.Bind, recruitment.Schema}
	matches  = door{"matching", matching.Bind, matching.Schema}
	gateways = door{"gateway", gateway.Bind, gateway.Schema}
)

// system is a running Optrek with a database of its own, as far as a benchmark needs it.
type system struct {
	*process.Process
	b      *testing.B
	data   *pgtest.Database
	bare   *pgx.Conn // the peer's: a superuser, for whom there is no wall
	base   string    // address of the gateway, when it is among the doors
	caller authn.Caller
}

// start runs these services until the benchmark ends. more are schemas of the benchmark itself.
func start(b *testing.B, doors []door, more ...postgres.Schema) *system {
	b.Helper()
	schemas := more
	for _, d := range doors {
		schemas = append(schemas, d.schema())
	}
	s := &system{b: b, data: pgtest.New(b, schemas...)}
	s.bare = s.data.Owner(b)
	// Compiling a statement takes longer than these run.
	_, err := s.bare.Exec(b.Context(), `SET statement_timeout = '60s'; SET jit = off`)
	must(b, err)
	s.caller = authn.Caller{Tenant: ids.New(), Person: ids.New(), Roles: []authn.Role{authn.RoleCoordinator, authn.RoleNetworkLead}}
	address := freeAddress(b)
	s.base = "http://" + address
	cfg, err := config.Parse(map[string]string{
		"OPTREK_DATA_DIR": b.TempDir(), "OPTREK_DATABASE_URL": s.data.OwnerURL, "OPTREK_HTTP_ADDR": address,
	})
	must(b, err)
	s.Process, err = process.New(b.Context(), cfg)
	must(b, err)
	log, err := os.Create(filepath.Join(b.TempDir(), "log"))
	must(b, err)
	b.Cleanup(func() { _ = log.Close() })
	s.Log = slog.New(slog.NewJSONHandler(log, nil))
	for _, d := range doors {
		must(b, d.bind(b.Context(), s.For(d.name)))
	}
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error, 1)
	go func() { stopped <- s.Run(ctx) }()
	b.Cleanup(func() { stop(); must(b, <-stopped) })
	s.awaitReady(stopped)
	return s
}

func (s *system) awaitReady(stopped chan error) {
	s.b.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for s.IsReady() != nil {
		select {
		case err := <-stopped:
			s.b.Fatalf("it stopped before it was ready: %v", err)
		case <-again.C:
		}
	}
}

// dial connects to a service as the gateway does, the token going with each call; with
// a signer, as a service that asks for itself.
func (s *system) dial(name string, as *authn.Signer) *grpc.ClientConn {
	s.b.Helper()
	conn, err := rpc.Dial(s.Config.DialTarget(name), rpc.DialOptions{Signer: as})
	must(s.b, err)
	s.b.Cleanup(func() { _ = conn.Close() })
	return conn
}

// asking is one request's context: with a token signed for it, as the gateway does for each.
func (s *system) asking(signer *authn.Signer) (context.Context, error) {
	token, err := signer.Sign(s.caller)
	return metadata.AppendToOutgoingContext(s.b.Context(), "authorization", "Bearer "+token), err
}

// signer signs in the name of a service.
func (s *system) signer(name string) *authn.Signer {
	s.b.Helper()
	signer, err := authn.LoadSigner(s.Config.KeysDir, name)
	must(s.b, err)
	return signer
}

func freeAddress(b *testing.B) string {
	b.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(b.Context(), "tcp", "127.0.0.1:0")
	must(b, err)
	must(b, l.Close())
	return l.Addr().String()
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
