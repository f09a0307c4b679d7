package domain

import (
	"slices"
	"testing"
	"time"
)

func days(moments []Moment) (out []string) {
	for _, m := range moments {
		out = append(out, m.Due.Format(time.DateOnly))
	}
	return out
}

func TestE03_TwoSixAndTwelveMonthsAndEachYear(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)
	got := days(DefaultRhythm().Moments(from, from.AddDate(3, 1, 0)))
	if !slices.Equal(got, []string{"2026-03-15", "2026-07-15", "2027-01-15", "2028-01-15", "2029-01-15"}) {
		t.Fatal(got)
	}
	// Far off is not planned yet, and a rhythm may come to an end.
	if got := days(DefaultRhythm().Moments(from, from.AddDate(0, 7, 0))); len(got) != 2 {
		t.Fatal(got)
	}
	if got := days((Rhythm{Months: []int{3}}).Moments(from, from.AddDate(9, 0, 0))); !slices.Equal(got, []string{"2026-04-15"}) {
		t.Fatal(got)
	}
	if got := days((Rhythm{Every: 4}).Moments(from, from.AddDate(0, 9, 0))); !slices.Equal(got, []string{"2026-05-15", "2026-09-15"}) {
		t.Fatal(got)
	}
}

func TestE03_ARhythmThatCannotBe(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		r    Rhythm
		path string
	}{
		"nothing":      {Rhythm{}, "rhythm.months"},
		"twice":        {Rhythm{Months: []int{2, 2}}, "rhythm.months"},
		"before":       {Rhythm{Months: []int{0}}, "rhythm.months"},
		"far off":      {Rhythm{Months: []int{61}}, "rhythm.months"},
		"every so far": {Rhythm{Months: []int{2}, Every: 37}, "rhythm.then_every"},
	} {
		_, err := c.r.Checked()
		t.Log(name)
		wantField(t, err, c.path)
	}
	if r := must1((Rhythm{Months: []int{6, 2}}).Checked())(t); !slices.Equal(r.Months, []int{2, 6}) {
		t.Fatal(r)
	}
}

func TestE03_NobodyCatchesUp(t *testing.T) {
	t.Parallel()
	m := Match{ID: "m", UnderWay: now.AddDate(-3, 0, 0)}
	of := FirstRhythm(m, DefaultRhythm(), now)
	plan := of.Plan(m, now)
	if got := days(plan); !slices.Equal(got, []string{"2026-03-02", "2027-03-02"}) {
		t.Fatalf("of what is past the last, and what comes: %v", got)
	}
}

func TestE03_AnotherRhythmOfTheOrganisationIsForWhatComes(t *testing.T) {
	t.Parallel()
	m := Match{ID: "m", UnderWay: now.AddDate(0, -5, 0)}
	of := FirstRhythm(m, DefaultRhythm(), m.UnderWay)
	followed := of.Follow(Rhythm{Months: []int{3, 9}}, now)
	if got := days(followed.Plan(m, now)); !slices.Equal(got, []string{"2026-07-02"}) {
		t.Fatalf("month three is past and not asked for any more: %v", got)
	}
}

func TestE03_AMatchMayHaveARhythmOfItsOwnWithAReason(t *testing.T) {
	t.Parallel()
	m := Match{ID: "m", UnderWay: now.AddDate(0, -5, -10)}
	of := FirstRhythm(m, DefaultRhythm(), m.UnderWay)
	own := must1(of.Adjust(Rhythm{Months: []int{1}, Every: 3}, "  een  spannende tijd ", wout, now))(t)
	if !own.Adjusted || own.Reason != "een spannende tijd" || own.By != wout {
		t.Fatalf("%+v", own)
	}
	plan := own.Plan(m, now)
	if got := days(plan); !slices.Equal(got, []string{"2026-04-02", "2026-07-02", "2026-10-02", "2027-01-02", "2027-04-02"}) {
		t.Fatalf("counted from now: %v", got)
	}
	if plan[0].Month != 6 {
		t.Fatalf("one look back in a month of the match: %d", plan[0].Month)
	}
	_, err := of.Adjust(Rhythm{Months: []int{1}}, " ", wout, now)
	wantField(t, err, "reason")
}

func TestO05_LookingAheadIsAYearAtMost(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ asked, want time.Time }{
		"not asked":      {time.Time{}, now},
		"past":           {ago(3), now},
		"a few weeks":    {now.AddDate(0, 0, 42), now.AddDate(0, 0, 42)},
		"a long way off": {now.AddDate(9, 0, 0), now.AddDate(1, 0, 0)},
	} {
		if got := LookAhead(c.asked, now); !got.Equal(c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}
