package gateway

import (
	"bufio"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// Another provider than our own, as Keycloak is one: a process of its own (this test binary,
// started again), realms with keys of their own of which one is RSA and the next is not, a
// client secret, roles inside realm_access, acr for how somebody proved who they are, signing
// out by the browser and behind its back. What it says next, true or false, a test tells it.

const providerFlag = "OPTREK_TEST_PROVIDER"

func TestMain(m *testing.M) {
	if os.Getenv(providerFlag) != "" {
		runProvider()
		return
	}
	os.Exit(m.Run())
}

// told is what a test tells the provider to say.
type told struct {
	Claims map[string]any // beside or instead of what it would say
	Drop   []string       // claims it leaves out
	Key    string         // sign with: "" the newest, "first", "foreign", "unknown", "none", "public"
	Typ    string
	Offset int  // seconds its clock is ahead
	Sloppy bool // its codes work more than once
}

type realm struct {
	name  string
	keys  []jose.JSONWebKey // private, the newest last
	shown int               // how many of the newest are in its list
	next  told
	codes map[string]url.Values // what was asked for, by code
	seen  seen
}

// seen is what a test asks of it afterwards.
type seen struct {
	Keys, Tokens int        // how often it was asked for them
	Asked        url.Values // the last request to sign in
	Left         url.Values // the last request to sign out
}

type otherProvider struct {
	mu     sync.Mutex
	base   string
	realms map[string]*realm
}

func runProvider() {
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	p := &otherProvider{base: "http://" + socket.Addr().String(), realms: map[string]*realm{}}
	for _, name := range []string{"linde", "kaart", "eik"} {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		p.realms[name] = &realm{name: name, keys: []jose.JSONWebKey{{Key: key, KeyID: "key-1", Algorithm: "RS256"}}, shown: 1, codes: map[string]url.Values{}}
	}
	mux := http.NewServeMux()
	for path, serve := range map[string]func(*realm, http.ResponseWriter, *http.Request){
		"GET /realms/{realm}/.well-known/openid-configuration": p.discovery, "GET /realms/{realm}/certs": p.certs,
		"GET /realms/{realm}/auth": p.auth, "POST /realms/{realm}/token": p.token, "GET /realms/{realm}/leave": p.leave,
		"POST /realms/{realm}/tell": p.tell, "POST /realms/{realm}/rotate": p.rotate, "POST /realms/{realm}/mint": p.mint,
		"POST /realms/{realm}/put-out": p.putOut, "GET /realms/{realm}/seen": p.show,
	} {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			p.mu.Lock()
			defer p.mu.Unlock()
			if at := p.realms[r.PathValue("realm")]; at != nil {
				serve(at, w, r)
				return
			}
			http.NotFound(w, r)
		})
	}
	_, _ = io.WriteString(os.Stdout, p.base+"\n")
	go func() { // gone with whoever started it
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	panic(http.Serve(socket, mux))
}

func (p *otherProvider) issuer(at *realm) string { return p.base + "/realms/" + at.name }

func (p *otherProvider) discovery(at *realm, w http.ResponseWriter, _ *http.Request) {
	is := p.issuer(at)
	reply(w, map[string]any{
		"issuer": is, "authorization_endpoint": is + "/auth", "token_endpoint": is + "/token", "jwks_uri": is + "/certs",
		"end_session_endpoint": is + "/leave", "backchannel_logout_supported": true,
		"id_token_signing_alg_values_supported": []string{"RS256", "ES256"}, "response_types_supported": []string{"code"},
		"subject_types_supported": []string{"public"}, "token_endpoint_auth_methods_supported": []string{"client_secret_basic"},
	})
}

func (p *otherProvider) certs(at *realm, w http.ResponseWriter, _ *http.Request) {
	at.seen.Keys++
	set := jose.JSONWebKeySet{}
	for _, key := range at.keys[len(at.keys)-at.shown:] {
		public := key.Public()
		public.Use = "sig"
		set.Keys = append(set.Keys, public)
	}
	reply(w, set)
}

