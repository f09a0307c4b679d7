package server_test

import (
	"context"
	"log/slog"
	"net"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/domain/connection"
	"github.com/optrek/optrek/services/recruitment/internal/server"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// story is a small made-up world behind the real gRPC server on a real PostgreSQL: two
// organisations, their people, and who guides whom.
type story struct {
	servertest.Clients

	t                                           *testing.T
	owner                                       *pgx.Conn
	keys                                        string
	here, elsewhere                             string // organisations
	lieke, omar, pia                            string // clients; pia elsewhere
	anna, bram, lead, coordinator, piet, farOff string // anna guides lieke, bram omar, piet pia
}

func newStory(t *testing.T) *story {
	t.Helper()
	t.Parallel()
	s := &story{
		t: t, keys: t.TempDir(), here: ids.New(), elsewhere: ids.New(), lieke: ids.New(), omar: ids.New(), pia: ids.New(),
		anna: ids.New(), bram: ids.New(), lead: ids.New(), coordinator: ids.New(), piet: ids.New(), farOff: ids.New(),
	}
	db := pgtest.New(t, store.Schema())
	s.owner = db.Owner(t)
	for _, worker := range []string{s.anna, s.bram, s.lead, s.coordinator} {
		s.sql(`INSERT INTO recruitment.support_worker (tenant_id, id, name, name_key, created_at, updated_at)
			VALUES ($1, $2, 'Begeleider', 'begeleider', now(), now())`, s.here, worker)
	}
	for _, worker := range []string{s.piet, s.farOff} {
		s.sql(`INSERT INTO recruitment.support_worker (tenant_id, id, name, name_key, created_at, updated_at)
			VALUES ($1, $2, 'Begeleider', 'begeleider', now(), now())`, s.elsewhere, worker)
	}
	s.client(s.here, s.lieke, s.anna)
	s.client(s.here, s.omar, s.bram)
	s.client(s.elsewhere, s.pia, s.piet)
	s.Clients = servertest.Connect(s.serve(store.New(db.Open(store.Schema()))))
	return s
}

// serve starts the real server on a socket and gives a connection to it.
func (s *story) serve(st *store.Store) *grpc.ClientConn {
	s.t.Helper()
	s.ok(authn.EnsureKeys(s.keys, "gateway"))
	keys, err := authn.LoadKeys(s.keys)
	s.ok(err)
	grpcServer, err := rpc.NewServer(rpc.Options{
		Register: server.New(st, time.Now).Register,
		Verifier: authn.NewVerifier(keys, time.Now), Log: slog.New(slog.NewTextHandler(s.t.Output(), nil)),
	})
	s.ok(err)
	socket := filepath.Join(s.t.TempDir(), "s")
	listener, err := net.Listen("unix", socket)
	s.ok(err)
	served := make(chan error, 1)
	go func() { served <- grpcServer.Serve(listener) }()
	conn, err := rpc.Dial("unix://"+socket, rpc.DialOptions{Timeout: 30 * time.Second})
	s.ok(err)
	s.t.Cleanup(func() {
		s.ok(conn.Close())
		grpcServer.Stop()
		s.ok(<-served)
	})
	return conn
}

func (s *story) client(tenant, id, worker string) {
	s.t.Helper()
	s.sql(`INSERT INTO recruitment.client (tenant_id, id, given_name, sort_key, created_at, updated_at)
		VALUES ($1, $2, 'Iemand', 'iemand', now(), now())`, tenant, id)
	s.sql(`INSERT INTO recruitment.caseload (tenant_id, client_id, worker_id, position) VALUES ($1, $2, $3, 1)`, tenant, id, worker)
}

// as gives a context in which this person of the first organisation is asking.
func (s *story) as(person string, roles ...authn.Role) context.Context {
	return s.asOf(s.here, person, roles...)
}

func (s *story) asOf(tenant, person string, roles ...authn.Role) context.Context {
	s.t.Helper()
	signer, err := authn.LoadSigner(s.keys, "gateway")
	s.ok(err)
	caller := authn.Caller{Tenant: tenant, Person: person, Roles: roles}
	if caller.Has(authn.RoleMachine) {
		caller.Scopes = connection.Scopes() // all there are: what is refused is refused by the role
	}
	token, err := signer.Sign(caller)
	s.ok(err)
	keys, err := authn.LoadKeys(s.keys)
	s.ok(err)
	ctx, err := authn.NewVerifier(keys, time.Now).Authenticate(s.t.Context(), token)
	s.ok(err)
	return ctx
}

// The people of the story, each asking in their own name.
func (s *story) asLieke() context.Context { return s.as(s.lieke, authn.RoleClient) }
func (s *story) asAnna() context.Context  { return s.as(s.anna, authn.RoleSupportWorker) }
func (s *story) asBram() context.Context  { return s.as(s.bram, authn.RoleSupportWorker) }
func (s *story) asLead() context.Context  { return s.as(s.lead, authn.RoleNetworkLead) }

func (s *story) sql(statement string, args ...any) {
	s.t.Helper()
	_, err := s.owner.Exec(context.Background(), statement, args...)
	s.ok(err)
}

// count looks behind the wall.
func (s *story) count(query string, args ...any) int {
	s.t.Helper()
	var n int
	s.ok(s.owner.QueryRow(context.Background(), query, args...).Scan(&n))
	return n
}

// events gives what was told to the others about a thing, in order.
func (s *story) events() []proto.Message {
	s.t.Helper()
	rows, err := s.owner.Query(context.Background(), `SELECT type, payload FROM recruitment.outbox ORDER BY seq`)
	s.ok(err)
	defer rows.Close()
	var all []proto.Message
	for rows.Next() {
		var name string
		var payload []byte
		s.ok(rows.Scan(&name, &payload))
		typ, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(name))
		s.ok(err)
		m := typ.New().Interface()
		s.ok(proto.Unmarshal(payload, m))
		all = append(all, m)
	}
	s.ok(rows.Err())
	return all
}

