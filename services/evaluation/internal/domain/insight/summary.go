package insight

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Summary is the story of a year (E-11), as one of its versions has it. Each change is a
// version of its own: what was printed can be found again.
type Summary struct {
	Year, Version int
	Sections      []Section
	By            string // the colleague who saved it
	At            time.Time
}

// Section is a part of it: plain words.
type Section struct{ Title, Body string }

// Next makes the version after before of what somebody wrote; before is the zero Summary
// when there is none yet.
func Next(before, written Summary, now time.Time) (Summary, error) {
	var wrong []fault.Field
	for i, s := range written.Sections {
		written.Sections[i] = Section{Title: strings.Join(strings.Fields(s.Title), " "), Body: strings.TrimSpace(s.Body)}
		if written.Sections[i].Title == "" {
			wrong = append(wrong, fault.Field{Path: fmt.Sprintf("sections[%d].title", i), Text: fault.Text{
				NL: "Geef dit deel een kopje.", EN: "Give this part a heading.",
			}})
		}
		if utf8.RuneCountInString(s.Body) > longestBody {
			wrong = append(wrong, fault.Field{Path: fmt.Sprintf("sections[%d].body", i), Text: fault.Text{
				NL: "Dit is te lang. Maak er twee delen van.", EN: "This is too long. Make it two parts.",
			}})
		}
	}
	switch {
	case len(wrong) > 0:
		return Summary{}, fault.Invalid("INVALID_FIELDS", fault.Text{
			NL: "Er klopt nog iets niet. Kijk bij de aangegeven velden.",
			EN: "Something is not right yet. Look at the fields that are named.",
		}, wrong...)
	case written.Year > now.Year():
		return Summary{}, fault.Conflict("YEAR_TO_COME", fault.Text{
			NL: "Dit jaar moet nog komen. Kies een jaar dat al begonnen is.",
			EN: "This year is still to come. Choose a year that has begun.",
		})
	}
	written.Version, written.At = before.Version+1, now
	return written, nil
}

const longestBody = 8000
