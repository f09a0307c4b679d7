package rpc

import (
	"time"

	"google.golang.org/grpc/resolver"
	"google.golang.org/grpc/resolver/dns"
)

// lookEvery is how long an instance can be there before callers know it. It is well below the ten seconds that
// the chart leaves a new instance beside the old one (minReadySeconds), with the five that a name's answer is kept.
const lookEvery = 2 * time.Second

// A roll-out replaces every instance within seconds, and a name is looked up anew only when a connection
// ends. gRPC's own half minute between two looks would leave callers with nothing but instances that are gone.
func init() { dns.SetMinResolutionInterval(100 * time.Millisecond) }

// lookingAgain makes resolvers of names (dns) that also look when nothing went wrong. By itself gRPC looks only
// when a connection ends: too late when the last old instance goes, and never when there are more instances.
type lookingAgain struct{ resolver.Builder }

// Build gives a resolver that looks until it is closed.
func (b lookingAgain) Build(target resolver.Target, cc resolver.ClientConn, o resolver.BuildOptions) (resolver.Resolver, error) {
	inner, err := b.Builder.Build(target, cc, o)
	if err != nil {
		return nil, err
	}
	r := &looking{Resolver: inner, closed: make(chan struct{})}
	go r.run()
	return r, nil
}

type looking struct {
	resolver.Resolver

	closed chan struct{}
}

func (r *looking) run() {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-r.closed:
			return
		case <-ticker.C:
			r.ResolveNow(resolver.ResolveNowOptions{})
		}
	}
}

// Close ends the looking first, so that nobody is asked who is gone.
func (r *looking) Close() {
	close(r.closed)
	r.Resolver.Close()
}
