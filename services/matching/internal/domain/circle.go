package domain

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/optrek/optrek/services/internal/fault"
)

// Known is what has to be known of one person before a match is made.
type Known struct {
	MayMatch  bool // said yes to being looked for
	Wish      bool // a wish was told, and not let go
	Talents   bool
	CouldMean bool // "what I could mean" was touched upon
	Workers   []SupportWorkerID
	// LeadsGroup says that a support worker on record helps this networker to lead a group.
	LeadsGroup bool
}

// Circle is what is known of everybody in a match.
type Circle map[ClientID]Known

// ready asks that everybody has touched upon wish, talents and what they could
// mean (M-01), and names who misses what.
func (c Circle) ready(m Match) error {
	var nl, en []string
	var fields []fault.Field
	for i, p := range m.People {
		known, who := c[p.Client], m.call(i)
		for _, part := range parts {
			if part.has(known) {
				continue
			}
			t := fault.Text{NL: fmt.Sprintf(part.text.NL, who.NL), EN: fmt.Sprintf(part.text.EN, who.EN)}
			nl, en = append(nl, t.NL), append(en, t.EN)
			fields = append(fields, fault.Field{Path: fmt.Sprintf("participants[%d].%s", i, part.path), Text: t})
		}
	}
	if len(fields) == 0 {
		return nil
	}
	f := fault.Conflict("NOT_READY_FOR_EACH_OTHER", fault.Text{
		NL: "Nog even wachten met voorstellen. " + strings.Join(nl, " "),
		EN: "Wait a little before proposing. " + strings.Join(en, " ")})
	f.Fields = fields
	return f
}

var parts = []struct {
	path string
	has  func(Known) bool
	text fault.Text
}{
	{"consent", func(k Known) bool { return k.MayMatch }, fault.Text{
		NL: "Vraag %s eerst of Optrek mag meezoeken.", EN: "First ask %s whether Optrek may help to look."}},
	{"wish", func(k Known) bool { return k.Wish }, fault.Text{
		NL: "Praat met %s over wat die zelf wenst.", EN: "Talk with %s about what they wish themself."}},
	{"talents", func(k Known) bool { return k.Talents }, fault.Text{
		NL: "Praat met %s over wat die goed kan.", EN: "Talk with %s about what they are good at."}},
	{"could_mean", func(k Known) bool { return k.CouldMean }, fault.Text{
		NL: "Praat met %s over wat die voor een ander kan betekenen.", EN: "Talk with %s about what they could mean for somebody else."}},
}

// Agreed asks that everybody's yes to being looked for stands: an idea of bringing
// people together rests on it, theirs being the only reason to think of them.
func (m Match) Agreed(yes map[ClientID]bool) error {
	for i, p := range m.People {
		if yes[p.Client] {
			continue
		}
		who := m.call(i)
		t := fault.Text{NL: fmt.Sprintf(parts[0].text.NL, who.NL), EN: fmt.Sprintf(parts[0].text.EN, who.EN)}
		f := fault.Conflict("CONSENT_NEEDED", t)
		f.Fields = []fault.Field{{Path: fmt.Sprintf("participants[%d].%s", i, parts[0].path), Text: t}}
		return f
	}
	return nil
}

// As gives the circle as it is when only these people agree to be looked for.
func (c Circle) As(yes map[ClientID]bool) Circle {
	out := Circle{}
	for id, known := range c {
		known.MayMatch = known.MayMatch && yes[id]
		out[id] = known
	}
	return out
}

// call is how one speaks of somebody whose name is not known here.
func (m Match) call(i int) fault.Text {
	switch {
	case m.People[i].Networker && len(m.Networkers()) == 1:
		return fault.Text{NL: "de netwerker", EN: "the networker"}
	case i == 0 && m.WishID != "":
		return fault.Text{NL: "de persoon van deze wens", EN: "the person of this wish"}
	case len(m.People) == 1:
		return fault.Text{NL: "deze persoon", EN: "this person"}
	case len(m.People) == 2:
		return fault.Text{NL: "de ander", EN: "the other"}
	}
	return fault.Text{NL: fmt.Sprintf("de persoon op plek %d", i+1), EN: fmt.Sprintf("the person in place %d", i+1)}
}

var tooFewWorkers = fault.Conflict("SECOND_SUPPORT_WORKER_NEEDED", fault.Text{
	NL: "Bij deze koppeling is maar één begeleider betrokken. Vraag een collega om tweede begeleider te worden van een van deze mensen.",
	EN: "Only one support worker is part of this match. Ask a colleague to become second support worker of one of these people."})

