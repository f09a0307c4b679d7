package gateway

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/gateway/internal/calendar"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
)

// recruiter stands for recruitment in two methods, behind the real interceptors:
// it knows whoever signs in, and tells a caller who they are.
type recruiter struct {
	recruitmentv1.UnimplementedRecruitmentServiceServer
	recruitmentv1.UnimplementedLogServiceServer

	mu       sync.Mutex
	stranger string                                          // a subject it does not know
	people   map[string]*recruitmentv1.ResolvePersonResponse // by issuer and subject
	asked    []*recruitmentv1.ResolvePersonRequest
	recorded []*recruitmentv1.RecordAccessRequest
}

func (r *recruiter) RecordAccess(_ context.Context, q *recruitmentv1.RecordAccessRequest) (*emptypb.Empty, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.recorded = append(r.recorded, q)
	return &emptypb.Empty{}, nil
}

// record gives what was written down so far, as "KIND of person by person".
func (r *recruiter) record() (lines []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, q := range r.recorded {
		line := q.GetKind().String() + " of " + q.GetPersonId()
		if q.GetByPersonId() != "" {
			line += " by " + q.GetByPersonId()
		}
		lines = append(lines, line)
	}
	return lines
}

func (r *recruiter) ResolvePerson(_ context.Context, q *recruitmentv1.ResolvePersonRequest) (*recruitmentv1.ResolvePersonResponse, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = append(r.asked, q)
	if q.GetSubject() == r.stranger {
		return nil, fault.Missing()
	}
	key := q.GetIssuer() + " " + q.GetSubject()
	if r.people[key] == nil {
		r.people[key] = &recruitmentv1.ResolvePersonResponse{PersonId: ids.New(), Name: q.GetName(), IsClient: q.GetClientNumber() != ""}
	}
	return r.people[key], nil
}

func (r *recruiter) GetMe(ctx context.Context, _ *recruitmentv1.GetMeRequest) (*recruitmentv1.Me, error) {
	caller, ok := authn.From(ctx)
	if !ok {
		return nil, fault.Missing()
	}
	return &recruitmentv1.Me{Id: caller.Person, Name: caller.Tenant}, nil
}

// house is a whole gateway on a loopback port, with a clock the test sets.
type house struct {
	*httptest.Server
	recruiter *recruiter
	sessions  *session.Book
	provider  *devidp.Provider // nil when organisations are configured
	db        *postgres.DB

	mu     sync.Mutex
	now    time.Time
	passed time.Duration
	live   bool // the clock goes on by itself, as a provider in another process wants it
	parts  parts
	inside http.Handler
}

func (h *house) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	inside := h.inside
	h.mu.Unlock()
	inside.ServeHTTP(w, r)
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.live {
		return time.Now().Add(h.passed)
	}
	return h.now
}

func (h *house) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now, h.passed = h.now.Add(d), h.passed+d
}

// build makes a house for the demo organisations, or for those that are configured.
func build(t *testing.T, organisations ...config.Organisation) *house {
	t.Helper()
	h := &house{recruiter: &recruiter{people: map[string]*recruitmentv1.ResolvePersonResponse{}}, now: time.Now(), live: len(organisations) > 0}
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	// Tokens between services live by the machine's clock, whatever time it is for sessions.
	signer := authn.NewSigner(authn.Gateway, private, time.Now)
	target := serve(t, h.recruiter, authn.NewVerifier(map[string]ed25519.PublicKey{authn.Gateway: public}, time.Now))
	dial := func(s *authn.Signer) *grpc.ClientConn {
		conn, err := rpc.Dial(target, rpc.DialOptions{Signer: s})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		return conn
	}
	db := pgtest.New(t, Schema()).Open(Schema())

	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Close)
	conn := dial(nil)
	h.parts = parts{
		signer: signer, public: h.URL, clock: h.clock, log: slog.New(slog.DiscardHandler),
		services: services{
			recruitment: conn, matching: conn, activity: conn, evaluation: conn,
			people: recruitmentv1.NewRecruitmentServiceClient(dial(signer)), journal: recruitmentv1.NewLogServiceClient(dial(signer)),
		},
		web:    fstest.MapFS{"index.html": {Data: []byte("staff")}, "mijn/index.html": {Data: []byte("client")}},
		checks: map[string]edge.Check{"database": db.Ready},
	}
	h.start(t, db, organisations...)
	h.provider = h.parts.demo
	return h
}

