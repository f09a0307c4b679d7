// Package pushtest is a maker of browsers for tests: it takes notes over TLS, in the
// process of the test, and reads them as the browser would.
package pushtest

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/optrek/optrek/services/internal/push"
)

// Note is one note as it arrived.
type Note struct {
	Path   string // which browser
	Text   string // read with the browser's own key
	Length int    // as it travelled
	Head   http.Header
}

// Server is a maker of browsers.
type Server struct {
	http *httptest.Server
	key  *ecdh.PrivateKey
	auth []byte

	mu     sync.Mutex
	notes  []Note
	status int
}

// Start starts one; it stops with the test.
func Start(tb testing.TB) *Server {
	tb.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	s := &Server{key: key, auth: make([]byte, 16), status: http.StatusCreated}
	rand.Read(s.auth) // never fails
	s.http = httptest.NewTLSServer(http.HandlerFunc(s.take))
	tb.Cleanup(s.http.Close)
	return s
}

// Device is a browser of this maker.
func (s *Server) Device(name string) push.Device {
	encode := base64.RawURLEncoding.EncodeToString
	return push.Device{Endpoint: s.http.URL + "/" + name, P256dh: encode(s.key.PublicKey().Bytes()), Auth: encode(s.auth)}
}

// Sender sends to this maker, which it trusts.
func (s *Server) Sender(tb testing.TB) *push.Sender {
	tb.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	sender, err := push.New(push.Options{Key: key.Bytes(), Contact: "https://optrek.example.org", Client: s.http.Client()})
	if err != nil {
		tb.Fatal(err)
	}
	return sender
}

// Answer makes the maker answer so from now on.
func (s *Server) Answer(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status = status
}

// Notes are those taken so far.
func (s *Server) Notes() []Note {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Note(nil), s.notes...)
}

func (s *Server) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.status >= 300 {
		http.Error(w, "no: "+r.URL.Path, s.status)
		return
	}
	var text string
	if err == nil {
		text, err = s.read(body)
	}
	if err != nil || !strings.HasPrefix(r.Header.Get("Authorization"), "vapid ") {
		http.Error(w, "this is no note", http.StatusBadRequest)
		return
	}
	s.notes = append(s.notes, Note{Path: r.URL.Path, Text: text, Length: len(body), Head: r.Header.Clone()})
	w.WriteHeader(s.status)
}

// read is RFC 8291 from the browser's side, written apart from what sends.
func (s *Server) read(body []byte) (string, error) {
	if len(body) < 21+65+17 || body[20] != 65 {
		return "", errors.New("too short")
	}
	salt, theirs, sealed := body[:16], body[21:21+65], body[21+65:]
	sender, err := ecdh.P256().NewPublicKey(theirs)
	if err != nil {
		return "", err
	}
	shared, err := s.key.ECDH(sender)
	if err != nil {
		return "", err
	}
	info := "WebPush: info\x00" + string(s.key.PublicKey().Bytes()) + string(theirs)
	ikm, err := hkdf.Key(sha256.New, shared, s.auth, info, 32)
	if err != nil {
		return "", err
	}
	key, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: aes128gcm\x00", 16)
	if err != nil {
		return "", err
	}
	nonce, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: nonce\x00", 12)
	if err != nil {
		return "", err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		return "", err
	}
	plain, err := box.Open(nil, nonce, sealed, nil)
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(strings.TrimRight(string(plain), "\x00"), "\x02"), nil
}
