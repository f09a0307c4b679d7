package domain

import (
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain/question"
	"github.com/optrek/optrek/services/internal/fault"
)

// asked is the version of the questions of now.
const asked = "2026-2"

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
		e, err := Begin(m, c.planned, asked, now)
		if err != nil || e.ID != c.want || e.State != Open {
			t.Errorf("%s: %+v %v", name, e, err)
		}
	}
	for _, s := range []MatchState{MatchIdea, MatchProposed, MatchGettingAcquainted, MatchClosing, MatchClosed} {
		_, err := Begin(Match{State: s}, nil, asked, now)
		wantCode(t, err, "NOT_UNDER_WAY")
	}
}

func TestO04_ALookBackKeepsItsVersionOfTheQuestions(t *testing.T) {
	t.Parallel()
	e := must1(OpenNow(Evaluation{State: Due, Questions: "2024-1"}, asked))(t)
	if e.Questions != asked {
		t.Fatal(e.Questions)
	}
	kept := must1(OpenNow(Evaluation{State: Open, Questions: "2024-1"}, asked))(t)
	if kept.Questions != "2024-1" {
		t.Fatal(kept.Questions)
	}
	closed := must1(Close(kept, Closing{Outcome: OutcomeContinue}, now))(t)
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
		e, err := Close(Evaluation{State: Open}, Closing{Outcome: o, Words: " samen besproken "}, now)
		if err != nil || e.State != Done || e.Outcome != o || e.Words != "samen besproken" || !e.Closed.Equal(now) {
			t.Errorf("%s: %+v %v", o, e, err)
		}
	}
	_, err := Close(Evaluation{State: Open}, Closing{Outcome: "failed", Words: ""}, now)
	wantField(t, err, "outcome")
	_, err = Close(Evaluation{State: Due}, Closing{Outcome: OutcomeClose, Words: ""}, now)
	wantCode(t, err, "NOT_OPEN")
	_, err = Close(Evaluation{State: Done}, Closing{Outcome: OutcomeClose, Words: ""}, now)
	wantCode(t, err, "ALREADY_DONE")
	_, err = OpenNow(Evaluation{State: Done}, asked)
	wantCode(t, err, "ALREADY_DONE")
}

func openOne() Evaluation {
	return Evaluation{ID: "e", State: Open, People: []ClientID{anna, bert}, Asked: question.Newest(nil)}
}

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

func TestE04_O04_AnswersFitTheQuestionsOfTheLookBack(t *testing.T) {
	t.Parallel()
	told := func(answers ...Answer) (Reflection, error) {
		return Reflect(openOne(), Reflection{Answers: answers}, nil, byAnna(), now)
	}
	r := must1(told(Answer{Key: "relation", Value: "a_bit"}, Answer{Key: "life_changed", Value: "no"}))(t)
	if len(r.Answers) != 2 || r.Answers[0].Key != "life_changed" || r.Together {
		t.Fatalf("%+v", r)
	}
	for field, wrong := range map[string]Answer{
		"reflection.answers[0].key":   {Key: "often", Value: "good"}, // not asked in this version
		"reflection.answers[0].value": {Key: "relation", Value: "too_much"},
	} {
		_, err := told(wrong)
		wantField(t, err, field)
	}
	_, err := told(Answer{Key: "relation", Value: "yes"}, Answer{Key: "relation", Value: "no"})
	wantField(t, err, "reflection.answers[1].key")
	// One that was opened with the questions of before does not know the new one.
	before := openOne()
	before.Asked = question.BuiltIn()[1]
	_, err = Reflect(before, Reflection{Answers: []Answer{{Key: "relation", Value: "yes"}}}, nil, byAnna(), now)
	wantField(t, err, "reflection.answers[0].key")
}

