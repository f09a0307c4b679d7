package e2e

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/internal/authn"
)

const (
	someone     = "0197a0c4-0000-7000-8000-00000000d001"
	otherTenant = "0197a0c4-0000-7000-8000-00000000d002"
)

// forger has the keys of the running system, which nobody else has, so that what is
// refused is refused for what it says and not for its signature alone.
type forger struct {
	keys   map[string]ed25519.PrivateKey
	tenant string
}

func newForger(t *testing.T) *forger {
	t.Helper()
	f := &forger{keys: map[string]ed25519.PrivateKey{}, tenant: devidp.Organisations()[0].ID}
	for _, name := range []string{"recruitment", "matching", "activity", "evaluation", "gateway"} {
		text, err := os.ReadFile(filepath.Join(system.config.KeysDir, name+".key.pem"))
		must(t, err)
		block, _ := pem.Decode(text)
		key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		must(t, err)
		f.keys[name] = key.(ed25519.PrivateKey)
	}
	return f
}

func kidOf(key ed25519.PrivateKey) string { return authn.KeyID(key.Public().(ed25519.PublicKey)) }

type object map[string]any

// draft is a token before it is signed.
type draft struct {
	key    ed25519.PrivateKey
	header object
	claims object
}

// of is a good draft of the issuer.
func (f *forger) of(issuer string, claims object) *draft {
	now := time.Now()
	d := &draft{
		key:    f.keys[issuer],
		header: object{"alg": "EdDSA", "typ": "JWT", "kid": kidOf(f.keys[issuer])},
		claims: object{"iss": issuer, "aud": "optrek", "iat": now.Unix(), "nbf": now.Unix(), "exp": now.Add(55 * time.Second).Unix()},
	}
	maps.Copy(d.claims, claims)
	return d
}

func (f *forger) draft() *draft {
	return f.of("gateway", object{"tenant": f.tenant, "person": someone, "roles": []string{"coordinator"}, "session": someone})
}

func part(v any) string {
	text, _ := json.Marshal(v)
	return base64.RawURLEncoding.EncodeToString(text)
}

func (d *draft) signed() string { return d.over(part(d.header), part(d.claims)) }

func (d *draft) over(header, payload string) string {
	return header + "." + payload + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(d.key, []byte(header+"."+payload)))
}

func (f *forger) person(role string) string {
	claims := object{"tenant": f.tenant, "person": someone, "roles": []string{role}}
	if role == string(authn.RolePlatformOperator) {
		delete(claims, "tenant")
	}
	return f.of("gateway", claims).signed()
}

func (f *forger) service(name string) string { return f.of(name, object{"service": name}).signed() }

// machine is one that was granted everything.
func (f *forger) machine(role authn.Role) string {
	scopes := []string{"clients:read", "clients:import", "locations:read", "activities:read", "insight:read", "scim"}
	return f.of("gateway", object{"tenant": f.tenant, "person": someone, "roles": []string{string(role)}, "scopes": scopes}).signed()
}

// forged is what somebody sends in place of a good token.
type forged struct {
	name    string
	headers []string
}

// forgeries are all of them. A new one is one line.
func (f *forger) forgeries() []forged {
	good := f.draft().signed()
	all := []forged{
		{"no header", nil},
		{"an empty header", []string{""}},
		{"Bearer and nothing", []string{"Bearer "}},
		{"the token without a scheme", []string{good}},
		{"scheme Basic", []string{"Basic " + good}},
		{"scheme DPoP", []string{"DPoP " + good}},
		{"two headers", []string{"Bearer " + good, "Bearer " + good}},
		{"two tokens in one header", []string{"Bearer " + good + ", Bearer " + good}},
		{"two spaces", []string{"Bearer  " + good}},
	}
	for _, set := range [][]forged{f.texts(good), f.algorithms(), f.headers(), f.times(), f.names(), f.people()} {
		all = append(all, set...)
	}
	return all
}

