package process

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"path/filepath"
)

// security is mutual TLS between services: both ends show a certificate of the
// same authority. The file names are those of a Kubernetes TLS secret.
type security struct {
	dir string
	ca  *x509.CertPool
}

// loadSecurity gives nil, which means no TLS, for no directory.
func loadSecurity(dir string) (*security, error) {
	if dir == "" {
		return nil, nil
	}
	text, err := os.ReadFile(filepath.Join(dir, "ca.crt"))
	if err != nil {
		return nil, fmt.Errorf("OPTREK_TLS_DIR: %w", err)
	}
	s := &security{dir: dir, ca: x509.NewCertPool()}
	if !s.ca.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("OPTREK_TLS_DIR: no certificate in %s/ca.crt", dir)
	}
	if _, err := s.certificate(); err != nil {
		return nil, err
	}
	return s, nil
}

// certificate reads the files at each handshake: they are renewed while we run, and handshakes are rare.
func (s *security) certificate() (*tls.Certificate, error) {
	c, err := tls.LoadX509KeyPair(filepath.Join(s.dir, "tls.crt"), filepath.Join(s.dir, "tls.key"))
	if err != nil {
		return nil, fmt.Errorf("OPTREK_TLS_DIR: %w", err)
	}
	return &c, nil
}

func (s *security) server() *tls.Config {
	if s == nil {
		return nil
	}
	return &tls.Config{
		MinVersion: tls.VersionTLS13, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: s.ca,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return s.certificate() },
	}
}

func (s *security) client() *tls.Config {
	if s == nil {
		return nil
	}
	return &tls.Config{
		MinVersion: tls.VersionTLS13, RootCAs: s.ca,
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return s.certificate() },
	}
}
