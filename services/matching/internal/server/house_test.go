package server_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/matching/internal/server"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// house is the service on its own database, behind a real gRPC server. Everything
// it knows of people came in through recruitment's events.
type house struct {
	t        *testing.T
	database *pgtest.Database
	db       *postgres.DB
	server   *server.Server
	conn     *grpc.ClientConn
	api      pb.MatchingServiceClient
	plan     pb.PlanServiceClient
	region   pb.RegionServiceClient
	verifier *authn.Verifier
	signer   *authn.Signer
	own      *authn.Signer // of the service itself
	now      time.Time
	agreeing *agreeing
	sharing  *sharing

	tenant string
	// Lotte wishes and anna guides her; nick is a networker, guided by bert; omar
	// wishes too and carla guides him.
	lotte, nick, omar, anna, bert, carla string
	wishes                               map[string]string // by client
}

// open starts a house, with further schemas in its database.
func open(t *testing.T, more ...postgres.Schema) *house {
	t.Helper()
	h := &house{t: t, database: pgtest.New(t, append(more, store.Schema())...), now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)}
	h.db = h.database.Open(store.Schema())
	dir := t.TempDir()
	must(t, authn.EnsureKeys(dir, "gateway", "matching"))
	keys, err := authn.LoadKeys(dir)
	must(t, err)
	h.signer, err = authn.LoadSigner(dir, "gateway")
	must(t, err)
	h.own, err = authn.LoadSigner(dir, "matching")
	must(t, err)
	h.verifier = authn.NewVerifier(keys, time.Now)
	h.agreeing = &agreeing{no: map[string]bool{}}
	h.sharing = &sharing{no: map[string]bool{}, cards: map[string]string{}}
	offered := func(r grpc.ServiceRegistrar) {
		recruitmentv1.RegisterRecruitmentServiceServer(r, h.agreeing)
		recruitmentv1.RegisterSharingServiceServer(r, h.sharing)
	}
	recruitment := h.serve(offered, rpc.DialOptions{})
	h.sharing.own = h.serve(offered, rpc.DialOptions{Signer: h.own})
	h.sharing.asking = recruitment
	h.server = server.New(store.New(h.db), recruitmentv1.NewRecruitmentServiceClient(recruitment), func() time.Time { return h.now })
	h.conn = h.serve(func(r grpc.ServiceRegistrar) { h.server.Register(r) }, rpc.DialOptions{})
	h.api = pb.NewMatchingServiceClient(h.conn)
	h.plan, h.region = pb.NewPlanServiceClient(h.conn), pb.NewRegionServiceClient(h.conn)
	h.move()
	return h
}

// agreeing stands for recruitment: everybody agrees to be looked for who did not take
// that back.
type agreeing struct {
	recruitmentv1.UnimplementedRecruitmentServiceServer

	mu    sync.Mutex
	no    map[string]bool
	away  bool
	asked int
}

func (a *agreeing) ListStandingConsents(
	_ context.Context, req *recruitmentv1.ListStandingConsentsRequest,
) (*recruitmentv1.ListStandingConsentsResponse, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked++
	if a.away || req.GetPurpose() != recruitmentv1.Consent_PURPOSE_MATCHING {
		return nil, fault.Unavailable("AWAY", fault.Text{})
	}
	out := &recruitmentv1.ListStandingConsentsResponse{}
	for _, id := range req.GetClientIds() {
		if !a.no[id] {
			out.ClientIds = append(out.ClientIds, id)
		}
	}
	return out, nil
}

// withdraw takes somebody's yes back, before recruitment's feed tells of it.
func (a *agreeing) withdraw(client string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.no[client] = true
}

// goAway lets recruitment be away.
func (a *agreeing) goAway(away bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.away = away
}