func bearer(name, token string) forged { return forged{name, []string{"Bearer " + token}} }

// texts spoil the writing of a good token.
func (f *forger) texts(good string) []forged {
	parts := strings.Split(good, ".")
	alphabet := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	last := strings.IndexByte(alphabet, good[len(good)-1])
	d := f.draft()
	nested := part(good)
	other := f.draft()
	other.claims["person"] = otherTenant
	duplicate := `{"iss":"gateway","iss":"gateway",` + string(must1(json.Marshal(d.claims)))[1:]
	encrypter, _ := jose.NewEncrypter(jose.A128GCM, jose.Recipient{Algorithm: jose.DIRECT, Key: make([]byte, 16)}, nil)
	box, _ := encrypter.Encrypt([]byte(good))
	jwe, _ := box.CompactSerialize()
	crit := f.draft()
	crit.header["b64"], crit.header["crit"] = false, []string{"b64"}
	return []forged{
		bearer("not a token", "abc"),
		bearer("truncated", good[:len(good)-10]),
		bearer("without its signature", parts[0]+"."+parts[1]+"."),
		bearer("two parts", parts[0]+"."+parts[1]),
		bearer("a fourth part", good+".e30"),
		bearer("other bits that mean nothing", good[:len(good)-1]+string(alphabet[last^1])),
		bearer("padded", good+"=="),
		bearer("a changed payload under the old signature", parts[0]+"."+part(other.claims)+"."+parts[2]),
		bearer("the signature of another token", strings.Join(strings.Split(other.signed(), ".")[:2], ".")+"."+parts[2]),
		bearer("a claim twice", d.over(part(d.header), base64.RawURLEncoding.EncodeToString([]byte(duplicate)))),
		bearer("payload that is no object", d.over(part(d.header), part([]string{"gateway"}))),
		bearer("payload that is no JSON", d.over(part(d.header), "AAAA")),
		bearer("a token within a token", d.over(part(d.header), nested)),
		bearer("its content left out (detached)", parts[0]+".."+parts[2]),
		bearer("content not encoded (b64, crit)", d.over(part(crit.header), parts[1])),
		bearer("JSON serialised", `{"payload":"`+parts[1]+`","protected":"`+parts[0]+`","signature":"`+parts[2]+`"}`),
		bearer("encrypted (JWE)", jwe),
		bearer("10,000 bytes", f.huge()),
		bearer("letters that look alike in its claims", f.claim("iss", "gаteway")), // a Cyrillic а
	}
}

func must1(text []byte, _ error) []byte { return text }

func (f *forger) huge() string {
	return f.claim("session", strings.Repeat("x", 10_000))
}

func (f *forger) claim(name string, value any) string {
	d := f.draft()
	d.claims[name] = value
	return d.signed()
}

func (f *forger) without(names ...string) string {
	d := f.draft()
	for _, name := range names {
		delete(d.claims, name)
	}
	return d.signed()
}

