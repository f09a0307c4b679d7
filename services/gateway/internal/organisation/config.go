package organisation

import (
	"cmp"
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
		o := &Organisation{
			ID: c.ID, Slug: cmp.Or(c.Slug, slug(c.Name)), Name: c.Name, Region: c.Region, Accent: c.Accent,
			Issuer: c.Issuer, ClientID: c.ClientID, ClientSecret: c.ClientSecret,
			Roles: usualRoles(), SecondFactor: SecondFactor(c.SecondFactor),
		}
		if len(c.Roles) > 0 {
			o.Roles = map[string]authn.Role{}
			for claimed, role := range c.Roles {
				o.Roles[claimed] = authn.Role(role)
			}
		}
		if len(o.SecondFactor.ACR)+len(o.SecondFactor.AMR) == 0 {
			// RFC 8176: several factors; a one-time password; a hardware key; a smart card.
			o.SecondFactor.AMR = []string{"mfa", "otp", "hwk", "sc"}
		}
		out = append(out, o)
	}
	return New(out)
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
