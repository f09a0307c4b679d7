package domain

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Answer is what one person says to one proposal.
type Answer string

// The answers; empty when nothing was said yet.
const (
	Yes    Answer = "yes"
	Maybe  Answer = "maybe"
	NotNow Answer = "not_now"
	No     Answer = "no"
)

// Form is how an answer was given.
type Form string

// The forms. Self is the client in Optrek; the others are recorded by a support
// worker, who never answers for somebody without one of them (M-02).
const (
	Self           Form = "self"
	Spoken         Form = "spoken"
	Pictures       Form = "pictures"
	Gesture        Form = "gesture"
	Representative Form = "representative"
)

// Voice is whose answer something is and how it came here.
type Voice struct {
	Client ClientID
	// Own is set when the client answers themself, in Optrek.
	Own  bool
	Form Form
}

func (v Voice) form() (Form, error) {
	switch {
	case v.Own && (v.Form == "" || v.Form == Self):
		return Self, nil
	case v.Own:
		return "", invalid("OWN_ANSWER", "support_form", fault.Text{
			NL: "Laat dit leeg: je antwoordt zelf.", EN: "Leave this empty: you answer yourself."})
	case v.Form == "" || v.Form == Self:
		return "", invalid("SUPPORT_FORM_NEEDED", "support_form", fault.Text{
			NL: "Het antwoord is van de cliënt. Kies hoe de cliënt het gaf: in woorden, met plaatjes, met een gebaar of via de vertegenwoordiger.",
			EN: "The answer is the client's. Choose how the client gave it: spoken, with pictures, with a gesture or through the representative."})
	}
	return v.Form, nil
}

// Proposal is the question as a support worker puts it.
type Proposal struct {
	Wish           Wish // as it is now: one that was let go meanwhile is not proposed for
	Making         Making
	Reason         string
	GuidanceNeeded string
}

// Propose puts the question to the people. It asks for a reason in plain words
// (M-06), the guidance it needs (M-07), and that everybody is ready (M-01, D-04, O-01).
func (m Match) Propose(p Proposal, circle Circle, now time.Time) (Match, error) {
	if err := m.during(Idea); err != nil {
		return m, err
	}
	if err := p.complete(); err != nil {
		return m, err
	}
	if err := circle.ready(m); err != nil {
		return m, err
	}
	if err := circle.guided(m); err != nil {
		return m, err
	}
	if err := circle.helped(m); err != nil {
		return m, err
	}
	m = m.change(now)
	m.State, m.Asked = Proposed, now
	m.Making, m.Reason, m.GuidanceNeeded = p.Making, p.Reason, p.GuidanceNeeded
	m.guideByDefault(now)
	return m, nil
}

func (p Proposal) complete() error {
	switch {
	case !p.Wish.Open():
		return wishNotOpen
	case p.Making == "":
		return invalid("MAKING_NEEDED", "making", fault.Text{
			NL: "Kies hoe je deze mensen bij elkaar brengt.", EN: "Choose how you bring these people together."})
	case blank(p.Reason):
		return invalid("REASON_NEEDED", "reason", fault.Text{
			NL: "Zeg in gewone woorden waarom deze mensen bij elkaar kunnen passen.",
			EN: "Say in plain words why these people may suit each other."})
	case blank(p.GuidanceNeeded):
		return invalid("GUIDANCE_NEEDED", "guidance_needed", fault.Text{
			NL: "Zeg welke begeleiding hierbij nodig is.", EN: "Say which guidance this needs."})
	}
	return nil
}

// A no may always be brought, by whoever: stopping has no conditions.
var answeredThemself = fault.Conflict("ANSWERED_THEMSELF", fault.Text{
	NL: "Deze persoon heeft zelf al geantwoord. Alleen die persoon kan dat veranderen.",
	EN: "This person answered themself already. Only they can change it."})

// Answered is one person's answer to the proposal. When everybody said yes they get
// acquainted; a "no" or "not now" of anybody returns the match to nothing (M-17).
func (m Match) Answered(v Voice, a Answer, now time.Time) (Match, error) {
	if err := m.during(Proposed); err != nil {
		return m, err
	}
	form, err := v.form()
	if err != nil {
		return m, err
	}
	m = m.change(now)
	p, err := m.person(v.Client)
	if err != nil {
		return m, err
	}
	if p.AnswerForm == Self && !v.Own && (a == Yes || a == Maybe) {
		return m, answeredThemself
	}
	p.Answer, p.AnswerForm, m.Asked = a, form, now
	switch {
	case a == No || a == NotNow:
		m.State = Nothing
	case m.all(func(p Participant) bool { return p.Answer == Yes }):
		m.State = GettingAcquainted
	}
	return m, nil
}

