// Package machine is the door of other systems of an organisation: they sign in with
// OAuth 2.0 client credentials (RFC 6749 §4.4) and then ask the same API as everybody, with
// a bearer token (RFC 6750). What each may do, recruitment knows: at every request it is
// asked anew, so that what was withdrawn is gone at once.
package machine

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/bearer"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/internal/telemetry"
)

var (
	// ErrUnknown says that what was shown opens nothing, whatever the reason.
	ErrUnknown = errors.New("machine: unknown")
	// ErrBusy says that wrong secrets came too often to be looked at.
	ErrBusy = errors.New("machine: too many tries")

	notKnown = fault.Unauthenticated("TOKEN_UNKNOWN", fault.Text{
		NL: "Dit token is niet (meer) geldig. Vraag een nieuw token.", EN: "This token is not valid (any more). Ask for a new token."})
	tooMany = fault.Exhausted("TOO_MANY_TRIES", fault.Text{
		NL: "Er kwam te vaak een verkeerde sleutel. Wacht een paar minuten.", EN: "A wrong secret came too often. Wait a few minutes."})
	away = fault.Unavailable("UNAVAILABLE", fault.Text{
		NL: "Dit lukt even niet. Probeer het zo opnieuw.", EN: "This does not work just now. Try again shortly."})
)

// Connections is what is asked of recruitment, in the gateway's own name.
type Connections interface {
	RedeemSecret(ctx context.Context, req *recruitmentv1.RedeemSecretRequest, o ...grpc.CallOption) (*recruitmentv1.RedeemSecretResponse, error)
	CheckBearer(ctx context.Context, req *recruitmentv1.CheckBearerRequest, o ...grpc.CallOption) (*recruitmentv1.CheckBearerResponse, error)
}

// Options of New; all are required.
type Options struct {
	Connections Connections
	Known       func(organisation string) bool // whether this organisation is in the register
	PublicURL   string
	Log         *slog.Logger
}

// Door answers for other systems.
type Door struct{ Options }

// New makes the door.
func New(o Options) *Door { return &Door{o} }

// Routes adds the door's addresses to the router.
func (d *Door) Routes(mux *http.ServeMux) {
	mux.HandleFunc("POST "+TokenPath, d.token)
	mux.HandleFunc(TokenPath, notPost)
	mux.HandleFunc("/oauth/", edge.NoSuchPath)
	mux.HandleFunc("GET /.well-known/oauth-authorization-server", d.metadata)
}

// Shown gives the bearer token of a request; false when there is none.
func Shown(r *http.Request) (string, bool) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}

// Caller says whom a token stands for. A secret that is shown as one opens only what knows
// no other way (scope "scim").
func (d *Door) Caller(ctx context.Context, text string) (authn.Caller, error) {
	shown, ok := bearer.Parse(text)
	if !ok || !d.Known(shown.Organisation) {
		return authn.Caller{}, ErrUnknown
	}
	found, err := d.Connections.CheckBearer(ctx, &recruitmentv1.CheckBearerRequest{
		TenantId: shown.Organisation, Hash: shown.Hash[:], ConnectionId: shown.Connection,
	})
	if err != nil {
		return authn.Caller{}, d.refused(ctx, err)
	}
	return authn.Caller{
		Tenant: shown.Organisation, Person: found.GetConnectionId(), Roles: []authn.Role{authn.RoleMachine}, Scopes: found.GetScopes(),
	}, nil
}

// refused tells a wrong secret from recruitment being away.
func (d *Door) refused(ctx context.Context, err error) error {
	switch problem := rpc.ProblemOf(err); {
	case problem.Reason == "CLIENT_UNKNOWN" || problem.Code == codes.InvalidArgument:
		return ErrUnknown
	case problem.Reason == "TOO_MANY_TRIES":
		return ErrBusy
	default:
		d.Log.WarnContext(ctx, "a system could not be recognised", "error", telemetry.Quiet(err))
		return err
	}
}

type callerKey struct{}

// Bearer lets a system with a token through to next, and everybody without one as they
// are. A request with a token is that system's alone, whatever cookie came with it.
func (d *Door) Bearer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			next.ServeHTTP(w, r)
			return
		}
		token, ok := Shown(r)
		caller, err := authn.Caller{}, ErrUnknown
		if shown, parsed := bearer.Parse(token); ok && parsed && !shown.IsSecret() {
			caller, err = d.Caller(r.Context(), token)
		}
		switch {
		case errors.Is(err, ErrUnknown):
			w.Header().Set("WWW-Authenticate", `Bearer realm="optrek", error="invalid_token"`)
			edge.Refuse(w, notKnown)
		case errors.Is(err, ErrBusy):
			edge.Refuse(w, tooMany)
		case err != nil:
			edge.Refuse(w, away)
		default:
			next.ServeHTTP(&challenge{ResponseWriter: w}, r.WithContext(context.WithValue(r.Context(), callerKey{}, caller)))
		}
	})
}

// Who tells who is asking: the system that Bearer let through, or otherwise whoever
// person says is signed in.
func Who(person func(*http.Request) (authn.Caller, error)) func(*http.Request) (authn.Caller, error) {
	return func(r *http.Request) (authn.Caller, error) {
		if caller, ok := r.Context().Value(callerKey{}).(authn.Caller); ok {
			return caller, nil
		}
		return person(r)
	}
}

// challenge says beside a refusal for want of a scope that this is what it was (RFC 6750 §3.1).
type challenge struct{ http.ResponseWriter }

func (c *challenge) WriteHeader(status int) {
	if status == http.StatusForbidden {
		c.Header().Set("WWW-Authenticate", `Bearer realm="optrek", error="insufficient_scope"`)
	}
	c.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach what is underneath.
func (c *challenge) Unwrap() http.ResponseWriter { return c.ResponseWriter }
