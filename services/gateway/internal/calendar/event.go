package calendar

import (
	"io"
	"time"

	ical "github.com/arran4/golang-ical"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
)

// event is one day, or part of one, in a calendar.
type event struct {
	uid      string // stays the same while the thing is the same
	sequence int    // goes up with each change
	changed  time.Time
	title    string
	place    string // empty: not told
	day      string // YYYY-MM-DD in the Netherlands
	clock    string // HH:MM; empty: see daypart
	daypart  activityv1.Daypart
	off      bool // it does not happen
}

// lasts is how long something with a clock time is shown: nobody says when it ends.
const lasts = time.Hour

// stretches are the parts of the day, as a calendar can show them.
var stretches = map[activityv1.Daypart][2]string{
	activityv1.Daypart_DAYPART_MORNING:   {"09:00", "12:00"},
	activityv1.Daypart_DAYPART_AFTERNOON: {"13:00", "17:00"},
	activityv1.Daypart_DAYPART_EVENING:   {"18:30", "21:30"},
}

// times gives begin and end on the clock of the Netherlands; whole says that it is about
// the whole day. ok is false for a day that is none.
func (e event) times() (from, to time.Time, whole, ok bool) { //nolint:revive // four that belong together
	day, err := time.Parse(time.DateOnly, e.day)
	if err != nil {
		return from, to, false, false
	}
	if begin, err := time.Parse("15:04", e.clock); err == nil {
		from = day.Add(time.Duration(begin.Hour())*time.Hour + time.Duration(begin.Minute())*time.Minute)
		return from, from.Add(lasts), false, true
	}
	if s, known := stretches[e.daypart]; known {
		e.clock = s[0]
		from, _, _, _ = e.times()
		e.clock = s[1]
		to, _, _, _ = e.times()
		return from, to, false, true
	}
	return day, day.AddDate(0, 0, 1), true, true
}

// write writes a calendar as RFC 5545 has it.
func write(out io.Writer, w words, events []event) error {
	c := ical.NewCalendarFor("Optrek")
	c.SetProductId("-//Optrek//Optrek//NL")
	c.SetMethod(ical.MethodPublish)
	c.SetCalscale("GREGORIAN")
	c.SetXWRCalName(w.calendar)
	c.SetXWRTimezone(zoneName)
	c.SetRefreshInterval("PT4H", ical.WithValue("DURATION"))
	c.SetXPublishedTTL("PT4H")
	addZone(c)
	for _, e := range events {
		from, to, whole, ok := e.times()
		if !ok {
			continue
		}
		v := c.AddEvent(e.uid)
		v.SetDtStampTime(e.changed)
		v.SetModifiedAt(e.changed)
		v.SetSequence(e.sequence)
		v.SetSummary(e.title)
		v.SetClass(ical.ClassificationPrivate)
		v.SetStatus(ical.ObjectStatusConfirmed)
		if e.off {
			v.SetStatus(ical.ObjectStatusCancelled)
		}
		if e.place != "" {
			v.SetLocation(e.place)
		}
		stamp(v, ical.ComponentPropertyDtStart, from, whole)
		stamp(v, ical.ComponentPropertyDtEnd, to, whole)
	}
	return c.SerializeTo(out, ical.WithNewLine("\r\n"))
}

func stamp(v *ical.VEvent, name ical.ComponentProperty, at time.Time, whole bool) {
	if whole {
		v.SetProperty(name, at.Format("20060102"), ical.WithValue("DATE"))
		return
	}
	v.SetProperty(name, at.Format("20060102T150405"), ical.WithTZID(zoneName))
}

// addZone says what the clock of the Netherlands does: summer time since 1996.
func addZone(c *ical.Calendar) {
	z := c.AddTimezone(zoneName)
	summer := &ical.Daylight{}
	season(&summer.ComponentBase, "CEST", [2]string{"+0100", "+0200"}, [2]string{"19960331T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"})
	winter := z.AddStandard()
	season(&winter.ComponentBase, "CET", [2]string{"+0200", "+0100"}, [2]string{"19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"})
	z.Components = append(z.Components, summer)
}

func season(of *ical.ComponentBase, name string, offset, begins [2]string) {
	of.SetProperty(ical.ComponentProperty(ical.PropertyTzname), name)
	of.SetProperty(ical.ComponentProperty(ical.PropertyTzoffsetfrom), offset[0])
	of.SetProperty(ical.ComponentProperty(ical.PropertyTzoffsetto), offset[1])
	of.SetProperty(ical.ComponentPropertyDtStart, begins[0])
	of.SetProperty(ical.ComponentPropertyRrule, begins[1])
}
