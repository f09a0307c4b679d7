package gateway

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const (
	chrome  = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
	firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"
)

type place struct {
	ID              string
	Current         bool
	Browser, System string
	Method          string
}

// with is a browser that says what it is.
func with(b *http.Client, agent string) *http.Client {
	b.Transport = saying(agent)
	return b
}

type saying string

func (s saying) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("User-Agent", string(s))
	return http.DefaultTransport.RoundTrip(r)
}

func (h *house) places(t *testing.T, b *http.Client) (all []place) {
	t.Helper()
	res, body := h.get(t, b, "/auth/sessions")
	var listed struct{ Sessions []place }
	if err := json.Unmarshal([]byte(body), &listed); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("sessions: %d %s", res.StatusCode, body)
	}
	return listed.Sessions
}

func (h *house) post(t *testing.T, b *http.Client, path string) int {
	t.Helper()
	res, err := b.Post(h.URL+path, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	return res.StatusCode
}

func TestWhereSomebodyIsSignedIn(t *testing.T) {
	t.Parallel()
	h := build(t)
	laptop, tablet, phone, colleague := with(h.browser(t), chrome), with(h.browser(t), firefox), h.browser(t), h.browser(t)
	for _, b := range []*http.Client{laptop, tablet, phone} {
		h.signIn(t, b, "lsr", "bas", "")
	}
	h.signIn(t, colleague, "lsr", "vera", "")
	all := h.places(t, laptop)
	if len(all) != 3 {
		t.Fatalf("%+v", all)
	}
	at := func(browser string) place {
		i := slices.IndexFunc(all, func(p place) bool { return p.Browser == browser })
		if i < 0 {
			t.Fatalf("no %s among %+v", browser, all)
		}
		return all[i]
	}
	if here, there := at("Chrome"), at("Firefox"); !here.Current || here.System != "Windows" || there.Current || there.Method != "provider" || at("").Current {
		t.Errorf("%+v", all)
	}
	// A colleague's are not mine to end, and neither is what is not one.
	if theirs := h.places(t, colleague); len(theirs) != 1 || h.post(t, laptop, "/auth/sessions/"+theirs[0].ID+"/end") != http.StatusNoContent {
		t.Errorf("%+v", theirs)
	}
	if code := h.post(t, laptop, "/auth/sessions/%27/end"); code != http.StatusNotFound || !h.whoami(t, colleague).SignedIn {
		t.Errorf("ended %d", code)
	}
	if code := h.post(t, laptop, "/auth/sessions/"+at("Firefox").ID+"/end"); code != http.StatusNoContent {
		t.Errorf("ending one: %d", code)
	}
	if h.whoami(t, tablet).SignedIn || !h.whoami(t, phone).SignedIn || !h.whoami(t, laptop).SignedIn {
		t.Error("the one that was named ends, at once")
	}
	if code := h.post(t, laptop, "/auth/sessions/end-others"); code != http.StatusNoContent {
		t.Errorf("ending the others: %d", code)
	}
	if h.whoami(t, phone).SignedIn || !h.whoami(t, laptop).SignedIn || !h.whoami(t, colleague).SignedIn {
		t.Error("all others end, and nobody else's")
	}
	bas := "KIND_SIGN_OUT of " + h.whoami(t, laptop).Person
	if got := h.recruiter.record(); !slices.Equal(got, []string{bas, bas}) {
		t.Errorf("on record: %v", got)
	}
}

func TestAnAdministratorEndsAColleagues(t *testing.T) {
	t.Parallel()
	h := build(t)
	bas, olga, hugo := h.browser(t), h.browser(t), h.browser(t)
	h.signIn(t, bas, "lsr", "bas", "")
	h.signIn(t, olga, "lsr", "olga", "")
	h.signIn(t, hugo, "dichterbij", "hugo", "") // an administrator elsewhere
	path := "/auth/people/" + h.whoami(t, bas).Person + "/sessions"
	told := func(b *http.Client) string {
		_, body := h.get(t, b, path)
		return strings.TrimSpace(body)
	}
	if got := told(olga); got != `{"signedIn":true}` {
		t.Errorf("an administrator reads more, or less, than that: %s", got)
	}
	if got := told(hugo); got != `{"signedIn":false}` || h.post(t, hugo, path+"/end") != http.StatusNoContent || !h.whoami(t, bas).SignedIn {
		t.Errorf("another organisation: %s", got)
	}
	for _, who := range []string{"vera", "nina", "koen", "rita", "pim", "noor"} {
		b := h.browser(t)
		h.signIn(t, b, "lsr", who, "")
		if res, _ := h.get(t, b, path); res.StatusCode != http.StatusForbidden || h.post(t, b, path+"/end") != http.StatusForbidden {
			t.Errorf("%s may: %d", who, res.StatusCode)
		}
	}
	if code := h.post(t, olga, "/auth/people/bas/sessions/end"); code != http.StatusBadRequest || !h.whoami(t, bas).SignedIn {
		t.Errorf("nobody: %d", code)
	}
	person := h.whoami(t, bas).Person
	if code := h.post(t, olga, path+"/end"); code != http.StatusNoContent || h.whoami(t, bas).SignedIn || !h.whoami(t, olga).SignedIn {
		t.Errorf("ending: %d", code)
	}
	if got, want := h.recruiter.record(), "KIND_ENDED of "+person+" by "+h.whoami(t, olga).Person; !slices.Equal(got, []string{want}) {
		t.Errorf("on record: %v, want %s", got, want)
	}
	if got := told(olga); got != `{"signedIn":false}` {
		t.Errorf("afterwards: %s", got)
	}
}

// A page of somebody else ends no session with our user's cookie, whatever it asks for.
func TestAnotherSiteEndsNoSession(t *testing.T) {
	t.Parallel()
	h := build(t)
	b, other := h.browser(t), h.browser(t)
	h.signIn(t, b, "lsr", "olga", "")
	h.signIn(t, other, "lsr", "olga", "")
	me := h.whoami(t, b).Person
	for _, path := range []string{"/auth/logout", "/auth/sessions/end-others", "/auth/sessions/" + h.places(t, b)[0].ID + "/end", "/auth/people/" + me + "/sessions/end"} {
		for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example.org"} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set(name, value)
			res, err := b.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.StatusCode != http.StatusForbidden || !h.whoami(t, b).SignedIn || !h.whoami(t, other).SignedIn {
				t.Errorf("%s with %s: %d", path, name, res.StatusCode)
			}
		}
	}
}
