package domain

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Ending is how a match ends: a normal outcome, with care for each person (M-14, M-16).
type Ending struct {
	StartedBy     ClientID // empty when a support worker began it
	NeutralWords  string   // what everybody may hear
	PrivateReason string   // for support workers only
	Started       time.Time
	From          State // where they were, to go back to when it is taken back
}

// Next is what somebody would like after an ending (M-15).
type Next string

// What next.
const (
	NextRest          Next = "rest"
	NextNewMatch      Next = "new_match"
	NextTalk          Next = "talk"
	NextSomethingElse Next = "something_else"
)

// Care is the care for one person in an ending.
type Care struct {
	TalkHeld bool
	FollowUp time.Time // when somebody looks how this person is
	Next     Next
}

// Stop is somebody's wish to end. Nothing of it has to be filled in.
type Stop struct {
	By            ClientID // empty for a support worker
	PrivateReason string
	NeutralWords  string
}

// End begins the ending. It is never refused: a proposal returns to nothing, a
// match that is ending or has ended stays as it is. What a client writes is for
// the support workers; words for everybody are agreed with them first (M-16).
func (m Match) End(s Stop, now time.Time) (Match, error) {
	if gone, ok := m.Withdrawn(now); ok {
		return gone, nil
	}
	news := !blank(s.PrivateReason+s.NeutralWords) || s.By != "" && !m.stops(s.By)
	if m.State == Closed || m.State == Nothing || m.State == Closing && !news {
		return m, nil
	}
	m = m.change(now)
	if m.State != Closing {
		m.Ending = Ending{StartedBy: s.By, Started: now, From: m.State}
		m.State, m.Invited = Closing, nil // nobody is asked into what ends
	}
	for i := range m.People {
		m.People[i].Stops = m.People[i].Stops || m.People[i].Client == s.By
	}
	if s.By != "" {
		s.PrivateReason, s.NeutralWords = join(s.PrivateReason, s.NeutralWords), ""
	}
	if !blank(s.PrivateReason) {
		m.Ending.PrivateReason = join(m.Ending.PrivateReason, s.PrivateReason)
	}
	if !blank(s.NeutralWords) {
		m.Ending.NeutralWords = s.NeutralWords
	}
	return m, nil
}

// stops says whether this person said that they want to stop.
func (m Match) stops(c ClientID) bool {
	return slices.ContainsFunc(m.People, func(p Participant) bool { return p.Client == c && p.Stops })
}

// Word is whose word something is.
type Word struct {
	Client ClientID // empty when support workers decide
	Own    bool     // the client themself, in Optrek
	Form   Form     // how they said so, when somebody else records it
}

// NewWord refuses a word of nobody, and one that a support worker says was the client's in
// Optrek.
func NewWord(client ClientID, own bool, form Form) (Word, error) {
	if client == "" && form != "" {
		return Word{}, invalid("WHOSE_WORD", "client_id", fault.Text{NL: "Kies wie dit zei.", EN: "Choose who said this."})
	}
	if own || form == Self {
		if _, err := (Voice{Client: client, Own: own, Form: form}).form(); err != nil {
			return Word{}, err
		}
	}
	return Word{Client: client, Own: own, Form: form}, nil
}

// theirs says that it is the client's own word, by whatever way.
func (w Word) theirs() bool { return w.Client != "" && (w.Own || w.Form != "") }

var (
	notYours = fault.Conflict("ASK_YOUR_WORKER", fault.Text{
		NL: "Dit begon niet bij jou. Vertel je begeleider wat je graag wilt.",
		EN: "This did not begin with you. Tell your support worker what you would like."})
	nothingToGoBackTo = fault.Conflict("NOTHING_TO_GO_BACK_TO", fault.Text{
		NL: "Hier kan het niet meer terug: er is iemand weg. Denk samen na over een nieuwe koppeling.",
		EN: "There is no way back here: somebody is gone. Think about a new match together."})
)

// across is what is answered where the other side has a say that it cannot give here.
var across = fault.Conflict("ASK_THE_OTHER_ORGANISATION", fault.Text{
	NL: "Deze koppeling is met iemand van een andere organisatie. Vraag het opnieuw via de regio.",
	EN: "This match is with somebody of another organisation. Ask anew through the region."})

// StillEnding is the kind word to whoever took their stop back while it goes on ending.
func StillEnding() Sentence {
	return Sentence{Code: "STILL_ENDING",
		NL: "We hebben het gehoord. Je begeleider praat met ieder over hoe het verder gaat.",
		EN: "We heard you. Your support worker talks with each about how to go on."}
}

