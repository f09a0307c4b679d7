package gateway

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/gateway/internal/signin"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
)

// overTLS tells whether browsers reach us over TLS, by us or by what stands before us.
func overTLS(public string) bool { return strings.HasPrefix(public, "https://") }

// checkAddress refuses a public address at which a session could be read on its way:
// plain http is for this machine only.
func checkAddress(public string) error {
	u, err := url.Parse(public)
	if err != nil {
		return errors.New("gateway: OPTREK_PUBLIC_URL is not a URL")
	}
	addr, err := netip.ParseAddr(u.Hostname())
	local := u.Hostname() == "localhost" || err == nil && addr.IsLoopback()
	if u.Scheme != "https" && !local {
		return errors.New("gateway: OPTREK_PUBLIC_URL must be https, except on this machine itself (http://127.0.0.1:port)")
	}
	return nil
}

// doors gives the organisations that may sign in: those of the configuration, or
// without any the demo's, with a provider of our own.
func doors(c config.Config, p *parts) error {
	if err := checkAddress(p.public); err != nil {
		return err
	}
	if len(c.Organisations) > 0 || c.IsProduction() {
		if !overTLS(p.public) && c.IsProduction() {
			return errors.New("gateway: OPTREK_PUBLIC_URL must be https in production")
		}
		register, err := organisation.FromConfig(c.Organisations)
		p.register = register
		return err
	}
	if host, _, err := net.SplitHostPort(c.HTTPAddr); err == nil && (host == "" || net.ParseIP(host).IsUnspecified()) {
		return errors.New("gateway: the development sign-in listens on this machine only; set OPTREK_HTTP_ADDR to 127.0.0.1:port, or OPTREK_ORGANISATIONS to real ones")
	}
	demo, err := devidp.New(devidp.Options{
		BaseURL: p.public, RedirectURL: p.public + signin.CallbackPath, LeavingURL: p.public + signin.SignedOutPath, Environment: c.Env,
		Organisations: devidp.Organisations(), Clock: p.clock,
	})
	if err != nil {
		return err
	}
	p.demo = demo
	p.register, err = demoRegister(demo)
	return err
}

// demoRegister registers the demo organisations with the development provider,
// which alone may also give the two roles that reach past an organisation.
func demoRegister(p *devidp.Provider) (*organisation.Register, error) {
	roles := map[string]authn.Role{}
	for _, role := range authn.Roles() {
		if role != authn.RoleMachine { // people sign in here
			roles[string(role)] = role
		}
	}
	var all []*organisation.Organisation
	for _, o := range devidp.Organisations() {
		all = append(all, &organisation.Organisation{
			ID: o.ID, Slug: o.Slug, Name: o.Name, Region: o.Region, Accent: o.Accent,
			Providers: []*organisation.Provider{{
				Key: "demo", Issuer: p.Issuer(o.Slug), ClientID: devidp.ClientID, Roles: roles,
				SecondFactor: organisation.SecondFactor{ACR: []string{devidp.ACRStaff}},
			}},
		})
	}
	return organisation.New(all)
}
