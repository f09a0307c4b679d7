package gateway

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/config"
)

const (
	linde = "01900000-0000-7000-8000-0000000000f1"
	eik   = "01900000-0000-7000-8000-0000000000f2"
)

// registered are two organisations: one with a provider for staff and one for clients, and
// one with a single provider, as their files would say it.
func registered(a away) []config.Organisation {
	keycloak := config.Provider{
		Issuer: a.issuer("linde"), ClientID: "optrek", ClientSecret: "geheim", Key: "personeel", Label: "Medewerkers",
		Roles:  map[string]string{"begeleider": "support_worker", "beheer": "organisation_admin"},
		Claims: config.Claims{Roles: []string{"realm_access.roles"}},
		Ask:    config.Ask{ACRValues: []string{"2"}, MaxAge: 8 * time.Hour},
	}
	cards := keycloak
	cards.Issuer, cards.Key, cards.Label = a.issuer("kaart"), "clienten", "Cliënten"
	cards.Roles, cards.Claims.ClientNumber, cards.Ask = map[string]string{"deelnemer": "client"}, "nummer", config.Ask{}
	alone := keycloak
	alone.Issuer, alone.Key, alone.Label = a.issuer("eik"), "", ""
	return []config.Organisation{
		{ID: linde, Name: "De Linde", Slug: "linde", Providers: []config.Provider{keycloak, cards}},
		{ID: eik, Name: "De Eik", Slug: "eik", Provider: alone},
	}
}

// keycloak is a house whose organisations have providers elsewhere.
func keycloak(t *testing.T) (*house, away) {
	t.Helper()
	a := otherProcess(t)
	return build(t, registered(a)...), a
}

// arrive signs in at a provider and gives the address that would complete it.
func (h *house) arrive(t *testing.T, b *http.Client, query string) string {
	t.Helper()
	res, body := h.get(t, b, "/auth/login?"+query)
	if res.StatusCode != http.StatusSeeOther || strings.HasPrefix(res.Header.Get("Location"), "/") {
		t.Fatalf("login: %d %s %s", res.StatusCode, res.Header.Get("Location"), body)
	}
	there, body := h.get(t, b, res.Header.Get("Location"))
	if there.StatusCode != http.StatusFound {
		t.Fatalf("provider: %d %s", there.StatusCode, body)
	}
	return there.Header.Get("Location")
}

const staff, single = "organisation=linde&provider=personeel", "organisation=eik"

func (h *house) enter(t *testing.T, b *http.Client, query string) whoami {
	t.Helper()
	if res, body := h.get(t, b, h.arrive(t, b, query)); res.StatusCode != http.StatusSeeOther || strings.HasPrefix(res.Header.Get("Location"), "/inloggen") {
		t.Fatalf("%d to %s: %s", res.StatusCode, res.Header.Get("Location"), body)
	}
	return h.whoami(t, b)
}

func TestStaffOfAnotherProvider(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	who := h.enter(t, h.browser(t), staff+"&again=1")
	if who.Name != "Els Echt" || who.Face != "staff" || !slices.Equal(who.Roles, []string{"support_worker"}) || who.Organisation.ID != linde {
		t.Errorf("%+v", who)
	}
	asked := h.recruiter.asked[0]
	if asked.GetIssuer() != a.issuer("linde") || asked.GetSubject() != "f3a1" || asked.GetEmail() != "els@linde.example.org" || asked.GetTenantId() != linde {
		t.Errorf("recruitment was asked for %+v", asked)
	}
	q := a.seen(t, "linde").Asked
	for name, want := range map[string]string{
		"acr_values": "2", "max_age": "28800", "prompt": "login", "code_challenge_method": "S256", "response_type": "code",
		"client_id": "optrek", "redirect_uri": h.URL + "/auth/callback", "login_hint": "",
	} {
		if q.Get(name) != want {
			t.Errorf("%s=%q was sent, want %q", name, q.Get(name), want)
		}
	}
}

func TestClientsOfTheSameOrganisationHaveAProviderOfTheirOwn(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	a.post(t, "kaart", "tell", told{Claims: map[string]any{"nummer": "D77", "realm_access": map[string]any{"roles": []string{"deelnemer"}}}, Drop: []string{"acr"}})
	if who := h.enter(t, h.browser(t), "organisation=linde&provider=clienten"); who.Face != "client" || who.Organisation.ID != linde {
		t.Errorf("%+v", who)
	}
	if asked := h.recruiter.asked[0]; asked.GetClientNumber() != "D77" || asked.GetIssuer() != a.issuer("kaart") {
		t.Errorf("recruitment was asked for %+v", asked)
	}
	// Which of the two is for the person to choose, and each gives its own roles only.
	if why := h.refusal(t, h.browser(t), "/auth/login?organisation=linde"); why != "NO_PROVIDER" {
		t.Errorf("without choosing: %q", why)
	}
	a.post(t, "kaart", "tell", told{Claims: map[string]any{"realm_access": map[string]any{"roles": []string{"begeleider"}}}})
	b := h.browser(t)
	if why := h.refusal(t, b, h.arrive(t, b, "organisation=linde&provider=clienten")); why != "NO_ROLE" {
		t.Errorf("staff by the clients' provider: %q", why)
	}
	_, body := h.get(t, b, "/auth/organisations")
	if !strings.Contains(body, `"providers":[{"key":"personeel","label":"Medewerkers"},{"key":"clienten","label":"Cliënten"}]`) || strings.Count(body, "providers") != 1 {
		t.Errorf("the sign-in page is told %s", body)
	}
}

