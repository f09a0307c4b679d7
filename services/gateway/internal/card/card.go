// Package card is the clients' own way in: a printed card with a square to scan, and the
// pictures only they know. No e-mail, no password, nothing to type.
//
//	POST /auth/card/look      what can be done with the card that is shown, or with what this device remembers
//	POST /auth/card           one try: the pictures in order
//	POST /auth/card/remember  this device asks for the pictures only, from now on
//	POST /auth/card/forget    and no more
//	POST /auth/beside         a support worker opens a session beside a client, for a while
//
// What the square holds stands behind the # of its address, which no browser sends and no
// log sees; the page sends it in the body of a POST. What is right is recruitment's to
// say, which also counts the tries; here is nothing to guess with.
package card

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/internal/telemetry"
)

const (
	// besideFor is how long a session beside a support worker lasts: as long as one sits together.
	besideFor = 30 * time.Minute
	// rememberFor is how long a device remembers; each time it is used begins anew.
	rememberFor = 365 * 24 * time.Hour
	cookieName  = "optrek-card"
	largestAsk  = 2 << 10
	callTimeout = 15 * time.Second
	tenantBytes = 16
	secretBytes = 32
)

var (
	misread = fault.Invalid("REQUEST_MISREAD", fault.Text{
		NL: "Het verzoek klopt niet. Kijk na wat er is ingevuld.", EN: "The request is not right. Check what was filled in."})
	away = fault.Unavailable("UNAVAILABLE", fault.Text{
		NL: "Dit lukt even niet. Probeer het zo opnieuw.", EN: "This does not work just now. Try again shortly."})
	notByCard = fault.Conflict("NOT_BY_CARD", fault.Text{
		NL: "Kom eerst binnen met je kaart. Daarna kan dit apparaat je onthouden.",
		EN: "First come in with your card. After that this device can remember you."})
	notSignedIn = authn.NotSignedIn()
)

// Door is the browser's session, as package signin keeps it.
type Door interface {
	Enter(w http.ResponseWriter, r *http.Request, s session.Session) error
	Session(r *http.Request) (session.Session, error)
}

// Options of New; all are required.
type Options struct {
	Door    Door
	Known   func(tenant string) bool                     // whether an organisation is on the register
	Own     recruitmentv1.LoginCardServiceClient         // asked in the gateway's own name
	ForWhom recruitmentv1.LoginCardServiceClient         // asked for a person, with their token
	Sign    func(authn.Caller) (token string, err error) // makes that token
	EndCard func(ctx context.Context, t, c string) error // ends what a card opened
	Address func(*http.Request) string                   // where a request came from, no finer than one subscriber (edge.Subscriber)
	OverTLS bool
	Log     *slog.Logger
}

// Entrance answers below /auth/card and /auth/beside.
type Entrance struct{ Options }

// New makes the entrance.
func New(o Options) *Entrance { return &Entrance{Options: o} }

