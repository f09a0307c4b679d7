// Package question holds what people are asked when they look back, in versions: ours, and
// what an organisation made of them. A version never changes once it is there, and a look
// back keeps the one it was opened with (O-04). What the method asks stays in every version
// (E-04, M-10, M-19, M-21, R-09): its words and its place may change, and it cannot be left
// out. Every question may be skipped by whoever is asked.
package question

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Kind is how a question is answered.
type Kind string

// The kinds.
const (
	Faces  Kind = "faces" // yes, a bit, no
	YesNo  Kind = "yes_no"
	Amount Kind = "amount" // too much, good, too little
	Words  Kind = "words"
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Faces, YesNo, Amount, Words} }

// The values of an answer. Skipped is one: it is kept that it was asked.
const (
	Yes       = "yes"
	ABit      = "a_bit"
	No        = "no"
	TooMuch   = "too_much"
	Good      = "good"
	TooLittle = "too_little"
	Skipped   = "skipped"
)

var values = map[Kind][]string{
	Faces:  {Yes, ABit, No, Skipped},
	YesNo:  {Yes, No, Skipped},
	Amount: {TooMuch, Good, TooLittle, Skipped},
	Words:  {Skipped},
}

// Takes says whether a question of this kind can be answered so.
func (k Kind) Takes(value string) bool { return slices.Contains(values[k], value) }

// Question is one thing that is asked. {naam} in a text becomes the name of the other: the
// page that shows it knows names, we do not.
type Question struct {
	Key     string
	Kind    Kind
	Off     bool       // not asked in this version
	Text    fault.Text // English may be empty in an organisation's own
	Easy    fault.Text // very short, for the client's face; the text itself when empty
	Look    fault.Text // how support workers ask it of themselves; empty: not asked of them
	Picture string     // name of a pictogram; may be empty
}

// Core says whether the method asks this: it is in every version.
func (q Question) Core() bool { return slices.Contains(coreKeys, q.Key) }

// Set is one version of what is asked, in the order in which it is asked.
type Set struct {
	Version   string // "2026-2" for ours, "own-3" for an organisation's third
	BuiltIn   bool
	Questions []Question
	Created   time.Time // zero for ours
}

// Find gives the question with this key, when it is asked in this version.
func (s Set) Find(key string) (Question, bool) {
	at := slices.IndexFunc(s.Questions, func(q Question) bool { return q.Key == key && !q.Off })
	if at < 0 {
		return Question{}, false
	}
	return s.Questions[at], true
}

// own is what the names of an organisation's own versions begin with.
const own = "own-"

// Own is the name of an organisation's own version, from 1 on.
func Own(n int) string { return own + strconv.Itoa(n) }

// OwnNumber is the number of an organisation's own version; false for a name that is none.
func OwnNumber(version string) (int, bool) {
	rest, ok := strings.CutPrefix(version, own)
	n, err := strconv.Atoi(rest)
	return n, ok && err == nil && n > 0 && version == Own(n)
}

// BuiltIn gives our versions, the newest first.
func BuiltIn() []Set {
	sets := slices.Clone(builtIn)
	for i := range sets {
		sets[i].BuiltIn, sets[i].Questions = true, slices.Clone(sets[i].Questions)
	}
	return sets
}

// Newest is what is asked from now on: the organisation's own newest, or ours.
func Newest(own *Set) Set {
	if own != nil {
		return *own
	}
	return BuiltIn()[0]
}

// Publish makes the next version of what an organisation asks, after the newest there is;
// nr is the number it gets. The same again is no new version.
func Publish(asked []Question, newest Set, follows string, nr int, now time.Time) (Set, bool, error) {
	if follows != newest.Version {
		return Set{}, false, fault.Changed()
	}
	asked = slices.Clone(asked)
	for i := range asked {
		asked[i] = asked[i].tidied()
	}
	if err := check(asked); err != nil {
		return Set{}, false, err
	}
	if slices.Equal(asked, newest.Questions) {
		return newest, false, nil
	}
	return Set{Version: Own(nr), Questions: asked, Created: now}, true, nil
}

func (q Question) tidied() Question {
	for _, t := range []*fault.Text{&q.Text, &q.Easy, &q.Look} {
		t.NL, t.EN = strings.Join(strings.Fields(t.NL), " "), strings.Join(strings.Fields(t.EN), " ")
	}
	return q
}

// check says what is wrong: all at once, so that nobody mends one to find the next.
func check(asked []Question) error {
	var wrong []fault.Field
	say := func(path, nl, en string) {
		wrong = append(wrong, fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}})
	}
	seen := map[string]bool{}
	for i, q := range asked {
		at := fmt.Sprintf("questions[%d].", i)
		if seen[q.Key] {
			say(at+"key", "Deze vraag staat er twee keer in.", "This question is in it twice.")
		}
		seen[q.Key] = true
		if q.Text.NL == "" {
			say(at+"text_nl", "Schrijf de vraag, in het Nederlands.", "Write the question, in Dutch.")
		}
		if !slices.Contains(Kinds(), q.Kind) {
			say(at+"kind", "Kies hoe je deze vraag beantwoordt.", "Choose how this question is answered.")
		}
		is, ours := coreKinds[q.Key]
		switch {
		case ours && q.Off && q.Core():
			say(at+"off", "Deze vraag hoort bij de methode en blijft erbij. De woorden mogen anders.",
				"This question belongs to the method and stays. Its words may change.")
		case ours && q.Kind != is:
			say(at+"kind", "Deze vraag houdt zijn manier van antwoorden.", "This question keeps its way of answering.")
		}
	}
	for _, key := range coreKeys {
		if !seen[key] {
			say("questions", "Er ontbreekt een vraag die bij de methode hoort: "+coreNames[key].NL+".",
				"A question that belongs to the method is missing: "+coreNames[key].EN+".")
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return fault.Invalid("QUESTIONS_NOT_RIGHT", fault.Text{
		NL: "Er klopt nog iets niet aan deze vragen.", EN: "Something about these questions is not right yet.",
	}, wrong...)
}