// start begins with nothing but what the database remembers, as a process does.
func (h *house) start(t *testing.T, db *postgres.DB, organisations ...config.Organisation) {
	t.Helper()
	h.db = db
	h.sessions = session.NewBook(db, h.clock, session.Limits{Idle: 30 * time.Minute, Absolute: 12 * time.Hour})
	h.parts.sessions, h.parts.calendars, h.parts.demo = h.sessions, calendar.NewBook(db, h.clock), nil
	if err := doors(config.Config{Env: config.Development, HTTPAddr: "127.0.0.1:0", Organisations: organisations}, &h.parts); err != nil {
		t.Fatal(err)
	}
	inside, err := newHandler(h.parts)
	if err != nil {
		t.Fatal(err)
	}
	h.mu.Lock()
	h.inside = inside
	h.mu.Unlock()
}

func serve(t *testing.T, r *recruiter, v *authn.Verifier) (target string) {
	t.Helper()
	server, err := rpc.NewServer(rpc.Options{
		Verifier: v, Log: slog.New(slog.DiscardHandler),
		Register: func(s grpc.ServiceRegistrar) {
			recruitmentv1.RegisterRecruitmentServiceServer(s, r)
			recruitmentv1.RegisterLogServiceServer(s, r)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(socket) // ends with Stop
	t.Cleanup(server.Stop)
	return "passthrough:///" + socket.Addr().String()
}

// browser keeps cookies and stops at each redirect, so that tests can look.
func (h *house) browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (h *house) get(t *testing.T, b *http.Client, address string) (*http.Response, string) {
	t.Helper()
	if strings.HasPrefix(address, "/") {
		address = h.URL + address
	}
	res, err := b.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// toCallback goes as far as the address that would complete the sign-in.
func (h *house) toCallback(t *testing.T, b *http.Client, organisation, subject, back string) *url.URL {
	t.Helper()
	q := url.Values{"organisation": {organisation}, "login_hint": {subject}, "return": {back}}
	res, body := h.get(t, b, "/auth/login?"+q.Encode())
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("login: %d %s", res.StatusCode, body)
	}
	res, body = h.get(t, b, res.Header.Get("Location"))
	to, err := res.Location()
	if err != nil {
		t.Fatalf("provider: %d %s", res.StatusCode, body)
	}
	return to
}

// signIn completes it and tells where the browser was sent.
func (h *house) signIn(t *testing.T, b *http.Client, organisation, subject, back string) string {
	t.Helper()
	res, body := h.get(t, b, h.toCallback(t, b, organisation, subject, back).String())
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("callback: %d %s", res.StatusCode, body)
	}
	return res.Header.Get("Location")
}

type whoami struct {
	SignedIn     bool
	Name, Face   string
	Person       string
	Roles        []string
	Organisation struct{ ID, Name, Accent, Region string }
}

func (h *house) whoami(t *testing.T, b *http.Client) (who whoami) {
	t.Helper()
	res, body := h.get(t, b, "/auth/session")
	if err := json.Unmarshal([]byte(body), &who); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("session: %d %s", res.StatusCode, body)
	}
	return who
}

func cookieOf(t *testing.T, h *house, b *http.Client) string {
	t.Helper()
	u, err := url.Parse(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range b.Jar.Cookies(u) {
		if c.Name == "optrek" {
			return c.Value
		}
	}
	return ""
}
