// Package signin is the door of the gateway: who comes in, by which organisation's
// own provider, and what the session they get may do.
//
// The road is OpenID Connect's authorization code flow with PKCE, the same for a
// real provider and for the development one. What is remembered between leaving
// and coming back (state, nonce, verifier) lives in a short cookie of that one
// browser, so an unfinished sign-in costs the server nothing.
package signin

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/gateway/internal/provider"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
)

// Arrival is what an organisation's provider said of somebody, checked.
type Arrival struct {
	Tenant, Issuer, Subject string
	Name, Email             string // Email only when the provider vouches for it
	Roles                   []authn.Role
	ClientNumber            string // clients only
	Sid, Hint               string // of the provider's own session, see package provider
	Session                 string // id of the session they will get, for the log
	ByDirectory             bool   // the groups of the organisation's directory give roles as well, or alone
}

// Person is who that turned out to be.
type Person struct {
	ID       string
	Name     string
	IsClient bool
	// Given are the roles that the groups of the organisation's directory give them.
	Given []authn.Role
}

// People finds or makes the person behind a sign-in. Recruitment does it: nobody
// else knows who people are.
type People interface {
	Resolve(ctx context.Context, a Arrival) (Person, error)
}

// Access is something that happened to somebody's sign-in and that only the gateway knows.
type Access struct {
	Kind           AccessKind
	Tenant, Person string
	IsClient       bool
	Session        string // its id; may be empty
	Method         session.Method
	By             string // who did it, when somebody else; empty also for a provider
}

// AccessKind says what happened.
type AccessKind int

// What is written down.
const (
	SignedOut AccessKind = iota + 1
	Ended                // by somebody else, or by the organisation's provider
)

// Journal writes down who came and went. Signing in is written where people are known, as
// part of finding the person.
type Journal interface {
	Record(ctx context.Context, a Access) error
}

// Options of New; all but Demo are required.
type Options struct {
	Register  *organisation.Register
	Journal   Journal
	Sessions  *session.Book
	People    People
	PublicURL string // scheme and host as the browser sees them
	Demo      []devidp.Organisation
	Log       *slog.Logger
	Clock     func() time.Time
}

// Door answers everything under /auth and tells who is asking.
type Door struct {
	Options
	public    *url.URL
	cookies   cookies
	providers *provider.Book
}

// New makes the door.
func New(o Options) (*Door, error) {
	public, err := url.Parse(o.PublicURL)
	if err != nil || public.Host == "" {
		return nil, errors.New("signin: the public address is not a URL")
	}
	return &Door{
		Options: o, public: public,
		cookies:   cookies{secure: public.Scheme == "https"},
		providers: provider.NewBook(o.PublicURL+CallbackPath, o.PublicURL+SignedOutPath, o.Clock),
	}, nil
}

// noteTimeout bounds the writing down of who came and went.
const noteTimeout = 5 * time.Second

// Where providers send browsers back to, and speak to us themselves. An organisation
// registers these with its provider.
const (
	CallbackPath  = "/auth/callback"
	SignedOutPath = "/auth/signed-out"
	BackPath      = "/auth/backchannel-logout"
)

// Routes adds the door's addresses to the router.
func (d *Door) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /auth/login", d.login)
	mux.HandleFunc("GET "+CallbackPath, d.callback)
	mux.HandleFunc("POST /auth/logout", d.logout)
	mux.HandleFunc("GET "+SignedOutPath, d.signedOut)
	mux.HandleFunc("POST "+BackPath, d.backchannel)
	mux.HandleFunc("GET /auth/session", d.session)
	mux.HandleFunc("GET /auth/sessions", d.places)
	mux.HandleFunc("POST /auth/sessions/{id}/end", d.endPlace)
	mux.HandleFunc("POST /auth/sessions/end-others", d.endOthers)
	mux.HandleFunc("GET /auth/people/{person}/sessions", d.colleaguePlaces)
	mux.HandleFunc("POST /auth/people/{person}/sessions/end", d.endColleague)
	mux.HandleFunc("GET /auth/organisations", d.organisations)
	if len(d.Demo) > 0 {
		mux.HandleFunc("GET /auth/demo-people", d.demoPeople)
	}
}

// unasked is the header of a question that a page asks by itself, with nobody at it.
const unasked = "Optrek-Unasked"

// Who tells who sent the request; edge.ErrNobody when nobody is signed in.
func (d *Door) Who(r *http.Request) (authn.Caller, error) { return caller(d.find(r)) }

// Peek is Who for what a page does by itself: it does not keep the session awake.
func (d *Door) Peek(r *http.Request) (authn.Caller, error) {
	return caller(d.findWith(r, d.Sessions.Peek))
}

func caller(s session.Session, err error) (authn.Caller, error) {
	if err != nil {
		return authn.Caller{}, err
	}
	caller := authn.Caller{Tenant: s.Tenant, Person: s.Person, Roles: s.Roles, Session: s.ID, Beside: s.OpenedBy}
	if caller.Has(authn.RolePlatformOperator) {
		// The operator runs the platform and is inside no organisation; the tenant
		// of the session is only where it is kept.
		caller.Tenant = ""
	}
	return caller, nil
}

// find gives the session of a request. A page that asks by itself says so, and then its
// session still ends in time: a tablet that lies there with Today open is not somebody at work.
func (d *Door) find(r *http.Request) (session.Session, error) {
	if r.Header.Get(unasked) != "" {
		return d.findWith(r, d.Sessions.Peek)
	}
	return d.findWith(r, d.Sessions.Find)
}

// findWith looks a session up. An organisation that was taken off the register takes its
// sessions with it, and so does one of its providers.
func (d *Door) findWith(r *http.Request, look func(context.Context, string) (session.Session, error)) (session.Session, error) {
	s, err := look(r.Context(), d.cookies.session(r))
	if errors.Is(err, session.ErrNone) {
		return s, edge.ErrNobody
	}
	if err != nil {
		d.Log.WarnContext(r.Context(), "sessions cannot be read", "error", err)
		return s, err
	}
	org, known := d.Register.Find(s.Tenant)
	if !known || s.Method == session.ByProvider && !org.Vouches(s.Issuer) {
		return s, edge.ErrNobody
	}
	return s, nil
}

// note writes something down. That this fails keeps nobody signed in: the log of the process
// has it then.
func (d *Door) note(ctx context.Context, a Access) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTimeout)
	defer cancel()
	if err := d.Journal.Record(ctx, a); err != nil {
		d.Log.WarnContext(ctx, "who came and went is not on record", "session", a.Session, "error", err.Error())
	}
}
