package domain

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// QuestionsVersion is the version of the questions that are asked now; every
// evaluation keeps the one it was opened with (O-04).
const QuestionsVersion = "2026-1"

// Rhythm is after how many months under way people look back (E-03).
type Rhythm []int

// DefaultRhythm is two, six and twelve months.
func DefaultRhythm() Rhythm { return Rhythm{2, 6, 12} }

// Moment is one look back that the rhythm asks for.
type Moment struct {
	Month int
	Due   time.Time
}

// Moments gives when a match that is under way since then is looked back upon.
func (r Rhythm) Moments(underWay time.Time) []Moment {
	out := make([]Moment, len(r))
	for i, months := range r {
		out[i] = Moment{Month: months, Due: underWay.AddDate(0, months, 0)}
	}
	return out
}

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

// Evaluation is a look back, half-way: both people and the support worker, each apart.
type Evaluation struct {
	ID        EvaluationID
	Version   Version
	Match     MatchID
	Month     int // of the rhythm; 0 for one that was begun in between
	State     EvaluationState
	Questions string
	Outcome   Outcome
	Words     string
	Due       time.Time
	Closed    time.Time
	People    []ClientID
}

// early is how long before its time a planned look back is taken when somebody wants to begin now.
const early = 30 * 24 * time.Hour

// Begin opens one now for a match: one that is open already, one that is due or nearly
// so, or else a new one (without id yet). planned are those of the match that are not done.
func Begin(m Match, planned []Evaluation, now time.Time) (Evaluation, error) {
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
				return OpenNow(e)
			}
		}
	}
	return Evaluation{Version: 1, Match: m.ID, State: Open, Questions: QuestionsVersion, Due: now}, nil
}

// OpenNow opens one that is due. One that is open stays as it is.
func OpenNow(e Evaluation) (Evaluation, error) {
	switch e.State {
	case Done:
		return Evaluation{}, alreadyDone()
	case Due:
		e.State, e.Questions = Open, QuestionsVersion
	}
	return e, nil
}

// Close ends a look back with what follows. No outcome is a failure, and nobody has to
// have answered anything.
func Close(e Evaluation, outcome Outcome, words string, now time.Time) (Evaluation, error) {
	switch e.State {
	case Done:
		return Evaluation{}, alreadyDone()
	case Due:
		return Evaluation{}, notOpen()
	}
	words = strings.TrimSpace(words)
	var wrong []fault.Field
	if !slices.Contains(Outcomes(), outcome) {
		wrong = append(wrong, field("outcome", "Kies wat er volgt.", "Choose what follows."))
	}
	if utf8.RuneCountInString(words) > longestWords {
		wrong = append(wrong, tooManyWords("words"))
	}
	if err := checkForm(wrong); err != nil {
		return Evaluation{}, err
	}
	e.State, e.Outcome, e.Words, e.Closed = Done, outcome, words, now
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
