package rpc_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	reflectionpb "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

const (
	tenant = "0197a0c4-0000-7000-8000-000000000001"
	person = "0197a0c4-0000-7000-8000-000000000002"
)

// house is a running server and what is needed to call it.
type house struct {
	t        *testing.T
	keys     string
	verifier *authn.Verifier
	target   string
	log      *lines
	draining chan struct{}
}

// lines is a log that may be read while it is written.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func open(t *testing.T, s service, change ...func(*rpc.Options)) *house {
	t.Helper()
	h := &house{t: t, keys: t.TempDir(), log: &lines{}, draining: make(chan struct{})}
	must(t, authn.EnsureKeys(h.keys, "gateway", "recruitment", "matching", "activity"))
	keys, err := authn.LoadKeys(h.keys)
	must(t, err)
	h.verifier = authn.NewVerifier(keys, time.Now)
	o := rpc.Options{
		Register: s.register, Verifier: h.verifier, Draining: h.draining,
		Log: slog.New(slog.NewJSONHandler(h.log, nil)),
	}
	for _, c := range change {
		c(&o)
	}
	server, err := rpc.NewServer(o)
	must(t, err)
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := net.Listen("unix", socket)
	must(t, err)
	done := make(chan error)
	go func() { done <- server.Serve(listener) }()
	t.Cleanup(func() { server.Stop(); must(t, <-done) })
	h.target = "unix://" + socket
	return h
}

// as gives a context of a caller with this role.
func (h *house) as(roles ...authn.Role) context.Context {
	h.t.Helper()
	return h.with(authn.Caller{Tenant: tenant, Person: person, Roles: roles})
}

func (h *house) with(c authn.Caller) context.Context {
	h.t.Helper()
	signer, err := authn.LoadSigner(h.keys, "gateway")
	must(h.t, err)
	token, err := signer.Sign(c)
	must(h.t, err)
	ctx, err := h.verifier.Authenticate(context.Background(), token)
	must(h.t, err)
	return ctx
}

func (h *house) dial(o rpc.DialOptions) *grpc.ClientConn {
	h.t.Helper()
	conn, err := rpc.Dial(h.target, o)
	must(h.t, err)
	h.t.Cleanup(func() { must(h.t, conn.Close()) })
	return conn
}

