package devidp_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/optrek/optrek/services/gateway/devidp"
)

const redirect = "http://127.0.0.1/auth/callback"

// start serves a provider on a loopback port; the client does not follow
// redirects, so that tests can read them.
func start(t *testing.T, clock func() time.Time) (*devidp.Provider, *http.Client) {
	t.Helper()
	var provider *devidp.Provider
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { provider.ServeHTTP(w, r) }))
	t.Cleanup(srv.Close)
	provider, err := devidp.New(devidp.Options{
		BaseURL: srv.URL, RedirectURL: redirect, Organisations: devidp.Organisations(), Clock: clock,
	})
	if err != nil {
		t.Fatal(err)
	}
	client := srv.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return provider, client
}

// relyingParty is the standard library client of go-oidc: what the gateway is.
func relyingParty(t *testing.T, p *devidp.Provider, slug string) (*oidc.Provider, *oauth2.Config) {
	t.Helper()
	found, err := oidc.NewProvider(t.Context(), p.Issuer(slug))
	if err != nil {
		t.Fatal(err)
	}
	endpoint := found.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInParams
	return found, &oauth2.Config{ClientID: devidp.ClientID, Endpoint: endpoint, RedirectURL: redirect, Scopes: []string{"openid"}}
}

// authorize asks for a code as one person and returns what came back.
func authorize(t *testing.T, client *http.Client, address string) url.Values {
	t.Helper()
	res, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	back, err := res.Location()
	if err != nil {
		t.Fatalf("status %d, no redirect", res.StatusCode)
	}
	return back.Query()
}

func TestWholeFlow(t *testing.T) {
	t.Parallel()
	p, client := start(t, time.Now)
	for _, org := range devidp.Organisations() {
		found, config := relyingParty(t, p, org.Slug)
		for _, who := range org.People {
			verifier := oauth2.GenerateVerifier()
			back := authorize(t, client, config.AuthCodeURL("a-state", oauth2.S256ChallengeOption(verifier),
				oidc.Nonce("a-nonce"), oauth2.SetAuthURLParam("login_hint", who.Subject)))
			if back.Get("state") != "a-state" || back.Get("iss") != p.Issuer(org.Slug) {
				t.Fatalf("came back with %v", back)
			}
			token, err := config.Exchange(t.Context(), back.Get("code"), oauth2.VerifierOption(verifier))
			if err != nil {
				t.Fatal(err)
			}
			raw, _ := token.Extra("id_token").(string)
			id, err := found.Verifier(&oidc.Config{ClientID: devidp.ClientID}).Verify(t.Context(), raw)
			if err != nil {
				t.Fatal(err)
			}
			var got struct {
				Name, Email   string
				EmailVerified bool `json:"email_verified"`
				Roles, AMR    []string
				ACR           string
				ClientNumber  string `json:"client_number"`
			}
			if err := id.Claims(&got); err != nil {
				t.Fatal(err)
			}
			if id.Subject != who.Subject || id.Nonce != "a-nonce" || got.Name != who.Name || got.Email != who.Email ||
				got.EmailVerified != (who.Email != "") || !slices.Equal(got.Roles, who.Roles) ||
				got.ClientNumber != who.ClientNumber || got.ACR == "" || len(got.AMR) == 0 {
				t.Errorf("%s: claims %+v", who.Subject, got)
			}
			if _, err := config.Exchange(t.Context(), back.Get("code"), oauth2.VerifierOption(verifier)); err == nil {
				t.Fatal("a code worked twice")
			}
		}
	}
}

func TestRefusesBadAuthorization(t *testing.T) {
	t.Parallel()
	p, client := start(t, time.Now)
	_, config := relyingParty(t, p, "lsr")
	for name, change := range map[string]func(url.Values){
		"no PKCE":            func(q url.Values) { q.Del("code_challenge") },
		"plain PKCE":         func(q url.Values) { q.Set("code_challenge_method", "plain") },
		"no nonce":           func(q url.Values) { q.Del("nonce") },
		"no state":           func(q url.Values) { q.Del("state") },
		"implicit flow":      func(q url.Values) { q.Set("response_type", "id_token") },
		"not OpenID Connect": func(q url.Values) { q.Set("scope", "profile") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			back := authorize(t, client, changed(t, config, change))
			if back.Get("error") != "invalid_request" || back.Has("code") {
				t.Errorf("came back with %v", back)
			}
		})
	}
	for name, change := range map[string]func(url.Values){
		"foreign client":   func(q url.Values) { q.Set("client_id", "other") },
		"foreign redirect": func(q url.Values) { q.Set("redirect_uri", "https://evil.example/") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			res, err := client.Get(changed(t, config, change))
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			if res.StatusCode != http.StatusBadRequest || res.Header.Get("Location") != "" {
				t.Errorf("status %d, location %q", res.StatusCode, res.Header.Get("Location"))
			}
		})
	}
}

func changed(t *testing.T, config *oauth2.Config, change func(url.Values)) string {
	t.Helper()
	u, err := url.Parse(config.AuthCodeURL("s", oauth2.S256ChallengeOption(oauth2.GenerateVerifier()),
		oidc.Nonce("n"), oauth2.SetAuthURLParam("login_hint", "bas")))
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	change(q)
	u.RawQuery = q.Encode()
	return u.String()
}

