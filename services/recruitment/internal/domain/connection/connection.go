// Package connection holds what an organisation grants to its other systems, and the
// secrets these sign in with. Pure, as the rest of the domain: the secrets are made
// elsewhere, here are only their hashes and how long they are good.
package connection

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
)

type (
	// ID is a connection; it stands as the actor in the audit.
	ID string
	// SecretID is one of its secrets.
	SecretID string
)

// SCIM is the scope of the organisation's directory. Whoever has it makes colleagues and
// ends them, so it goes with no other scope.
const SCIM = "scim"

// Scopes lists what can be granted, in the order in which it is best read. The same words
// stand in the access rules of the contract; a test compares.
func Scopes() []string {
	return []string{
		SCIM, "clients:import", "clients:read", "colleagues:read", "locations:read", "places:read", "activities:read", "insight:read",
	}
}

const (
	// TokenLife is how long a token is good: short, for what is asked with it is looked up anyway.
	TokenLife = 10 * time.Minute
	// maxSecrets is two, so that one can be replaced while the other works.
	maxSecrets = 2
	// usualMonths is how long a secret works when nobody said.
	usualMonths = 12
	// wrongTries within wrongWithin are answered one by one; after them nobody looks any more.
	wrongTries  = 10
	wrongWithin = 10 * time.Minute
)

// Connection is another system of the organisation.
type Connection struct {
	ID        ID
	Version   domain.Version
	Name      string
	Scopes    []string
	Secrets   []Secret
	Created   time.Time
	UsedDay   string // YYYY-MM-DD; empty: never
	Withdrawn time.Time
	Wrong     Wrong
}

// Secret is one way to sign in, without what makes it one.
type Secret struct {
	ID      SecretID
	Hash    []byte
	Ending  string
	Created time.Time
	Expires time.Time
	UsedDay string
}

// Wrong counts the wrong secrets of late.
type Wrong struct {
	Tries int
	Since time.Time
}

// Good says whether a secret still works.
func (s Secret) Good(now time.Time) bool { return now.Before(s.Expires) }

// LastDay is the last day on which it works.
func (s Secret) LastDay() string { return s.Expires.Add(-time.Nanosecond).UTC().Format(time.DateOnly) }

// Changed gives the connection with this name and these scopes, checked.
func (c Connection) Changed(name string, scopes []string) (Connection, error) {
	if err := c.open(); err != nil {
		return c, err
	}
	c.Name, c.Scopes = said.Tidy(said.Storable(name)), granted(scopes)
	switch {
	case c.Name == "":
		text := fault.Text{NL: "Geef dit systeem een naam die je collega’s herkennen.", EN: "Give this system a name that your colleagues recognise."}
		return c, fault.Invalid("NAME_NEEDED", text, fault.Field{Path: "connection.name", Text: text})
	case len(c.Scopes) == 0:
		text := fault.Text{NL: "Kies wat dit systeem mag.", EN: "Choose what this system may do."}
		return c, fault.Invalid("SCOPE_NEEDED", text, fault.Field{Path: "connection.scopes", Text: text})
	case len(c.Scopes) != len(distinct(scopes)):
		return c, fault.Invalid("SCOPE_UNKNOWN", fault.Text{NL: "Dat kan een systeem hier niet mogen. Kies een van de mogelijkheden.",
			EN: "That is nothing a system can be granted here. Choose one of the possibilities."}, said.UnknownChoice("connection.scopes"))
	case len(c.Scopes) > 1 && slices.Contains(c.Scopes, SCIM):
		text := fault.Text{
			NL: "Collega’s en groepen bijhouden gaat niet samen met iets anders. Maak voor de rest een tweede aansluiting.",
			EN: "Keeping colleagues and groups does not go with anything else. Make a second connection for the rest.",
		}
		return c, fault.Invalid("SCIM_ALONE", text, fault.Field{Path: "connection.scopes", Text: text})
	}
	return c, nil
}

// granted keeps what exists, in our order.
func granted(scopes []string) []string {
	return slices.DeleteFunc(Scopes(), func(s string) bool { return !slices.Contains(scopes, s) })
}

func distinct(scopes []string) []string {
	all := slices.Clone(scopes)
	slices.Sort(all)
	return slices.Compact(all)
}

// open refuses what was withdrawn: that is for good.
func (c Connection) open() error {
	if c.Withdrawn.IsZero() {
		return nil
	}
	return fault.Conflict("CONNECTION_WITHDRAWN", fault.Text{
		NL: "Deze aansluiting is ingetrokken. Maak een nieuwe.", EN: "This connection was withdrawn. Make a new one.",
	})
}

// WithSecret adds a secret that works for so many months; 0 is a year. What expired makes room.
func (c Connection) WithSecret(s Secret, months int, now time.Time) (Connection, error) {
	if err := c.open(); err != nil {
		return c, err
	}
	if months == 0 {
		months = usualMonths
	}
	good := slices.DeleteFunc(slices.Clone(c.Secrets), func(s Secret) bool { return !s.Good(now) })
	if len(good) >= maxSecrets {
		return c, fault.Conflict("TWO_SECRETS", fault.Text{
			NL: "Er zijn al twee sleutels. Zet het systeem over op de nieuwste en trek de oude in. Daarna kan er weer een bij.",
			EN: "There are two secrets already. Move the system to the newest and withdraw the old one. Then there is room for another.",
		})
	}
	s.Created, s.Expires = now, now.AddDate(0, months, 0)
	good = append(good, s)
	c.Secrets = good
	return c, nil
}

// WithoutSecret takes one secret back.
func (c Connection) WithoutSecret(id SecretID) (Connection, error) {
	if err := c.open(); err != nil {
		return c, err
	}
	left := slices.DeleteFunc(slices.Clone(c.Secrets), func(s Secret) bool { return s.ID == id })
	if len(left) == len(c.Secrets) {
		return c, fault.Missing()
	}
	c.Secrets = left
	return c, nil
}

// Withdraw takes everything back. Doing so again changes nothing.
func (c Connection) Withdraw(now time.Time) Connection {
	if c.Withdrawn.IsZero() {
		c.Withdrawn, c.Secrets = now, nil
	}
	return c
}

// Living gives the secret with this id if it opens anything now.
func (c Connection) Living(id SecretID, now time.Time) bool {
	return c.Withdrawn.IsZero() && slices.ContainsFunc(c.Secrets, func(s Secret) bool { return s.ID == id && s.Good(now) })
}

// Ask gives what of the granted is asked for; nothing asked is all of it. False when more
// is asked than was granted.
func (c Connection) Ask(scopes []string) ([]string, bool) {
	if len(scopes) == 0 {
		return c.Scopes, true
	}
	for _, s := range scopes {
		if !slices.Contains(c.Scopes, s) {
			return nil, false
		}
	}
	return granted(scopes), true
}

// Try counts one more wrong secret.
func (w Wrong) Try(now time.Time) Wrong {
	if now.Sub(w.Since) >= wrongWithin {
		return Wrong{Tries: 1, Since: now}
	}
	w.Tries++
	return w
}

// TooMany says that wrong secrets came so fast after one another that they are not looked
// at any more for a while. A right one still opens: it cannot be guessed, and otherwise
// anybody could keep a system out.
func (w Wrong) TooMany(now time.Time) bool {
	return w.Tries >= wrongTries && now.Sub(w.Since) < wrongWithin
}
