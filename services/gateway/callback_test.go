package gateway

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/gateway/devidp"
)

func TestBadCallbacks(t *testing.T) {
	t.Parallel()
	h := build(t)
	change := func(key, value string) func(*testing.T, *http.Client, url.Values) {
		return func(_ *testing.T, _ *http.Client, q url.Values) { q.Set(key, value) }
	}
	// pending rewrites what this browser remembers of its sign-in.
	pending := func(key, value string) func(*testing.T, *http.Client, url.Values) {
		return func(t *testing.T, b *http.Client, _ url.Values) {
			t.Helper()
			rewritePending(t, h, b, key, value)
		}
	}
	for name, tt := range map[string]struct {
		spoil  func(*testing.T, *http.Client, url.Values)
		status int
	}{
		"wrong state":          {change("state", "other"), 400},
		"no state":             {change("state", ""), 400},
		"foreign issuer":       {change("iss", h.provider.Issuer("syndion")), 400},
		"no issuer":            {change("iss", ""), 400},
		"no code":              {change("code", ""), 403},
		"invented code":        {change("code", "AAAA"), 403},
		"refused over there":   {change("error", "access_denied"), 403},
		"wrong nonce":          {pending("n", "other"), 403},
		"another verifier":     {pending("v", strings.Repeat("a", 43)), 403},
		"no PKCE":              {pending("v", ""), 400},
		"another organisation": {pending("o", devidp.Organisations()[2].ID), 400},
		"unknown organisation": {pending("o", "01900000-0000-7000-8000-0000000000ff"), 400},
		"another browser":      {func(t *testing.T, b *http.Client, _ url.Values) { t.Helper(); b.Jar = h.browser(t).Jar }, 400},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := h.browser(t)
			to := h.toCallback(t, b, "lsr", "bas", "")
			q := to.Query()
			tt.spoil(t, b, q)
			to.RawQuery = q.Encode()
			res, body := h.get(t, b, to.String())
			if res.StatusCode != tt.status || !strings.Contains(body, "Aanmelden lukte niet") || h.whoami(t, b).SignedIn {
				t.Errorf("%d %s", res.StatusCode, body)
			}
		})
	}
}

func TestClientWhoIsNotThereYet(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.recruiter.stranger = "teun"
	b := h.browser(t)
	res, body := h.get(t, b, h.toCallback(t, b, "lsr", "teun", "").String())
	if res.StatusCode != http.StatusForbidden || !strings.Contains(body, "Vraag je begeleider") || h.whoami(t, b).SignedIn {
		t.Errorf("%d %s", res.StatusCode, body)
	}
}

func TestCallbackWorksOnce(t *testing.T) {
	t.Parallel()
	h := build(t)
	b := h.browser(t)
	to := h.toCallback(t, b, "lsr", "bas", "")
	held := *b
	held.Jar = copyJar(t, h, b) // the cookie as it was, for somebody who kept it
	if res, _ := h.get(t, b, to.String()); res.StatusCode != http.StatusSeeOther {
		t.Fatalf("the first time: %d", res.StatusCode)
	}
	if res, _ := h.get(t, b, to.String()); res.StatusCode != http.StatusBadRequest {
		t.Errorf("again in the same browser: %d", res.StatusCode)
	}
	if res, _ := h.get(t, &held, to.String()); res.StatusCode != http.StatusForbidden {
		t.Errorf("again with the cookie kept: %d", res.StatusCode)
	}
	if h.whoami(t, &held).SignedIn {
		t.Error("a replayed code opened a session")
	}
}

func TestNoOpenRedirect(t *testing.T) {
	t.Parallel()
	h := build(t)
	for back, want := range map[string]string{
		"/mensen/1?tab=kaart#x":         "/mensen/1?tab=kaart#x",
		"/auth/session":                 "/auth/session",
		"":                              "/",
		"https://evil.example":          "/",
		"//evil.example":                "/",
		`/\evil.example`:                "/",
		"/\t/evil.example":              "/",
		"/\n/evil.example":              "/",
		"\\\\evil.example":              "/",
		"javascript:alert(1)":           "/",
		"evil.example":                  "/",
		"/auth/login?return=/":          "/",
		"/dev/idp/lsr/authorize":        "/",
		"/" + fmt.Sprintf("%01200d", 1): "/",
	} {
		if got := h.signIn(t, h.browser(t), "lsr", "vera", back); got != want {
			t.Errorf("return=%q sent the browser to %q, want %q", back, got, want)
		}
	}
}
