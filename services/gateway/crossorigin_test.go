package gateway

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// Against a page of somebody else that lets our user's browser change something there are
// two locks and no token: the cookies go along with requests from our own pages only
// (SameSite), and what a browser says of where a request comes from (Sec-Fetch-Site, and
// Origin where it does not know that) is believed. Every route that changes something, found
// in the source and the contract, asked each way a browser asks.
func TestNobodyElsesPageChangesAnything(t *testing.T) {
	t.Parallel()
	h := build(t)
	signedIn := h.browser(t)
	h.signIn(t, signedIn, "lsr", "bas", "")
	ways := []struct {
		name    string
		headers []string
		refused bool
	}{
		{"a page elsewhere", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, true},
		{"a page elsewhere that says it is ours", []string{"Sec-Fetch-Site", "cross-site"}, true},
		{"another name of our site", []string{"Sec-Fetch-Site", "same-site"}, true},
		{"an older browser, elsewhere", []string{"Origin", "https://evil.example"}, true},
		{"an older browser, our name on another port", []string{"Origin", "http://127.0.0.1:1"}, true},
		{"a sandbox", []string{"Origin", "null"}, true},
		{"our page", []string{"Sec-Fetch-Site", "same-origin", "Origin", h.URL}, false},
		{"our page, an older browser", []string{"Origin", h.URL}, false},
		{"typed by the person themself", []string{"Sec-Fetch-Site", "none"}, false},
		{"no browser at all, which has nobody's cookies", nil, false},
	}
	changes, refused, allowed := 0, 0, 0
	for _, route := range append(routesInSource(t), routesInContract()...) {
		if route.method == http.MethodGet {
			continue
		}
		changes++
		for _, way := range ways {
			browser := signedIn
			if route.path == "/auth/logout" && !way.refused {
				browser = h.browser(t) // it would be the last
			}
			r, err := http.NewRequestWithContext(t.Context(), route.method, h.URL+route.path, strings.NewReader("{}"))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/json")
			for i := 0; i < len(way.headers); i += 2 {
				r.Header.Set(way.headers[i], way.headers[i+1])
			}
			res, err := browser.Do(r)
			if err != nil {
				t.Fatalf("%s %s: %v", route.method, route.path, err)
			}
			body, _ := io.ReadAll(res.Body)
			res.Body.Close()
			said := res.StatusCode == http.StatusForbidden && strings.Contains(string(body), `"CROSS_ORIGIN"`)
			if said != way.refused {
				t.Errorf("%s %s from %s: refused %v (%d), want %v", route.method, route.path, way.name, said, res.StatusCode, way.refused)
			}
			if said {
				refused++
			} else {
				allowed++
			}
		}
	}
	if changes < 150 {
		t.Errorf("only %d routes change something: they were not found in the contract", changes)
	}
	t.Logf("%d routes that change something × %d ways: refused %d, let through to the next lock %d", changes, len(ways), refused, allowed)
}

// Each cookie of ours is for our own pages, and for no script.
func TestCookiesStayHome(t *testing.T) {
	t.Parallel()
	h := build(t)
	browser := h.browser(t)
	seen := map[string]bool{}
	browser.Transport = watching(func(c *http.Cookie) {
		if c.MaxAge < 0 {
			return // taken away
		}
		seen[c.Name] = true
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode && c.SameSite != http.SameSiteStrictMode || c.Domain != "" {
			t.Errorf("cookie %s: HttpOnly %v, SameSite %v, domain %q", c.Name, c.HttpOnly, c.SameSite, c.Domain)
		}
	})
	h.signIn(t, browser, "lsr", "bas", "")
	if len(seen) < 2 {
		t.Errorf("saw only the cookies %v", seen)
	}
}

// watching is told of every cookie that is set.
type watching func(*http.Cookie)

// RoundTrip looks at what came back.
func (w watching) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(r)
	if err == nil {
		for _, c := range res.Cookies() {
			w(c)
		}
	}
	return res, err
}