// serve runs a gRPC server as every service does, and connects to it.
func (h *house) serve(register func(grpc.ServiceRegistrar), o rpc.DialOptions) *grpc.ClientConn {
	h.t.Helper()
	s, err := rpc.NewServer(rpc.Options{Verifier: h.verifier, Log: slog.New(slog.DiscardHandler), Register: register})
	must(h.t, err)
	socket := filepath.Join(h.t.TempDir(), "s")
	listener, err := net.Listen("unix", socket)
	must(h.t, err)
	done := make(chan error, 1)
	go func() { done <- s.Serve(listener) }()
	h.t.Cleanup(func() { s.Stop(); must(h.t, <-done) })
	conn, err := rpc.Dial("unix://"+socket, o)
	must(h.t, err)
	h.t.Cleanup(func() { must(h.t, conn.Close()) })
	return conn
}

// move makes an organisation with its people.
func (h *house) move() {
	h.t.Helper()
	h.tenant, h.wishes = ids.New(), map[string]string{}
	for _, id := range []*string{&h.lotte, &h.nick, &h.omar, &h.anna, &h.bert, &h.carla} {
		*id = ids.New()
	}
	h.arrive(h.lotte, h.anna)
	h.arrive(h.nick, h.bert)
	h.arrive(h.omar, h.carla)
	h.becomeNetworker(h.nick, 2)
}

// neighbour is another organisation in the same house.
func (h *house) neighbour() *house {
	other := *h
	other.move()
	return &other
}

// arrive lets recruitment tell of a client with everything that matching asks for.
func (h *house) arrive(client string, workers ...string) {
	h.t.Helper()
	h.wishes[client] = ids.New()
	h.hear(&recruitmentv1.ClientChanged{ClientId: client, LocationId: ids.New(), SupportWorkerIds: workers})
	h.hear(&recruitmentv1.ProfileChanged{ClientId: client, MayMatch: true, CouldMeanKnown: true, Profile: &recruitmentv1.Profile{
		Interests: []string{"Koken", "muziek"}, Talents: []string{"koken"}, Area: "5401",
		Dayparts: []recruitmentv1.Daypart{recruitmentv1.Daypart_DAYPART_WEEKDAY_EVENING}}})
	h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[client], ClientId: client, Kind: recruitmentv1.Wish_KIND_COMPANY,
		State: recruitmentv1.Wish_STATE_OPEN, Interests: []string{"koken"}, Told: true})
}

func (h *house) becomeNetworker(client string, capacity int32) {
	h.t.Helper()
	h.hear(&recruitmentv1.NetworkerChanged{NetworkerId: ids.New(), ClientId: client,
		State: recruitmentv1.Networker_STATE_ACTIVE, Capacity: capacity, SupportWorkerId: h.bert, LeadsGroup: true})
}

// hear lets the service hear an event of recruitment.
func (h *house) hear(m proto.Message) {
	h.t.Helper()
	ctx := postgres.WithMethod(h.t.Context(), "feed")
	must(h.t, h.db.InTenantAs(ctx, h.tenant, func(tx *postgres.Tx) error { return h.server.HandleRecruitment(ctx, tx, m) }))
}

// as gives a context of somebody asking.
func (h *house) as(person string, roles ...authn.Role) context.Context {
	h.t.Helper()
	token, err := h.signer.Sign(authn.Caller{Tenant: h.tenant, Person: person, Roles: roles})
	must(h.t, err)
	ctx, err := h.verifier.Authenticate(h.t.Context(), token)
	must(h.t, err)
	return ctx
}

func (h *house) client(id string) context.Context { return h.as(id, authn.RoleClient) }
func (h *house) worker(id string) context.Context { return h.as(id, authn.RoleSupportWorker) }
func (h *house) lead() context.Context            { return h.as(ids.New(), authn.RoleNetworkLead) }

// idea keeps an idea for lotte's wish with nick in the lead.
func (h *house) idea() *pb.Match {
	h.t.Helper()
	m, err := h.api.CreateMatch(h.worker(h.anna), &pb.CreateMatchRequest{WishId: h.wishes[h.lotte],
		Others: []*pb.NewPerson{{ClientId: h.nick, Networker: true}}})
	must(h.t, err)
	return m
}

