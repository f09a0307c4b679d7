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
	if m.State == Closed || m.State == Nothing || m.State == Closing && blank(s.PrivateReason+s.NeutralWords) {
		return m, nil
	}
	m = m.change(now)
	if m.State != Closing {
		m.State = Closing
		m.Ending = Ending{StartedBy: s.By, Started: now}
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
	if err := m.during(Closing, Closed); err != nil {
		return m, err
	}
	if own && (care.TalkHeld || !care.FollowUp.IsZero()) {
		return m, careByWorker
	}
	if !care.FollowUp.IsZero() && care.FollowUp.Before(m.Ending.Started.Add(-day)) {
		return m, followUpPast
	}
	m = m.change(now)
	p, err := m.person(c)
	if err != nil {
		return m, err
	}
	if m.State == Closed && care.TalkHeld && !p.Care.FollowUp.After(now) && !care.FollowUp.After(now) {
		p.Care.FollowUp, care.FollowUp = time.Time{}, time.Time{}
	}
	p.Care.TalkHeld = p.Care.TalkHeld || care.TalkHeld
	if !care.FollowUp.IsZero() {
		p.Care.FollowUp = care.FollowUp
	}
	if care.Next != "" {
		p.Care.Next = care.Next
	}
	return m, nil
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
	first := len(m.People) > 0 && m.People[0].Client == c
	m = m.change(now)
	m.People = slices.DeleteFunc(m.People, func(p Participant) bool { return p.Client == c })
	if first {
		m.WishID = ""
	}
	if m.Ending.StartedBy == c {
		m.Ending.StartedBy = ""
	}
	m.Reason, m.GuidanceNeeded, m.BeganAt, m.Possibilities, m.Plan = "", "", "", "", ""
	m.Ending.PrivateReason, m.Ending.NeutralWords = "", ""
	for i := range m.People {
		p := &m.People[i]
		p.Estimate, p.Expects.Words, p.Guidance.Reason = Estimate{}, "", ""
	}
	switch {
	case len(m.People) == 0:
		m.State = Nothing
	case len(m.People) == 1 && m.State != Closed && m.State != Closing:
		m.State, m.Ending = Closing, Ending{Started: now}
	}
	return m
}
