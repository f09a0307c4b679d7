// Package provider speaks with the OpenID Connect providers of organisations: what each
// says of itself (discovery), its keys, the code flow with PKCE, signing out there, and its
// word that somebody signed out.
//
// Every provider is kept apart by its issuer: a key, a token or an answer of one is worth
// nothing at the door of another.
package provider

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/optrek/optrek/services/gateway/internal/organisation"
)

const (
	// timeout bounds each request to a provider: discovery, keys, token, userinfo.
	timeout = 10 * time.Second
	// foundFresh is how long what a provider said of itself is believed before it is
	// asked again; when it does not answer then, what it said last still counts.
	foundFresh = 12 * time.Hour
	// awayAgain is how soon a provider that did not answer is asked again.
	awayAgain = 5 * time.Second
	// leeway is how far a provider's clock may be from ours.
	leeway = time.Minute
	// maxHint is the longest ID token that is sent along at signing out: it travels in
	// an address, and those have an end.
	maxHint = 6 << 10
)

// Book knows the providers. Each is found when it is first needed, so that one that is
// away keeps nobody else out.
type Book struct {
	redirect string // where a provider sends the browser after signing in
	leaving  string // and after signing out
	clock    func() time.Time
	client   *http.Client

	mu    sync.Mutex
	found map[string]*entry // by issuer
}

type entry struct {
	mu    sync.Mutex // held while asking
	at    *At
	until time.Time // when to ask again
	err   error
}

// NewBook makes the book. The two addresses are ours, as registered with each provider.
func NewBook(redirect, leaving string, clock func() time.Time) *Book {
	client := &http.Client{Timeout: timeout, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > 3 || r.URL.Host != via[0].URL.Host || r.URL.Scheme != via[0].URL.Scheme {
			return errors.New("a provider is asked at its own address only")
		}
		return nil
	}}
	return &Book{redirect: redirect, leaving: leaving, clock: clock, client: client, found: map[string]*entry{}}
}

// At is one provider as it described itself.
type At struct {
	*organisation.Provider
	book     *Book
	oauth    oauth2.Config
	keys     *keys
	verifier *oidc.IDTokenVerifier
	about    about
}

// about is what we read of a provider's own description.
type about struct {
	AuthMethods []string `json:"token_endpoint_auth_methods_supported"`
	SaysIss     bool     `json:"authorization_response_iss_parameter_supported"` // RFC 9207
	KeysURL     string   `json:"jwks_uri"`
	UserInfo    string   `json:"userinfo_endpoint"`
	EndSession  string   `json:"end_session_endpoint"`
}

// Of finds a provider: as it was known, or by asking it.
func (b *Book) Of(ctx context.Context, p *organisation.Provider) (*At, error) {
	b.mu.Lock()
	e := b.found[p.Issuer]
	if e == nil {
		e = &entry{}
		b.found[p.Issuer] = e
	}
	b.mu.Unlock()
	e.mu.Lock()
	defer e.mu.Unlock()
	now := b.clock()
	if now.Before(e.until) {
		return e.at, e.err
	}
	fresh, err := b.discover(ctx, p, e.at)
	switch {
	case err == nil:
		e.at, e.err, e.until = fresh, nil, now.Add(foundFresh)
	case e.at != nil: // away just now: what it said last still counts
		e.until = now.Add(time.Minute)
	default:
		e.err, e.until = err, now.Add(awayAgain)
	}
	return e.at, e.err
}