// TakeBack undoes an ending, by the word of whoever began it: everybody who said stop
// takes their own back, and support workers what they began. Whoever left a group
// comes back into it.
func (m Match) TakeBack(w Word, now time.Time) (Match, error) {
	if i := m.left(w.Client); i >= 0 {
		return m.back(i, w, now)
	}
	if err := m.mayTakeBack(w); err != nil {
		return m, err
	}
	m = m.change(now)
	var still ClientID
	for i := range m.People {
		p := &m.People[i]
		p.Stops = p.Stops && p.Client != w.Client
		if p.Stops {
			still = p.Client
		}
	}
	switch {
	case still != "":
		m.Ending.StartedBy = still
	case m.Ending.StartedBy == "" && w.Client != "": // support workers began it, and have not taken it back
	default:
		m.State, m.Ending = m.Ending.From, Ending{}
		for i := range m.People {
			m.People[i].Care = Care{}
		}
	}
	return m, nil
}

// mayTakeBack refuses whose word it is not, and where there is no way back.
func (m Match) mayTakeBack(w Word) error {
	if err := m.during(Closing); err != nil {
		return err
	}
	somebody := slices.ContainsFunc(m.People, func(p Participant) bool { return p.Stops })
	switch {
	case w.Client != "" && !m.has(w.Client):
		return fault.Missing()
	case m.Ending.From == "":
		return nothingToGoBackTo
	case w.Own && !m.stops(w.Client):
		return notYours
	case w.Client != "" && (!w.theirs() || !m.stops(w.Client)), w.Client == "" && somebody:
		return wordNeeded
	}
	return nil
}

// Again is a new idea with the same people as a match that ended: everybody is asked anew
// (M-15). It begins with an open wish of one of those who followed, as any idea (N-01).
func (m Match) Again(id MatchID, w Wish, now time.Time) (Match, error) {
	if err := m.during(Closed); err != nil {
		return m, err
	}
	if m.Elsewhere.There() {
		return Match{}, across
	}
	var others []NewPerson
	for _, p := range m.People {
		if p.Client != w.Client {
			others = append(others, NewPerson{Client: p.Client, Networker: p.Networker})
		}
	}
	if len(others) == len(m.People) {
		return Match{}, wishNotOpen
	}
	again, err := NewIdea(id, w, others, now)
	again.AgainOf = m.ID
	return again, err
}

// Followers gives the people who do not take the lead, in the match's order: whose wish
// a match may begin with (M-20).
func (m Match) Followers() []ClientID {
	var follow []ClientID
	for _, p := range m.People {
		if !p.Networker {
			follow = append(follow, p.Client)
		}
	}
	return follow
}

// join puts one text under the other; the same text is not written twice.
func join(a, b string) string {
	switch {
	case blank(a) || a == b:
		return b
	case blank(b):
		return a
	}
	return a + "\n" + b
}

var careByWorker = fault.Denied("CARE_BY_WORKER", fault.Text{
	NL: "Jij vertelt wat je hierna wilt. Het gesprek en de afspraak daarna noteert je begeleider.",
	EN: "You tell what you would like next. Your support worker notes the talk and when to meet again."})

var followUpPast = invalid("FOLLOW_UP_PAST", "follow_up_time", fault.Text{
	NL: "Kies een dag na het begin van het afronden, om te vragen hoe het gaat.",
	EN: "Choose a day after the ending began, to ask how they are."})

// CaredFor adds to the care for one person: what is given replaces, what is empty
// stays, and a talk that was held stays held. own is set when the client records it
// themself: what they would like next, and nothing else. After the match has closed and
// the day to ask has come, a talk without a later day says that somebody asked: the day
// has done its work.
func (m Match) CaredFor(c ClientID, care Care, own bool, now time.Time) (Match, error) {
	gone := m.left(c)
	if gone < 0 {
		if err := m.during(Closing, Closed); err != nil {
			return m, err
		}
	}
	if own && (care.TalkHeld || !care.FollowUp.IsZero()) {
		return m, careByWorker
	}
	began, done := m.Ending.Started, m.State == Closed
	if gone >= 0 {
		began, done = m.Departed[gone].Left, m.Departed[gone].Care.TalkHeld
	}
	if !care.FollowUp.IsZero() && care.FollowUp.Before(began.Add(-day)) {
		return m, followUpPast
	}
	m = m.change(now)
	if gone >= 0 {
		m.Departed[gone].Care = m.Departed[gone].Care.with(care, done, now)
		return m, nil
	}
	p, err := m.person(c)
	if err != nil {
		return m, err
	}
	p.Care = p.Care.with(care, done, now)
	return m, nil
}

