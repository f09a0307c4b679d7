package questionnaire_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/questionnaire"
)

var start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// population draws people who answered one question in the first quarter.
func population(random *rand.Rand, choices int) (questionnaire.Questionnaire, []questionnaire.Asking) {
	q := questionnaire.Questionnaire{Questions: []questionnaire.Question{{LinkID: "q", Kind: questionnaire.Choose}}}
	for n := range choices {
		weight := float64(n)
		q.Questions[0].Choices = append(q.Questions[0].Choices, questionnaire.Choice{Code: fmt.Sprint(n), Weight: &weight})
	}
	var all []questionnaire.Asking
	for n := range random.IntN(30) {
		a := questionnaire.Asking{
			Client: domain.ClientID(fmt.Sprint(n)), State: questionnaire.Finished,
			Finished: start.Add(time.Duration(random.IntN(89*24)) * time.Hour), Answers: map[string]questionnaire.Answer{},
		}
		if random.IntN(5) > 0 {
			// The last choices are taken by few.
			a.Answers["q"] = questionnaire.Answer{LinkID: "q", Codes: []string{fmt.Sprint(min(random.IntN(choices), random.IntN(choices)))}}
		}
		all = append(all, a)
	}
	return q, all
}

// Whoever reads the figures, however they add and subtract: no choice is told that fewer
// than five people took, and what is left out is never just one such choice.
func TestE11_NoFigureIsOfFewerThanFive(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		q, all := population(random, 2+random.IntN(5))
		took, answered := map[string]int{}, 0
		for _, a := range all {
			for _, code := range a.Answers["q"].Codes {
				took[code]++
				answered++
			}
		}
		f := questionnaire.Of(q, all, start)
		if f.TooFew != (len(all) < questionnaire.Fewest) {
			t.Fatalf("%d people, too few: %v", len(all), f.TooFew)
		}
		if f.TooFew {
			if f.People != 0 || len(f.Questions) != 0 {
				t.Fatalf("of too few is told %+v", f)
			}
			continue
		}
		check(t, f.Questions[0], took, answered)
	}
}

func check(t *testing.T, f questionnaire.QuestionFigures, took map[string]int, answered int) {
	t.Helper()
	told := 0
	for _, c := range f.Choices {
		if c.People < questionnaire.Fewest || c.People%questionnaire.Fewest != 0 {
			t.Fatalf("told %+v of %v", f, took)
		}
		if c.Code != "" {
			told += took[c.Code]
			if took[c.Code] < questionnaire.Fewest {
				t.Fatalf("%d took %q, and it is told: %+v", took[c.Code], c.Code, f)
			}
		}
	}
	// The most anybody could know beside the figures is how many answered in all.
	if rest := answered - told; rest > 0 && rest < questionnaire.Fewest && len(f.Choices) > 0 {
		t.Fatalf("%d people can be found by subtracting: %+v of %v", rest, f, took)
	}
	if f.Middle != "" && answered < 2*questionnaire.Fewest {
		t.Fatalf("the middle of %d people is told", answered)
	}
}

func TestAQuarterIsToldOfWhenItIsOver(t *testing.T) {
	t.Parallel()
	all := []questionnaire.Asking{{State: questionnaire.Finished, Finished: start.AddDate(0, 2, 30)}, {State: questionnaire.Open}}
	if got := questionnaire.Quarters(all, start.AddDate(0, 3, 0).Add(-time.Second)); len(got) != 0 {
		t.Errorf("still going on, and told: %v", got)
	}
	if got := questionnaire.Quarters(all, start.AddDate(0, 3, 0)); len(got) != 1 || !got[0].Equal(start) {
		t.Errorf("got %v", got)
	}
}
