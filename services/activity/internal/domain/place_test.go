package domain

import (
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
)

func TestA05_APlaceHasAccessFactsAndIsFoundWithoutAccents(t *testing.T) {
	t.Parallel()
	p, err := AddPlace(Place{Name: "  Café   De Brûg ", Town: "Uden", Wheelchair: "yes", Quiet: "partly"}, now)
	if err != nil || p.Name != "Café De Brûg" || p.Key() != "cafe de brug" || p.TownKey() != "uden" || p.Wheelchair != "yes" {
		t.Fatalf("%+v %q %v", p, p.Key(), err)
	}
	_, err = AddPlace(Place{Name: " "}, now)
	wantField(t, err, "place.name")
	_, err = EditPlace(Place{Name: ""}, now)
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
