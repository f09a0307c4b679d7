package mtls

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// Authority issues certificates, for a try on one's own machine and for tests. In
// production a cluster's own issuer does this (cert-manager, SPIRE).
type Authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// Names are what a certificate stands for, and between which moments.
type Names struct {
	URIs              []string
	DNS               []string
	IPs               []net.IP
	NotBefore, Expiry time.Time
}

// Service are the names of a service on this machine.
func Service(name string, now time.Time) Names {
	return Names{
		URIs: []string{"spiffe://" + TrustDomain + "/" + name}, DNS: []string{name, "localhost"},
		IPs: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}, NotBefore: now.Add(-time.Minute), Expiry: now.AddDate(1, 0, 0),
	}
}

// NewAuthority makes one that lasts ten years.
func NewAuthority(now time.Time) (*Authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	c := &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: "Optrek (deze machine)"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(10, 0, 0),
		IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		return nil, err
	}
	c, err = x509.ParseCertificate(der)
	return &Authority{certificate: c, key: key}, err
}

// ReadAuthority reads the one that Save wrote, so that new certificates are trusted
// where the old ones are.
func ReadAuthority(dir string) (*Authority, error) {
	a := &Authority{}
	for name, take := range map[string]func([]byte) error{
		"ca.crt": func(der []byte) (err error) { a.certificate, err = x509.ParseCertificate(der); return err },
		"ca.key": func(der []byte) (err error) { a.key, err = x509.ParseECPrivateKey(der); return err },
	} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		block, _ := pem.Decode(text)
		if block == nil {
			return nil, fmt.Errorf("%s holds nothing", filepath.Join(dir, name))
		}
		if err := take(block.Bytes); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// Save writes ca.crt and ca.key.
func (a *Authority) Save(dir string) error {
	der, err := x509.MarshalECPrivateKey(a.key)
	if err != nil {
		return err
	}
	return errors.Join(os.MkdirAll(dir, 0o700), a.saveCertificate(dir), savePEM(filepath.Join(dir, "ca.key"), "EC PRIVATE KEY", der))
}

func (a *Authority) saveCertificate(dir string) error {
	return savePEM(filepath.Join(dir, "ca.crt"), "CERTIFICATE", a.certificate.Raw)
}

// Issue writes tls.crt, tls.key and ca.crt into dir.
func (a *Authority) Issue(dir string, n Names) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	c := &x509.Certificate{
		SerialNumber: serial(), NotBefore: n.NotBefore, NotAfter: n.Expiry, DNSNames: n.DNS, IPAddresses: n.IPs,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	for _, text := range n.URIs {
		u, err := url.Parse(text)
		if err != nil {
			return err
		}
		c.URIs = append(c.URIs, u)
	}
	der, err := x509.CreateCertificate(rand.Reader, c, a.certificate, key.Public(), a.key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return errors.Join(os.MkdirAll(dir, 0o700),
		savePEM(filepath.Join(dir, "tls.crt"), "CERTIFICATE", der),
		savePEM(filepath.Join(dir, "tls.key"), "PRIVATE KEY", private), a.saveCertificate(dir))
}

func serial() *big.Int {
	var random [16]byte
	rand.Read(random[:]) // never fails: crypto/rand stops the process instead
	return new(big.Int).SetBytes(random[:])
}

// savePEM puts the file in place whole: a handshake may be reading it.
func savePEM(file, kind string, der []byte) error {
	aside := file + ".new"
	if err := os.WriteFile(aside, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		return err
	}
	return os.Rename(aside, file)
}