func TestE04_FilledInTogetherIsKept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		r    Reflection
		by   Asker
		want bool
	}{
		"alone":                                   {Reflection{Klik: "yes"}, byAnna(), false},
		"somebody beside them":                    {Reflection{Klik: "yes", Together: true}, byAnna(), true},
		"a support worker fills in, with them":    {Reflection{Client: anna, Klik: "yes"}, byWout(), true},
		"a support worker's own look is nobody's": {Reflection{Klik: "yes", Together: true}, byWout(), false},
	} {
		if got := must1(Reflect(openOne(), c.r, nil, c.by, now))(t); got.Together != c.want {
			t.Errorf("%s: %v", name, got.Together)
		}
	}
}

func TestE05_ReasonsAreNeutralAndFew(t *testing.T) {
	t.Parallel()
	e := must1(Close(Evaluation{State: Open}, Closing{Outcome: OutcomePause, Reasons: []Reason{ReasonOtherWishes, ReasonLifeChanged, ReasonOtherWishes}}, now))(t)
	if !slices.Equal(e.Reasons, []Reason{ReasonLifeChanged, ReasonOtherWishes}) {
		t.Fatal(e.Reasons)
	}
	_, err := Close(Evaluation{State: Open}, Closing{Outcome: OutcomePause, Reasons: []Reason{"his_fault"}}, now)
	wantField(t, err, "reasons")
}

func TestE06_ClosedTooEarlyOpensAgainForADay(t *testing.T) {
	t.Parallel()
	closed := must1(Close(openOne(), Closing{Outcome: OutcomeClose, Reasons: []Reason{ReasonEnough}, Words: "samen"}, now))(t)
	again := must1(Reopen(closed, now.Add(23*time.Hour)))(t)
	if again.State != Open || again.Outcome != "" || again.Reasons != nil || again.Words != "" || !again.Closed.IsZero() {
		t.Fatalf("%+v", again)
	}
	_, err := Reopen(closed, now.Add(SecondThoughts))
	wantCode(t, err, "DONE_TOO_LONG")
	_, err = Reopen(openOne(), now)
	wantCode(t, err, "NOT_DONE")
	if until := closed.ReopenUntil(now); !until.Equal(now.Add(24 * time.Hour)) {
		t.Fatal(until)
	}
}

func TestM10_M19_R09_WhatDiffersIsSomethingToTalkAbout(t *testing.T) {
	t.Parallel()
	annas := func(r Reflection) Reflection { r.Client = anna; return r }
	berts := func(r Reflection) Reflection { r.Client = bert; return r }
	for name, c := range map[string]struct {
		told []Reflection
		want []string
	}{
		"nothing told":                {nil, nil},
		"the same":                    {[]Reflection{annas(Reflection{Klik: "yes"}), berts(Reflection{Klik: "yes"})}, nil},
		"skipping says nothing":       {[]Reflection{annas(Reflection{Klik: "yes"}), berts(Reflection{Klik: "skipped"})}, nil},
		"the klik differs":            {[]Reflection{annas(Reflection{Klik: "yes"}), berts(Reflection{Klik: "no"})}, []string{"KLIK_DIFFERS"}},
		"one does not decide":         {[]Reflection{annas(Reflection{DecideToo: "no"})}, []string{"DECIDES_TOO"}},
		"both extremes of push":       {[]Reflection{annas(Reflection{Push: "too_much"}), berts(Reflection{Push: "too_little"})}, []string{"TOO_MUCH_PUSH", "TOO_LITTLE_PUSH"}},
		"a life that changes":         {[]Reflection{annas(Reflection{LifeChanged: true, OtherWishes: true})}, []string{"LIFE_CHANGED", "OTHER_WISHES"}},
		"between them":                {[]Reflection{annas(Reflection{Answers: []Answer{{Key: "relation", Value: "no"}}})}, []string{"RELATION"}},
		"a support worker's own look": {[]Reflection{{Worker: wout, Klik: "no", DecideToo: "no"}, annas(Reflection{Klik: "yes"})}, nil},
	} {
		var got []string
		for _, w := range TalkAboutWhat(c.told) {
			if w.NL == "" || w.EN == "" {
				t.Errorf("%s: %s has no words", name, w.Code)
			}
			got = append(got, w.Code)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
