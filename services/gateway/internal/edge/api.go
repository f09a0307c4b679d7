// Package edge is the outside wall of the gateway: what every request passes before
// a service hears of it, and what every answer wears.
package edge

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/bsn"
	"github.com/optrek/optrek/services/internal/fault"
)

const (
	callTimeout   = 15 * time.Second
	importTimeout = time.Minute
	// inFlight requests at once; beyond that the answer is "busy", at once, so
	// that what was accepted still finishes in time.
	inFlight = 256
)

// asHeader names the person for whom a page speaks. What somebody said without a
// connection is sent later, and by then another may be signed in at the same tablet:
// their session does not carry it.
const asHeader = "Optrek-As"

// ErrNobody is what Who answers when nobody is signed in.
var ErrNobody = errors.New("edge: nobody is signed in")

// API carries REST to gRPC for who is signed in.
type API struct {
	mux    *runtime.ServeMux
	who    func(*http.Request) (authn.Caller, error)
	signer *authn.Signer
	slots  chan struct{}
}

// NewAPI makes the REST side of all services. who tells who is asking, or
// ErrNobody; register adds the services' generated handlers.
func NewAPI(who func(*http.Request) (authn.Caller, error), signer *authn.Signer, register func(*runtime.ServeMux) error) (*API, error) {
	nothing := func(string) (string, bool) { return "", false }
	mux := runtime.NewServeMux(
		// Nothing the browser sends becomes metadata, nothing a service answers
		// becomes a header. ServeHTTP takes the headers away as well.
		runtime.WithIncomingHeaderMatcher(nothing),
		runtime.WithOutgoingHeaderMatcher(nothing),
		runtime.WithOutgoingTrailerMatcher(nothing),
		runtime.WithDisableHTTPMethodOverride(),
		runtime.WithDisablePathLengthFallback(),
		runtime.WithMetadata(credentials),
		runtime.WithErrorHandler(func(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, err error) {
			refuse(w, err)
		}),
		runtime.WithRoutingErrorHandler(func(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, code int) {
			refuseRoute(w, code)
		}),
		runtime.WithMarshalerOption(runtime.MIMEWildcard, &runtime.JSONPb{
			MarshalOptions: protojson.MarshalOptions{EmitUnpopulated: true},
		}),
	)
	if err := register(mux); err != nil {
		return nil, err
	}
	return &API{mux: mux, who: who, signer: signer, slots: make(chan struct{}, inFlight)}, nil
}

type tokenKey struct{}

// credentials is the only metadata a call carries. It also tells the access log
// which route this turned out to be.
func credentials(ctx context.Context, _ *http.Request) metadata.MD {
	if route, ok := runtime.HTTPPathPattern(ctx); ok {
		setRoute(ctx, route)
	}
	token, _ := ctx.Value(tokenKey{}).(string)
	return metadata.Pairs("authorization", "Bearer "+token)
}

// ServeHTTP answers one request of somebody who is signed in. A place among the
// requests under way is held while we work, not while a slow body comes in: 256 of those
// would otherwise keep everybody out.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	caller, no := a.caller(r)
	if no != nil {
		Refuse(w, no)
		return
	}
	if code, no := readBody(w, r); no != nil {
		refuseAs(w, code, no)
		return
	}
	if !a.enter() {
		Refuse(w, busy)
		return
	}
	defer a.leave()
	token, err := a.signer.Sign(caller)
	if err != nil { // a session that names what nobody may be
		Refuse(w, authn.NotSignedIn())
		return
	}
	timeout := callTimeout
	if strings.HasPrefix(r.URL.Path, importPath) || r.URL.Path == setPath {
		timeout = importTimeout
	}
	ctx, cancel := context.WithTimeout(context.WithValue(r.Context(), tokenKey{}, token), timeout)
	defer cancel()
	a.mux.ServeHTTP(w, bare(r.WithContext(ctx)))
}

// caller is who is asking, or what to tell them instead.
func (a *API) caller(r *http.Request) (authn.Caller, *fault.Fault) {
	if !a.enter() {
		return authn.Caller{}, busy
	}
	defer a.leave()
	caller, err := a.who(r)
	switch {
	case errors.Is(err, ErrNobody):
		return caller, authn.NotSignedIn()
	case err != nil:
		return caller, away
	}
	if as := r.Header.Get(asHeader); as != "" && as != caller.Person {
		return caller, somebodyElse
	}
	return caller, nil
}

func (a *API) enter() bool {
	select {
	case a.slots <- struct{}{}:
		return true
	default:
		return false
	}
}

func (a *API) leave() { <-a.slots }

// bare is the request without everything a service has no business with. The
// library passes some headers on whatever the matcher says (Authorization,
// X-Forwarded-…, Grpc-Timeout), and the visitor's address; so they go here.
func bare(r *http.Request) *http.Request {
	kept := http.Header{}
	for _, name := range []string{"Content-Type", "Accept"} {
		if value := r.Header.Get(name); value != "" {
			kept.Set(name, value)
		}
	}
	r.Header, r.Host, r.RemoteAddr = kept, "", ""
	return r
}

// refuse writes a service's refusal. What the library refuses itself, JSON it cannot
// read or a query it does not know, says nothing a person can act on yet.
func refuse(w http.ResponseWriter, err error) {
	if s := status.Convert(err); s.Code() == codes.InvalidArgument && len(s.Details()) == 0 {
		said, _ := bsn.Scrub(s.Message()) // the library quotes what it could not read
		err = fault.Invalid("REQUEST_MISREAD", fault.Text{NL: misread.NL, EN: misread.EN + " (" + said + ")"})
	}
	Refuse(w, err)
}

// refuseRoute answers for paths and methods that no service has.
func refuseRoute(w http.ResponseWriter, code int) {
	switch code {
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		refuseAs(w, http.StatusMethodNotAllowed, noSuchMethod)
	case http.StatusNotFound:
		Refuse(w, noSuchPath)
	default:
		refuseAs(w, code, unreadable)
	}
}