// Routes adds its addresses to the router.
func (e *Entrance) Routes(mux *http.ServeMux) {
	mux.HandleFunc("POST /auth/card/look", e.look)
	mux.HandleFunc("POST /auth/card", e.try)
	mux.HandleFunc("POST /auth/card/remember", e.remember)
	mux.HandleFunc("POST /auth/card/forget", e.forget)
	mux.HandleFunc("POST /auth/beside", e.beside)
	// What the square on a card holds: the page behind it is the client's own. The browser
	// takes along what stands behind the #.
	mux.HandleFunc("GET /kaart", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/mijn/binnen", http.StatusFound) })
}

// asked is what a page sends.
type asked struct {
	Code     string   `json:"code"` // of the card; empty: what this device remembers
	Pictures []string `json:"pictures"`
	Client   string   `json:"client"` // beside
}

// outcome answers a look and a try.
type outcome struct {
	State      string `json:"state"`
	Length     int32  `json:"length,omitempty"`     // how many pictures there are to choose
	Remembered bool   `json:"remembered,omitempty"` // by this device
}

var words = map[recruitmentv1.LoginOutcome_State]string{
	recruitmentv1.LoginOutcome_STATE_OPEN: "open", recruitmentv1.LoginOutcome_STATE_OTHER_PICTURES: "other",
	recruitmentv1.LoginOutcome_STATE_RESTS: "rests", recruitmentv1.LoginOutcome_STATE_NO_CARD: "none",
	recruitmentv1.LoginOutcome_STATE_NO_PICTURES: "unchosen", recruitmentv1.LoginOutcome_STATE_LATER: "later",
}

var noCard = outcome{State: words[recruitmentv1.LoginOutcome_STATE_NO_CARD]}

// shown is a card taken apart: where to look, and what only the card has.
type shown struct {
	tenant  string
	secret  []byte
	device  bool
	session string // id of the session it opens, when it does
}

// cardOf takes apart what a page sends, or what this device remembers; false for what is no card.
func (e *Entrance) cardOf(r *http.Request, code string) (s shown, ok bool) {
	if code == "" {
		if c, err := r.Cookie(e.cookie()); err == nil {
			code, s.device = c.Value, true
		}
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(code)
	if err != nil || len(raw) != tenantBytes+secretBytes {
		return s, false
	}
	s.tenant, s.secret = uuid.UUID(raw[:tenantBytes]).String(), raw[tenantBytes:]
	return s, e.Known(s.tenant)
}

func (e *Entrance) look(w http.ResponseWriter, r *http.Request) {
	a, ok := e.read(w, r)
	if !ok {
		return
	}
	s, ok := e.cardOf(r, a.Code)
	if !ok {
		tell(w, noCard)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), callTimeout)
	defer cancel()
	got, err := e.Own.LookAtLoginCard(ctx, &recruitmentv1.LookAtLoginCardRequest{TenantId: s.tenant, Secret: s.secret, AddressClass: e.Address(r)})
	if err != nil {
		e.failed(w, r, err)
		return
	}
	if s.device && got.GetState() == recruitmentv1.LoginOutcome_STATE_NO_CARD {
		e.setCookie(w, "", -1) // forgotten elsewhere, or the card was withdrawn
	}
	tell(w, outcome{State: words[got.GetState()], Length: got.GetLength(), Remembered: got.GetRemembered()})
}

func (e *Entrance) try(w http.ResponseWriter, r *http.Request) {
	a, ok := e.read(w, r)
	if !ok {
		return
	}
	s, ok := e.cardOf(r, a.Code)
	if !ok {
		tell(w, noCard)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), callTimeout)
	defer cancel()
	s.session = ids.New()
	got, err := e.Own.RedeemLoginCard(ctx, &recruitmentv1.RedeemLoginCardRequest{
		TenantId: s.tenant, Secret: s.secret, Pictures: a.Pictures, AddressClass: e.Address(r), SessionId: s.session,
	})
	if err == nil && got.GetState() == recruitmentv1.LoginOutcome_STATE_OPEN {
		err = e.enter(ctx, w, r, s, got)
	}
	if err != nil {
		e.failed(w, r, err)
		return
	}
	tell(w, outcome{State: words[got.GetState()], Length: got.GetLength(), Remembered: got.GetRemembered()})
}

// enter opens the session. A card that is withdrawn at this very moment may have had its
// sessions ended before this one was there: so it is looked at once more.
func (e *Entrance) enter(ctx context.Context, w http.ResponseWriter, r *http.Request, s shown, got *recruitmentv1.LoginOutcome) error {
	err := e.Door.Enter(w, r, session.Session{
		Tenant: s.tenant, ID: s.session, Person: got.GetClientId(), IsClient: true, Roles: []authn.Role{authn.RoleClient}, Name: got.GetName(),
		Method: session.ByCard, Card: got.GetCardId(), Device: session.Device(r.UserAgent()),
	})
	if err != nil {
		return err
	}
	if s.device {
		e.setCookie(w, deviceCookie(s.tenant, s.secret), int(rememberFor.Seconds()))
	}
	again, err := e.Own.LookAtLoginCard(ctx, &recruitmentv1.LookAtLoginCardRequest{TenantId: s.tenant, Secret: s.secret})
	if err == nil && again.GetState() == recruitmentv1.LoginOutcome_STATE_NO_CARD {
		got.State = recruitmentv1.LoginOutcome_STATE_NO_CARD
		return e.EndCard(ctx, s.tenant, got.GetCardId())
	}
	return err
}

// remember lets this device ask for the pictures only. Only who came in with the card has
// that to give.
func (e *Entrance) remember(w http.ResponseWriter, r *http.Request) {
	if _, ok := e.read(w, r); !ok {
		return
	}
	s, ok := e.session(w, r)
	if !ok {
		return
	}
	if s.Method != session.ByCard || s.Card == "" {
		edge.Refuse(w, notByCard)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), callTimeout)
	defer cancel()
	e.leave(ctx, r) // the device it was before is no more
	got, err := e.Own.RememberLoginDevice(ctx, &recruitmentv1.RememberLoginDeviceRequest{
		TenantId: s.Tenant, ClientId: s.Person, CardId: s.Card, Words: session.Device(r.UserAgent()),
	})
	if err != nil {
		e.failed(w, r, err)
		return
	}
	e.setCookie(w, deviceCookie(s.Tenant, got.GetSecret()), int(rememberFor.Seconds()))
	tell(w, outcome{State: words[recruitmentv1.LoginOutcome_STATE_OPEN], Remembered: true})
}

