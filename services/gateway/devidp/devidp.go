// Package devidp is an OpenID Connect provider for development, with made-up
// people. It is a real provider as far as it goes: discovery, JWKS, the
// authorization code flow with PKCE (S256 only), state, nonce and codes that
// work once, signing out. So the gateway has one sign-in road and no development shortcut.
//
// Each organisation is an issuer of its own, with its own key:
//
//	<base>/dev/idp/<organisation>
//
// There are no passwords: whoever reaches the page may become anybody on it.
// Therefore it answers loopback only, and New refuses production or the
// company of any other issuer. Rehearsal is for a cluster in which nobody but
// these people lives; no service may call it, and a test of the house says so.
package devidp

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Prefix is the path under which the provider lives.
const Prefix = "/dev/idp/"

// ClientID is the one client the provider knows: a public client, so PKCE is
// what ties a code to whoever asked for it.
const ClientID = "optrek"

// Authentication contexts the provider claims to have seen.
const (
	ACRStaff  = "urn:optrek:dev:two-factor" // with amr pwd and otp
	ACRClient = "urn:optrek:dev:card"       // with amr pin
)

const (
	codeLife  = time.Minute
	tokenLife = 5 * time.Minute
	maxCodes  = 1000 // unredeemed codes kept; beyond that the page says: later
)

// Options says where the provider lives and beside whom.
type Options struct {
	BaseURL       string // scheme, host and port as the browser sees them; loopback
	RedirectURL   string // the only redirect_uri accepted
	LeavingURL    string // the only post_logout_redirect_uri accepted
	Environment   string // OPTREK_ENV
	OtherIssuers  []string
	Organisations []Organisation // usually Organisations()
	Clock         func() time.Time
}

// Provider serves all issuers under one address.
type Provider struct {
	base, redirect string
	leaving        string
	anywhere       bool // answers others than this machine too
	clock          func() time.Time
	issuers        map[string]*issuer
	mux            *http.ServeMux

	mu    sync.Mutex
	codes map[string]grant
}

type issuer struct {
	Organisation
	url string
	key *ecdsa.PrivateKey
}

// New makes a provider with fresh keys. It refuses to exist where it could let
// a stranger in: in production, beside a real issuer, or off loopback.
func New(o Options) (*Provider, error) {
	if strings.EqualFold(o.Environment, "production") {
		return nil, errors.New("devidp: the development provider does not run in production")
	}
	if len(o.OtherIssuers) > 0 {
		return nil, fmt.Errorf("devidp: the development provider does not run beside %d configured issuer(s)", len(o.OtherIssuers))
	}
	base, err := url.Parse(o.BaseURL)
	if err != nil || base.Host == "" || !loopbackHost(base.Host) {
		return nil, errors.New("devidp: the development provider runs on a loopback address only")
	}
	return build(o)
}

// Rehearsal makes a provider that answers whoever asks, at any address.
func Rehearsal(o Options) (*Provider, error) {
	p, err := build(o)
	if err == nil {
		p.anywhere = true
	}
	return p, err
}

func build(o Options) (*Provider, error) {
	p := &Provider{
		base: strings.TrimSuffix(o.BaseURL, "/"), redirect: o.RedirectURL, leaving: o.LeavingURL, clock: o.Clock,
		issuers: map[string]*issuer{}, codes: map[string]grant{}, mux: http.NewServeMux(),
	}
	for _, org := range o.Organisations {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, fmt.Errorf("devidp: key of %s: %w", org.Slug, err)
		}
		p.issuers[org.Slug] = &issuer{Organisation: org, url: p.Issuer(org.Slug), key: key}
	}
	p.mux.HandleFunc("GET "+Prefix+"{organisation}/.well-known/openid-configuration", p.at((*Provider).discovery))
	p.mux.HandleFunc("GET "+Prefix+"{organisation}/jwks", p.at((*Provider).jwks))
	p.mux.HandleFunc("GET "+Prefix+"{organisation}/authorize", p.at((*Provider).authorize))
	p.mux.HandleFunc("GET "+Prefix+"{organisation}/logout", p.at((*Provider).logout))
	p.mux.HandleFunc("POST "+Prefix+"{organisation}/token", p.at((*Provider).token))
	p.mux.HandleFunc("GET "+Prefix+"style.css", style)
	return p, nil
}

// Issuer is the issuer address of an organisation.
func (p *Provider) Issuer(slug string) string { return p.base + Prefix + slug }

// ServeHTTP answers a caller on this machine and nobody else. Both ends are
// looked at: the peer, and the name it used (against DNS rebinding).
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if !p.anywhere && (err != nil || !peer.Addr().Unmap().IsLoopback() || !loopbackHost(r.Host)) {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	p.mux.ServeHTTP(w, r)
}

func (p *Provider) at(serve func(*Provider, http.ResponseWriter, *http.Request, *issuer)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		is, ok := p.issuers[r.PathValue("organisation")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		serve(p, w, r, is)
	}
}

// loopbackHost tells whether host, with or without a port, names this machine.
func loopbackHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.IsLoopback()
}
