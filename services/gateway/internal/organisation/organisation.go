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
	"regexp"
	"slices"

	"github.com/google/uuid"
)

// Organisation is one tenant and its sign-in.
type Organisation struct {
	ID     string // the tenant, a UUID
	Slug   string // its name in addresses
	Name   string
	Region string
	Accent string // #rrggbb; may be empty

	// Providers are its own ways to sign in, in the order of the sign-in page. Any of
	// them vouches for its people; each for itself.
	Providers []*Provider
}

// Provider gives the provider with this key; the only one when the key is empty.
func (o *Organisation) Provider(key string) (*Provider, bool) {
	if key == "" && len(o.Providers) == 1 {
		return o.Providers[0], true
	}
	at := slices.IndexFunc(o.Providers, func(p *Provider) bool { return p.Key == key })
	if at < 0 {
		return nil, false
	}
	return o.Providers[at], true
}

// Vouches tells whether this organisation still believes this issuer.
func (o *Organisation) Vouches(issuer string) bool {
	return slices.ContainsFunc(o.Providers, func(p *Provider) bool { return p.Issuer == issuer })
}

// Register holds the organisations by slug and by id. It does not change.
type Register struct {
	all  []*Organisation
	slug map[string]*Organisation
	id   map[string]*Organisation
}

// All gives the organisations in the order of the register.
func (r *Register) All() []*Organisation { return r.all }

// IDs gives their ids.
func (r *Register) IDs() (ids []string) {
	for _, o := range r.all {
		ids = append(ids, o.ID)
	}
	return ids
}

// Find looks an organisation up by its slug or its id.
func (r *Register) Find(slugOrID string) (*Organisation, bool) {
	if o, ok := r.slug[slugOrID]; ok {
		return o, true
	}
	o, ok := r.id[slugOrID]
	return o, ok
}

// ByIssuer gives the organisation an issuer speaks for, and itself.
func (r *Register) ByIssuer(issuer string) (*Organisation, *Provider, bool) {
	for _, o := range r.all {
		for _, p := range o.Providers {
			if p.Issuer == issuer {
				return o, p, true
			}
		}
	}
	return nil, nil, false
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
		if r.slug[o.Slug] != nil || r.id[o.ID] != nil {
			errs = append(errs, fmt.Errorf("organisation %q: id or slug is used twice", o.Slug))
		}
		r.slug[o.Slug], r.id[o.ID] = o, o
		for _, p := range o.Providers {
			if issuers[p.Issuer] {
				errs = append(errs, fmt.Errorf("organisation %q: issuer %s is used twice", o.Slug, p.Issuer))
			}
			issuers[p.Issuer] = true
		}
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
	case len(o.Providers) == 0:
		return errors.New("issuer is missing: nobody could sign in")
	}
	keys := map[string]bool{}
	for _, p := range o.Providers {
		if err := p.check(); err != nil {
			return fmt.Errorf("%s: %w", p.Issuer, err)
		}
		if keys[p.Key] {
			return fmt.Errorf("provider %q is used twice: give each a name of its own", p.Key)
		}
		if keys[p.Key] = true; len(o.Providers) > 1 && p.Label == "" {
			return fmt.Errorf("%s: provider_label is missing: with several, people choose by it", p.Issuer)
		}
	}
	return nil
}