func TestRefusesBadRedemption(t *testing.T) {
	t.Parallel()
	now := time.Now()
	p, client := start(t, func() time.Time { return now })
	_, lsr := relyingParty(t, p, "lsr")
	_, syndion := relyingParty(t, p, "syndion")
	code := func(verifier string) string {
		return authorize(t, client, lsr.AuthCodeURL("s", oauth2.S256ChallengeOption(verifier), oidc.Nonce("n"),
			oauth2.SetAuthURLParam("login_hint", "bas"))).Get("code")
	}
	verifier := oauth2.GenerateVerifier()
	redeem := func(config *oauth2.Config, code string, o ...oauth2.AuthCodeOption) error {
		_, err := config.Exchange(context.Background(), code, o...)
		return err
	}
	if redeem(lsr, code(verifier)) == nil {
		t.Error("without a verifier")
	}
	if redeem(lsr, code(verifier), oauth2.VerifierOption(oauth2.GenerateVerifier())) == nil {
		t.Error("with another verifier")
	}
	if redeem(syndion, code(verifier), oauth2.VerifierOption(verifier)) == nil {
		t.Error("at another issuer")
	}
	old := code(verifier)
	now = now.Add(2 * time.Minute)
	if redeem(lsr, old, oauth2.VerifierOption(verifier)) == nil {
		t.Error("a code of two minutes old")
	}
}

func TestPageNamesEverybody(t *testing.T) {
	t.Parallel()
	p, client := start(t, time.Now)
	_, config := relyingParty(t, p, "dichterbij")
	res, err := client.Get(config.AuthCodeURL("s", oauth2.S256ChallengeOption(oauth2.GenerateVerifier()), oidc.Nonce("n")))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range devidp.Organisations()[1].People {
		if !strings.Contains(string(body), who.Name) || !strings.Contains(string(body), "login_hint="+who.Subject) {
			t.Errorf("%s is not on the page", who.Name)
		}
	}
	if strings.Contains(string(body), "<style") || strings.Contains(string(body), "<script") {
		t.Error("the page breaks the content security policy")
	}
}

func TestRefusesToExist(t *testing.T) {
	t.Parallel()
	good := devidp.Options{BaseURL: "http://127.0.0.1:8080", Clock: time.Now}
	for name, change := range map[string]func(*devidp.Options){
		"production":           func(o *devidp.Options) { o.Environment = "production" },
		"Production, shouted":  func(o *devidp.Options) { o.Environment = "PRODUCTION" },
		"beside a real issuer": func(o *devidp.Options) { o.OtherIssuers = []string{"https://login.example.org"} },
		"on the network":       func(o *devidp.Options) { o.BaseURL = "http://optrek.example.org" },
		"a loopback look-alike": func(o *devidp.Options) {
			o.BaseURL = "http://127.0.0.1.example.org"
		},
		"no address": func(o *devidp.Options) { o.BaseURL = "" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := good
			change(&o)
			if _, err := devidp.New(o); err == nil {
				t.Error("it started")
			}
		})
	}
	if _, err := devidp.New(good); err != nil {
		t.Errorf("on loopback in development: %v", err)
	}
}

func TestAnswersLoopbackOnly(t *testing.T) {
	t.Parallel()
	p, err := devidp.New(devidp.Options{BaseURL: "http://127.0.0.1:8080", Organisations: devidp.Organisations(), Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		peer, host string
		want       int
	}{
		{"127.0.0.1:5000", "127.0.0.1:8080", http.StatusOK},
		{"[::1]:5000", "localhost:8080", http.StatusOK},
		{"192.0.2.7:5000", "127.0.0.1:8080", http.StatusNotFound},
		{"127.0.0.1:5000", "rebound.example.org", http.StatusNotFound},
	} {
		r := httptest.NewRequest(http.MethodGet, devidp.Prefix+"lsr/jwks", nil)
		r.RemoteAddr, r.Host = tt.peer, tt.host
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%s asking %s: %d, want %d", tt.peer, tt.host, w.Code, tt.want)
		}
	}
}

// The cast the demo was promised, so that a later edit cannot lose a role.
func TestCast(t *testing.T) {
	t.Parallel()
	roles, ids := map[string]int{}, map[string]bool{}
	for _, org := range devidp.Organisations() {
		subjects := map[string]bool{}
		clients, networkers, own := 0, 0, map[string]int{}
		for _, who := range org.People {
			if subjects[who.Subject] {
				t.Errorf("%s: %s twice", org.Slug, who.Subject)
			}
			subjects[who.Subject] = true
			for _, role := range who.Roles {
				roles[role]++
				own[role]++
			}
			if who.IsClient() {
				clients++
			}
			if who.Networker {
				networkers++
			}
			if who.IsClient() == (who.ClientNumber == "") || who.IsClient() == (who.Email != "") {
				t.Errorf("%s: a client has a number, staff an e-mail address", who.Name)
			}
		}
		if org.Slug == "nieuwbegin" { // whose first day it is: three people who work there, and nobody else
			if ids[org.ID] || len(org.People) != 3 || own["support_worker"] != 1 || own["coordinator"] != 1 || own["organisation_admin"] != 1 || org.Region != "" {
				t.Errorf("%s: %v in region %q", org.Slug, own, org.Region)
			}
			ids[org.ID] = true
			continue
		}
		if ids[org.ID] || clients < 3 || networkers < 1 || own["support_worker"] < 3 || own["network_lead"] < 1 ||
			own["coordinator"] != 1 || own["organisation_admin"] != 1 {
			t.Errorf("%s: %v", org.Slug, own)
		}
		ids[org.ID] = true
	}
	if roles["region_coordinator"] != 1 || roles["platform_operator"] != 1 || len(ids) != 4 {
		t.Errorf("roles %v", roles)
	}
}
