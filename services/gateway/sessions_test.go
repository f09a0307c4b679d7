package gateway

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/gateway/devidp"
)

func TestEveryDemoPersonSignsIn(t *testing.T) {
	t.Parallel()
	h := build(t)
	for _, org := range devidp.Organisations() {
		for _, person := range org.People {
			b := h.browser(t)
			to := h.signIn(t, b, org.Slug, person.Subject, "")
			face, home := "staff", "/"
			if person.IsClient() {
				face, home = "client", "/mijn"
			}
			who := h.whoami(t, b)
			if to != home || !who.SignedIn || who.Name != person.Name || who.Face != face || len(who.Roles) != len(person.Roles) ||
				who.Organisation.ID != org.ID || who.Organisation.Region != org.Region || who.Organisation.Accent != org.Accent {
				t.Errorf("%s: sent to %s, %+v", person.Name, to, who)
			}
			last := h.recruiter.asked[len(h.recruiter.asked)-1]
			if last.GetTenantId() != org.ID || last.GetIssuer() != h.provider.Issuer(org.Slug) || last.GetSubject() != person.Subject ||
				last.GetEmail() != person.Email || last.GetClientNumber() != person.ClientNumber {
				t.Errorf("recruitment was asked for %+v", last)
			}
		}
	}
}

func TestSessionBecomesAToken(t *testing.T) {
	t.Parallel()
	h := build(t)
	b := h.browser(t)
	if res, _ := h.get(t, b, "/api/v1/me"); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("before signing in: %d", res.StatusCode)
	}
	h.signIn(t, b, "dichterbij", "mo", "")
	var me struct{ ID, Name string }
	res, body := h.get(t, b, "/api/v1/me")
	if err := json.Unmarshal([]byte(body), &me); err != nil || me.ID != h.whoami(t, b).Person || me.Name != devidp.Organisations()[1].ID {
		t.Errorf("%d %s", res.StatusCode, body)
	}
	// An operator runs the platform and is let into no organisation's data.
	operator := h.browser(t)
	h.signIn(t, operator, "lsr", "pim", "")
	if res, body := h.get(t, operator, "/api/v1/me"); res.StatusCode != http.StatusForbidden {
		t.Errorf("an operator: %d %s", res.StatusCode, body)
	}
}

func TestLogoutRevokes(t *testing.T) {
	t.Parallel()
	h := build(t)
	b := h.browser(t)
	h.signIn(t, b, "lsr", "bas", "")
	stolen := cookieOf(t, h, b)
	request := func(headers ...string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL+"/auth/logout", nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		res, err := b.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		return res.StatusCode
	}
	if code := request("Sec-Fetch-Site", "cross-site"); code != http.StatusForbidden || !h.whoami(t, b).SignedIn {
		t.Errorf("another site logged us out: %d", code)
	}
	if res, _ := h.get(t, b, "/auth/logout"); res.StatusCode == http.StatusNoContent || !h.whoami(t, b).SignedIn {
		t.Errorf("a link logged us out: %d", res.StatusCode)
	}
	if code := request(); code != http.StatusOK || cookieOf(t, h, b) != "" {
		t.Errorf("logout: %d", code)
	}
	if _, err := h.sessions.Find(t.Context(), stolen); err == nil {
		t.Error("the cookie still opens the session")
	}
}

// Who signs out here signs out of the provider too, by way of the browser.
func TestLogoutGoesOnToTheProvider(t *testing.T) {
	t.Parallel()
	h := build(t)
	b := h.browser(t)
	h.signIn(t, b, "lsr", "bas", "")
	var leaving struct{ Next string }
	res, err := b.Post(h.URL+"/auth/logout", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&leaving); err != nil || !strings.HasPrefix(leaving.Next, h.provider.Issuer("lsr")+"/logout?") {
		t.Fatalf("%d, to %q, %v", res.StatusCode, leaving.Next, err)
	}
	there, _ := h.get(t, b, leaving.Next)
	back, _ := h.get(t, b, there.Header.Get("Location"))
	if back.Header.Get("Location") != "/inloggen" || h.whoami(t, b).SignedIn {
		t.Errorf("from the provider to %q, and then to %q", there.Header.Get("Location"), back.Header.Get("Location"))
	}
}

func TestSigningInRotates(t *testing.T) {
	t.Parallel()
	h := build(t)
	b := h.browser(t)
	h.signIn(t, b, "lsr", "bas", "")
	first := cookieOf(t, h, b)
	h.signIn(t, b, "lsr", "vera", "")
	if second := cookieOf(t, h, b); second == first || h.whoami(t, b).Name != "Vera Voorbeeld" {
		t.Error("the session is still the first one")
	}
	if _, err := h.sessions.Find(t.Context(), first); err == nil {
		t.Error("the first session outlived the second sign-in")
	}
}

func TestExpiredSession(t *testing.T) {
	t.Parallel()
	h := build(t)
	b := h.browser(t)
	h.signIn(t, b, "lsr", "bas", "")
	h.pass(31 * time.Minute)
	if res, _ := h.get(t, b, "/api/v1/me"); res.StatusCode != http.StatusUnauthorized || h.whoami(t, b).SignedIn {
		t.Errorf("after half an hour away: %d", res.StatusCode)
	}
}
