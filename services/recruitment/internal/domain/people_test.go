package domain

import (
	"strings"
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
)

func TestO01_AFirstAndASecondResponsible(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		workers []SupportWorkerID
		ok      bool
		missing bool
	}{
		{nil, false, true}, {[]SupportWorkerID{"a"}, true, true}, {[]SupportWorkerID{"a", "b"}, true, false},
		{[]SupportWorkerID{"a", "a"}, false, true}, {[]SupportWorkerID{"a", "b", "c"}, false, true},
	} {
		got, err := Client{}.Assign(c.workers)
		if (err == nil) != c.ok || got.SecondMissing() != c.missing {
			t.Errorf("%v: %v, second missing %v", c.workers, err, got.SecondMissing())
		}
	}
}

func TestX04_AGivenNameIsAllThatIsAsked(t *testing.T) {
	t.Parallel()
	if err := (Client{GivenName: "Kim"}).Tidied().Check(2026); err != nil {
		t.Errorf("a name alone: %v", err)
	}
	for _, wrong := range []Client{{}, {GivenName: " "}, {GivenName: "Kim", BirthYear: 2087}, {GivenName: "Kim", BirthYear: 1800}, {GivenName: "Kim", Number: "111222333"}} {
		if err := wrong.Tidied().Check(2026); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
}

func TestN02_NeitherFollowsFromTheOther(t *testing.T) {
	t.Parallel()
	for _, s := range []Situation{{Alone: "mostly"}, {Lonely: "no"}, {Alone: "mostly", Lonely: "no"}, {Alone: "seldom", Lonely: "yes"}} {
		c := Client{GivenName: "Kim", Situation: s}.Tidied()
		if c.Situation != s || c.Check(2026) != nil {
			t.Errorf("%+v became %+v", s, c.Situation)
		}
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"Çelik": "celik", " Zoë  Ærø": "zoe aero", "ÖZDEMİR": "ozdemir", "Straße": "strasse"} { //nolint:gocritic // the spaces are what is tested
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	if got := strings.Join(NameWords("Noor", "van 't El-Amrani O'Brien"), " "); got != "noor van t el amrani elamrani o brien obrien" {
		t.Errorf("words %q", got)
	}
}
