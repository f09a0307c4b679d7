package domain

import (
	"slices"
	"testing"
	"time"
)

func TestA01_HowSomethingComesBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		s    Series
		want []string
	}{
		"every week":           {Series{Rhythm: Weekly, First: "2026-03-03"}, []string{"2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24", "2026-03-31", "2026-04-07"}},
		"every two weeks":      {Series{Rhythm: EveryTwoWeeks, First: "2026-02-24"}, []string{"2026-03-10", "2026-03-24", "2026-04-07"}},
		"the first Tuesday":    {Series{Rhythm: Monthly, First: "2026-01-06"}, []string{"2026-03-03", "2026-04-07"}},
		"the last Friday":      {Series{Rhythm: Monthly, First: "2026-01-30"}, []string{"2026-03-27"}},
		"until a day":          {Series{Rhythm: Weekly, First: "2026-03-03", Until: "2026-03-17"}, []string{"2026-03-03", "2026-03-10", "2026-03-17"}},
		"a stretch away":       {Series{Rhythm: Weekly, First: "2026-03-03", AwayFrom: "2026-03-10", AwayUntil: "2026-03-24"}, []string{"2026-03-03", "2026-03-31", "2026-04-07"}},
		"away without its end": {Series{Rhythm: Weekly, First: "2026-03-31", AwayFrom: ""}, []string{"2026-03-31", "2026-04-07"}},
		"no rhythm":            {Series{First: "2026-03-03"}, nil},
		"no day":               {Series{Rhythm: Weekly}, nil},
	} {
		if got := c.s.Days("2026-03-02", "2026-04-12"); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Over many years: always the same day of the week, once in every month.
func TestA01_MonthlyIsOnceInEveryMonthOnTheSameWeekday(t *testing.T) {
	t.Parallel()
	for first := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); first.Month() == 1; first = first.AddDate(0, 0, 1) {
		s := Series{Rhythm: Monthly, First: first.Format(time.DateOnly)}
		months := map[string]bool{}
		for _, day := range s.Days("2026-01-01", "2031-12-31") {
			at, err := time.Parse(time.DateOnly, day)
			if err != nil || at.Weekday() != first.Weekday() || months[day[:7]] {
				t.Fatalf("first %s: %s", s.First, day)
			}
			months[day[:7]] = true
		}
		if len(months) != 72 {
			t.Fatalf("first %s: %d months of 72", s.First, len(months))
		}
	}
}

func TestX02_NothingOfASeriesIsCountedOrAskedFor(t *testing.T) {
	t.Parallel()
	// Skipping every time changes nothing: the next ones are made all the same.
	s := Series{Rhythm: Weekly, First: "2026-03-03", Goers: []ClientID{anna}}
	var had []Activity
	for _, day := range s.Days("2026-03-03", "2026-12-31") {
		a := s.Meeting(day, now)
		a.State = NotHeld
		had = append(had, a)
	}
	if got := s.Missing(had, "2026-03-03", "2027-01-10"); !slices.Equal(got, []string{"2027-01-05"}) {
		t.Fatal(got)
	}
}

func TestA07_TryingIsAStateOfOneTimeToo(t *testing.T) {
	t.Parallel()
	s := Series{Rhythm: Weekly, First: "2026-03-03", Goers: []ClientID{anna}, Kind: "coffee"}
	a := s.Meeting("2026-03-03", now)
	a.State = Trying
	s.Kind = "film"
	ahead := s.Changed([]Activity{a}, "2026-03-01", "2026-03-05", now)
	if len(ahead.Save) != 1 || ahead.Save[0].State != Trying || ahead.Save[0].Kind != "film" || len(ahead.Make)+len(ahead.Away) != 0 {
		t.Fatalf("%+v", ahead)
	}
}
