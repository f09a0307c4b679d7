package rpc

import (
	"context"
	"fmt"

	"github.com/optrek/optrek/services/internal/authn"
)

// Neighbours are the services that may call this one. The token says who asks; over TLS
// the certificate says which service brings it, and the two have to agree: a service that
// was broken into cannot use a token it saw where it has no business itself.
type Neighbours struct {
	Own     func(service string) bool                                     // may it call in its own name?
	Persons func(service string) bool                                     // may it bring the token of a person?
	Peer    func(context.Context) (service string, isTLS bool, err error) // who the certificate says it is
}

// check gives the error for the log; who asked is told only that it may not.
func (n *Neighbours) check(ctx context.Context, c authn.Caller) error {
	if n == nil {
		return nil
	}
	peer, isTLS, err := n.Peer(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("rpc: %w: %w", err, notThisService)
	case isTLS && c.Service != "" && c.Service != peer:
		return fmt.Errorf("rpc: %s brings a token of %s: %w", peer, c.Service, notThisService)
	case c.Service != "" && !n.Own(c.Service):
		return fmt.Errorf("rpc: %s has no arrow to here: %w", c.Service, notThisService)
	case isTLS && c.Service == "" && !n.Persons(peer):
		return fmt.Errorf("rpc: %s brings the token of a person: %w", peer, notThisService)
	}
	return nil
}