func (h *house) propose(m *pb.Match) (*pb.Match, error) {
	return h.api.ProposeMatch(h.lead(), &pb.ProposeMatchRequest{Id: m.GetId(), Making: pb.Match_MAKING_INTRODUCING,
		Reason: "Jullie houden allebei van koken.", GuidanceNeeded: "geheim: guidance needed"})
}

func (h *house) proposed() *pb.Match {
	h.t.Helper()
	m, err := h.propose(h.idea())
	must(h.t, err)
	return m
}

func (h *house) answer(m *pb.Match, client string, answer pb.Answer) *pb.Match {
	h.t.Helper()
	m, err := h.api.AnswerProposal(h.client(client), &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: client, Answer: answer})
	must(h.t, err)
	return m
}

func (h *house) acquainted() *pb.Match {
	h.t.Helper()
	m := h.proposed()
	h.answer(m, h.nick, pb.Answer_ANSWER_YES)
	return h.answer(m, h.lotte, pb.Answer_ANSWER_YES)
}

func (h *house) underWay() *pb.Match {
	h.t.Helper()
	m, err := h.api.RecordTalk(h.worker(h.anna), &pb.RecordTalkRequest{Id: h.acquainted().GetId(), Talk: &pb.ExpectationsTalk{
		Possibilities: "de keuken", Plan: "pannenkoeken", Expectations: []*pb.Expectation{
			{ClientId: h.lotte, Words: "verwachting van lotte", Rhythm: pb.Expectation_RHYTHM_OFTEN},
			{ClientId: h.nick, Words: "verwachting van nick", Rhythm: pb.Expectation_RHYTHM_NOW_AND_THEN}}}})
	must(h.t, err)
	for _, c := range []string{h.lotte, h.nick} {
		m, err = h.api.AgreeToGo(h.client(c), &pb.AgreeToGoRequest{Id: m.GetId(), ClientId: c})
		must(h.t, err)
	}
	return m
}

// invoke calls any method by its descriptor.
func (h *house) invoke(ctx context.Context, m protoreflect.MethodDescriptor, req proto.Message) error {
	output, err := protoregistry.GlobalTypes.FindMessageByName(m.Output().FullName())
	must(h.t, err)
	return h.conn.Invoke(ctx, fmt.Sprintf("/%s/%s", m.Parent().FullName(), m.Name()), req, output.New().Interface())
}

// told gives every MatchChanged this organisation told, the oldest first.
func (h *house) told() (out []*pb.MatchChanged) {
	h.t.Helper()
	rows, err := h.database.Owner(h.t).Query(h.t.Context(),
		`SELECT payload FROM matching.outbox WHERE tenant_id = $1 AND type = 'optrek.matching.v1.MatchChanged' ORDER BY seq`, h.tenant)
	must(h.t, err)
	defer rows.Close()
	for rows.Next() {
		var body []byte
		must(h.t, rows.Scan(&body))
		m := &pb.MatchChanged{}
		must(h.t, proto.Unmarshal(body, m))
		out = append(out, m)
	}
	must(h.t, rows.Err())
	return out
}

// count counts rows behind the wall.
func (h *house) count(query string, args ...any) (n int) {
	h.t.Helper()
	must(h.t, h.database.Owner(h.t).QueryRow(h.t.Context(), query, args...).Scan(&n))
	return n
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantState(t *testing.T, m *pb.Match, want pb.Match_State) {
	t.Helper()
	if m.GetState() != want {
		t.Fatalf("got %s, want %s", m.GetState(), want)
	}
}

func wantCode(t *testing.T, err error, want codes.Code) {
	t.Helper()
	if status.Code(err) != want {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func wantReason(t *testing.T, err error, want string) rpc.Problem {
	t.Helper()
	p := rpc.ProblemOf(err)
	if p.Reason != want || p.Text.NL == "" || p.Text.EN == "" {
		t.Fatalf("got %+v (%v), want %s in both languages", p, err, want)
	}
	return p
}
