package domain

import (
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

func TestE03_TwoSixAndTwelveMonthsAfterSettingOut(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)
	var got []string
	for _, m := range DefaultRhythm().Moments(start) {
		got = append(got, m.Due.Format(time.DateOnly))
	}
	if !slices.Equal(got, []string{"2026-03-15", "2026-07-15", "2027-01-15"}) {
		t.Fatal(got)
	}
	// The rhythm is a value: an organisation may have another.
	if m := (Rhythm{3}).Moments(start); len(m) != 1 || m[0].Due.Month() != time.April {
		t.Fatal(m)
	}
}

func TestE03_BeginningNow(t *testing.T) {
	t.Parallel()
	m := Match{ID: "m", State: MatchUnderWay}
	due := Evaluation{ID: "due", Month: 2, State: Due, Due: ago(3)}
	soon := Evaluation{ID: "soon", Month: 6, State: Due, Due: now.Add(20 * day)}
	later := Evaluation{ID: "later", Month: 12, State: Due, Due: now.Add(200 * day)}
	open := Evaluation{ID: "open", State: Open, Due: ago(1), Questions: "2025-2"}
	for name, c := range map[string]struct {
		planned []Evaluation
		want    EvaluationID
	}{
		"one that is due is taken":          {[]Evaluation{later, soon, due}, "due"},
		"one that is nearly due too":        {[]Evaluation{later, soon}, "soon"},
		"one that is open goes on":          {[]Evaluation{due, open}, "open"},
		"what is far off stays where it is": {[]Evaluation{later}, ""},
		"with nothing planned":              {nil, ""},
	} {
		e, err := Begin(m, c.planned, now)
		if err != nil || e.ID != c.want || e.State != Open {
			t.Errorf("%s: %+v %v", name, e, err)
		}
	}
	for _, s := range []MatchState{MatchIdea, MatchProposed, MatchGettingAcquainted, MatchClosing, MatchClosed} {
		_, err := Begin(Match{State: s}, nil, now)
		wantCode(t, err, "NOT_UNDER_WAY")
	}
}

func TestO04_ALookBackKeepsItsVersionOfTheQuestions(t *testing.T) {
	t.Parallel()
	e := must1(OpenNow(Evaluation{State: Due, Questions: "2024-1"}))(t)
	if e.Questions != QuestionsVersion || QuestionsVersion != "2026-1" {
		t.Fatal(e.Questions)
	}
	kept := must1(OpenNow(Evaluation{State: Open, Questions: "2024-1"}))(t)
	if kept.Questions != "2024-1" {
		t.Fatal(kept.Questions)
	}
	closed := must1(Close(kept, OutcomeContinue, "", now))(t)
	if closed.Questions != "2024-1" {
		t.Fatal(closed.Questions)
	}
}

func must1[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T { t.Helper(); return must(t, v, err) }
}

func TestE06_EveryOutcomeIsFine(t *testing.T) {
	t.Parallel()
	if len(Outcomes()) != 5 {
		t.Fatal(Outcomes())
	}
	for _, o := range Outcomes() {
		e, err := Close(Evaluation{State: Open}, o, " samen besproken ", now)
		if err != nil || e.State != Done || e.Outcome != o || e.Words != "samen besproken" || !e.Closed.Equal(now) {
			t.Errorf("%s: %+v %v", o, e, err)
		}
	}
	_, err := Close(Evaluation{State: Open}, "failed", "", now)
	wantField(t, err, "outcome")
	_, err = Close(Evaluation{State: Due}, OutcomeClose, "", now)
	wantCode(t, err, "NOT_OPEN")
	_, err = Close(Evaluation{State: Done}, OutcomeClose, "", now)
	wantCode(t, err, "ALREADY_DONE")
	_, err = OpenNow(Evaluation{State: Done})
	wantCode(t, err, "ALREADY_DONE")
}

func openOne() Evaluation { return Evaluation{ID: "e", State: Open, People: []ClientID{anna, bert}} }

func TestE04_EveryQuestionMayBeSkippedAndNothingAtAllIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, r := range []Reflection{
		{Motivation: "skipped"}, {Klik: "yes"}, {DecideToo: "a_bit"}, {Benefit: "no"}, {Push: PushSkipped},
		{LifeChanged: true}, {OtherWishes: true}, {Words: "fijn"},
	} {
		if _, err := Reflect(openOne(), r, nil, byAnna(), now); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
	_, err := Reflect(openOne(), Reflection{Words: "  "}, nil, byAnna(), now)
	wantField(t, err, "reflection")
}

func TestM19_M21_R09_EachIsAskedApart(t *testing.T) {
	t.Parallel()
	own := must1(Reflect(openOne(), Reflection{Klik: "no", Benefit: "no", DecideToo: "no"}, nil, byAnna(), now))(t)
	if own.Client != anna || !own.BySelf || own.Worker != "" {
		t.Fatalf("%+v", own)
	}
	_, err := Reflect(openOne(), Reflection{Client: bert, Klik: "yes"}, nil, byAnna(), now)
	wantKind(t, err, fault.KindNotFound)

	theirs := Reflection{Client: bert, Klik: "no", BySelf: true}
	look := Reflection{Worker: wout, Words: "ik schat in"}
	for name, c := range map[string]struct {
		r    Reflection
		by   Asker
		want bool
	}{
		"one's own":                             {own, byAnna(), true},
		"of the other":                          {theirs, byAnna(), false},
		"a support worker's look, for a client": {look, byAnna(), false},
		"of somebody the support worker guides": {own, byWout(), true},
		"of somebody another one guides":        {theirs, byWout(), false},
		"one's own look":                        {look, byWout(), true},
		"a colleague's own look":                {Reflection{Worker: wies}, byWout(), false},
	} {
		if got := c.r.MaySee(c.by); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestE04_StaffRecordsForAClientOrTheirOwnLook(t *testing.T) {
	t.Parallel()
	look := must1(Reflect(openOne(), Reflection{Words: "gaat goed"}, nil, byWout(), now))(t)
	if look.Client != "" || look.Worker != wout || look.BySelf {
		t.Fatalf("%+v", look)
	}
	noted := must1(Reflect(openOne(), Reflection{Client: anna, Klik: "yes"}, nil, byWout(), now))(t)
	if noted.BySelf || noted.Worker != "" {
		t.Fatalf("%+v", noted)
	}
	_, err := Reflect(openOne(), Reflection{Client: bert, Klik: "yes"}, nil, byWout(), now)
	wantKind(t, err, fault.KindNotFound)
	_, err = Reflect(openOne(), Reflection{Client: cora, Klik: "yes"}, nil, Asker{Worker: wout, Reached: map[ClientID]bool{cora: true}}, now)
	wantKind(t, err, fault.KindNotFound) // guided, but not in this match

	own := Reflection{Client: anna, Klik: "no", BySelf: true}
	_, err = Reflect(openOne(), Reflection{Client: anna, Klik: "yes"}, &own, byWout(), now)
	wantCode(t, err, "TOLD_THEMSELF")
	if _, err = Reflect(openOne(), Reflection{Klik: "yes"}, &noted, byAnna(), now); err != nil {
		t.Fatal(err) // what was noted for somebody they may change
	}
}

func TestE04_OnlyWhileItIsOpen(t *testing.T) {
	t.Parallel()
	for state, code := range map[EvaluationState]string{Due: "NOT_OPEN", Done: "ALREADY_DONE"} {
		e := openOne()
		e.State = state
		_, err := Reflect(e, Reflection{Klik: "yes"}, nil, byAnna(), now)
		wantCode(t, err, code)
	}
}
