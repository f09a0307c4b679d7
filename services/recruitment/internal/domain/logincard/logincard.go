// Package logincard holds the rules of the card with which a client signs in: which
// pictures there are, when a card rests after others than the client's, and when it
// is a little much from one side. Pure, as the package domain it belongs to.
package logincard

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

type (
	// CardID is the id of a card.
	CardID string
	// DeviceID is the id of a device that remembers a card.
	DeviceID string
)

// State is what can be done with a card.
type State string

// The states of a card, as the contract has them without the prefix.
const (
	Works     State = "works"
	Rests     State = "rests"
	Withdrawn State = "withdrawn"
)

// Used is about when a card was used: words, and no day.
type Used string

// When a card was used last; the empty one is not yet.
const (
	NotYet    Used = ""
	Today     Used = "today"
	ThisWeek  Used = "this_week"
	ThisMonth Used = "this_month"
	LongerAgo Used = "longer_ago"
)

// Card is a card of a client: never what the code on it holds, only its hash.
type Card struct {
	ID        CardID
	Version   domain.Version
	Client    domain.ClientID
	Made      time.Time
	MadeBy    string // who of the staff
	Withdrawn time.Time
	UsedDay   string // YYYY-MM-DD, empty: not yet; only Used leaves the service
	Tries     Tries
	Devices   []Device
}

// Device is a telephone or computer that remembers a client.
type Device struct {
	ID         DeviceID
	Card       CardID
	Words      string // "Chrome op Android"; nothing finer
	Remembered time.Time
}

// State gives what can be done with the card now.
func (c Card) State(now time.Time) State {
	switch {
	case !c.Withdrawn.IsZero():
		return Withdrawn
	case c.Tries.Resting(now):
		return Rests
	}
	return Works
}

// Used gives about when the card was used last, seen from a day (YYYY-MM-DD).
func (c Card) Used(today string) Used {
	day, err := time.Parse(time.DateOnly, c.UsedDay)
	now, wrong := time.Parse(time.DateOnly, today)
	if err != nil || wrong != nil {
		return NotYet
	}
	switch days := int(now.Sub(day) / (24 * time.Hour)); {
	case days <= 0:
		return Today
	case days < 7:
		return ThisWeek
	case days < 31:
		return ThisMonth
	}
	return LongerAgo
}

// Withdraw ends the card; one that was withdrawn already stays so.
func (c Card) Withdraw(now time.Time) Card {
	if c.Withdrawn.IsZero() {
		c.Withdrawn = now
	}
	c.Devices = nil
	return c
}

// Free lets a card that rests be used again.
func (c Card) Free() (Card, error) {
	if !c.Withdrawn.IsZero() {
		return c, fault.Conflict("CARD_WITHDRAWN", fault.Text{
			NL: "Deze kaart is ingetrokken. Maak een nieuwe kaart.", EN: "This card was withdrawn. Make a new card.",
		})
	}
	c.Tries = Tries{}
	return c, nil
}

const (
	fewestPictures = 3
	mostPictures   = 4
)

// pictures are the names of the pictures there are, in the order in which a screen
// shows them: each another shape and another colour, each a word everybody knows.
var pictures = []string{
	"sun", "fish", "apple", "bicycle", "house", "tree", "dog", "bus", "umbrella", "key", "balloon", "boat",
}

// Pictures lists the names of the pictures there are.
func Pictures() []string { return slices.Clone(pictures) }

// CheckChosen says what is wrong with pictures that a client chose.
func CheckChosen(chosen []string) error {
	wrong := func(t fault.Text) error {
		return fault.Invalid("PICTURES_NOT_RIGHT", t, fault.Field{Path: "pictures", Text: t})
	}
	if len(chosen) < fewestPictures || len(chosen) > mostPictures {
		return wrong(fault.Text{NL: "Kies drie of vier plaatjes.", EN: "Choose three or four pictures."})
	}
	for _, one := range chosen {
		if !slices.Contains(pictures, one) {
			return wrong(fault.Text{NL: "Kies uit de plaatjes die er staan.", EN: "Choose from the pictures that are there."})
		}
	}
	if len(slices.Compact(slices.Clone(chosen))) == 1 {
		return wrong(fault.Text{NL: "Kies er ook een ander plaatje bij.", EN: "Choose another picture as well."})
	}
	return nil
}
