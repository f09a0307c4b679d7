package domain_test

import (
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

func TestM14_M16_EndingWithCare(t *testing.T) {
	m := ending(t)
	_, err := m.CloseWith("", now)
	f := refused(t, err, fault.KindConflict, "CARE_FIRST")
	wants(t, f.Text.NL, "woorden die iedereen mag horen", "een gesprek met ieder", "voor ieder een dag")
	later := now.AddDate(0, 0, 14)
	m, err = m.CaredFor(lotte, domain.Care{TalkHeld: true, FollowUp: later}, false, now)
	must(t, m, err)
	_, err = m.CloseWith("We hebben samen een mooie tijd gehad.", now)
	if f := refused(t, err, fault.KindConflict, "CARE_FIRST"); len(f.Fields) != 2 {
		t.Errorf("a talk with and a follow-up for EACH: %v", f.Fields)
	}
	// In parts: what is not given stays.
	m, err = m.CaredFor(nick, domain.Care{TalkHeld: true}, false, now)
	must(t, m, err)
	m, err = m.CaredFor(nick, domain.Care{FollowUp: later}, false, now)
	must(t, m, err)
	m, err = m.CloseWith("We hebben samen een mooie tijd gehad.", now)
	must(t, m, err)
	if m.State != domain.Closed || m.Ending.NeutralWords == "" {
		t.Errorf("got %+v", m)
	}
}

func TestM15_EachIsAskedWhatNext(t *testing.T) {
	m, err := ending(t).CaredFor(lotte, domain.Care{Next: domain.NextNewMatch}, true, now)
	must(t, m, err)
	m, err = m.CaredFor(nick, domain.Care{Next: domain.NextRest}, false, now)
	must(t, m, err)
	if participant(t, m, lotte).Care.Next != domain.NextNewMatch || participant(t, m, nick).Care.Next != domain.NextRest {
		t.Errorf("got %+v", m.People)
	}
	_, err = ending(t).CaredFor(lotte, domain.Care{TalkHeld: true}, true, now)
	refused(t, err, fault.KindDenied, "CARE_BY_WORKER")
}

func TestM16_AnybodyBeginsTheEnding(t *testing.T) {
	for _, by := range []domain.ClientID{lotte, nick, ""} {
		for name, m := range map[string]domain.Match{"acquainted": acquainted(t), "under way": underWay(t)} {
			got, err := m.End(domain.Stop{By: by}, now)
			if must(t, got, err); got.State != domain.Closing || got.Ending.StartedBy != by || !got.Ending.Started.Equal(now) {
				t.Errorf("%s by %q: %+v", name, by, got.Ending)
			}
		}
	}
}

func TestM16_WhatAClientWritesIsForTheSupportWorkers(t *testing.T) {
	m, err := underWay(t).End(domain.Stop{By: lotte, PrivateReason: "te druk", NeutralWords: "hij praat veel"}, now)
	must(t, m, err)
	if m.Ending.NeutralWords != "" {
		t.Error("words for everybody are agreed first")
	}
	wants(t, m.Ending.PrivateReason, "te druk", "hij praat veel")
	m, err = m.End(domain.Stop{NeutralWords: "Het was mooi zo."}, now)
	must(t, m, err)
	if m.Ending.NeutralWords != "Het was mooi zo." || m.Ending.StartedBy != lotte {
		t.Errorf("a support worker adds to it: %+v", m.Ending)
	}
}

func TestExclusionHoldsBothWays(t *testing.T) {
	a, err := domain.NewExclusion(nick, lotte, nick)
	must(t, a, err)
	b, err := domain.NewExclusion(lotte, nick, nick)
	if must(t, b, err); a != b || a.ByStaff || a.ByA == a.ByB {
		t.Errorf("%v is not %v", a, b)
	}
	_, err = domain.NewExclusion(nick, nick, "")
	refused(t, err, fault.KindInvalid, "SAME_PERSON")
	refused(t, domain.Apart(true), fault.KindConflict, "NOT_TOGETHER")
}

// A day to ask how somebody is does not remind for ever: once somebody asked it is done.
func TestM16_TheFollowUpIsDoneWhenSomebodyAsked(t *testing.T) {
	due := now.AddDate(0, 0, 14)
	care := func(state domain.State, at time.Time, given domain.Care) time.Time {
		m := domain.Match{State: state, Ending: domain.Ending{Started: now}, People: []domain.Participant{
			{Client: "a", Care: domain.Care{TalkHeld: true, FollowUp: due}}, {Client: "b", Care: domain.Care{TalkHeld: true, FollowUp: due}}}}
		after, err := m.CaredFor("a", given, false, at)
		if err != nil || !after.People[1].Care.FollowUp.Equal(due) {
			t.Fatalf("got %+v, %v", after, err)
		}
		return after.People[0].Care.FollowUp
	}
	later := due.AddDate(0, 1, 0)
	for name, c := range map[string]struct {
		state domain.State
		at    time.Time
		given domain.Care
		want  time.Time
	}{
		"asked":                     {domain.Closed, due, domain.Care{TalkHeld: true}, time.Time{}},
		"asked, same day sent back": {domain.Closed, due, domain.Care{TalkHeld: true, FollowUp: due}, time.Time{}},
		"asked, and again later":    {domain.Closed, due, domain.Care{TalkHeld: true, FollowUp: later}, later},
		"not yet the day":           {domain.Closed, due.Add(-time.Hour), domain.Care{TalkHeld: true}, due},
		"only what next":            {domain.Closed, due, domain.Care{Next: domain.NextRest}, due},
		"not closed yet":            {domain.Closing, due, domain.Care{TalkHeld: true}, due},
	} {
		if got := care(c.state, c.at, c.given); !got.Equal(c.want) {
			t.Errorf("%s: follow-up on %v, want %v", name, got, c.want)
		}
	}
}
