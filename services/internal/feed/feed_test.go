package feed

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

var tenants = []string{"0197a0c4-0000-7000-8000-00000000000a", "0197a0c4-0000-7000-8000-00000000000b"}

const patience = 30 * time.Second // on a busy machine; a passing test takes a fraction of it

var (
	teller   = postgres.Schema{Name: "feedtest_teller"}
	listener = postgres.Schema{Name: "feedtest_listener", Migrations: fstest.MapFS{"00001_effect.sql": &fstest.MapFile{Data: []byte(`-- +goose Up
CREATE TABLE effect (tenant_id uuid NOT NULL, n bigint NOT NULL GENERATED ALWAYS AS IDENTITY, what text NOT NULL, PRIMARY KEY (tenant_id, n));
SELECT optrek_protect('effect');`)}}}
)

// pair is a service that tells and one that listens, with a real feed between them.
type pair struct {
	t        testing.TB
	database *pgtest.Database
	from, to *postgres.DB
	conn     *grpc.ClientConn
	watching atomic.Int32 // streams under way
	most     atomic.Int32 // and the most there ever were
}

func newPair(tb testing.TB) *pair {
	tb.Helper()
	database := pgtest.New(tb, teller, listener)
	p := &pair{t: tb, database: database, from: database.Open(teller), to: database.Open(listener)}
	server := grpc.NewServer(grpc.StreamInterceptor(func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, next grpc.StreamHandler) error {
		p.most.Store(max(p.most.Load(), p.watching.Add(1)))
		defer p.watching.Add(-1)
		return next(srv, ss)
	}))
	feedv1.RegisterFeedServiceServer(server, NewServer(p.from))
	socket := filepath.Join(tb.TempDir(), "s")
	l, err := net.Listen("unix", socket)
	must(tb, err)
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	p.conn, err = grpc.NewClient("unix://"+socket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	must(tb, err)
	tb.Cleanup(func() {
		_ = p.conn.Close()
		server.Stop()
		must(tb, <-served)
	})
	return p
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// tell appends texts in one transaction of the tenant.
func (p *pair) tell(tenant string, texts ...string) {
	p.t.Helper()
	must(p.t, p.from.InTenantAs(p.t.Context(), tenant, func(tx *postgres.Tx) error { return appendAll(p.t.Context(), tx, texts) }))
}

func appendAll(ctx context.Context, tx *postgres.Tx, texts []string) error {
	for _, text := range texts {
		if err := Append(ctx, tx, wrapperspb.String(text)); err != nil {
			return err
		}
	}
	return nil
}

// note is the usual handler: one row in effect for one event.
func note(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
	what := msg.(*wrapperspb.StringValue).GetValue()
	_, err := tx.Exec(ctx, `INSERT INTO effect (tenant_id, what) VALUES (cur_tenant(), $1)`, what)
	return err
}

func (p *pair) reader(handle func(context.Context, *postgres.Tx, proto.Message) error) *Reader {
	return &Reader{Source: "teller", Conn: p.conn, DB: p.to, Handle: handle}
}

// start runs the reader; the function it gives stops it and waits until it has.
func (p *pair) start(r *Reader) (stop func()) {
	p.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		must(p.t, <-done)
	})
	p.t.Cleanup(stop)
	return stop
}

// effects gives what took effect, in order, as "tenant what".
func (p *pair) effects() []string {
	p.t.Helper()
	rows, err := p.database.Owner(p.t).Query(p.t.Context(), `SELECT right(tenant_id::text, 1) || ' ' || what FROM feedtest_listener.effect ORDER BY n`)
	must(p.t, err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		var one string
		must(p.t, rows.Scan(&one))
		all = append(all, one)
	}
	must(p.t, rows.Err())
	return all
}

// until asks again and again, for as long as is reasonable.
func until(tb testing.TB, what string, ok func() bool) {
	tb.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for !ok() {
		select {
		case <-again.C:
		case <-deadline.C:
			tb.Fatalf("still not: %s", what)
		}
	}
}

func (p *pair) expect(want ...string) {
	p.t.Helper()
	until(p.t, fmt.Sprintf("%d effects", len(want)), func() bool { return len(p.effects()) >= len(want) })
	if got := p.effects(); !slices.Equal(got, want) {
		p.t.Errorf("effects %q, want %q", got, want)
	}
}