// with adds what is given. done says that the ending itself is over: then a talk on the
// day, without a later one, is that somebody asked.
func (c Care) with(given Care, done bool, now time.Time) Care {
	if done && given.TalkHeld && !c.FollowUp.After(now) && !given.FollowUp.After(now) {
		c.FollowUp, given.FollowUp = time.Time{}, time.Time{}
	}
	c.TalkHeld = c.TalkHeld || given.TalkHeld
	if !given.FollowUp.IsZero() {
		c.FollowUp = given.FollowUp
	}
	if given.Next != "" {
		c.Next = given.Next
	}
	return c
}

// CloseWith closes the match: neutral words, a talk with each and a day to ask how
// each is (M-16).
func (m Match) CloseWith(words string, now time.Time) (Match, error) {
	if err := m.during(Closing); err != nil {
		return m, err
	}
	m = m.change(now)
	if !blank(words) {
		m.Ending.NeutralWords = words
	}
	if err := m.careTaken(); err != nil {
		return m, err
	}
	m.State = Closed
	return m, nil
}

func (m Match) careTaken() error {
	var nl, en []string
	var fields []fault.Field
	miss := func(path, dutch, english string) {
		nl, en = append(nl, dutch), append(en, english)
		fields = append(fields, fault.Field{Path: path, Text: fault.Text{NL: "Dit mist nog: " + dutch + ".", EN: "Still missing: " + english + "."}})
	}
	if blank(m.Ending.NeutralWords) {
		miss("neutral_words", "woorden die iedereen mag horen", "words that everybody may hear")
	}
	if !m.all(func(p Participant) bool { return p.Care.TalkHeld }) {
		miss("care.talk_held", "een gesprek met ieder", "a talk with each")
	}
	if !m.all(func(p Participant) bool { return !p.Care.FollowUp.IsZero() }) {
		miss("care.follow_up_time", "voor ieder een dag om te vragen hoe het gaat", "for each a day to ask how they are")
	}
	if len(fields) == 0 {
		return nil
	}
	f := fault.Conflict("CARE_FIRST", fault.Text{
		NL: "Voor het afronden mist nog " + enumerate(nl, "en") + ".", EN: "Before the end, still needed: " + enumerate(en, "and") + "."})
	f.Fields = fields
	return f
}

// Without is the match after somebody left altogether, with everything about them.
// A question returns to nothing; whoever stays behind alone gets the care of an
// ending. Words that may speak of the person who left are gone too.
func (m Match) Without(c ClientID, now time.Time) Match {
	if gone, ok := m.Withdrawn(now); ok {
		return gone
	}
	if m.PartOf(c) == AskedIn { // nobody but support workers knew
		return m.Uninvited(c, now)
	}
	first := len(m.People) > 0 && m.People[0].Client == c
	m = m.change(now)
	m.People = slices.DeleteFunc(m.People, func(p Participant) bool { return p.Client == c })
	if first {
		m.WishID = ""
	}
	m.Departed = slices.DeleteFunc(m.Departed, func(d Departed) bool { return d.Client == c })
	if m.Ending.StartedBy == c {
		m.Ending.StartedBy = ""
	}
	if m.PausedBy == c {
		m.PausedBy = ""
	}
	m.Reason, m.GuidanceNeeded, m.BeganAt, m.Possibilities, m.Plan = "", "", "", "", ""
	m.Ending.PrivateReason, m.Ending.NeutralWords = "", ""
	for i := range m.People {
		p := &m.People[i]
		p.Estimate, p.Expects.Words, p.Guidance.Reason = Estimate{}, "", ""
	}
	for i := range m.Departed {
		d := &m.Departed[i]
		d.Estimate, d.Expects.Words, d.Guidance.Reason, d.Reason = Estimate{}, "", "", ""
	}
	switch {
	case len(m.People) == 0:
		m.State = Nothing
	case len(m.People) == 1 && m.State != Closed && m.State != Closing:
		m.State, m.Ending, m.Invited = Closing, Ending{Started: now}, nil
	}
	return m
}
