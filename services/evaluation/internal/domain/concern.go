package domain

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Concern says that something may be unsafe: who said so, when, about which match. What
// it is about is told to a person, and stands in the organisation's own system; there is
// no second register here.
type Concern struct {
	ID        ConcernID
	Match     MatchID
	Client    ClientID // whom it is about, when it is about one person
	Reporter  string   // id of the person who reported it; empty when they left
	Reported  time.Time
	TakenBy   SupportWorkerID
	TakenTime time.Time
}

// Route is what to do now, in the organisation's own words.
type Route struct{ NL, EN string }

// DefaultRoute is for an organisation that did not write its own.
func DefaultRoute() Route {
	return Route{
		NL: "Is er nu gevaar? Bel 112. Is het niet nu, maar wel dringend? Bel of zoek de begeleider die dienst heeft. " +
			"Je zorg is doorgegeven: het netwerkaanspreekpunt of de coördinator neemt contact op. Vertel het gerust ook aan je eigen begeleider.",
		EN: "Is there danger right now? Call 112. Not right now, but urgent? Call or find the support worker on duty. " +
			"Your concern was passed on: the network lead or the coordinator will get in touch. Feel free to tell your own support worker too.",
	}
}

// TakeOver notes who takes a concern into the organisation's own system. Whoever is
// second learns that a colleague was first, so that nobody waits for the other.
func TakeOver(c Concern, by SupportWorkerID, now time.Time) (Concern, error) {
	switch c.TakenBy {
	case by:
		return c, nil
	case "":
		c.TakenBy, c.TakenTime = by, now
		return c, nil
	default:
		return Concern{}, fault.Conflict("TAKEN_OVER_ALREADY", fault.Text{
			NL: "Een collega heeft deze zorg al overgenomen. Laad de lijst opnieuw om te zien wie.",
			EN: "A colleague took this concern over already. Load the list again to see who.",
		})
	}
}
