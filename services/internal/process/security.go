package process

import (
	"context"
	"crypto/tls"
	"fmt"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/mtls"
	"github.com/optrek/optrek/services/internal/rpc"
)

// isLocal says whether an address or target is a socket on this machine, which its
// directory guards: there is no TLS on it.
func isLocal(address string) bool { return strings.HasPrefix(address, "unix:") }

// certificates are those of one service; nil without OPTREK_TLS_DIR.
func (p *Process) certificates(service string) (*mtls.Source, error) {
	if p.Config.TLSDir == "" {
		return nil, nil
	}
	own, err := mtls.Open(p.Config.TLSDir, service, config.Names())
	if err != nil || p.watched[service] {
		return own, err
	}
	p.watched[service] = true
	return own, p.watchCertificate(service, func() (time.Time, error) { return own.Expires(), nil })
}

// serverTLS is for a service that others reach over the network: in production never
// without certificates.
func (p *Process) serverTLS(service, network string) (*tls.Config, error) {
	if network == "unix" {
		return nil, nil
	}
	own, err := p.certificates(service)
	if err != nil {
		return nil, err
	}
	if own != nil {
		return own.Server(callersOf(service)), nil
	}
	if p.Config.IsProduction() {
		return nil, fmt.Errorf("%s would listen on the network without TLS: set OPTREK_TLS_DIR, or let it listen on unix:///path", service)
	}
	return nil, nil
}

// clientTLS is its other end.
func (p *Process) clientTLS(service, target string) (*tls.Config, error) {
	if isLocal(target) {
		return nil, nil
	}
	own, err := p.certificates(p.Name)
	if err != nil {
		return nil, err
	}
	if own != nil {
		return own.Client(service), nil
	}
	if p.Config.IsProduction() {
		return nil, fmt.Errorf("%s would call %s over the network without TLS: set OPTREK_TLS_DIR", p.Name, service)
	}
	return nil, nil
}

// neighbours are what a service's door asks of who calls it.
func neighbours(service string) *rpc.Neighbours {
	return &rpc.Neighbours{
		Own:     func(from string) bool { return between(from, service).own },
		Persons: func(from string) bool { return between(from, service).persons },
		Peer: func(ctx context.Context) (string, bool, error) {
			return mtls.Peer(ctx, config.Names())
		},
	}
}
