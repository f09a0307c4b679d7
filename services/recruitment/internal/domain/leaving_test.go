package domain

import (
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

var noon = time.Date(2026, 10, 15, 12, 0, 0, 0, time.UTC)

func ended(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

// A file proposes; whatever it says, and however often, nobody is planned or due by it.
func TestProposedNeverDropped(t *testing.T) {
	t.Parallel()
	days := []string{"2020-01-01", "2026-10-14", "2027-01-01"}
	for _, state := range []Leaving{{}, {State: LeavingProposed, Source: LeavingByStaff}, {State: LeavingCancelled, Ended: days[0]}} {
		l := state
		for range 3 {
			for _, day := range days {
				l, _ = l.ProposeByExport(ended(day), noon)
				if l.State == LeavingPlanned || l.Due(noon.AddDate(50, 0, 0)) {
					t.Errorf("a file planned the leaving: %+v", l)
				}
			}
		}
	}
}

func TestACancelledLeavingIsNotProposedAgainByTheSameDate(t *testing.T) {
	t.Parallel()
	l, changed := Leaving{}.ProposeByExport(ended("2026-10-01"), noon)
	if !changed || l.State != LeavingProposed || l.Source != LeavingByExport {
		t.Fatalf("%+v", l)
	}
	if again, changed := l.ProposeByExport(ended("2026-10-01"), noon.Add(time.Hour)); changed || again != l {
		t.Errorf("proposed twice: %+v", again)
	}
	l = l.Cancel()
	if again, changed := l.ProposeByExport(ended("2026-10-01"), noon); changed || again.Open() {
		t.Errorf("proposed again by the same date: %+v", again)
	}
	if again, changed := l.ProposeByExport(ended("2026-11-01"), noon); !changed || !again.Open() {
		t.Errorf("another date is another matter: %+v", again)
	}
	// Staff proposed it, the export says so too, and it was cancelled: the same date again says nothing new.
	staff, _ := Leaving{}.Propose(noon).ProposeByExport(ended("2026-10-01"), noon)
	if again, changed := staff.Cancel().ProposeByExport(ended("2026-10-01"), noon); changed || again.Open() {
		t.Errorf("proposed again by a date that was known: %+v", again)
	}
}

func TestTakingBackACancellationBringsBackWhatWasThere(t *testing.T) {
	t.Parallel()
	byExport, _ := Leaving{}.ProposeByExport(ended("2026-10-01"), noon)
	if again := byExport.Cancel().Propose(noon.Add(time.Hour)); again != byExport {
		t.Errorf("%+v, was %+v", again, byExport)
	}
}

func TestBackInCareTakesBackOnlyWhatAnExportProposed(t *testing.T) {
	t.Parallel()
	byExport, _ := Leaving{}.ProposeByExport(ended("2026-10-01"), noon)
	planned, err := byExport.Plan("2026-11-01", noon)
	if err != nil || !byExport.BackInCare() || !planned.BackInCare() {
		t.Error("who is back in care is still proposed for leaving", err)
	}
	if (Leaving{}).BackInCare() || byExport.Cancel().BackInCare() || (Leaving{}.Propose(noon).BackInCare()) {
		t.Error("a file takes back what staff said, or what is not there")
	}
}

func TestALeavingIsPlannedFromTodayUpToAYearAhead(t *testing.T) {
	t.Parallel()
	proposed := Leaving{}.Propose(noon)
	for day, fits := range map[string]bool{
		"2026-10-14": false, "2026-10-15": true, "2026-11-14": true, "2027-10-15": true, "2027-10-16": false, "2026-02-30": false, "": false,
	} {
		l, err := proposed.Plan(day, noon)
		if (err == nil) != fits {
			t.Errorf("%s: %v", day, err)
		}
		if !fits && fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%s: %v names no field", day, err)
		}
		if fits && (l.Due(noon) != (day == "2026-10-15") || !l.Due(noon.AddDate(1, 0, 0))) {
			t.Errorf("%s: due at the wrong time", day)
		}
	}
	for _, l := range []Leaving{{}, proposed.Cancel()} {
		if _, err := l.Plan("2026-11-01", noon); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("planned what nobody proposed: %v", err)
		}
	}
	planned, err := proposed.Plan("2026-11-01", noon)
	if err != nil || planned.Cancel().Due(noon.AddDate(1, 0, 0)) || planned.Cancel().Cancel() != planned.Cancel() {
		t.Errorf("not to be undone: %v", err)
	}
}
