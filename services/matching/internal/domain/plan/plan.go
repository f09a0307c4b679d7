// Package plan decides about plans of an organisation: how one comes about, what it
// says, and what becomes of its ideas. A plan is a set of ideas for support workers in
// which nobody is forgotten; people decide (M-02, M-06).
//
// Like the rest of domain it is pure. Pairs come from package crowd and a plan from the
// solver; here they become ideas, groups and sentences. Numbers about people stay inside
// what is told are counts of groups.
package plan

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// ID is a plan.
type ID string

// Care is what a plan looks after first.
type Care string

// The kinds of care. Each serves as many people as possible.
const (
	Waiting Care = "waiting" // first those who wait longest; it costs nobody a place
	Balance Care = "balance" // how well people suit each other and how long they wait, together
	Suiting Care = "suiting" // how well people suit each other
)

// State is where a plan is.
type State string

// The states. Of a stopped plan nothing is kept.
const (
	Running State = "running"
	Done    State = "done"
	Stopped State = "stopped"
)

// Phase is what a running plan is doing.
type Phase string

// The phases, in their order.
const (
	Looking  Phase = "looking"  // who could go along with whom
	Planning Phase = "planning" // for everybody at once
	Checking Phase = "checking" // the proof that no better plan exists
	Writing  Phase = "writing"
)

// Plan is one plan. Its counts are of the group.
type Plan struct {
	ID        ID
	State     State
	Care      Care
	Nightly   bool
	Started   time.Time
	Done      time.Time
	Phase     Phase
	PhaseDone float32 // 0 to 1
	Begun     int     // how often somebody began with it
	Counts    Counts
	Summary   []domain.Sentence
	Areas     []Area
}

// Counts are of everybody together.
type Counts struct {
	Wishing    int // people with a wish who were looked at
	WithIdea   int
	Without    int
	Places     int // that networkers have
	PlacesFree int // of which stay free
}

// Make is a plan that somebody, or the night, asked for.
func Make(id ID, care Care, nightly bool, now time.Time) Plan {
	return Plan{ID: id, State: Running, Care: care, Nightly: nightly, Started: now, Phase: Looking}
}

var alreadyDone = fault.Conflict("PLAN_DONE", fault.Text{
	NL: "Dit plan is al klaar. Er valt niets meer te stoppen.", EN: "This plan is done already. There is nothing to stop any more."})

// Stop stops a plan that is being made. Stopping twice is the same.
func (p Plan) Stop(now time.Time) (Plan, error) {
	switch p.State {
	case Running:
		p.State, p.Done = Stopped, now
		return p, nil
	case Stopped:
		return p, nil
	case Done:
	}
	return p, alreadyDone
}

// mostBegun is how often a plan is begun before it is let go: what is cut off three
// times will be cut off a fourth.
const mostBegun = 3

// Begin is one more attempt to make it, from the beginning; one too many stops it.
func (p Plan) Begin(now time.Time) Plan {
	if p.Begun >= mostBegun {
		p.State, p.Done = Stopped, now
		p.Summary = []domain.Sentence{{Code: "PLAN_CUT_OFF", NL: "Dit plan kwam niet af. Er is niets van bewaard; het plan daarvoor blijft staan. Maak gerust een nieuw plan.",
			EN: "This plan did not come to its end. Nothing of it is kept; the plan before it stays. Feel free to make a new one."}}
		return p
	}
	p.Begun++
	p.Phase, p.PhaseDone = Looking, 0
	return p
}

// Finish is the plan when it is done.
func (p Plan) Finish(o Outcome, now time.Time) Plan {
	p.State, p.Done, p.PhaseDone = Done, now, 1
	p.Counts, p.Summary, p.Areas = o.Counts, o.Summary, o.Areas
	return p
}

// Settings say how plans are made in an organisation.
type Settings struct {
	Version domain.Version
	Care    Care
	Nightly bool
}

// Usual is how plans are made where nobody chose yet.
func Usual() Settings { return Settings{Care: Waiting, Nightly: true} }

// The hours of the night, by the clock where the organisation is, in which a plan makes
// itself: after the day's changes, and before anybody comes in.
const (
	nightBegins = 2
	nightEnds   = 6
)

// NightlyDue says whether it is time for the plan of the night; last is when the last
// plan began, zero for none. here is now, where the organisation is.
func (s Settings) NightlyDue(last, here time.Time) bool {
	if !s.Nightly || here.Hour() < nightBegins || here.Hour() >= nightEnds {
		return false
	}
	begins := time.Date(here.Year(), here.Month(), here.Day(), nightBegins, 0, 0, 0, here.Location())
	return last.Before(begins)
}
