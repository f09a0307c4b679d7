package domain

import (
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
)

func TestHowWasIt_ASkipIsAnAnswerAndNothingIsNot(t *testing.T) {
	t.Parallel()
	a := Activity{Goers: party(anna)}
	for _, h := range []HowWasIt{{Mood: MoodSkipped}, {Again: "skipped"}, {Words: "top"}, {Mood: MoodNice, Again: "yes"}} {
		h.Client = anna
		answer, mood, err := Tell(a, h, nil, byAnna(), now)
		if err != nil || mood != nil || !answer.BySelf || !answer.At.Equal(now) {
			t.Errorf("%+v: %+v, told %v, %v", h, answer, mood, err)
		}
	}
	_, _, err := Tell(a, HowWasIt{Client: anna, Words: "  "}, nil, byAnna(), now)
	wantField(t, err, "mood")
}

func TestHowWasIt_OnlyWhatIsSharedIsTold(t *testing.T) {
	t.Parallel()
	a := Activity{Goers: party(anna)}
	private, mood, err := Tell(a, HowWasIt{Client: anna, Mood: MoodNotNice}, nil, byAnna(), now)
	if err != nil || mood != nil {
		t.Fatalf("private: told %v, %v", mood, err)
	}
	shared, mood, err := Tell(a, HowWasIt{Client: anna, Mood: MoodNotNice, Shared: true}, &private, byAnna(), now)
	if err != nil || mood == nil || *mood != MoodNotNice {
		t.Fatalf("shared: told %v, %v", mood, err)
	}
	_, mood, err = Tell(a, HowWasIt{Client: anna, Mood: MoodNice}, &shared, byAnna(), now)
	if err != nil || mood == nil || *mood != Withdrawn {
		t.Fatalf("taken back: told %v, %v", mood, err)
	}
}

func TestHowWasIt_IsApart(t *testing.T) {
	t.Parallel()
	a := Activity{Goers: party(anna, bert)}
	_, _, err := Tell(a, HowWasIt{Client: bert, Mood: MoodNice}, nil, byAnna(), now)
	wantKind(t, err, fault.KindNotFound)
	_, _, err = Tell(Activity{Goers: party(bert)}, HowWasIt{Client: anna, Mood: MoodNice}, nil, byAnna(), now)
	wantKind(t, err, fault.KindNotFound)
}

func TestHowWasIt_WhatAClientToldThemselfStaysTheirs(t *testing.T) {
	t.Parallel()
	a := Activity{Goers: party(anna)}
	own := HowWasIt{Client: anna, Mood: MoodNotNice, BySelf: true}
	_, _, err := Tell(a, HowWasIt{Client: anna, Mood: MoodNice, Shared: true}, &own, byWorker(), now)
	wantKind(t, err, fault.KindConflict)

	noted, _, err := Tell(a, HowWasIt{Client: anna, Mood: MoodNice}, nil, byWorker(), now)
	if err != nil || noted.BySelf {
		t.Fatalf("%+v %v", noted, err)
	}
	_, _, err = Tell(a, HowWasIt{Client: anna, Mood: MoodSoSo}, &noted, byAnna(), now)
	if err != nil {
		t.Fatal(err)
	}
}
