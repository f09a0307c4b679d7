package domain

import (
	"slices"
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

// Again is whether somebody would do it again; Skipped is an answer too.
type Again string

// The answers that nobody but the person needs to see.
const (
	AgainNo      Again = "no"
	AgainSkipped Again = "skipped"
)

// Part is one answer, which can be shared or kept apart from the others.
type Part string

// The parts of what somebody tells.
const (
	PartMood  Part = "mood"
	PartAgain Part = "again"
	PartWords Part = "words"
)

var allParts = []Part{PartMood, PartAgain, PartWords}

// HowWasIt is what one person tells afterwards: apart, and private unless shared.
type HowWasIt struct {
	Activity ActivityID
	Client   ClientID
	Mood     Mood
	Again    Again
	Words    string
	Shared   bool   // the client lets their support workers see it, or some of it
	Parts    []Part // what they let them see; with Shared and none named: all of it
	BySelf   bool   // told by the client, not recorded for them
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
	if h.Shared && len(h.Parts) == 0 {
		h.Parts = slices.Clone(allParts)
	}
	h.Shared = len(h.Parts) > 0
	if before != nil && before.BySelf && !h.BySelf {
		return HowWasIt{}, nil, toldThemself()
	}
	h.Activity, h.At = a.ID, now
	return h, whatToTell(before, h), nil
}

// Withdrawn is what the others are told when an answer is not shared (any more).
const Withdrawn Mood = ""

func whatToTell(before *HowWasIt, h HowWasIt) *Mood {
	if h.Shares(PartMood) {
		return &h.Mood
	}
	if before != nil && before.Shares(PartMood) {
		none := Withdrawn
		return &none
	}
	return nil
}

// Shares says whether the support workers may see this part.
func (h HowWasIt) Shares(p Part) bool { return h.Shared && slices.Contains(h.Parts, p) }

// ForStaff is the answer as support workers see it: only what is shared.
func (h HowWasIt) ForStaff() HowWasIt {
	if !h.Shares(PartMood) {
		h.Mood = ""
	}
	if !h.Shares(PartAgain) {
		h.Again = ""
	}
	if !h.Shares(PartWords) {
		h.Words = ""
	}
	return h
}

// Forget says whether what was told may be taken away by the caller: by the person, or by
// the support worker who wrote it down for them.
func Forget(h *HowWasIt, client ClientID, by *Circle) error {
	if !by.Reaches(client) {
		return fault.Missing()
	}
	if h != nil && h.BySelf && by.Self != client {
		return toldThemself()
	}
	return nil
}

func toldThemself() error {
	return fault.Conflict("TOLD_THEMSELF", fault.Text{
		NL: "Deze persoon heeft zelf al verteld hoe het was. Alleen die persoon kan dat veranderen.",
		EN: "This person already told how it was. Only they can change it.",
	})
}