func (b *Book) discover(ctx context.Context, p *organisation.Provider, before *At) (*At, error) {
	// Whoever asked may leave; the answer is for everybody.
	ctx, cancel := context.WithTimeout(b.context(context.WithoutCancel(ctx)), timeout)
	defer cancel()
	described, err := oidc.NewProvider(ctx, p.Issuer)
	if err != nil {
		return nil, fmt.Errorf("discovery: %w", err)
	}
	at := &At{Provider: p, book: b}
	if err := described.Claims(&at.about); err != nil {
		return nil, fmt.Errorf("discovery: %w", err)
	}
	endpoint := described.Endpoint()
	for _, address := range []string{endpoint.AuthURL, endpoint.TokenURL, at.about.KeysURL} {
		if !asSafe(address, p.Issuer) {
			return nil, errors.New("discovery: an address is missing or less safe than the issuer's own")
		}
	}
	for _, address := range []*string{&at.about.UserInfo, &at.about.EndSession} {
		if !asSafe(*address, p.Issuer) {
			*address = "" // as if it had none
		}
	}
	// Said, not tried: trying one way and then the other would spend the code.
	endpoint.AuthStyle = oauth2.AuthStyleInParams
	if p.ClientSecret != "" && (len(at.about.AuthMethods) == 0 || slices.Contains(at.about.AuthMethods, "client_secret_basic")) {
		endpoint.AuthStyle = oauth2.AuthStyleInHeader
	}
	at.oauth = oauth2.Config{
		ClientID: p.ClientID, ClientSecret: p.ClientSecret, Endpoint: endpoint, RedirectURL: b.redirect,
		Scopes: append([]string{oidc.ScopeOpenID, "profile", "email"}, p.Ask.Scopes...),
	}
	at.keys = &keys{url: at.about.KeysURL, client: b.client, clock: b.clock}
	if before != nil && before.about.KeysURL == at.about.KeysURL {
		at.keys = before.keys
	}
	accepted := make([]string, len(algorithms))
	for i, a := range algorithms {
		accepted[i] = string(a)
	}
	at.verifier = oidc.NewVerifier(p.Issuer, at.keys, &oidc.Config{ClientID: p.ClientID, SupportedSigningAlgs: accepted, Now: b.clock})
	return at, nil
}

// asSafe wants https, unless the issuer itself is plain http on this machine.
func asSafe(address, issuer string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && strings.HasPrefix(issuer, "http://"))
}

func (b *Book) context(ctx context.Context) context.Context { return oidc.ClientContext(ctx, b.client) }

// Asking is what one sign-in remembers while its user is at the provider.
type Asking struct {
	State, Nonce, Verifier string
	Again                  bool   // ask who they are, also of somebody it knows
	Hint                   string // who, in development
}

// Address is where the browser goes to sign in.
func (a *At) Address(q Asking) string {
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(q.Verifier), oidc.Nonce(q.Nonce)}
	for name, value := range map[string]string{
		"acr_values": strings.Join(a.Ask.ACRValues, " "), "claims": a.Ask.Claims, "login_hint": q.Hint,
	} {
		if value != "" {
			options = append(options, oauth2.SetAuthURLParam(name, value))
		}
	}
	if a.Ask.MaxAge > 0 {
		options = append(options, oauth2.SetAuthURLParam("max_age", strconv.Itoa(int(a.Ask.MaxAge.Seconds()))))
	}
	if q.Again {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"))
	}
	return a.oauth.AuthCodeURL(q.State, options...)
}

// Meant tells whether an answer that names this issuer, or none, was meant for the door of
// this provider (RFC 9207).
func (a *At) Meant(iss string) bool { return iss == a.Issuer || iss == "" && !a.about.SaysIss }

// Proof is what a provider vouches for, checked.
type Proof struct {
	Subject string
	Sid     string // its own session; may be empty
	Hint    string // to be given back when signing out there; may be empty
	organisation.Said
}

