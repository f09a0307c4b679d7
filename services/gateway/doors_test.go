package gateway

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/internal/config"
)

// rewritePending changes one field of what a browser remembers of its sign-in.
func rewritePending(t *testing.T, h *house, b *http.Client, key, value string) {
	t.Helper()
	u, err := url.Parse(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range b.Jar.Cookies(u) {
		if c.Name != "optrek-signin" {
			continue
		}
		held := map[string]string{}
		text, err := base64.RawURLEncoding.DecodeString(c.Value)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &held); err != nil {
			t.Fatal(err)
		}
		held[key] = value
		if text, err = json.Marshal(held); err != nil {
			t.Fatal(err)
		}
		b.Jar.SetCookies(u, []*http.Cookie{{Name: c.Name, Value: base64.RawURLEncoding.EncodeToString(text), Path: "/"}})
		return
	}
	t.Fatal("the browser remembers no sign-in")
}

func copyJar(t *testing.T, h *house, b *http.Client) http.CookieJar {
	t.Helper()
	u, err := url.Parse(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	jar.SetCookies(u, b.Jar.Cookies(u))
	return jar
}

// Every door there is, with what it answers to somebody who is not signed in.
func TestEveryDoorWearsTheHeaders(t *testing.T) {
	t.Parallel()
	h := build(t)
	for _, tt := range []struct {
		method, path string
		status       int
		noStore      bool
	}{
		{"GET", "/", 200, false},
		{"GET", "/mijn", 200, false},
		{"GET", "/mensen/1", 200, false},
		{"GET", "/assets/absent.js", 404, false},
		{"POST", "/", 405, false},
		{"GET", "/api/v1/me", 401, true},
		{"GET", "/api/v1/nothing", 401, true},
		{"POST", "/api/v1/wishes", 401, true},
		{"GET", "/auth/session", 200, true},
		{"GET", "/auth/sessions", 401, true},
		{"POST", "/auth/sessions/end-others", 401, true},
		{"POST", "/auth/sessions/01900000-0000-7000-8000-0000000000aa/end", 401, true},
		{"GET", "/auth/people/01900000-0000-7000-8000-0000000000aa/sessions", 401, true},
		{"POST", "/auth/people/01900000-0000-7000-8000-0000000000aa/sessions/end", 401, true},
		{"GET", "/auth/organisations", 200, true},
		{"GET", "/auth/demo-people", 200, true},
		{"GET", "/auth/login", 303, true},
		{"GET", "/auth/login?organisation=lsr", 303, true},
		{"GET", "/auth/callback", 303, true},
		{"POST", "/auth/logout", 204, true},
		{"GET", "/auth/signed-out", 303, true},
		{"POST", "/auth/backchannel-logout", 400, true},
		{"GET", "/auth/nothing", 404, true},
		{"GET", "/healthz/live", 200, true},
		{"GET", "/healthz/ready", 200, true},
		{"GET", "/.well-known/security.txt", 200, false},
		{"GET", "/robots.txt", 200, false},
		{"GET", "/a//b", 400, true},
		{"GET", "/api/v1/%2e%2e/x", 400, true},
		{"TRACE", "/", 405, true},
		{"PROPFIND", "/auth/session", 405, true},
		{"GET", "/dev/idp/lsr/.well-known/openid-configuration", 200, true},
		{"GET", "/dev/idp/lsr/authorize", 400, true},
		{"GET", "/dev/idp/style.css", 200, true},
		{"GET", "/dev/nothing", 404, true},
		{"GET", "/debug/traces", 404, true},
	} {
		r, err := http.NewRequestWithContext(t.Context(), tt.method, h.URL+tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := h.browser(t).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, res.Body)
		res.Body.Close()
		if res.StatusCode != tt.status {
			t.Errorf("%s %s: %d, want %d", tt.method, tt.path, res.StatusCode, tt.status)
		}
		policy := res.Header.Get("Content-Security-Policy")
		for name, good := range map[string]bool{
			"Content-Security-Policy":      strings.Contains(policy, "frame-ancestors 'none'") && !strings.Contains(policy, "unsafe"),
			"X-Content-Type-Options":       res.Header.Get("X-Content-Type-Options") == "nosniff",
			"Referrer-Policy":              res.Header.Get("Referrer-Policy") == "same-origin",
			"Cross-Origin-Opener-Policy":   res.Header.Get("Cross-Origin-Opener-Policy") == "same-origin",
			"Cross-Origin-Resource-Policy": res.Header.Get("Cross-Origin-Resource-Policy") == "same-origin",
			"Permissions-Policy":           strings.Contains(res.Header.Get("Permissions-Policy"), "microphone=()"),
			"no HSTS on plain http":        res.Header.Get("Strict-Transport-Security") == "",
			"X-Robots-Tag":                 res.Header.Get("X-Robots-Tag") == "noindex, nofollow",
			"Cache-Control":                !tt.noStore || res.Header.Get("Cache-Control") == "no-store",
		} {
			if !good {
				t.Errorf("%s %s: %s is wrong: %v", tt.method, tt.path, name, res.Header)
			}
		}
	}
}

func TestSecurityText(t *testing.T) {
	t.Parallel()
	h := build(t)
	_, body := h.get(t, h.browser(t), "/.well-known/security.txt")
	_, after, _ := strings.Cut(body, "Expires: ")
	day, _, _ := strings.Cut(after, "\n")
	if expires, err := time.Parse(time.RFC3339, day); err != nil || !expires.After(h.now) || !strings.Contains(body, "Contact: https://") {
		t.Errorf("security.txt:\n%s", body)
	}
}

func TestListsForTheSignInPage(t *testing.T) {
	t.Parallel()
	h := build(t)
	var organisations []struct{ ID, Slug, Name, Accent, Region string }
	_, body := h.get(t, h.browser(t), "/auth/organisations")
	if err := json.Unmarshal([]byte(body), &organisations); err != nil || len(organisations) != 4 || organisations[2].Slug != "syndion" {
		t.Errorf("organisations: %s", body)
	}
	var demo []struct {
		Organisation string
		People       []struct{ Sub, Login string }
	}
	_, body = h.get(t, h.browser(t), "/auth/demo-people")
	if err := json.Unmarshal([]byte(body), &demo); err != nil || len(demo) != 4 || demo[0].Organisation != organisations[0].ID {
		t.Fatalf("demo people: %s", body)
	}
	res, _ := h.get(t, h.browser(t), demo[0].People[0].Login)
	if !strings.HasPrefix(res.Header.Get("Location"), h.provider.Issuer("lsr")+"/authorize?") {
		t.Errorf("the login of %s leads to %s", demo[0].People[0].Sub, res.Header.Get("Location"))
	}
}

// localhost and 127.0.0.1 are one machine and two cookie jars.
func TestLoginMovesToThePublicName(t *testing.T) {
	t.Parallel()
	h := build(t)
	browser := h.browser(t)
	browser.Transport = &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, strings.TrimPrefix(h.URL, "http://")) // a bare machine may not know the name
	}}
	res, _ := h.get(t, browser, strings.Replace(h.URL, "127.0.0.1", "localhost", 1)+"/auth/login?organisation=lsr&return=/x")
	if got := res.Header.Get("Location"); got != h.URL+"/auth/login?organisation=lsr&return=%2Fx" {
		t.Errorf("sent to %s", got)
	}
}

