// Package bearer is what another system of an organisation shows: a secret it was given
// once, or the token of a few minutes that it got for one.
//
// As a session's cookie does, both carry the organisation beside the random part, because
// nobody is known yet when they are looked up and every table wants an organisation first:
//
//	secret  opts_ base64url( organisation, 16 bytes | connection, 16 bytes | 32 random bytes )
//	token   optt_ base64url( organisation, 16 bytes | 32 random bytes )
//
// The ids in them are a hint where to look and no claim: what is not kept there, by its
// hash, opens nothing. The prefixes are for whoever searches files for what should not be
// in them.
package bearer

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/google/uuid"
)

const (
	secretPrefix = "opts_"
	tokenPrefix  = "optt_"
	idBytes      = 16
	randomBytes  = 32
)

// Shown is what somebody showed, taken apart.
type Shown struct {
	Organisation string   // UUID
	Connection   string   // UUID; empty for a token
	Hash         [32]byte // of all of it, as text
}

// IsSecret says whether this is the secret itself and not a token.
func (s Shown) IsSecret() bool { return s.Connection != "" }

// NewSecret makes a secret for a connection of an organisation; both are UUIDs.
func NewSecret(organisation, connection string) (string, error) {
	return made(secretPrefix, organisation, connection)
}

// NewToken makes a token within an organisation.
func NewToken(organisation string) (string, error) { return made(tokenPrefix, organisation) }

func made(prefix string, ids ...string) (string, error) {
	var body []byte
	for _, text := range ids {
		id, err := uuid.Parse(text)
		if err != nil {
			return "", err
		}
		body = append(body, id[:]...)
	}
	random := make([]byte, randomBytes)
	rand.Read(random) // never fails: crypto/rand stops the process instead
	return prefix + base64.RawURLEncoding.EncodeToString(append(body, random...)), nil
}

// Hash is what is kept of a secret or token. It has 256 random bits, so a plain hash
// cannot be searched back.
func Hash(text string) [32]byte { return sha256.Sum256([]byte(text)) }

// Ending gives the last four characters, by which a person tells two secrets apart.
func Ending(text string) string { return text[max(0, len(text)-4):] }

// Parse takes a secret or a token apart; false for everything that is neither.
func Parse(text string) (Shown, bool) {
	shown := Shown{Hash: Hash(text)}
	if body, ok := take(text, secretPrefix, 2); ok {
		shown.Organisation, shown.Connection = idOf(body), idOf(body[idBytes:])
		return shown, shown.Organisation != uuid.Nil.String() && shown.Connection != uuid.Nil.String()
	}
	if body, ok := take(text, tokenPrefix, 1); ok {
		shown.Organisation = idOf(body)
		return shown, shown.Organisation != uuid.Nil.String()
	}
	return Shown{}, false
}

// take gives the bytes behind the prefix, when they are exactly as many as they should be.
func take(text, prefix string, ids int) ([]byte, bool) {
	rest, ok := strings.CutPrefix(text, prefix)
	want := ids*idBytes + randomBytes
	if !ok || len(rest) != base64.RawURLEncoding.EncodedLen(want) {
		return nil, false
	}
	body, err := base64.RawURLEncoding.Strict().DecodeString(rest)
	return body, err == nil && len(body) == want
}

func idOf(body []byte) string { return uuid.UUID(body[:idBytes]).String() }
