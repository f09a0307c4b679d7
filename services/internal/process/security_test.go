package process

import (
	"context"
	"crypto/tls"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/mtls"
	"github.com/optrek/optrek/services/internal/rpc"
)

// certificates makes an authority and a certificate for each service.
func certificates(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	a, err := mtls.NewAuthority(time.Now())
	must(t, err)
	for _, name := range config.Names() {
		must(t, a.Issue(filepath.Join(dir, name), mtls.Service(name, time.Now())))
	}
	return dir
}

func fine(context.Context) error { return nil }

// overTLS is recruitment on the network, and where it is found.
func overTLS(t *testing.T) *Process {
	t.Helper()
	p := prepare(t, func(c *config.Config) { c.TLSDir, c.Recruitment.Addr = certificates(t), "127.0.0.1:0" })
	p.For("recruitment").Serve("recruitment", watch{do: fine}.register)
	p.Config.Recruitment.Target = "passthrough:///" + p.servers[0].listener.Addr().String()
	return p
}

func TestBetweenMachinesBothEndsShowACertificate(t *testing.T) {
	p := overTLS(t)
	good, err := p.For("matching").Dial("recruitment")
	must(t, err)
	r := start(t, p)
	if err := ask(t, good); status.Code(err) != codes.Unknown {
		t.Errorf("with a certificate: %v", err)
	}
	matching, err := p.For("matching").certificates("matching")
	must(t, err)
	bare := matching.Client("recruitment")
	bare.GetClientCertificate = nil
	for what, secure := range map[string]*tls.Config{"no certificate": bare, "no TLS": nil} {
		conn, err := rpc.Dial(p.Config.Recruitment.Target, rpc.DialOptions{TLS: secure})
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

// What a service brings has to be its own: the token's service is the certificate's, and
// a person's token comes only from where persons ask.
func TestTheTokenAgreesWithTheCertificate(t *testing.T) {
	p := overTLS(t)
	jan := authn.Caller{
		Tenant: "0197a0c4-0000-7000-8000-000000000001", Person: "0197a0c4-0000-7000-8000-000000000002",
		Roles: []authn.Role{authn.RoleCoordinator},
	}
	r := start(t, p)
	for _, tt := range []struct {
		certificate, signer string
		caller              authn.Caller
		refused             bool // at the door, as NOT_THIS_SERVICE; otherwise by the rule of the RPC, or not
	}{
		{"matching", "matching", authn.Caller{Service: "matching"}, false},
		{"activity", "activity", authn.Caller{Service: "activity"}, false},
		{"matching", "activity", authn.Caller{Service: "activity"}, true},
		{"evaluation", "gateway", authn.Caller{Service: "gateway"}, true},
		{"gateway", "matching", authn.Caller{Service: "matching"}, true},
		{"gateway", "gateway", jan, false},
		{"matching", "gateway", jan, false},
		{"activity", "gateway", jan, true},
		{"evaluation", "gateway", jan, true},
	} {
		from := p.For(tt.certificate)
		secure, err := from.clientTLS("recruitment", p.Config.Recruitment.Target)
		must(t, err)
		conn, err := rpc.Dial(p.Config.Recruitment.Target, rpc.DialOptions{TLS: secure})
		must(t, err)
		signer, err := p.For(tt.signer).Signer()
		must(t, err)
		token, err := signer.Sign(tt.caller)
		must(t, err)
		err = watchOnce(t, conn, token)
		if refused := rpc.ProblemOf(err).Reason == "NOT_THIS_SERVICE"; refused != tt.refused || status.Code(err) == codes.Unavailable {
			t.Errorf("%s with a token of %s for %+v: %v", tt.certificate, tt.signer, tt.caller, err)
		}
		must(t, conn.Close())
	}
	r.stop()
	must(t, r.end())
}

// watchOnce reads the feed to its end with a token of the test's own.
func watchOnce(t *testing.T, conn *grpc.ClientConn, token string) error {
	t.Helper()
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+token)
	stream, err := feedv1.NewFeedServiceClient(conn).Watch(ctx, &feedv1.WatchRequest{}, grpc.WaitForReady(true))
	must(t, err)
	for err == nil {
		_, err = stream.Recv()
	}
	return err
}

func TestProductionSpeaksTLSOrNotAtAll(t *testing.T) {
	p := prepare(t, func(c *config.Config) { c.Recruitment.Addr = "127.0.0.1:0" })
	p.Config.Env = config.Production
	p.For("recruitment").Serve("recruitment", watch{do: fine}.register)
	if err := p.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "OPTREK_TLS_DIR") {
		t.Errorf("it serves on the network without TLS: %v", err)
	}
	p = prepare(t, func(c *config.Config) { c.Recruitment.Target = "dns:///recruitment:9090" })
	p.Config.Env = config.Production
	if _, err := p.For("matching").Dial("recruitment"); err == nil || !strings.Contains(err.Error(), "OPTREK_TLS_DIR") {
		t.Errorf("it calls over the network without TLS: %v", err)
	}
}

func TestArrowsThatAreNotInTheDrawing(t *testing.T) {
	p := prepare(t)
	for _, from := range config.Names() {
		for _, to := range config.Names() {
			_, own := p.For(from).Dial(to)
			_, persons := p.For(from).DialForCaller(to)
			if drawn := between(from, to); (own == nil) != drawn.own || (persons == nil) != drawn.persons {
				t.Errorf("%s → %s: own %v, for persons %v; the table says %+v", from, to, own, persons, drawn)
			}
		}
	}
	for _, e := range edges {
		if e.from == e.to || e.why == "" || !e.own && !e.persons || e.to == "gateway" {
			t.Errorf("an arrow that means nothing: %+v", e)
		}
	}
}
