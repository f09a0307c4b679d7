package domain

import (
	"cmp"
	"slices"
)

const (
	mostSuggestions = 12 // as many as one can think over
	mostNotFirst    = 6
)

// Question is one wish with what is known of whoever wishes.
type Question struct {
	Wish    Wish
	Profile Profile
	// MayMatch is false when this person has not said yes to being looked for.
	MayMatch bool
}

// Candidate is somebody who said yes to being looked for, as seen from one question.
type Candidate struct {
	Profile Profile
	// Role is the networker state; empty for somebody who is no networker.
	Role     string
	Full     bool
	Wishes   []string // what the open wishes of this person are about
	HasWish  bool     // has an open wish of their own
	Resting  bool     // somebody said no, or not now, not long ago
	Together bool     // in a match with this person already
	Excluded bool     // never together
}

// goesAlong says whether this is somebody who takes the lead.
func (c Candidate) goesAlong() bool { return c.Role == "active" }

// Suggestion is somebody this person could enjoy meeting, and why.
type Suggestion struct {
	Client    ClientID
	Networker bool
	Reasons   []Sentence
	TalkAbout []Sentence
}

// NotFirst is somebody who could fit and is not shown first, and why.
type NotFirst struct {
	Client ClientID
	Reason Sentence
}

// Suggestions answer a question. WouldHelp is filled when there is nobody.
type Suggestions struct {
	First     []Suggestion
	NotFirst  []NotFirst
	WouldHelp []Sentence
}

// People are all that the answer names.
func (s Suggestions) People() []ClientID {
	var all []ClientID
	for _, f := range s.First {
		all = append(all, f.Client)
	}
	for _, n := range s.NotFirst {
		all = append(all, n.Client)
	}
	return all
}

// RestsOn are the people whose yes an answer rests on: whoever wishes, and all that it
// names. Nobody, when it looked for nobody.
func (q Question) RestsOn(s Suggestions) []ClientID {
	if !q.MayMatch || !q.Wish.Open() {
		return nil
	}
	return append([]ClientID{q.Wish.Client}, s.People()...)
}

// weighed is a candidate with its numbers, which end here.
type weighed struct {
	Candidate
	fit fit
}

// Suggest answers whom this person could enjoy meeting: networkers with a place and
// others with a wish of their own. The order is that of the fit for both sides,
// ties by id; it does not depend on the order of the candidates.
func Suggest(q Question, candidates []Candidate) Suggestions {
	var s Suggestions
	if !q.Wish.Open() || !q.MayMatch {
		s.WouldHelp = q.wouldHelp(nil)
		return s
	}
	profiles := []Profile{q.Profile}
	for _, c := range candidates {
		profiles = append(profiles, c.Profile)
	}
	r := rarityOf(profiles)
	var fitting []weighed
	for _, c := range candidates {
		if !c.Excluded && c.Profile.Client != q.Wish.Client && q.suits(c) {
			fitting = append(fitting, weighed{c, q.fitOf(c, r)})
		}
	}
	slices.SortFunc(fitting, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(b.fit.worse, a.fit.worse), cmp.Compare(b.fit.better, a.fit.better),
			cmp.Compare(a.Profile.Client, b.Profile.Client))
	})
	for _, c := range fitting {
		reason := q.notFirst(c.Candidate)
		switch {
		case reason != nil && len(s.NotFirst) < mostNotFirst:
			s.NotFirst = append(s.NotFirst, NotFirst{Client: c.Profile.Client, Reason: *reason})
		case reason == nil && len(s.First) < mostSuggestions:
			s.First = append(s.First, Suggestion{Client: c.Profile.Client, Networker: c.goesAlong(),
				Reasons: q.reasons(c.Candidate), TalkAbout: q.talkAbout(c.Candidate)})
		}
	}
	if len(s.First) == 0 {
		s.WouldHelp = q.wouldHelp(candidates)
	}
	return s
}

