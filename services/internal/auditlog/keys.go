package auditlog

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
	"slices"
	"strings"
)

const (
	privateSuffix = ".key.pem" // PKCS #8
	publicSuffix  = ".pub.pem" // PKIX
)

// Key signs seals. It is kept apart from the keys of tokens, in a directory of its own:
// who can sign a token cannot make a log look untouched.
type Key struct {
	ID      string
	private ed25519.PrivateKey
}

func (k Key) sign(hash []byte) []byte { return ed25519.Sign(k.private, hash) }

// Public gives the key's other half.
func (k Key) Public() ed25519.PublicKey { return k.private.Public().(ed25519.PublicKey) }

// LoadKey reads the key to sign with: of several <name>.key.pem in dir, the last by name.
func LoadKey(dir string) (Key, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*"+privateSuffix))
	if err != nil || len(files) == 0 {
		return Key{}, fmt.Errorf("auditlog: no *%s in %s: the log cannot be sealed", privateSuffix, dir)
	}
	file := slices.Max(files)
	parsed, err := read(file, "PRIVATE KEY", x509.ParsePKCS8PrivateKey)
	if err != nil {
		return Key{}, err
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return Key{}, fmt.Errorf("auditlog: %s holds no Ed25519 key", file)
	}
	return Key{ID: strings.TrimSuffix(filepath.Base(file), privateSuffix), private: key}, nil
}

// LoadPublic reads every key that seals may be signed with, the earlier ones too, by id.
func LoadPublic(dir string) (map[string]ed25519.PublicKey, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*"+publicSuffix))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("auditlog: no *%s in %s: nothing to verify with", publicSuffix, dir)
	}
	keys := map[string]ed25519.PublicKey{}
	for _, file := range files {
		parsed, err := read(file, "PUBLIC KEY", x509.ParsePKIXPublicKey)
		if err != nil {
			return nil, err
		}
		key, ok := parsed.(ed25519.PublicKey)
		if !ok {
			return nil, fmt.Errorf("auditlog: %s holds no Ed25519 key", file)
		}
		keys[strings.TrimSuffix(filepath.Base(file), publicSuffix)] = key
	}
	return keys, nil
}

// EnsureKey makes a key named audit where there is none, for development and tests.
// Processes may do this at once: the first wins, and the others use that key.
func EnsureKey(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("auditlog: %w", err)
	}
	file := filepath.Join(dir, "audit"+privateSuffix)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return err
		}
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			return err
		}
		if err := place(file, "PRIVATE KEY", der, os.Link); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	key, err := LoadKey(dir)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	return place(filepath.Join(dir, key.ID+publicSuffix), "PUBLIC KEY", der, os.Rename)
}

// place writes aside first, so that nobody reads half a key.
func place(file, kind string, der []byte, put func(from, to string) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(file), ".key-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	if err := errors.Join(pem.Encode(tmp, &pem.Block{Type: kind, Bytes: der}), tmp.Close()); err != nil {
		return err
	}
	return put(tmp.Name(), file)
}

func read(file, kind string, parse func([]byte) (any, error)) (any, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("auditlog: %w", err)
	}
	block, _ := pem.Decode(text)
	if block == nil || block.Type != kind {
		return nil, fmt.Errorf("auditlog: %s holds no %s", file, kind)
	}
	key, err := parse(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("auditlog: %s: %w", file, err)
	}
	return key, nil
}
