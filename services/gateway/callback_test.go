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
		reason string
	}{
		"wrong state":          {change("state", "other"), "NOT_BEGUN_HERE"},
		"no state":             {change("state", ""), "NOT_BEGUN_HERE"},
		"foreign issuer":       {change("iss", h.provider.Issuer("syndion")), "NOT_BEGUN_HERE"},
		"no issuer":            {change("iss", ""), "NOT_BEGUN_HERE"},
		"no code":              {change("code", ""), "REFUSED_THERE"},
		"invented code":        {change("code", "AAAA"), "NOT_PROVEN"},
		"refused over there":   {change("error", "access_denied"), "REFUSED_THERE"},
		"wrong nonce":          {pending("n", "other"), "NOT_PROVEN"},
		"another verifier":     {pending("v", strings.Repeat("a", 43)), "NOT_PROVEN"},
		"no PKCE":              {pending("v", ""), "NOT_BEGUN_HERE"},
		"another organisation": {pending("o", devidp.Organisations()[2].ID), "NOT_BEGUN_HERE"},
		"unknown organisation": {pending("o", "01900000-0000-7000-8000-0000000000ff"), "NO_ORGANISATION"},
		"unknown provider":     {pending("p", "other"), "NO_PROVIDER"},
		"another browser":      {func(t *testing.T, b *http.Client, _ url.Values) { t.Helper(); b.Jar = h.browser(t).Jar }, "NOT_BEGUN_HERE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := h.browser(t)
			to := h.toCallback(t, b, "lsr", "bas", "/mensen")
			q := to.Query()
			tt.spoil(t, b, q)
			to.RawQuery = q.Encode()
			if why := h.refusal(t, b, to.String()); why != tt.reason || h.whoami(t, b).SignedIn {
				t.Errorf("told %q", why)
			}
		})
	}
}

// refusal goes to an address of the sign-in and gives the reason for which it sent the
// browser to the page that says why.
func (h *house) refusal(t *testing.T, b *http.Client, address string) string {
	t.Helper()
	res, body := h.get(t, b, address)
	to, err := res.Location()
	if err != nil || res.StatusCode != http.StatusSeeOther || to.Path != "/inloggen" {
		t.Fatalf("%d, to %v: %s", res.StatusCode, to, body)
	}
	for _, secret := range []string{"code", "state", "iss"} {
		if to.Query().Has(secret) {
			t.Errorf("%s stands in the address of the page", secret)
		}
	}
	return to.Query().Get("why")
}

func TestClientWhoIsNotThereYet(t *testing.T) {
	t.Parallel()
	h := build(t)
	h.recruiter.stranger = "teun"
	b := h.browser(t)
	if why := h.refusal(t, b, h.toCallback(t, b, "lsr", "teun", "").String()); why != "NOT_YET_HERE" || h.whoami(t, b).SignedIn {
		t.Errorf("told %q", why)
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
	if res, _ := h.get(t, b, to.String()); res.Header.Get("Location") != "/" {
		t.Errorf("back in the same browser, which is signed in: to %s", res.Header.Get("Location"))
	}
	if why := h.refusal(t, &held, to.String()); why != "NOT_BEGUN_HERE" {
		t.Errorf("again with the cookie kept: %q", why)
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
