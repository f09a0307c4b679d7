package domain

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

func TestAnAbsenceIsCheckedFieldByField(t *testing.T) {
	good := Absence{Worker: "anna", First: "2026-10-20", Last: "2026-10-30", StandIns: named("bram")}
	if err := good.Check("2026-10-15"); err != nil {
		t.Fatal(err)
	}
	open := good
	open.Last = ""
	if err := open.Check("2026-10-15"); err != nil {
		t.Errorf("not knowing the last day is fine: %v", err)
	}
	for path, change := range map[string]func(*Absence){
		"absence.first_day":              func(a *Absence) { a.First = "2026-02-31" },
		"absence.last_day":               func(a *Absence) { a.Last = "2026-13-01" },
		"absence.last_day ":              func(a *Absence) { a.Last = "2026-10-19" },
		"absence.last_day  ":             func(a *Absence) { a.First, a.Last = "2026-10-01", "2026-10-14" },
		"absence.stand_in_ids":           func(a *Absence) { a.StandIns = nil },
		"absence.stand_in_ids (oneself)": func(a *Absence) { a.StandIns = named("bram", "anna") },
	} {
		a := good
		change(&a)
		f, ok := fault.As(a.Check("2026-10-15"))
		want, _, _ := strings.Cut(path, " ")
		if !ok || len(f.Fields) != 1 || f.Fields[0].Path != want || f.Fields[0].Text.NL == "" || f.Fields[0].Text.EN == "" {
			t.Errorf("%s: %+v", path, f)
		}
	}
}

func TestAbsencesOfOnePersonDoNotOverlapAndStandInsAreThere(t *testing.T) {
	others := []Absence{
		{ID: "1", Worker: "anna", First: "2026-10-20", Last: "2026-10-30", State: AbsencePlanned},
		{ID: "2", Worker: "bram", First: "2026-11-10", State: AbsenceNow},
		{ID: "3", Worker: "anna", First: "2026-10-01", Last: "2026-12-31", State: AbsenceOver},
	}
	for _, tt := range []struct {
		first, last string
		standIn     SupportWorkerID
		code        string
	}{
		{"2026-10-31", "2026-11-05", "cas", ""},
		{"2026-10-30", "2026-11-05", "cas", "AWAY_ALREADY"},
		{"2026-10-10", "2026-10-20", "cas", "AWAY_ALREADY"},
		{"2026-10-10", "", "cas", "AWAY_ALREADY"},
		{"2026-10-31", "2026-11-09", "bram", ""},
		{"2026-10-31", "2026-11-10", "bram", "STAND_IN_AWAY"},
		{"2027-10-31", "2027-11-10", "bram", "STAND_IN_AWAY"}, // away until further notice
	} {
		a := Absence{ID: "new", Worker: "anna", First: tt.first, Last: tt.last, StandIns: named(tt.standIn)}
		f, _ := fault.As(a.AmongPlanned(others))
		if code := codeOf(f); code != tt.code {
			t.Errorf("%s – %s, %s: %q, want %q", tt.first, tt.last, tt.standIn, code, tt.code)
		}
	}
	if err := others[0].AmongPlanned(others); err != nil {
		t.Errorf("an absence is in its own way: %v", err)
	}
}

func codeOf(f *fault.Fault) string {
	if f == nil {
		return ""
	}
	return f.Code
}

// A day begins at midnight in the Netherlands, summer and winter.
func TestAnAbsenceFollowsTheCalendarOfTheNetherlands(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		"2026-07-01T21:59:59Z": "2026-07-01", "2026-07-01T22:00:00Z": "2026-07-02",
		"2026-12-01T22:59:59Z": "2026-12-01", "2026-12-01T23:00:00Z": "2026-12-02",
	} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := DayIn(moment, zone); got != want {
			t.Errorf("%s is %s, want %s", at, got, want)
		}
	}
	if DayAfter("2026-12-31") != "2027-01-01" || DayAfter("no day") != "" {
		t.Error("the day after")
	}
}

func TestO01_InThePlaceOfAStandInWhoIsAwayComeThoseWhoStandInForThem(t *testing.T) {
	away := map[SupportWorkerID][]SupportWorkerID{"bram": named("cas", "anna"), "cas": named("bram", "dina"), "anna": named("bram")}
	left := map[SupportWorkerID]bool{"eef": true}
	if got := Here(named("eef", "bram", "fien"), away, left); !slices.Equal(got, named("dina", "fien")) {
		t.Errorf("here = %v", got)
	}
	if got := Here(named("bram"), map[SupportWorkerID][]SupportWorkerID{"bram": named("bram")}, nil); len(got) != 0 {
		t.Errorf("a ring gives %v", got)
	}
}

// Why somebody is away is not asked: there is nowhere to write it.
func TestAnAbsenceHasNoReason(t *testing.T) {
	want := []string{"ID", "Version", "Worker", "First", "Last", "StandIns", "State", "Created", "Updated"}
	var got []string
	for i := range reflect.TypeFor[Absence]().NumField() {
		got = append(got, reflect.TypeFor[Absence]().Field(i).Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("fields = %v", got)
	}
}

func TestO01_LeavingIsRefusedWhereOneLeadWouldRemain(t *testing.T) {
	place := DutyRef{DutyLocation, "p"}
	if f, _ := fault.As(LeadsRemain([]Duty{{place, named("bram")}})); codeOf(f) != "SECOND_LEAD_NEEDED" || f.Fields[0].Path != "successor_ids" {
		t.Errorf("got %v", f)
	}
	if err := LeadsRemain([]Duty{{place, named("bram", "cas")}, {clientK, named("bram")}}); err != nil {
		t.Error(err)
	}
}
