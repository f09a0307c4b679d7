// Package domain holds what evaluation knows and decides: looking back half-way,
// quiet signals, concerns about safety, and support workers learning from each other.
//
// Everything here is a pure function of its arguments: no context, clock, chance,
// database or wire types. What cannot be done is answered with a *fault.Fault.
// Rules carry their number from the design (E-02, M-10, …) in the name of the test
// that holds them.
package domain

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// The ids of domain objects are random and tell nothing about the person; names live in recruitment. Each has
// its own type, so that a client's id is never taken for a match's.
type (
	ClientID         string // a client, and the same person in every role they take
	SupportWorkerID  string // somebody who guides
	MatchID          string // people who are together, as matching tells
	WishID           string // what somebody wants, as recruitment tells
	ActivityID       string // what people do, as activity tells
	EvaluationID     string // of an interim evaluation
	ConcernID        string // that something may be unsafe
	IntervisionID    string // support workers consulting each other
	SeriesID         string // of intervisions that come back
	AgendaItemID     string // something to talk about there
	AgreementID      string // who does what
	LessonID         string // what was learned
	RegionalLessonID string // the same as the region knows it: of its own, and says nothing about the one at home
	SignalID         string // made of what causes it: the same after a rebuild
)

// Version counts the changes of one row, from 1 on; its decimal form is the etag.
type Version int64

// Etag is the version as the API shows it.
func (v Version) Etag() string { return strconv.FormatInt(int64(v), 10) }

// Expect answers CHANGED_MEANWHILE when the caller's etag is not this version. An
// empty etag asks for no check.
func (v Version) Expect(etag string) error {
	if etag == "" || strings.Trim(etag, `"`) == v.Etag() {
		return nil
	}
	return fault.Changed()
}

// Asker is who asks, and whom of the people it is about they reach.
type Asker struct {
	Self    ClientID        // when a client asks; empty for staff
	Worker  SupportWorkerID // when staff asks; empty for a client
	Reached map[ClientID]bool
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

// LivingStates are those in which people know of each other and somebody guides them.
func LivingStates() []MatchState {
	return []MatchState{MatchProposed, MatchGettingAcquainted, MatchUnderWay, MatchPaused, MatchClosing}
}

// StandingStates are those in which a match takes a place of its networker.
func StandingStates() []MatchState {
	return []MatchState{MatchGettingAcquainted, MatchUnderWay, MatchPaused, MatchClosing}
}

// Living says whether people know of each other in this state, and somebody guides them.
func (s MatchState) Living() bool { return slices.Contains(LivingStates(), s) }

// Match is what evaluation knows of a match.
type Match struct {
	ID       MatchID
	State    MatchState
	Since    time.Time // since when it is in this state
	Wish     WishID    // empty for a spontaneous match
	People   []Person
	PlanMade bool
	PlanTime time.Time // since when there is a plan; zero when there is none
	UnderWay time.Time // since when the people are under way; zero when they are not yet
	// PauseUntil is when somebody asks how the pause is; zero without a day or a pause.
	PauseUntil time.Time
}

// Person is one person in a match.
type Person struct {
	Client   ClientID
	MayKnow  bool      // from the proposal on
	Review   time.Time // when the guidance is to be looked at again; zero when there is no date
	FollowUp time.Time // after an ending: when somebody looks how this person is
	Departed bool      // left while the others went on: only FollowUp is still looked at

	Networker bool
	Distance  Distance
	Estimated time.Time // when an estimate was last written (D-06); zero when there is none
	Answered  bool      // gave an answer to the proposal, whichever it is
}

// Distance is how near guidance is agreed to be, as matching tells it (D-01).
type Distance string

// The distances, from nearest to furthest; the empty one when there is none yet.
const (
	DistanceAlongside Distance = "alongside"
	DistanceClose     Distance = "close"
	DistanceFar       Distance = "at_a_distance"
	DistanceOnCall    Distance = "on_call"
)

// Has says whether this person is in the match.
func (m Match) Has(id ClientID) bool {
	return slices.ContainsFunc(m.People, func(p Person) bool { return p.Client == id })
}

// tidy trims the text and makes every run of white space one space.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// Field names one field of a request and what is wrong with it, in both languages.
func Field(path, nl, en string) fault.Field {
	return fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}}
}

// CheckForm answers with all wrong fields at once, so that nobody mends one to find the next.
func CheckForm(wrong []fault.Field) error {
	if len(wrong) == 0 {
		return nil
	}
	return fault.Invalid("INVALID_FIELDS", fault.Text{
		NL: "Er klopt nog iets niet. Kijk bij de aangegeven velden.",
		EN: "Something is not right yet. Look at the fields that are named.",
	}, wrong...)
}

// The short names, for this package.
func field(path, nl, en string) fault.Field { return Field(path, nl, en) }
func checkForm(wrong []fault.Field) error   { return CheckForm(wrong) }
