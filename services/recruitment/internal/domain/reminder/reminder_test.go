package reminder

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/internal/fault"
)

var amsterdam = func() *time.Location {
	there, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return there
}()

func moment(s string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", s, amsterdam)
	if err != nil {
		panic(err)
	}
	return at
}

func TestWhen(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		d           Due
		now         string
		from, until string // empty: not at all
	}{
		"told early":                    {Due{Moment: DayBefore, Day: "2026-10-20"}, "2026-10-19 00:01", "2026-10-19 16:00", "2026-10-19 21:00"},
		"planned in the evening before": {Due{Moment: DayBefore, Day: "2026-10-20"}, "2026-10-19 20:30", "2026-10-19 20:30", "2026-10-19 21:00"},
		"planned in the night before":   {Due{Moment: DayBefore, Day: "2026-10-20"}, "2026-10-19 21:30", "", ""},
		"the day itself":                {Due{Moment: SameDay, Day: "2026-10-20", Clock: "10:30"}, "2026-10-20 00:01", "2026-10-20 08:00", "2026-10-20 10:30"},
		"before it stops being quiet":   {Due{Moment: SameDay, Day: "2026-10-20", Clock: "07:30"}, "2026-10-20 00:01", "", ""},
		"it began":                      {Due{Moment: SameDay, Day: "2026-10-20", Clock: "10:30"}, "2026-10-20 10:31", "", ""},
		"late in the evening":           {Due{Moment: SameDay, Day: "2026-10-20", Clock: "23:00"}, "2026-10-20 12:00", "2026-10-20 12:00", "2026-10-20 21:00"},
		"some time in the morning":      {Due{Moment: SameDay, Day: "2026-10-20", Daypart: "morning"}, "2026-10-20 09:00", "2026-10-20 09:00", "2026-10-20 11:00"},
		"some time":                     {Due{Moment: SameDay, Day: "2026-10-20"}, "2026-10-20 09:00", "2026-10-20 09:00", "2026-10-20 17:00"},
		"summer time begins":            {Due{Moment: SameDay, Day: "2026-03-29", Clock: "10:00"}, "2026-03-29 01:00", "2026-03-29 08:00", "2026-03-29 10:00"},
		"no day":                        {Due{Moment: SameDay}, "2026-10-20 09:00", "", ""},
		"long ago":                      {Due{Moment: DayBefore, Day: "2026-10-01"}, "2026-10-20 09:00", "", ""},
	} {
		from, until, ok := c.d.When(UsualQuiet(), moment(c.now), amsterdam)
		if ok != (c.from != "") || ok && (!from.Equal(moment(c.from)) || !until.Equal(moment(c.until))) {
			t.Errorf("%s: %v to %v, %v", what, from, until, ok)
		}
	}
}

// Whatever the time, the day, and what the organisation chose: nothing is ever sent in its night.
func TestNeverAtNight(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		clock := func(label string, from, to int) string {
			m := rapid.IntRange(from*60, to*60).Draw(t, label)
			return time.Date(2026, 1, 1, m/60, m%60, 0, 0, time.UTC).Format("15:04")
		}
		q := Quiet{From: clock("from", 18, 22), Until: clock("until", 7, 11)}
		if err := q.Check(); err != nil {
			t.Fatal(err)
		}
		now := moment("2026-01-01 00:00").Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, "now")) * time.Minute)
		next := q.Next(now, amsterdam)
		if said := next.Format("15:04"); next.Before(now) || said < q.Until || said >= q.From || next.Sub(now) > 18*time.Hour {
			t.Fatalf("at %v it is sent at %v, quiet from %s to %s", now, next, q.From, q.Until)
		}
		d := Due{Moment: rapid.SampledFrom([]Moment{DayBefore, SameDay}).Draw(t, "moment"), Day: now.AddDate(0, 0, rapid.IntRange(-1, 2).Draw(t, "day")).Format(time.DateOnly),
			Daypart: rapid.SampledFrom([]string{"", "morning", "evening"}).Draw(t, "daypart")}
		if from, until, ok := d.When(q, now, amsterdam); ok && (from.Format("15:04") < q.Until || from.Format("15:04") >= q.From || !from.Before(until)) {
			t.Fatalf("%+v at %v: %v to %v", d, now, from, until)
		}
	})
}

func TestANightIsANight(t *testing.T) {
	t.Parallel()
	for _, q := range []Quiet{{From: "23:00", Until: "08:00"}, {From: "21:00", Until: "06:30"}, {From: "17:00", Until: "08:00"}, {From: "21:00", Until: "12:00"}, {}} {
		if f, ok := fault.As(q.Check()); !ok || f.Code != "NOT_A_NIGHT" || len(f.Fields) == 0 {
			t.Errorf("%+v is a night", q)
		}
	}
}

// A06: nothing is on by itself, an address that is not used is not kept, and a note asks nothing.
func TestA06_NothingIsOnByItselfAndNothingIsAsked(t *testing.T) {
	t.Parallel()
	w := Usual("c")
	if w.ByEmail || w.ByPush || w.Letters() {
		t.Errorf("%+v", w)
	}
	if _, err := w.Choose(Wishes{ByEmail: true, Email: "  "}); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("letters to nowhere: %v", err)
	}
	on, err := w.Choose(Wishes{ByEmail: true, Email: " lieke@example.org ", SameDay: true})
	if err != nil || !on.FirstLetter(w) || on.Email != "lieke@example.org" || on.Language != "nl" {
		t.Errorf("%+v %v", on, err)
	}
	on.Arrival = ArrivesNot
	if on.Letters() {
		t.Error("letters go where nobody lives")
	}
	if same, _ := on.Choose(on); same.Arrival != ArrivesNot || same.FirstLetter(on) {
		t.Errorf("%+v", same)
	}
	if other, _ := on.Choose(Wishes{ByEmail: true, Email: "lieke@example.com"}); other.Arrival != ArrivesMaybe || !other.FirstLetter(on) {
		t.Errorf("%+v", other)
	}
	if off, _ := on.Choose(Wishes{Email: "lieke@example.org"}); off.Email != "" {
		t.Error("an address that is not used is kept")
	}
	asks := regexp.MustCompile(`(?i)waarom|why|verplicht|must|moet|vergeet niet|don't forget|\?.*(kom|come)`)
	for _, language := range []string{"nl", "en", ""} {
		for _, m := range []Moment{DayBefore, SameDay, First} {
			for _, d := range []Due{{Moment: m}, {Moment: m, Clock: "10:30", Kind: "coffee"}, {Moment: m, Daypart: "evening", Kind: "own kind"}} {
				line, letter := d.Words(language)
				if line == "" || len([]rune(line)) > 60 || asks.MatchString(letter) || !strings.Contains(letter, "Optrek") {
					t.Errorf("%s %+v: %q, %q", language, d, line, letter)
				}
			}
		}
	}
	if line, _ := (Due{Moment: DayBefore, Daypart: "afternoon", Kind: "coffee"}).Words("nl"); line != "Morgenmiddag: koffie" {
		t.Error(line)
	}
}
