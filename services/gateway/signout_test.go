package gateway

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// word sends a logout token as a provider would.
func (h *house) word(t *testing.T, token string) int {
	t.Helper()
	res, err := http.PostForm(h.URL+"/auth/backchannel-logout", url.Values{"logout_token": {token}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.Header.Get("Cache-Control") != "no-store" {
		t.Error("the answer may be kept")
	}
	return res.StatusCode
}

func TestTheProviderSignsSomebodyOut(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	b := h.browser(t)
	person := h.enter(t, b, staff).Person
	here := h.browser(t)
	h.enter(t, here, single) // the same name and session of a provider elsewhere
	if code, _ := a.post(t, "linde", "put-out?to="+url.QueryEscape(h.URL+"/auth/backchannel-logout"), told{Typ: "logout+jwt"}); code != http.StatusOK {
		t.Fatalf("the provider was answered %d", code)
	}
	if res, _ := h.get(t, b, "/api/v1/me"); res.StatusCode != http.StatusUnauthorized || h.whoami(t, b).SignedIn {
		t.Errorf("the next request: %d", res.StatusCode)
	}
	if !h.whoami(t, here).SignedIn {
		t.Error("somebody elsewhere was signed out too")
	}
	if got := h.recruiter.record(); !slices.Equal(got, []string{"KIND_ENDED of " + person}) {
		t.Errorf("on record: %v", got)
	}
}

// What a provider's word may not be, each time all else being right (Back-Channel Logout 1.0, 2.6).
func TestWordsThatSignNobodyOut(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	b := h.browser(t)
	h.enter(t, b, staff)
	claim := func(name string, value any) told { return told{Claims: map[string]any{name: value}} }
	event := "http://schemas.openid.net/event/backchannel-logout"
	for _, tt := range []struct {
		name string
		say  told
	}{
		{"of an issuer nobody knows", claim("iss", "https://evil.example.org")},
		{"of another issuer than its key", claim("iss", a.issuer("eik"))},
		{"for another party", claim("aud", "other")},
		{"for nobody", told{Drop: []string{"aud"}}},
		{"without a date", told{Drop: []string{"iat"}}},
		{"of long ago", told{Offset: -900}},
		{"of long ago, that lasts", told{Claims: map[string]any{"iat": time.Now().Add(-time.Hour).Unix()}}},
		{"from the future", told{Offset: 900}},
		{"over", claim("exp", time.Now().Add(-2*time.Minute).Unix())},
		{"without end", told{Drop: []string{"exp"}}},
		{"that lasts for ever", claim("exp", time.Now().Add(1000*time.Hour).Unix())},
		{"without a number", told{Drop: []string{"jti"}}},
		{"without an event", told{Drop: []string{"events"}}},
		{"of another event", claim("events", map[string]any{"https://example.org/other": map[string]any{}})},
		{"of an event that is a text", claim("events", map[string]any{event: "yes"})},
		{"of a list of events", claim("events", []string{event})},
		{"with a nonce", claim("nonce", "n")},
		{"with an empty nonce", claim("nonce", nil)},
		{"about nobody", told{Drop: []string{"sub", "sid"}}},
		{"of another kind", told{Typ: "at+jwt"}},
		{"signed by another realm's key", told{Key: "foreign"}},
		{"signed by an unknown key", told{Key: "unknown"}},
		{"not signed", told{Key: "none"}},
		{"signed with what everybody knows", told{Key: "public"}},
	} {
		_, word := a.post(t, "linde", "mint", tt.say)
		if code := h.word(t, word); code != http.StatusBadRequest || !h.whoami(t, b).SignedIn {
			t.Errorf("%s: %d", tt.name, code)
		}
	}
	_, good := a.post(t, "linde", "mint", told{})
	for name, token := range map[string]string{
		"nothing": "", "no token": "x.y.z", "with another payload": good[:40] + "A" + good[41:], "too large": good + strings.Repeat("A", 20<<10),
	} {
		if code := h.word(t, token); code != http.StatusBadRequest || !h.whoami(t, b).SignedIn {
			t.Errorf("%s: %d", name, code)
		}
	}
	for name, body := range map[string]string{"application/json": `{"logout_token":"` + good + `"}`, "application/x-www-form-urlencoded": "logout_token=" + good + "&logout_token=" + good} {
		res, err := http.Post(h.URL+"/auth/backchannel-logout", name, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusBadRequest || !h.whoami(t, b).SignedIn {
			t.Errorf("as %s: %d", name, res.StatusCode)
		}
	}
	if code := h.word(t, good); code != http.StatusOK || h.whoami(t, b).SignedIn {
		t.Errorf("the good one: %d", code)
	}
	h.enter(t, b, staff)
	if code := h.word(t, good); code != http.StatusBadRequest || !h.whoami(t, b).SignedIn {
		t.Errorf("the good one, shown again: %d", code)
	}
	h.start(t, h.db, registered(a)...)
	if code := h.word(t, good); code != http.StatusBadRequest || !h.whoami(t, b).SignedIn {
		t.Errorf("the good one, shown again after a restart: %d", code)
	}
}
