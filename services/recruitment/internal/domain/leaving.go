package domain

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// LeavingState is how far a leaving is.
type LeavingState string

// The states of a leaving. Cancelled is kept, so that the same export does not propose
// it again.
const (
	LeavingNone      LeavingState = ""
	LeavingProposed  LeavingState = "proposed"
	LeavingPlanned   LeavingState = "planned"
	LeavingCancelled LeavingState = "cancelled"
)

// LeavingSource is who says so.
type LeavingSource string

// The sources of a leaving.
const (
	LeavingByExport LeavingSource = "export"
	LeavingByStaff  LeavingSource = "staff"
)

// Leaving is that somebody may be leaving care: proposed, then planned by a person for
// a day, until which it can be undone. A file proposes and never drops.
type Leaving struct {
	State    LeavingState  `json:"state"`
	Source   LeavingSource `json:"source"`
	Day      string        `json:"leave_day"`  // YYYY-MM-DD; empty unless planned
	Ended    string        `json:"care_ended"` // the day on which care ended, by the last export that said so
	Proposed time.Time     `json:"proposed_at"`
}

// Open says whether it is proposed or planned.
func (l Leaving) Open() bool { return l.State == LeavingProposed || l.State == LeavingPlanned }

// OutOfCare is what an export says of one client: on which day care ended.
type OutOfCare struct {
	Client ClientID
	Ended  time.Time
}

// ProposeByExport is what is left of l when an export says that care ended on that day;
// changed says whether that is any different. What was cancelled is not proposed again
// by the same date; what staff proposed stays theirs.
func (l Leaving) ProposeByExport(ended, now time.Time) (after Leaving, changed bool) {
	day := ended.Format(time.DateOnly)
	switch {
	case l.Open() && l.Ended == day, l.State == LeavingCancelled && l.Ended == day:
		return l, false
	case l.Open():
		l.Ended = day
		return l, true
	}
	return Leaving{State: LeavingProposed, Source: LeavingByExport, Ended: day, Proposed: now}, true
}

// BackInCare says whether an export in which the client is in care takes l back: when
// it was an export that proposed it, planned or not. What staff know better stays.
func (l Leaving) BackInCare() bool { return l.Open() && l.Source == LeavingByExport }

// Propose is a colleague saying that somebody leaves. Saying so twice changes nothing;
// after a cancellation it brings back what was cancelled, with who said so first.
func (l Leaving) Propose(now time.Time) Leaving {
	switch {
	case l.Open():
		return l
	case l.State == LeavingCancelled:
		l.State = LeavingProposed
		return l
	}
	return Leaving{State: LeavingProposed, Source: LeavingByStaff, Proposed: now}
}

// Plan names the day on which everything about the client is removed: from today up to
// a year ahead. Another day may be named until then.
func (l Leaving) Plan(day string, now time.Time) (Leaving, error) {
	if !l.Open() {
		return l, fault.Conflict("LEAVING_NOT_PROPOSED", fault.Text{
			NL: "Het vertrek van deze cliënt is niet (meer) voorgesteld. Stel het eerst voor.",
			EN: "It is not proposed (any more) that this client leaves. Propose it first.",
		})
	}
	today := now.UTC().Truncate(24 * time.Hour)
	chosen, err := time.Parse(time.DateOnly, day)
	if err != nil || chosen.Before(today) || chosen.After(today.AddDate(1, 0, 0)) {
		text := fault.Text{
			NL: "Kies een dag vanaf vandaag en hooguit een jaar vooruit.",
			EN: "Choose a day from today and at most a year ahead.",
		}
		return l, fault.Invalid("LEAVE_DAY_NOT_RIGHT", text, fault.Field{Path: "leave_day", Text: text})
	}
	l.State, l.Day = LeavingPlanned, day
	return l, nil
}

// Cancel is that the client stays after all. Doing so again changes nothing.
func (l Leaving) Cancel() Leaving {
	if l.Open() {
		l.State, l.Day = LeavingCancelled, ""
	}
	return l
}

// Due says whether the day has come.
func (l Leaving) Due(now time.Time) bool {
	return l.State == LeavingPlanned && l.Day <= now.UTC().Format(time.DateOnly)
}
