// Package outside is how Optrek calls an address that somebody gave it: a browser, or an
// administrator. Such an address could name our own machines, so what a name turns out to
// be is looked at when the connection is made, each time; a connection goes to the open
// internet only, or to a network that the configuration allows; nothing follows a redirect,
// and no proxy of the environment is asked.
package outside

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// ErrInside says that an address is inside a network that is not allowed.
var ErrInside = errors.New("outside: an address inside")

// Options are how to call.
type Options struct {
	Within time.Duration  // for the whole of a call
	Allow  []netip.Prefix // networks that may be called although they are not the open internet
	Local  bool           // this machine may be called: in development
}

// Client makes a client that calls nothing but what the options allow.
func Client(o Options) *http.Client {
	dialer := &net.Dialer{Timeout: o.Within, Control: func(_, address string, _ syscall.RawConn) error {
		where, err := netip.ParseAddrPort(address)
		if err != nil || !o.allows(where.Addr().Unmap()) {
			return ErrInside
		}
		return nil
	}}
	return &http.Client{
		Timeout: o.Within,
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: o.Within, ForceAttemptHTTP2: true, MaxIdleConns: 10, IdleConnTimeout: time.Minute,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func (o Options) allows(a netip.Addr) bool {
	for _, p := range o.Allow {
		if p.Contains(a) {
			return true
		}
	}
	return isOutside(a) || o.Local && a.IsLoopback()
}

// notOutside are networks that look like the open internet and are not: of a provider's own
// inside, of examples, and of roads by which an inner address is written as another one.
var notOutside = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2001::/32"), netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"), netip.MustParsePrefix("::/96"),
}

func isOutside(a netip.Addr) bool {
	for _, p := range notOutside {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsGlobalUnicast() && !a.IsPrivate() && !a.IsLoopback() && !a.IsLinkLocalUnicast()
}
