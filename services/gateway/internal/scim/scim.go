// Package scim speaks SCIM 2.0 (RFC 7643, 7644) with the directory of an organisation, so
// that who starts there can sign in and who leaves is out at once. It keeps nothing: each
// request becomes a few calls to recruitment in the name of the machine that asked.
//
// It is lenient where the directories in use are (Entra ID writes "False" for false and
// takes members out by value, Okta patches without a path) and strict in what it does:
// what is not understood is refused and changes nothing.
package scim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/machine"
	"github.com/optrek/optrek/services/internal/authn"
)

const (
	// Prefix is where it answers.
	Prefix = "/scim/v2/"
	// scope is what a connection needs for it.
	scope = "scim"

	maxBody    = 1 << 20
	maxResults = 200
	usualCount = 100
	// tries of a change that another change came between.
	tries = 4
)

// Options of New; all are required.
type Options struct {
	Caller    func(ctx context.Context, token string) (authn.Caller, error) // see machine.Door
	Signer    *authn.Signer
	Conn      grpc.ClientConnInterface // to recruitment, with the token in the context
	PublicURL string
}

// Door answers below Prefix.
type Door struct {
	Options
	provision recruitmentv1.ProvisionServiceClient
}

// New makes the door.
func New(o Options) *Door {
	return &Door{Options: o, provision: recruitmentv1.NewProvisionServiceClient(o.Conn)}
}

// Routes adds the door's addresses to the router.
func (d *Door) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+Prefix+"ServiceProviderConfig", d.serve(d.config))
	mux.HandleFunc("GET "+Prefix+"ResourceTypes", d.serve(d.resourceTypes))
	mux.HandleFunc("GET "+Prefix+"ResourceTypes/{id}", d.serve(d.resourceType))
	mux.HandleFunc("GET "+Prefix+"Schemas", d.serve(d.schemas))
	mux.HandleFunc("GET "+Prefix+"Schemas/{id}", d.serve(d.schema))
	mux.HandleFunc("GET "+Prefix+"Users", d.serve(d.listUsers))
	mux.HandleFunc("POST "+Prefix+"Users", d.serve(d.createUser))
	mux.HandleFunc("GET "+Prefix+"Users/{id}", d.serve(d.getUser))
	mux.HandleFunc("PUT "+Prefix+"Users/{id}", d.serve(d.replaceUser))
	mux.HandleFunc("PATCH "+Prefix+"Users/{id}", d.serve(d.patchUser))
	mux.HandleFunc("DELETE "+Prefix+"Users/{id}", d.serve(d.deleteUser))
	mux.HandleFunc("GET "+Prefix+"Groups", d.serve(d.listGroups))
	mux.HandleFunc("POST "+Prefix+"Groups", d.serve(d.createGroup))
	mux.HandleFunc("GET "+Prefix+"Groups/{id}", d.serve(d.getGroup))
	mux.HandleFunc("PUT "+Prefix+"Groups/{id}", d.serve(d.replaceGroup))
	mux.HandleFunc("PATCH "+Prefix+"Groups/{id}", d.serve(d.patchGroup))
	mux.HandleFunc("DELETE "+Prefix+"Groups/{id}", d.serve(d.deleteGroup))
	mux.HandleFunc(Prefix+"Bulk", d.serve(refuse(notBuilt)))
	mux.HandleFunc(Prefix+"Me", d.serve(refuse(notBuilt)))
	mux.HandleFunc("POST "+Prefix+".search", d.serve(refuse(notBuilt)))
	mux.HandleFunc(Prefix+"Users/{id}", d.serve(refuse(noSuchVerb)))
	mux.HandleFunc(Prefix+"Users", d.serve(refuse(noSuchVerb)))
	mux.HandleFunc(Prefix+"Groups/{id}", d.serve(refuse(noSuchVerb)))
	mux.HandleFunc(Prefix+"Groups", d.serve(refuse(noSuchVerb)))
	mux.HandleFunc(Prefix, d.serve(refuse(noSuchPath)))
}

