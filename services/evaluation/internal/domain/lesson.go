package domain

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Lesson is what was learned, without names; shared across locations (E-07).
type Lesson struct {
	ID          LessonID
	Words       string
	Intervision IntervisionID // where it was learned; empty: elsewhere
	Created     time.Time
}

// Who somebody is can stand in a text in many ways; these three a program can see. For
// names there is the sentence beside the field.
var (
	anID      = regexp.MustCompile(`(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	anAddress = regexp.MustCompile(`\S@\S+\.\S`)
	// Eight digits or more, however they are written: a telephone number, or a number of a person.
	aNumber = regexp.MustCompile(`\d(?:[ ().\-/]{0,2}\d){7,}`)
	aDate   = regexp.MustCompile(`^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}$`)
)

// NewLesson checks that a lesson is without personal data, as far as a program can.
func NewLesson(l Lesson, now time.Time) (Lesson, error) {
	l.Words = strings.TrimSpace(l.Words)
	var wrong []fault.Field
	switch {
	case l.Words == "":
		wrong = append(wrong, field("lesson.words", "Wat hebben jullie geleerd?", "What did you learn?"))
	case utf8.RuneCountInString(l.Words) > longestWords:
		wrong = append(wrong, tooManyWords("lesson.words"))
	case namesSomebody(l.Words):
		wrong = append(wrong, field("lesson.words",
			"Een les gaat verder dan deze locatie. Haal telefoonnummers, e-mailadressen en nummers van personen eruit, en ook namen.",
			"A lesson travels beyond this location. Take out telephone numbers, e-mail addresses and numbers of people, and names too."))
	}
	if err := checkForm(wrong); err != nil {
		return Lesson{}, err
	}
	l.Created = now
	return l, nil
}

func namesSomebody(words string) bool {
	if anID.MatchString(words) || anAddress.MatchString(words) {
		return true
	}
	for _, number := range aNumber.FindAllString(words, -1) {
		if !aDate.MatchString(number) {
			return true
		}
	}
	return false
}
