package domain

import (
	"slices"

	"github.com/optrek/optrek/services/evaluation/internal/domain/question"
	"github.com/optrek/optrek/services/internal/fault"
)

// TalkAbout is something to talk about after people looked back: for support workers, and
// never shown to the people themselves.
type TalkAbout struct {
	Code string
	fault.Text
}

// TalkAboutWhat lays side by side what the caller may see of what the people told. Answers
// that differ are no judgement on anybody: they are where a talk begins.
func TalkAboutWhat(told []Reflection) (out []TalkAbout) {
	told = slices.DeleteFunc(slices.Clone(told), func(r Reflection) bool { return r.Client == "" })
	for _, w := range talks {
		if slices.ContainsFunc(told, w.one) || w.differ != nil && differ(told, w.differ) {
			out = append(out, TalkAbout{Code: w.code, Text: w.text})
		}
	}
	return out
}

// talk is one reason to talk: that somebody said something, or that answers differ.
type talk struct {
	code   string
	text   fault.Text
	one    func(Reflection) bool
	differ func(Reflection) string
}

func never(Reflection) bool { return false }

var talks = []talk{
	{"DECIDES_TOO", fault.Text{
		NL: "Niet ieder beslist mee. Praat samen over wie wat kiest, en laat de stillere eerst kiezen.",
		EN: "Not everybody has a say. Talk about who chooses what, and let the quieter one choose first."},
		func(r Reflection) bool { return r.DecideToo == question.No }, nil},
	{"TOO_MUCH_PUSH", fault.Text{
		NL: "Iemand voelt te veel duwtjes. Vraag wat er lichter kan.",
		EN: "Somebody feels pushed too much. Ask what could be lighter."},
		func(r Reflection) bool { return r.Push == PushTooMuch }, nil},
	{"TOO_LITTLE_PUSH", fault.Text{
		NL: "Iemand wacht op een duwtje. Vraag wat op gang helpt.",
		EN: "Somebody waits for a little push. Ask what helps to get going."},
		func(r Reflection) bool { return r.Push == PushTooLittle }, nil},
	{"KLIK_DIFFERS", fault.Text{
		NL: "Over de klik vertellen ze niet hetzelfde. Praat met ieder apart: wat is fijn, en wat mag anders?",
		EN: "About the klik they do not tell the same. Talk with each apart: what is nice, and what may change?"},
		never, func(r Reflection) string { return string(r.Klik) }},
	{"MOTIVATION_DIFFERS", fault.Text{
		NL: "De één heeft meer zin dan de ander. Kijk met ieder apart wat vaker mag, en wat minder.",
		EN: "One feels like it more than the other. Look with each apart what may be more, and what less."},
		never, func(r Reflection) string { return string(r.Motivation) }},
	{"RELATION", fault.Text{
		NL: "Tussen hen is iets veranderd. Vraag ieder apart wat er speelt, zonder het met de ander te delen.",
		EN: "Something changed between them. Ask each apart what is going on, without sharing it with the other."},
		func(r Reflection) bool { return r.answer(question.Relation) == question.No },
		func(r Reflection) string { return r.answer(question.Relation) }},
	{"BENEFIT_DIFFERS", fault.Text{
		NL: "Het doet de één meer goed dan de ander. Zoek iets waar ze allebei blij van worden.",
		EN: "It does one more good than the other. Look for something that makes both happy."},
		never, func(r Reflection) string { return string(r.Benefit) }},
	{"LIFE_CHANGED", fault.Text{
		NL: "In iemands leven verandert iets. Vraag wat er nu past. Minder, anders of even niet: het mag allemaal.",
		EN: "Something changes in somebody’s life. Ask what fits now. Less, otherwise or not for a while: all of it is fine."},
		func(r Reflection) bool { return r.LifeChanged }, nil},
	{"OTHER_WISHES", fault.Text{
		NL: "Iemand doet nu liever andere dingen. Dat is een goede reden om iets te veranderen.",
		EN: "Somebody prefers other things now. That is a good reason to change something."},
		func(r Reflection) bool { return r.OtherWishes }, nil},
}

func (r Reflection) answer(key string) string {
	for _, a := range r.Answers {
		if a.Key == key {
			return a.Value
		}
	}
	return ""
}

// differ says whether two people answered otherwise; who skipped or was not asked said nothing.
func differ(told []Reflection, of func(Reflection) string) bool {
	first := ""
	for _, r := range told {
		switch said := of(r); {
		case said == "" || said == question.Skipped:
		case first == "":
			first = said
		case said != first:
			return true
		}
	}
	return false
}
