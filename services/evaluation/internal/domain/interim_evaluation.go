package domain

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/evaluation/internal/domain/question"
	"github.com/optrek/optrek/services/internal/fault"
)

// EvaluationState says how far a look back is.
type EvaluationState string

// The states of an interim evaluation.
const (
	Due  EvaluationState = "due"
	Open EvaluationState = "open"
	Done EvaluationState = "done"
)

// Outcome is what follows (E-06).
type Outcome string

// The outcomes: all of them are fine.
const (
	OutcomeContinue Outcome = "continue"
	OutcomeAdapt    Outcome = "adapt"
	OutcomePause    Outcome = "pause"
	OutcomeNewMatch Outcome = "new_match"
	OutcomeClose    Outcome = "close"
)

// Outcomes lists every outcome there is.
func Outcomes() []Outcome {
	return []Outcome{OutcomeContinue, OutcomeAdapt, OutcomePause, OutcomeNewMatch, OutcomeClose}
}

// Reason is why something else follows: neutral, and nobody's doing (E-05).
type Reason string

// The reasons.
const (
	ReasonLifeChanged Reason = "life_changed"
	ReasonOtherWishes Reason = "other_wishes"
	ReasonEnough      Reason = "enough"    // it was good, and it has been
	ReasonPractical   Reason = "practical" // a move, another day, no way to get there
)

// Reasons lists every reason there is.
func Reasons() []Reason {
	return []Reason{ReasonLifeChanged, ReasonOtherWishes, ReasonEnough, ReasonPractical}
}

// Evaluation is a look back, half-way: both people and the support worker, each apart.
type Evaluation struct {
	ID        EvaluationID
	Version   Version
	Match     MatchID
	Month     int // of the rhythm; 0 for one that was begun in between
	State     EvaluationState
	Questions string
	Outcome   Outcome
	Reasons   []Reason
	Words     string
	Due       time.Time
	Closed    time.Time
	People    []ClientID
	Asked     question.Set // the questions of its version; known where somebody answers, not kept in it
}

// early is how long before its time a planned look back is taken when somebody wants to begin now.
const early = 30 * 24 * time.Hour

// Begin opens one now for a match: one that is open already, one that is due or nearly
// so, or else a new one (without id yet). planned are those of the match that are not done.
// questions is the version that is asked from now on.
func Begin(m Match, planned []Evaluation, questions string, now time.Time) (Evaluation, error) {
	if m.State != MatchUnderWay && m.State != MatchPaused {
		return Evaluation{}, fault.Conflict("NOT_UNDER_WAY", fault.Text{
			NL: "Terugkijken kan als mensen samen op weg zijn. Deze koppeling is dat nog niet, of niet meer.",
			EN: "Looking back is for people who are under way together. This match is not, or not any more.",
		})
	}
	planned = slices.SortedFunc(slices.Values(planned), func(a, b Evaluation) int { return a.Due.Compare(b.Due) })
	for _, state := range []EvaluationState{Open, Due} {
		for _, e := range planned {
			if e.State == state && !e.Due.After(now.Add(early)) {
				return OpenNow(e, questions)
			}
		}
	}
	return Evaluation{Version: 1, Match: m.ID, State: Open, Questions: questions, Due: now}, nil
}

// OpenNow opens one that is due, with the questions of now. One that is open stays as it
// is, and keeps the questions it was opened with (O-04).
func OpenNow(e Evaluation, questions string) (Evaluation, error) {
	switch e.State {
	case Done:
		return Evaluation{}, alreadyDone()
	case Due:
		e.State, e.Questions = Open, questions
	}
	return e, nil
}

// Closing is what follows from a look back.
type Closing struct {
	Outcome Outcome
	Reasons []Reason
	Words   string // for support workers
}

// Close ends a look back with what follows. No outcome is a failure, and nobody has to
// have answered anything.
func Close(e Evaluation, c Closing, now time.Time) (Evaluation, error) {
	switch e.State {
	case Done:
		return Evaluation{}, alreadyDone()
	case Due:
		return Evaluation{}, notOpen()
	}
	c.Words = strings.TrimSpace(c.Words)
	var wrong []fault.Field
	if !slices.Contains(Outcomes(), c.Outcome) {
		wrong = append(wrong, field("outcome", "Kies wat er volgt.", "Choose what follows."))
	}
	if slices.ContainsFunc(c.Reasons, func(r Reason) bool { return !slices.Contains(Reasons(), r) }) {
		wrong = append(wrong, field("reasons", "Kies uit de redenen die er staan.", "Choose from the reasons that are there."))
	}
	if utf8.RuneCountInString(c.Words) > longestWords {
		wrong = append(wrong, tooManyWords("words"))
	}
	if err := checkForm(wrong); err != nil {
		return Evaluation{}, err
	}
	e.State, e.Outcome, e.Reasons, e.Words, e.Closed = Done, c.Outcome, slices.Compact(slices.Sorted(slices.Values(c.Reasons))), c.Words, now
	return e, nil
}

// SecondThoughts is how long one that is closed can be opened again.
const SecondThoughts = 24 * time.Hour

// ReopenUntil is until when that is; zero for one that is not closed, or closed too long ago.
func (e Evaluation) ReopenUntil(now time.Time) time.Time {
	until := e.Closed.Add(SecondThoughts)
	if e.State != Done || !now.Before(until) {
		return time.Time{}
	}
	return until
}

// Reopen opens one that was closed too early. What was told is still there; what people did
// meanwhile in their match stays done.
func Reopen(e Evaluation, now time.Time) (Evaluation, error) {
	switch {
	case e.State != Done:
		return Evaluation{}, fault.Conflict("NOT_DONE", fault.Text{
			NL: "Deze tussenstand is nog niet afgerond.", EN: "This look back is not done yet.",
		})
	case e.ReopenUntil(now).IsZero():
		return Evaluation{}, fault.Conflict("DONE_TOO_LONG", fault.Text{
			NL: "Deze tussenstand is al een tijdje afgerond. Begin een nieuwe: dat kan altijd.",
			EN: "This look back was done a while ago. Begin a new one: you always can.",
		})
	}
	e.State, e.Outcome, e.Reasons, e.Words, e.Closed = Open, "", nil, "", time.Time{}
	return e, nil
}

func alreadyDone() error {
	return fault.Conflict("ALREADY_DONE", fault.Text{
		NL: "Deze tussenstand is al afgerond. Je kunt een nieuwe beginnen.",
		EN: "This look back is done already. You can begin a new one.",
	})
}

func notOpen() error {
	return fault.Conflict("NOT_OPEN", fault.Text{
		NL: "Deze tussenstand is nog niet begonnen. Begin hem eerst.",
		EN: "This look back has not begun yet. Begin it first.",
	})
}

const longestWords = 2000

func tooManyWords(path string) fault.Field {
	return field(path, "Dit is te lang: hooguit 2000 tekens.", "This is too long: at most 2000 characters.")
}
