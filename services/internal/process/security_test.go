package process

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/rpc"
)

// certificates makes an authority and one certificate of it, for 127.0.0.1.
func certificates(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	now := time.Now()
	ca := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), NotBefore: ca.NotBefore, NotAfter: ca.NotAfter,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	for name, c := range map[string]*x509.Certificate{"ca.crt": ca, "tls.crt": leaf} {
		der, err := x509.CreateCertificate(rand.Reader, c, ca, key.Public(), key)
		must(t, err)
		save(t, filepath.Join(dir, name), "CERTIFICATE", der)
	}
	save(t, filepath.Join(dir, "tls.key"), "PRIVATE KEY", private)
	return dir
}

func save(t *testing.T, file, kind string, der []byte) {
	t.Helper()
	must(t, os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600))
}

func TestBetweenMachinesBothEndsShowACertificate(t *testing.T) {
	p := prepare(t, func(c *config.Config) { c.TLSDir, c.Recruitment.Addr = certificates(t), "127.0.0.1:0" })
	p.For("recruitment").Serve("recruitment", watch{do: func(context.Context) error { return nil }}.register)
	target := "passthrough:///" + p.servers[0].listener.Addr().String()
	p.Config.Recruitment.Target = target
	good, err := p.For("matching").Dial("recruitment")
	must(t, err)
	r := start(t, p)
	if err := ask(t, good); status.Code(err) != codes.Unknown {
		t.Errorf("with a certificate: %v", err)
	}
	bare := p.secure.client()
	bare.GetClientCertificate = nil
	for what, secure := range map[string]*tls.Config{"no certificate": bare, "no TLS": nil} {
		conn, err := rpc.Dial(target, rpc.DialOptions{TLS: secure})
		must(t, err)
		_, err = healthpb.NewHealthClient(conn).Check(t.Context(), &healthpb.HealthCheckRequest{})
		if status.Code(err) != codes.Unavailable {
			t.Errorf("%s: %v", what, err)
		}
		must(t, conn.Close())
	}
	r.stop()
	must(t, r.end())
}

func TestWrongCertificatesAreToldAtTheStart(t *testing.T) {
	for _, missing := range []string{"ca.crt", "tls.crt", "tls.key"} {
		dir := certificates(t)
		must(t, os.WriteFile(filepath.Join(dir, missing), []byte("nothing"), 0o600))
		if _, err := loadSecurity(dir); err == nil {
			t.Errorf("without %s it starts", missing)
		}
	}
}
