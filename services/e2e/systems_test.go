package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// other is another system of an organisation: it has no cookie, only what it shows.
type other struct {
	t         *testing.T
	admin     *apiclient.Client
	id        string
	secret    string
	secretID  string
	withToken string
}

// connect has an administrator let a system in.
func connect(t *testing.T, admin *apiclient.Client, scopes ...string) *other {
	t.Helper()
	var made recruitmentv1.ConnectionWithSecret
	must(t, admin.Post(t.Context(), "/api/v1/connections", &recruitmentv1.CreateConnectionRequest{
		Connection: &recruitmentv1.Connection{Name: fmt.Sprint("Proef ", time.Now().UnixNano()), Scopes: scopes}}, &made))
	c := made.GetConnection()
	if made.GetSecret() == "" || len(c.GetSecrets()) != 1 || !strings.HasSuffix(made.GetSecret(), c.GetSecrets()[0].GetEnding()) {
		t.Fatalf("no secret was shown, or another: %v", c)
	}
	return &other{t: t, admin: admin, id: c.GetId(), secret: made.GetSecret(), secretID: c.GetSecrets()[0].GetId()}
}

// reply is what came back.
type reply struct {
	status int
	header http.Header
	body   map[string]any
	text   string
}

func (a reply) str(field string) string { s, _ := a.body[field].(string); return s }

