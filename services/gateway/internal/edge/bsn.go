package edge

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/optrek/optrek/services/internal/bsn"
	"github.com/optrek/optrek/services/internal/fault"
)

var bsnInAddress = fault.Invalid("BSN", fault.Text{
	NL: "In dit adres staat een nummer dat een burgerservicenummer kan zijn. Dat mag Optrek niet hebben. Haal het weg en probeer het opnieuw.",
	EN: "There is a number in this address that may be a national number (BSN). Optrek may not have that. Take it out and try again.",
})

// WithoutBSN refuses a request whose address may hold a national number, before
// anything sees it. What a body holds, the services refuse, by field. Not looked at is
// what a machine made: page tokens and etags, and all below exempt, where the sign-in
// of an organisation puts its codes.
func WithoutBSN(next http.Handler, exempt ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, prefix := range exempt {
			if strings.HasPrefix(r.URL.Path, prefix) {
				next.ServeHTTP(w, r)
				return
			}
		}
		if bsn.In(r.URL.Path) || bsnInQuery(r.URL.RawQuery) {
			Refuse(w, bsnInAddress)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func bsnInQuery(query string) bool {
	if query == "" {
		return false
	}
	values, err := url.ParseQuery(query)
	for name, all := range values {
		if machineMade(name) {
			continue
		}
		for _, value := range append(all, name) {
			if bsn.In(value) {
				return true
			}
		}
	}
	return err != nil && bsn.In(query) // what cannot be read is looked at as it is
}

// machineMade names what Optrek itself puts in an address, in both spellings of the contract.
func machineMade(name string) bool {
	switch name {
	case "etag", "page_token", "pageToken":
		return true
	default:
		return false
	}
}
