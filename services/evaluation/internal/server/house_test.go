package server_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/evaluation/internal/server"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
)

// The people of the tests. anna and bert are in a match; carla is in none.
const (
	here  = "0197a000-0000-7000-8000-000000000001" // an organisation
	there = "0197a000-0000-7000-8000-000000000002" // another one of the same region
	far   = "0197a000-0000-7000-8000-000000000003" // one of another region

	anna  = "0197a000-0000-7000-8000-00000000000a"
	bert  = "0197a000-0000-7000-8000-00000000000b"
	carla = "0197a000-0000-7000-8000-00000000000c"

	second       = "0197a000-0000-7000-8000-0000000000a2" // of anna and carla
	bertsWorker  = "0197a000-0000-7000-8000-0000000000bb"
	annasWorker  = "0197a000-0000-7000-8000-0000000000aa"
	carlasWorker = "0197a000-0000-7000-8000-0000000000cc"
	coordinator  = "0197a000-0000-7000-8000-0000000000dd"

	match = "0197a000-0000-7000-8000-0000000000f1"
	none  = "0197a000-0000-7000-8000-0000000000ff" // nobody and nothing
)

// house is the service on its own database, behind a real gRPC server.
type house struct {
	t         *testing.T
	database  *pgtest.Database
	db        *postgres.DB
	server    *server.Server
	conn      *grpc.ClientConn
	api       pb.EvaluationServiceClient
	signal    pb.SignalServiceClient
	concern   pb.ConcernServiceClient
	meeting   pb.IntervisionServiceClient
	questions pb.QuestionnaireServiceClient
	talk      pb.TalkServiceClient
	asked     pb.MeetingServiceClient
	method    pb.MethodServiceClient
	lesson    pb.LessonServiceClient
	question  pb.QuestionServiceClient
	rhythm    pb.RhythmServiceClient
	verifier  *authn.Verifier
	signer    *authn.Signer
	now       time.Time
	heard     []event
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, database: pgtest.New(t, store.Schema()), now: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)}
	h.db = h.database.Open(store.Schema())
	h.server = server.New(store.New(h.db), func() time.Time { return h.now })
	h.server.Know(func(tenant string) string {
		return map[string]string{here: "zuid", there: "zuid", far: "noord"}[tenant]
	})
	h.serve()
	h.people(here)
	h.people(there)
	h.hear(here, h.now.AddDate(0, 0, -70), underWay(h.now.AddDate(0, 0, -70)))
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
	h.api, h.signal = pb.NewEvaluationServiceClient(h.conn), pb.NewSignalServiceClient(h.conn)
	h.questions = pb.NewQuestionnaireServiceClient(h.conn)
	h.talk = pb.NewTalkServiceClient(h.conn)
	h.question, h.rhythm = pb.NewQuestionServiceClient(h.conn), pb.NewRhythmServiceClient(h.conn)
	h.concern, h.meeting = pb.NewConcernServiceClient(h.conn), pb.NewIntervisionServiceClient(h.conn)
	h.asked, h.method, h.lesson = pb.NewMeetingServiceClient(h.conn), pb.NewMethodServiceClient(h.conn), pb.NewLessonServiceClient(h.conn)
}

// people lets recruitment tell who there is. Everybody but bert has two support workers.
func (h *house) people(tenant string) {
	h.t.Helper()
	h.hear(tenant, h.now.AddDate(0, 0, -100), &recruitmentv1.SupportWorkerChanged{SupportWorkerId: coordinator})
	for client, workers := range map[string][]string{
		anna: {annasWorker, second}, bert: {bertsWorker}, carla: {carlasWorker, second},
	} {
		h.hear(tenant, h.now.AddDate(0, 0, -100), &recruitmentv1.ClientChanged{ClientId: client, SupportWorkerIds: workers})
	}
}

// underWay is anna's and bert's match.
func underWay(since time.Time) *matchingv1.MatchChanged {
	return &matchingv1.MatchChanged{
		MatchId: match, State: matchingv1.Match_STATE_UNDER_WAY, PlanMade: true, UnderWayTime: timestamppb.New(since),
		People: []*matchingv1.MatchChanged_Person{{ClientId: anna, MayKnow: true}, {ClientId: bert, MayKnow: true}},
	}
}

// hear lets the service hear an event of another one, that happened at that time.
func (h *house) hear(tenant string, at time.Time, m proto.Message) {
	h.t.Helper()
	h.heard = append(h.heard, event{tenant, at, m})
	h.handle(event{tenant, at, m})
}

// event is what another service told.
type event struct {
	tenant string
	at     time.Time
	body   proto.Message
}

func (h *house) handle(e event) {
	h.t.Helper()
	handle := map[string]func(context.Context, *postgres.Tx, proto.Message) error{
		"recruitment": h.server.HandleRecruitment, "matching": h.server.HandleMatching, "activity": h.server.HandleActivity,
	}[strings.Split(string(e.body.ProtoReflect().Descriptor().FullName()), ".")[1]]
	ctx := feed.WithMoment(postgres.WithMethod(h.t.Context(), "feed"), e.at)
	must(h.t, h.db.InTenantAs(ctx, e.tenant, func(tx *postgres.Tx) error { return handle(ctx, tx, e.body) }))
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

// open opens the look back on anna's and bert's match.
func (h *house) open() *pb.InterimEvaluation {
	h.t.Helper()
	e, err := h.api.OpenInterimEvaluation(h.lead(), &pb.OpenInterimEvaluationRequest{MatchId: match})
	must(h.t, err)
	return e
}

// told gives the events of one type in the outbox, the oldest first.
func told[M proto.Message](h *house, empty func() M) (out []M) {
	h.t.Helper()
	rows, err := h.database.Owner(h.t).Query(h.t.Context(), `SELECT type, payload FROM evaluation.outbox ORDER BY seq`)
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
	rows, err := h.database.Owner(h.t).Query(h.t.Context(), `SELECT DISTINCT client_id::text FROM evaluation.audit
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

func uuid(n int) string { return fmt.Sprintf("0197b000-0000-7000-8000-%012d", n) }

// count counts rows behind the wall.
func (h *house) count(query string, args ...any) (n int) {
	h.t.Helper()
	must(h.t, h.database.Owner(h.t).QueryRow(h.t.Context(), query, args...).Scan(&n))
	return n
}
