package organisation

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
)

// usualRoles are what an issuer may give when its registration says nothing of
// roles: those within the organisation, under our own names. What reaches past the
// organisation has to be granted in so many words.
func usualRoles() map[string]authn.Role {
	roles := map[string]authn.Role{}
	for _, r := range []authn.Role{
		authn.RoleClient, authn.RoleSupportWorker, authn.RoleNetworkLead,
		authn.RoleCoordinator, authn.RoleOrganisationAdmin,
	} {
		roles[string(r)] = r
	}
	return roles
}

// FromConfig makes the register of the organisations in the configuration.
func FromConfig(configured []config.Organisation) (*Register, error) {
	var out []*Organisation
	for _, c := range configured {
		o := &Organisation{ID: c.ID, Slug: cmp.Or(c.Slug, slug(c.Name)), Name: c.Name, Region: c.Region, Accent: c.Accent}
		for i, p := range c.SignIn() {
			o.Providers = append(o.Providers, provider(p, i+1))
		}
		out = append(out, o)
	}
	return New(out)
}

// provider makes the nth provider of an organisation; what its configuration leaves out is
// as usual.
func provider(c config.Provider, nth int) *Provider {
	p := &Provider{
		Key: cmp.Or(c.Key, slug(c.Label), fmt.Sprintf("provider-%d", nth)), Label: c.Label,
		Issuer: c.Issuer, ClientID: c.ClientID, ClientSecret: c.ClientSecret,
		Roles: usualRoles(), SecondFactor: SecondFactor(c.SecondFactor), Ask: Ask(c.Ask),
		Paths: Paths{
			Roles: c.Claims.Roles, Name: c.Claims.Name, Email: c.Claims.Email, ClientNumber: c.Claims.ClientNumber,
			ACR: c.Claims.ACR, AMR: c.Claims.AMR,
		},
		TrustEmail: c.Claims.TrustEmail, UserInfo: c.Claims.UserInfo, RolesFrom: rolesFrom(c.RolesFrom), StayThere: c.SignOut == config.SignOutHere,
	}
	if len(c.Roles) > 0 {
		p.Roles = map[string]authn.Role{}
		for claimed, role := range c.Roles {
			p.Roles[claimed] = authn.Role(role)
		}
	}
	switch {
	case len(p.SecondFactor.ACR)+len(p.SecondFactor.AMR) > 0:
	case len(p.Ask.ACRValues) > 0: // what was asked for is what counts
		p.SecondFactor.ACR = p.Ask.ACRValues
	default:
		// RFC 8176: several factors; a one-time password; a hardware key; a smart card.
		p.SecondFactor.AMR = []string{"mfa", "otp", "hwk", "sc"}
	}
	return p
}

func rolesFrom(said string) RolesFrom {
	if said == config.RolesFromClaims {
		return FromClaims
	}
	return RolesFrom(said)
}

// slug turns "Stichting De Één & Zn." into "stichting-de-een-zn": letters without marks,
// digits, and single hyphens.
func slug(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r): // the mark on a letter
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String()[:min(b.Len(), 40)], "-")
}
