// Package mtls is mutual TLS between the services: both ends show a certificate of
// Optrek's own authority, and the certificate says which service it is.
//
// The identity is a URI, spiffe://optrek/<service>, or without one a DNS name whose
// first label is the service (recruitment, recruitment.optrek.svc). A certificate with
// two identities has none. The address that was dialled plays no part: addresses change,
// and who answers has to be who was meant.
//
// Files are named as in a Kubernetes TLS secret (tls.crt, tls.key, ca.crt) and read at
// each handshake, so certificates and the authority are renewed while everything runs.
package mtls

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/peer"
)

// TrustDomain is the authority part of an identity.
const TrustDomain = "optrek"

// Source is the certificate of one service and the authority it trusts.
type Source struct {
	dir      string
	services []string

	mu   sync.Mutex
	good *material // what was last read whole
}

// material is what one look at the directory gave.
type material struct {
	own       tls.Certificate
	authority *x509.CertPool
}

// Open reads the certificate of a service: from dir/<service> when there is such a
// directory, for several services in one process, and otherwise from dir. services are
// the names an identity may have.
func Open(dir, service string, services []string) (*Source, error) {
	if own := filepath.Join(dir, service); isDirectory(own) {
		dir = own
	}
	s := &Source{dir: dir, services: services}
	m, err := s.read()
	if err != nil {
		return nil, fmt.Errorf("OPTREK_TLS_DIR: %w", err)
	}
	if is, err := Identity(m.own.Leaf, services); err != nil || is != service {
		return nil, fmt.Errorf("OPTREK_TLS_DIR: the certificate in %s is not that of %s (want spiffe://%s/%s)", dir, service, TrustDomain, service)
	}
	s.good = m
	return s, nil
}

func isDirectory(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// Identity is the service a certificate stands for.
func Identity(c *x509.Certificate, services []string) (string, error) {
	var names []string
	switch {
	case len(c.URIs) > 1:
		return "", errors.New("mtls: a certificate with several URIs")
	case len(c.URIs) == 1:
		u := c.URIs[0]
		name := strings.TrimPrefix(u.Path, "/")
		if u.String() != "spiffe://"+TrustDomain+"/"+name {
			return "", errors.New("mtls: the URI of the certificate is no identity")
		}
		names = []string{name}
	default:
		for _, name := range c.DNSNames {
			first, _, _ := strings.Cut(name, ".")
			if slices.Contains(services, first) && !slices.Contains(names, first) {
				names = append(names, first)
			}
		}
	}
	if len(names) != 1 || !slices.Contains(services, names[0]) {
		return "", errors.New("mtls: the certificate names no service, or several")
	}
	return names[0], nil
}

// Server asks each caller for a certificate of one of the given services.
func (s *Source) Server(callers []string) *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS13, ClientAuth: tls.RequireAnyClientCert, SessionTicketsDisabled: true,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return &s.current().own, nil },
		VerifyConnection: func(state tls.ConnectionState) error {
			is, err := s.verify(state, x509.ExtKeyUsageClientAuth)
			if err == nil && !slices.Contains(callers, is) {
				err = fmt.Errorf("mtls: %s has no business here", is)
			}
			return err
		},
	}
}

// Client shows our certificate, and talks to that one service only.
func (s *Source) Client(service string) *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS13,
		// The library compares the certificate with the address; VerifyConnection below checks
		// the chain and the identity instead, on every handshake.
		InsecureSkipVerify:   true, //nolint:gosec // G402: see above
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &s.current().own, nil },
		VerifyConnection: func(state tls.ConnectionState) error {
			is, err := s.verify(state, x509.ExtKeyUsageServerAuth)
			if err == nil && is != service {
				err = fmt.Errorf("mtls: %s answers where %s was meant", is, service)
			}
			return err
		},
	}
}

// verify checks the chain of the other end and gives its identity.
func (s *Source) verify(state tls.ConnectionState, use x509.ExtKeyUsage) (string, error) {
	if len(state.PeerCertificates) == 0 {
		return "", errors.New("mtls: no certificate")
	}
	leaf, between := state.PeerCertificates[0], x509.NewCertPool()
	for _, c := range state.PeerCertificates[1:] {
		between.AddCert(c)
	}
	_, err := leaf.Verify(x509.VerifyOptions{
		Roots: s.current().authority, Intermediates: between, KeyUsages: []x509.ExtKeyUsage{use},
	})
	if err != nil {
		return "", fmt.Errorf("mtls: %w", err)
	}
	return Identity(leaf, s.services)
}

// current reads the files; while they are being replaced, what was there before holds.
func (s *Source) current() *material {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m, err := s.read(); err == nil {
		s.good = m
	}
	return s.good
}

func (s *Source) read() (*material, error) {
	own, err := tls.LoadX509KeyPair(filepath.Join(s.dir, "tls.crt"), filepath.Join(s.dir, "tls.key"))
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(s.dir, "ca.crt"))
	if err != nil {
		return nil, err
	}
	m := &material{own: own, authority: x509.NewCertPool()}
	if !m.authority.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("no certificate in %s", filepath.Join(s.dir, "ca.crt"))
	}
	return m, nil
}

// Expires is when our own certificate ends.
func (s *Source) Expires() time.Time { return s.current().own.Leaf.NotAfter }

// Peer gives the service at the other end of a call; tls is false where there is no TLS,
// on a local socket.
func Peer(ctx context.Context, services []string) (service string, isTLS bool, err error) {
	p, ok := peer.FromContext(ctx)
	if !ok {
		return "", false, nil
	}
	info, ok := p.AuthInfo.(credentials.TLSInfo)
	if !ok {
		return "", false, nil
	}
	if len(info.State.PeerCertificates) == 0 {
		return "", true, errors.New("mtls: no certificate")
	}
	service, err = Identity(info.State.PeerCertificates[0], services)
	return service, true, err
}
