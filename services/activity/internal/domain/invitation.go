package domain

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// lapsesAfter is how long a question stays that names no day. It is no deadline: after
// it nobody is asked any more, and nobody is told (O-05).
const lapsesAfter = 28 * 24 * time.Hour

// Answer is what somebody says to a question; "" while they said nothing.
type Answer string

// The answers. None asks for more.
const (
	AnswerYes   Answer = "yes"
	AnswerMaybe Answer = "maybe"
	AnswerNo    Answer = "no"
)

// Asker is who asks somebody along.
type Asker struct {
	ID    string
	Staff bool
}

// Invitation is one person asked along to one activity.
type Invitation struct {
	Activity ActivityID
	Client   ClientID // who is asked
	By       Asker
	Answer   Answer
	// NoMore says that they do not want to be asked again for this. It is theirs to
	// know: whoever asks again is told nothing.
	NoMore bool
	Asked  time.Time
}

// Ask asks somebody along: who goes, and support workers of who goes, ask people they
// reach or whom one of the goers is together with. wanted names who is asked, by whom and
// when; before is an earlier question, nil when there was none. New is false when there is
// nothing to save: the question stands already, or they do not want to be asked again,
// which the answer does not tell.
func Ask(a Activity, wanted Invitation, before *Invitation, by *Circle) (inv Invitation, isNew bool, err error) {
	seen := slices.ContainsFunc(a.Goers, func(g Going) bool { return by.Reaches(g.Client) })
	if !seen || !by.mayBring(wanted.Client, a.Clients()) {
		return Invitation{}, false, fault.Missing()
	}
	if a.Has(wanted.Client) {
		return Invitation{}, false, fault.Conflict("GOES_ALREADY", fault.Text{
			NL: "Deze persoon gaat al mee.",
			EN: "This person comes along already.",
		})
	}
	if err := a.isOpen(wanted.Asked); err != nil {
		return Invitation{}, false, err
	}
	wanted.Activity, wanted.Answer, wanted.NoMore = a.ID, "", false
	switch {
	case before == nil, before.Answer == AnswerNo && !before.NoMore, before.Answer == AnswerYes:
		return wanted, true, nil
	case before.NoMore:
		return wanted, false, nil
	default:
		return *before, false, nil
	}
}

// isOpen says whether one can still join: not when it is behind us.
func (a Activity) isOpen(now time.Time) error {
	if a.State == Held || a.State == NotHeld || a.Day != "" && a.Day < DayOf(now) {
		return alreadyBeen()
	}
	return nil
}

func alreadyBeen() error {
	return fault.Conflict("ALREADY_BEEN", fault.Text{
		NL: "Dit is al voorbij. Plan gerust iets nieuws.",
		EN: "This is over already. Feel free to plan something new.",
	})
}

// Lapsed says whether a question went by quietly: the day is over, it was done or is
// off, or it named no day and is from long ago.
func (i Invitation) Lapsed(a Activity, now time.Time) bool {
	return a.isOpen(now) != nil || a.Day == "" && now.Sub(i.Asked) > lapsesAfter
}

// Reply is what somebody answers, with what it means for the activity: yes joins,
// anything else after a yes leaves. No reason is asked.
func (i Invitation) Reply(a Activity, answer Answer, noMore bool, by *Circle, now time.Time) (Invitation, Activity, error) {
	if !by.Reaches(i.Client) {
		return Invitation{}, Activity{}, fault.Missing()
	}
	if i.Lapsed(a, now) {
		return Invitation{}, Activity{}, alreadyBeen()
	}
	i.Answer, i.NoMore = answer, noMore && answer == AnswerNo
	var err error
	if answer == AnswerYes {
		a, err = a.with(i.Client, now)
	} else {
		a, err = Drop(a, i.Client, by, now)
	}
	return i, a, err
}

// SeenBy gives the question as somebody may see it: whether they want to be asked again
// is for themself and their support workers.
func (i Invitation) SeenBy(by *Circle) Invitation {
	if !by.Reaches(i.Client) {
		i.NoMore = false
	}
	return i
}

// KnownTo leaves of those who go only whom the caller may know of when it is shown to
// somebody who does not go (yet): people the caller reaches, the one who asks, and whom
// the one it is shown for is together with. more says that others go too.
func (a Activity) KnownTo(client ClientID, asker string, by *Circle) (known Activity, more bool) {
	known = a
	known.Goers = nil
	for _, g := range a.Goers {
		if by.Reaches(g.Client) || string(g.Client) == asker || by.Together(g.Client, client) {
			known.Goers = append(known.Goers, g)
		}
	}
	return known, len(known.Goers) < len(a.Goers)
}