func (s *story) ok(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// refused fails unless err has this code, and a sentence in both languages.
func (s *story) refused(err error, code codes.Code) {
	s.t.Helper()
	if status.Code(err) != code {
		s.t.Fatalf("error = %v, want %s", err, code)
	}
	languages := map[string]bool{}
	for _, detail := range status.Convert(err).Details() {
		if m, ok := detail.(*errdetails.LocalizedMessage); ok && m.GetMessage() != "" {
			languages[m.GetLocale()] = true
		}
	}
	if !languages["nl"] || !languages["en"] {
		s.t.Fatalf("languages of %v: %v", err, languages)
	}
}

// wrongField fails unless err names this field of the request.
func (s *story) wrongField(err error, path string) {
	s.t.Helper()
	s.refused(err, codes.InvalidArgument)
	s.names(err, path)
}

// unknown fails unless err says that this field names nothing that is there.
func (s *story) unknown(err error, path string) {
	s.t.Helper()
	s.refused(err, codes.NotFound)
	s.names(err, path)
}

func (s *story) names(err error, path string) {
	s.t.Helper()
	var named []string
	for _, detail := range status.Convert(err).Details() {
		if m, ok := detail.(*errdetails.BadRequest); ok {
			for _, field := range m.GetFieldViolations() {
				if field.GetField() == path {
					return
				}
				named = append(named, field.GetField())
			}
		}
	}
	s.t.Fatalf("fields = %v, want %s", named, path)
}

// reason is the stable code of a refusal.
func reason(err error) string {
	for _, detail := range status.Convert(err).Details() {
		if m, ok := detail.(*errdetails.ErrorInfo); ok {
			return m.GetReason()
		}
	}
	return ""
}

func (s *story) wish() *pb.Wish {
	s.t.Helper()
	w, err := s.CreateWish(s.asLieke(), &pb.CreateWishRequest{Wish: &pb.Wish{OwnWords: "samen koken", Interests: []string{"koken"}}})
	s.ok(err)
	return w
}

func (s *story) contact(name string, hidden bool) *pb.Contact {
	s.t.Helper()
	c, err := s.CreateContact(s.asLieke(), &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: s.lieke, Name: name, Hidden: hidden}})
	s.ok(err)
	return c
}

// networker brings Lieke to a state of the road through the API.
func (s *story) networker(state pb.Networker_State) *pb.Networker {
	s.t.Helper()
	n, err := s.NoteNetworker(s.asAnna(), &pb.NoteNetworkerRequest{
		Networker: &pb.Networker{ClientId: s.lieke, Source: pb.Networker_SOURCE_OWN_KNOWLEDGE},
	})
	s.ok(err)
	steps := []func(string) (*pb.Networker, error){
		func(id string) (*pb.Networker, error) {
			return s.ApproachNetworker(s.asAnna(), &pb.ApproachNetworkerRequest{Id: id})
		},
		func(id string) (*pb.Networker, error) {
			return s.RecordConversation(s.asAnna(), &pb.RecordConversationRequest{Id: id, Conversation: &pb.Conversation{OwnYes: true}})
		},
		func(id string) (*pb.Networker, error) {
			return s.StartLearning(s.asAnna(), &pb.ChangeNetworkerStateRequest{Id: id})
		},
		func(id string) (*pb.Networker, error) {
			return s.ActivateNetworker(s.asAnna(), &pb.ActivateNetworkerRequest{
				Id: id, AgreedSupport: "elke week bellen", SupportWorkerId: s.anna, Capacity: 2,
			})
		},
		func(id string) (*pb.Networker, error) {
			return s.PauseNetworker(s.asLieke(), &pb.ChangeNetworkerStateRequest{Id: id})
		},
		func(id string) (*pb.Networker, error) {
			return s.StopNetworker(s.asLieke(), &pb.ChangeNetworkerStateRequest{Id: id})
		},
	}
	for _, step := range steps[:int(state)-1] {
		n, err = step(n.GetId())
		s.ok(err)
	}
	if n.GetState() != state {
		s.t.Fatalf("state = %s, want %s", n.GetState(), state)
	}
	return n
}

// consent records a yes to the network map as given, and perhaps withdrawn, hours ago.
func (s *story) consent(given, withdrawn int) {
	s.t.Helper()
	var until any
	if withdrawn > 0 {
		until = time.Now().Add(-time.Duration(withdrawn) * time.Hour)
	}
	s.sql(`INSERT INTO recruitment.consent (tenant_id, id, client_id, purpose, receiver, text_version, channel, given_at, withdrawn_at)
		VALUES ($1, $2, $3, 'network_map', 'organisation', 'network_map-1', 'spoken', $4, $5)`,
		s.here, ids.New(), s.lieke, time.Now().Add(-time.Duration(given)*time.Hour), until)
}
