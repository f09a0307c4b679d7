package domain

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Elsewhere is the other side of a match across organisations: somebody who is no
// participant here, and of whom nothing is known here but that they are there (O-06).
type Elsewhere struct {
	Request      string // the request in the region that it came from
	Organisation string
	Name         string // of the organisation
	// Going is set when that person wants to go on together: known with the match, not
	// kept in it, and told to nobody.
	Going bool
}

// There says whether there is such a person.
func (e Elsewhere) There() bool { return e.Request != "" }

// Met is what a match across organisations begins with: two people said yes.
type Met struct {
	Person     NewPerson
	Wish       WishID // of our own, when it began with one of ours
	Reason     string
	AnswerForm Form
	Elsewhere  Elsewhere
}

// NewElsewhere is our side of a match with somebody of another organisation, after both
// said yes: they get acquainted. The other organisation has a match of its own.
func NewElsewhere(id MatchID, met Met, circle Circle, now time.Time) Match {
	m := Match{ID: id, Version: 1, Origin: Made, State: GettingAcquainted, Making: Introducing, WishID: met.Wish, Reason: met.Reason,
		People:    []Participant{{Client: met.Person.Client, Networker: met.Person.Networker, Answer: Yes, AnswerForm: met.AnswerForm}},
		Elsewhere: met.Elsewhere, Created: now, Updated: now, Asked: now}
	m.People[0].Workers = circle[met.Person.Client].Workers
	m.guideByDefault(now)
	return m
}

// ReadyForRegion asks of one person what is asked of everybody before a proposal (M-01),
// and that they do not stand alone (D-04). That not everything hangs on one support
// worker is seen to by the other organisation having one too (O-01).
func (c Circle) ReadyForRegion(client ClientID) error {
	m := Match{People: []Participant{{Client: client}}}
	if err := c.ready(m); err != nil {
		return err
	}
	if len(c[client].Workers) == 0 {
		return fault.Conflict("SUPPORT_WORKER_NEEDED", fault.Text{
			NL: "Niemand staat er alleen voor: kies eerst een begeleider.", EN: "Nobody is on their own: first choose a support worker."})
	}
	return nil
}

// HowGiven is how an answer was given: by the client in Optrek, or as a support worker
// recorded it (M-02).
func (v Voice) HowGiven() (Form, error) { return v.form() }

// AnsweredThemself refuses to turn somebody's own answer into a yes.
func AnsweredThemself() error { return answeredThemself }

// GoneOn is our side going on, when both people want to (M-02): the one elsewhere may
// have said so after ours.
func (m Match) GoneOn(now time.Time) Match {
	if m.State != GettingAcquainted || !m.goesOn() {
		return m
	}
	m = m.change(now)
	m.State, m.UnderWaySince = UnderWay, now
	return m
}

// goesOn says whether everybody wants to go on together, the one elsewhere too.
func (m Match) goesOn() bool {
	return m.WantsToGoOn() && (!m.Elsewhere.There() || m.Elsewhere.Going)
}

// WantsToGoOn says whether our own people want to go on together.
func (m Match) WantsToGoOn() bool { return m.all(func(p Participant) bool { return p.Agreed }) }

// SomebodyStops says whether one of our own people said that they want to stop.
func (m Match) SomebodyStops() bool { return !m.all(func(p Participant) bool { return !p.Stops }) }

// Over says whether the match came to its ending, or is not there any more.
func (m Match) Over() bool { return m.State == Closing || m.State == Closed || m.State == Nothing }
