package domain

import (
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Mood is how it was; Skipped is an answer too.
type Mood string

// The moods; the empty one says that it was not answered.
const (
	MoodNice    Mood = "nice"
	MoodSoSo    Mood = "so_so"
	MoodNotNice Mood = "not_nice"
	MoodSkipped Mood = "skipped"
)

// Again is whether somebody would do it again.
type Again string

// HowWasIt is what one person tells afterwards: apart, and private unless shared.
type HowWasIt struct {
	Activity ActivityID
	Client   ClientID
	Mood     Mood
	Again    Again
	Words    string
	Shared   bool // the client lets their support workers see it
	BySelf   bool // told by the client, not recorded for them
	At       time.Time
}

// Tell records how it was for one of those who took part. before is what was told
// earlier, nil when nothing was; an answer may always be changed, but what a client
// told themself only by that client. tell says what the support workers may know now:
// nil when it is nothing and was nothing.
func Tell(a Activity, h HowWasIt, before *HowWasIt, by *Circle, now time.Time) (answer HowWasIt, tell *Mood, err error) {
	if !by.Reaches(h.Client) || !a.Has(h.Client) {
		return HowWasIt{}, nil, fault.Missing()
	}
	h.Words = strings.TrimSpace(h.Words)
	if h.Mood == "" && h.Again == "" && h.Words == "" {
		return HowWasIt{}, nil, checkForm([]fault.Field{
			field("mood", "Kies hoe het was. Overslaan mag ook.", "Choose how it was. You may skip it too."),
		})
	}
	h.BySelf = h.Client == by.Self
	if before != nil && before.BySelf && !h.BySelf {
		return HowWasIt{}, nil, fault.Conflict("TOLD_THEMSELF", fault.Text{
			NL: "Deze persoon heeft zelf al verteld hoe het was. Alleen die persoon kan dat veranderen.",
			EN: "This person already told how it was. Only they can change it.",
		})
	}
	h.Activity, h.At = a.ID, now
	return h, whatToTell(before, h), nil
}

// Withdrawn is what the others are told when an answer is not shared (any more).
const Withdrawn Mood = ""

func whatToTell(before *HowWasIt, h HowWasIt) *Mood {
	if h.Shared {
		return &h.Mood
	}
	if before != nil && before.Shared {
		none := Withdrawn
		return &none
	}
	return nil
}