func (h *house) dialAs(issuer string) *grpc.ClientConn {
	h.t.Helper()
	signer, err := authn.LoadSigner(h.keys, issuer)
	must(h.t, err)
	return h.dial(rpc.DialOptions{Signer: signer})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func callSay(ctx context.Context, t *testing.T, conn *grpc.ClientConn, text string) error {
	t.Helper()
	return conn.Invoke(ctx, "/optrek.rpctest.TestService/Say", message(t, text), dynamicpb.NewMessage(say))
}

func nothing(context.Context) error { return nil }

func TestWhoMayCall(t *testing.T) {
	t.Parallel()
	var seen authn.Caller
	h := open(t, service{say: func(ctx context.Context) error { seen, _ = authn.From(ctx); return nil }})
	passOn := h.dial(rpc.DialOptions{})
	check := func(what string, conn *grpc.ClientConn, ctx context.Context, want codes.Code) {
		t.Helper()
		if got := status.Code(callSay(ctx, t, conn, `text:"ja"`)); got != want {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	check("support worker", passOn, h.as(authn.RoleSupportWorker), codes.OK)
	if seen.Person != person || seen.Tenant != tenant {
		t.Errorf("the method saw %+v", seen)
	}
	check("one role of two", passOn, h.as(authn.RoleClient, authn.RoleSupportWorker), codes.OK)
	check("client", passOn, h.as(authn.RoleClient), codes.PermissionDenied)
	check("nobody", passOn, context.Background(), codes.Unauthenticated)
	check("the service that may", h.dialAs("matching"), context.Background(), codes.OK)
	check("a service's own token, whoever asked it", h.dialAs("activity"), h.as(authn.RoleSupportWorker), codes.PermissionDenied)
	for _, header := range []string{"Bearer x", "Basic eDp4", "Bearer", ""} {
		check("header "+header, passOn, metadata.AppendToOutgoingContext(context.Background(), "authorization", header), codes.Unauthenticated)
	}
	twice := metadata.AppendToOutgoingContext(h.as(authn.RoleSupportWorker), "authorization", "Bearer x")
	check("two tokens", passOn, twice, codes.Unauthenticated)
}

func TestAMethodWithoutARuleDoesNotStart(t *testing.T) {
	t.Parallel()
	_, err := rpc.NewServer(rpc.Options{Register: bare, Verifier: authn.NewVerifier(nil, time.Now)})
	if err == nil {
		t.Fatal("it starts")
	}
	for _, name := range bareMethods {
		if !strings.Contains(err.Error(), "optrek.rpctest.BareService."+name) {
			t.Errorf("%s is not named in: %v", name, err)
		}
	}
}

func TestHealthAndReflectionAskForNoToken(t *testing.T) {
	t.Parallel()
	h := open(t, service{say: nothing})
	conn, err := grpc.NewClient(h.target, grpc.WithTransportCredentials(insecure.NewCredentials()))
	must(t, err)
	defer conn.Close()
	answer, err := healthpb.NewHealthClient(conn).Check(context.Background(), &healthpb.HealthCheckRequest{})
	must(t, err)
	if answer.GetStatus() != healthpb.HealthCheckResponse_SERVING {
		t.Error(answer)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	list, err := reflectionpb.NewServerReflectionClient(conn).ServerReflectionInfo(ctx)
	must(t, err)
	must(t, list.Send(&reflectionpb.ServerReflectionRequest{MessageRequest: &reflectionpb.ServerReflectionRequest_ListServices{}}))
	_, err = list.Recv()
	must(t, err)
}

func TestEveryKindHasItsCode(t *testing.T) {
	t.Parallel()
	text := fault.Text{NL: "Zo niet.", EN: "Not so."}
	for kind, want := range map[fault.Kind]codes.Code{
		fault.KindInvalid: codes.InvalidArgument, fault.KindNotFound: codes.NotFound, fault.KindDenied: codes.PermissionDenied,
		fault.KindUnauthenticated: codes.Unauthenticated, fault.KindConflict: codes.FailedPrecondition,
		fault.KindStale: codes.Aborted, fault.KindExists: codes.AlreadyExists,
		fault.KindExhausted: codes.ResourceExhausted, fault.KindUnavailable: codes.Unavailable,
	} {
		err := fmt.Errorf("around it: %w", &fault.Fault{Kind: kind, Code: "WHY", Text: text,
			Fields: []fault.Field{{Path: "a.b", Text: fault.Text{NL: "Vul in.", EN: "Fill in."}}}})
		p := rpc.ProblemOf(rpc.Status(err).Err())
		if p.Code != want || p.Reason != "WHY" || p.Text != text || len(p.Fields) != 1 || p.Fields[0].Text.EN != "Fill in." ||
			p.Fields[0].Text.NL != "Vul in." || p.Fields[0].Path != "a.b" {
			t.Errorf("%v: %+v", kind, p)
		}
	}
}

func TestErrorsThatAreNoFaults(t *testing.T) {
	t.Parallel()
	downstream := rpc.Status(fault.Missing()).Err()
	for what, c := range map[string]struct {
		err    error
		code   codes.Code
		reason string
	}{
		"cancelled":                {fmt.Errorf("x: %w", context.Canceled), codes.Canceled, "CANCELED"},
		"deadline":                 {fmt.Errorf("x: %w", context.DeadlineExceeded), codes.DeadlineExceeded, "TOO_SLOW"},
		"another service's answer": {fmt.Errorf("asking: %w", downstream), codes.NotFound, "NOT_FOUND"},
		"another service is away":  {status.Error(codes.Unavailable, "dial 10.0.0.1"), codes.Unavailable, "PART_AWAY"},
		"message too large":        {status.Error(codes.ResourceExhausted, "x"), codes.ResourceExhausted, "BUSY"},
		"not made":                 {status.Error(codes.Unimplemented, "x"), codes.Unimplemented, "UNKNOWN_METHOD"},
		"somebody else's status":   {status.Error(codes.NotFound, "no such bucket"), codes.Internal, "INTERNAL"},
		"a fault of kind internal": {&fault.Fault{Code: "X"}, codes.Internal, "INTERNAL"},
		"a defect":                 {errors.New("nil pointer in client Jansen"), codes.Internal, "INTERNAL"},
	} {
		st := rpc.Status(c.err)
		p := rpc.ProblemOf(st.Err())
		if p.Code != c.code || p.Reason != c.reason || p.Text.NL == "" || p.Text.EN == "" {
			t.Errorf("%s: %+v", what, p)
		}
		if strings.Contains(st.String(), "Jansen") || strings.Contains(st.String(), "10.0.0.1") {
			t.Errorf("%s tells of the inside: %v", what, st)
		}
	}
}

func TestADefectShowsANumberThatIsInTheLog(t *testing.T) {
	t.Parallel()
	var broken func() error
	h := open(t, service{say: func(context.Context) error { return broken() }})
	conn := h.dial(rpc.DialOptions{})
	var none []int
	for what, f := range map[string]func() error{
		"error":         func() error { return errors.New("the disk is on fire") },
		"runtime panic": func() error { return fmt.Errorf("%d", none[3]) },
		"own panic":     func() error { panic("Mevrouw Jansen") },
	} {
		broken = f
		p := rpc.ProblemOf(callSay(h.as(authn.RoleSupportWorker), t, conn, `text:"ja"`))
		if p.Code != codes.Internal || p.Incident == "" || !strings.Contains(p.Text.NL, p.Incident) {
			t.Errorf("%s: %+v", what, p)
		}
		if !strings.Contains(h.log.String(), p.Incident) {
			t.Errorf("%s: %s is not in the log", what, p.Incident)
		}
	}
	for _, want := range []string{"the disk is on fire", "index out of range", `"msg":"panic"`} {
		if !strings.Contains(h.log.String(), want) {
			t.Errorf("the log does not say %q", want)
		}
	}
	if strings.Contains(h.log.String(), "Jansen") {
		t.Errorf("the log says a name: %s", h.log)
	}
}

func TestTheLogSaysWhatAndForWhichOrganisationOnly(t *testing.T) {
	t.Parallel()
	h := open(t, service{say: func(context.Context) error { return postgresError{} }})
	_ = callSay(h.as(authn.RoleSupportWorker), t, h.dial(rpc.DialOptions{}), `text:"geheim" `)
	_ = callSay(h.as(authn.RoleSupportWorker), t, h.dial(rpc.DialOptions{}), `text:"stil" `)
	log := h.log.String()
	for _, want := range []string{`"method":"/optrek.rpctest.TestService/Say"`, `"code":"InvalidArgument"`, `"code":"Internal"`,
		`"tenant":"` + tenant + `"`, `"duration":`, `"reason":"INVALID_REQUEST"`, "SQLSTATE 22P02"} {
		if !strings.Contains(log, want) {
			t.Errorf("no %s in %s", want, log)
		}
	}
	for _, secret := range []string{person, "geheim", "stil", "Jansen", "eyJ"} {
		if strings.Contains(log, secret) {
			t.Errorf("%s in %s", secret, log)
		}
	}
}

// postgresError is as pgconn.PgError: it quotes what somebody typed.
type postgresError struct{}

func (postgresError) Error() string    { return `ERROR: invalid input syntax for type uuid: "Jansen"` }
func (postgresError) SQLState() string { return "22P02" }

func TestTooMuchAtOnceIsToldAtOnce(t *testing.T) {
	t.Parallel()
	inside, leave := make(chan struct{}), make(chan struct{})
	h := open(t, service{say: func(context.Context) error { inside <- struct{}{}; <-leave; return nil }},
		func(o *rpc.Options) { o.MaxInFlight = 1 })
	ctx, conn := h.as(authn.RoleSupportWorker), h.dial(rpc.DialOptions{})
	first := make(chan error)
	go func() { first <- callSay(ctx, t, conn, `text:"ja"`) }()
	<-inside
	if p := rpc.ProblemOf(callSay(ctx, t, conn, `text:"ja"`)); p.Code != codes.ResourceExhausted || p.Reason != "BUSY" {
		t.Errorf("%+v", p)
	}
	close(leave)
	must(t, <-first)
}

func TestRetryOnlyWhenAway(t *testing.T) {
	t.Parallel()
	var calls int
	var answers []error
	h := open(t, service{say: func(context.Context) error { calls++; return answers[min(calls, len(answers))-1] }})
	ctx, conn := h.as(authn.RoleSupportWorker), h.dial(rpc.DialOptions{})
	away := fault.Unavailable("AWAY", fault.Text{NL: "Weg.", EN: "Away."})
	answers = []error{away, away, nil}
	must(t, callSay(ctx, t, conn, `text:"ja"`))
	if calls != 3 {
		t.Errorf("%d calls", calls)
	}
	calls, answers = 0, []error{fault.Changed()}
	if err := callSay(ctx, t, conn, `text:"ja"`); status.Code(err) != codes.Aborted || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestACallWithoutADeadlineGetsOne(t *testing.T) {
	t.Parallel()
	h := open(t, service{say: func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }})
	err := callSay(h.as(authn.RoleSupportWorker), t, h.dial(rpc.DialOptions{Timeout: 20 * time.Millisecond}), `text:"ja"`)
	if status.Code(err) != codes.DeadlineExceeded {
		t.Error(err)
	}
}

func TestStreams(t *testing.T) {
	t.Parallel()
	listening := make(chan struct{}, 8)
	h := open(t, service{listen: func(ss grpc.ServerStream) error {
		listening <- struct{}{}
		<-ss.Context().Done()
		return ss.Context().Err()
	}})
	listen := func(conn *grpc.ClientConn, ctx context.Context, text string) error {
		ss, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/optrek.rpctest.TestService/Listen")
		if err != nil {
			return err
		}
		if err := errors.Join(ss.SendMsg(message(t, text)), ss.CloseSend()); err != nil {
			return err
		}
		return ss.RecvMsg(dynamicpb.NewMessage(say))
	}
	if err := listen(h.dial(rpc.DialOptions{}), h.as(authn.RoleSupportWorker), `text:"ja"`); status.Code(err) != codes.PermissionDenied {
		t.Errorf("a person: %v", err)
	}
	if err := listen(h.dial(rpc.DialOptions{}), context.Background(), `text:"ja"`); status.Code(err) != codes.Unauthenticated {
		t.Errorf("nobody: %v", err)
	}
	matching := h.dialAs("matching")
	if err := listen(matching, context.Background(), `text:"te lang"`); status.Code(err) != codes.InvalidArgument {
		t.Errorf("an invalid message: %v", err)
	}
	ended := make(chan error)
	go func() { ended <- listen(matching, context.Background(), `text:"ja"`) }()
	<-listening
	close(h.draining) // gRPC retries an unavailable stream, which is why there is room for more in listening
	if p := rpc.ProblemOf(<-ended); p.Code != codes.Unavailable || p.Reason != "MOVING_ON" {
		t.Errorf("draining: %+v", p)
	}
}
