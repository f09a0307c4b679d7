package edge_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/optrek/optrek/services/gateway/internal/edge"
)

var nothing = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })

func plain(t *testing.T, onLoopback bool) http.Handler {
	t.Helper()
	h, err := edge.Plain("https://optrek.example.org", onLoopback, nothing)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func to(host, method, target string) *http.Request {
	r := httptest.NewRequest(method, target, nil)
	r.Host = host
	return r
}

func TestOneWayToWriteAnAddress(t *testing.T) {
	t.Parallel()
	wall := plain(t, false)
	for _, target := range []string{
		"/", "/mijn", "/mensen/0197a0c4-0000-7000-8000-000000000002?tab=kaart", "/api/v1/wishes/1:takeUp",
		"/api/v1/locations?query=caf%C3%A9%2F%2e%2e&page=%25", "/zoek/caf%C3%A9%20noord", "/.well-known/security.txt",
	} {
		if w := send(wall, to("optrek.example.org", http.MethodGet, target)); w.Code != http.StatusNoContent {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
	for _, target := range []string{
		"//evil.example/", "/a//b", "/../etc/passwd", "/a/../b", "/a/./b", "/a/..", "/%2e%2e/auth/session", "/a/%2E/b",
		"/api%2fv1%2fwishes", "/api/v1/..%2f..%2fdebug/traces", `/a\b`, "/a%5cb", "/a%5Cb", "/a%00b", "/a%0d%0ab", "/a%7fb",
		"/a;jsessionid=1", "/a%3bb", "/%252e%252e/", "/a%ffb", "/a%c0%afb",
		"https://optrek.example.org/api/v1/me", "http://evil.example/",
	} {
		r := to("optrek.example.org", http.MethodGet, target)
		refused(t, send(wall, r), http.StatusBadRequest, "ODD_ADDRESS")
	}
	long := "/api/v1/locations?query=" + strings.Repeat("a", 16<<10)
	refused(t, send(wall, to("optrek.example.org", http.MethodGet, long)), http.StatusRequestURITooLong, "ADDRESS_TOO_LONG")
	for _, method := range []string{"TRACE", "CONNECT", "PROPFIND", "get", "TRACK", "DEBUG", "PURGE"} {
		w := send(wall, to("optrek.example.org", method, "/"))
		if refused(t, w, http.StatusMethodNotAllowed, "NO_SUCH_METHOD"); w.Header().Get("Allow") == "" {
			t.Errorf("%s: no Allow", method)
		}
	}
}

func TestOnlyOurOwnHost(t *testing.T) {
	t.Parallel()
	for host, good := range map[string]bool{
		"optrek.example.org": true, "OPTREK.example.org": true, "optrek.example.org:443": true, "optrek.example.org.": true,
		"evil.example": false, "": false, "optrek.example.org.evil.example": false, "optrek.example.org:8443": false,
		"127.0.0.1": false, "localhost:8080": false, "optrek.example.org@evil.example": false, "evil.example#optrek.example.org": false,
	} {
		w := send(plain(t, false), to(host, http.MethodGet, "/"))
		if good != (w.Code == http.StatusNoContent) {
			t.Errorf("%q: %d", host, w.Code)
		}
		if !good {
			refused(t, w, http.StatusMisdirectedRequest, "OTHER_HOST")
		}
	}
	if w := send(plain(t, false), to("10.1.2.3:8080", http.MethodGet, "/healthz/ready")); w.Code != http.StatusNoContent {
		t.Errorf("a probe by address: %d", w.Code)
	}
	for host, good := range map[string]bool{
		"localhost:5173": true, "127.0.0.1:8080": true, "[::1]:8080": true, "evil.example": false, "localhost.evil.example": false, "10.0.0.1": false,
	} {
		if w := send(plain(t, true), to(host, http.MethodGet, "/")); good != (w.Code == http.StatusNoContent) {
			t.Errorf("on loopback, %q: %d", host, w.Code)
		}
	}
}

// busybody sends n requests and tells how many came through.
func busybody(h http.Handler, n int, make func(i int) *http.Request) (through int, last *httptest.ResponseRecorder) {
	for i := range n {
		last = send(h, make(i))
		if last.Code == http.StatusNoContent {
			through++
		}
	}
	return through, last
}

func TestNotTooOften(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	fresh := func() http.Handler {
		return edge.Moderate(edge.Limits{
			SignIn: 10, Changes: 20, Clock: clock, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")},
			Session: func(r *http.Request) string { return r.Header.Get("Cookie") },
		}, nothing)
	}
	from := func(address, method, path, cookie string, forwarded ...string) *http.Request {
		r := httptest.NewRequest(method, path, nil)
		r.RemoteAddr = address
		r.Header.Set("Cookie", cookie)
		for _, f := range forwarded {
			r.Header.Add("X-Forwarded-For", f)
		}
		return r
	}
	const here = "203.0.113.7:4711"
	for what, tt := range map[string]struct {
		make func(i int) *http.Request
		want int // of 400
	}{
		"sign-in of one address": {func(int) *http.Request { return from(here, "GET", "/auth/login", "") }, 10},
		"a card":                 {func(int) *http.Request { return from(here, "POST", "/auth/card", "") }, 10},
		"a machine's secret":     {func(int) *http.Request { return from(here, "POST", "/oauth/token", "") }, 10},
		"ports of one address":   {func(i int) *http.Request { return from("203.0.113.7:"+strconv.Itoa(i+1), "GET", "/auth/callback", "") }, 10},
		"one IPv6 subscriber":    {func(i int) *http.Request { return from("[2001:db8::"+strconv.Itoa(i)+"]:1", "GET", "/auth/login", "") }, 10},
		"a header that anybody can write": {func(i int) *http.Request {
			return from(here, "GET", "/auth/login", "", "198.51.100."+strconv.Itoa(i%250))
		}, 10},
		"behind our proxy": {func(i int) *http.Request {
			return from("10.0.0.1:1", "GET", "/auth/login", "", "1.1.1."+strconv.Itoa(i%250), "198.51.100.1, 10.0.0.2")
		}, 10},
		"many people behind our proxy": {func(i int) *http.Request {
			return from("10.0.0.1:1", "GET", "/auth/login", "", "198.51."+strconv.Itoa(i/250)+"."+strconv.Itoa(i%250))
		}, 400},
		"many addresses": {func(i int) *http.Request {
			return from("198.51."+strconv.Itoa(i/250)+"."+strconv.Itoa(i%250)+":1", "GET", "/auth/login", "")
		}, 400},
		"changes of one session":  {func(int) *http.Request { return from(here, "POST", "/api/v1/wishes", "a") }, 20},
		"changes of a house":      {func(i int) *http.Request { return from(here, "PATCH", "/api/v1/wishes/1", strconv.Itoa(i)) }, 200},
		"reading":                 {func(int) *http.Request { return from(here, "GET", "/api/v1/wishes", "a") }, 400},
		"asking who is signed in": {func(int) *http.Request { return from(here, "GET", "/auth/session", "a") }, 400},
	} {
		wall := fresh()
		through, last := busybody(wall, 400, tt.make)
		if through != tt.want {
			t.Errorf("%s: %d of 400 came through, want %d", what, through, tt.want)
		}
		if tt.want < 400 {
			refused(t, last, http.StatusTooManyRequests, "TOO_OFTEN")
			if seconds, err := strconv.Atoi(last.Header().Get("Retry-After")); err != nil || seconds < 1 || seconds > 60 {
				t.Errorf("%s: Retry-After %q", what, last.Header().Get("Retry-After"))
			}
			mu.Lock()
			now = now.Add(time.Minute)
			mu.Unlock()
			if w := send(wall, tt.make(0)); w.Code != http.StatusNoContent {
				t.Errorf("%s: a minute later still %d", what, w.Code)
			}
		}
	}
	page := func(*http.Request) string { return "/inloggen?why=TOO_OFTEN" }
	paged := edge.Moderate(edge.Limits{SignIn: 1, Clock: clock, Page: page, Session: func(*http.Request) string { return "" }}, nothing)
	_, last := busybody(paged, 2, func(int) *http.Request { return from(here, "GET", "/auth/login", "") })
	if last.Code != http.StatusSeeOther || last.Header().Get("Location") != "/inloggen?why=TOO_OFTEN" {
		t.Errorf("on the way to sign in: %d %s", last.Code, last.Header().Get("Location"))
	}
	_, last = busybody(paged, 2, func(int) *http.Request { return from(here, "POST", "/auth/card", "") })
	refused(t, last, http.StatusTooManyRequests, "TOO_OFTEN")
	unlimited := edge.Moderate(edge.Limits{Clock: clock, Session: func(*http.Request) string { return "" }}, nothing)
	if through, _ := busybody(unlimited, 400, func(int) *http.Request { return from(here, "POST", "/auth/card", "") }); through != 400 {
		t.Errorf("without a limit %d of 400", through)
	}
}

// Whoever comes from ever other addresses fills no memory.
func TestTheListOfWhoCameIsBounded(t *testing.T) {
	t.Parallel()
	now := time.Now()
	wall := edge.Moderate(edge.Limits{SignIn: 1, Clock: func() time.Time { return now }, Session: func(*http.Request) string { return "" }}, nothing)
	through, _ := busybody(wall, 80_000, func(i int) *http.Request {
		r := httptest.NewRequest(http.MethodGet, "/auth/login", nil)
		r.RemoteAddr = netip.AddrPortFrom(netip.AddrFrom4([4]byte{198, byte(i >> 16), byte(i >> 8), byte(i)}), 1).String()
		return r
	})
	if through != 80_000 {
		t.Errorf("%d came through", through)
	}
}

func TestLongLists(t *testing.T) {
	t.Parallel()
	wall, _, _ := open(t, &bas)
	list := func(n int) string { return `{"name":["` + strings.Repeat(`x","`, n-1) + `x"],"b":[[],{"a":1,"b":2}]}` }
	refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", list(2001))), 400, "LIST_TOO_LONG")
	refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", list(2000))), 400, "REQUEST_MISREAD")
	refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", `{"name":"`+strings.Repeat("a,", 3000)+`"}`)), 400, "INVALID_REQUEST")
	refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", strings.Repeat("[", 1<<19))), 400, "JSON_TOO_DEEP")
	refused(t, send(wall, request(http.MethodPost, "/api/v1/locations", "]]]},,,")), 400, "REQUEST_MISREAD")
}

// Bodies that come in slowly take no place from others.
func TestSlowBodiesHoldNobodyUp(t *testing.T) {
	t.Parallel()
	wall, _, _ := open(t, &bas)
	const slow = 400
	var (
		begun sync.WaitGroup
		done  sync.WaitGroup
		gates = make([]*io.PipeWriter, slow)
	)
	begun.Add(slow)
	for i := range slow {
		reader, writer := io.Pipe()
		gates[i] = writer
		r := httptest.NewRequest(http.MethodPost, "/api/v1/locations", nil)
		r.Body, r.ContentLength = reader, -1
		r.Header.Set("Content-Type", "application/json")
		go func() { _, _ = writer.Write([]byte(`{`)); begun.Done() }()
		done.Go(func() { wall.ServeHTTP(httptest.NewRecorder(), r) })
	}
	begun.Wait() // each has been read from, so each is past the question who is asking
	if w := send(wall, request(http.MethodGet, "/api/v1/locations", "")); w.Code != http.StatusOK {
		t.Errorf("with %d slow bodies under way: %d %s", slow, w.Code, w.Body)
	}
	for _, w := range gates {
		_ = w.Close()
	}
	done.Wait()
}

func TestSecurityTextByConfiguration(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	own := edge.Security{
		Contacts: []string{"mailto:veilig@example.org", "tel:+31-30-0000000"}, Languages: []string{"nl", "fy"},
		Policy: "https://example.org/veilig", Until: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC),
	}
	h := edge.SecurityText("https://optrek.example.org", own, clock)
	want := "Contact: mailto:veilig@example.org\nContact: tel:+31-30-0000000\nExpires: 2027-01-31T00:00:00Z\n" +
		"Preferred-Languages: nl, fy\nPolicy: https://example.org/veilig\nCanonical: https://optrek.example.org/.well-known/security.txt\n"
	if w := send(h, request(http.MethodGet, "/", "")); w.Body.String() != want || !bytes.HasPrefix([]byte(w.Header().Get("Content-Type")), []byte("text/plain")) {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
	now = own.Until
	refused(t, send(h, request(http.MethodGet, "/", "")), http.StatusNotFound, "NO_SUCH_PATH")
}