// Redeem exchanges the code and checks the token that comes back: signature, issuer,
// audience and times, the nonce, and how long ago somebody proved who they are.
func (a *At) Redeem(ctx context.Context, code string, q Asking) (Proof, error) {
	ctx, cancel := context.WithTimeout(a.book.context(ctx), timeout)
	defer cancel()
	token, err := a.oauth.Exchange(ctx, code, oauth2.VerifierOption(q.Verifier))
	if err != nil {
		return Proof{}, fmt.Errorf("code: %w", shortened(err))
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return Proof{}, errors.New("code: no id_token came back")
	}
	id, err := a.verifier.Verify(ctx, raw)
	if err != nil {
		return Proof{}, fmt.Errorf("token: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(q.Nonce)) != 1 {
		return Proof{}, errors.New("token: the nonce is of another sign-in")
	}
	var said json.RawMessage
	if err := id.Claims(&said); err != nil {
		return Proof{}, errors.New("token: its claims cannot be read")
	}
	claims, err := object(said)
	if err != nil {
		return Proof{}, fmt.Errorf("token: %w", err)
	}
	if err := a.checkToken(id, claims, token.AccessToken); err != nil {
		return Proof{}, fmt.Errorf("token: %w", err)
	}
	if a.UserInfo {
		if err := a.userInfo(ctx, token, id.Subject, claims); err != nil {
			return Proof{}, fmt.Errorf("userinfo: %w", err)
		}
	}
	p := Proof{Subject: id.Subject, Said: a.Read(claims)}
	if p.Sid, _ = claims["sid"].(string); len(p.Sid) > 256 {
		p.Sid = ""
	}
	if len(raw) <= maxHint && a.about.EndSession != "" && !a.StayThere {
		p.Hint = raw
	}
	return p, nil
}

// checkToken looks at what the library leaves to us.
func (a *At) checkToken(id *oidc.IDToken, claims map[string]any, access string) error {
	now := a.book.clock()
	azp, _ := claims["azp"].(string)
	switch {
	case id.Subject == "" || claims["sub"] != id.Subject || claims["iss"] != a.Issuer: // to the letter: the library reads names in any case
		return errors.New("it does not say clearly who, or by whom")
	case azp != "" && azp != a.ClientID || azp == "" && len(id.Audience) > 1:
		return errors.New("it was made for another party")
	case id.IssuedAt.IsZero() || id.IssuedAt.After(now.Add(leeway)):
		return errors.New("it does not say when it was made, or a time to come")
	}
	if id.AccessTokenHash != "" {
		if err := id.VerifyAccessToken(access); err != nil {
			return errors.New("it belongs to another access token")
		}
	}
	if a.Ask.MaxAge > 0 {
		at, ok := claims["auth_time"].(float64)
		if !ok || now.Sub(time.Unix(int64(at), 0)) > a.Ask.MaxAge+leeway {
			return errors.New("it is too long ago that they proved who they are")
		}
	}
	return nil
}

// userInfo adds what the token leaves out. What the token says counts: it is signed.
func (a *At) userInfo(ctx context.Context, token *oauth2.Token, subject string, claims map[string]any) error {
	if a.about.UserInfo == "" {
		return errors.New("the provider has no such endpoint")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.about.UserInfo, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token.AccessToken)
	res, err := a.book.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxDocument))
	if err != nil || res.StatusCode != http.StatusOK {
		return errors.Join(err, fmt.Errorf("the provider answered %d", res.StatusCode))
	}
	more, err := object(body)
	if err != nil {
		return err
	}
	if sub, _ := more["sub"].(string); sub != subject {
		return errors.New("it tells of somebody else")
	}
	for name, value := range more {
		if _, said := claims[name]; !said {
			claims[name] = value
		}
	}
	return nil
}

// Leave is where the browser goes to sign out at the provider as well, and comes back from;
// empty when this provider does not do that, or is to be left alone.
func (a *At) Leave(hint string) string {
	if a.about.EndSession == "" || a.StayThere {
		return ""
	}
	u, err := url.Parse(a.about.EndSession)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("client_id", a.ClientID)
	q.Set("post_logout_redirect_uri", a.book.leaving)
	if hint != "" {
		q.Set("id_token_hint", hint)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// shortened leaves out the body of a provider's refusal: it may quote what was sent.
func shortened(err error) error {
	if refused, ok := err.(*oauth2.RetrieveError); ok { //nolint:errorlint // Exchange returns it as it is
		return fmt.Errorf("the provider refused it: %q", refused.ErrorCode)
	}
	return err
}
