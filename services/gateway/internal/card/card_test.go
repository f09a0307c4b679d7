package card_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/card"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

const (
	tenant = "0197a0c4-0000-7000-8000-000000000001"
	lieke  = "0197a0c4-0000-7000-8000-000000000002"
	jola   = "0197a0c4-0000-7000-8000-000000000003"
	cardID = "0197a0c4-0000-7000-8000-000000000004"
)

// hall is an entrance before a recruitment that answers what the test says.
type hall struct {
	pb.LoginCardServiceClient
	t       *testing.T
	handler http.Handler
	looks   []pb.LoginOutcome_State // one after another; the last one stays
	redeems pb.LoginOutcome_State
	besides error
	asked   []any
	token   string
	entered []session.Session
	ended   []string
	now     session.Session // who is signed in
	cookie  *http.Cookie
	via     string // X-Forwarded-For
}

func open(t *testing.T) *hall {
	t.Helper()
	h := &hall{t: t, looks: []pb.LoginOutcome_State{pb.LoginOutcome_STATE_OPEN}, redeems: pb.LoginOutcome_STATE_OPEN}
	mux := http.NewServeMux()
	card.New(card.Options{
		Door: h, Own: h, ForWhom: h, Known: func(id string) bool { return id == tenant },
		Sign:    func(c authn.Caller) (string, error) { return "token of " + c.Person, nil },
		EndCard: func(_ context.Context, _, id string) error { h.ended = append(h.ended, id); return nil },
		Address: edge.Subscriber([]netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}), // of which httptest's requests come
		OverTLS: true, Log: slog.New(slog.DiscardHandler),
	}).Routes(mux)
	h.handler = mux
	return h
}

func (h *hall) Enter(_ http.ResponseWriter, _ *http.Request, s session.Session) error {
	h.entered = append(h.entered, s)
	return nil
}

func (h *hall) Session(*http.Request) (session.Session, error) {
	if h.now.Person == "" {
		return h.now, edge.ErrNobody
	}
	return h.now, nil
}

func (h *hall) LookAtLoginCard(_ context.Context, r *pb.LookAtLoginCardRequest, _ ...grpc.CallOption) (*pb.LoginOutcome, error) {
	h.asked = append(h.asked, r)
	state := h.looks[0]
	if len(h.looks) > 1 {
		h.looks = h.looks[1:]
	}
	return &pb.LoginOutcome{State: state, Length: 3}, nil
}

func (h *hall) RedeemLoginCard(_ context.Context, r *pb.RedeemLoginCardRequest, _ ...grpc.CallOption) (*pb.LoginOutcome, error) {
	h.asked = append(h.asked, r)
	out := &pb.LoginOutcome{State: h.redeems, Length: 3}
	if h.redeems == pb.LoginOutcome_STATE_OPEN {
		out.ClientId, out.Name, out.CardId = lieke, "Lieke Lievegeheim", cardID
	}
	return out, nil
}

func (h *hall) RememberLoginDevice(_ context.Context, r *pb.RememberLoginDeviceRequest, _ ...grpc.CallOption) (*pb.RememberLoginDeviceResponse, error) {
	h.asked = append(h.asked, r)
	return &pb.RememberLoginDeviceResponse{Secret: secret(7)}, nil
}

func (h *hall) LeaveLoginDevice(_ context.Context, r *pb.LeaveLoginDeviceRequest, _ ...grpc.CallOption) (*emptypb.Empty, error) {
	h.asked = append(h.asked, r)
	return &emptypb.Empty{}, nil
}

func (h *hall) OpenBeside(ctx context.Context, r *pb.OpenBesideRequest, _ ...grpc.CallOption) (*pb.OpenBesideResponse, error) {
	out, _ := metadata.FromOutgoingContext(ctx)
	h.token = strings.Join(out.Get("authorization"), " ")
	return &pb.OpenBesideResponse{ClientId: r.GetClientId(), Name: "Lieke Lievegeheim"}, h.besides
}

func secret(b byte) []byte { return slices.Repeat([]byte{b}, 32) }

// code is a card's code for an organisation whose id ends in this.
func code(last byte) string {
	id := []byte{0x01, 0x97, 0xa0, 0xc4, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, last}
	return base64.RawURLEncoding.EncodeToString(append(id, secret(1)...))
}

