package calendar

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
)

// read reads a calendar with another implementation than the one that wrote it.
func read(t *testing.T, events ...event) (*ical.Calendar, []ical.Event) {
	t.Helper()
	var text bytes.Buffer
	if err := write(&text, languages["nl"], events); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(text.String(), "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line of %d octets: %q", len(line), line)
		}
	}
	c, err := ical.NewDecoder(&text).Decode()
	if err != nil {
		t.Fatal(err)
	}
	return c, c.Events()
}

func moment(s string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		panic(err)
	}
	return at
}

func TestAnotherImplementationReadsTheSame(t *testing.T) {
	t.Parallel()
	changed := time.Date(2026, 3, 1, 8, 30, 0, 0, time.UTC)
	for what, c := range map[string]struct {
		e        event
		from, to string
	}{
		"a clock time in winter":          {event{day: "2026-01-15", clock: "10:15"}, "2026-01-15 10:15", "2026-01-15 11:15"},
		"a clock time in summer":          {event{day: "2026-07-15", clock: "10:15"}, "2026-07-15 10:15", "2026-07-15 11:15"},
		"past midnight":                   {event{day: "2026-07-15", clock: "23:30"}, "2026-07-15 23:30", "2026-07-16 00:30"},
		"the day the clock goes forward":  {event{day: "2026-03-29", clock: "10:00"}, "2026-03-29 10:00", "2026-03-29 11:00"},
		"an evening":                      {event{day: "2026-10-25", daypart: activityv1.Daypart_DAYPART_EVENING}, "2026-10-25 18:30", "2026-10-25 21:30"},
		"a clock time says more":          {event{day: "2026-10-23", clock: "14:00", daypart: activityv1.Daypart_DAYPART_EVENING}, "2026-10-23 14:00", "2026-10-23 15:00"},
		"some time that day":              {event{day: "2026-12-31"}, "2026-12-31 00:00", "2027-01-01 00:00"},
		"a day with no words of its hour": {event{day: "2026-02-28", clock: "later"}, "2026-02-28 00:00", "2026-03-01 00:00"},
	} {
		c.e.uid, c.e.sequence, c.e.changed, c.e.title, c.e.place = "activity-1@optrek", 3, changed, "Koffie; thee, en taart", `Café "De Brug" \ hoek, Zuid`
		whole, events := read(t, c.e)
		if len(events) != 1 {
			t.Fatalf("%s: %d events", what, len(events))
		}
		got := events[0]
		from, err := got.DateTimeStart(zone)
		to, err2 := got.DateTimeEnd(zone)
		if err != nil || err2 != nil || !from.Equal(moment(c.from)) || !to.Equal(moment(c.to)) {
			t.Errorf("%s: %v to %v (%v, %v), want %s to %s", what, from, to, err, err2, c.from, c.to)
		}
		title, _ := got.Props.Text(ical.PropSummary)
		place, _ := got.Props.Text(ical.PropLocation)
		if title != c.e.title || place != c.e.place {
			t.Errorf("%s: %q at %q", what, title, place)
		}
		if stamp, _ := got.Props.DateTime(ical.PropDateTimeStamp, time.UTC); !stamp.Equal(changed) {
			t.Errorf("%s: changed at %v", what, stamp)
		}
		if n, _ := got.Props.Get(ical.PropSequence).Int(); n != 3 {
			t.Errorf("%s: sequence %d", what, n)
		}
		if zones := whole.Children; len(zones) != 2 || zones[0].Name != ical.CompTimezone || len(zones[0].Children) != 2 {
			t.Errorf("%s: no time zone with winter and summer", what)
		}
	}
}

// What was called off is there as such, so that the phone takes it away.
func TestCalledOffIsCancelled(t *testing.T) {
	t.Parallel()
	_, events := read(t, event{uid: "a@optrek", day: "2026-10-23", title: "Koffie", off: true}, event{uid: "b@optrek", day: "2026-10-23", title: "Koffie"},
		event{uid: "c@optrek", title: "Zonder dag"})
	if len(events) != 2 {
		t.Fatalf("%d events, want those with a day", len(events))
	}
	for i, want := range []ical.EventStatus{ical.EventCancelled, ical.EventConfirmed} {
		if got, err := events[i].Status(); err != nil || got != want {
			t.Errorf("%v %v, want %v", got, err, want)
		}
	}
}

// Whatever is added to the kinds, both languages have a word for it, and none is empty.
func TestEveryKindHasAWord(t *testing.T) {
	t.Parallel()
	for language, w := range languages {
		for number := range activityv1.Activity_Kind_name {
			if w.kind(activityv1.Activity_Kind(number)) == "" {
				t.Errorf("%s: no word for %v", language, activityv1.Activity_Kind(number))
			}
		}
	}
}
