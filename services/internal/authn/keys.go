package authn

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// Keys lie in one directory, as files or as a mounted Kubernetes secret:
//
//	gateway.pub.pem  gateway.key.pem                 the first key of an issuer
//	gateway.20261122T090500Z.pub.pem  ….key.pem      one that signs from that moment on
//
// The name says whose key it is and from when it signs; which key it is (the kid) is
// computed from the key itself, so a name cannot lie about it.
const (
	publicSuffix  = ".pub.pem" // PKIX, on every service
	privateSuffix = ".key.pem" // PKCS #8, on the issuer only
	fromLayout    = "20060102T150405Z"
)

// KeyID is the kid of a key: its RFC 7638 thumbprint.
func KeyID(key ed25519.PublicKey) string {
	sum, err := (&jose.JSONWebKey{Key: key}).Thumbprint(crypto.SHA256)
	if err != nil { // not a key: nothing is signed with it
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(sum)
}

// named is what a file's name says.
type named struct {
	issuer string
	from   time.Time // zero for the first key
}

// parseName reads "gateway" or "gateway.20261122T090500Z".
func parseName(stem string) (named, error) {
	issuer, moment, dated := strings.Cut(stem, ".")
	if !dated {
		return named{issuer: issuer}, nil
	}
	from, err := time.Parse(fromLayout, moment)
	if err != nil {
		return named{}, fmt.Errorf("authn: %q: want <issuer> or <issuer>.%s", stem, fromLayout)
	}
	return named{issuer: issuer, from: from}, nil
}

// stem is parseName's other way round.
func (n named) stem() string {
	if n.from.IsZero() {
		return n.issuer
	}
	return n.issuer + "." + n.from.UTC().Format(fromLayout)
}

// LoadKeys reads every *.pub.pem in dir, by its name without that ending.
func LoadKeys(dir string) (map[string]ed25519.PublicKey, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*"+publicSuffix))
	if err != nil {
		return nil, fmt.Errorf("authn: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("authn: no *%s in %s", publicSuffix, dir)
	}
	keys := make(map[string]ed25519.PublicKey, len(files))
	for _, file := range files {
		der, err := readPEM(file, "PUBLIC KEY")
		if err != nil {
			return nil, err
		}
		parsed, err := x509.ParsePKIXPublicKey(der)
		key, ok := parsed.(ed25519.PublicKey)
		if err != nil || !ok {
			return nil, fmt.Errorf("authn: %s holds no Ed25519 public key", file)
		}
		keys[strings.TrimSuffix(filepath.Base(file), publicSuffix)] = key
	}
	return keys, nil
}

// loadPrivate reads every private key of the issuer; none is no error.
func loadPrivate(dir, issuer string) (map[string]ed25519.PrivateKey, error) {
	files, err := privateFiles(dir, issuer)
	if err != nil {
		return nil, err
	}
	keys := map[string]ed25519.PrivateKey{}
	for _, file := range files {
		if keys[strings.TrimSuffix(filepath.Base(file), privateSuffix)], err = readPrivate(file); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

func privateFiles(dir, issuer string) ([]string, error) {
	var files []string
	for _, pattern := range []string{issuer + privateSuffix, issuer + ".*" + privateSuffix} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return nil, fmt.Errorf("authn: %w", err)
		}
		files = append(files, found...)
	}
	return files, nil
}

// LoadSigner reads the issuer's keys in dir, once. It signs by the machine's clock; a
// Ring gives one that takes up new keys while it runs.
func LoadSigner(dir, issuer string) (*Signer, error) {
	ring, err := OpenRing(dir, time.Now, issuer)
	if err != nil {
		return nil, err
	}
	return ring.Signer(issuer)
}

// EnsureKeys makes the key pairs that are not there yet, for development and
// tests; in production keys are mounted. Processes may do this at the same time:
// whoever is first wins and the others use that key.
func EnsureKeys(dir string, issuers ...string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("authn: %w", err)
	}
	for _, issuer := range issuers {
		if err := ensureKey(dir, issuer); err != nil {
			return fmt.Errorf("authn: key of %s: %w", issuer, err)
		}
	}
	return nil
}

func ensureKey(dir, issuer string) error {
	there, err := privateFiles(dir, issuer)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		private := filepath.Join(dir, issuer+privateSuffix)
		_, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return err
		}
		text, err := privatePEM(key)
		if err != nil {
			return err
		}
		if err := place(private, text, os.Link); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		there = []string{private}
	}
	for _, private := range there {
		key, err := readPrivate(private)
		if err != nil {
			return err
		}
		text, err := publicPEM(key)
		if err != nil {
			return err
		}
		if err := place(strings.TrimSuffix(private, privateSuffix)+publicSuffix, text, os.Rename); err != nil {
			return err
		}
	}
	return nil
}

// place writes aside and then puts in place, so that nobody reads half a key.
// With os.Link an existing file stays, with os.Rename it is replaced.
func place(file string, text []byte, put func(from, to string) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(file), ".key-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(text)
	if err := errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return put(tmp.Name(), file)
}

func privatePEM(key ed25519.PrivateKey) ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), err
}

func publicPEM(key ed25519.PrivateKey) ([]byte, error) {
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), err
}

func readPrivate(file string) (ed25519.PrivateKey, error) {
	der, err := readPEM(file, "PRIVATE KEY")
	if err != nil {
		return nil, err
	}
	parsed, err := x509.ParsePKCS8PrivateKey(der)
	key, ok := parsed.(ed25519.PrivateKey)
	if err != nil || !ok {
		return nil, fmt.Errorf("authn: %s holds no Ed25519 private key", file)
	}
	return key, nil
}

func readPEM(file, kind string) ([]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("authn: %w", err)
	}
	block, _ := pem.Decode(text)
	if block == nil || block.Type != kind {
		return nil, fmt.Errorf("authn: %s holds no %s", file, kind)
	}
	return block.Bytes, nil
}
