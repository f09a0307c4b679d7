package logincard

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/argon2"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	store "github.com/optrek/optrek/services/recruitment/internal/store/logincard"
)

// What argon2id is asked to cost: the least OWASP advises. Three pictures have few
// combinations, so it is the key that keeps a copy of the database worthless; this
// makes it dear as well for who has both.
const (
	argonTime    = 2
	argonMemory  = 19 * 1024 // KiB
	argonThreads = 1
	saltBytes    = 16
	hashBytes    = 32
	keyBytes     = 32
	// atOnce is how many are reckoned at one moment: each holds memory.
	atOnce = 4
)

// Key keeps what a database alone must not give away. It stands in a file, apart.
type Key struct {
	secret []byte
	slots  chan struct{}
}

// NewKey makes a key of 32 random bytes.
func NewKey(secret []byte) (*Key, error) {
	if len(secret) != keyBytes {
		return nil, errors.New("cards: the key is not 32 bytes")
	}
	return &Key{secret: secret, slots: make(chan struct{}, atOnce)}, nil
}

// KeyFromConfig gives the key of a process; in development one is made, in DataDir. Nil
// in production without a file: then there are no cards.
func KeyFromConfig(c config.Config) (*Key, error) {
	file := c.CardKeyFile
	if file == "" && c.IsProduction() {
		return nil, nil
	}
	if file == "" {
		file = filepath.Join(c.DataDir, "card.key")
		if err := ensure(file); err != nil {
			return nil, err
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("cards: OPTREK_CARD_KEY_FILE: %w", err)
	}
	secret, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(secret) != keyBytes {
		return nil, errors.New("cards: OPTREK_CARD_KEY_FILE: want 32 random bytes in base64")
	}
	return NewKey(secret)
}

// ensure makes a key when there is none.
func ensure(file string) error {
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("cards: %w", err)
	}
	// Written whole or not at all: another process may look at the same moment.
	half := file + ".new"
	if err := os.WriteFile(half, []byte(base64.StdEncoding.EncodeToString(randomBytes(keyBytes))+"\n"), 0o600); err != nil {
		return fmt.Errorf("cards: %w", err)
	}
	return os.Rename(half, file)
}

// For gives a key of 32 bytes for something else that a database alone must not give away:
// another one for each purpose, from which this one cannot be worked out.
func (k *Key) For(purpose string) []byte { return k.keyed("key for", purpose) }

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails: crypto/rand stops the process instead
	return b
}

// keyed is a hash that only the holder of the key can make, of parts that do not run
// into each other.
func (k *Key) keyed(what string, parts ...string) []byte {
	mac := hmac.New(sha256.New, k.secret)
	fmt.Fprintf(mac, "%q", append([]string{what}, parts...))
	return mac.Sum(nil)
}

// code makes what is kept of the pictures a client chose.
func (k *Key) code(tenant string, client domain.ClientID, pictures []string) store.Code {
	salt := randomBytes(saltBytes)
	return store.Code{Salt: salt, Hash: k.hash(tenant, client, pictures, salt), Length: len(pictures)}
}

// right says whether these are the client's pictures. It takes as long for a client that
// is none, so that time tells nothing: give it the zero Code then.
func (k *Key) right(tenant string, client domain.ClientID, pictures []string, c store.Code) bool {
	salt := c.Salt
	if len(salt) == 0 {
		salt = make([]byte, saltBytes)
	}
	return subtle.ConstantTimeCompare(k.hash(tenant, client, pictures, salt), c.Hash) == 1
}

func (k *Key) hash(tenant string, client domain.ClientID, pictures []string, salt []byte) []byte {
	k.slots <- struct{}{}
	defer func() { <-k.slots }()
	peppered := k.keyed("pictures", append([]string{tenant, string(client)}, pictures...)...)
	return argon2.IDKey(peppered, salt, argonTime, argonMemory, argonThreads, hashBytes)
}

// secretHash is what is kept of what a card or a device holds: 256 random bits, so a plain
// hash cannot be searched back.
func secretHash(secret []byte) []byte {
	sum := sha256.Sum256(secret)
	return sum[:]
}
