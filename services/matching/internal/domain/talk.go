package domain

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Rhythm is how often somebody would like to meet, in loose words.
type Rhythm string

// The rhythms.
const (
	NowAndThen Rhythm = "now_and_then"
	Regularly  Rhythm = "regularly"
	Often      Rhythm = "often"
)

// Expectation is what one person hopes for; never shown to the others (M-18).
type Expectation struct {
	Words  string
	Rhythm Rhythm
}

// Told says whether this person said something, however short.
func (e Expectation) Told() bool { return !blank(e.Words) || e.Rhythm != "" }

// Talk is what is recorded of the talk in three parts, whole or in part.
type Talk struct {
	Expectations  map[ClientID]Expectation
	Possibilities string
	Plan          string
	// Parts are those to write also when they are empty; without any, what is given
	// replaces and what is empty stays.
	Parts []TalkPart
}

// TalkPart is one of the three parts.
type TalkPart string

// The parts, as the contract names them.
const (
	PartExpectations  TalkPart = "expectations"
	PartPossibilities TalkPart = "possibilities"
	PartPlan          TalkPart = "plan"
)

// writes says whether a part is to be written, when this is given for it.
func (t Talk) writes(part TalkPart, given string) bool {
	if len(t.Parts) == 0 {
		return !blank(given)
	}
	return slices.Contains(t.Parts, part)
}

var onlyOwn = invalid("OWN_EXPECTATION", "talk.expectations", fault.Text{
	NL: "Je vertelt alleen wat je zelf verwacht.", EN: "You tell only what you expect yourself."})

// RecordTalk adds to the talk: what is given replaces, what is empty stays. own is
// the client when they record it themself, and then only their own expectation.
func (m Match) RecordTalk(t Talk, own ClientID, now time.Time) (Match, error) {
	if err := m.during(GettingAcquainted, UnderWay, Paused); err != nil {
		return m, err
	}
	m = m.change(now)
	if len(t.Parts) > 0 && !slices.Contains(t.Parts, PartExpectations) {
		t.Expectations = nil
	}
	for c, e := range t.Expectations {
		if own != "" && own != c {
			return m, onlyOwn
		}
		p, err := m.person(c)
		if err != nil {
			return m, err
		}
		p.Expects = e
	}
	if t.writes(PartPossibilities, t.Possibilities) {
		m.Possibilities = t.Possibilities
	}
	if t.writes(PartPlan, t.Plan) {
		m.Plan = t.Plan
	}
	return m, nil
}

// PlanMade says whether there is something to start with (M-09).
func (m Match) PlanMade() bool { return !blank(m.Plan) }

// talked asks for the three parts: something of everybody's expectations, the
// possibilities and the plan. A word, or a note that it was drawn, is enough (M-08).
func (m Match) talked() error {
	var nl, en []string
	var fields []fault.Field
	miss := func(path, dutch, english string) {
		nl, en = append(nl, dutch), append(en, english)
		fields = append(fields, fault.Field{Path: path, Text: fault.Text{NL: "Praat nog over " + dutch + ".", EN: "Talk about " + english + "."}})
	}
	if !m.all(func(p Participant) bool { return p.Expects.Told() }) {
		miss("talk.expectations", "wat ieder verwacht", "what each expects")
	}
	if blank(m.Possibilities) {
		miss("talk.possibilities", "wat er kan", "what is possible")
	}
	if !m.PlanMade() {
		miss("talk.plan", "een eerste plan", "a first plan")
	}
	if len(fields) == 0 {
		return nil
	}
	f := fault.Conflict("TALK_FIRST", fault.Text{
		NL: "Praat eerst samen over " + enumerate(nl, "en") + ". Kort mag, en tekenen of vertellen ook.",
		EN: "First talk together about " + enumerate(en, "and") + ". Short is fine, and so is drawing or telling."})
	f.Fields = fields
	return f
}

// Hints are quiet remarks for support workers, never for the people (M-18, D-02,
// D-04, D-06, O-01).
func (m Match) Hints(now time.Time) []Sentence {
	switch m.State {
	case Proposed:
		return slices.Concat(m.proposalHints(now), m.roleHints(), m.supportHints())
	case Closing:
		return m.supportHints()
	case GettingAcquainted, UnderWay, Paused:
		return slices.Concat(m.pauseHints(now), m.quietHints(now), m.groupHints(), m.roleHints(), m.expectationHints(),
			m.guidanceHints(now), m.helperHints(), m.supportHints())
	case Nothing, Idea, Closed:
	}
	return nil
}

// roleHints say that a networker in this match stopped or takes a pause: what that
// means for each is to be asked, and nobody else would tell (M-16).
func (m Match) roleHints() []Sentence {
	if !slices.ContainsFunc(m.People, func(p Participant) bool { return p.RoleRests }) {
		return nil
	}
	return []Sentence{{Code: "NETWORKER_NOT_ACTIVE",
		NL: "De netwerker is gestopt of heeft pauze. Vraag ieder apart wat nu prettig is: samen doorgaan, een pauze of afronden.",
		EN: "The networker stopped or takes a pause. Ask each apart what is pleasant now: going on together, a pause or an ending."}}
}

// quietHints say that nothing was heard for some time of people who are getting
// acquainted. Nobody owes anybody an answer: it asks a support worker to listen.
func (m Match) quietHints(now time.Time) []Sentence {
	if m.State != GettingAcquainted || now.Before(m.Updated.Add(quietMeeting)) {
		return nil
	}
	return []Sentence{{Code: "QUIET_FOR_A_WHILE",
		NL: "Het is een tijd stil. Dat kan heel goed zijn. Vraag eens, ieder apart, hoe het is.",
		EN: "It has been quiet for a while. That may be just fine. Ask, each apart, how it is."}}
}

// expectationHints lay the expectations side by side (M-18).
func (m Match) expectationHints() []Sentence {
	var hints []Sentence
	rhythms, told := map[Rhythm]bool{}, 0
	for _, p := range m.People {
		if p.Expects.Told() {
			told++
		}
		if p.Expects.Rhythm != "" {
			rhythms[p.Expects.Rhythm] = true
		}
	}
	if len(rhythms) > 1 {
		hints = append(hints, Sentence{Code: "DIFFERENT_RHYTHMS",
			NL: "De één wil vaker afspreken dan de ander. Praat erover wat voor iedereen prettig is.",
			EN: "One would like to meet more often than the other. Talk about what is pleasant for everybody."})
	}
	if told > 0 && told < len(m.People) {
		hints = append(hints, Sentence{Code: "EXPECTATION_NOT_TOLD",
			NL: "Nog niet iedereen heeft verteld wat hij of zij verwacht. Vraag het eens, ieder apart.",
			EN: "Not everybody has told what they expect. Ask, each apart."})
	}
	return hints
}
