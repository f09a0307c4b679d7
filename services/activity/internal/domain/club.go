package domain

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

const (
	longestClub  = 120
	longestNotes = 300
)

const kindMyClub Kind = "my_club"

// Introduction is a member showing somebody the way into their club, to try.
type Introduction struct {
	Activity ActivityID
	Version  Version
	Member   ClientID
	Guest    ClientID
	Club     string
	// Notes and Words are what the club may know of the guest; for others only once Agreed.
	Notes   []string
	Words   string
	Agreed  bool
	Again   Again // whether the guest would go more often
	Created time.Time
	Updated time.Time
}

// Introduce makes a try of it: the member goes, and the guest is to be asked. Whom a
// member may ask is Ask's to say.
func Introduce(a Activity, i Introduction, by *Circle, now time.Time) (Activity, Introduction, error) {
	if !by.Reaches(i.Member) {
		return Activity{}, Introduction{}, fault.Missing()
	}
	i.Club = tidy(i.Club)
	var wrong []fault.Field
	if i.Club == "" || utf8.RuneCountInString(i.Club) > longestClub {
		wrong = append(wrong, field("club", "Welke club is het? Een paar woorden zijn genoeg.", "Which club is it? A few words are enough."))
	}
	if i.Guest == i.Member {
		wrong = append(wrong, field("guest_id", "Kies iemand anders om mee te nemen.", "Choose somebody else to bring along."))
	}
	if err := checkForm(wrong); err != nil {
		return Activity{}, Introduction{}, err
	}
	a.State, a.Kind, a.What, a.Goers = Trying, kindMyClub, i.Club, []Going{{Client: i.Member}}
	a, err := Plan(a, nil, by, now)
	if err != nil {
		return Activity{}, Introduction{}, err
	}
	i.Notes, i.Version, i.Created, i.Updated = []string{}, 1, now, now
	return a, i, nil
}

// TellClub says what the club may know: the guest, or a support worker of theirs who
// looked at it together with them.
func (i Introduction) TellClub(notes []string, words string, agreed bool, by *Circle, now time.Time) (Introduction, error) {
	if !by.Reaches(i.Guest) {
		return Introduction{}, fault.Denied("GUESTS_OWN_WORDS", fault.Text{
			NL: "Wat de club mag weten, zegt de gast zelf, of samen met de eigen begeleider.",
			EN: "What the club may know is said by the guest, or together with their own support worker.",
		})
	}
	words = strings.TrimSpace(words)
	if utf8.RuneCountInString(words) > longestNotes {
		return Introduction{}, checkForm([]fault.Field{field("words", "Dit is te lang: hooguit 300 tekens.", "This is too long: at most 300 characters.")})
	}
	i.Notes, i.Words, i.Agreed, i.Updated = slices.Clone(notes), words, agreed, now
	return i, nil
}

// GoMoreOften keeps whether the guest would like to go again.
func (i Introduction) GoMoreOften(again Again, by *Circle, now time.Time) (Introduction, error) {
	if !by.Reaches(i.Guest) {
		return Introduction{}, fault.Missing()
	}
	i.Again, i.Updated = again, now
	return i, nil
}

// SeenBy leaves out what is not the caller's to see: before the guest agreed what the
// club may know, and what the guest thought of it. A no is nobody's but the guest's: it
// leaves no mark.
func (i Introduction) SeenBy(by *Circle) Introduction {
	if !by.Reaches(i.Guest) {
		i.Again = ""
		if !i.Agreed {
			i.Notes, i.Words = nil, ""
		}
	}
	if by.Self != i.Guest && (i.Again == AgainNo || i.Again == AgainSkipped) {
		i.Again = ""
	}
	return i
}
