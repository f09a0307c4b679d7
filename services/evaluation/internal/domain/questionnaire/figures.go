package questionnaire

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
)

// Fewest is how many people a group has at least before anything is told of it.
const Fewest = 5

// fewestForMiddle is how many there are before the middle of the group is told: with
// fewer it would say too much of one of them.
const fewestForMiddle = 10

// Figures is what the people of one quarter answered together. A quarter is worked out
// once, after it is over, and never again: nobody finds one person by looking before and
// after somebody came, changed their mind or left. Each answer is in one quarter only, so
// quarters cannot be subtracted from each other either.
type Figures struct {
	Quarter   time.Time // its first moment, in UTC
	TooFew    bool
	People    int // rounded down to a multiple of five
	Questions []QuestionFigures
}

// QuestionFigures is what they answered to one question.
type QuestionFigures struct {
	LinkID  string
	TooFew  bool
	Choices []ChoiceFigure
	Middle  string // in tenths on the instrument's own scale; empty when there is none
}

// ChoiceFigure is how many chose this, rounded to a multiple of five; Code is empty for
// those choices together that fewer than five took.
type ChoiceFigure struct {
	Code   string
	People int
}

// QuarterOf gives the first moment of the quarter of t.
func QuarterOf(t time.Time) time.Time {
	t = t.UTC()
	return time.Date(t.Year(), (t.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
}

// Quarters gives the quarters that are over and in which something was finished, the
// oldest first.
func Quarters(finished []Asking, now time.Time) (out []time.Time) {
	for _, a := range finished {
		if quarter := QuarterOf(a.Finished); a.State == Finished && quarter.Before(QuarterOf(now)) && !slices.Contains(out, quarter) {
			out = append(out, quarter)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// Of works out the figures of one quarter. Who finished twice is there once, with what
// they said last.
func Of(q Questionnaire, finished []Asking, quarter time.Time) Figures {
	last := map[domain.ClientID]Asking{}
	for _, a := range finished {
		if before, there := last[a.Client]; a.State == Finished && QuarterOf(a.Finished).Equal(quarter) &&
			(!there || before.Finished.Before(a.Finished)) {
			last[a.Client] = a
		}
	}
	f := Figures{Quarter: quarter, TooFew: len(last) < Fewest}
	if f.TooFew {
		return f
	}
	f.People = len(last) / Fewest * Fewest
	for _, question := range q.Questions {
		if question.Kind == Choose || question.Kind == YesNo {
			f.Questions = append(f.Questions, question.figures(last))
		}
	}
	return f
}

func (q Question) figures(people map[domain.ClientID]Asking) QuestionFigures {
	took, answered := map[string]int{}, 0
	for _, a := range people {
		said := a.Answers[q.LinkID]
		if len(said.Codes) > 0 {
			answered++
		}
		for _, code := range said.Codes {
			took[code]++
		}
	}
	f := QuestionFigures{LinkID: q.LinkID, TooFew: answered < Fewest}
	if f.TooFew {
		return f
	}
	f.Choices = coarse(q.codes(), took)
	if !q.Several && answered >= fewestForMiddle {
		f.Middle = q.middle(took, answered)
	}
	return f
}

func (q Question) codes() (out []string) {
	if q.Kind == YesNo {
		return []string{Yes, No}
	}
	for _, c := range q.Choices {
		out = append(out, c.Code)
	}
	return out
}

// coarse tells how many took each choice without telling of fewer than five: choices that
// too few took become one, and when those together are too few still, the smallest of the
// others joins them, or it could be found by subtracting.
func coarse(codes []string, took map[string]int) (out []ChoiceFigure) {
	rest := 0
	for _, code := range codes {
		if n := took[code]; n >= Fewest {
			out = append(out, ChoiceFigure{Code: code, People: n})
		} else {
			rest += n
		}
	}
	if rest > 0 && rest < Fewest && len(out) > 0 {
		at := 0
		for i := range out {
			if cmp.Less(out[i].People, out[at].People) {
				at = i
			}
		}
		rest += out[at].People
		out = slices.Delete(out, at, at+1)
	}
	if rest >= Fewest {
		out = append(out, ChoiceFigure{People: rest})
	}
	for i := range out {
		out[i].People = (out[i].People + Fewest/2) / Fewest * Fewest
	}
	return out
}

// middle is the mean of the group on the instrument's scale; empty when not every choice has a weight.
func (q Question) middle(took map[string]int, answered int) string {
	sum := 0.0
	for _, c := range q.Choices {
		if c.Weight == nil {
			return ""
		}
		sum += *c.Weight * float64(took[c.Code])
	}
	if len(q.Choices) == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", sum/float64(answered))
}
