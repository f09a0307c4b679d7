// Package servertest is one organisation in a real recruitment service, for tests:
// gRPC in front, PostgreSQL behind, and a clock that stands where the test puts it.
package servertest

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
	"github.com/optrek/optrek/services/recruitment/internal/server/logincard"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// Now is where the clock of a new house stands.
var Now = time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)

// House is one organisation in a real service: gRPC in front, PostgreSQL behind.
type House struct {
	T      *testing.T
	signer *authn.Signer
	others map[string]*authn.Signer // of the other services
	clock  *clock

	DB          *pgtest.Database
	Pool        *postgres.DB
	Server      *server.Server
	Client      Clients
	Conn        grpc.ClientConnInterface // for calls made from descriptors
	Logs        *LogBook
	Tenant      string
	Coordinator context.Context // one of this organisation, asking
}

// Clients are the clients of recruitment's services, as one.
type Clients struct {
	pb.RecruitmentServiceClient
	pb.NetworkMapServiceClient
	pb.TeamServiceClient
	pb.ContentServiceClient
	pb.ExchangeServiceClient
	pb.SharingServiceClient
	pb.StoryServiceClient
	pb.ReminderServiceClient
	pb.ErasureServiceClient
	pb.PersonalDataServiceClient
	pb.LogServiceClient
	pb.LoginCardServiceClient
	pb.EmergencyServiceClient
	pb.ConnectionServiceClient
	pb.ProvisionServiceClient
	pb.WebhookServiceClient
	pb.PictogramServiceClient
}

// Connect gives the clients on a connection.
func Connect(conn grpc.ClientConnInterface) Clients {
	return Clients{
		RecruitmentServiceClient:  pb.NewRecruitmentServiceClient(conn),
		NetworkMapServiceClient:   pb.NewNetworkMapServiceClient(conn),
		TeamServiceClient:         pb.NewTeamServiceClient(conn),
		ContentServiceClient:      pb.NewContentServiceClient(conn),
		ExchangeServiceClient:     pb.NewExchangeServiceClient(conn),
		SharingServiceClient:      pb.NewSharingServiceClient(conn),
		StoryServiceClient:        pb.NewStoryServiceClient(conn),
		ReminderServiceClient:     pb.NewReminderServiceClient(conn),
		LogServiceClient:          pb.NewLogServiceClient(conn),
		LoginCardServiceClient:    pb.NewLoginCardServiceClient(conn),
		EmergencyServiceClient:    pb.NewEmergencyServiceClient(conn),
		ErasureServiceClient:      pb.NewErasureServiceClient(conn),
		PersonalDataServiceClient: pb.NewPersonalDataServiceClient(conn),
		ConnectionServiceClient:   pb.NewConnectionServiceClient(conn),
		WebhookServiceClient:      pb.NewWebhookServiceClient(conn),
		PictogramServiceClient:    pb.NewPictogramServiceClient(conn),
		ProvisionServiceClient:    pb.NewProvisionServiceClient(conn),
	}
}

// clock stands still until it is set.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Later moves the clock of the house.
func (h *House) Later(by time.Duration) {
	h.clock.mu.Lock()
	defer h.clock.mu.Unlock()
	h.clock.at = h.clock.at.Add(by)
}

