package machine

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/bearer"
	"github.com/optrek/optrek/services/internal/rpc"
)

// TokenPath is where a secret becomes a token.
const TokenPath = "/oauth/token" //nolint:gosec // G101: an address, not a secret

const largestForm = 4 << 10

// refusal is an error of the token endpoint, as RFC 6749 §5.2 has it.
type refusal struct {
	status int
	code   string
	text   string
}

var (
	notAForm     = &refusal{http.StatusBadRequest, "invalid_request", "Send a form: Content-Type application/x-www-form-urlencoded."}
	twice        = &refusal{http.StatusBadRequest, "invalid_request", "A parameter is there twice."}
	inAddress    = &refusal{http.StatusBadRequest, "invalid_request", "Send everything in the body, nothing in the address."}
	noGrant      = &refusal{http.StatusBadRequest, "invalid_request", "grant_type is missing."}
	otherGrant   = &refusal{http.StatusBadRequest, "unsupported_grant_type", "Only client_credentials."}
	twoWays      = &refusal{http.StatusBadRequest, "invalid_request", "Sign in one way: with the header or in the body."}
	wrongScope   = &refusal{http.StatusBadRequest, "invalid_scope", "This system may do less than it asks for."}
	wrongClient  = &refusal{http.StatusUnauthorized, "invalid_client", "This system is not known here, or its secret is not right (any more)."}
	slowDown     = &refusal{http.StatusTooManyRequests, "invalid_client", "A wrong secret came too often. Wait a few minutes."}
	notReachable = &refusal{http.StatusServiceUnavailable, "temporarily_unavailable", "Try again shortly."}
	onlyPost     = &refusal{http.StatusMethodNotAllowed, "invalid_request", "Send a POST."}
)

// token answers POST /oauth/token.
func (d *Door) token(w http.ResponseWriter, r *http.Request) {
	ask, no := read(w, r)
	if no != nil {
		no.write(w)
		return
	}
	shown, ok := bearer.Parse(ask.secret)
	// The id has to be that of the secret: who mixes up two systems hears so at once.
	if !ok || !shown.IsSecret() || shown.Connection != strings.ToLower(ask.id) || !d.Known(shown.Organisation) {
		wrongClient.write(w)
		return
	}
	made, err := d.Connections.RedeemSecret(r.Context(), &recruitmentv1.RedeemSecretRequest{
		TenantId: shown.Organisation, ConnectionId: shown.Connection, SecretHash: shown.Hash[:], Scopes: ask.scopes,
	})
	if err == nil {
		answer(w, http.StatusOK, map[string]any{
			"access_token": made.GetToken(), "token_type": "Bearer", "scope": strings.Join(made.GetScopes(), " "),
			"expires_in": int(time.Until(made.GetExpireTime().AsTime()).Round(time.Second) / time.Second),
		})
		return
	}
	if rpc.ProblemOf(err).Reason == "SCOPE_NOT_GRANTED" {
		wrongScope.write(w)
		return
	}
	switch err = d.refused(r.Context(), err); {
	case errors.Is(err, ErrUnknown):
		wrongClient.write(w)
	case errors.Is(err, ErrBusy):
		slowDown.write(w)
	default:
		notReachable.write(w)
	}
}

// asked is what a request for a token says.
type asked struct {
	id, secret string
	scopes     []string
}

func read(w http.ResponseWriter, r *http.Request) (asked, *refusal) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return asked{}, notAForm
	}
	if r.URL.RawQuery != "" { // an address is written into logs: no secret belongs there
		return asked{}, inAddress
	}
	r.Body = http.MaxBytesReader(w, r.Body, largestForm)
	if err := r.ParseForm(); err != nil {
		return asked{}, notAForm
	}
	for _, values := range r.PostForm {
		if len(values) > 1 {
			return asked{}, twice
		}
	}
	switch grant := r.PostForm.Get("grant_type"); {
	case grant == "":
		return asked{}, noGrant
	case grant != "client_credentials":
		return asked{}, otherGrant
	}
	return credentials(r, asked{
		id: r.PostForm.Get("client_id"), secret: r.PostForm.Get("client_secret"), scopes: strings.Fields(r.PostForm.Get("scope")),
	})
}

// credentials takes the secret from the header or from the body, never from both.
func credentials(r *http.Request, a asked) (asked, *refusal) {
	if r.Header.Get("Authorization") == "" {
		return a, nil
	}
	if a.secret != "" {
		return a, twoWays
	}
	id, secret, ok := r.BasicAuth()
	if !ok {
		return a, wrongClient
	}
	// RFC 6749 §2.3.1: both are form-encoded before they become a header.
	plainID, err1 := url.QueryUnescape(id)
	plain, err2 := url.QueryUnescape(secret)
	if err1 != nil || err2 != nil || a.id != "" && a.id != plainID {
		return a, wrongClient
	}
	a.id, a.secret = plainID, plain
	return a, nil
}

func (f *refusal) write(w http.ResponseWriter) {
	switch f.status {
	case http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", `Basic realm="optrek"`)
	case http.StatusTooManyRequests:
		w.Header().Set("Retry-After", "600")
	case http.StatusMethodNotAllowed:
		w.Header().Set("Allow", http.MethodPost)
	}
	answer(w, f.status, map[string]any{"error": f.code, "error_description": f.text})
}

func notPost(w http.ResponseWriter, _ *http.Request) { onlyPost.write(w) }

func answer(w http.ResponseWriter, status int, body any) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("Pragma", "no-cache") // RFC 6749 §5.1 asks for both
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // who asked may have left
}

// metadata tells a system where and how it signs in (RFC 8414).
func (d *Door) metadata(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "public, max-age=3600")
	_ = json.NewEncoder(w).Encode(map[string]any{
		"issuer":                                d.PublicURL,
		"token_endpoint":                        d.PublicURL + TokenPath,
		"token_endpoint_auth_methods_supported": []string{"client_secret_basic", "client_secret_post"},
		"grant_types_supported":                 []string{"client_credentials"},
		"response_types_supported":              []string{}, // nobody is sent here with a browser
		"scopes_supported":                      Scopes(),
	})
}
