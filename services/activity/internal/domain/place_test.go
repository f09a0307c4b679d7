package domain

import (
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
)

func TestA05_APlaceHasAccessFactsAndIsFoundWithoutAccents(t *testing.T) {
	t.Parallel()
	p, err := AddPlace(Place{Name: "  Café   De Brûg ", Town: "Uden", Facts: Facts{Wheelchair: "yes", Quiet: "partly"}}, Look{At: now})
	if err != nil || p.Name != "Café De Brûg" || p.Key() != "cafe de brug" || p.TownKey() != "uden" || p.Wheelchair != "yes" {
		t.Fatalf("%+v %q %v", p, p.Key(), err)
	}
	p, err = AddPlace(Place{Name: "De Hut", KnowsUsRole: "de gastvrouw"}, Look{At: now})
	if err != nil || p.KnowsUs != FactYes {
		t.Fatalf("%+v %v", p, err)
	}
	_, err = AddPlace(Place{Name: " "}, Look{At: now})
	wantField(t, err, "place.name")
	_, err = EditPlace(Place{Name: ""}, Look{At: now})
	wantKind(t, err, fault.KindInvalid)
}

func TestVersion_Expect(t *testing.T) {
	t.Parallel()
	for etag, ok := range map[string]bool{"": true, "3": true, `"3"`: true, "2": false, "x": false} {
		if err := Version(3).Expect(etag); (err == nil) != ok {
			t.Errorf("%q: %v", etag, err)
		}
	}
}

func TestA05_AlikeAsksAndNeverClaims(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, town, other, otherTown string
		want                         bool
	}{
		{"Buurthuis De Brug", "Uden", "buurthuis brug", "", true},
		{"Café 't Hoekje", "Veghel", "Cafe Hoekje", "veghel", true},
		{"Zwembad", "Uden", "Zwembad De Sprank", "Uden", true},
		{"Bibliotheek", "Uden", "Bibliotheek", "Veghel", false}, // every town has one
		{"Bibliotheek", "Uden", "Biblioteek", "Uden", true},
		{"De Hut", "", "De Hal", "", false}, // short names differ in one letter
		{"Pannenkoekenhuis", "Uden", "Bowlingbaan", "Uden", false},
		{"De", "", "Het", "", false},
		{"", "", "", "", false},
	} {
		if got := Alike(c.name, c.town, c.other, c.otherTown); got != c.want {
			t.Errorf("%q %q and %q %q: %v", c.name, c.town, c.other, c.otherTown, got)
		}
		if Alike(c.name, c.town, c.other, c.otherTown) != Alike(c.other, c.otherTown, c.name, c.town) {
			t.Errorf("%q and %q: it depends on who is asked", c.name, c.other)
		}
	}
}
