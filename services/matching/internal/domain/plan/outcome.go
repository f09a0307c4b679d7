package plan

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// Outcome is what a plan comes down to.
type Outcome struct {
	Counts  Counts
	Ideas   []Pairing
	Groups  []Group
	Areas   []Area
	Summary []domain.Sentence
}

// Pairing is an idea before its reasons: a person and a networker of the crowd.
type Pairing struct {
	Person, Lead int32
	Change       Change
	WhyNotOther  []domain.Sentence
	WhyChanged   domain.Sentence
}

// Explain turns what the solver chose, for each person a networker or None, into ideas
// and groups with words. instead is what another care would choose, nil when nobody
// looked; it only goes into the summary.
func Explain(c *Crowd, care Care, lead, instead []int32) Outcome {
	ch := choose(c, lead)
	w := waysOf(ch)
	o := Outcome{Counts: ch.counts(), Groups: w.without(), Areas: ch.areas()}
	for p, l := range lead {
		if l == None {
			continue
		}
		i := Pairing{Person: int32(p), Lead: l, WhyNotOther: w.whyNotOther(int32(p))}
		i.Change, i.WhyChanged = w.change(int32(p), care)
		o.Ideas = append(o.Ideas, i)
	}
	// What is new is read first, and among equals whom somebody waits longest for.
	slices.SortStableFunc(o.Ideas, func(a, b Pairing) int {
		return cmp.Or(cmp.Compare(later(a.Change), later(b.Change)), cmp.Compare(c.People[b.Person].Waits, c.People[a.Person].Waits))
	})
	o.Summary = ch.summary(care, o, instead)
	return o
}

func later(c Change) int {
	if c == Kept {
		return 1
	}
	return 0
}

func (ch *chosen) counts() Counts {
	n := Counts{Wishing: len(ch.People)}
	for _, l := range ch.lead {
		if l != None {
			n.WithIdea++
		}
	}
	n.Without = n.Wishing - n.WithIdea
	for l := range ch.Leads {
		n.Places += ch.Leads[l].Places
		n.PlacesFree += ch.free(int32(l))
	}
	return n
}

// change says how somebody's idea stands beside the plan before, and why it is another.
func (w *ways) change(p int32, care Care) (Change, domain.Sentence) {
	person, l := w.People[p], w.lead[p]
	before := person.Before
	if before.Networker == "" {
		return New, domain.Sentence{}
	}
	if before.Networker == w.Leads[l].Client {
		return Kept, domain.Sentence{}
	}
	old, there := w.at[before.Networker]
	switch {
	case before.State == SetAside:
		return Other, say("WAS_SET_ASIDE", "Het vorige idee is opzij gelegd.", "The idea before was set aside.")
	case !there || w.Leads[old].Places == 0:
		return Other, say("NO_PLACE_NOW", "De netwerker van het vorige idee heeft nu geen plek.", "The networker of the idea before has no place now.")
	case !slices.Contains(w.Of(p), old):
		return Other, say("DO_NOT_SUIT_NOW", "Wat bekend is van een van beiden, is veranderd. Het vorige idee past niet meer.",
			"What is known of one of them has changed. The idea before does not suit any more.")
	case w.free(old) > 0:
		return Other, say("SUITS_BETTER", "Deze twee passen nu beter bij elkaar dan het vorige idee.", "These two suit each other better now than the idea before.")
	case care == Waiting && slices.ContainsFunc(w.served[old], func(o int32) bool { return w.People[o].Waits > person.Waits }):
		return Other, say("FOR_WHO_WAITS_LONGER", "De plek bij de vorige netwerker is nu voor iemand die langer wacht.",
			"The place with the networker before is now for somebody who waits longer.")
	}
	return Other, say("TOGETHER_BETTER", "De plek bij de vorige netwerker is nu voor iemand anders. Zo komt het voor iedereen samen beter uit.",
		"The place with the networker before is now for somebody else. That is better for everybody together.")
}

// mostNotOther is how many others are explained.
const mostNotOther = 2

