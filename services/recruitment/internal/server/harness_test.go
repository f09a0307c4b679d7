package server_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/server"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// now is the time in every test here.
var now = time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)

// house is one organisation in a real service: gRPC in front, PostgreSQL behind.
type house struct {
	t      *testing.T
	db     *pgtest.Database
	pool   *postgres.DB
	server *server.Server
	client pb.RecruitmentServiceClient
	signer *authn.Signer
	logs   *logBook

	tenant      string
	coordinator context.Context
}

// open starts a house.
func open(t *testing.T) *house {
	t.Helper()
	keys := t.TempDir()
	if err := authn.EnsureKeys(keys, "gateway", "matching"); err != nil {
		t.Fatal(err)
	}
	public, err := authn.LoadKeys(keys)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := authn.LoadSigner(keys, "gateway")
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, db: pgtest.New(t, store.Schema()), signer: signer, tenant: ids.New(), logs: &logBook{}}
	h.pool = h.db.Open(store.Schema())
	h.server = server.New(store.New(h.pool), func() time.Time { return now })
	log := slog.New(slog.NewJSONHandler(h.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := rpc.NewServer(rpc.Options{
		Register: func(r grpc.ServiceRegistrar) { pb.RegisterRecruitmentServiceServer(r, h.server) },
		Verifier: authn.NewVerifier(public, time.Now), Log: log,
	})
	if err != nil {
		t.Fatal(err)
	}
	listener := bufconn.Listen(1 << 20)
	served := make(chan error, 1)
	go func() { served <- s.Serve(listener) }()
	conn, err := grpc.NewClient("passthrough:///house", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = conn.Close()
		s.Stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	h.client = pb.NewRecruitmentServiceClient(conn)
	h.coordinator = h.as(ids.New(), authn.RoleCoordinator)
	return h
}

// neighbour is another organisation in the same house.
func (h *house) neighbour() *house {
	other := *h
	other.tenant = ids.New()
	other.coordinator = other.as(ids.New(), authn.RoleCoordinator)
	return &other
}

// as gives a context in which this person is asking.
func (h *house) as(person string, roles ...authn.Role) context.Context {
	return h.with(authn.Caller{Tenant: h.tenant, Person: person, Roles: roles})
}

func (h *house) with(c authn.Caller) context.Context {
	h.t.Helper()
	token, err := h.signer.Sign(c)
	if err != nil {
		h.t.Fatal(err)
	}
	return metadata.AppendToOutgoingContext(h.t.Context(), "authorization", "Bearer "+token)
}

// gateway gives a context in which the gateway itself is asking.
func (h *house) gateway() context.Context { return h.with(authn.Caller{Service: "gateway"}) }

// worker adds a colleague and gives their id and a context in which they ask.
func (h *house) worker(name string) (string, context.Context) {
	h.t.Helper()
	w, err := h.client.CreateSupportWorker(h.coordinator, &pb.CreateSupportWorkerRequest{
		SupportWorker: &pb.SupportWorker{Name: name, Email: fmt.Sprintf("%s@example.org", ids.New()[24:])}})
	if err != nil {
		h.t.Fatal(err)
	}
	return w.GetId(), h.as(w.GetId(), authn.RoleSupportWorker)
}

// newClient adds a client, guided by these support workers.
func (h *house) newClient(given, family string, workers ...string) *pb.Client {
	h.t.Helper()
	c, err := h.client.CreateClient(h.coordinator, &pb.CreateClientRequest{
		Client: &pb.Client{GivenName: given, FamilyName: family, SupportWorkerIds: workers}})
	if err != nil {
		h.t.Fatal(err)
	}
	return c
}

// event is one row of the outbox.
type event struct {
	message proto.Message
	tenant  string
}

// events gives everything this service told the others, in order.
func (h *house) events() []event {
	h.t.Helper()
	rows, err := h.db.Owner(h.t).Query(h.t.Context(), `SELECT tenant_id::text, type, payload FROM recruitment.outbox ORDER BY seq`)
	if err != nil {
		h.t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e event, err error) {
		var (
			kind    string
			payload []byte
		)
		if err := row.Scan(&e.tenant, &kind, &payload); err != nil {
			return e, err
		}
		found, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(kind))
		if err != nil {
			return e, err
		}
		e.message = found.New().Interface()
		return e, proto.Unmarshal(payload, e.message)
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

// wantCode fails the test when err does not carry the code.
func wantCode(t *testing.T, err error, want codes.Code) {
	t.Helper()
	if got := status.Code(err); got != want {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
}

// logBook keeps what was logged.
type logBook struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write implements io.Writer.
func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// String gives everything so far.
func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}
