package edge

import (
	"crypto/sha256"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxKnown is how many addresses and sessions are remembered; one of them costs some
// 200 bytes. Beyond it some are forgotten, which lets them begin again.
const maxKnown = 1 << 16

// Limits are how often somebody may do what costs us or what could be tried until it
// works, a minute; 0 is no limit. They are kept by each instance for itself, and with n of
// them somebody may come n times as often: these limits spare us work, and nothing is safe
// because of them. What can be guessed is counted where it is kept, for all instances
// together, in the database: a client's pictures (recruitment's login_window) and a
// system's secret (recruitment's connection). A colleague's password is tried at their
// organisation's provider, never here. In development there is no limit: the tests sign
// in hundreds of times a minute from one address.
type Limits struct {
	SignIn  int            // sign-ins from one address
	Changes int            // changes of one session; one address may do ten times that, for a whole house is behind it
	Proxies []netip.Prefix // whose X-Forwarded-For is believed
	Session func(*http.Request) string
	Page    func(*http.Request) string // where a browser on its way to sign in is sent instead of an answer in JSON; may be nil
	Clock   func() time.Time
}

// Moderate refuses what comes too often, with how long to wait.
func Moderate(l Limits, next http.Handler) http.Handler {
	signIn, session, address := newRates(l.SignIn), newRates(l.Changes), newRates(10*l.Changes)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := l.Clock()
		from := "a" + network(cameFrom(r, l.Proxies)) // "a": no key of a session
		var wait time.Duration
		switch {
		case isSignIn(r):
			wait = signIn.wait(from, now)
		case isChange(r):
			wait = address.wait(from, now)
			if who := l.Session(r); wait == 0 && who != "" {
				sum := sha256.Sum256([]byte(who)) // what opens a session is kept nowhere
				wait = session.wait(string(sum[:]), now)
			}
		}
		if wait > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
			if l.Page != nil && !isChange(r) { // somebody is looking at this
				http.Redirect(w, r, l.Page(r), http.StatusSeeOther)
				return
			}
			Refuse(w, tooOften)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isSignIn: what could be tried until somebody is in. That a provider tells us who left,
// and what a page asks about itself, is not.
func isSignIn(r *http.Request) bool {
	path := r.URL.Path
	switch path {
	case "/auth/session", "/auth/organisations", "/auth/demo-people", "/auth/logout", "/auth/backchannel-logout", "/auth/calendar":
		return false
	}
	return strings.HasPrefix(path, "/oauth/") || strings.HasPrefix(path, "/auth/") && !strings.HasPrefix(path, "/auth/sessions")
}

func isChange(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	return true
}

// cameFrom is where the request came from: the connection's other end, or, when that is a
// proxy we know, the last address in X-Forwarded-For that is not one. What stands before
// that in the header anybody can have written.
func cameFrom(r *http.Request, proxies []netip.Prefix) netip.Addr {
	known := func(a netip.Addr) bool {
		for _, p := range proxies {
			if p.Contains(a) {
				return true
			}
		}
		return false
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	from := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && known(from); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		from = hop.Unmap()
	}
	return from
}

// Subscriber gives of each request where it came from, no finer than what one subscriber
// has: behind the proxies we know the visitor's network and not the proxy's. Empty when
// that cannot be told.
func Subscriber(proxies []netip.Prefix) func(*http.Request) string {
	return func(r *http.Request) string {
		from := cameFrom(r, proxies)
		if !from.IsValid() {
			return ""
		}
		return network(from)
	}
}

// network is what one subscriber has: an address, or in IPv6 a /64.
func network(a netip.Addr) string {
	if a.Is6() {
		if p, err := a.WithZone("").Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}

// rates is one bucket for each key: a minute's worth at once, and from there on evenly.
type rates struct {
	perMinute int

	mu    sync.Mutex
	known map[string]*rate.Limiter
}

func newRates(perMinute int) *rates {
	return &rates{perMinute: perMinute, known: map[string]*rate.Limiter{}}
}

// wait is 0 when it may go on now.
func (b *rates) wait(key string, now time.Time) time.Duration {
	if b.perMinute == 0 {
		return 0
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	limiter := b.known[key]
	if limiter == nil {
		b.makeRoom()
		limiter = rate.NewLimiter(rate.Limit(float64(b.perMinute)/60), b.perMinute)
		b.known[key] = limiter
	}
	if limiter.AllowN(now, 1) {
		return 0
	}
	return time.Duration(60 * float64(time.Second) / float64(b.perMinute))
}

// makeRoom forgets some, whoever they are, and enough of them that the next thousands of
// strangers find room at once: looking for the ones to forget would cost each of them.
func (b *rates) makeRoom() {
	if len(b.known) < maxKnown {
		return
	}
	for key := range b.known { // a map begins anywhere
		if len(b.known) <= maxKnown*7/8 {
			return
		}
		delete(b.known, key)
	}
}
