package feed

import (
	"net"
	"path/filepath"
	"slices"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"

	"google.golang.org/grpc/status"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

// apart opens a schema in two databases: the second organisation has one to itself.
func apart(t *testing.T, s postgres.Schema, shared, own *pgtest.Database) *postgres.DB {
	t.Helper()
	db, err := postgres.Open(t.Context(), shared.OwnerURL, s, postgres.Options{MaxConns: 4, MayBeAway: true,
		Own: []postgres.Own{{Name: "linde", URL: own.OwnerURL, Tenants: tenants[1:]}}})
	must(t, err)
	t.Cleanup(db.Close)
	return db
}

func serveFeed(t *testing.T, db *postgres.DB) *grpc.ClientConn {
	t.Helper()
	server := grpc.NewServer()
	feedv1.RegisterFeedServiceServer(server, NewServer(db))
	socket := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", socket)
	must(t, err)
	go func() { _ = server.Serve(l) }()
	conn, err := grpc.NewClient("unix://"+socket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	must(t, err)
	t.Cleanup(func() { _ = conn.Close(); server.Stop() })
	return conn
}

// places gives under which names a database keeps how far it has read.
func places(t *testing.T, db *postgres.DB) []string {
	t.Helper()
	found, err := Sources(t.Context(), db)
	must(t, err)
	slices.Sort(found)
	return found
}

// Each database's feed is read into its namesake; who keeps everybody in one reads them all.
func TestEachDatabaseHasItsOwnFeed(t *testing.T) {
	t.Parallel()
	shared, own := pgtest.New(t, teller, listener), pgtest.New(t, teller, listener)
	p := &pair{t: t, database: shared, from: apart(t, teller, shared, own), to: apart(t, listener, shared, own)}
	p.conn = serveFeed(t, p.from)
	theirs := &pair{t: t, database: own}
	stop := p.start(p.reader(note))
	p.tell(tenants[0], "1", "2")
	p.tell(tenants[1], "3")
	p.expect("a 1", "a 2")
	theirs.expect("b 3")
	stop()
	for _, db := range p.to.Databases() {
		if found := places(t, db); !slices.Equal(found, []string{"teller"}) {
			t.Errorf("%s keeps its place in %v", db.Label(), found)
		}
	}
	p.tell(tenants[1], "4")
	stop = p.start(p.reader(note))
	theirs.expect("b 3", "b 4") // goes on where it was, there too
	stop()

	// One that keeps everybody in the shared database.
	one := pgtest.New(t, listener)
	gate := &pair{t: t, database: one, to: one.Open(listener), conn: p.conn}
	reader := gate.reader(note)
	reader.Also = []string{"linde"}
	gate.start(reader)
	until(t, "all of both feeds", func() bool { return len(gate.effects()) == 4 })
	if found := places(t, gate.to); !slices.Equal(found, []string{"teller", "teller@linde"}) {
		t.Errorf("keeps its place in %v", found)
	}

	stream, err := feedv1.NewFeedServiceClient(p.conn).Watch(t.Context(), &feedv1.WatchRequest{Database: "vaart"})
	must(t, err)
	if _, err := stream.Recv(); status.Code(err) != codes.NotFound && err == nil {
		t.Errorf("a feed of a database that is not there: %v", err)
	}
}
