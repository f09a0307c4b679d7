package authn

import (
	"crypto/ed25519"
	"fmt"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

const (
	// Gateway is the one issuer that may name a person.
	Gateway = "gateway"
	// Audience stands in every token: one signed for something else is refused.
	Audience = "optrek"
	// Lifetime of a token. Short, so that a withdrawn right is gone within a minute.
	Lifetime = time.Minute

	tokenType   = "JWT"
	leeway      = 5 * time.Second // between the clocks of two machines
	maxTokenLen = 4096            // bytes; looked at before anything is parsed
)

// claims is what a token says beside the registered claims.
type claims struct {
	Tenant  string   `json:"tenant,omitempty"`
	Person  string   `json:"person,omitempty"`
	Roles   []Role   `json:"roles,omitempty"`
	Service string   `json:"service,omitempty"`
	Session string   `json:"session,omitempty"`
	Scopes  []string `json:"scopes,omitempty"`
	Beside  string   `json:"beside,omitempty"`
}

// Signer signs tokens in the name of one issuer.
type Signer struct {
	issuer string
	pick   func(now time.Time) (private, error) // the key to sign with now
	clock  func() time.Time
}

// NewSigner gives a signer for the issuer ("gateway" or a service's name) with one key.
func NewSigner(issuer string, key ed25519.PrivateKey, clock func() time.Time) *Signer {
	only := private{key: key}
	if public, ok := key.Public().(ed25519.PublicKey); ok {
		only.kid = KeyID(public)
	}
	return &Signer{issuer: issuer, clock: clock, pick: func(time.Time) (private, error) { return only, nil }}
}

// Issuer is the name the signer signs with.
func (s *Signer) Issuer() string { return s.issuer }

// Sign gives a token of a minute for the caller. A caller that this issuer may
// not name is refused here as well as by every Verifier.
func (s *Signer) Sign(c Caller) (string, error) {
	if err := mayName(s.issuer, c); err != nil {
		return "", fmt.Errorf("authn: %s may not sign this: %w", s.issuer, err)
	}
	now := s.clock()
	with, err := s.pick(now)
	if err != nil {
		return "", err
	}
	options := (&jose.SignerOptions{}).WithType(tokenType).WithHeader("kid", with.kid)
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.EdDSA, Key: with.key}, options)
	if err != nil {
		return "", fmt.Errorf("authn: signer of %s: %w", s.issuer, err)
	}
	registered := jwt.Claims{
		Issuer:    s.issuer,
		Audience:  jwt.Audience{Audience},
		IssuedAt:  jwt.NewNumericDate(now),
		NotBefore: jwt.NewNumericDate(now),
		Expiry:    jwt.NewNumericDate(now.Add(Lifetime)),
	}
	return jwt.Signed(signer).Claims(registered).Claims(claims(c)).Serialize()
}
