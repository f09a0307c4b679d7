package mtls_test

import (
	"context"
	"crypto/tls"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"github.com/optrek/optrek/services/internal/mtls"
)

var services = []string{"recruitment", "matching", "activity", "evaluation", "gateway"}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// house is an authority with a certificate for recruitment and matching.
type house struct {
	authority *mtls.Authority
	dir       string
}

func build(t *testing.T) *house {
	t.Helper()
	a, err := mtls.NewAuthority(time.Now())
	must(t, err)
	h := &house{authority: a, dir: t.TempDir()}
	for _, name := range services {
		must(t, a.Issue(filepath.Join(h.dir, name), mtls.Service(name, time.Now())))
	}
	return h
}

func (h *house) open(t *testing.T, service string) *mtls.Source {
	t.Helper()
	s, err := mtls.Open(h.dir, service, services)
	must(t, err)
	return s
}

// serve is recruitment, which only the gateway and matching may call.
func (h *house) serve(t *testing.T) (address string) {
	t.Helper()
	server := grpc.NewServer(grpc.Creds(credentials.NewTLS(h.open(t, "recruitment").Server([]string{"gateway", "matching"}))))
	healthpb.RegisterHealthServer(server, health.NewServer())
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	go server.Serve(socket) // ends with Stop
	t.Cleanup(server.Stop)
	return socket.Addr().String()
}

func ask(t *testing.T, address string, secure *tls.Config) error {
	t.Helper()
	conn, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(credentials.NewTLS(secure)))
	must(t, err)
	defer conn.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	_, err = healthpb.NewHealthClient(conn).Check(ctx, &healthpb.HealthCheckRequest{})
	return err
}

// shows gives matching's configuration with another certificate of the authority in its place.
func (h *house) shows(t *testing.T, a *mtls.Authority, names mtls.Names) *tls.Config {
	t.Helper()
	dir := t.TempDir()
	must(t, a.Issue(dir, names))
	own, err := tls.LoadX509KeyPair(filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key"))
	must(t, err)
	secure := h.open(t, "matching").Client("recruitment")
	secure.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &own, nil }
	return secure
}

func TestOnlyWhoItIsMayCall(t *testing.T) {
	t.Parallel()
	h := build(t)
	address := h.serve(t)
	stranger, err := mtls.NewAuthority(time.Now())
	must(t, err)
	names := func(change func(*mtls.Names)) mtls.Names {
		n := mtls.Service("matching", time.Now())
		change(&n)
		return n
	}
	uri := func(uris ...string) mtls.Names {
		return names(func(n *mtls.Names) { n.URIs, n.DNS = uris, nil })
	}
	dns := func(dns ...string) mtls.Names {
		return names(func(n *mtls.Names) { n.URIs, n.DNS = nil, dns })
	}
	for what, tt := range map[string]struct {
		secure *tls.Config
		ok     bool
	}{
		"matching":                       {h.open(t, "matching").Client("recruitment"), true},
		"the gateway":                    {h.open(t, "gateway").Client("recruitment"), true},
		"matching, by DNS name":          {h.shows(t, h.authority, dns("matching.optrek.svc")), true},
		"evaluation, without an arrow":   {h.open(t, "evaluation").Client("recruitment"), false},
		"another authority":              {h.shows(t, stranger, names(func(*mtls.Names) {})), false},
		"expired":                        {h.shows(t, h.authority, names(func(n *mtls.Names) { n.Expiry = time.Now().Add(-time.Second) })), false},
		"not yet valid":                  {h.shows(t, h.authority, names(func(n *mtls.Names) { n.NotBefore = time.Now().Add(time.Hour) })), false},
		"no identity":                    {h.shows(t, h.authority, dns("localhost")), false},
		"two identities":                 {h.shows(t, h.authority, uri("spiffe://optrek/matching", "spiffe://optrek/gateway")), false},
		"two DNS names":                  {h.shows(t, h.authority, dns("matching.optrek.svc", "gateway.optrek.svc")), false},
		"another trust domain":           {h.shows(t, h.authority, uri("spiffe://elsewhere/matching")), false},
		"a longer path":                  {h.shows(t, h.authority, uri("spiffe://optrek/matching/two")), false},
		"a query":                        {h.shows(t, h.authority, uri("spiffe://optrek/matching?x")), false},
		"an unknown service":             {h.shows(t, h.authority, uri("spiffe://optrek/backup")), false},
		"no certificate":                 {without(h.open(t, "matching").Client("recruitment")), false},
		"TLS 1.2":                        {old(h.open(t, "matching").Client("recruitment")), false},
		"who expects somebody else here": {h.open(t, "matching").Client("evaluation"), false},
	} {
		if err := ask(t, address, tt.secure); (err == nil) != tt.ok || err != nil && status.Code(err) != codes.Unavailable {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func without(c *tls.Config) *tls.Config {
	c.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &tls.Certificate{}, nil }
	return c
}

func old(c *tls.Config) *tls.Config {
	c.MinVersion, c.MaxVersion = tls.VersionTLS12, tls.VersionTLS12
	return c
}

// Certificates and the authority itself are renewed while everything runs; half a
// renewal changes nothing.
func TestRenewedWithoutRestart(t *testing.T) {
	t.Parallel()
	h := build(t)
	address := h.serve(t)
	calling := h.open(t, "matching").Client("recruitment")
	must(t, ask(t, address, calling))
	next, err := mtls.NewAuthority(time.Now())
	must(t, err)
	for _, name := range services {
		must(t, os.WriteFile(filepath.Join(h.dir, name, "tls.crt"), []byte("half"), 0o600))
	}
	if err := ask(t, address, calling); err != nil {
		t.Errorf("while the files are being replaced: %v", err)
	}
	for _, name := range services {
		must(t, next.Issue(filepath.Join(h.dir, name), mtls.Service(name, time.Now())))
	}
	if err := ask(t, address, calling); err != nil {
		t.Errorf("with the new authority: %v", err)
	}
	if err := ask(t, address, h.shows(t, h.authority, mtls.Service("matching", time.Now()))); err == nil {
		t.Error("a certificate of the old authority is accepted")
	}
}

func TestTheOwnCertificateIsTheRightOne(t *testing.T) {
	t.Parallel()
	h := build(t)
	if _, err := mtls.Open(filepath.Join(h.dir, "matching"), "recruitment", services); err == nil || !strings.Contains(err.Error(), "recruitment") {
		t.Errorf("recruitment with the certificate of matching: %v", err)
	}
	for _, missing := range []string{"ca.crt", "tls.crt", "tls.key"} {
		h := build(t)
		must(t, os.WriteFile(filepath.Join(h.dir, "matching", missing), []byte("nothing"), 0o600))
		if _, err := mtls.Open(h.dir, "matching", services); err == nil {
			t.Errorf("without %s it starts", missing)
		}
	}
}

func TestAnAuthorityIsReadBack(t *testing.T) {
	t.Parallel()
	h := build(t)
	dir := t.TempDir()
	must(t, h.authority.Save(dir))
	again, err := mtls.ReadAuthority(dir)
	must(t, err)
	if err := ask(t, h.serve(t), h.shows(t, again, mtls.Service("matching", time.Now()))); err != nil {
		t.Errorf("a certificate of the authority that was read back: %v", err)
	}
}
