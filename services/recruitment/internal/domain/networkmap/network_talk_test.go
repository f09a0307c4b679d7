package networkmap_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
)

func answer(t interface{ Fatal(...any) }, words string, notNow bool) *networkmap.TalkAnswer {
	a, err := networkmap.NewTalkAnswer("talk.what_i_mean", words, notNow)
	if err != nil {
		t.Fatal(err)
	}
	return &a
}

func TestN04_ATalkClosesOnlyWithAnAnswerOrNotNowOnBoth(t *testing.T) {
	open, words, notNow := answer(t, "", false), answer(t, "mijn zus", false), answer(t, "", true)
	cases := []struct {
		name     string
		who, I   *networkmap.TalkAnswer
		closable bool
	}{
		{"both open", open, open, false},
		{"only the first", words, open, false},
		{"only the second", open, words, false},
		{"not now on one", notNow, open, false},
		{"words on both", words, words, true},
		{"words and not now", words, notNow, true},
		{"not now on both", notNow, notNow, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			talk, err := networkmap.StartNetworkTalk("t1", "c1", noon).Answer(networkmap.TalkAnswers{WhoSupportsMe: c.who, WhatIMean: c.I})
			if err != nil {
				t.Fatal(err)
			}
			closed, err := talk.Close(noon)
			if c.closable != (err == nil) {
				t.Fatalf("closing: %v", err)
			}
			if err != nil {
				wantKind(t, err, fault.KindConflict)
			}
			if c.closable == closed.Record().Closed.IsZero() {
				t.Fatal("the closing time does not say what happened")
			}
		})
	}
}

func TestN04_AnAnswerAndNotNowDoNotGoTogether(t *testing.T) {
	_, err := networkmap.NewTalkAnswer("talk.who_supports_me", "mijn zus", true)
	wantField(t, err, "talk.who_supports_me")
}

func TestAClosedTalkIsLeftAlone(t *testing.T) {
	notNow := answer(t, "", true)
	talk, _ := networkmap.StartNetworkTalk("t1", "c1", noon).Answer(networkmap.TalkAnswers{WhoSupportsMe: notNow, WhatIMean: notNow})
	talk, err := talk.Close(noon)
	if err != nil {
		t.Fatal(err)
	}
	_, err = talk.Answer(networkmap.TalkAnswers{WhoSupportsMe: answer(t, "toch iets", false)})
	wantKind(t, err, fault.KindConflict)
	_, err = talk.Close(noon)
	wantKind(t, err, fault.KindConflict)
}

func TestAQuestionLeftOutKeepsItsAnswer(t *testing.T) {
	talk, _ := networkmap.StartNetworkTalk("t1", "c1", noon).Answer(networkmap.TalkAnswers{WhoSupportsMe: answer(t, "mijn zus", false)})
	talk, err := talk.Answer(networkmap.TalkAnswers{WhatIMean: answer(t, "ik luister", false)})
	if err != nil {
		t.Fatal(err)
	}
	if r := talk.Record(); r.WhoSupportsMe.Words() != "mijn zus" || r.WhatIMean.Words() != "ik luister" {
		t.Fatalf("answers = %+v", r)
	}
}

// A map is complete in itself: a talk closes with nobody on the map, no wish and no plan.
func TestN15_ATalkNeedsNoFollowUp(t *testing.T) {
	notNow := answer(t, "", true)
	talk, _ := networkmap.StartNetworkTalk("t1", "c1", noon).Answer(networkmap.TalkAnswers{WhoSupportsMe: notNow, WhatIMean: notNow})
	if _, err := talk.Close(noon); err != nil {
		t.Fatal(err)
	}
}

func TestN04_NoSequenceClosesATalkWithAnOpenQuestion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		talk := networkmap.StartNetworkTalk("t1", "c1", noon)
		maybe := func(label string) *networkmap.TalkAnswer {
			switch rapid.IntRange(0, 3).Draw(t, label) {
			case 0:
				return nil
			case 1:
				return answer(t, "", false)
			case 2:
				return answer(t, "", true)
			}
			return answer(t, "woorden", false)
		}
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "close") {
				talk, _ = talk.Close(noon)
			} else {
				talk, _ = talk.Answer(networkmap.TalkAnswers{WhoSupportsMe: maybe("who"), WhatIMean: maybe("what")})
			}
			if _, err := networkmap.RestoreNetworkTalk(talk.Record()); err != nil {
				t.Fatal(err)
			}
		}
	})
}
