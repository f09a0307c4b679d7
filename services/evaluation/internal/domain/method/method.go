// Package method holds the ways in which support workers consult each other: those every
// organisation begins with, and its own. A method never changes: a change is a new
// version beside the old one, so that an old intervision keeps the words it was held with
// (O-04). As the rest of the domain it is pure.
package method

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Key says which method: one of those everybody has, or the id of an organisation's own.
type Key string

// The methods every organisation begins with.
const (
	Incident    Key = "incident"
	FiveSteps   Key = "five_steps"
	WithClients Key = "with_clients"
	Open        Key = "open"
)

// Text is what is said in Dutch, and in English where somebody wrote that too.
type Text struct{ NL, EN string }

// Step is one step of a method, for who leads it.
type Step struct {
	Title     Text
	Words     Text          // what one does
	Questions Text          // to ask at the table, one on each line
	Lasts     time.Duration // about; a hint and never a limit
}

// Method is one version of a way to consult each other.
type Method struct {
	Key         Key
	Version     int // from 1 on
	Title, Help Text
	Steps       []Step
	WithClients bool // clients are asked to think along
	Retired     bool // not offered any more; what uses it keeps it
	Own         bool // the organisation made it, or changed it
}

const (
	mostSteps      = 12
	longestTitle   = 80
	longestHelp    = 300
	longestWords   = 500
	longestAsk     = 1000
	longestOfAStep = 2 * time.Hour
)

// Save checks a method that somebody wrote and makes it the version after the newest;
// the zero Method is the newest of a new one. The words somebody wrote are in their own
// language: an English text that belonged to other words goes.
func Save(wanted, newest Method) (Method, error) {
	var wrong []fault.Field
	text := func(path string, t *Text, old Text, longest int, needed bool) {
		t.NL, t.EN = strings.TrimSpace(t.NL), strings.TrimSpace(t.EN)
		if t.NL != old.NL && t.EN == old.EN {
			t.EN = ""
		}
		if needed && t.NL == "" || utf8.RuneCountInString(t.NL) > longest || utf8.RuneCountInString(t.EN) > longest {
			wrong = append(wrong, tooLong(path, longest))
		}
	}
	text("method.title_nl", &wanted.Title, newest.Title, longestTitle, true)
	text("method.help_nl", &wanted.Help, newest.Help, longestHelp, false)
	wanted.Steps = slices.Clone(wanted.Steps)
	for i := range wanted.Steps {
		var old Step
		if i < len(newest.Steps) {
			old = newest.Steps[i]
		}
		step := &wanted.Steps[i]
		text("method.steps", &step.Title, old.Title, longestTitle, true)
		text("method.steps", &step.Words, old.Words, longestWords, false)
		text("method.steps", &step.Questions, old.Questions, longestAsk, false)
		step.Lasts = min(max(step.Lasts, 0), longestOfAStep).Round(time.Minute)
	}
	if len(wanted.Steps) == 0 || len(wanted.Steps) > mostSteps {
		wrong = append(wrong, fault.Field{Path: "method.steps", Text: fault.Text{
			NL: "Een manier heeft één tot twaalf stappen.", EN: "A method has one to twelve steps."}})
	}
	if len(wrong) > 0 {
		return Method{}, fault.Invalid("INVALID_FIELDS", fault.Text{
			NL: "Er klopt nog iets niet. Kijk bij de aangegeven velden.", EN: "Something is not right yet. Look at the fields that are named."}, wrong...)
	}
	wanted.Version, wanted.Own, wanted.Retired = newest.Version+1, true, false
	return wanted, nil
}

func tooLong(path string, longest int) fault.Field {
	short := map[int]string{longestTitle: "80", longestHelp: "300", longestWords: "500", longestAsk: "1000"}[longest]
	return fault.Field{Path: path, Text: fault.Text{
		NL: "Schrijf hier een paar woorden, hooguit " + short + " tekens.", EN: "Write a few words here, at most " + short + " characters."}}
}

// Retire gives the version after this one, which is offered no more, or again. There is
// always one to choose: the open form stays.
func Retire(newest Method, retired bool) (Method, error) {
	if newest.Key == Open && retired {
		return Method{}, fault.Conflict("OPEN_FORM_STAYS", fault.Text{
			NL: "De vrije vorm blijft altijd te kiezen.", EN: "The open form can always be chosen."})
	}
	newest.Steps = slices.Clone(newest.Steps)
	newest.Version, newest.Retired = newest.Version+1, retired
	return newest, nil
}

// Newest gives the newest version of every method: those every organisation has in their
// own order, then its own by title.
func Newest(saved []Method) []Method {
	newest := map[Key]Method{}
	for _, m := range slices.Concat(BuiltIn(), saved) {
		if m.Version > newest[m.Key].Version {
			newest[m.Key] = m
		}
	}
	out := make([]Method, 0, len(newest))
	for _, m := range BuiltIn() {
		out = append(out, newest[m.Key])
		delete(newest, m.Key)
	}
	var own []Method
	for _, m := range newest {
		own = append(own, m)
	}
	slices.SortFunc(own, func(a, b Method) int {
		return strings.Compare(strings.ToLower(a.Title.NL)+string(a.Key), strings.ToLower(b.Title.NL)+string(b.Key))
	})
	return append(out, own...)
}

// Find gives one version of one method.
func Find(saved []Method, key Key, version int) (Method, bool) {
	for _, m := range slices.Concat(saved, BuiltIn()) {
		if m.Key == key && m.Version == version {
			return m, true
		}
	}
	return Method{}, false
}