func (o *other) send(method, path, kind, body string, sign func(*http.Request)) reply {
	o.t.Helper()
	req, err := http.NewRequestWithContext(o.t.Context(), method, system.base+path, strings.NewReader(body))
	must(o.t, err)
	if body != "" {
		req.Header.Set("Content-Type", kind)
	}
	if sign != nil {
		sign(req)
	}
	res, err := http.DefaultClient.Do(req)
	must(o.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	must(o.t, err)
	a := reply{status: res.StatusCode, header: res.Header, text: string(text)}
	_ = json.NewDecoder(bytes.NewReader(text)).Decode(&a.body) // a 204 has none
	return a
}

const form = "application/x-www-form-urlencoded"

// ask goes to the token endpoint with the form as it is.
func (o *other) ask(values url.Values, sign func(*http.Request)) reply {
	o.t.Helper()
	return o.send(http.MethodPost, "/oauth/token", form, values.Encode(), sign)
}

func granting(more ...string) url.Values {
	v := url.Values{"grant_type": {"client_credentials"}}
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func basic(id, secret string) func(*http.Request) {
	return func(r *http.Request) { r.SetBasicAuth(url.QueryEscape(id), url.QueryEscape(secret)) }
}

func bearing(token string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
}

// token signs in, and is used from then on.
func (o *other) token() string {
	o.t.Helper()
	a := o.ask(granting(), basic(o.id, o.secret))
	if a.status != http.StatusOK || a.str("token_type") != "Bearer" || a.str("access_token") == "" || a.header.Get("Cache-Control") != "no-store" {
		o.t.Fatalf("no token: %d %s", a.status, a.text)
	}
	o.withToken = a.str("access_token")
	return o.withToken
}

func (o *other) get(path string) reply {
	o.t.Helper()
	return o.send(http.MethodGet, path, "", "", bearing(o.withToken))
}

// refusedAs says whether a token was refused as RFC 6750 has it.
func (a reply) refusedAs(status int, reason string) bool {
	return a.status == status && strings.HasPrefix(a.header.Get("WWW-Authenticate"), "Bearer ") && strings.Contains(a.header.Get("WWW-Authenticate"), `error="`+reason+`"`)
}

// A system signs in with its secret, in the header or in the body, and does what it was
// granted and no more; what it says wrong is refused in the words of RFC 6749.
func TestASystemSignsInWithItsSecret(t *testing.T) {
	t.Parallel()
	admin := signIn(t, "dichterbij", "hugo")
	o := connect(t, admin, "clients:read", "locations:read")
	for name, c := range map[string]struct {
		form   url.Values
		sign   func(*http.Request)
		status int
		code   string
	}{
		"in the header":        {granting(), basic(o.id, o.secret), 200, ""},
		"in the body":          {granting("client_id", o.id, "client_secret", o.secret), nil, 200, ""},
		"for less":             {granting("scope", "clients:read"), basic(o.id, o.secret), 200, ""},
		"for more":             {granting("scope", "clients:read insight:read"), basic(o.id, o.secret), 400, "invalid_scope"},
		"in both ways":         {granting("client_id", o.id, "client_secret", o.secret), basic(o.id, o.secret), 400, "invalid_request"},
		"a wrong secret":       {granting(), basic(o.id, o.secret[:len(o.secret)-4]+"AAAA"), 401, "invalid_client"},
		"no secret":            {granting("client_id", o.id), nil, 401, "invalid_client"},
		"another's id":         {granting(), basic("01900000-0000-7000-8000-0000000000aa", o.secret), 401, "invalid_client"},
		"another grant":        {url.Values{"grant_type": {"password"}}, basic(o.id, o.secret), 400, "unsupported_grant_type"},
		"no grant":             {url.Values{}, basic(o.id, o.secret), 400, "invalid_request"},
		"the grant told twice": {url.Values{"grant_type": {"client_credentials", "client_credentials"}}, basic(o.id, o.secret), 400, "invalid_request"},
	} {
		a := o.ask(c.form, c.sign)
		if a.status != c.status || a.str("error") != c.code || (c.status == 401) != (a.header.Get("WWW-Authenticate") != "") {
			t.Errorf("%s: %d %s", name, a.status, a.text)
		}
		if strings.Contains(a.text, o.secret) {
			t.Errorf("%s: the secret is in the answer", name)
		}
	}
	if a := o.send(http.MethodPost, "/oauth/token", "application/json", `{"grant_type":"client_credentials"}`, basic(o.id, o.secret)); a.status != 400 || a.str("error") != "invalid_request" {
		t.Errorf("JSON: %d %s", a.status, a.text)
	}
	if a := o.send(http.MethodGet, "/.well-known/oauth-authorization-server", "", "", nil); a.str("token_endpoint") != system.base+"/oauth/token" || !strings.Contains(a.text, `"clients:read"`) {
		t.Errorf("metadata: %d %s", a.status, a.text)
	}
	o.token()
	if a := o.get("/api/v1/clients"); a.status != 200 || !strings.Contains(a.text, `"clients"`) {
		t.Errorf("the clients: %d %.200s", a.status, a.text)
	}
	for _, path := range []string{"/api/v1/supportWorkers", "/api/v1/activities", "/api/v1/connections", "/api/v1/clients/01900000-0000-7000-8000-0000000000aa/networkTalks"} {
		if a := o.get(path); !a.refusedAs(403, "insufficient_scope") {
			t.Errorf("without the scope %s: %d %q %s", path, a.status, a.header.Get("WWW-Authenticate"), a.text)
		}
	}
	// Nobody else's: what LSR has is not there for it.
	var theirs recruitmentv1.ListClientsResponse
	must(t, signIn(t, "lsr", "koen").Get(t.Context(), "/api/v1/clients?pageSize=1", &theirs))
	if a := o.get("/api/v1/clients/" + theirs.GetClients()[0].GetId()); a.status != 404 {
		t.Errorf("a client of another organisation: %d %s", a.status, a.text)
	}
	if strings.Contains(system.log.String(), o.secret) || strings.Contains(system.log.String(), o.withToken) {
		t.Error("a secret or a token is in the log")
	}
}

// What was withdrawn or has expired opens nothing, from that moment on; a second secret
// works beside the first, so that one can be replaced without a gap.
func TestASystemIsOutAtOnce(t *testing.T) {
	t.Parallel()
	admin := signIn(t, "dichterbij", "hugo")
	o := connect(t, admin, "locations:read")
	first := o.token()
	for _, odd := range []string{"", "optt_AAAA", o.secret, first + "x", "eyJhbGciOiJub25lIn0.e30."} {
		if a := o.send(http.MethodGet, "/api/v1/locations", "", "", bearing(odd)); !a.refusedAs(401, "invalid_token") {
			t.Errorf("token %.12q: %d %q", odd, a.status, a.header.Get("WWW-Authenticate"))
		}
	}
	var again recruitmentv1.ConnectionWithSecret
	must(t, admin.Post(t.Context(), "/api/v1/connections/"+o.id+":renew", &recruitmentv1.RenewSecretRequest{Id: o.id}, &again))
	renewed := &other{t: t, admin: admin, id: o.id, secret: again.GetSecret()}
	renewed.token()
	if err := admin.Post(t.Context(), "/api/v1/connections/"+o.id+":renew", &recruitmentv1.RenewSecretRequest{Id: o.id}, nil); apiclient.CodeOf(err) != "TWO_SECRETS" {
		t.Errorf("a third secret: %v", err)
	}
	if a := o.get("/api/v1/locations"); a.status != 200 {
		t.Errorf("the first beside the second: %d", a.status)
	}
	must(t, admin.Post(t.Context(), "/api/v1/connections/"+o.id+":withdrawSecret", &recruitmentv1.WithdrawSecretRequest{Id: o.id, SecretId: o.secretID}, nil))
	if a := o.get("/api/v1/locations"); !a.refusedAs(401, "invalid_token") {
		t.Errorf("a token of a withdrawn secret: %d", a.status)
	}
	if a := o.ask(granting(), basic(o.id, o.secret)); a.status != 401 || a.str("error") != "invalid_client" {
		t.Errorf("a withdrawn secret: %d %s", a.status, a.text)
	}
	if a := renewed.get("/api/v1/locations"); a.status != 200 {
		t.Errorf("the second goes on: %d", a.status)
	}
	// What it may no longer do stops at once: its token is gone too.
	must(t, admin.Patch(t.Context(), "/api/v1/connections/"+o.id, &recruitmentv1.Connection{Scopes: []string{"places:read"}}, nil))
	if a := renewed.get("/api/v1/locations"); !a.refusedAs(401, "invalid_token") {
		t.Errorf("a token of more than it may: %d %s", a.status, a.text)
	}
	renewed.token()
	if a := renewed.get("/api/v1/locations"); !a.refusedAs(403, "insufficient_scope") {
		t.Errorf("a scope taken back: %d %s", a.status, a.text)
	}
	if system.database != "" {
		renewed.expire(`UPDATE recruitment.connection_token SET expires_at = now() - interval '1 second' WHERE connection_id = $1`)
		if a := renewed.get("/api/v1/places"); !a.refusedAs(401, "invalid_token") {
			t.Errorf("an expired token: %d", a.status)
		}
		renewed.token()
		renewed.expire(`UPDATE recruitment.connection_secret SET expires_at = now() - interval '1 second' WHERE connection_id = $1`)
		if a := renewed.ask(granting(), basic(o.id, renewed.secret)); a.status != 401 {
			t.Errorf("an expired secret: %d %s", a.status, a.text)
		}
	}
	must(t, admin.Post(t.Context(), "/api/v1/connections/"+o.id+":withdraw", &recruitmentv1.WithdrawConnectionRequest{Id: o.id}, nil))
	if a := renewed.get("/api/v1/places"); !a.refusedAs(401, "invalid_token") {
		t.Errorf("a withdrawn system: %d", a.status)
	}
}

func (o *other) expire(sql string) {
	o.t.Helper()
	owner, err := pgx.Connect(o.t.Context(), system.database)
	must(o.t, err)
	defer owner.Close(o.t.Context())
	done, err := owner.Exec(o.t.Context(), sql, o.id)
	if err != nil || done.RowsAffected() == 0 {
		o.t.Fatalf("%s: %v", sql, err)
	}
}

// Whoever tries secrets is not looked at any more after some, the right one still works.
func TestWrongSecretsAreCounted(t *testing.T) {
	t.Parallel()
	o := connect(t, signIn(t, "dichterbij", "hugo"), "places:read")
	var seen []int
	for range 14 {
		seen = append(seen, o.ask(granting(), basic(o.id, o.secret[:len(o.secret)-4]+"AAAA")).status)
	}
	if first, last := seen[0], seen[len(seen)-1]; first != 401 || last != 429 || !slices.IsSorted(seen) {
		t.Errorf("wrong secrets were answered %v", seen)
	}
	o.token()
}
