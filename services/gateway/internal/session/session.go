// Package session keeps who is signed in: on the server, revocable at once, found
// by what the browser's cookie holds.
//
// # The cookie and the tenant's wall
//
// A session is looked up before anybody is known, while every table stands behind
// row-level security that wants a tenant first. Instead of a hole in the wall, the
// cookie carries the tenant beside the secret:
//
//	base64url( tenant UUID, 16 bytes | secret, 32 random bytes )
//
// The tenant in it is a hint where to look, not a claim: a lookup happens inside
// that tenant, by the hash of the secret, and a cookie whose tenant was changed
// finds nothing there. What a request may do comes from the row alone.
package session

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
)

// ErrNone says that the cookie stands for no session: never did, ended or expired.
var ErrNone = errors.New("session: none")

// Session is one person signed in with one browser.
type Session struct {
	Tenant   string // organisation id
	ID       string // for the audit log; not a secret
	Person   string
	IsClient bool
	Roles    []authn.Role
	Name     string // as shown to the person themself; stored sealed

	Method   Method
	Issuer   string // of the provider that vouched for them; empty for a card
	Subject  string // what the provider calls them; given to Start, stored as a hash, never given back
	Sid      string // the provider's own session, so that it can end this one; may be empty
	Hint     string // the ID token, to be sent along when they sign out at the provider too; stored sealed
	Card     string // the login card that opened it; a card's session only
	OpenedBy string // the support worker beside whom it was opened; beside only
	Device   string // in plain words, see Device

	// Life shortens the absolute limit when it is more than nothing.
	Life time.Duration

	StartedAt, LastSeen time.Time // given by the book
}

// Method is how somebody came in.
type Method string

// The ways in.
const (
	ByProvider Method = "provider" // their organisation's own provider
	ByCard     Method = "card"     // a client's printed card and picture code
	Beside     Method = "beside"   // a client, on the device of a support worker who sits beside them
)

// Limits says how long a session lives.
type Limits struct {
	Idle     time.Duration // without a request
	Absolute time.Duration // however busy
}

const (
	tenantBytes = 16
	secretBytes = 32
	// seenStep is how exact last_seen_at is: writing it on each request would
	// make every read a write.
	seenStep = time.Minute
)

// secret is the part of the cookie that only the browser has.
type secret [secretBytes]byte

// newCookie makes a fresh secret and the cookie that carries it.
func newCookie(tenant string) (string, secret, error) {
	id, err := uuid.Parse(tenant)
	if err != nil {
		return "", secret{}, fmt.Errorf("session: tenant: %w", err)
	}
	var s secret
	rand.Read(s[:]) // never fails: crypto/rand stops the process instead
	return base64.RawURLEncoding.EncodeToString(append(id[:], s[:]...)), s, nil
}

// parseCookie takes a cookie apart. Anything that is not exactly one is ErrNone.
func parseCookie(cookie string) (tenant string, s secret, err error) {
	if len(cookie) != base64.RawURLEncoding.EncodedLen(tenantBytes+secretBytes) {
		return "", secret{}, ErrNone
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(cookie)
	if err != nil || len(raw) != tenantBytes+secretBytes {
		return "", secret{}, ErrNone
	}
	id := uuid.UUID(raw[:tenantBytes])
	if id == uuid.Nil {
		return "", secret{}, ErrNone
	}
	copy(s[:], raw[tenantBytes:])
	return id.String(), s, nil
}

// hash is what the table knows of the secret. The secret has 256 random bits, so a
// plain hash cannot be searched back.
func (s secret) hash() []byte {
	sum := sha256.Sum256(s[:])
	return sum[:]
}

// What is sealed under the secret, each under a key of its own.
const (
	sealName = "optrek session name"
	sealHint = "optrek session hint"
)

func (s secret) box(what string) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, s[:], nil, what, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func (s secret) seal(what, text string) ([]byte, error) {
	box, err := s.box(what)
	if err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	return box.Seal(nil, nil, []byte(text), nil), nil //nolint:gosec // G407: this AEAD makes a random nonce itself and wants none
}

// open gives what seal sealed; nothing for nothing.
func (s secret) open(what string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	box, err := s.box(what)
	if err != nil {
		return "", err
	}
	text, err := box.Open(nil, nil, sealed, nil)
	if err != nil {
		return "", errors.New("session: the " + what + " was sealed with another secret")
	}
	return string(text), nil
}

// SubjectHash is what the table knows of a provider's name for somebody: enough to
// find their sessions when the provider names them again, and no name.
func SubjectHash(issuer, subject string) []byte {
	sum := sha256.Sum256([]byte("optrek subject\x00" + issuer + "\x00" + subject))
	return sum[:]
}

// Book is the book of sessions, in PostgreSQL.
type Book struct {
	db     database
	clock  func() time.Time
	limits Limits
}

// Start writes a new session, with a secret of its own, and an id unless it was given
// one (for the log, which has it before the session is there), and gives the cookie for it. Whoever calls this at sign-in ends the old session: a secret
// from before the sign-in is never worth anything after it.
func (b *Book) Start(ctx context.Context, s Session) (cookie string, err error) {
	cookie, key, err := newCookie(s.Tenant)
	if err != nil {
		return "", err
	}
	fresh := row{Session: s, hash: key.hash()}
	if fresh.sealedName, err = key.seal(sealName, s.Name); err != nil {
		return "", err
	}
	if s.Hint != "" {
		if fresh.sealedHint, err = key.seal(sealHint, s.Hint); err != nil {
			return "", err
		}
	}
	if fresh.ID == "" {
		fresh.ID = ids.New()
	}
	return cookie, b.insert(ctx, fresh)
}

// Find gives the session behind a cookie, or ErrNone. Its person was there just now.
func (b *Book) Find(ctx context.Context, cookie string) (Session, error) {
	return b.find(ctx, cookie, false)
}

// Peek is Find for what a page does by itself, with nobody at it: an untouched session still
// ends when it has been idle for too long.
func (b *Book) Peek(ctx context.Context, cookie string) (Session, error) {
	return b.find(ctx, cookie, true)
}

func (b *Book) find(ctx context.Context, cookie string, peek bool) (Session, error) {
	tenant, key, err := parseCookie(cookie)
	if err != nil {
		return Session{}, err
	}
	found, err := b.lookUp(ctx, tenant, key.hash(), peek)
	if err != nil {
		return Session{}, err
	}
	found.Name, err = key.open(sealName, found.sealedName)
	if err != nil {
		return Session{}, err
	}
	found.Hint, err = key.open(sealHint, found.sealedHint)
	return found.Session, err
}

// End takes one session out of the book, for instance when somebody logs out.
// Ending what is not there is fine.
func (b *Book) End(ctx context.Context, cookie string) error {
	tenant, key, err := parseCookie(cookie)
	if err != nil {
		return nil //nolint:nilerr // not a cookie of ours: there is nothing to end
	}
	return b.exec(ctx, tenant, `DELETE FROM session WHERE tenant_id = $1 AND secret_hash = $2`, key.hash())
}