// algorithms ask the verifier to check in another way.
func (f *forger) algorithms() []forged {
	d := f.draft()
	public := d.key.Public().(ed25519.PublicKey)
	pkix, _ := x509.MarshalPKIXPublicKey(public)
	pemText := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: pkix})
	with := func(alg string, sign func([]byte) []byte) string {
		header := maps.Clone(d.header)
		header["alg"] = alg
		input := part(header) + "." + part(d.claims)
		return input + "." + base64.RawURLEncoding.EncodeToString(sign([]byte(input)))
	}
	mac := func(key []byte) func([]byte) []byte {
		return func(input []byte) []byte { h := hmac.New(sha256.New, key); h.Write(input); return h.Sum(nil) }
	}
	by := func(alg jose.SignatureAlgorithm, key any) string {
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, (&jose.SignerOptions{}).WithType("JWT").WithHeader("kid", kidOf(d.key)))
		if err != nil {
			return ""
		}
		text, _ := json.Marshal(d.claims)
		object, _ := signer.Sign(text)
		token, _ := object.CompactSerialize()
		return token
	}
	rsaKey, _ := rsa.GenerateKey(rand.Reader, 2048)
	ecKey, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	_, fresh, _ := ed25519.GenerateKey(rand.Reader)
	stranger := f.draft()
	stranger.key = fresh
	return []forged{
		bearer("alg none", with("none", func([]byte) []byte { return nil })),
		bearer("alg None, with a signature", with("None", func(b []byte) []byte { return ed25519.Sign(d.key, b) })),
		bearer("alg nOnE", with("nOnE", func([]byte) []byte { return []byte("x") })),
		bearer("no alg", with("", func(b []byte) []byte { return ed25519.Sign(d.key, b) })),
		bearer("HS256 with the public key", with("HS256", mac(public))),
		bearer("HS256 with the public key as PKIX", with("HS256", mac(pkix))),
		bearer("HS256 with the public key as PEM", with("HS256", mac(pemText))),
		bearer("RS256", by(jose.RS256, rsaKey)),
		bearer("PS512", by(jose.PS512, rsaKey)),
		bearer("ES256", by(jose.ES256, ecKey)),
		bearer("alg Ed448", with("Ed448", func(b []byte) []byte { return ed25519.Sign(d.key, b) })),
		bearer("a key nobody knows, under the gateway's kid", stranger.signed()),
		bearer("an empty signature of the right length", with("EdDSA", func([]byte) []byte { return make([]byte, 64) })),
	}
}

// headers are about which key it is.
func (f *forger) headers() []forged {
	_, fresh, _ := ed25519.GenerateKey(rand.Reader)
	jwk := &jose.JSONWebKey{Key: fresh.Public(), KeyID: kidOf(fresh), Algorithm: "EdDSA"}
	with := func(change func(*draft)) string { d := f.draft(); change(d); return d.signed() }
	kid := func(value any) string { return with(func(d *draft) { d.header["kid"] = value }) }
	return []forged{
		bearer("no kid", with(func(d *draft) { delete(d.header, "kid") })),
		bearer("the issuer's name as kid", kid("gateway")),
		bearer("a path as kid", kid("../../etc/passwd")),
		bearer("SQL as kid", kid("' OR 1=1 --")),
		bearer("a list as kid", kid([]string{kidOf(f.keys["gateway"])})),
		bearer("another service's kid", kid(kidOf(f.keys["matching"]))),
		bearer("key of another issuer under the gateway's kid", with(func(d *draft) { d.key = f.keys["matching"] })),
		bearer("key and kid of another issuer, a person's claims", with(func(d *draft) { d.key = f.keys["matching"]; d.header["kid"] = kidOf(d.key) })),
		bearer("… and that issuer's name too", with(func(d *draft) {
			d.key = f.keys["matching"]
			d.header["kid"], d.claims["iss"] = kidOf(d.key), "matching"
		})),
		bearer("a key in the header (jwk)", with(func(d *draft) { d.key = fresh; d.header["jwk"] = jwk; d.header["kid"] = kidOf(fresh) })),
		bearer("a place for keys (jku)", with(func(d *draft) { d.header["jku"] = "https://evil.example/keys" })),
		bearer("a certificate (x5u)", with(func(d *draft) { d.header["x5u"] = "https://evil.example/cert" })),
		bearer("an unknown demand (crit)", with(func(d *draft) { d.header["crit"] = []string{"exp"} })),
		bearer("a token for signing out (typ)", with(func(d *draft) { d.header["typ"] = "logout+jwt" })),
		bearer("no typ", with(func(d *draft) { delete(d.header, "typ") })),
	}
}

