package organisation

import (
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/authn"
)

// Provider is one OpenID Connect provider of an organisation, and what is believed of
// what it says.
type Provider struct {
	Key   string // its name in addresses, unique within the organisation
	Label string // what people read when there are several

	Issuer       string
	ClientID     string
	ClientSecret string // empty for a public client (PKCE alone)

	// Roles maps what the issuer calls a role to ours. It is a grant as well: a
	// value that is not in it gives nothing.
	Roles map[string]authn.Role
	// SecondFactor says what counts as proof of one for staff.
	SecondFactor SecondFactor
	Paths        Paths
	Ask          Ask

	TrustEmail bool      // an address counts also without email_verified
	UserInfo   bool      // ask the userinfo endpoint for what the token leaves out
	RolesFrom  RolesFrom // where staff get their roles
	StayThere  bool      // signing out here leaves the provider's own session as it is
}

// Paths says where in a token something stands. An empty one stands at its usual place.
type Paths struct {
	Roles                               []string
	Name, Email, ClientNumber, ACR, AMR string
}

// Ask is what is asked of a provider beside who somebody is.
type Ask struct {
	ACRValues []string
	MaxAge    time.Duration // 0: any
	Scopes    []string
	Claims    string // the claims parameter; may be empty
}

// SecondFactor is met by a token whose acr, or one of whose amr, is listed.
type SecondFactor struct {
	ACR []string
	AMR []string
}

// Met tells whether a token with this acr and amr proves a second factor. Most providers
// say one acr; Entra ID's acrs is a list.
func (f SecondFactor) Met(acr, amr []string) bool {
	among := func(listed []string) func(string) bool {
		return func(said string) bool { return said != "" && slices.Contains(listed, said) }
	}
	return slices.ContainsFunc(acr, among(f.ACR)) || slices.ContainsFunc(amr, among(f.AMR))
}

// Said is what a provider's token says of somebody, read where this provider writes it.
type Said struct {
	Name, Email, ClientNumber string // Email only when the provider vouches for it
	Roles, ACR, AMR           []string
}

// Read takes what we use out of a token's claims. A claim of another shape than ours counts
// as one that is not there.
func (p *Provider) Read(claims map[string]any) Said {
	at := func(path, usual string) any {
		if path == "" {
			path = usual
		}
		return look(claims, path)
	}
	s := Said{
		Name: text(at(p.Paths.Name, "name")), ClientNumber: text(at(p.Paths.ClientNumber, "client_number")),
		ACR: texts(at(p.Paths.ACR, "acr")), AMR: texts(at(p.Paths.AMR, "amr")),
	}
	if verified, _ := claims["email_verified"].(bool); verified || p.TrustEmail {
		s.Email = text(at(p.Paths.Email, "email"))
	}
	paths := p.Paths.Roles
	if len(paths) == 0 {
		paths = []string{"roles"}
	}
	for _, path := range paths {
		s.Roles = append(s.Roles, texts(look(claims, path))...)
	}
	return s
}

// look finds a claim by its name or a path of names with dots. A name may hold dots itself
// (some are addresses), so the longest name that is there goes first.
func look(in map[string]any, path string) any {
	if found, ok := in[path]; ok {
		return found
	}
	for end := strings.LastIndexByte(path, '.'); end > 0; end = strings.LastIndexByte(path[:end], '.') {
		inner, ok := in[path[:end]].(map[string]any)
		if !ok {
			continue
		}
		if found := look(inner, path[end+1:]); found != nil {
			return found
		}
	}
	return nil
}

func text(claim any) string {
	s, _ := claim.(string)
	return s
}

// texts takes a list of texts, or a single one.
func texts(claim any) []string {
	switch c := claim.(type) {
	case string:
		return []string{c}
	case []any:
		var out []string
		for _, each := range c {
			if s, ok := each.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// Grant turns the roles of a token into ours, in a stable order, without doubles.
func (p *Provider) Grant(claimed []string) []authn.Role {
	var granted []authn.Role
	for _, c := range claimed {
		if role, ok := p.Roles[c]; ok {
			granted = append(granted, role)
		}
	}
	slices.Sort(granted)
	return slices.Compact(granted)
}

func (p *Provider) check() error {
	issuer, err := url.Parse(p.Issuer)
	// Plain http only to this machine: anywhere else somebody could answer in the issuer's place.
	secure := err == nil && (issuer.Scheme == "https" || issuer.Scheme == "http" && loopback(issuer.Hostname()))
	switch {
	case !slugForm.MatchString(p.Key):
		return errors.New("provider must be 2 to 40 of a-z, 0-9 and -")
	case !secure || issuer.Host == "" || issuer.RawQuery != "" || issuer.Fragment != "":
		return errors.New("issuer must be an https address")
	case p.ClientID == "":
		return errors.New("clientId is missing")
	case len(p.SecondFactor.ACR)+len(p.SecondFactor.AMR) == 0:
		return errors.New("secondFactor must list at least one acr or amr: staff do not sign in without")
	case len(p.Roles) == 0:
		return errors.New("roles is empty: nobody could sign in")
	}
	for _, claimed := range slices.Sorted(maps.Keys(p.Roles)) {
		role := p.Roles[claimed]
		if !slices.Contains(authn.Roles(), role) {
			return fmt.Errorf("roles: %q stands for the unknown role %q", claimed, role)
		}
		if role == authn.RoleMachine {
			return fmt.Errorf("roles: %q makes a person a machine, which signs in otherwise", claimed)
		}
	}
	return nil
}

func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}

// RolesFrom says where the roles of staff come from. Clients and operators always have
// theirs from the token.
type RolesFrom string

// The sources. FromClaims is what an organisation has that says nothing.
const (
	FromClaims    RolesFrom = ""
	FromDirectory RolesFrom = "directory" // the groups its directory brought (SCIM)
	FromBoth      RolesFrom = "both"
)
