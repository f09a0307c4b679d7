package provider

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
)

const (
	// keysFresh is how long keys are used without asking, when the provider does not say;
	// whatever it says lies between keysFreshLeast and keysFreshMost.
	keysFresh      = time.Hour
	keysFreshLeast = 5 * time.Minute
	keysFreshMost  = 24 * time.Hour
	// keysStale is how long keys are still believed when the provider does not answer.
	keysStale = 24 * time.Hour
	// askAgain is how soon a key that is not there makes us ask again. Anybody can send a
	// token with a key id that does not exist: that must cost the provider nothing.
	askAgain = 15 * time.Second

	maxDocument = 1 << 20
	maxKeys     = 100
	leastRSA    = 2048 // bits
)

// algorithms we accept in a signature, whatever a provider offers beside them:
// asymmetric only, so that nobody can sign with a public key.
var algorithms = []jose.SignatureAlgorithm{
	jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.PS384, jose.PS512, jose.ES256, jose.ES384, jose.ES512, jose.EdDSA,
}

var errUnknownKey = errors.New("the provider has no such key")

// keys are one issuer's public keys by id, kept apart from every other issuer's: an id
// means nothing outside its issuer. It is an oidc.KeySet.
type keys struct {
	url    string
	client *http.Client
	clock  func() time.Time

	mu      sync.Mutex // held while asking: whoever needs keys meanwhile waits for the same answer
	known   []jose.JSONWebKey
	fetched time.Time // when known came
	until   time.Time // when known is to be asked for again
	asked   time.Time // when they were last asked for, also in vain
}

// VerifySignature checks a token's signature with the one key it names, and gives what was
// signed.
func (k *keys) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	signed, err := jose.ParseSignedCompact(token, algorithms)
	if err != nil {
		return nil, fmt.Errorf("no signed token: %w", err)
	}
	header := signed.Signatures[0].Protected
	for _, key := range k.find(ctx, header.KeyID, header.Algorithm) {
		if payload, err := signed.Verify(key.Key); err == nil {
			return payload, nil
		}
		if header.KeyID != "" {
			return nil, errors.New("the signature is not by the key it names")
		}
	}
	return nil, errUnknownKey
}

// find gives the keys a token may have been signed with: the one it names; without a name,
// which a provider with a single key may leave out, those of its kind.
func (k *keys) find(ctx context.Context, id, algorithm string) []jose.JSONWebKey {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.clock()
	if !now.Before(k.until) && now.Sub(k.asked) >= askAgain {
		k.ask(ctx, now)
	}
	found := k.among(id, algorithm)
	// A key we have not seen: the provider may have begun to use a new one.
	if len(found) == 0 && now.Sub(k.asked) >= askAgain {
		k.ask(ctx, now)
		found = k.among(id, algorithm)
	}
	return found
}

func (k *keys) among(id, algorithm string) (found []jose.JSONWebKey) {
	if k.clock().Sub(k.fetched) > keysStale {
		return nil
	}
	for _, key := range k.known {
		if (id == "" || key.KeyID == id) && fits(key, algorithm) {
			found = append(found, key)
		}
	}
	return found
}

// ask replaces the known keys by those the provider has now. When it does not answer, the
// ones we have stay.
func (k *keys) ask(ctx context.Context, now time.Time) {
	k.asked = now
	// Whoever asked may leave; the answer is for everybody.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
	defer cancel()
	fresh, life, err := k.fetch(ctx)
	if err != nil {
		return
	}
	k.known, k.fetched, k.until = fresh, now, now.Add(life)
}

func (k *keys) fetch(ctx context.Context) ([]jose.JSONWebKey, time.Duration, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, k.url, nil)
	if err != nil {
		return nil, 0, err
	}
	res, err := k.client.Do(req)
	if err != nil {
		return nil, 0, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxDocument))
	if err != nil || res.StatusCode != http.StatusOK {
		return nil, 0, errors.Join(err, fmt.Errorf("keys: the provider answered %d", res.StatusCode))
	}
	// One by one: a key of a kind we do not know is no reason to do without the others.
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.Unmarshal(body, &set); err != nil || len(set.Keys) > maxKeys {
		return nil, 0, errors.New("keys: the provider's answer is no list of keys")
	}
	var fresh []jose.JSONWebKey
	for _, raw := range set.Keys {
		var key jose.JSONWebKey
		if key.UnmarshalJSON(raw) == nil && usable(key) {
			fresh = append(fresh, key)
		}
	}
	return fresh, freshness(res.Header.Get("Cache-Control")), nil
}

var maxAge = regexp.MustCompile(`(?:^|[,\s])max-age=(\d{1,9})`)

func freshness(cacheControl string) time.Duration {
	said := maxAge.FindStringSubmatch(cacheControl)
	if said == nil {
		return keysFresh
	}
	seconds, err := strconv.Atoi(said[1])
	if err != nil {
		return keysFresh
	}
	return min(max(time.Duration(seconds)*time.Second, keysFreshLeast), keysFreshMost)
}

// usable leaves out what does not sign, what is secret, and what is too weak.
func usable(key jose.JSONWebKey) bool {
	if key.Use != "" && key.Use != "sig" || !key.IsPublic() || !key.Valid() {
		return false
	}
	rsaKey, isRSA := key.Key.(*rsa.PublicKey)
	return !isRSA || rsaKey.N.BitLen() >= leastRSA
}

// fits tells whether a key may have made a signature of this algorithm: its own, if it
// names one, and of its kind in any case.
func fits(key jose.JSONWebKey, algorithm string) bool {
	if key.Algorithm != "" && key.Algorithm != algorithm {
		return false
	}
	switch public := key.Key.(type) {
	case *rsa.PublicKey:
		return slices.Contains([]string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}, algorithm)
	case *ecdsa.PublicKey:
		return algorithm == map[string]string{"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}[public.Curve.Params().Name]
	case ed25519.PublicKey:
		return algorithm == string(jose.EdDSA)
	}
	return false
}
