package template

import (
	"fmt"
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// Publish makes the version after the newest of what asked says; asked.Version is the
// version it was made from, 0 for a new key. false: it says what the newest says
// already, which is given back as it is.
func Publish(own []Template, asked Template, now time.Time) (Template, bool, error) {
	asked = asked.tidied()
	newest, err := Find(own, asked.Kind, asked.Key, 0)
	if err != nil && asked.Version > 0 {
		return asked, false, err
	}
	if newest.Version != asked.Version {
		return asked, false, fault.Changed()
	}
	if err := asked.check(); err != nil {
		return asked, false, err
	}
	if newest.Version > 0 && newest.saysTheSame(asked) {
		return newest, false, nil
	}
	asked.Version, asked.Created, asked.BuiltIn = newest.Version+1, now, false
	return asked, true, nil
}

// Retire takes a template out of what is offered, and puts it back. A consent text
// stays: without it nobody could say yes, and so nobody could be asked properly.
func (t Template) Retire(retired bool) (Template, error) {
	if t.Kind == ConsentText {
		return t, fault.Conflict("CONSENT_TEXT_STAYS", fault.Text{
			NL: "Een toestemmingstekst blijft bestaan. Je kunt de tekst wel veranderen: dan komt er een nieuwe versie.",
			EN: "A consent text stays. You can change the text: that makes a new version.",
		})
	}
	t.Retired = retired
	return t, nil
}

func (t Template) tidied() Template {
	line := func(x fault.Text) fault.Text {
		return fault.Text{NL: said.Tidy(said.Storable(x.NL)), EN: said.Tidy(said.Storable(x.EN))}
	}
	t.Title = line(t.Title)
	t.Intro = fault.Text{NL: said.Own(t.Intro.NL), EN: said.Own(t.Intro.EN)}
	t.Parts = slices.Clone(t.Parts)
	for i, p := range t.Parts {
		p.Text, p.Easy = fault.Text{NL: said.Own(p.Text.NL), EN: said.Own(p.Text.EN)}, line(p.Easy)
		t.Parts[i] = p
	}
	return t
}

func (t Template) saysTheSame(o Template) bool {
	return t.Title == o.Title && t.Intro == o.Intro && slices.Equal(t.Parts, o.Parts)
}

const (
	longestStep = 300 // characters: a step of a track is a line to tick off
	// LongestTrack keeps what somebody learns small.
	LongestTrack = 20
)

// check says what is wrong. Only Dutch has to be there.
func (t Template) check() error {
	var wrong []fault.Field
	say := func(path, nl, en string) {
		wrong = append(wrong, fault.Field{Path: "template." + path, Text: fault.Text{NL: nl, EN: en}})
	}
	if !slices.Contains(Kinds(), t.Kind) {
		wrong = append(wrong, said.UnknownChoice("template.kind"))
	}
	if t.Title.NL == "" {
		say("title_nl", "Geef het een naam, in het Nederlands.", "Give it a name, in Dutch.")
	}
	if len(t.Parts) == 0 {
		say("parts", "Schrijf ten minste één regel.", "Write at least one line.")
	}
	if t.Kind == NetworkerTrack && len(t.Parts) > LongestTrack {
		say("parts", "Houd het klein: niet meer dan twintig stappen.", "Keep it small: twenty steps at most.")
	}
	seen := map[string]bool{}
	for i, p := range t.Parts {
		for _, w := range t.checkPart(p, seen[p.Key]) {
			say(fmt.Sprintf("parts[%d].%s", i, w.Path), w.Text.NL, w.Text.EN)
		}
		seen[p.Key] = true
	}
	if t.Kind == ConsentText && !t.exactlyItsParts() {
		say("parts", "Een toestemmingstekst houdt de regels die hij heeft, in dezelfde volgorde. Alleen de woorden kunnen anders.",
			"A consent text keeps the lines it has, in the same order. Only the words can change.")
	}
	if len(wrong) > 0 {
		return fault.Invalid("TEMPLATE_NOT_RIGHT", fault.Text{
			NL: "Er klopt nog iets niet aan deze tekst.", EN: "Something about this text is not right yet.",
		}, wrong...)
	}
	return nil
}

// checkPart says what is wrong with one part; double: its key was there before.
func (t Template) checkPart(p Part, double bool) []fault.Field {
	var wrong []fault.Field
	say := func(path, nl, en string) {
		wrong = append(wrong, fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}})
	}
	if double {
		say("key", "Deze regel staat er twee keer in.", "This line is in it twice.")
	}
	if p.Text.NL == "" {
		say("text_nl", "Schrijf deze regel, in het Nederlands.", "Write this line, in Dutch.")
	}
	isTrack := slices.Contains([]Kind{NetworkerTrack, SupportWorkerTrack, LocationSteps}, t.Kind)
	if isTrack && said.TooLong(p.Text.NL, longestStep) {
		say("text_nl", "Een stap is kort: niet meer dan 300 tekens.", "A step is short: 300 characters at most.")
	}
	if isTrack && said.TooLong(p.Text.EN, longestStep) {
		say("text_en", "Een stap is kort: niet meer dan 300 tekens.", "A step is short: 300 characters at most.")
	}
	if t.Kind == SearchPrompts && !isCategory(p.Key) {
		say("key", "Een zoekvraag hoort bij een soort contact.", "A search prompt belongs to a kind of contact.")
	}
	return wrong
}

// exactlyItsParts says whether the parts are those of our own text, in that order: what
// stands under each is what the person has to know before a yes, stopping included.
func (t Template) exactlyItsParts() bool {
	ours, err := Find(nil, ConsentText, t.Key, 0)
	return err == nil && slices.EqualFunc(ours.Parts, t.Parts, func(a, b Part) bool { return a.Key == b.Key })
}

// isCategory says whether this is a kind of contact: our own prompts have one for each.
func isCategory(key string) bool {
	ours, err := Find(nil, SearchPrompts, SearchKey, 0)
	_, there := ours.Part(key)
	return err == nil && there
}