// forget lets this device ask for the card again, whoever is or is not signed in.
func (e *Entrance) forget(w http.ResponseWriter, r *http.Request) {
	if _, ok := e.read(w, r); !ok {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), callTimeout)
	defer cancel()
	e.leave(ctx, r)
	e.setCookie(w, "", -1)
	tell(w, noCard)
}

// leave tells recruitment that this device remembers nobody. The cookie goes in any case.
func (e *Entrance) leave(ctx context.Context, r *http.Request) {
	s, ok := e.cardOf(r, "")
	if !ok {
		return
	}
	if _, err := e.Own.LeaveLoginDevice(ctx, &recruitmentv1.LeaveLoginDeviceRequest{TenantId: s.tenant, Secret: s.secret}); err != nil {
		e.Log.WarnContext(ctx, "a device that forgot a client is still on the list", "error", telemetry.Quiet(err))
	}
}

// beside opens a session for a client on the device of a colleague who sits beside them.
// The colleague's own session ends: nobody comes back to it by accident.
func (e *Entrance) beside(w http.ResponseWriter, r *http.Request) {
	a, ok := e.read(w, r)
	if !ok {
		return
	}
	s, ok := e.session(w, r)
	if !ok {
		return
	}
	token, err := e.Sign(authn.Caller{Tenant: s.Tenant, Person: s.Person, Roles: s.Roles, Session: s.ID})
	if err != nil {
		e.failed(w, r, err)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), callTimeout)
	defer cancel()
	asThem := metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
	id := ids.New()
	got, err := e.ForWhom.OpenBeside(asThem, &recruitmentv1.OpenBesideRequest{ClientId: a.Client, SessionId: id})
	if err == nil {
		err = e.Door.Enter(w, r, session.Session{
			Tenant: s.Tenant, ID: id, Person: got.GetClientId(), IsClient: true, Roles: []authn.Role{authn.RoleClient}, Name: got.GetName(),
			Method: session.Beside, OpenedBy: s.Person, Life: besideFor, Device: session.Device(r.UserAgent()),
		})
	}
	if err != nil {
		e.failed(w, r, err)
		return
	}
	tell(w, outcome{State: words[recruitmentv1.LoginOutcome_STATE_OPEN]})
}

func (e *Entrance) session(w http.ResponseWriter, r *http.Request) (session.Session, bool) {
	s, err := e.Door.Session(r)
	if errors.Is(err, edge.ErrNobody) {
		edge.Refuse(w, notSignedIn)
		return s, false
	}
	if err != nil {
		e.failed(w, r, err)
		return s, false
	}
	return s, true
}

// read reads what is asked; it answers by itself when that cannot be read.
func (e *Entrance) read(w http.ResponseWriter, r *http.Request) (a asked, ok bool) {
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, largestAsk))
	body.DisallowUnknownFields()
	if err := body.Decode(&a); err != nil || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		edge.Refuse(w, misread)
		return a, false
	}
	return a, true
}

// failed passes on what recruitment says to a person; what is ours is away for a moment.
func (e *Entrance) failed(w http.ResponseWriter, r *http.Request, err error) {
	if forPerson(err) {
		edge.Refuse(w, err)
		return
	}
	e.Log.WarnContext(r.Context(), "a card could not be looked at", "error", telemetry.Quiet(err))
	edge.Refuse(w, away)
}

// forPerson says whether a refusal tells somebody what to do.
func forPerson(err error) bool {
	switch rpc.ProblemOf(err).Code {
	case codes.InvalidArgument, codes.NotFound, codes.PermissionDenied, codes.FailedPrecondition, codes.ResourceExhausted:
		return true
	default:
		return false
	}
}

func deviceCookie(tenant string, secret []byte) string {
	id := uuid.MustParse(tenant) // of a session, or checked by cardOf
	return base64.RawURLEncoding.EncodeToString(append(id[:], secret...))
}

func (e *Entrance) cookie() string {
	if e.OverTLS {
		return "__Host-" + cookieName
	}
	return cookieName
}

func (e *Entrance) setCookie(w http.ResponseWriter, value string, life int) {
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // G124: Secure except on plain http, which is loopback only
		Name: e.cookie(), Value: value, Path: "/", MaxAge: life, Secure: e.OverTLS, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
}

func tell(w http.ResponseWriter, o outcome) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(o) // the browser may have left
}
