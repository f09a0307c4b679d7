package webhook

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/optrek/optrek/services/recruitment/internal/domain/webhook"
)

// secretBytes are as many as the Standard Webhooks specification advises at most for what
// a person copies; prefix says what it is.
const (
	secretBytes = 32
	prefix      = "whsec_"
)

// Seal keeps secrets unreadable in the database. To sign they must be read, so a hash is not
// enough: a copy of the database alone signs nothing.
type Seal struct{ box cipher.AEAD }

// NewSeal makes one of a key of 32 bytes.
func NewSeal(key []byte) (*Seal, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("webhook: %w", err)
	}
	box, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("webhook: %w", err)
	}
	return &Seal{box: box}, nil
}

func newSecret() string {
	b := make([]byte, secretBytes)
	rand.Read(b) // never fails: crypto/rand stops the process instead
	return prefix + base64.StdEncoding.EncodeToString(b)
}

// of says whose a secret is: one that was put with another address opens nothing there.
func of(tenant string, id webhook.ID) []byte { return []byte("webhook " + tenant + " " + string(id)) }

func (s *Seal) shut(tenant string, id webhook.ID, secret string) []byte {
	return s.box.Seal(nil, nil, []byte(secret), of(tenant, id)) //nolint:gosec // G407: this box draws the nonce itself
}

var errSealed = errors.New("webhook: a secret does not open with this key")

func (s *Seal) open(tenant string, id webhook.ID, sealed []byte) (string, error) {
	text, err := s.box.Open(nil, nil, sealed, of(tenant, id))
	if err != nil {
		return "", errSealed
	}
	return string(text), nil
}