// times are about when it holds. The good draft lives 55 seconds.
func (f *forger) times() []forged {
	at := func(d time.Duration) int64 { return time.Now().Add(d).Unix() }
	with := func(change object) string { d := f.draft(); maps.Copy(d.claims, change); return d.signed() }
	return []forged{
		bearer("expired", with(object{"iat": at(-2 * time.Minute), "nbf": at(-2 * time.Minute), "exp": at(-time.Minute - 5*time.Second)})),
		bearer("not yet", with(object{"nbf": at(10 * time.Hour), "exp": at(10*time.Hour + 30*time.Second)})),
		bearer("issued in the future", with(object{"iat": at(10 * time.Hour)})),
		bearer("lives an hour", with(object{"exp": at(time.Hour)})),
		bearer("no exp", f.without("exp")),
		bearer("no nbf", f.without("nbf")),
		bearer("no iat", f.without("iat")),
		bearer("exp as text", with(object{"exp": "tomorrow"})),
		bearer("exp beyond all time", with(object{"exp": 1e300})),
		bearer("exp below zero", with(object{"exp": -1})),
	}
}

// names are about who made it, and for whom.
func (f *forger) names() []forged {
	return []forged{
		bearer("wrong issuer", f.claim("iss", "recruitment")),
		bearer("an issuer from outside", f.claim("iss", "https://login.example.org")),
		bearer("no issuer", f.without("iss")),
		bearer("wrong audience", f.claim("aud", "elsewhere")),
		bearer("no audience", f.without("aud")),
		bearer("an empty list of audiences", f.claim("aud", []string{})),
	}
}

// people are about whom it names.
func (f *forger) people() []forged {
	own := func(issuer string, claims object) string { return f.of(issuer, claims).signed() }
	with := func(change object) string { d := f.draft(); maps.Copy(d.claims, change); return d.signed() }
	return []forged{
		bearer("another organisation, without the key", func() string {
			good := strings.Split(f.draft().signed(), ".")
			d := f.draft()
			d.claims["tenant"] = otherTenant
			return good[0] + "." + part(d.claims) + "." + good[2]
		}()),
		bearer("organisation in capitals", f.claim("tenant", strings.ToUpper(otherTenant))),
		bearer("organisation in braces", f.claim("tenant", "{"+f.tenant+"}")),
		bearer("organisation as SQL", f.claim("tenant", "' OR true --")),
		bearer("two organisations", f.claim("tenant", []string{f.tenant, otherTenant})),
		bearer("no organisation", f.without("tenant")),
		bearer("the organisation of zeros", f.claim("tenant", "00000000-0000-0000-0000-000000000000")),
		bearer("no person", f.without("person")),
		bearer("a person who is no id", f.claim("person", "jan")),
		bearer("no role", f.without("roles")),
		bearer("an unknown role", f.claim("roles", []string{"coordinator", "root"})),
		bearer("a role as text", f.claim("roles", "coordinator")),
		bearer("a role in capitals", f.claim("roles", []string{"COORDINATOR"})),
		bearer("the operator's role within an organisation", f.claim("roles", []string{"platform_operator"})),
		bearer("operator and coordinator", with(object{"tenant": "", "roles": []string{"platform_operator", "coordinator"}})),
		bearer("a machine without scope", f.claim("roles", []string{"machine"})),
		bearer("a machine with a person's role", with(object{"roles": []string{"machine", "coordinator"}, "scopes": []string{"clients:read"}})),
		bearer("a person with scopes", f.claim("scopes", []string{"clients:read"})),
		bearer("a person and a service", f.claim("service", "gateway")),
		bearer("a service naming a person", own("matching", object{"tenant": f.tenant, "person": someone, "roles": []string{"coordinator"}})),
		bearer("a service naming an organisation", own("matching", object{"service": "matching", "tenant": f.tenant})),
		bearer("a service naming another", own("matching", object{"service": "recruitment"})),
		bearer("a service with a role", own("matching", object{"service": "matching", "roles": []string{"coordinator"}})),
		bearer("the gateway naming another service", own("gateway", object{"service": "matching"})),
		bearer("nobody at all", own("gateway", object{})),
	}
}