// suits says whether there is something to begin with: a talent or an interest that
// meets, or for a wish without words a networker who is free at the same time.
func (q Question) suits(c Candidate) bool {
	if c.Role == "" && !c.HasWish {
		return false
	}
	p := q.Profile
	begin := len(common(q.Wish.Interests, c.Profile.Talents)) + len(common(q.Wish.Interests, c.Profile.Interests)) +
		len(common(p.Interests, c.Profile.Interests)) + len(common(c.Wishes, p.Interests)) + len(common(c.Wishes, p.Talents))
	if begin > 0 {
		return true
	}
	return len(q.Wish.Interests) == 0 && c.Role != "" && len(common(p.Dayparts, c.Profile.Dayparts)) > 0
}

// notFirst says why somebody who could fit is not shown first; nil when nothing
// stands in the way. Who once said no is never told, nor that it was a no.
func (q Question) notFirst(c Candidate) *Sentence {
	peer := c.HasWish && !c.goesAlong()
	switch {
	case c.Together:
		return &Sentence{"TOGETHER_NOW", "Er is al een koppeling of een idee met deze twee.", "There is a match or an idea with these two already."}
	case c.Resting:
		return &Sentence{"RESTING", "Hier is kort geleden aan gedacht. Laat het nog even rusten.", "This was thought of not long ago. Let it rest for a while."}
	case outOfReach(q.Profile, c.Profile):
		return &Sentence{"TOO_FAR_NOW", "Het is ver, en niet iedereen kan ver weg.", "It is far, and not everybody can go far."}
	case c.goesAlong() && c.Full:
		return &Sentence{"NO_PLACE_NOW", "Deze netwerker heeft nu geen plek.", "This networker has no place now."}
	case c.goesAlong() || peer:
		return nil
	case c.Role == "learning":
		return &Sentence{"STILL_LEARNING", "Leert nog voor netwerker.", "Is still learning to be a networker."}
	}
	return &Sentence{"NOT_ACTIVE_NOW", "Is nu niet actief als netwerker.", "Is not active as a networker now."}
}

// wouldHelp says what would help when there is nobody. candidates are those looked at.
func (q Question) wouldHelp(candidates []Candidate) []Sentence {
	switch {
	case !q.Wish.Open():
		return []Sentence{{"TALK_ABOUT_THE_WISH", "Deze wens is nog niet verteld of niet meer open. Praat er eerst samen over.",
			"This wish has not been told yet or is not open any more. Talk about it together first."}}
	case !q.MayMatch:
		return []Sentence{{"ASK_TO_BE_LOOKED_FOR", "Vraag eerst of Optrek mag meezoeken.", "First ask whether Optrek may help to look."}}
	}
	var help []Sentence
	if len(q.Wish.Interests) == 0 {
		help = append(help, Sentence{"SAY_WHAT_IT_IS_ABOUT", "Zet bij de wens een paar woorden waar die over gaat, zoals koken of film.",
			"Add a few words to the wish about what it is about, such as cooking or film."})
	}
	if slices.ContainsFunc(candidates, func(c Candidate) bool { return c.goesAlong() && c.Full && q.suits(c) }) {
		help = append(help, Sentence{"A_PLACE_WOULD_HELP", "De netwerkers die passen, hebben nu geen plek. Een nieuwe netwerker zou helpen.",
			"The networkers who suit have no place now. A new networker would help."})
	}
	likes := q.Wish.Interests
	if len(likes) == 0 {
		likes = q.Profile.Interests
	}
	nl, en := sayDayparts(q.Profile.Dayparts)
	likes = slices.Sorted(slices.Values(likes))
	switch {
	case len(likes) > 0 && nl != "":
		s := about("A_NETWORKER_WHO", "Een netwerker die houdt van %s zou helpen", "A networker who likes %s would help", likes)
		help = append(help, Sentence{s.Code, s.NL + ", met tijd op " + nl + ".", s.EN + ", with time on " + en + "."})
	case len(likes) > 0:
		help = append(help, about("A_NETWORKER_WHO", "Een netwerker die houdt van %s zou helpen.", "A networker who likes %s would help.", likes))
	case nl != "":
		help = append(help, Sentence{"A_NETWORKER_WHO", "Een netwerker met tijd op " + nl + " zou helpen.", "A networker with time on " + en + " would help."})
	}
	return append(help, Sentence{"AN_EASY_MEETING", "Een bijeenkomst waar mensen elkaar vanzelf ontmoeten kan ook een begin zijn.",
		"A gathering where people meet by themselves can be a beginning too."})
}
