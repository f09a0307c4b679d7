package domain_test

import (
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

func TestM08_TheTalkComesFirst(t *testing.T) {
	own := domain.Voice{Client: lotte, Own: true}
	_, err := acquainted(t).Agree(own, now)
	f := refused(t, err, fault.KindConflict, "TALK_FIRST")
	wants(t, f.Text.NL, "wat ieder verwacht, wat er kan en een eerste plan")
	if len(f.Fields) != 3 {
		t.Errorf("fields: %v", f.Fields)
	}
	partly := talk
	partly.Plan = ""
	m, err := acquainted(t).RecordTalk(partly, "", now)
	must(t, m, err)
	_, err = m.Agree(own, now)
	if f := refused(t, err, fault.KindConflict, "TALK_FIRST"); len(f.Fields) != 1 || f.Fields[0].Path != "talk.plan" {
		t.Errorf("fields: %v", f.Fields)
	}
	m, err = m.RecordTalk(domain.Talk{Plan: "getekend"}, "", now) // a note that it was drawn is enough
	must(t, m, err)
	m, err = m.Agree(own, now)
	must(t, m, err)
	if m.Possibilities != talk.Possibilities || !participant(t, m, nick).Expects.Told() {
		t.Error("what was not given stays")
	}
}

func TestM09_ThePlanIsSeen(t *testing.T) {
	if acquainted(t).PlanMade() || !underWay(t).PlanMade() {
		t.Error("the plan is made in the talk")
	}
}

func TestM18_OnlyYourOwnExpectation(t *testing.T) {
	_, err := acquainted(t).RecordTalk(talk, lotte, now)
	refused(t, err, fault.KindInvalid, "OWN_EXPECTATION")
	m, err := acquainted(t).RecordTalk(domain.Talk{Expectations: map[domain.ClientID]domain.Expectation{lotte: {Words: "lachen"}}}, lotte, now)
	if must(t, m, err); participant(t, m, lotte).Expects.Words != "lachen" {
		t.Error("not kept")
	}
}

func TestM18_HintsOnUnequalExpectations(t *testing.T) {
	record := func(a, b domain.Expectation) domain.Match {
		m, err := acquainted(t).RecordTalk(domain.Talk{Expectations: map[domain.ClientID]domain.Expectation{lotte: a, nick: b}}, "", now)
		return must(t, m, err)
	}
	for name, c := range map[string]struct {
		m    domain.Match
		want []string
	}{
		"nothing said":      {acquainted(t), nil},
		"one empty":         {record(domain.Expectation{Words: "koken"}, domain.Expectation{}), []string{"EXPECTATION_NOT_TOLD"}},
		"different rhythms": {record(domain.Expectation{Rhythm: domain.Often}, domain.Expectation{Rhythm: domain.NowAndThen}), []string{"DIFFERENT_RHYTHMS"}},
		"the same":          {record(domain.Expectation{Rhythm: domain.Often}, domain.Expectation{Rhythm: domain.Often}), nil},
	} {
		got := c.m.Hints(now)
		if len(got) != len(c.want) || len(got) == 1 && (got[0].Code != c.want[0] || got[0].NL == "" || got[0].EN == "") {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestD01_DefaultDistances(t *testing.T) {
	for name, m := range map[string]domain.Match{"made": proposed(t), "spontaneous": func() domain.Match {
		m, err := domain.NewSpontaneous("m", domain.Spontaneously{People: []domain.NewPerson{{Client: lotte}, {Client: nick, Networker: true}}}, ready(lotte, nick), now)
		return must(t, m, err)
	}()} {
		if d := participant(t, m, nick).Guidance.Distance; d != domain.Close {
			t.Errorf("%s: networker at %q", name, d)
		}
		if d := participant(t, m, lotte).Guidance.Distance; d != domain.AtDistance {
			t.Errorf("%s: the other at %q", name, d)
		}
		for _, p := range m.People { // D-02 holds for the default too
			if p.Guidance.Reason == "" || !p.Guidance.Set.Equal(now) || !p.Guidance.Review.After(now) {
				t.Errorf("%s: %+v", name, p.Guidance)
			}
		}
	}
}

func TestD02_ADistanceHasReasonDateAndReview(t *testing.T) {
	later := now.AddDate(0, 1, 0)
	for code, g := range map[string]domain.Guidance{
		"DISTANCE_NEEDED":        {Reason: "gaat goed", Review: later},
		"DISTANCE_REASON_NEEDED": {Distance: domain.OnCall, Reason: " ", Review: later},
		"REVIEW_DATE_NEEDED":     {Distance: domain.OnCall, Reason: "gaat goed", Review: now},
	} {
		_, err := underWay(t).Guide(lotte, g, now)
		refused(t, err, fault.KindInvalid, code)
	}
	m := underWay(t)
	for _, d := range []domain.Distance{domain.OnCall, domain.Alongside, domain.AtDistance} { // both ways
		next, err := m.Guide(lotte, domain.Guidance{Distance: d, Reason: "past nu", Review: later}, now)
		m = must(t, next, err)
		if g := participant(t, m, lotte).Guidance; g.Distance != d || !g.Set.Equal(now) {
			t.Errorf("got %+v", g)
		}
	}
	if hints := m.Hints(later); len(hints) == 0 || hints[0].Code != "REVIEW_DISTANCE" {
		t.Errorf("a review date that came asks to look again: %v", hints)
	}
}

func TestD06_AnEstimateHasADateAndGrowsOld(t *testing.T) {
	_, err := underWay(t).Estimated(lotte, " ", now)
	refused(t, err, fault.KindInvalid, "ESTIMATE_NEEDED")
	m, err := underWay(t).Estimated(lotte, "Ik schat in dat het goed gaat", now)
	must(t, m, err)
	if e := participant(t, m, lotte).Estimate; !e.Time.Equal(now) || e.Words == "" {
		t.Errorf("got %+v", e)
	}
	old := func(at time.Time) bool {
		for _, h := range m.Hints(at) {
			if h.Code == "RENEW_ESTIMATE" {
				return true
			}
		}
		return false
	}
	if old(now.AddDate(0, 0, 89)) || !old(now.AddDate(0, 0, 90)) {
		t.Error("an estimate of three months asks to be renewed")
	}
}