func refuse(p *problem) func(*call) (*result, error) {
	return func(*call) (*result, error) { return nil, p }
}

// call is one request of a directory.
type call struct {
	*http.Request
	ctx  context.Context // as the machine that asked
	door *Door
	body []byte
}

// result is what is answered.
type result struct {
	status   int
	body     any // nil: nothing
	etag     string
	location string
}

func ok(body any, etag string) *result { return &result{status: http.StatusOK, body: body, etag: etag} }

var nothing = &result{status: http.StatusNoContent}

// serve recognises who asks before anything else is looked at.
func (d *Door) serve(do func(*call) (*result, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c, err := d.admit(w, r)
		var done *result
		if err == nil {
			done, err = do(c)
		}
		if err != nil {
			p := asProblem(err)
			if p.status == http.StatusUnauthorized {
				w.Header().Set("WWW-Authenticate", `Bearer realm="optrek"`)
			}
			p.write(w)
			return
		}
		done.write(w, r)
	}
}

func (d *Door) admit(w http.ResponseWriter, r *http.Request) (*call, error) {
	token, shown := machine.Shown(r)
	if !shown || token == "" {
		return nil, noToken
	}
	caller, err := d.Caller(r.Context(), token)
	switch {
	case errors.Is(err, machine.ErrUnknown):
		return nil, badToken
	case errors.Is(err, machine.ErrBusy):
		return nil, tooOften
	case err != nil:
		return nil, unavailable
	case !slices.Contains(caller.Scopes, scope):
		return nil, noScope
	}
	signed, err := d.Signer.Sign(caller)
	if err != nil {
		return nil, mistake
	}
	c := &call{Request: r, door: d, ctx: metadata.AppendToOutgoingContext(r.Context(), "authorization", "Bearer "+signed)}
	return c, c.read(w)
}

// read takes the body in, within its cap, before anything parses it.
func (c *call) read(w http.ResponseWriter) error {
	var over *http.MaxBytesError
	body, err := io.ReadAll(http.MaxBytesReader(w, c.Body, maxBody))
	switch {
	case errors.As(err, &over):
		return tooLarge
	case err != nil:
		return badSyntax
	case len(body) == 0:
		return nil
	}
	kind, _, err := mime.ParseMediaType(c.Header.Get("Content-Type"))
	if err != nil || kind != "application/scim+json" && kind != "application/json" {
		return notJSON
	}
	c.body = body
	return nil
}

// object gives the body, which has to be one JSON object.
func (c *call) object() (map[string]any, error) {
	var body map[string]any
	decoder := json.NewDecoder(bytes.NewReader(c.body))
	if err := decoder.Decode(&body); err != nil || body == nil {
		return nil, badSyntax
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, badSyntax
	}
	return body, nil
}

// ifMatch gives the version that a change is for; empty when any will do.
func (c *call) ifMatch() string { return version(c.Header.Get("If-Match")) }

func version(etag string) string {
	etag = strings.TrimPrefix(strings.TrimSpace(etag), "W/")
	if etag == "*" {
		return ""
	}
	return strings.Trim(etag, `"`)
}

func etagOf(version string) string { return `W/"` + version + `"` }

func (d *result) write(w http.ResponseWriter, r *http.Request) {
	if d.etag != "" {
		w.Header().Set("ETag", etagOf(d.etag))
		if r.Method == http.MethodGet && r.Header.Get("If-None-Match") != "" && version(r.Header.Get("If-None-Match")) == d.etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if d.location != "" {
		w.Header().Set("Location", d.location)
	}
	if d.body == nil {
		w.WriteHeader(d.status)
		return
	}
	send(w, d.status, d.body)
}

// again repeats a change that another one came between, unless the directory itself said
// which version it is for.
func again(match string, change func() (*result, error)) (*result, error) {
	for range tries {
		done, err := change()
		if err == nil || asProblem(err) != changed {
			return done, err
		}
		if match != "" {
			return nil, changed
		}
	}
	return nil, inTheWay
}