func TestSecondFactor(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	hours := func(n int) int64 { return time.Now().Add(-time.Duration(n) * time.Hour).Unix() }
	for _, tt := range []struct {
		name string
		say  told
		why  string
	}{
		{"one step", told{Claims: map[string]any{"acr": "1"}}, "NO_SECOND_FACTOR"},
		{"no word of it", told{Drop: []string{"acr"}}, "NO_SECOND_FACTOR"},
		{"amr that counts elsewhere", told{Claims: map[string]any{"acr": "1", "amr": []string{"otp"}}}, "NO_SECOND_FACTOR"},
		{"a number, not a text", told{Claims: map[string]any{"acr": 2}}, "NO_SECOND_FACTOR"},
		{"too long ago", told{Claims: map[string]any{"auth_time": hours(9)}}, "NOT_PROVEN"},
		{"not said when", told{Drop: []string{"auth_time"}}, "NOT_PROVEN"},
		{"long ago, but not too long", told{Claims: map[string]any{"auth_time": hours(7)}}, ""},
		{"two steps", told{}, ""},
	} {
		a.post(t, "linde", "tell", tt.say)
		b := h.browser(t)
		if to := h.arrive(t, b, staff); tt.why == "" {
			h.get(t, b, to)
		} else if why := h.refusal(t, b, to); why != tt.why {
			t.Errorf("%s: %q, want %q", tt.name, why, tt.why)
		}
		if in := h.whoami(t, b).SignedIn; in != (tt.why == "") {
			t.Errorf("%s: signed in %v", tt.name, in)
		}
	}
}

