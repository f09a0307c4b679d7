package domain

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/evaluation/internal/domain/question"
	"github.com/optrek/optrek/services/internal/fault"
)

// Face is an answer with a face: yes, a_bit, no, skipped, or "" when it was not asked.
type Face string

// Push is whether there is too much or too little push; both extremes lead to a talk (M-10).
type Push string

// The answers on push.
const (
	PushTooMuch   Push = "too_much"
	PushGood      Push = "good"
	PushTooLittle Push = "too_little"
	PushSkipped   Push = "skipped"
)

// Reflection is what one person tells, looking back. Every question may be skipped.
type Reflection struct {
	Client      ClientID        // empty for a support worker's own look
	Worker      SupportWorkerID // whose own look it is; empty for a client's
	Motivation  Face            // still feels like it?
	Klik        Face            // is there (still) a klik? Asked of each, apart (M-19)
	DecideToo   Face            // "beslis jij mee?"
	Benefit     Face            // does it do you good? Asked of both (M-21)
	Push        Push
	LifeChanged bool // my life changed: neutral (E-05)
	OtherWishes bool // I prefer other things now: neutral (E-05)
	Words       string
	Answers     []Answer // to what is asked beside these, by key
	BySelf      bool     // told by the client, not recorded for them
	Together    bool     // filled in with somebody beside them
	At          time.Time
}

// Answer is the answer to one question of the version that is asked.
type Answer struct {
	Key   string
	Value string // one of question's values; empty for words
	Words string
}

// nothing says whether no question was answered or skipped.
func (r Reflection) nothing() bool {
	return r.Motivation == "" && r.Klik == "" && r.DecideToo == "" && r.Benefit == "" && r.Push == "" &&
		!r.LifeChanged && !r.OtherWishes && r.Words == "" && len(r.Answers) == 0
}

// checkAnswers gives the answers in order, or says which one does not fit what was asked.
func checkAnswers(asked question.Set, answers []Answer) ([]Answer, error) {
	var wrong []fault.Field
	kept, seen := []Answer{}, map[string]bool{}
	for i, a := range answers {
		a.Words = strings.TrimSpace(a.Words)
		q, ok := asked.Find(a.Key)
		at := fmt.Sprintf("reflection.answers[%d]", i)
		switch {
		case !ok || seen[a.Key]:
			wrong = append(wrong, field(at+".key", "Deze vraag staat niet in deze tussenstand.", "This question is not in this look back."))
		case a.Value != "" && !q.Kind.Takes(a.Value), a.Words != "" && q.Kind != question.Words:
			wrong = append(wrong, field(at+".value", "Dit antwoord past niet bij de vraag.", "This answer does not fit the question."))
		case utf8.RuneCountInString(a.Words) > longestWords:
			wrong = append(wrong, tooManyWords(at+".words"))
		case a.Value != "" || a.Words != "":
			kept = append(kept, a)
		}
		seen[a.Key] = true
	}
	slices.SortFunc(kept, func(a, b Answer) int { return strings.Compare(a.Key, b.Key) })
	return kept, checkForm(wrong)
}

// Reflect checks what somebody tells. A client tells for themself; staff records what a
// client told them, or with no client their own look. before is what was told earlier by
// or for the same person, nil when nothing was: it may be changed, but what a client told
// themself only by that client.
func Reflect(e Evaluation, r Reflection, before *Reflection, by Asker, now time.Time) (Reflection, error) {
	r = Whose(r, by)
	if r.Client != "" && (!slices.Contains(e.People, r.Client) || !by.Reached[r.Client]) {
		return Reflection{}, fault.Missing()
	}
	switch e.State {
	case Due:
		return Reflection{}, notOpen()
	case Done:
		return Reflection{}, alreadyDone()
	}
	r.Words = strings.TrimSpace(r.Words)
	if utf8.RuneCountInString(r.Words) > longestWords {
		return Reflection{}, checkForm([]fault.Field{tooManyWords("reflection.words")})
	}
	answers, err := checkAnswers(e.Asked, r.Answers)
	if err != nil {
		return Reflection{}, err
	}
	r.Answers = answers
	if r.nothing() {
		return Reflection{}, checkForm([]fault.Field{
			field("reflection", "Geef één antwoord, of sla iets over.", "Give one answer, or skip something."),
		})
	}
	if before != nil && before.BySelf && !r.BySelf {
		return Reflection{}, fault.Conflict("TOLD_THEMSELF", fault.Text{
			NL: "Deze persoon heeft dit zelf verteld. Alleen die persoon kan het veranderen.",
			EN: "This person told this themself. Only they can change it.",
		})
	}
	r.Together = r.Client != "" && (r.Together || !r.BySelf)
	r.At = now
	return r, nil
}

// Whose says whose reflection it is: a client who names nobody means themself.
func Whose(r Reflection, by Asker) Reflection {
	r.Worker, r.BySelf = "", false
	switch {
	case by.Self != "" && r.Client == "":
		r.Client, r.BySelf = by.Self, true
	case r.Client == "":
		r.Worker = by.Worker
	default:
		r.BySelf = r.Client == by.Self
	}
	return r
}

// MaySee says whether the caller sees this reflection: a client their own, staff those of
// the people they reach and their own look. Nobody sees a colleague's own look.
func (r Reflection) MaySee(by Asker) bool {
	switch {
	case by.Self != "":
		return r.Client == by.Self
	case r.Client == "":
		return r.Worker == by.Worker
	default:
		return by.Reached[r.Client]
	}
}
