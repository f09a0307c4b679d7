package authn_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
)

const (
	tenant = "0197a0c4-0000-7000-8000-000000000001"
	person = "0197a0c4-0000-7000-8000-000000000002"
)

var now = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return now }

// issuers makes a key for the gateway and for matching, and a verifier that knows both.
func issuers(t *testing.T) (map[string]ed25519.PrivateKey, *authn.Verifier) {
	t.Helper()
	private := map[string]ed25519.PrivateKey{}
	public := map[string]ed25519.PublicKey{}
	for _, name := range []string{"gateway", "matching"} {
		pub, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		private[name], public[name] = key, pub
	}
	return private, authn.NewVerifier(public, clock)
}

// kidOf is how the key is named in a token.
func kidOf(key ed25519.PrivateKey) string { return authn.KeyID(key.Public().(ed25519.PublicKey)) }

// draft is a token before it is signed; mutations change one thing in it.
type draft struct {
	key    any
	alg    jose.SignatureAlgorithm
	kid    string
	claims map[string]any
}

func personDraft(keys map[string]ed25519.PrivateKey) *draft {
	return &draft{key: keys["gateway"], alg: jose.EdDSA, kid: kidOf(keys["gateway"]), claims: map[string]any{
		"iss": "gateway", "aud": "optrek",
		"iat": now.Unix(), "nbf": now.Unix(), "exp": now.Add(time.Minute).Unix(),
		"tenant": tenant, "person": person, "roles": []string{"client"}, "session": "s1",
	}}
}

func serviceDraft(keys map[string]ed25519.PrivateKey) *draft {
	return &draft{key: keys["matching"], alg: jose.EdDSA, kid: kidOf(keys["matching"]), claims: map[string]any{
		"iss": "matching", "aud": "optrek", "service": "matching",
		"iat": now.Unix(), "nbf": now.Unix(), "exp": now.Add(time.Minute).Unix(),
	}}
}