// whyNotOther says, of those who suit best beside the one chosen, why it is not them:
// who would be left with what.
func (w *ways) whyNotOther(p int32) []domain.Sentence {
	own := w.lead[p]
	type other struct {
		lead int32
		fit  uint16
	}
	var others []other
	for k, l := range w.Of(p) {
		if l != own {
			others = append(others, other{l, w.Fit[w.First[p]+int32(k)]})
		}
	}
	slices.SortStableFunc(others, func(a, b other) int { return cmp.Compare(b.fit, a.fit) })
	var said []domain.Sentence
	for _, o := range others[:min(len(others), 2*mostNotOther)] {
		s := w.whyNot(p, o.lead)
		if len(said) < mostNotOther && !slices.ContainsFunc(said, func(o domain.Sentence) bool { return o.Code == s.Code }) {
			said = append(said, s)
		}
	}
	return said
}

func (w *ways) whyNot(p, other int32) domain.Sentence {
	own := w.lead[p]
	switch {
	case w.Leads[other].Places == 0:
		return say("OTHER_HAS_NO_PLACE", "Een andere netwerker past ook, maar heeft nu geen plek.", "Another networker suits too, but has no place now.")
	case w.free(other) > 0 && w.fit(p, other) > w.fit(p, own):
		return say("STAYS_AS_IT_WAS", "Een andere netwerker met een plek past ook. Dit idee lag er al, en verandert niet voor een klein verschil.",
			"Another networker with a place suits too. This idea was there already, and does not change for a small difference.")
	case w.free(other) > 0:
		return say("THIS_ONE_SUITS_BETTER", "Een andere netwerker heeft ook nog plek. Met deze is er meer dat allebei prettig vinden.",
			"Another networker has a place too. With this one there is more that both enjoy.")
	}
	elsewhere := func(there int32) bool {
		found, known := w.elsewhere(there, own)
		return found || !known
	}
	if w.loose[other] || slices.ContainsFunc(w.served[other], elsewhere) { // somebody there could move on
		return say("OTHER_GOES_ALONG", "Een andere netwerker past ook, maar gaat mee met iemand die daar meer aan heeft.",
			"Another networker suits too, but goes along with somebody who gains more by it.")
	}
	return say("SOMEBODY_WOULD_BE_LEFT", "Een andere netwerker past ook. Maar dan zou iemand anders zonder netwerker blijven.",
		"Another networker suits too. But then somebody else would stay without a networker.")
}

// summary says what a plan comes down to.
func (ch *chosen) summary(care Care, o Outcome, instead []int32) []domain.Sentence {
	n := o.Counts
	if n.Wishing == 0 {
		return []domain.Sentence{say("NOBODY_WAITS", "Er is nu niemand met een open wens voor wie nog gezocht wordt.",
			"There is nobody now with an open wish who is still looked for.")}
	}
	all := []domain.Sentence{ch.found(n), careWords[care]}
	if s, told := ch.otherwise(care, instead); told {
		all = append(all, s)
	}
	if s, told := beside(o.Ideas, ch.dropped()); told {
		all = append(all, s)
	}
	if n.Without > 0 && n.PlacesFree > 0 {
		free, is := number(n.PlacesFree), form{fault.Text{NL: "blijft één plek", EN: "one place stays"}, fault.Text{}}
		words := is.one
		if n.PlacesFree > 1 {
			words = fault.Text{NL: "blijven " + free.NL + " plekken", EN: free.EN + " places stay"}
		}
		all = append(all, say("PLACES_STAY_FREE", "Bij netwerkers "+words.NL+" vrij: die passen niet bij wie nog zonder is.",
			capital(words).EN+" free with networkers who do not suit those who are still without."))
	}
	return all
}

func (ch *chosen) found(n Counts) domain.Sentence {
	switch {
	case n.Wishing == 1 && n.Without == 0:
		return say("FOUND", "Er is één persoon met een wens, en daarvoor is een idee.", "There is one person with a wish, and an idea for them.")
	case n.Without == 0:
		return say("FOUND", fmt.Sprintf("Voor alle %s mensen met een wens is er een idee.", number(n.Wishing).NL),
			fmt.Sprintf("There is an idea for all %s people with a wish.", number(n.Wishing).EN))
	case n.WithIdea == 0:
		return say("FOUND", "Er is nu nog voor niemand een idee. Hieronder staat wat zou helpen.", "There is no idea for anybody yet. Below stands what would help.")
	}
	some := numberBeside(n.WithIdea, n.Wishing)
	return say("FOUND", fmt.Sprintf("Voor %s van de %s mensen met een wens is er een idee. Meer kan nu niet: dat is nagerekend.", some.NL, number(n.Wishing).NL),
		fmt.Sprintf("There is an idea for %s of the %s people with a wish. More is not possible now: that was checked.", some.EN, number(n.Wishing).EN))
}

