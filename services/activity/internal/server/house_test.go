package server_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/activity/internal/server"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
)

// The people of the tests. anna and bert are in a match; carla is in none.
const (
	here  = "0197a000-0000-7000-8000-000000000001" // an organisation
	there = "0197a000-0000-7000-8000-000000000002" // another one

	anna  = "0197a000-0000-7000-8000-00000000000a"
	bert  = "0197a000-0000-7000-8000-00000000000b"
	carla = "0197a000-0000-7000-8000-00000000000c"

	annasWorker  = "0197a000-0000-7000-8000-0000000000aa"
	carlasWorker = "0197a000-0000-7000-8000-0000000000cc"
	coordinator  = "0197a000-0000-7000-8000-0000000000dd"

	match = "0197a000-0000-7000-8000-0000000000f1"
	none  = "0197a000-0000-7000-8000-0000000000ff" // nobody and nothing
)

// house is the service on its own database, behind a real gRPC server.
type house struct {
	t        *testing.T
	database *pgtest.Database
	db       *postgres.DB
	server   *server.Server
	conn     *grpc.ClientConn
	api      pb.ActivityServiceClient
	place    pb.PlaceServiceClient
	kind     pb.KindServiceClient
	series   pb.SeriesServiceClient
	along    pb.InvitationServiceClient
	club     pb.ClubServiceClient
	idea     pb.IdeaServiceClient
	verifier *authn.Verifier
	signer   *authn.Signer
	now      time.Time
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, database: pgtest.New(t, store.Schema()), now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)}
	h.db = h.database.Open(store.Schema())
	h.server = server.New(store.New(h.db), func() time.Time { return h.now })
	h.serve()
	h.people(here)
	h.people(there)
	h.together(here, match, matchingv1.Match_STATE_UNDER_WAY, anna, bert)
	return h
}

func (h *house) serve() {
	t := h.t
	t.Helper()
	dir := t.TempDir()
	must(t, authn.EnsureKeys(dir, "gateway"))
	keys, err := authn.LoadKeys(dir)
	must(t, err)
	h.signer, err = authn.LoadSigner(dir, "gateway")
	must(t, err)
	h.verifier = authn.NewVerifier(keys, time.Now)
	s, err := rpc.NewServer(rpc.Options{
		Verifier: h.verifier, Log: slog.New(slog.DiscardHandler),
		Register: func(r grpc.ServiceRegistrar) { h.server.Register(r) },
	})
	must(t, err)
	socket := filepath.Join(dir, "s")
	listener, err := net.Listen("unix", socket)
	must(t, err)
	done := make(chan error, 1)
	go func() { done <- s.Serve(listener) }()
	t.Cleanup(func() { s.Stop(); must(t, <-done) })
	h.conn, err = rpc.Dial("unix://"+socket, rpc.DialOptions{})
	must(t, err)
	t.Cleanup(func() { must(t, h.conn.Close()) })
	h.api, h.place = pb.NewActivityServiceClient(h.conn), pb.NewPlaceServiceClient(h.conn)
	h.kind, h.series = pb.NewKindServiceClient(h.conn), pb.NewSeriesServiceClient(h.conn)
	h.along, h.club, h.idea = pb.NewInvitationServiceClient(h.conn), pb.NewClubServiceClient(h.conn), pb.NewIdeaServiceClient(h.conn)
}

// people lets recruitment tell who there is.
func (h *house) people(tenant string) {
	h.t.Helper()
	for client, worker := range map[string]string{anna: annasWorker, bert: "", carla: carlasWorker} {
		m := &recruitmentv1.ClientChanged{ClientId: client}
		if worker != "" {
			m.SupportWorkerIds = []string{worker}
		}
		h.hear(tenant, m)
	}
}

// together lets matching tell that these people are in a match.
func (h *house) together(tenant, id string, state matchingv1.Match_State, people ...string) {
	h.t.Helper()
	m := &matchingv1.MatchChanged{MatchId: id, State: state}
	for _, p := range people {
		m.People = append(m.People, &matchingv1.MatchChanged_Person{ClientId: p, MayKnow: true})
	}
	h.hear(tenant, m)
}