// Open starts a house.
func Open(t *testing.T) *House {
	t.Helper()
	keys := t.TempDir()
	services := []string{"matching", "activity", "evaluation"}
	if err := authn.EnsureKeys(keys, append(services, "gateway")...); err != nil {
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
	others := map[string]*authn.Signer{}
	for _, name := range services {
		if others[name], err = authn.LoadSigner(keys, name); err != nil {
			t.Fatal(err)
		}
	}
	h := &House{T: t, others: others, DB: pgtest.New(t, store.Schema()), signer: signer, Tenant: ids.New(), Logs: &LogBook{}, clock: &clock{at: Now}}
	h.Pool = h.DB.Open(store.Schema())
	h.Server = server.New(store.New(h.Pool), h.clock.now)
	if h.Server.Cards.Key, err = logincard.NewKey([]byte(h.Tenant)[:32]); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewJSONHandler(h.Logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := rpc.NewServer(rpc.Options{
		Register: h.Server.Register,
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
	h.Client, h.Conn = Connect(conn), conn
	h.Coordinator = h.As(ids.New(), authn.RoleCoordinator)
	return h
}

// Neighbour is another organisation in the same house.
func (h *House) Neighbour() *House {
	other := *h
	other.Tenant = ids.New()
	other.Coordinator = other.As(ids.New(), authn.RoleCoordinator)
	return &other
}

// As gives a context in which this person is asking.
func (h *House) As(person string, roles ...authn.Role) context.Context {
	c := authn.Caller{Tenant: h.Tenant, Person: person, Roles: roles}
	if c.Has(authn.RoleMachine) {
		c.Scopes = []string{"nothing:here"} // a machine has some scope, or is none; see Machine
	}
	return h.With(c)
}

// Machine gives a context in which another system of the organisation asks, with these scopes.
func (h *House) Machine(scopes ...string) context.Context {
	return h.With(authn.Caller{Tenant: h.Tenant, Person: ids.New(), Roles: []authn.Role{authn.RoleMachine}, Scopes: scopes})
}

// With gives a context in which this caller is asking.
func (h *House) With(c authn.Caller) context.Context {
	h.T.Helper()
	token, err := h.signer.Sign(c)
	if err != nil {
		h.T.Fatal(err)
	}
	return metadata.AppendToOutgoingContext(h.T.Context(), "authorization", "Bearer "+token)
}

// Gateway gives a context in which the gateway itself is asking.
func (h *House) Gateway() context.Context { return h.With(authn.Caller{Service: "gateway"}) }

// Matching gives a context in which matching itself is asking.
func (h *House) Matching() context.Context { return h.Service("matching") }

// Service gives a context in which this other service, not the gateway, is asking itself.
func (h *House) Service(name string) context.Context {
	h.T.Helper()
	token, err := h.others[name].Sign(authn.Caller{Service: name})
	if err != nil {
		h.T.Fatal(err)
	}
	return metadata.AppendToOutgoingContext(h.T.Context(), "authorization", "Bearer "+token)
}

// Worker adds a colleague and gives their id and a context in which they ask.
func (h *House) Worker(name string) (string, context.Context) {
	h.T.Helper()
	w, err := h.Client.CreateSupportWorker(h.Coordinator, &pb.CreateSupportWorkerRequest{
		SupportWorker: &pb.SupportWorker{Name: name, Email: fmt.Sprintf("%s@example.org", ids.New()[24:])}})
	if err != nil {
		h.T.Fatal(err)
	}
	return w.GetId(), h.As(w.GetId(), authn.RoleSupportWorker)
}

// NewClient adds a client, guided by these support workers.
func (h *House) NewClient(given, family string, workers ...string) *pb.Client {
	h.T.Helper()
	c, err := h.Client.CreateClient(h.Coordinator, &pb.CreateClientRequest{
		Client: &pb.Client{GivenName: given, FamilyName: family, SupportWorkerIds: workers}})
	if err != nil {
		h.T.Fatal(err)
	}
	return c
}

// Event is one row of the outbox.
type Event struct {
	Message proto.Message
	Tenant  string
}

// Events gives everything this service told the others, in order.
func (h *House) Events() []Event {
	h.T.Helper()
	rows, err := h.DB.Owner(h.T).Query(h.T.Context(), `SELECT tenant_id::text, type, payload FROM recruitment.outbox ORDER BY seq`)
	if err != nil {
		h.T.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e Event, err error) {
		var (
			kind    string
			payload []byte
		)
		if err := row.Scan(&e.Tenant, &kind, &payload); err != nil {
			return e, err
		}
		found, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(kind))
		if err != nil {
			return e, err
		}
		e.Message = found.New().Interface()
		return e, proto.Unmarshal(payload, e.Message)
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return all
}

// WantCode fails the test when err does not carry the code.
func WantCode(t *testing.T, err error, want codes.Code) {
	t.Helper()
	if got := status.Code(err); got != want {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
}

// WantReason fails the test when err is not refused for that reason.
func WantReason(t *testing.T, err error, want string) {
	t.Helper()
	if got := rpc.ProblemOf(err).Reason; got != want {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
}

// LogBook keeps what was logged.
type LogBook struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write implements io.Writer.
func (l *LogBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// String gives everything so far.
func (l *LogBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// Contents gives every cell of every table of the schema as text, with where it stood.
func (h *House) Contents() map[string]string {
	h.T.Helper()
	owner := h.DB.Owner(h.T)
	ctx := h.T.Context()
	rows, err := owner.Query(ctx, `SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'recruitment' AND table_type = 'BASE TABLE'`)
	if err != nil {
		h.T.Fatal(err)
	}
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			h.T.Fatal(err)
		}
		tables = append(tables, name)
	}
	all := map[string]string{}
	for _, table := range tables {
		// A row as text holds all columns; bytea in hex, so what holds messages is read as text too.
		var text *string
		if err := owner.QueryRow(ctx, fmt.Sprintf(`SELECT string_agg(t::text, E'\n') FROM recruitment.%s t`, table)).Scan(&text); err != nil {
			h.T.Fatal(err)
		}
		if text != nil {
			all[table] = *text
		}
	}
	for table, column := range map[string]string{"outbox": "payload", "request_ledger": "answer"} {
		var bytes []byte
		if err := owner.QueryRow(ctx, fmt.Sprintf(`SELECT coalesce(string_agg(%s, ''), '') FROM recruitment.%s`, column, table)).Scan(&bytes); err != nil {
			h.T.Fatal(err)
		}
		all[table+"."+column] = string(bytes)
	}
	if len(tables) < 12 || all["client"] == "" {
		h.T.Fatalf("only %d tables looked at", len(tables))
	}
	return all
}

// Everybody gives all clients of the organisation, by id.
func (h *House) Everybody() map[string]*pb.Client {
	h.T.Helper()
	all, token := map[string]*pb.Client{}, ""
	for {
		page, err := h.Client.ListClients(h.Coordinator, &pb.ListClientsRequest{PageSize: 100, PageToken: token})
		if err != nil {
			h.T.Fatal(err)
		}
		for _, c := range page.GetClients() {
			if all[c.GetId()] != nil {
				h.T.Errorf("%s listed twice", c.GetId())
			}
			all[c.GetId()] = c
		}
		if token = page.GetNextPageToken(); token == "" {
			return all
		}
	}
}
