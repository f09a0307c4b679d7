package logincard_test

import (
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain/logincard"
)

var now = time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)

func TestPicturesAreThreeOrFourAndNotAllTheSame(t *testing.T) {
	t.Parallel()
	if n := len(logincard.Pictures()); n != 12 {
		t.Errorf("%d pictures", n)
	}
	for chosen, right := range map[string]bool{
		"sun fish apple": true, "sun fish apple bus": true, "sun sun fish": true,
		"sun fish": false, "sun fish apple bus dog": false, "": false,
		"sun sun sun": false, "dog dog dog dog": false,
		"sun fish moon": false, "sun fish SUN": false,
	} {
		err := logincard.CheckChosen(strings.Fields(chosen))
		if (err == nil) != right || err != nil && fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%q: %v", chosen, err)
		}
	}
}

func TestACardRestsAfterFiveAndLongerEachTime(t *testing.T) {
	t.Parallel()
	var (
		tries logincard.Tries
		may   bool
		at    = now
		last  time.Duration
	)
	for round := range 7 {
		for n := range 5 {
			if tries, may = tries.Begin(at); !may {
				t.Fatalf("round %d: try %d is refused", round, n+1)
			}
		}
		if tries, may = tries.Begin(at); may || !tries.Resting(at) {
			t.Fatalf("round %d: a sixth try is let through", round)
		}
		rest := tries.Until.Sub(at)
		if rest < last || rest > 24*time.Hour {
			t.Errorf("round %d: rests %v after %v", round, rest, last)
		}
		last, at = rest, tries.Until // frees itself, to the moment
	}
}

// What who found a card can do before somebody misses it: of 1,728 combinations or more.
func TestInAMonthFewCombinationsCanBeTried(t *testing.T) {
	t.Parallel()
	var (
		tries logincard.Tries
		tried int
		may   bool
	)
	for at := now; at.Before(now.AddDate(0, 1, 0)); at = at.Add(time.Minute) {
		if tries, may = tries.Begin(at); may {
			tried++
		}
	}
	if tried > 200 {
		t.Errorf("%d combinations were tried in a month", tried)
	}
}

func TestFreeingStartsAnewAndNotForAWithdrawnCard(t *testing.T) {
	t.Parallel()
	c := logincard.Card{ID: "c", Tries: logincard.Tries{Wrong: 2, Rests: 3, Until: now.Add(time.Hour)}}
	if c.State(now) != logincard.Rests || c.State(now.Add(time.Hour)) != logincard.Works {
		t.Errorf("%s, an hour later %s", c.State(now), c.State(now.Add(time.Hour)))
	}
	freed, err := c.Free()
	if err != nil || freed.State(now) != logincard.Works || freed.Tries != (logincard.Tries{}) {
		t.Errorf("%+v %v", freed, err)
	}
	gone := c.Withdraw(now)
	if _, err := gone.Free(); fault.KindOf(err) != fault.KindConflict || gone.State(now) != logincard.Withdrawn {
		t.Errorf("%v", err)
	}
	if again := gone.Withdraw(now.Add(time.Hour)); !again.Withdrawn.Equal(now) {
		t.Error("withdrawn twice, and another moment is kept")
	}
}

func TestWhenACardWasUsedIsSaidInWords(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]logincard.Used{
		"": logincard.NotYet, "2026-10-15": logincard.Today, "2026-10-16": logincard.Today, "2026-10-14": logincard.ThisWeek,
		"2026-10-09": logincard.ThisWeek, "2026-10-08": logincard.ThisMonth, "2026-09-15": logincard.ThisMonth, "2026-09-14": logincard.LongerAgo,
	} {
		if got := (logincard.Card{UsedDay: day}).Used("2026-10-15"); got != want {
			t.Errorf("%q: %q, want %q", day, got, want)
		}
	}
}

func TestAWindowFillsAndOpensAgain(t *testing.T) {
	t.Parallel()
	for side, most := range map[logincard.Side]int{logincard.FromAddress: 40, logincard.InOrganisation: 400} {
		var w logincard.Window
		for n := range most {
			if w.Full(side, now) {
				t.Fatalf("%s: full after %d", side, n)
			}
			w = w.Add(now)
		}
		if !w.Full(side, now) || w.Full(side, now.Add(15*time.Minute)) {
			t.Errorf("%s: not full after %d, or still after a quarter", side, most)
		}
		if w = w.Add(now.Add(15 * time.Minute)); w.Wrong != 1 {
			t.Errorf("%s: a new window begins with %d", side, w.Wrong)
		}
	}
}
