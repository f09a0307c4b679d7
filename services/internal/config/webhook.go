package config

import (
	"errors"
	"net/netip"
	"strings"
)

// Webhook is how other systems are told that something happened.
type Webhook struct {
	Networks []string `env:"WEBHOOK_NETWORKS"` // networks (10.1.2.0/24) where receivers may be though they are not the open internet; none by default

	Allow []netip.Prefix // what Networks says
}

func (w *Webhook) read() (err error) {
	if w.Allow, err = networks(w.Networks); err != nil {
		return wrong("WEBHOOK_NETWORKS", err.Error())
	}
	return nil
}

func networks(texts []string) (all []netip.Prefix, err error) {
	for _, text := range texts {
		network, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil {
			return nil, errors.New("want networks, such as 10.0.0.0/8,fd00::/8")
		}
		all = append(all, network.Masked())
	}
	return all, nil
}
