package domain

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// AbsenceID is one time that somebody is away.
type AbsenceID string

// AbsenceState is where an absence stands.
type AbsenceState string

// The states of an absence, in order.
const (
	AbsencePlanned AbsenceState = "planned"
	AbsenceNow     AbsenceState = "now"
	AbsenceOver    AbsenceState = "over"
)

// Absence is a time in which others stand in for a colleague, so that nobody depends
// on one person (O-01). Why somebody is away is nobody's business: there is no place for it.
type Absence struct {
	ID       AbsenceID
	Version  Version
	Worker   SupportWorkerID
	First    string // YYYY-MM-DD, a calendar day in the Netherlands
	Last     string // the last day away; empty: not known yet
	StandIns []SupportWorkerID
	State    AbsenceState
	Created  time.Time
	Updated  time.Time
}

// DayIn gives the calendar day of a moment at a place, as absences write days.
func DayIn(at time.Time, zone *time.Location) string { return at.In(zone).Format(time.DateOnly) }

// DayAfter gives the day after a day; empty when there is none.
func DayAfter(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return at.AddDate(0, 0, 1).Format(time.DateOnly)
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// Check says what is wrong with an absence that is being planned or changed today.
func (a Absence) Check(today string) error {
	var wrong []fault.Field
	say := func(path, nl, en string) {
		wrong = append(wrong, fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}})
	}
	if !isDay(a.First) {
		say("absence.first_day", "Kies een dag die bestaat.", "Choose a day that exists.")
	}
	switch {
	case a.Last == "":
	case !isDay(a.Last):
		say("absence.last_day", "Kies een dag die bestaat, of laat dit leeg.", "Choose a day that exists, or leave this empty.")
	case isDay(a.First) && a.Last < a.First:
		say("absence.last_day", "De laatste dag ligt voor de eerste. Draai ze om, of laat dit leeg.",
			"The last day is before the first. Turn them round, or leave this empty.")
	case a.Last < today:
		say("absence.last_day", "Deze dagen zijn al voorbij. Kies een dag vanaf vandaag.", "These days have passed. Choose a day from today on.")
	}
	switch {
	case len(distinctIDs(a.StandIns)) == 0:
		say("absence.stand_in_ids", "Kies wie waarneemt. Dan staat niemand er alleen voor.", "Choose who stands in. Then nobody stands alone.")
	case slices.Contains(a.StandIns, a.Worker):
		say("absence.stand_in_ids", "Wie weg is, kan niet voor zichzelf waarnemen. Kies een collega.",
			"Who is away cannot stand in for themself. Choose a colleague.")
	}
	if len(wrong) == 0 {
		return nil
	}
	return fault.Invalid("ABSENCE_NOT_RIGHT", fault.Text{
		NL: "Kijk de dagen en de waarnemers nog even na.", EN: "Please look at the days and the stand-ins once more.",
	}, wrong...)
}

// Overlaps says whether the two share a day.
func (a Absence) Overlaps(b Absence) bool {
	return (a.Last == "" || b.First <= a.Last) && (b.Last == "" || a.First <= b.Last)
}

// AmongPlanned refuses an absence beside others that are planned or going on: of the
// same person on the same days, or of somebody who would stand in.
func (a Absence) AmongPlanned(others []Absence) error {
	for _, other := range others {
		if other.ID == a.ID || other.State == AbsenceOver || !a.Overlaps(other) {
			continue
		}
		if other.Worker == a.Worker {
			text := fault.Text{
				NL: "Er staat al een afwezigheid in deze dagen. Wijzig die, of kies andere dagen.",
				EN: "There is an absence on these days already. Change that one, or choose other days.",
			}
			return fault.Invalid("AWAY_ALREADY", text, fault.Field{Path: "absence.first_day", Text: text})
		}
		if slices.Contains(a.StandIns, other.Worker) {
			text := fault.Text{
				NL: "Een van de waarnemers is dan zelf weg. Kies iemand die er in deze dagen is.",
				EN: "One of the stand-ins is away then. Choose somebody who is here on these days.",
			}
			return fault.Invalid("STAND_IN_AWAY", text, fault.Field{Path: "absence.stand_in_ids", Text: text})
		}
	}
	return nil
}

// Begins says whether a planned absence is to begin: its first day is here.
func (a Absence) Begins(today string) bool { return a.State == AbsencePlanned && a.First <= today }

