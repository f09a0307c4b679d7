// Package organisation is the register of organisations that may sign in: which
// issuer speaks for which tenant, and what it may say.
//
// The register is where the tenant of every request comes from. A token's own
// claims never choose it: the issuer does, and the issuer is registered here
// with one tenant. In the same way an issuer gives only the roles it was
// granted; whatever else stands in a token's roles is ignored.
package organisation

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/internal/authn"
)

// Organisation is one tenant and its sign-in.
type Organisation struct {
	ID     string // the tenant, a UUID
	Slug   string // its name in addresses
	Name   string
	Region string
	Accent string // #rrggbb; may be empty

	Issuer       string
	ClientID     string
	ClientSecret string // empty for a public client (PKCE alone)

	// Roles maps what the issuer calls a role to ours. It is a grant as well: a
	// value that is not in it gives nothing.
	Roles map[string]authn.Role
	// SecondFactor says what counts as proof of one for staff.
	SecondFactor SecondFactor
}

// SecondFactor is met by a token whose acr, or one of whose amr, is listed.
type SecondFactor struct {
	ACR []string
	AMR []string
}

// Met tells whether a token with this acr and amr proves a second factor.
func (f SecondFactor) Met(acr string, amr []string) bool {
	return slices.Contains(f.ACR, acr) && acr != "" ||
		slices.ContainsFunc(amr, func(m string) bool { return slices.Contains(f.AMR, m) })
}

// Grant turns the roles of a token into ours, in a stable order, without doubles.
func (o *Organisation) Grant(claimed []string) []authn.Role {
	var granted []authn.Role
	for _, c := range claimed {
		if role, ok := o.Roles[c]; ok {
			granted = append(granted, role)
		}
	}
	slices.Sort(granted)
	return slices.Compact(granted)
}

// Register holds the organisations by slug and by id. It does not change.
type Register struct {
	all  []*Organisation
	slug map[string]*Organisation
	id   map[string]*Organisation
}

// All gives the organisations in the order of the register.
func (r *Register) All() []*Organisation { return r.all }

// Find looks an organisation up by its slug or its id.
func (r *Register) Find(slugOrID string) (*Organisation, bool) {
	if o, ok := r.slug[slugOrID]; ok {
		return o, true
	}
	o, ok := r.id[slugOrID]
	return o, ok
}

// Issuers lists the issuers, for whoever must know that there are any.
func (r *Register) Issuers() []string {
	var out []string
	for _, o := range r.all {
		out = append(out, o.Issuer)
	}
	return out
}

// New checks the organisations and makes the register. Two organisations never
// share an issuer: then a token would not say for which of the two it speaks.
func New(organisations []*Organisation) (*Register, error) {
	r := &Register{all: organisations, slug: map[string]*Organisation{}, id: map[string]*Organisation{}}
	issuers := map[string]bool{}
	var errs []error
	for _, o := range organisations {
		if err := o.check(); err != nil {
			errs = append(errs, fmt.Errorf("organisation %q: %w", o.Slug, err))
			continue
		}
		if r.slug[o.Slug] != nil || r.id[o.ID] != nil || issuers[o.Issuer] {
			errs = append(errs, fmt.Errorf("organisation %q: id, slug or issuer is used twice", o.Slug))
		}
		r.slug[o.Slug], r.id[o.ID], issuers[o.Issuer] = o, o, true
	}
	if len(organisations) == 0 {
		errs = append(errs, errors.New("the register of organisations is empty"))
	}
	return r, errors.Join(errs...)
}

var (
	slugForm   = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,39}$`)
	accentForm = regexp.MustCompile(`^(#[0-9a-fA-F]{6})?$`)
)

func (o *Organisation) check() error {
	issuer, err := url.Parse(o.Issuer)
	// Plain http only to this machine: anywhere else somebody could answer in the issuer's place.
	secure := err == nil && (issuer.Scheme == "https" || issuer.Scheme == "http" && loopback(issuer.Hostname()))
	id, idErr := uuid.Parse(o.ID)
	switch {
	case idErr != nil || id.String() != o.ID:
		return errors.New("id must be a UUID in lower case")
	case !slugForm.MatchString(o.Slug):
		return errors.New("slug must be 2 to 40 of a-z, 0-9 and -")
	case o.Name == "":
		return errors.New("name is missing")
	case !accentForm.MatchString(o.Accent):
		return errors.New("accent must be #rrggbb")
	case !secure || issuer.Host == "" || issuer.RawQuery != "" || issuer.Fragment != "":
		return errors.New("issuer must be an https address")
	case o.ClientID == "":
		return errors.New("clientId is missing")
	case len(o.SecondFactor.ACR)+len(o.SecondFactor.AMR) == 0:
		return errors.New("secondFactor must list at least one acr or amr: staff do not sign in without")
	case len(o.Roles) == 0:
		return errors.New("roles is empty: nobody could sign in")
	}
	for claimed, role := range o.Roles {
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
