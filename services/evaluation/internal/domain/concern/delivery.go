package concern

import (
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
)

// DeliveryState is how far telling one way is.
type DeliveryState string

// The states of a delivery.
const (
	Waiting DeliveryState = "waiting" // on its way, or tried again in a while
	Arrived DeliveryState = "arrived"
	GivenUp DeliveryState = "given_up" // somebody has to pass it on by hand
)

// DeliveryStates lists them.
func DeliveryStates() []DeliveryState { return []DeliveryState{Waiting, Arrived, GivenUp} }

// Delivery is that one way is told of one concern.
type Delivery struct {
	Concern  domain.ConcernID
	Way      Way // as it was when the concern was reported
	Reported time.Time
	State    DeliveryState
	Tries    int
	At       time.Time // waiting: when it is tried next; else when it arrived or was given up
}

// again is how long it rests after each try that did not arrive. Together more than two
// days: a weekend's trouble is got over.
var again = []time.Duration{
	time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour,
	4 * time.Hour, 8 * time.Hour, 12 * time.Hour, 12 * time.Hour, 12 * time.Hour,
}

// Deliveries are what a new concern sets going.
func Deliveries(c Concern, r Route) (out []Delivery) {
	for _, w := range r.Ways {
		out = append(out, Delivery{Concern: c.ID, Way: w, Reported: c.Reported, State: Waiting, At: c.Reported})
	}
	return out
}

// Try is that a try begins: until a while from now nobody else tries the same.
func (d Delivery) Try(now time.Time) Delivery {
	d.At = now.Add(again[min(d.Tries, len(again)-1)])
	d.Tries++
	return d
}

// After is how it stands after a try. final: trying again would be of no use.
func (d Delivery) After(arrived, final bool, now time.Time) Delivery {
	switch {
	case arrived:
		d.State, d.At = Arrived, now
	case final || d.Tries >= len(again):
		d.State, d.At = GivenUp, now
	}
	return d
}

// Letter is what a mailbox of the organisation gets: that there is a concern and where to
// look, and nothing of what or whom it is about.
type Letter struct{ Subject, Text string }

// LetterFor makes the letter about a concern. link is where somebody signs in to look.
func LetterFor(id domain.ConcernID, reported time.Time, link string) Letter {
	return Letter{
		Subject: "Optrek: een zorg om veiligheid",
		Text: "Iemand heeft in Optrek gemeld dat iets misschien niet veilig is.\n\n" +
			"Gemeld op: " + reported.Format("02-01-2006 15:04") + "\n" +
			"Kenmerk: " + string(id) + "\n" +
			"Kijk wie het oppakt: " + link + "\n\n" +
			"In dit bericht staat met opzet niet wat er is, en over wie het gaat.\n" +
			"Wat er aan de hand is, hoor je van een mens en hoort in jullie eigen systeem.\n\n" +
			"--\nSomebody reported in Optrek that something may not be safe. This message says on purpose neither what it is nor whom it is about.\n",
	}
}

// TryOutLetter says that nothing is the matter.
func TryOutLetter(way, link string) Letter {
	return Letter{
		Subject: "Optrek: proef, er is niets aan de hand",
		Text: "Dit is een proef. Er is geen zorg gemeld.\n\n" +
			"Zo komt een melding van een zorg om veiligheid bij \"" + way + "\" aan.\n" +
			"Instellen: " + link + "\n\n--\nThis is a try-out. No concern was reported.\n",
	}
}
