package domain

import (
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
)

func TestN17_OnlyWhatWasApprovedGoesOut(t *testing.T) {
	t.Parallel()
	first := ParticipationText{SocialNetwork: "Mijn buurvrouw", Hobby: "Vissen"}
	p := Participation{Client: "c1", Version: 3}.Write(first)
	if !p.Approved.empty() {
		t.Fatal("a draft goes out")
	}
	p, err := p.Approve("3", "knikte en lachte", false, noon)
	if err != nil || p.Approved != first || p.Voice != "knikte en lachte" {
		t.Fatalf("%+v, %v", p, err)
	}
	if p = p.Write(ParticipationText{Hobby: "Iets anders"}); p.Approved != first {
		t.Error("a new draft goes out without a yes")
	}
	if p = p.Withdraw(); !p.Approved.empty() || !p.At.IsZero() || p.Voice != "" || p.Draft.Hobby != "Iets anders" {
		t.Errorf("after taking back: %+v", p)
	}
	if p.Withdraw() != p {
		t.Error("taking back twice is something else")
	}
}

func TestN17_TheYesIsTheClientsAndToTheTextReadOut(t *testing.T) {
	t.Parallel()
	p := Participation{Client: "c1", Version: 3}.Write(ParticipationText{Hobby: "Vissen"})
	cases := map[string]struct {
		p           Participation
		etag, voice string
		self        bool
		want        fault.Kind
	}{
		"staff without how":       {p, "3", " ", false, fault.KindInvalid},
		"without the text's etag": {p, "", "zei ja", false, fault.KindInvalid},
		"another text by now":     {p, "2", "zei ja", false, fault.KindStale},
		"no text":                 {Participation{Version: 3}, "3", "", true, fault.KindConflict},
	}
	for name, c := range cases {
		after, err := c.p.Approve(c.etag, c.voice, c.self, noon)
		if fault.KindOf(err) != c.want || !after.Approved.empty() {
			t.Errorf("%s: %v, %+v", name, err, after)
		}
	}
	// The client's own yes needs no words, and gets none put in their mouth.
	if after, err := p.Approve("3", "vond het goed", true, noon); err != nil || after.Voice != "" || after.Approved.Hobby != "Vissen" {
		t.Errorf("%v, %+v", err, after)
	}
}
