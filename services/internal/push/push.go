// Package push sends small notes to the phones and computers whose owner said yes to
// that, by Web Push (RFC 8030, 8291, 8292).
//
// A note travels by the maker of the browser. What it says is encrypted for that one
// browser, and padded, so that its length tells nothing either; the maker sees that this
// Optrek sends something to that browser, and no more. An endpoint is an address that a
// browser gave us, so it is not to be trusted: only https, only to the open internet, no
// redirects. As with letters, no endpoint and no answer reaches an error or a log.
package push

import (
	"context"
	"crypto/ecdh"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	webpush "github.com/SherClockHolmes/webpush-go"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/outside"
)

// What can come of a note that did not go. Errors of Send are one of these.
var (
	ErrOff         = errors.New("push: no key is set (OPTREK_PUSH_KEY_FILE)")
	ErrGone        = errors.New("push: that browser takes no notes from us any more") // forget it
	ErrRefused     = errors.New("push: the note is not taken")                        // do not try again
	ErrUnavailable = errors.New("push: that place is not to be had now")              // try again later
)

const within = 20 * time.Second

// Device is a browser that takes notes.
type Device struct {
	Endpoint     string // https://…
	P256dh, Auth string // with what to encrypt, in base64url
}

// Note is what is sent. Text says neutral things only.
type Note struct {
	Topic string        // a later note of the same topic takes the place of an earlier one; up to 32 of A-Za-z0-9_-
	Text  []byte        // what the service worker gets
	Life  time.Duration // after this it is of no use any more
}

// Options are how to send.
type Options struct {
	Key     []byte       // the private key: 32 bytes, a number on P-256; none: ErrOff
	Contact string       // whom the makers of browsers can reach: https://… or an e-mail address
	Client  *http.Client // nil: one that reaches the open internet only
}

// Sender sends notes. It is safe for concurrent use.
type Sender struct {
	private, public string
	contact         string
	client          *http.Client
}

// FromConfig gives the sender of a process. In development a key is made once, in DataDir.
func FromConfig(c config.Config) (*Sender, error) {
	file := c.PushKeyFile
	if file == "" && !c.IsProduction() {
		file = filepath.Join(c.DataDir, "push.key")
		if err := ensure(file); err != nil {
			return nil, err
		}
	}
	o := Options{Contact: c.PublicURL}
	if !strings.HasPrefix(o.Contact, "https://") {
		o.Contact = "optrek@localhost"
	}
	if file == "" {
		return New(o)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("push: OPTREK_PUSH_KEY_FILE: %w", err)
	}
	if o.Key, err = base64.RawURLEncoding.DecodeString(strings.TrimSpace(string(text))); err != nil {
		return nil, errors.New("push: OPTREK_PUSH_KEY_FILE: want a VAPID private key in base64url")
	}
	return New(o)
}

// NewKey makes the content of a file for OPTREK_PUSH_KEY_FILE.
func NewKey() ([]byte, error) {
	private, _, err := webpush.GenerateVAPIDKeys()
	if err != nil {
		return nil, fmt.Errorf("push: %w", err)
	}
	return []byte(private + "\n"), nil
}

// ensure makes a key when there is none.
func ensure(file string) error {
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	private, err := NewKey()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("push: %w", err)
	}
	// Written whole or not at all: another process may look at the same moment.
	half := file + ".new"
	if err := os.WriteFile(half, private, 0o600); err != nil {
		return fmt.Errorf("push: %w", err)
	}
	return os.Rename(half, file)
}

// New gives a sender; without a key one that is off.
func New(o Options) (*Sender, error) {
	s := &Sender{contact: o.Contact, client: o.Client}
	if s.client == nil {
		s.client = outside.Client(outside.Options{Within: within})
	}
	if len(o.Key) == 0 {
		return s, nil
	}
	key, err := ecdh.P256().NewPrivateKey(o.Key)
	if err != nil {
		return nil, errors.New("push: the key is no number on P-256")
	}
	s.private = base64.RawURLEncoding.EncodeToString(o.Key)
	s.public = base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes())
	return s, nil
}

// PublicKey is what a browser asks with, in base64url; empty when notes are off.
func (s *Sender) PublicKey() string { return s.public }

// Send sends a note and returns when the browser's maker has taken it.
func (s *Sender) Send(ctx context.Context, to Device, n Note) error {
	if s.private == "" {
		return ErrOff
	}
	if !strings.HasPrefix(to.Endpoint, "https://") {
		return ErrRefused
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	res, err := webpush.SendNotificationWithContext(ctx, n.Text, &webpush.Subscription{
		Endpoint: to.Endpoint, Keys: webpush.Keys{Auth: to.Auth, P256dh: to.P256dh},
	}, &webpush.Options{
		HTTPClient: s.client, Subscriber: s.contact, Topic: n.Topic, TTL: int(n.Life.Seconds()), Urgency: webpush.UrgencyNormal,
		VAPIDPublicKey: s.public, VAPIDPrivateKey: s.private,
	})
	if err != nil {
		return failed(err)
	}
	defer func() { _ = res.Body.Close() }() // what it says is of no interest
	switch {
	case res.StatusCode < 300:
		return nil
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		return ErrGone
	case res.StatusCode == http.StatusTooManyRequests || res.StatusCode >= 500:
		return fmt.Errorf("%w (HTTP %d)", ErrUnavailable, res.StatusCode)
	}
	return fmt.Errorf("%w (HTTP %d)", ErrRefused, res.StatusCode)
}

// failed tells what cannot be mended by waiting from what can: keys that are none never work.
func failed(err error) error {
	var inside interface{ Timeout() bool } // of net and net/http: *url.Error is one
	if errors.Is(err, outside.ErrInside) || !errors.As(err, &inside) {
		return ErrRefused
	}
	return ErrUnavailable
}
