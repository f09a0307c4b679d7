package authn

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	publicSuffix  = ".pub.pem" // PKIX, on every service
	privateSuffix = ".key.pem" // PKCS #8, on the issuer only
)

// LoadKeys reads every <issuer>.pub.pem in dir.
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

// LoadSigner reads <issuer>.key.pem in dir. It signs by the machine's clock.
func LoadSigner(dir, issuer string) (*Signer, error) {
	key, err := readPrivate(filepath.Join(dir, issuer+privateSuffix))
	if err != nil {
		return nil, err
	}
	return NewSigner(issuer, key, time.Now), nil
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
	private := filepath.Join(dir, issuer+privateSuffix)
	if _, err := os.Stat(private); errors.Is(err, fs.ErrNotExist) {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return err
		}
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			return err
		}
		if err := writePEM(private, "PRIVATE KEY", der, os.Link); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	key, err := readPrivate(private)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	return writePEM(filepath.Join(dir, issuer+publicSuffix), "PUBLIC KEY", der, os.Rename)
}

// writePEM writes aside and then puts in place, so that nobody reads half a key.
// With os.Link an existing file stays, with os.Rename it is replaced.
func writePEM(file, kind string, der []byte, place func(from, to string) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(file), ".key-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	err = pem.Encode(tmp, &pem.Block{Type: kind, Bytes: der})
	if err := errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return place(tmp.Name(), file)
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
