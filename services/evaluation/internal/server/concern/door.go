package concern

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// errInside is for an address that is no system of an organisation: this machine, or the
// network Optrek runs in. An address that somebody types must not become a way in.
var errInside = errors.New("this address is inside")

// Door is a client for systems of organisations: it follows no redirect, takes no proxy
// from the environment, and looks at the address itself, after its name was looked up.
// inside: also addresses of this machine, for development and tests.
func Door(inside bool) *http.Client {
	dialer := &net.Dialer{Timeout: 5 * time.Second}
	if !inside {
		dialer.Control = func(_, address string, _ syscall.RawConn) error { return outsideOnly(address) }
	}
	return &http.Client{
		Timeout:       within,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: 5 * time.Second, ResponseHeaderTimeout: within,
			MaxIdleConns: 10, IdleConnTimeout: time.Minute,
		},
	}
}

func outsideOnly(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return errInside
	}
	ip := at.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || shared.Contains(ip) {
		return errInside
	}
	return nil
}

// shared is the address space between a provider and its customers, no public address.
var shared = netip.MustParsePrefix("100.64.0.0/10")