// hear lets the service hear an event of another one.
func (h *house) hear(tenant string, m proto.Message) {
	h.t.Helper()
	handle := h.server.HandleRecruitment
	if strings.HasPrefix(string(m.ProtoReflect().Descriptor().FullName()), "optrek.matching.") {
		handle = h.server.HandleMatching
	}
	ctx := postgres.WithMethod(h.t.Context(), "feed")
	must(h.t, h.db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return handle(ctx, tx, m) }))
}

// as gives a context of somebody asking.
func (h *house) as(tenant, person string, roles ...authn.Role) context.Context {
	h.t.Helper()
	token, err := h.signer.Sign(authn.Caller{Tenant: tenant, Person: person, Roles: roles})
	must(h.t, err)
	ctx, err := h.verifier.Authenticate(h.t.Context(), token)
	must(h.t, err)
	return ctx
}

func (h *house) client(id string) context.Context { return h.as(here, id, authn.RoleClient) }
func (h *house) worker(id string) context.Context { return h.as(here, id, authn.RoleSupportWorker) }
func (h *house) lead() context.Context            { return h.as(here, coordinator, authn.RoleCoordinator) }

// plan makes an activity.
func (h *house) plan(ctx context.Context, a *pb.Activity) *pb.Activity {
	h.t.Helper()
	out, err := h.api.CreateActivity(ctx, &pb.CreateActivityRequest{Activity: a})
	must(h.t, err)
	return out
}

// told gives the events of one type in the outbox, the oldest first.
func told[M proto.Message](h *house, empty func() M) (out []M) {
	h.t.Helper()
	rows, err := h.database.Owner(h.t).Query(h.t.Context(), `SELECT type, payload FROM activity.outbox ORDER BY seq`)
	must(h.t, err)
	defer rows.Close()
	for rows.Next() {
		var (
			kind string
			body []byte
		)
		must(h.t, rows.Scan(&kind, &body))
		m := empty()
		if !strings.HasSuffix(kind, string(m.ProtoReflect().Descriptor().FullName())) {
			continue
		}
		must(h.t, proto.Unmarshal(body, m))
		out = append(out, m)
	}
	must(h.t, rows.Err())
	return out
}

// audited gives whose data a method touched, for the last person who asked.
func (h *house) audited(method, actor string) (out []string) {
	h.t.Helper()
	rows, err := h.database.Owner(h.t).Query(h.t.Context(), `SELECT DISTINCT client_id::text FROM activity.audit
		WHERE method LIKE '%' || $1 AND actor = $2 AND client_id IS NOT NULL ORDER BY 1`, method, actor)
	must(h.t, err)
	defer rows.Close()
	for rows.Next() {
		var client string
		must(h.t, rows.Scan(&client))
		out = append(out, client)
	}
	must(h.t, rows.Err())
	return out
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t *testing.T, err error, want codes.Code) {
	t.Helper()
	if status.Code(err) != want {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func wantReason(t *testing.T, err error, want string) {
	t.Helper()
	p := rpc.ProblemOf(err)
	if p.Reason != want || p.Text.NL == "" || p.Text.EN == "" {
		t.Fatalf("got %+v (%v), want %s in both languages", p, err, want)
	}
}

func wantIDs(t *testing.T, got []*pb.Activity, want ...*pb.Activity) {
	t.Helper()
	ids := func(list []*pb.Activity) (out []string) {
		for _, a := range list {
			out = append(out, a.GetId())
		}
		return out
	}
	if !slices.Equal(ids(got), ids(want)) {
		t.Fatalf("got %v, want %v", ids(got), ids(want))
	}
}

func uuid(n int) string { return fmt.Sprintf("0197b000-0000-7000-8000-%012d", n) }

func wantFieldNamed(t *testing.T, err error, path string) {
	t.Helper()
	p := rpc.ProblemOf(err)
	if p.Code != codes.InvalidArgument || !slices.ContainsFunc(p.Fields, func(f fault.Field) bool { return f.Path == path && f.Text.NL != "" && f.Text.EN != "" }) {
		t.Errorf("got %v %+v, want field %s", p.Code, p.Fields, path)
	}
}
