package domain

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestE01_WhoMayOpenAnIntervision(t *testing.T) {
	t.Parallel()
	v := planned(t)
	v.Invited = []SupportWorkerID{"irene"}
	for name, c := range map[string]struct {
		who         []SupportWorkerID
		coordinates bool
		want        bool
	}{
		"who carries it":               {[]SupportWorkerID{wies}, false, true},
		"who is invited":               {[]SupportWorkerID{"irene"}, false, true},
		"a colleague":                  {[]SupportWorkerID{"else"}, false, false},
		"who stands in for an invited": {[]SupportWorkerID{"else", "irene"}, false, true},
		"the coordinator":              {[]SupportWorkerID{"else"}, true, true},
	} {
		if got := v.OpensTo(c.who, c.coordinates); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	v.Clients, v.ClientWords, v.ToldBack = []InvitedClient{{Client: anna}}, "samen praten", "we doen het"
	seen := fmt.Sprintf("%+v", ShowThatItIsThere(v))
	for _, hidden := range []string{"Loslaten", "Te veel doen", "irene", string(anna), "samen praten", "we doen het"} {
		if strings.Contains(seen, hidden) {
			t.Errorf("others see %q", hidden)
		}
	}
	if !strings.Contains(seen, string(wies)) || !strings.Contains(seen, v.Day) {
		t.Error("others do not see whom to ask, and when it is")
	}
}

func TestE01_CalledOffAndOnAgain(t *testing.T) {
	t.Parallel()
	v := must1(RecordLine(planned(t), "safety", "besproken, niets", now))(t)
	off := must1(CallOff(v, true, now))(t)
	_, err := Hold(off, now)
	wantCode(t, err, "CALLED_OFF")
	wantCode(t, off.MayAnswer(), "CALLED_OFF")
	on := must1(CallOff(off, false, now))(t)
	if err := on.MayAnswer(); err != nil {
		t.Fatal(err)
	}
	held := must1(Hold(on, now))(t)
	_, err = CallOff(held, true, now)
	wantCode(t, err, "ALREADY_HELD")
	wantCode(t, held.MayAnswer(), "ALREADY_HELD")
}

func TestE01_AnAgreementIsSettledAndOpenAgain(t *testing.T) {
	t.Parallel()
	v := must1(Agree(planned(t), Agreement{ID: "a", What: "Bellen", Worker: wies}, now))(t)
	v, a, err := Settle(v, "a", true, now)
	if err != nil || !a.Done || !v.Agreements[0].Done {
		t.Fatal(v, a, err)
	}
	if v, a, err = Settle(v, "a", false, now); err != nil || a.Done || v.Agreements[0].Done {
		t.Fatal(v, a, err)
	}
	_, _, err = Settle(v, "b", true, now)
	wantCode(t, err, "NOT_FOUND")
}

func TestE01_ClientsAreAskedInAFewEasyWords(t *testing.T) {
	t.Parallel()
	v := plan(wout, wies)
	v.ClientWords, v.ToldBack = strings.Repeat("x", 201), strings.Repeat("x", 501)
	v.Clients = make([]InvitedClient, 13)
	_, err := NewIntervision(v, "safety", now)
	for _, path := range []string{"intervision.client_words", "intervision.told_back", "intervision.client_ids"} {
		wantField(t, err, path)
	}
}

func TestE07_WhatLooksLikeANameIsLookedAtBeforeItTravels(t *testing.T) {
	t.Parallel()
	for words, want := range map[string][]string{
		"Begin klein. Eén kop koffie is genoeg.":                    nil,
		"Vraag het eerst: ‘Wil je mee?’ Dan pas plannen.":           nil,
		"Wij deden dit samen met Pip en de begeleider van De Wiel.": {"Pip", "De", "Wiel"},
		"Met kerst is het stil. In Boxtel ook.":                     {"Boxtel"},
		"- Ga samen\n- Blijf kort":                                  nil,
		"Gebruik WhatsApp met Pasen, vraag Pip en dan weer Pip.":    {"Pip"},
	} {
		if got := LooksLikeNames(words); !slices.Equal(got, want) {
			t.Errorf("%q: %q", words, got)
		}
	}
	l := Lesson{Words: "Vraag het aan Pip."}
	wantCode(t, MayShare(l, false), "MAYBE_A_NAME")
	if err := MayShare(l, true); err != nil {
		t.Error(err)
	}
	wantField(t, MayShare(Lesson{Words: "Bel 06 12345678."}, true), "lesson.words")
	if err := MayShare(Lesson{Words: "Begin klein."}, false); err != nil {
		t.Error(err)
	}
}
