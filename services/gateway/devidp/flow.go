package devidp

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// grant is what a code stands for until it is redeemed, once.
type grant struct {
	issuer    *issuer
	person    Person
	challenge string
	nonce     string
	expires   time.Time
}

// claims are the ID token's own, beside the registered ones.
type claims struct {
	Nonce         string   `json:"nonce"`
	Name          string   `json:"name"`
	Email         string   `json:"email,omitempty"`
	EmailVerified bool     `json:"email_verified"`
	Roles         []string `json:"roles"`
	ClientNumber  string   `json:"client_number,omitempty"`
	ACR           string   `json:"acr"`
	AMR           []string `json:"amr"`
	Sid           string   `json:"sid"`
}

func (p *Provider) discovery(w http.ResponseWriter, _ *http.Request, is *issuer) {
	answer(w, http.StatusOK, map[string]any{
		"issuer":                                         is.url,
		"authorization_endpoint":                         is.url + "/authorize",
		"token_endpoint":                                 is.url + "/token",
		"jwks_uri":                                       is.url + "/jwks",
		"end_session_endpoint":                           is.url + "/logout",
		"response_types_supported":                       []string{"code"},
		"subject_types_supported":                        []string{"public"},
		"scopes_supported":                               []string{"openid", "profile", "email"},
		"id_token_signing_alg_values_supported":          []string{string(jose.ES256)},
		"token_endpoint_auth_methods_supported":          []string{"none"},
		"code_challenge_methods_supported":               []string{"S256"},
		"authorization_response_iss_parameter_supported": true,
	})
}

func (p *Provider) jwks(w http.ResponseWriter, _ *http.Request, is *issuer) {
	answer(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{
		Key: is.key.Public(), KeyID: is.Slug, Algorithm: string(jose.ES256), Use: "sig",
	}}})
}

// authorize shows the organisation's people, or continues at once for the one
// named by login_hint.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request, is *issuer) {
	q := r.URL.Query()
	// Until client and redirect address are known to be ours, nothing is sent
	// there: not even an error.
	if q.Get("client_id") != ClientID || q.Get("redirect_uri") != p.redirect {
		http.Error(w, "unknown client_id or redirect_uri", http.StatusBadRequest)
		return
	}
	back := url.Values{"state": {q.Get("state")}, "iss": {is.url}}
	if problem := badRequest(q); problem != "" {
		back.Set("error", "invalid_request")
		back.Set("error_description", problem)
		p.sendBack(w, r, back)
		return
	}
	hint := q.Get("login_hint")
	at := slices.IndexFunc(is.People, func(who Person) bool { return hint != "" && who.Subject == hint })
	if at < 0 {
		choosePerson(w, is, q)
		return
	}
	code, ok := p.issue(grant{
		issuer: is, person: is.People[at], challenge: q.Get("code_challenge"),
		nonce: q.Get("nonce"), expires: p.clock().Add(codeLife),
	})
	if !ok {
		http.Error(w, "too many unfinished sign-ins; try again in a minute", http.StatusTooManyRequests)
		return
	}
	back.Set("code", code)
	p.sendBack(w, r, back)
}

func badRequest(q url.Values) string {
	challenge, err := base64.RawURLEncoding.DecodeString(q.Get("code_challenge"))
	switch {
	case q.Get("response_type") != "code":
		return "response_type must be code"
	case !slices.Contains(strings.Fields(q.Get("scope")), "openid"):
		return "scope must hold openid"
	case q.Get("state") == "" || q.Get("nonce") == "":
		return "state and nonce are required"
	case q.Get("code_challenge_method") != "S256" || err != nil || len(challenge) != sha256.Size:
		return "PKCE with S256 is required"
	}
	return ""
}

func (p *Provider) sendBack(w http.ResponseWriter, r *http.Request, answer url.Values) {
	http.Redirect(w, r, p.redirect+"?"+answer.Encode(), http.StatusSeeOther)
}

func (p *Provider) issue(g grant) (code string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for old, held := range p.codes {
		if !p.clock().Before(held.expires) {
			delete(p.codes, old)
		}
	}
	if len(p.codes) >= maxCodes {
		return "", false
	}
	code = rand.Text()
	p.codes[code] = g
	return code, true
}

// redeem takes the code out before anything about it is judged: a code that
// was shown once, rightly or wrongly, is worth nothing afterwards.
func (p *Provider) redeem(code string) (grant, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	g, ok := p.codes[code]
	delete(p.codes, code)
	return g, ok && p.clock().Before(g.expires)
}

func (p *Provider) token(w http.ResponseWriter, r *http.Request, is *issuer) {
	r.Body = http.MaxBytesReader(w, r.Body, 8<<10)
	if r.PostFormValue("grant_type") != "authorization_code" || r.PostFormValue("client_id") != ClientID {
		answer(w, http.StatusBadRequest, map[string]string{"error": "invalid_request"})
		return
	}
	g, ok := p.redeem(r.PostFormValue("code"))
	verifier := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if !ok || g.issuer != is || r.PostFormValue("redirect_uri") != p.redirect ||
		base64.RawURLEncoding.EncodeToString(verifier[:]) != g.challenge {
		answer(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant"})
		return
	}
	signed, err := p.idToken(g)
	if err != nil {
		answer(w, http.StatusInternalServerError, map[string]string{"error": "server_error"})
		return
	}
	answer(w, http.StatusOK, map[string]any{
		"access_token": rand.Text(), // opens nothing: there is no userinfo endpoint
		"token_type":   "Bearer",
		"expires_in":   int(tokenLife.Seconds()),
		"id_token":     signed,
	})
}

// logout sends the browser back. There is no session here to end: everybody chooses anew
// who they are.
func (p *Provider) logout(w http.ResponseWriter, r *http.Request, _ *issuer) {
	q := r.URL.Query()
	if q.Get("client_id") != ClientID || q.Get("post_logout_redirect_uri") != p.leaving || p.leaving == "" {
		http.Error(w, "unknown client_id or post_logout_redirect_uri", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, p.leaving, http.StatusSeeOther)
}

func (p *Provider) idToken(g grant) (string, error) {
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: g.issuer.key, KeyID: g.issuer.Slug}},
		(&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return "", err
	}
	now, who := p.clock(), g.person
	own := claims{
		Nonce: g.nonce, Name: who.Name, Email: who.Email, EmailVerified: who.Email != "",
		Roles: who.Roles, ClientNumber: who.ClientNumber,
		ACR: ACRStaff, AMR: []string{"pwd", "otp"}, Sid: rand.Text(),
	}
	if who.IsClient() {
		own.ACR, own.AMR = ACRClient, []string{"pin"}
	}
	return jwt.Signed(signer).Claims(jwt.Claims{
		Issuer: g.issuer.url, Subject: who.Subject, Audience: jwt.Audience{ClientID},
		IssuedAt: jwt.NewNumericDate(now), NotBefore: jwt.NewNumericDate(now),
		Expiry: jwt.NewNumericDate(now.Add(tokenLife)),
	}).Claims(own).Serialize()
}

func answer(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	// The peer is on this machine; if it left, there is nobody to tell.
	_ = json.NewEncoder(w).Encode(body)
}
