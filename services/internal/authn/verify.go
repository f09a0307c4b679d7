package authn

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/uuid"

	"github.com/optrek/optrek/services/internal/fault"
)

// Verifier turns a token into a Caller in the context.
type Verifier struct {
	find  func(kid string) (trusted, bool)
	clock func() time.Time
}

// NewVerifier trusts the given public keys, by issuer or by name as LoadKeys gives
// them. What is wrong among them is not trusted; OpenRing says what it is.
func NewVerifier(keys map[string]ed25519.PublicKey, clock func() time.Time) *Verifier {
	known, _ := trustIn(keys)
	return &Verifier{clock: clock, find: func(kid string) (trusted, bool) { found, ok := known[kid]; return found, ok }}
}

// Authenticate gives a context that holds the token's caller. Every failure is
// the same fault for who asked; the reason stands in the error's text, for the log.
func (v *Verifier) Authenticate(ctx context.Context, token string) (context.Context, error) {
	c, err := v.verify(token)
	if err != nil {
		return ctx, fmt.Errorf("authn: token refused: %w: %w", err, NotSignedIn())
	}
	return context.WithValue(ctx, identityKey{}, identity{caller: c, token: token}), nil
}

// NotSignedIn is what somebody without a valid token is told.
func NotSignedIn() *fault.Fault {
	return fault.Unauthenticated("NOT_SIGNED_IN", fault.Text{
		NL: "Je bent niet (meer) ingelogd. Log opnieuw in.",
		EN: "You are not signed in (any more). Sign in again.",
	})
}

func (v *Verifier) verify(token string) (Caller, error) {
	if !isCompact(token) {
		return Caller{}, fmt.Errorf("no signed token of at most %d bytes", maxTokenLen)
	}
	// The algorithm is ours to choose, never the token's: neither "none" nor
	// HMAC with the public key as its secret gets past this line.
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.EdDSA})
	if err != nil {
		return Caller{}, errors.New("not a JWT signed with EdDSA")
	}
	if !plainHeader(parsed.Headers) {
		return Caller{}, errors.New("a header with more or less than alg, kid and typ")
	}
	by, known := v.find(parsed.Headers[0].KeyID)
	if !known {
		return Caller{}, errors.New("unknown key")
	}
	var (
		registered jwt.Claims
		own        claims
	)
	if err := parsed.Claims(by.key, &registered, &own); err != nil {
		return Caller{}, errors.New("wrong signature")
	}
	// The key says who the issuer is; the claim has to agree.
	if err := v.checkClaims(by.issuer, registered); err != nil {
		return Caller{}, err
	}
	c := Caller(own)
	return c, mayName(by.issuer, c)
}

// isCompact wants three parts in the one spelling base64url has for them: decoders
// pass over line ends and over bits that mean nothing, so that one token has many texts.
func isCompact(token string) bool {
	parts := strings.Split(token, ".")
	if len(token) > maxTokenLen || len(parts) != 3 {
		return false
	}
	for _, part := range parts {
		if strings.ContainsAny(part, "\r\n") {
			return false
		}
		if decoded, err := base64.RawURLEncoding.Strict().DecodeString(part); err != nil || len(decoded) == 0 {
			return false
		}
	}
	return true
}

// plainHeader wants one signature, and nothing in its header that asks for something: a
// key or a place to find one (jwk, jku, x5c …), other ways to read it (b64, crit, zip).
func plainHeader(headers []jose.Header) bool {
	if len(headers) != 1 {
		return false
	}
	h := headers[0]
	return h.JSONWebKey == nil && h.Nonce == "" && len(h.ExtraHeaders) == 1 && h.ExtraHeaders[jose.HeaderType] == tokenType
}

// checkClaims asks for every time claim by name: the library passes over one that is absent.
func (v *Verifier) checkClaims(issuer string, c jwt.Claims) error {
	if c.Expiry == nil || c.NotBefore == nil || c.IssuedAt == nil {
		return errors.New("no exp, nbf or iat")
	}
	if c.Expiry.Time().Sub(c.NotBefore.Time()) > Lifetime {
		return errors.New("valid for longer than a minute")
	}
	return c.ValidateWithLeeway(jwt.Expected{
		Issuer:      issuer,
		AnyAudience: jwt.Audience{Audience},
		Time:        v.clock(),
	}, leeway)
}

// mayName says whether the issuer may sign for this caller: a service for itself
// only, the gateway for itself (before it knows who signs in) and for any person.
func mayName(issuer string, c Caller) error {
	if c.Service != "" {
		return checkService(issuer, c)
	}
	if issuer != Gateway {
		return errors.New("only the gateway may name a person")
	}
	return checkPerson(c)
}

func checkService(issuer string, c Caller) error {
	if c.Service != issuer {
		return errors.New("names another service than its issuer")
	}
	if c.Person != "" || c.Session != "" || c.Beside != "" || len(c.Roles) > 0 || len(c.Scopes) > 0 {
		return errors.New("names a service and a person")
	}
	// While somebody signs in the gateway knows their organisation and not yet who they are.
	if c.Tenant != "" && issuer != Gateway {
		return errors.New("only the gateway may name an organisation")
	}
	if c.Tenant != "" && !isID(c.Tenant) {
		return errors.New("the organisation is not an id")
	}
	return nil
}

func checkPerson(c Caller) error {
	if !isID(c.Person) {
		return errors.New("the person is not an id")
	}
	if len(c.Roles) == 0 {
		return errors.New("a person without a role")
	}
	for _, r := range c.Roles {
		if !slices.Contains(Roles(), r) {
			return errors.New("unknown role")
		}
	}
	if machine := c.Has(RoleMachine); machine != (len(c.Scopes) > 0) || machine && len(c.Roles) > 1 {
		return errors.New("a machine has scopes and no other role, and nobody else has scopes")
	}
	if c.Beside != "" && (!c.IsClient() || !isID(c.Beside)) {
		return errors.New("somebody sits beside a client only, and is an id")
	}
	// Operators run the platform and belong to no organisation; everybody else belongs to one.
	if c.Has(RolePlatformOperator) {
		if c.Tenant != "" || len(c.Roles) > 1 {
			return errors.New("a platform operator has no organisation and no other role")
		}
		return nil
	}
	if !isID(c.Tenant) {
		return errors.New("the organisation is not an id")
	}
	return nil
}

// isID wants the one plain spelling: uuid.Parse accepts braces and URNs too.
func isID(s string) bool {
	id, err := uuid.Parse(s)
	return err == nil && id != uuid.Nil && id.String() == s
}