// Ends says whether an absence that goes on is over: its last day has passed.
func (a Absence) Ends(today string) bool {
	return a.State == AbsenceNow && a.Last != "" && a.Last < today
}

// Missed says whether a planned absence has passed without ever beginning, as when
// nothing ran for days: then nothing passes on any more.
func (a Absence) Missed(today string) bool {
	return a.State == AbsencePlanned && a.Last != "" && a.Last < today
}

// Begin makes it an absence that goes on.
func (a Absence) Begin(now time.Time) Absence {
	a.State, a.Updated = AbsenceNow, now
	return a
}

// End makes it over; ended before its last day, the day of today is its last.
func (a Absence) End(today string, now time.Time) Absence {
	if a.Last == "" || a.Last > today {
		a.Last = max(today, a.First)
	}
	a.State, a.Updated = AbsenceOver, now
	return a
}

// Change gives the absence with other days or stand-ins. What has begun keeps its
// first day, and what is over stays as it was.
func (a Absence) Change(first, last string, standIns []SupportWorkerID, now time.Time) (Absence, error) {
	if a.State == AbsenceOver {
		return a, fault.Conflict("ABSENCE_OVER", fault.Text{
			NL: "Deze afwezigheid is voorbij. Plan een nieuwe.", EN: "This absence is over. Plan a new one.",
		})
	}
	if a.State == AbsenceNow && first != a.First {
		text := fault.Text{
			NL: "De afwezigheid is al begonnen. De eerste dag ligt vast; de laatste kun je wel veranderen.",
			EN: "The absence has begun. The first day stays; the last one can be changed.",
		}
		return a, fault.Invalid("ABSENCE_BEGUN", text, fault.Field{Path: "absence.first_day", Text: text})
	}
	a.First, a.Last, a.StandIns, a.Updated = first, last, distinctIDs(standIns), now
	return a, nil
}

// MayCancel says whether it can be taken away: what has begun is ended instead.
func (a Absence) MayCancel() error {
	if a.State == AbsencePlanned {
		return nil
	}
	return fault.Conflict("END_INSTEAD", fault.Text{
		NL: "Deze afwezigheid is al begonnen. Kies 'ik ben er weer'.", EN: "This absence has begun. Choose 'back again'.",
	})
}

// MayEnd says whether it can be ended: what has not begun is taken away instead.
func (a Absence) MayEnd() error {
	if a.State != AbsencePlanned {
		return nil
	}
	return fault.Conflict("CANCEL_INSTEAD", fault.Text{
		NL: "Deze afwezigheid is nog niet begonnen. Haal haar weg als ze niet doorgaat.",
		EN: "This absence has not begun. Take it away if it will not happen.",
	})
}

// Same says whether nothing of what is kept differs.
func (a Absence) Same(o Absence) bool {
	return a.First == o.First && a.Last == o.Last && a.State == o.State && slices.Equal(a.StandIns, o.StandIns)
}

// Here gives the stand-ins who can be asked now, in order. In the place of one who is
// away come those who stand in for them, so that a chain holds whoever goes first;
// who left is passed over.
func Here(standIns []SupportWorkerID, away map[SupportWorkerID][]SupportWorkerID, left map[SupportWorkerID]bool) []SupportWorkerID {
	var here []SupportWorkerID
	asked := map[SupportWorkerID]bool{}
	var ask func([]SupportWorkerID)
	ask = func(ids []SupportWorkerID) {
		for _, id := range ids {
			if asked[id] || left[id] {
				continue
			}
			asked[id] = true
			if others, isAway := away[id]; isAway {
				ask(others)
				continue
			}
			here = append(here, id)
		}
	}
	ask(standIns)
	return here
}

// Without gives the absence with somebody who leaves no longer among those who stand in:
// the first successor who may comes in their place.
func (a Absence) Without(leaving SupportWorkerID, successors []SupportWorkerID, now time.Time) Absence {
	if !slices.Contains(a.StandIns, leaving) {
		return a
	}
	standIns := slices.Clone(a.StandIns)
	free := slices.DeleteFunc(slices.Clone(successors), func(id SupportWorkerID) bool { return id == a.Worker })
	if _, ok := replaceFirst(standIns, leaving, free); !ok {
		standIns = slices.DeleteFunc(standIns, func(id SupportWorkerID) bool { return id == leaving })
	}
	a.StandIns, a.Updated = standIns, now
	return a
}
