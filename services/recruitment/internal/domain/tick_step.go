package domain

import (
	"slices"
	"strings"

	"github.com/optrek/optrek/services/recruitment/internal/domain/template"

	"github.com/optrek/optrek/services/internal/fault"
)

// TickStep is a step to tick off, with the words it had when the list was begun: a
// later version of the template leaves a list as it is (O-04). No step waits for
// another, and every tick can be taken back (O-03).
type TickStep struct {
	Key     string
	Done    bool
	Planned string // YYYY-MM-DD, a day there is time for it; may be empty
	Note    string
	Words   fault.Text
}

// TickSteps begins a list with the steps of a template.
func TickSteps(t template.Template) []TickStep {
	steps := make([]TickStep, len(t.Parts))
	for i, part := range t.Parts {
		steps[i] = TickStep{Key: part.Key, Words: part.Text}
	}
	return steps
}

// Tick gives the steps as somebody says they are now; those not named stay as they
// were, and the words are nobody's to change. path is the field of the request.
func Tick(steps, said []TickStep, path string) ([]TickStep, error) {
	steps = slices.Clone(steps)
	for _, one := range said {
		at := slices.IndexFunc(steps, func(s TickStep) bool { return s.Key == one.Key })
		if at < 0 {
			text := fault.Text{
				NL: "Deze stap staat niet in de lijst. Laad de bladzijde opnieuw.", EN: "This step is not in the list. Load the page again.",
			}
			return nil, fault.Invalid("UNKNOWN_STEP", text, fault.Field{Path: path, Text: text})
		}
		if one.Planned != "" && !isDay(one.Planned) {
			text := fault.Text{NL: "Kies een dag die bestaat, of laat dit leeg.", EN: "Choose a day that exists, or leave this empty."}
			return nil, fault.Invalid("NO_SUCH_DAY", text, fault.Field{Path: path, Text: text})
		}
		steps[at].Done, steps[at].Planned, steps[at].Note = one.Done, one.Planned, strings.TrimSpace(one.Note)
	}
	return steps, nil
}

// LocationStart is how networks begin at a location: steps 1 and 2 of the method.
type LocationStart struct {
	Location  LocationID
	Version   Version // 0: nothing was kept yet
	Carriers  []SupportWorkerID
	CarriedBy string // who else, in words
	Promised  string
	Programme string
	Steps     []TickStep
}

// Tidied trims the words and drops who is named twice.
func (l LocationStart) Tidied() LocationStart {
	l.Carriers = distinctIDs(l.Carriers)
	l.CarriedBy, l.Promised, l.Programme = strings.TrimSpace(l.CarriedBy), strings.TrimSpace(l.Promised), strings.TrimSpace(l.Programme)
	return l
}

// Same says whether nothing of what is kept differs.
func (l LocationStart) Same(o LocationStart) bool {
	return l.CarriedBy == o.CarriedBy && l.Promised == o.Promised && l.Programme == o.Programme &&
		slices.Equal(l.Carriers, o.Carriers) && slices.Equal(l.Steps, o.Steps)
}
