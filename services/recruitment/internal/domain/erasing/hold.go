package erasing

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// HoldID is a legal hold.
type HoldID string

// Hold keeps everything about a client from being removed, until the end of a day.
type Hold struct {
	ID      HoldID
	Version domain.Version
	Client  domain.ClientID
	Reason  string
	By      string
	Placed  time.Time
	Until   string // YYYY-MM-DD
	Lifted  time.Time
}

// longest is how far ahead a hold may go: what lasts longer is looked at again.
const longest = 5

// Place begins a hold: h says on whom, why, until when and by whom.
func Place(h Hold, now time.Time) (Hold, error) {
	day, err := time.Parse(time.DateOnly, h.Until)
	if err != nil || h.Until < now.Format(time.DateOnly) || day.After(now.AddDate(longest, 0, 0)) {
		text := fault.Text{
			NL: "Kies een dag vanaf vandaag, niet verder dan vijf jaar. Daarna kun je opnieuw kijken.",
			EN: "Choose a day from today on, at most five years ahead. Then you can look again.",
		}
		return Hold{}, fault.Invalid("HOLD_DAY", text, fault.Field{Path: "until_day", Text: text})
	}
	h.Version, h.Placed = 1, now
	return h, nil
}

// Lift ends it before its day.
func (h Hold) Lift(now time.Time) Hold {
	if h.Lifted.IsZero() {
		h.Lifted = now
	}
	return h
}

// Stands says whether it keeps anything on this moment.
func (h Hold) Stands(now time.Time) bool {
	return h.Lifted.IsZero() && now.Format(time.DateOnly) <= h.Until
}
