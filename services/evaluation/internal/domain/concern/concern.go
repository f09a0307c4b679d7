// Package concern holds what happens when something may be unsafe: what somebody reads at
// once, who gets it, and that the organisation's own system heard of it. What it is about
// is told to a person, and stands in that system; there is no second register here.
package concern

import (
	"strings"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

// State is how far a concern is.
type State string

// The states.
const (
	Reported   State = "reported"
	TakenUp    State = "taken_up"    // somebody is on it
	HandedOver State = "handed_over" // it stands in the organisation's own system
)

// States lists them, in order.
func States() []State { return []State{Reported, TakenUp, HandedOver} }

// Concern says that something may be unsafe: who said so, when, about which match.
type Concern struct {
	ID        domain.ConcernID
	Match     domain.MatchID
	Client    domain.ClientID // whom it is about, when it is about one person
	Reporter  string          // id of the person who reported it; empty when they left
	Reported  time.Time
	Route     domain.Version           // by which version of the route it went
	Closed    bool                     // reported when nobody of the route is at work
	For       []domain.SupportWorkerID // to whom it was routed, in order
	TakenBy   domain.SupportWorkerID
	TakenTime time.Time
	HandedTo  string // the organisation's own name for its system; empty until it stands there
	Reference string // its number there
	HandedBy  domain.SupportWorkerID
	HandTime  time.Time
}

// State says how far it is.
func (c Concern) State() State {
	switch {
	case c.HandedTo != "":
		return HandedOver
	case c.TakenBy != "":
		return TakenUp
	default:
		return Reported
	}
}

// TakeOver notes who takes a concern up. Whoever is second learns that a colleague was
// first, so that nobody waits for the other.
func TakeOver(c Concern, by domain.SupportWorkerID, now time.Time) (Concern, error) {
	switch c.TakenBy {
	case by:
		return c, nil
	case "":
		c.TakenBy, c.TakenTime = by, now
		return c, nil
	default:
		return Concern{}, fault.Conflict("TAKEN_OVER_ALREADY", fault.Text{
			NL: "Een collega heeft deze zorg al opgepakt. Laad de lijst opnieuw om te zien wie.",
			EN: "A colleague took this concern up already. Load the list again to see who.",
		})
	}
}

// HandOver notes that it stands in the organisation's own system. Who does so before
// anybody took it up, took it up. Saying it again mends what was noted.
func HandOver(c Concern, by domain.SupportWorkerID, to, reference string, now time.Time) (Concern, error) {
	to = tidy(to)
	if to == "" {
		text := fault.Text{NL: "Zeg in welk systeem het nu staat.", EN: "Say in which system it stands now."}
		return c, fault.Invalid("WHICH_SYSTEM", text, fault.Field{Path: "to", Text: text})
	}
	if c.TakenBy == "" {
		c.TakenBy, c.TakenTime = by, now
	}
	c.HandedTo, c.Reference, c.HandedBy, c.HandTime = to, reference, by, now
	return c, nil
}

// Reopen takes back that it stands there: somebody is still on it.
func Reopen(c Concern) Concern {
	c.HandedTo, c.Reference, c.HandedBy, c.HandTime = "", "", "", time.Time{}
	return c
}

// tidy trims the text and makes every run of white space one space.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }
