package signin

import (
	"context"
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/optrek/optrek/services/gateway/internal/organisation"
)

// providerTimeout bounds each request to a provider: discovery, keys, token.
const providerTimeout = 10 * time.Second

// algorithms we accept for an ID token, whatever a provider offers beside them:
// asymmetric only, so that nobody can sign with a public key.
var algorithms = []string{oidc.RS256, oidc.PS256, oidc.ES256, oidc.EdDSA}

// providers finds each organisation's provider when it is first needed, so that
// one that is away keeps nobody else out, and is tried again the next time.
type providers struct {
	redirect string
	clock    func() time.Time
	client   *http.Client

	mu    *sync.Mutex
	found map[string]*provider // by issuer
}

// provider is one issuer as it described itself. go-oidc keeps its keys by id and
// asks again for one it has not seen.
type provider struct {
	oauth    oauth2.Config
	verifier *oidc.IDTokenVerifier
	saysIss  bool // it names itself in its answers (RFC 9207)
}

func newProviders(redirect string, clock func() time.Time) providers {
	return providers{
		redirect: redirect, clock: clock, mu: &sync.Mutex{}, found: map[string]*provider{},
		client: &http.Client{Timeout: providerTimeout},
	}
}

func (p providers) of(o *organisation.Organisation) (*provider, error) {
	p.mu.Lock()
	known := p.found[o.Issuer]
	p.mu.Unlock()
	if known != nil {
		return known, nil
	}
	// Not the request's context: go-oidc keeps it to fetch keys later.
	discovered, err := oidc.NewProvider(p.context(context.Background()), o.Issuer)
	if err != nil {
		return nil, fmt.Errorf("discovery: %w", err)
	}
	var about struct {
		AuthMethods []string `json:"token_endpoint_auth_methods_supported"`
		SaysIss     bool     `json:"authorization_response_iss_parameter_supported"`
	}
	if err := discovered.Claims(&about); err != nil {
		return nil, fmt.Errorf("discovery: %w", err)
	}
	endpoint := discovered.Endpoint()
	// Said, not tried: trying one way and then the other would spend the code.
	endpoint.AuthStyle = oauth2.AuthStyleInParams
	if o.ClientSecret != "" && (len(about.AuthMethods) == 0 || slices.Contains(about.AuthMethods, "client_secret_basic")) {
		endpoint.AuthStyle = oauth2.AuthStyleInHeader
	}
	fresh := &provider{
		oauth: oauth2.Config{
			ClientID: o.ClientID, ClientSecret: o.ClientSecret, Endpoint: endpoint,
			RedirectURL: p.redirect, Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
		},
		verifier: discovered.Verifier(&oidc.Config{ClientID: o.ClientID, SupportedSigningAlgs: algorithms, Now: p.clock}),
		saysIss:  about.SaysIss,
	}
	p.mu.Lock()
	p.found[o.Issuer] = fresh
	p.mu.Unlock()
	return fresh, nil
}

func (p providers) context(ctx context.Context) context.Context {
	return oidc.ClientContext(ctx, p.client)
}

// claims are those we read from an ID token.
type claims struct {
	Name          string   `json:"name"`
	Email         string   `json:"email"`
	EmailVerified bool     `json:"email_verified"`
	Roles         []string `json:"roles"`
	ClientNumber  string   `json:"client_number"`
	ACR           string   `json:"acr"`
	AMR           []string `json:"amr"`
}

// redeem exchanges the code and checks the token that comes back: signature, issuer,
// audience and times by go-oidc, the nonce here.
func (p providers) redeem(ctx context.Context, at *provider, code string, held pending) (*oidc.IDToken, claims, error) {
	ctx, cancel := context.WithTimeout(p.context(ctx), providerTimeout)
	defer cancel()
	token, err := at.oauth.Exchange(ctx, code, oauth2.VerifierOption(held.Verifier))
	if err != nil {
		return nil, claims{}, fmt.Errorf("code: %w", shortened(err))
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return nil, claims{}, fmt.Errorf("code: no id_token came back")
	}
	id, err := at.verifier.Verify(ctx, raw)
	if err != nil {
		return nil, claims{}, fmt.Errorf("token: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(held.Nonce)) != 1 {
		return nil, claims{}, fmt.Errorf("token: the nonce is of another sign-in")
	}
	var said claims
	if err := id.Claims(&said); err != nil {
		return nil, claims{}, fmt.Errorf("token: claims: %w", err)
	}
	return id, said, nil
}

// shortened leaves out the body of a provider's refusal: it may quote what was sent.
func shortened(err error) error {
	if refused, ok := err.(*oauth2.RetrieveError); ok { //nolint:errorlint // Exchange returns it as it is
		return fmt.Errorf("the provider refused it: %q", refused.ErrorCode)
	}
	return err
}
