// Package webhook holds where other systems of an organisation are told that something
// happened: which address, what it is told, how often it is tried, and when it rests.
// Pure, as the rest of the domain: what signs is kept elsewhere, sealed, and here is only
// until when an old secret goes along.
package webhook

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
)

// ID is an address that is told something; it stands in the audit.
type ID string

const (
	// OldSecretFor is how long everything is signed with the old secret as well, after a new
	// one was made: long enough for somebody to change it over on a working day.
	OldSecretFor = 7 * 24 * time.Hour
	// KeptFor is how long is kept what was sent, and what waits for an address that rests.
	KeptFor = 14 * 24 * time.Hour
	// most is how many addresses an organisation has: each is one more to send to.
	most = 20
)

// Webhook is an address that is told something. Secrets are sealed: what they are is known
// to who signs.
type Webhook struct {
	ID        ID
	Version   domain.Version
	Name      string
	Address   string
	Kinds     []Kind
	Paused    bool
	Secret    []byte
	OldSecret []byte // the one before; empty: none
	OldUntil  time.Time
	Created   time.Time
	Rests     time.Time // since when it rests; zero: it does not
	Withdrawn time.Time
}

// Wanted is what somebody wants of an address.
type Wanted struct {
	Name    string
	Address string
	Kinds   []Kind
	Paused  bool
}

// Wants gives what it is told now, to change.
func (w Webhook) Wants() Wanted {
	return Wanted{Name: w.Name, Address: w.Address, Kinds: w.Kinds, Paused: w.Paused}
}

// Room says whether there is room for one more beside so many.
func Room(there int) error {
	if there < most {
		return nil
	}
	return fault.Conflict("TOO_MANY_WEBHOOKS", fault.Text{
		NL: "Er zijn al twintig adressen. Stop er eerst een die niet meer nodig is.", EN: "There are twenty addresses already. End one first that is not needed any more.",
	})
}

// Changed gives it as wanted, checked; that the address is one to send to, is known by then.
// Whoever changes it has looked: unless it is paused
// from now on, it is tried again.
func (w Webhook) Changed(to Wanted) (Webhook, error) {
	if err := w.open(); err != nil {
		return w, err
	}
	name, address := said.Tidy(said.Storable(to.Name)), strings.TrimSpace(to.Address)
	kinds := slices.DeleteFunc(Kinds(), func(k Kind) bool { return !slices.Contains(to.Kinds, k) })
	if name == "" {
		text := fault.Text{NL: "Geef dit adres een naam die je collega’s herkennen.", EN: "Give this address a name that your colleagues recognise."}
		return w, fault.Invalid("NAME_NEEDED", text, fault.Field{Path: "webhook.name", Text: text})
	}
	if len(to.Kinds) == 0 {
		text := fault.Text{NL: "Kies wat dit systeem te horen krijgt.", EN: "Choose what this system is told."}
		return w, fault.Invalid("KIND_NEEDED", text, fault.Field{Path: "webhook.kinds", Text: text})
	}
	if len(kinds) != len(to.Kinds) {
		return w, fault.Invalid("KIND_UNKNOWN", fault.Text{NL: "Dat kan een systeem hier niet te horen krijgen. Kies een van de mogelijkheden.",
			EN: "That is nothing a system can be told here. Choose one of the possibilities."}, said.UnknownChoice("webhook.kinds"))
	}
	if !to.Paused {
		w.Rests = time.Time{}
	}
	w.Name, w.Address, w.Kinds, w.Paused = name, address, kinds, to.Paused
	return w, nil
}

// open refuses what was withdrawn: that is for good.
func (w Webhook) open() error {
	if w.Withdrawn.IsZero() {
		return nil
	}
	return fault.Conflict("WEBHOOK_WITHDRAWN", fault.Text{
		NL: "Dit adres krijgt niets meer. Voeg een nieuw adres toe.", EN: "This address is told nothing any more. Add a new address.",
	})
}

// WithSecret gives it a new secret; the one before goes along for a week.
func (w Webhook) WithSecret(sealed []byte, now time.Time) (Webhook, error) {
	if err := w.open(); err != nil {
		return w, err
	}
	if w.OldSecret = w.Secret; len(w.OldSecret) > 0 {
		w.OldUntil = now.Add(OldSecretFor)
	}
	w.Secret = sealed
	return w, nil
}

// Signs gives the secrets that sign now, the newest first.
func (w Webhook) Signs(now time.Time) [][]byte {
	if len(w.OldSecret) > 0 && now.Before(w.OldUntil) {
		return [][]byte{w.Secret, w.OldSecret}
	}
	return [][]byte{w.Secret}
}

// Withdraw ends it for good. Doing so again changes nothing.
func (w Webhook) Withdraw(now time.Time) Webhook {
	if w.Withdrawn.IsZero() {
		w.Withdrawn, w.Secret, w.OldSecret, w.OldUntil, w.Rests = now, nil, nil, time.Time{}, time.Time{}
	}
	return w
}

// MayTry says whether a trial can be sent: also to one that rests or is paused, for that is
// when somebody wants to know.
func (w Webhook) MayTry() error { return w.open() }
