package domain

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var clientK = DutyRef{DutyClient, "k"}

func named(ids ...SupportWorkerID) []SupportWorkerID { return ids }

// after replays what is remembered, as a later transaction would find it.
func (d *Duties) reloaded() *Duties {
	var duties []Duty
	for _, ref := range d.refs() {
		duties = append(duties, Duty{ref, d.named[ref]})
	}
	return NewDuties(duties, slices.Collect(maps.Values(d.handed)))
}

func TestO01_WhoStandsInTakesThePlaceAndGivesItBack(t *testing.T) {
	d := NewDuties([]Duty{{clientK, named("anna", "bram")}}, nil)
	d.PassOn("a1", "anna", named("bram", "cas", "dina"))
	if got := d.Changed(); len(got) != 1 || !slices.Equal(got[0].Named, named("cas", "bram")) {
		t.Fatalf("changed = %v; the first who is not responsible already takes Anna's place", got)
	}
	if got := d.Handed(); len(got) != 1 || got[0] != (Handover{clientK, "a1", "anna", "cas"}) {
		t.Fatalf("handed = %v", got)
	}
	d = d.reloaded()
	d.GiveBack("a1")
	if got := d.Changed(); len(got) != 1 || !slices.Equal(got[0].Named, named("anna", "bram")) {
		t.Errorf("changed = %v", got)
	}
	if len(d.Settled()) != 1 || len(d.Handed()) != 0 {
		t.Errorf("settled %v, handed %v", d.Settled(), d.Handed())
	}
}

func TestO01_NobodyFreeMeansNobodyIsLeftWithout(t *testing.T) {
	d := NewDuties([]Duty{{clientK, named("anna", "bram")}}, nil)
	d.PassOn("a1", "anna", named("bram"))
	if len(d.Changed())+len(d.Handed()) != 0 {
		t.Errorf("changed %v, handed %v", d.Changed(), d.Handed())
	}
}

func TestO01_WhatSomebodyChangedMeanwhileStays(t *testing.T) {
	handed := []Handover{{clientK, "a1", "anna", "cas"}}
	for name, now := range map[string][]SupportWorkerID{
		"the stand-in was replaced":     named("dina", "bram"),
		"the absent one was named anew": named("cas", "anna"),
		"nobody guides any more":        named(),
	} {
		d := NewDuties([]Duty{{clientK, now}}, handed)
		d.GiveBack("a1")
		if len(d.Changed()) != 0 || len(d.Settled()) != 1 {
			t.Errorf("%s: changed %v, settled %v", name, d.Changed(), d.Settled())
		}
	}
}

// Anna is away and Cas stands in; then Cas goes away too and Dina stands in for him.
func chain() *Duties {
	d := NewDuties([]Duty{{clientK, named("anna", "bram")}}, nil)
	d.PassOn("a1", "anna", named("cas"))
	d.PassOn("a2", "cas", named("dina"))
	return d.reloaded()
}

func TestO01_AChainComesBackInWhicheverOrder(t *testing.T) {
	d := chain()
	if got := d.named[clientK]; !slices.Equal(got, named("dina", "bram")) {
		t.Fatalf("named = %v", got)
	}
	d.GiveBack("a1") // Anna is back first: it was hers
	if !slices.Equal(d.named[clientK], named("anna", "bram")) || len(d.handed) != 0 {
		t.Errorf("named %v, still handed %v", d.named[clientK], d.handed)
	}
	d = chain()
	d.GiveBack("a2")
	if !slices.Equal(d.named[clientK], named("cas", "bram")) {
		t.Errorf("named %v, want Cas, who stands in for Anna", d.named[clientK])
	}
	d = d.reloaded()
	d.GiveBack("a1")
	if !slices.Equal(d.named[clientK], named("anna", "bram")) || len(d.handed) != 0 {
		t.Errorf("named %v, still handed %v", d.named[clientK], d.handed)
	}
}

