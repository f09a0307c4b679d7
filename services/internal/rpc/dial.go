package rpc

import (
	"cmp"
	"context"
	"crypto/tls"
	"fmt"
	"sync"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	_ "google.golang.org/grpc/health" // clients go round an instance that is not ready
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/resolver"

	"github.com/optrek/optrek/services/internal/authn"
)

// serviceConfig retries only UNAVAILABLE, which every mutation survives by its
// request_id, and no more often than one call in ten; the last try comes after the
// name was looked up anew. Calls are spread over the instances that say they are ready.
const serviceConfig = `{
	"loadBalancingConfig": [{"round_robin": {}}],
	"healthCheckConfig": {"serviceName": ""},
	"retryThrottling": {"maxTokens": 100, "tokenRatio": 0.1},
	"methodConfig": [{"name": [{}], "retryPolicy": {
		"maxAttempts": 4, "initialBackoff": "0.05s", "maxBackoff": "1s", "backoffMultiplier": 3,
		"retryableStatusCodes": ["UNAVAILABLE"]}}]
}`

// DialOptions of Dial. The zero value passes on the caller's token.
type DialOptions struct {
	Signer  *authn.Signer        // set: calls are made as this service; nil: with authn.Token(ctx), if there is one
	TLS     *tls.Config          // nil: without
	Tracer  trace.TracerProvider // nil: the process's own
	Timeout time.Duration        // of a call whose context has no deadline; default 5 s. Streams have none
}

// Dial gives a connection to the service at a gRPC target (dns:///host:port,
// unix:///path). It connects at the first call.
func Dial(target string, o DialOptions) (*grpc.ClientConn, error) {
	security := insecure.NewCredentials()
	if o.TLS != nil {
		security = credentials.NewTLS(o.TLS)
	}
	var token credentials.PerRPCCredentials = passOn{}
	if o.Signer != nil {
		token = &own{signer: o.Signer}
	}
	conn, err := grpc.NewClient(target,
		grpc.WithTransportCredentials(security),
		grpc.WithPerRPCCredentials(token),
		grpc.WithResolvers(lookingAgain{resolver.Get("dns")}),
		grpc.WithDefaultServiceConfig(serviceConfig),
		grpc.WithDisableServiceConfig(), // a TXT record in the DNS does not decide how we retry
		grpc.WithStatsHandler(otelgrpc.NewClientHandler(otelgrpc.WithTracerProvider(o.Tracer))),
		grpc.WithChainUnaryInterceptor(deadline(cmp.Or(o.Timeout, 5*time.Second))),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage)),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 20 * time.Second, Timeout: 10 * time.Second}),
	)
	if err != nil {
		return nil, fmt.Errorf("rpc: dial %s: %w", target, err)
	}
	return conn, nil
}

// deadline bounds a call that nobody bounded: a peer that stops answering holds nobody for ever.
func deadline(limit time.Duration) grpc.UnaryClientInterceptor {
	return func(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, call grpc.UnaryInvoker, opts ...grpc.CallOption) error {
		if _, ok := ctx.Deadline(); !ok {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, limit)
			defer cancel()
		}
		return call(ctx, method, req, reply, cc, opts...)
	}
}

// passOn sends the token of whoever asked us.
type passOn struct{}

func (passOn) GetRequestMetadata(ctx context.Context, _ ...string) (map[string]string, error) {
	if token := authn.Token(ctx); token != "" {
		return map[string]string{"authorization": "Bearer " + token}, nil
	}
	return nil, nil
}

// RequireTransportSecurity is false: on a local socket there is none to require.
func (passOn) RequireTransportSecurity() bool { return false }

// own sends a token of the service itself, signed anew when half its life is over.
type own struct {
	signer *authn.Signer

	mu    sync.Mutex
	token string
	until time.Time
}

func (o *own) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if now := time.Now(); now.After(o.until) {
		token, err := o.signer.Sign(authn.Caller{Service: o.signer.Issuer()})
		if err != nil {
			return nil, err
		}
		o.token, o.until = token, now.Add(authn.Lifetime/2)
	}
	return map[string]string{"authorization": "Bearer " + o.token}, nil
}

func (o *own) RequireTransportSecurity() bool { return false }
