// Package rpc is the front door of every service: what happens to each call
// before a method sees it, and to each error before a caller does.
//
//	recover → trace → log → errors → limit → authn → access → no BSN → validate → method → visible
//
// A method without an access rule does not start (NewServer fails), and what no
// rule allows is denied; a field that is for other roles is absent from the answer. Errors leave as one table says (errors.go), with a Dutch
// and an English sentence. Dial is the other end: deadlines, retries and the token.
package rpc

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc/filters"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"

	"github.com/optrek/optrek/services/internal/authn"
)

const (
	maxMessage = 32 << 20 // bytes; an import of clients is the largest. gRPC has no limit per method
	maxStreams = 1000     // at a time on one connection; the gateway has one connection to each instance
)

// Options of NewServer. Register and Verifier are required.
type Options struct {
	Register   func(grpc.ServiceRegistrar) // registers the service's own methods
	Verifier   *authn.Verifier
	Service    string               // whose methods these are, in the figures
	Log        *slog.Logger         // nil: slog.Default()
	Tracer     trace.TracerProvider // nil: the process's own
	TLS        *tls.Config          // nil: without, for a local socket or behind a mesh
	Health     *health.Server       // nil: one that always says SERVING
	Neighbours *Neighbours          // which services may call; nil: any that the access rules name
	Draining   <-chan struct{}      // once closed, streams end with Unavailable so that readers go elsewhere; may be nil

	// Refused writes down that the caller of ctx asked about this client, or this thing, and
	// was not answered; either may be empty. nil: nobody keeps it.
	Refused func(ctx context.Context, client, thing string) error

	MaxInFlight int // calls at a time in the whole server; default 512, beyond that callers are told to wait
}

// NewServer gives a server with the service's methods, health and reflection
// registered. It fails, naming them all, when a method has no access rule.
func NewServer(o Options) (*grpc.Server, error) {
	if o.Register == nil || o.Verifier == nil {
		return nil, errors.New("rpc: a server needs Register and Verifier")
	}
	count, err := newCount(o.Service)
	if err != nil {
		return nil, err
	}
	d := &door{
		count:      count,
		log:        cmp.Or(o.Log, slog.Default()),
		verifier:   o.Verifier,
		neighbours: o.Neighbours,
		draining:   o.Draining,
		refused:    o.Refused,
		places:     make(chan struct{}, cmp.Or(o.MaxInFlight, 512)),
	}
	s := grpc.NewServer(d.options(o)...)
	o.Register(s)
	if err := d.learn(s.GetServiceInfo()); err != nil {
		return nil, err
	}
	healthpb.RegisterHealthServer(s, cmp.Or(o.Health, health.NewServer()))
	reflection.Register(s)
	return s, nil
}

func (d *door) options(o Options) []grpc.ServerOption {
	security := insecure.NewCredentials()
	if o.TLS != nil {
		security = credentials.NewTLS(o.TLS)
	}
	return []grpc.ServerOption{
		grpc.Creds(security),
		grpc.StatsHandler(otelgrpc.NewServerHandler(otelgrpc.WithTracerProvider(o.Tracer), otelgrpc.WithFilter(filters.Not(filters.HealthCheck())))),
		grpc.ChainUnaryInterceptor(d.unary),
		grpc.ChainStreamInterceptor(d.stream),
		grpc.MaxRecvMsgSize(maxMessage),
		grpc.MaxConcurrentStreams(maxStreams),
		grpc.ConnectionTimeout(10 * time.Second),
		// Connections are renewed, so that callers find new instances; a peer that is gone is noticed.
		grpc.KeepaliveParams(keepalive.ServerParameters{
			MaxConnectionAge: 30 * time.Minute, MaxConnectionAgeGrace: time.Minute,
			Time: 30 * time.Second, Timeout: 10 * time.Second,
		}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 10 * time.Second, PermitWithoutStream: true}),
	}
}
