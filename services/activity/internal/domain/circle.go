package domain

import "slices"

// Circle is who a caller may involve, among the people a request is about. The store
// fills it from the caseload and from what matching tells; the rules read it.
type Circle struct {
	// Self is the caller, when a client asks; empty for staff.
	Self ClientID

	reached  map[ClientID]bool
	together map[pair]bool
	welcomed map[ClientID]bool
}

type pair struct{ one, other ClientID }

// NewCircle makes a circle of a caller. Add people with Reach and Join.
func NewCircle(self ClientID) *Circle {
	return &Circle{Self: self, reached: map[ClientID]bool{}, together: map[pair]bool{}, welcomed: map[ClientID]bool{}}
}

// Reach puts in somebody whom the caller reaches: themself, their caseload or the organisation.
func (c *Circle) Reach(id ClientID) { c.reached[id] = true }

// Join says that two people are together in a match that both know of.
func (c *Circle) Join(one, other ClientID) {
	c.together[pair{one, other}] = true
	c.together[pair{other, one}] = true
}

// Welcome says that what the request is about is open to this person.
func (c *Circle) Welcome(id ClientID) { c.welcomed[id] = true }

// Reaches says whether the caller reaches this person.
func (c *Circle) Reaches(id ClientID) bool { return c.reached[id] }

// Together says whether two people are together in a match.
func (c *Circle) Together(one, other ClientID) bool { return c.together[pair{one, other}] }

// mayBring says whether the caller may involve this person in something the goers
// do: somebody they reach, or whom one of the goers they reach is together with.
func (c *Circle) mayBring(id ClientID, goers []ClientID) bool {
	if c.reached[id] {
		return true
	}
	for _, goer := range goers {
		if c.reached[goer] && c.Together(goer, id) {
			return true
		}
	}
	return false
}

// knowsOneOf says whether this person is together with one of the goers.
func (c *Circle) knowsOneOf(id ClientID, goers []ClientID) bool {
	for _, goer := range goers {
		if c.Together(goer, id) {
			return true
		}
	}
	return false
}

// Match is what activity knows of a match: who may plan together.
type Match struct {
	ID     MatchID
	State  MatchState
	People []MatchPerson
}

// MatchPerson is one person in a match.
type MatchPerson struct {
	Client ClientID
	// MayKnow says whether this person may know of the match.
	MayKnow bool
}

// MatchState is the state of a match, as matching tells it.
type MatchState string

// The states of a match; the empty one says that it returned quietly to nothing.
const (
	MatchIdea              MatchState = "idea"
	MatchProposed          MatchState = "proposed"
	MatchGettingAcquainted MatchState = "getting_acquainted"
	MatchUnderWay          MatchState = "under_way"
	MatchPaused            MatchState = "paused"
	MatchClosing           MatchState = "closing"
	MatchClosed            MatchState = "closed"
	MatchNothing           MatchState = ""
)

// Has says whether this person is in the match and may know of it.
func (m Match) Has(id ClientID) bool {
	for _, p := range m.People {
		if p.Client == id && p.MayKnow {
			return true
		}
	}
	return false
}

// StatesTogether are the states in which people plan with each other: from the first
// meeting until the end. Before that nobody was promised anything (M-17).
func StatesTogether() []MatchState {
	return []MatchState{MatchGettingAcquainted, MatchUnderWay, MatchPaused, MatchClosing}
}

// welcomes says whether this person may join what belongs to the match by themself.
func (m Match) welcomes(id ClientID) bool {
	return m.Has(id) && slices.Contains(StatesTogether(), m.State)
}