// What a token may not be, each time all else being right.
func TestTokensThatProveNothing(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	claim := func(name string, value any) told { return told{Claims: map[string]any{name: value}} }
	for _, tt := range []struct {
		name string
		say  told
	}{
		{"of another issuer", claim("iss", a.issuer("eik"))},
		{"for another party", claim("aud", "other")},
		{"for several, none of them named", told{Claims: map[string]any{"aud": []string{"optrek", "other"}}, Drop: []string{"azp"}}},
		{"made for another party", claim("azp", "other")},
		{"over", claim("exp", time.Now().Add(-time.Minute).Unix())},
		{"without end", told{Drop: []string{"exp"}}},
		{"from the future", claim("iat", time.Now().Add(time.Hour).Unix())},
		{"not yet", claim("nbf", time.Now().Add(time.Hour).Unix())},
		{"without a date", told{Drop: []string{"iat"}}},
		{"with the nonce of another", claim("nonce", "other")},
		{"without a nonce", told{Drop: []string{"nonce"}}},
		{"about nobody", told{Drop: []string{"sub"}}},
		{"about somebody in capitals", told{Claims: map[string]any{"SUB": "f3a1"}, Drop: []string{"sub"}}},
		{"with another access token", claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")},
		{"signed by another realm's key", told{Key: "foreign"}},
		{"signed by an unknown key", told{Key: "unknown"}},
		{"not signed", told{Key: "none"}},
		{"signed with what everybody knows", told{Key: "public"}},
	} {
		a.post(t, "linde", "tell", tt.say)
		b := h.browser(t)
		if why := h.refusal(t, b, h.arrive(t, b, staff)); why != "NOT_PROVEN" || h.whoami(t, b).SignedIn {
			t.Errorf("%s: %q", tt.name, why)
		}
	}
	a.post(t, "linde", "tell", told{})
	h.enter(t, h.browser(t), staff)
	if got := len(h.recruiter.asked); got != 1 {
		t.Errorf("recruitment heard of %d people, want the last", got)
	}
}

// A provider may be careless with its codes: an answer still counts once.
func TestAnAnswerCountsOnce(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	a.post(t, "eik", "tell", told{Sloppy: true})
	b := h.browser(t)
	to := h.arrive(t, b, single)
	held := *b
	held.Jar = copyJar(t, h, b)
	again := held
	again.Jar = copyJar(t, h, b)
	if res, _ := h.get(t, b, to); res.Header.Get("Location") != "/" {
		t.Fatalf("the first time: to %s", res.Header.Get("Location"))
	}
	if why := h.refusal(t, &held, to); why != "NOT_BEGUN_HERE" || h.whoami(t, &held).SignedIn {
		t.Errorf("the cookie and the address, kept: %q", why)
	}
	h.start(t, h.db, registered(a)...) // and it remembers
	if why := h.refusal(t, &again, to); why != "NOT_BEGUN_HERE" || h.whoami(t, &again).SignedIn {
		t.Errorf("after a restart: %q", why)
	}
	if got := a.seen(t, "eik").Tokens; got != 1 {
		t.Errorf("the code was shown %d times", got)
	}
	// A code of one sign-in with the state of another.
	other := h.browser(t)
	mixed, err := url.Parse(h.arrive(t, other, single))
	if err != nil {
		t.Fatal(err)
	}
	spent, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	q := mixed.Query()
	q.Set("code", spent.Query().Get("code"))
	mixed.RawQuery = q.Encode()
	if why := h.refusal(t, other, mixed.String()); why != "NOT_PROVEN" || h.whoami(t, other).SignedIn {
		t.Errorf("another's code: %q", why)
	}
}

func TestKeysRollOver(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	h.enter(t, h.browser(t), staff)
	a.post(t, "linde", "rotate?both=1", nil)
	h.pass(20 * time.Second) // somebody may just have asked; see below
	a.post(t, "linde", "tell", told{Offset: 20})
	h.enter(t, h.browser(t), staff)
	a.post(t, "linde", "tell", told{Offset: 20, Key: "first"})
	h.enter(t, h.browser(t), staff) // both are in its list
	if got := a.seen(t, "linde").Keys; got != 2 {
		t.Errorf("keys were asked for %d times", got)
	}
	a.post(t, "linde", "rotate", nil) // the others are withdrawn
	h.pass(2 * time.Hour)
	later := told{Offset: 20 + 7200}
	a.post(t, "linde", "tell", later)
	h.enter(t, h.browser(t), staff)
	later.Key = "first"
	a.post(t, "linde", "tell", later)
	b := h.browser(t)
	if why := h.refusal(t, b, h.arrive(t, b, staff)); why != "NOT_PROVEN" {
		t.Errorf("a key that was withdrawn: %q", why)
	}
}

// Anybody can send a token that names a key that does not exist. It costs the provider nothing.
func TestUnknownKeysAskTheProviderNothing(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	h.enter(t, h.browser(t), staff)
	before := a.seen(t, "linde").Keys
	for range 40 {
		_, word := a.post(t, "linde", "mint", told{Key: "unknown"})
		if code := h.word(t, word); code != http.StatusBadRequest {
			t.Fatalf("answered %d", code)
		}
	}
	if asked := a.seen(t, "linde").Keys - before; asked > 1 {
		t.Errorf("40 unknown keys made us ask %d times", asked)
	}
	h.enter(t, h.browser(t), staff) // and nobody was kept out
}

func TestARestartKeepsSessions(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	b, card := h.browser(t), h.browser(t)
	who := h.enter(t, b, staff)
	a.post(t, "kaart", "tell", told{Claims: map[string]any{"realm_access": map[string]any{"roles": []string{"deelnemer"}}, "nummer": "D7", "sub": "c7"}})
	h.enter(t, card, "organisation=linde&provider=clienten")
	h.start(t, h.db, registered(a)...)
	if again := h.whoami(t, b); !again.SignedIn || again.Person != who.Person || again.Name != who.Name {
		t.Errorf("after a restart: %+v", again)
	}
	if res, body := h.get(t, b, "/api/v1/me"); res.StatusCode != http.StatusOK {
		t.Errorf("%d %s", res.StatusCode, body)
	}
	// An organisation that stops believing a provider stops believing what it vouched for.
	less := registered(a)
	less[0].Providers = less[0].Providers[:1]
	h.start(t, h.db, less...)
	if !h.whoami(t, b).SignedIn || h.whoami(t, card).SignedIn {
		t.Error("a provider that was taken away takes its sessions along, and no others")
	}
}

func TestSigningOutThereToo(t *testing.T) {
	t.Parallel()
	h, a := keycloak(t)
	b := h.browser(t)
	h.enter(t, b, staff)
	res, err := b.Post(h.URL+"/auth/logout", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var leaving struct{ Next string }
	if err := json.NewDecoder(res.Body).Decode(&leaving); err != nil {
		t.Fatal(err)
	}
	there, _ := h.get(t, b, leaving.Next)
	left := a.seen(t, "linde").Left
	if there.Header.Get("Location") != h.URL+"/auth/signed-out" || strings.Count(left.Get("id_token_hint"), ".") != 2 || left.Get("client_id") != "optrek" {
		t.Errorf("to %s, sent back to %q, with %v", leaving.Next, there.Header.Get("Location"), left)
	}
	if h.whoami(t, b).SignedIn {
		t.Error("still signed in here")
	}
	// An organisation may want to leave its own sign-in as it is.
	stay := registered(a)
	stay[1].SignOut = config.SignOutHere
	h.start(t, h.db, stay...)
	h.enter(t, b, single)
	if code := h.post(t, b, "/auth/logout"); code != http.StatusNoContent {
		t.Errorf("sent somewhere all the same: %d", code)
	}
}

func TestAProviderThatIsAway(t *testing.T) {
	t.Parallel()
	a := otherProcess(t)
	all := registered(a)
	all[1].Issuer = "http://127.0.0.1:1/realms/eik"
	h := build(t, all...)
	if why := h.refusal(t, h.browser(t), "/auth/login?"+single); why != "PROVIDER_AWAY" {
		t.Errorf("told %q", why)
	}
	h.enter(t, h.browser(t), staff) // and keeps nobody else out
}