// guided asks that nobody is without a support worker (D-04) and that not everything
// hangs on one of them (O-01).
func (c Circle) guided(m Match) error {
	workers := map[SupportWorkerID]bool{}
	for i, p := range m.People {
		if len(c[p.Client].Workers) == 0 {
			who := m.call(i)
			return fault.Conflict("SUPPORT_WORKER_NEEDED", fault.Text{
				NL: "Niemand staat er alleen voor: kies eerst een begeleider voor " + who.NL + ".",
				EN: "Nobody is on their own: first choose a support worker for " + who.EN + "."})
		}
		for _, w := range c[p.Client].Workers {
			workers[w] = true
		}
	}
	if len(workers) < 2 && !m.Elsewhere.There() { // the other organisation has one of its own
		return tooFewWorkers
	}
	return nil
}

// helped asks that whoever leads a group is helped by a support worker of their own.
func (c Circle) helped(m Match) error {
	if len(m.People) <= 2 {
		return nil
	}
	for i, p := range m.People {
		if p.Networker && !c[p.Client].LeadsGroup {
			f := fault.Conflict(noHelper.Code, fault.Text{NL: noHelper.NL, EN: noHelper.EN})
			f.Fields = []fault.Field{{Path: fmt.Sprintf("participants[%d].group_helper", i), Text: f.Text}}
			return f
		}
	}
	return nil
}

var noHelper = Sentence{Code: "GROUP_HELPER_NEEDED",
	NL: "Een groep leiden doet een netwerker met hulp. Leg bij de netwerker eerst vast welke begeleider helpt met de groep.",
	EN: "A networker leads a group with help. First note with the networker which support worker helps with the group."}

// helperHints remind of what helped asked for at the beginning and is no longer so.
func (m Match) helperHints() []Sentence {
	if len(m.People) > 2 && slices.ContainsFunc(m.People, func(p Participant) bool { return p.Networker && !p.Helped }) {
		return []Sentence{noHelper}
	}
	return nil
}

// supportHints remind of what guided asked for at the beginning and is no longer so:
// support workers come and go while a match goes on.
func (m Match) supportHints() []Sentence {
	alone, workers := false, map[SupportWorkerID]bool{}
	for _, p := range m.People {
		alone = alone || len(p.Workers) == 0
		for _, w := range p.Workers {
			workers[w] = true
		}
	}
	switch {
	case alone:
		return []Sentence{{"SUPPORT_WORKER_NEEDED", "Iemand in deze koppeling heeft nu geen begeleider. Kies er samen een.",
			"Somebody in this match has no support worker now. Choose one together."}}
	case len(workers) < 2 && !m.Elsewhere.There():
		return []Sentence{{tooFewWorkers.Code, tooFewWorkers.Text.NL, tooFewWorkers.Text.EN}}
	}
	return nil
}

var (
	notTogether = fault.Conflict("NOT_TOGETHER", fault.Text{
		NL: "Deze mensen brengen we niet bij elkaar. Kies iemand anders.",
		EN: "We do not bring these people together. Choose somebody else."})
	togetherAlready = fault.Exists("TOGETHER_ALREADY", fault.Text{
		NL: "Er is al een koppeling of een idee met precies deze mensen.",
		EN: "There is a match or an idea with exactly these people already."})
	notActive = fault.Conflict("NETWORKER_NOT_ACTIVE", fault.Text{
		NL: "De netwerker is (nu) niet actief. Kies iemand anders, of wacht tot die weer wil beginnen.",
		EN: "The networker is not active (now). Choose somebody else, or wait until they want to begin again."})
	full = fault.Conflict("NETWORKER_FULL", fault.Text{
		NL: "De netwerker trekt al op met zo veel mensen als die zelf wil. Kies iemand anders, of wacht tot er een plek vrijkomt.",
		EN: "The networker goes along with as many people as they want. Choose somebody else, or wait until a place comes free."})
)

// Apart refuses people of whom two are never put together, and says no more than that.
func Apart(excluded bool) error {
	if excluded {
		return notTogether
	}
	return nil
}

// NewTogether refuses a second match of exactly the same people beside one that stands.
func NewTogether(already bool) error {
	if already {
		return togetherAlready
	}
	return nil
}

// Full is what is answered when a networker has no place left.
func Full() error { return full }

// NoPlace says whether err is that a networker has no place now, or none at all while
// they are not active.
func NoPlace(err error) bool {
	return errors.Is(err, full) || errors.Is(err, notActive)
}

// Networker is the role as far as matching needs it.
type Networker struct {
	ID       NetworkerID
	Client   ClientID
	State    string
	Capacity int // how many matches at once; the person's own limit
	Worker   SupportWorkerID
	// LeadsGroup says that a support worker on record helps to lead a group.
	LeadsGroup bool
}

// Active says whether this networker goes along with people now.
func (n Networker) Active() bool { return n.State == "active" }

// TakeOn checks that the networker is active and has a place beside the matches
// that stand.
func (n Networker) TakeOn(standing int) error {
	switch {
	case !n.Active():
		return notActive
	case standing >= n.Capacity:
		return full
	}
	return nil
}
