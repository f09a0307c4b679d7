package webhook

import (
	"net/netip"
	"net/url"
	"strings"

	"github.com/optrek/optrek/services/internal/fault"
)

// checkAddress looks at what can be seen of an address without asking anybody. Where the
// name leads to is looked at whenever something is sent: it can be another place each time.
func checkAddress(address string, local bool) error {
	u, err := url.Parse(address)
	here := err == nil && local && isLocal(u.Hostname())
	switch {
	case err != nil || u.Hostname() == "" || u.Scheme != "https" && (u.Scheme != "http" || !here):
		return wrongAddress("ADDRESS_NOT_HTTPS", fault.Text{
			NL: "Geef een volledig adres dat met https:// begint.", EN: "Give a whole address that begins with https://.",
		})
	case u.User != nil || u.Fragment != "" || len(address) > 500:
		return wrongAddress("ADDRESS_PARTS", fault.Text{
			NL: "Zet geen naam, wachtwoord of # in het adres. Aan het zegel is al te zien dat het van jullie komt.",
			EN: "Put no name, password or # into the address. The seal shows already that it comes from you.",
		})
	case !here && isLocal(u.Hostname()):
		return wrongAddress("ADDRESS_LOCAL", fault.Text{
			NL: "Dit adres is van deze computer zelf. Geef het adres van het andere systeem.", EN: "This address is this computer itself. Give the address of the other system.",
		})
	}
	return nil
}

func isLocal(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || err == nil && ip.Unmap().IsLoopback()
}

func wrongAddress(code string, text fault.Text) error {
	return fault.Invalid(code, text, fault.Field{Path: "webhook.address", Text: text})
}