// AwaitsPlace says that everybody said yes and that they wait for a place of the
// networker to come free.
func (m Match) AwaitsPlace() bool {
	return m.State == Proposed && m.all(func(p Participant) bool { return p.Answer == Yes })
}

// Waiting is the match as it stays when everybody said yes and the last place was taken
// meanwhile: every yes is kept.
func (m Match) Waiting() Match {
	if m.State == GettingAcquainted {
		m.State = Proposed
	}
	return m
}

// Freed gives the networkers of whom a place came free.
func Freed(before, after Match) []ClientID {
	var free []ClientID
	for _, c := range before.leading() {
		if !slices.Contains(after.leading(), c) {
			free = append(free, c)
		}
	}
	return free
}

// leading gives the networkers of whom this match takes a place.
func (m Match) leading() []ClientID {
	if !slices.Contains(Standing(), m.State) {
		return nil
	}
	return m.Networkers()
}

// GoOn lets those who waited for a place get acquainted, and brings in who waited for one
// in a group: everybody said yes already.
func (m Match) GoOn(now time.Time) Match {
	if m.AwaitsPlace() {
		m = m.change(now)
		m.State = GettingAcquainted
	}
	for i := len(m.Invited) - 1; i >= 0; i-- {
		if m.Invited[i].Answer == Yes && (m.State == UnderWay || m.State == Paused) {
			m = m.join(i, now)
		}
	}
	return m
}

// PlaceTaken is the kind word to whoever said yes when the last place was just taken.
func PlaceTaken() Sentence {
	return Sentence{Code: "LAST_PLACE_TAKEN",
		NL: "Fijn dat je ja zegt. Nu is er net geen plek. We bewaren je ja.",
		EN: "How nice that you say yes. Right now there is no place. We keep your yes."}
}

// proposalHints say what a proposal waits for.
func (m Match) proposalHints(now time.Time) []Sentence {
	switch {
	case m.AwaitsPlace():
		return []Sentence{{Code: "WAITS_FOR_A_PLACE",
			NL: "Iedereen zei ja. De netwerker heeft nu geen plek vrij. Komt er een plek, dan gaan ze vanzelf kennismaken.",
			EN: "Everybody said yes. The networker has no place now. When one comes free, they get acquainted by themselves."}}
	case !now.Before(m.Asked.Add(quietAnswers)):
		return []Sentence{{Code: "NO_ANSWER_YET",
			NL: "Nog niet iedereen heeft geantwoord. Vraag het nog eens rustig, of laat het los.",
			EN: "Not everybody has answered yet. Ask once more, gently, or let it go."}}
	}
	return nil
}

// Agree is one person's own yes to go on together, after the talk in three parts
// (M-08). They are under way when everybody said so (M-02).
func (m Match) Agree(v Voice, now time.Time) (Match, error) {
	if err := m.during(GettingAcquainted); err != nil {
		return m, err
	}
	form, err := v.form()
	if err != nil {
		return m, err
	}
	if err := m.talked(); err != nil {
		return m, err
	}
	m = m.change(now)
	p, err := m.person(v.Client)
	if err != nil {
		return m, err
	}
	p.Agreed, p.AgreedForm = true, form
	if m.goesOn() {
		m.State, m.UnderWaySince = UnderWay, now
	}
	return m, nil
}

// Rest is a pair that is not suggested first for a while. Nobody is told why.
type Rest struct {
	Pair  Pair
	Until time.Time
}

// RestAfter gives the pairs that rest after one person's answer: that person with
// each of the others.
func (m Match) RestAfter(c ClientID, a Answer, now time.Time) []Rest {
	length := RestOtherwise
	if a == No {
		length = RestAfterNo
	}
	var rests []Rest
	for _, other := range m.Clients() {
		if other != c {
			rests = append(rests, Rest{Pair: PairOf(c, other), Until: now.Add(length)})
		}
	}
	return rests
}

// RestAll gives the pairs that rest after a proposal that was withdrawn or lapsed.
// An idea nobody knew of leaves nothing to rest from.
func (m Match) RestAll(now time.Time) []Rest {
	if m.State != Proposed {
		return nil
	}
	var rests []Rest
	for _, pair := range PairsOf(m.Clients()) {
		rests = append(rests, Rest{Pair: pair, Until: now.Add(RestOtherwise)})
	}
	return rests
}