func TestDoorsRefuse(t *testing.T) {
	t.Parallel()
	real := []config.Organisation{{
		ID: devidp.Organisations()[0].ID, Name: "De Linde",
		Provider: config.Provider{Issuer: "https://login.example.org", ClientID: "optrek"},
	}}
	for name, tt := range map[string]struct {
		config config.Config
		public string
		ok     bool
	}{
		"development on loopback":     {config.Config{Env: config.Development, HTTPAddr: "127.0.0.1:8080"}, "http://127.0.0.1:8080", true},
		"development on localhost":    {config.Config{Env: config.Development, HTTPAddr: "localhost:8080"}, "http://localhost:8080", true},
		"development on every device": {config.Config{Env: config.Development, HTTPAddr: ":8080"}, "http://127.0.0.1:8080", false},
		"development on the network":  {config.Config{Env: config.Development, HTTPAddr: "127.0.0.1:8080"}, "https://optrek.example.org", false},
		"plain http on the network":   {config.Config{Env: config.Development, Organisations: real}, "http://optrek.example.org", false},
		"production without any":      {config.Config{Env: config.Production}, "https://optrek.example.org", false},
		"production over http":        {config.Config{Env: config.Production, Organisations: real}, "http://127.0.0.1:8080", false},
		"production":                  {config.Config{Env: config.Production, Organisations: real}, "https://optrek.example.org", true},
	} {
		p := parts{public: tt.public, clock: time.Now}
		err := doors(tt.config, &p)
		if (err == nil) != tt.ok {
			t.Errorf("%s: %v", name, err)
		}
		if p.demo != nil && len(tt.config.Organisations) > 0 {
			t.Errorf("%s: the development provider stands beside a real issuer", name)
		}
	}
}

func TestTooOftenKeepsWhereSomebodyWantedToGo(t *testing.T) {
	t.Parallel()
	p := build(t).parts
	p.outside.RateSignIn = 1
	handler, err := newHandler(p)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(path string) string {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, http.NoBody)
		r.Host = strings.TrimPrefix(p.public, "http://")
		handler.ServeHTTP(w, r)
		return w.Header().Get("Location")
	}
	ask("/auth/login?organisation=lsr")
	lsr := devidp.Organisations()[0].ID
	for path, want := range map[string]string{
		"/auth/login?organisation=lsr&return=%2Fmensen":                          "/inloggen?at=" + lsr + "&return=%2Fmensen&why=TOO_OFTEN",
		"/auth/login?organisation=nobody&return=https%3A%2F%2Felsewhere.example": "/inloggen?why=TOO_OFTEN",
		"/auth/callback?state=s&code=c":                                          "/inloggen?why=TOO_OFTEN",
	} {
		if got := ask(path); got != want {
			t.Errorf("%s leads to %s, want %s", path, got, want)
		}
	}
}