func TestO01_WhoLeavesWhileStandingInPassesItOnInThatColleaguesStead(t *testing.T) {
	d := NewDuties([]Duty{{clientK, named("cas", "bram")}, {DutyRef{DutyClient, "own"}, named("cas")}}, []Handover{{clientK, "a1", "anna", "cas"}})
	d.PassOnForGood("cas", named("bram", "dina"))
	if !slices.Equal(d.named[clientK], named("dina", "bram")) || !slices.Equal(d.named[DutyRef{DutyClient, "own"}], named("bram")) {
		t.Fatalf("named %v", d.named)
	}
	d = d.reloaded()
	d.GiveBack("a1")
	if !slices.Equal(d.named[clientK], named("anna", "bram")) {
		t.Errorf("Anna is back and %v are named", d.named[clientK])
	}
}

func TestO01_LeavingWithoutAFreeSuccessorClosesThePlace(t *testing.T) {
	d := NewDuties([]Duty{{clientK, named("cas", "bram")}}, nil)
	d.PassOnForGood("cas", named("bram"))
	if !slices.Equal(d.named[clientK], named("bram")) {
		t.Errorf("named %v", d.named[clientK])
	}
	// In somebody's stead it is still theirs.
	d = NewDuties([]Duty{{clientK, named("cas", "bram")}}, []Handover{{clientK, "a1", "anna", "cas"}})
	d.PassOnForGood("cas", named("bram"))
	if !slices.Equal(d.named[clientK], named("anna", "bram")) || len(d.handed) != 0 {
		t.Errorf("named %v, handed %v", d.named[clientK], d.handed)
	}
}

func TestSayingAnewWhoGuidesSettlesWhatPassedOn(t *testing.T) {
	for _, tt := range []struct {
		now  []SupportWorkerID
		want int
	}{{named("dina", "eef"), 0}, {named("eef"), 2}} {
		d := chain()
		d.named[clientK] = tt.now
		d.Settle(clientK)
		if len(d.Settled()) != tt.want {
			t.Errorf("%v named anew: settled %v, want %d", tt.now, d.Settled(), tt.want)
		}
	}
}

// Whoever goes away and comes back, in whatever order: when all are back everything is
// as it was, nobody was named twice and no place was ever lost.
func TestO01_WhenEverybodyIsBackEverythingIsAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		team := named("a", "b", "c", "d", "e")
		var duties []Duty
		for i := range rapid.IntRange(1, 6).Draw(t, "duties") {
			people := rapid.Permutation(team).Draw(t, "people")
			duties = append(duties, Duty{DutyRef{DutyClient, fmt.Sprint(i)}, people[:rapid.IntRange(1, 2).Draw(t, "places")]})
		}
		d := NewDuties(duties, nil)
		away := map[SupportWorkerID][]SupportWorkerID{}
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			who := rapid.SampledFrom(team).Draw(t, "who")
			if _, isAway := away[who]; isAway {
				delete(away, who)
				d.GiveBack(AbsenceID(who))
			} else {
				standIns := slices.DeleteFunc(rapid.Permutation(team).Draw(t, "stand-ins")[:2], func(id SupportWorkerID) bool { return id == who })
				away[who] = standIns
				d.PassOn(AbsenceID(who), who, Here(standIns, away, nil))
			}
			d = d.reloaded()
			for _, duty := range duties {
				now := d.named[duty.DutyRef]
				if len(now) != len(duty.Named) || len(distinctIDs(now)) != len(now) {
					t.Fatalf("%s: %v became %v", duty.Item, duty.Named, now)
				}
			}
		}
		for _, who := range slices.Sorted(maps.Keys(away)) {
			d.GiveBack(AbsenceID(who))
			d = d.reloaded()
		}
		for _, duty := range duties {
			if got := d.named[duty.DutyRef]; !slices.Equal(got, duty.Named) {
				t.Fatalf("%s: %v became %v", duty.Item, duty.Named, got)
			}
		}
		if len(d.handed) != 0 {
			t.Fatalf("still handed: %v", d.handed)
		}
	})
}
