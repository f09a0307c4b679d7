package mtls

import (
	"crypto/tls"
	"fmt"
	"path/filepath"
	"sync"
	"time"
)

// Expires is when the certificate (tls.crt) of a directory ends.
func Expires(dir string) (time.Time, error) {
	c, err := tls.LoadX509KeyPair(filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key"))
	if err != nil {
		return time.Time{}, err
	}
	return c.Leaf.NotAfter, nil
}

// Browsers is how the gateway speaks TLS to who comes from outside, without asking them
// for a certificate: tls.crt and tls.key in dir, read at each handshake. No dir is no TLS.
func Browsers(dir string) (*tls.Config, error) {
	if dir == "" {
		return nil, nil
	}
	read := func() (*tls.Certificate, error) {
		c, err := tls.LoadX509KeyPair(filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key"))
		return &c, err
	}
	good, err := read()
	if err != nil {
		return nil, fmt.Errorf("OPTREK_HTTP_TLS_DIR: %w", err)
	}
	var mu sync.Mutex
	return &tls.Config{
		MinVersion: tls.VersionTLS13, NextProtos: []string{"h2", "http/1.1"},
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			mu.Lock()
			defer mu.Unlock()
			if c, err := read(); err == nil { // while they are being replaced the last one holds
				good = c
			}
			return good, nil
		},
	}, nil
}