// auth signs in at once whoever the test told it to.
func (p *otherProvider) auth(at *realm, w http.ResponseWriter, r *http.Request) {
	at.seen.Asked = r.URL.Query()
	code := rand.Text()
	at.codes[code] = r.URL.Query()
	back := url.Values{"code": {code}, "state": {r.URL.Query().Get("state")}, "session_state": {rand.Text()}}
	http.Redirect(w, r, r.URL.Query().Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (p *otherProvider) token(at *realm, w http.ResponseWriter, r *http.Request) {
	at.seen.Tokens++
	asked, ok := at.codes[r.PostFormValue("code")]
	if !at.next.Sloppy {
		delete(at.codes, r.PostFormValue("code"))
	}
	verifier := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	client, secret, _ := r.BasicAuth()
	if !ok || client != "optrek" || secret != "geheim" || asked.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(verifier[:]) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error":"invalid_grant"}`)
		return
	}
	now := time.Now().Add(time.Duration(at.next.Offset) * time.Second).Unix()
	id := p.sign(at, at.next, map[string]any{
		"iss": p.issuer(at), "aud": "optrek", "azp": "optrek", "sub": "f3a1", "sid": "sid-1", "nonce": asked.Get("nonce"),
		"iat": now, "exp": now + 300, "auth_time": now, "acr": "2", "name": "Els Echt", "email": "els@linde.example.org",
		"email_verified": true, "realm_access": map[string]any{"roles": []string{"offline_access", "begeleider"}},
	})
	reply(w, map[string]any{"access_token": "opens-nothing", "token_type": "Bearer", "expires_in": 300, "id_token": id})
}

func (p *otherProvider) mint(at *realm, w http.ResponseWriter, r *http.Request) {
	var say told
	_ = json.NewDecoder(r.Body).Decode(&say)
	_, _ = io.WriteString(w, p.word(at, say))
}

// word is a logout token, as Keycloak makes one.
func (p *otherProvider) word(at *realm, say told) string {
	now := time.Now().Add(time.Duration(say.Offset) * time.Second).Unix()
	return p.sign(at, say, map[string]any{
		"iss": p.issuer(at), "aud": "optrek", "iat": now, "exp": now + 120, "jti": rand.Text(), "sub": "f3a1", "sid": "sid-1",
		"events": map[string]any{"http://schemas.openid.net/event/backchannel-logout": map[string]any{}},
	})
}

// putOut tells a relying party behind the browser's back that somebody signed out here.
func (p *otherProvider) putOut(at *realm, w http.ResponseWriter, r *http.Request) {
	var say told
	_ = json.NewDecoder(r.Body).Decode(&say)
	res, err := http.PostForm(r.URL.Query().Get("to"), url.Values{"logout_token": {p.word(at, say)}})
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	res.Body.Close()
	w.WriteHeader(res.StatusCode)
}

func (p *otherProvider) leave(at *realm, w http.ResponseWriter, r *http.Request) {
	at.seen.Left = r.URL.Query()
	http.Redirect(w, r, r.URL.Query().Get("post_logout_redirect_uri"), http.StatusFound)
}

func (p *otherProvider) tell(at *realm, _ http.ResponseWriter, r *http.Request) {
	at.next = told{}
	_ = json.NewDecoder(r.Body).Decode(&at.next)
}

// rotate begins to sign with a new key of another kind, and shows so many in its list.
func (p *otherProvider) rotate(at *realm, _ http.ResponseWriter, r *http.Request) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	at.keys = append(at.keys, jose.JSONWebKey{Key: key, KeyID: fmt.Sprintf("key-%d", len(at.keys)+1), Algorithm: "ES256"})
	at.shown = 1
	if r.URL.Query().Has("both") {
		at.shown = 2
	}
}

func (p *otherProvider) show(at *realm, w http.ResponseWriter, _ *http.Request) { reply(w, at.seen) }

func (p *otherProvider) sign(at *realm, say told, claims map[string]any) string {
	maps.Copy(claims, say.Claims)
	for _, name := range say.Drop {
		delete(claims, name)
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	key := at.keys[len(at.keys)-1]
	switch say.Key {
	case "first":
		key = at.keys[0]
	case "unknown":
		key.KeyID = rand.Text()
	case "foreign": // another realm's, under a name that is known here
		other := p.realms["eik"].keys[0]
		key = jose.JSONWebKey{Key: other.Key, KeyID: key.KeyID, Algorithm: other.Algorithm}
	case "none":
		part := base64.RawURLEncoding.EncodeToString
		return part([]byte(`{"alg":"none","kid":"`+key.KeyID+`"}`)) + "." + part(payload) + "."
	case "public": // signed with what everybody knows
		public, err := x509.MarshalPKIXPublicKey(key.Key.(crypto.Signer).Public())
		if err != nil {
			panic(err)
		}
		key = jose.JSONWebKey{Key: public, KeyID: key.KeyID, Algorithm: "HS256"}
	}
	options := &jose.SignerOptions{}
	if say.Typ != "" {
		options.WithType(jose.ContentType(say.Typ))
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.SignatureAlgorithm(key.Algorithm), Key: key}, options)
	if err != nil {
		panic(err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		panic(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		panic(err)
	}
	return token
}

func reply(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body)
}

// away is that process as a test sees it.
type away struct{ base string }

// otherProcess starts it, and waits until it says where it is.
func otherProcess(t *testing.T) away {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env, cmd.Stderr = append(os.Environ(), providerFlag+"=1"), os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return away{strings.TrimSpace(line)}
}

func (a away) issuer(realm string) string { return a.base + "/realms/" + realm }

func (a away) post(t *testing.T, realm, what string, body any) (int, string) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Post(a.issuer(realm)+"/"+what, "application/json", strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(answer)
}

func (a away) seen(t *testing.T, realm string) (s seen) {
	t.Helper()
	res, err := http.Get(a.issuer(realm) + "/seen")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s
}
