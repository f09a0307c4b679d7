// Package mailtest is a mail server for tests: a real one, in the process of the test,
// with a certificate of its own. It keeps what it is sent and refuses what it is told to.
package mailtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/mail"
)

// Username and Password are what the server wants to hear.
const (
	Username = "optrek"
	Password = "alleen-in-de-test" //nolint:gosec // G101: of a server that lives as long as a test
)

// Letter is one letter as the server took it.
type Letter struct {
	To   string
	Raw  string // with headers
	Head netmail.Header
}

// Server is a mail server.
type Server struct {
	Addr  string
	roots *x509.CertPool

	mu      sync.Mutex
	letters []Letter
	refuse  func(to string) error
	arrived chan struct{}
}

// Start starts a server that asks for STARTTLS and sign-in; it stops with the test.
func Start(tb testing.TB) *Server {
	tb.Helper()
	certificate, roots := certify(tb)
	s := &Server{roots: roots, arrived: make(chan struct{}, 1)}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{server: s}, nil }))
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	server.ErrorLog = quiet{}
	l, err := (&net.ListenConfig{}).Listen(tb.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	s.Addr = l.Addr().String()
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(l) }()
	tb.Cleanup(func() {
		_ = l.Close() // by hand: the server does not know it yet when the test was over at once
		if err := server.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			tb.Errorf("mail server: %v", err)
		}
		if err := <-stopped; err != nil && !errors.Is(err, smtp.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
			tb.Errorf("mail server: %v", err)
		}
	})
	return s
}

// Settings are how to reach the server, and whom it trusts.
func (s *Server) Settings() mail.Options {
	return mail.Options{Roots: s.roots, Mail: config.Mail{
		SMTPAddr: s.Addr, SMTPTLS: config.StartTLS, Username: Username, Password: Password, From: "Optrek <optrek@example.org>",
	}}
}

// Sender sends by this server.
func (s *Server) Sender(tb testing.TB) *mail.Sender {
	tb.Helper()
	sender, err := mail.New(s.Settings())
	if err != nil {
		tb.Fatal(err)
	}
	return sender
}

// Refuse makes the server answer so for the recipients for which refuse gives an error;
// nil takes everything again.
func (s *Server) Refuse(refuse func(to string) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = refuse
}

// NoSuchBox is how a server says that nobody lives there, with the address in it.
func NoSuchBox(to string) error {
	return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "<" + to + "> unknown here"}
}

// Busy is how a server says to come back later.
func Busy(to string) error {
	return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "no time now for <" + to + ">"}
}

// Letters are those taken so far, in order.
func (s *Server) Letters() []Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Letter(nil), s.letters...)
}

// Arrived tells that a letter came since it was last asked.
func (s *Server) Arrived() <-chan struct{} { return s.arrived }

type session struct {
	server *Server
	signed bool
	to     string
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		if username != Username || password != Password {
			return smtp.ErrAuthFailed
		}
		s.signed = true
		return nil
	}), nil
}

func (s *session) Mail(string, *smtp.MailOptions) error {
	if !s.signed {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	if s.server.refuse != nil {
		if err := s.server.refuse(to); err != nil {
			return err
		}
	}
	s.to = to
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	read, err := netmail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		return err
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.letters = append(s.server.letters, Letter{To: s.to, Raw: string(raw), Head: read.Header})
	select {
	case s.server.arrived <- struct{}{}:
	default:
	}
	return nil
}

func (s *session) Reset()        { s.to = "" }
func (s *session) Logout() error { return nil }

// quiet takes the server's own log: a connection that a client breaks off is no news.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func certify(tb testing.TB) (tls.Certificate, *x509.CertPool) {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	of := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mailtest"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		tb.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		tb.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}