func (d *draft) sign(t *testing.T) string {
	t.Helper()
	options := (&jose.SignerOptions{}).WithType("JWT").WithHeader("kid", d.kid)
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: d.alg, Key: d.key}, options)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Signed(s).Claims(d.claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestUnchangedDraftsAreAccepted(t *testing.T) {
	t.Parallel()
	keys, v := issuers(t)
	for _, d := range []*draft{personDraft(keys), serviceDraft(keys)} {
		token := d.sign(t)
		ctx, err := v.Authenticate(context.Background(), token)
		if err != nil {
			t.Fatal(err)
		}
		if authn.Token(ctx) != token {
			t.Error("the token is not in the context")
		}
		if _, ok := authn.From(ctx); !ok {
			t.Error("the caller is not in the context")
		}
	}
}

func TestEveryMutationIsRefused(t *testing.T) {
	t.Parallel()
	set := func(name string, value any) func(*draft) { return func(d *draft) { d.claims[name] = value } }
	unset := func(name string) func(*draft) { return func(d *draft) { delete(d.claims, name) } }
	at := func(d time.Duration) int64 { return now.Add(d).Unix() }
	hmacWithPublicKey := func(d *draft) {
		d.alg, d.key = jose.HS256, []byte(d.key.(ed25519.PrivateKey).Public().(ed25519.PublicKey))
	}
	hmacWithPKIX := func(d *draft) {
		der, err := x509.MarshalPKIXPublicKey(d.key.(ed25519.PrivateKey).Public())
		if err != nil {
			t.Fatal(err)
		}
		d.alg, d.key = jose.HS256, der
	}
	both := map[string]func(*draft){
		"unknown kid":                 func(d *draft) { d.kid = "nobody" },
		"no kid":                      func(d *draft) { d.kid = "" },
		"the issuer as its own kid":   func(d *draft) { d.kid = d.claims["iss"].(string) },
		"issuer is not the key's":     set("iss", "recruitment"),
		"no issuer":                   unset("iss"),
		"HS256 with the public key":   hmacWithPublicKey,
		"HS256 with the PKIX key":     hmacWithPKIX,
		"expired":                     func(d *draft) { set("exp", at(-6*time.Second))(d); set("nbf", at(-time.Minute))(d) },
		"no expiry":                   unset("exp"),
		"not yet":                     func(d *draft) { set("nbf", at(6*time.Second))(d); set("exp", at(20*time.Second))(d) },
		"no nbf":                      unset("nbf"),
		"issued in the future":        set("iat", at(6*time.Second)),
		"no iat":                      unset("iat"),
		"longer than a minute":        set("exp", at(2*time.Minute)),
		"wrong audience":              set("aud", "elsewhere"),
		"no audience":                 unset("aud"),
		"a claim of the wrong type":   set("roles", "client"),
		"names another service":       set("service", "recruitment"),
		"names a service and persons": func(d *draft) { set("service", d.claims["iss"])(d); set("person", person)(d) },
	}
	ofPerson := map[string]func(*draft){
		"signed by a service under the gateway's kid": nil, // below: needs the other key
		"no person":           unset("person"),
		"person is no id":     set("person", "jan"),
		"no tenant":           unset("tenant"),
		"tenant is no id":     set("tenant", "' OR true"),
		"tenant in braces":    set("tenant", "{"+tenant+"}"),
		"nil tenant":          set("tenant", "00000000-0000-0000-0000-000000000000"),
		"no roles":            unset("roles"),
		"unknown role":        set("roles", []string{"client", "root"}),
		"operator in a house": set("roles", []string{"platform_operator"}),
		"operator and client": func(d *draft) { unset("tenant")(d); set("roles", []string{"platform_operator", "client"})(d) },
	}
	ofService := map[string]func(*draft){
		"service names a person": func(d *draft) {
			unset("service")(d)
			set("tenant", tenant)(d)
			set("person", person)(d)
			set("roles", []string{"client"})(d)
		},
		"service names an organisation": set("tenant", tenant),
		"service names roles":           set("roles", []string{"coordinator"}),
		"service with a session":        set("session", "s1"),
		"nobody at all":                 unset("service"),
	}
	keys, v := issuers(t)
	ofPerson["signed by a service under the gateway's kid"] = func(d *draft) { d.key = keys["matching"] }

	try := func(base func(map[string]ed25519.PrivateKey) *draft, mutations map[string]func(*draft)) {
		for name, mutate := range mutations {
			d := base(keys)
			mutate(d)
			refused(t, v, name, d.sign(t))
		}
	}
	try(personDraft, both)
	try(serviceDraft, both)
	try(personDraft, ofPerson)
	try(serviceDraft, ofService)
}

func TestTokensThatAreNone(t *testing.T) {
	t.Parallel()
	keys, v := issuers(t)
	good := personDraft(keys).sign(t)
	parts := strings.Split(good, ".")
	plain := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	for name, token := range map[string]string{
		"none":              "",
		"not a token":       "abc",
		"too long":          good + strings.Repeat("A", 5000),
		"alg none":          plain(`{"alg":"none","typ":"JWT","kid":"`+kidOf(keys["gateway"])+`"}`) + "." + parts[1] + ".",
		"alg None":          plain(`{"alg":"None","typ":"JWT","kid":"`+kidOf(keys["gateway"])+`"}`) + "." + parts[1] + "." + parts[2],
		"no signature":      parts[0] + "." + parts[1] + ".",
		"changed payload":   parts[0] + "." + plain(`{"iss":"gateway","aud":"optrek"}`) + "." + parts[2],
		"signature of less": parts[0] + "." + parts[1] + "." + parts[2][:len(parts[2])-4],
		"JSON serialised":   `{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","signature":"` + parts[2] + `"}`,
		"key in the header": plain(`{"alg":"EdDSA","kid":"x","jwk":{"kty":"OKP"}}`) + "." + parts[1] + "." + parts[2],
	} {
		refused(t, v, name, token)
	}
}

func refused(t *testing.T, v *authn.Verifier, name, token string) {
	t.Helper()
	ctx, err := v.Authenticate(context.Background(), token)
	if err == nil {
		t.Errorf("%s: accepted", name)
		return
	}
	if fault.KindOf(err) != fault.KindUnauthenticated {
		t.Errorf("%s: %v is not KindUnauthenticated", name, err)
	}
	if _, ok := authn.From(ctx); ok {
		t.Errorf("%s: refused and yet in the context", name)
	}
}

func TestLeewayOfAFewSeconds(t *testing.T) {
	t.Parallel()
	keys, v := issuers(t)
	d := personDraft(keys)
	d.claims["exp"], d.claims["nbf"] = now.Add(-4*time.Second).Unix(), now.Add(-time.Minute).Unix()
	if _, err := v.Authenticate(context.Background(), d.sign(t)); err != nil {
		t.Error(err)
	}
}

func TestSignerRefusesWhatItMayNotName(t *testing.T) {
	t.Parallel()
	keys, v := issuers(t)
	gateway := authn.NewSigner("gateway", keys["gateway"], clock)
	matching := authn.NewSigner("matching", keys["matching"], clock)
	jan := authn.Caller{Tenant: tenant, Person: person, Roles: []authn.Role{authn.RoleClient}}
	for name, c := range map[string]struct {
		signer *authn.Signer
		caller authn.Caller
		ok     bool
	}{
		"gateway, person":              {gateway, jan, true},
		"gateway, itself":              {gateway, authn.Caller{Service: "gateway"}, true},
		"gateway, before the sign-in":  {gateway, authn.Caller{Service: "gateway", Tenant: tenant}, true},
		"gateway, operator":            {gateway, authn.Caller{Person: person, Roles: []authn.Role{authn.RolePlatformOperator}}, true},
		"gateway, another service":     {gateway, authn.Caller{Service: "matching"}, false},
		"matching, itself":             {matching, authn.Caller{Service: "matching"}, true},
		"matching, person":             {matching, jan, false},
		"matching, in an organisation": {matching, authn.Caller{Service: "matching", Tenant: tenant}, false},
	} {
		token, err := c.signer.Sign(c.caller)
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil {
			continue
		}
		ctx, err := v.Authenticate(context.Background(), token)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got, _ := authn.From(ctx)
		if got.Person != c.caller.Person || got.Tenant != c.caller.Tenant || got.Service != c.caller.Service {
			t.Errorf("%s: signed %+v, read %+v", name, c.caller, got)
		}
	}
}

func TestKeysMadeOnceByManyAtATime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := authn.EnsureKeys(dir, "gateway", "matching"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	keys, err := authn.LoadKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"gateway", "matching"} {
		s, err := authn.LoadSigner(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		token, err := s.Sign(authn.Caller{Service: name})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := authn.NewVerifier(keys, time.Now).Authenticate(context.Background(), token); err != nil {
			t.Error(err)
		}
	}
}

func TestNobodyInAnEmptyContext(t *testing.T) {
	t.Parallel()
	if c, ok := authn.From(context.Background()); ok || authn.Token(context.Background()) != "" {
		t.Errorf("found %+v", c)
	}
}
