package domain

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Lesson is what was learned, without names; shared across locations (E-07).
type Lesson struct {
	ID          LessonID
	Words       string
	Intervision IntervisionID // where it was learned; empty: elsewhere
	Created     time.Time
	Version     Version
	Themes      []string
	Regional    RegionalLessonID // as the region knows it; empty: not shared
}

// RegionalLesson is a lesson of somewhere in the region: no organisation, no day, nobody.
type RegionalLesson struct {
	ID     RegionalLessonID
	Words  string
	Themes []string
	Month  string // YYYY-MM
	Ours   bool
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
	l.Created, l.Version = now, 1
	return EditLesson(l)
}

// EditLesson checks a lesson whose words or themes changed.
func EditLesson(l Lesson) (Lesson, error) {
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
	return l, nil
}

// aWord is a word; aStop what ends a sentence, or opens one: after it a capital says nothing.
var (
	aWord = regexp.MustCompile(`\p{L}[\p{L}\p{N}’'-]*`)
	aStop = regexp.MustCompile(`[.!?:;…][“”"‘’')\]]*\s*$|[“"‘(]$|(^|\n)\s*[-•*–]?\s*$`)
)

// ours are words that are written with a capital and are nobody's name.
var ours = []string{
	"nederland", "nederlands", "optrek", "whatsapp", "pasen", "kerst", "kerstmis", "pinksteren", "sinterklaas", "koningsdag", "ecogram",
	"i", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "christmas", "easter", "english", "dutch",
}

// LooksLikeNames gives the words that could be somebody's name or a place: those with a
// capital in the middle of a sentence. It is a hint for a person to look at; a program
// cannot know.
func LooksLikeNames(words string) (out []string) {
	for _, at := range aWord.FindAllStringIndex(words, -1) {
		word := words[at[0]:at[1]]
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(first) || aStop.MatchString(words[:at[0]]) {
			continue
		}
		if slices.Contains(ours, strings.ToLower(word)) || slices.Contains(out, word) {
			continue
		}
		out = append(out, word)
	}
	return out
}

// MayShare refuses to let the region read a lesson with words that could be a name, until
// somebody looked at them: beyond the organisation nobody can ask who was meant.
func MayShare(l Lesson, looked bool) error {
	if l, err := EditLesson(l); err != nil || looked || len(LooksLikeNames(l.Words)) == 0 {
		return err
	}
	said := strings.Join(LooksLikeNames(l.Words), ", ")
	return fault.Conflict("MAYBE_A_NAME", fault.Text{
		NL: "Kijk nog één keer: is dit een naam van iemand of van een plek? " + said,
		EN: "Look once more: is this the name of somebody or of a place? " + said,
	})
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