var careWords = map[Care]domain.Sentence{
	Waiting: say("CARE_WAITING", "Eerst is gekeken naar wie het langst wacht. Dat kost niemand een plek.", "Those who wait longest came first. It costs nobody a place."),
	Balance: say("CARE_BALANCE", "Er is gekeken naar hoe goed mensen bij elkaar passen en hoe lang ze wachten, samen.", "How well people suit each other and how long they wait counted together."),
	Suiting: say("CARE_SUITING", "Er is eerst gekeken naar hoe goed mensen bij elkaar passen.", "How well people suit each other came first."),
}

// otherwise says what another choice of care would change.
func (ch *chosen) otherwise(care Care, instead []int32) (domain.Sentence, bool) {
	if instead == nil {
		return domain.Sentence{}, false
	}
	others, out := 0, 0
	for p, l := range ch.lead {
		switch {
		case l == instead[p]:
		case instead[p] == None:
			out++
		case l != None:
			others++
		}
	}
	choice := fault.Text{NL: "Kijk je eerst naar hoe goed mensen bij elkaar passen", EN: "If how well people suit each other came first"}
	if care != Waiting {
		choice = fault.Text{NL: "Kijk je eerst naar wie het langst wacht", EN: "If those who wait longest came first"}
	}
	switch {
	case out == 0 && others == 0:
		return say("OTHERWISE_THE_SAME", choice.NL+", dan is het plan hetzelfde.", choice.EN+", the plan would be the same."), true
	case out == 0:
		return say("OTHERWISE", fmt.Sprintf("%s, dan krijgen dezelfde mensen een idee, maar %s van hen met iemand anders.", choice.NL, number(others).NL),
			fmt.Sprintf("%s, the same people would have an idea, %s of them with somebody else.", choice.EN, number(others).EN)), true
	}
	turn := form{fault.Text{NL: "komt één ander aan de beurt in plaats van één die er nu bij is", EN: "one other would have a turn in place of one who has it now"},
		fault.Text{NL: fmt.Sprintf("komen %s anderen aan de beurt in plaats van %s die er nu bij zijn", number(out).NL, number(out).NL),
			EN: fmt.Sprintf("%s others would have a turn in place of %s who have it now", number(out).EN, number(out).EN)}}.of(out)
	return say("OTHERWISE", fmt.Sprintf("%s, dan %s. Het aantal blijft gelijk.", choice.NL, turn.NL),
		fmt.Sprintf("%s, %s. The number stays the same.", choice.EN, turn.EN)), true
}

// dropped counts for whom there was an idea in the plan before and is none now.
func (ch *chosen) dropped() int {
	n := 0
	for p, l := range ch.lead {
		if before := ch.People[p].Before; l == None && before.Networker != "" && before.State == Open {
			n++
		}
	}
	return n
}

// beside says how the plan stands beside the one before; nothing when there was none.
func beside(ideas []Pairing, dropped int) (domain.Sentence, bool) {
	count := map[Change]int{}
	for _, i := range ideas {
		count[i.Change]++
	}
	if count[Kept]+count[Other]+dropped == 0 {
		return domain.Sentence{}, false
	}
	var nl, en []string
	add := func(n int, one, more fault.Text) {
		words := form{one, more}.of(n)
		if n > 0 {
			nl, en = append(nl, number(n).NL+" "+words.NL), append(en, number(n).EN+" "+words.EN)
		}
	}
	add(count[Kept], fault.Text{NL: "blijft", EN: "stays"}, fault.Text{NL: "blijven", EN: "stay"})
	add(count[Other], fault.Text{NL: "is nu met iemand anders", EN: "is with somebody else now"}, fault.Text{NL: "zijn nu met iemand anders", EN: "are with somebody else now"})
	add(count[New], fault.Text{NL: "is nieuw", EN: "is new"}, fault.Text{NL: "zijn nieuw", EN: "are new"})
	add(dropped, fault.Text{NL: "vervalt", EN: "lapses"}, fault.Text{NL: "vervallen", EN: "lapse"})
	return say("BESIDE_THE_PLAN_BEFORE", "Van de ideeën: "+enumerate(nl, "en")+".", "Of the ideas: "+enumerate(en, "and")+"."), true
}

func enumerate(words []string, and string) string {
	out := words[0]
	for i, w := range words[1:] {
		if i == len(words)-2 {
			out += " " + and + " " + w
		} else {
			out += ", " + w
		}
	}
	return out
}