type answer struct {
	status int
	state  string
	body   string
}

func (h *hall) post(path string, body any) answer {
	h.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		h.t.Fatal(err)
	}
	return h.send(path, "application/json", string(text))
}

func (h *hall) send(path, kind, body string) answer {
	h.t.Helper()
	r := httptest.NewRequestWithContext(h.t.Context(), http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	r.Header.Set("User-Agent", "Mozilla/5.0 (Linux; Android 14) Chrome/126.0.0.0 Mobile Safari/537.36")
	if h.cookie != nil && h.cookie.MaxAge >= 0 {
		r.AddCookie(h.cookie)
	}
	if h.via != "" {
		r.Header.Set("X-Forwarded-For", h.via)
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		h.cookie = c
	}
	raw, _ := io.ReadAll(w.Result().Body)
	var told struct {
		State string `json:"state"`
	}
	_ = json.Unmarshal(raw, &told)
	return answer{w.Code, told.State, string(raw)}
}

type ask struct {
	Code     string   `json:"code"`
	Pictures []string `json:"pictures"`
}

func TestACardOpensASessionOfItsOwnKind(t *testing.T) {
	t.Parallel()
	h := open(t)
	if got := h.post("/auth/card/look", ask{Code: code(1)}); got.state != "open" || len(h.entered) > 0 {
		t.Errorf("a look: %+v", got)
	}
	got := h.post("/auth/card", ask{code(1), []string{"sun", "fish", "bus"}})
	if got.state != "open" || len(h.entered) != 1 || strings.Contains(got.body, "Lieke") || strings.Contains(got.body, cardID) {
		t.Fatalf("%+v, entered %v", got, h.entered)
	}
	s := h.entered[0]
	if s.Tenant != tenant || s.Person != lieke || !s.IsClient || s.Method != session.ByCard || s.Card != cardID || s.Device != "Chrome op Android" ||
		!slices.Equal(s.Roles, []authn.Role{authn.RoleClient}) {
		t.Errorf("%+v", s)
	}
	if h.cookie != nil {
		t.Error("a device remembers, and nobody wanted that")
	}
}

func TestWhatDoesNotOpenOpensNothing(t *testing.T) {
	t.Parallel()
	for state, want := range map[pb.LoginOutcome_State]string{
		pb.LoginOutcome_STATE_OTHER_PICTURES: "other", pb.LoginOutcome_STATE_RESTS: "rests", pb.LoginOutcome_STATE_NO_CARD: "none",
		pb.LoginOutcome_STATE_NO_PICTURES: "unchosen", pb.LoginOutcome_STATE_LATER: "later",
	} {
		h := open(t)
		h.redeems = state
		if got := h.post("/auth/card", ask{code(1), []string{"sun"}}); got.state != want || got.status != 200 || len(h.entered) > 0 {
			t.Errorf("%v: %+v, entered %v", state, got, h.entered)
		}
	}
	h := open(t)
	for what, c := range map[string]string{
		"nothing": "", "no code": "abc", "too long": code(1) + "AA", "another organisation": code(9), "not base64url": strings.Repeat("!", 64),
	} {
		if got := h.post("/auth/card", ask{c, nil}); got.state != "none" || len(h.asked) > 0 {
			t.Errorf("%s: %+v, asked %v", what, got, h.asked)
		}
	}
	for what, got := range map[string]answer{
		"a form": h.send("/auth/card", "application/x-www-form-urlencoded", "code="+code(1)), "no JSON": h.send("/auth/card", "application/json", "{"),
		"more than is asked": h.send("/auth/card", "application/json", `{"tenant":"x"}`), "too large": h.send("/auth/card", "application/json", `{"code":"`+strings.Repeat("A", 4000)+`"}`),
	} {
		if got.status != http.StatusBadRequest {
			t.Errorf("%s: %+v", what, got)
		}
	}
}

// Withdrawn between the try and the session: the session that is just there ends as well.
func TestACardWithdrawnAtThatVeryMoment(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.looks = []pb.LoginOutcome_State{pb.LoginOutcome_STATE_NO_CARD}
	if got := h.post("/auth/card", ask{code(1), nil}); got.state != "none" || !slices.Equal(h.ended, []string{cardID}) {
		t.Errorf("%+v, ended %v", got, h.ended)
	}
}

func TestADeviceRemembersOnlyWhoCameInWithACard(t *testing.T) {
	t.Parallel()
	h := open(t)
	if got := h.post("/auth/card/remember", ask{}); got.status != http.StatusUnauthorized {
		t.Errorf("nobody: %+v", got)
	}
	h.now = session.Session{Tenant: tenant, Person: lieke, IsClient: true, Method: session.Beside}
	if got := h.post("/auth/card/remember", ask{}); got.status == http.StatusOK || h.cookie != nil {
		t.Errorf("beside a support worker: %+v", got)
	}
	h.now.Method, h.now.Card = session.ByCard, cardID
	if got := h.post("/auth/card/remember", ask{}); got.status != http.StatusOK || h.cookie == nil {
		t.Fatalf("%+v", got)
	}
	if c := h.cookie; c.Name != "__Host-optrek-card" || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.MaxAge <= 0 {
		t.Errorf("%+v", c)
	}
	h.asked = nil
	h.post("/auth/card", ask{"", []string{"sun"}})
	if r, ok := h.asked[0].(*pb.RedeemLoginCardRequest); !ok || !slices.Equal(r.GetSecret(), secret(7)) || r.GetTenantId() != tenant || r.GetAddressClass() == "" {
		t.Errorf("%v", h.asked)
	}
	h.asked = nil
	if h.post("/auth/card/forget", ask{}); h.cookie.MaxAge >= 0 || h.cookie.Value != "" {
		t.Errorf("%+v", h.cookie)
	}
	if r, ok := h.asked[0].(*pb.LeaveLoginDeviceRequest); !ok || !slices.Equal(r.GetSecret(), secret(7)) {
		t.Errorf("%v", h.asked)
	}
}

func TestBesideEndsTheColleaguesOwnSession(t *testing.T) {
	t.Parallel()
	h := open(t)
	type whom struct {
		Client string `json:"client"`
	}
	if got := h.post("/auth/beside", whom{lieke}); got.status != http.StatusUnauthorized {
		t.Errorf("nobody: %+v", got)
	}
	h.now = session.Session{Tenant: tenant, Person: jola, Roles: []authn.Role{authn.RoleSupportWorker}}
	h.besides = rpc.Status(fault.Missing()).Err()
	if got := h.post("/auth/beside", whom{lieke}); got.status != http.StatusNotFound || len(h.entered) > 0 {
		t.Errorf("out of reach: %+v", got)
	}
	h.besides = errors.New("broken")
	if got := h.post("/auth/beside", whom{lieke}); got.status != http.StatusServiceUnavailable || strings.Contains(got.body, "broken") {
		t.Errorf("broken: %+v", got)
	}
	h.besides = nil
	if got := h.post("/auth/beside", whom{lieke}); got.state != "open" || len(h.entered) != 1 || h.token != "Bearer token of "+jola {
		t.Fatalf("%+v, asked with %q", got, h.token)
	}
	if s := h.entered[0]; s.Person != lieke || s.OpenedBy != jola || s.Method != session.Beside || s.Life.Minutes() != 30 || !s.IsClient {
		t.Errorf("%+v", s)
	}
}

// What the square on a card holds goes to the client's own page; it stands behind the #, so it is not in the address.
func TestTheSquareLeadsToTheClientsPage(t *testing.T) {
	t.Parallel()
	h := open(t)
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/kaart", nil))
	if w.Code != http.StatusFound || w.Header().Get("Location") != "/mijn/binnen" {
		t.Errorf("%d %s", w.Code, w.Header().Get("Location"))
	}
}

// Behind a proxy that we know, wrong pictures are counted for who tried them, not for all who come through it.
func TestTriesAreTheVisitorsOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	var from []string
	for _, h.via = range []string{"203.0.113.7", "198.51.100.9", "1.2.3.4, 198.51.100.9", ""} {
		h.asked = nil
		h.post("/auth/card", ask{code(1), []string{"sun"}})
		for _, one := range h.asked { // recruitment counts by this
			if r, ok := one.(*pb.RedeemLoginCardRequest); ok {
				from = append(from, r.GetAddressClass())
			}
		}
	}
	if want := []string{"203.0.113.7", "198.51.100.9", "198.51.100.9", "192.0.2.1"}; !slices.Equal(from, want) {
		t.Errorf("counted for %q, want %q", from, want)
	}
}
