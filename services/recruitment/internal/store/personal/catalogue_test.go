package personal

import (
	"testing"

	"github.com/optrek/optrek/services/internal/personal/personaltest"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// What a person reads of the text they said yes to is words, never the name we keep it by.
func TestTheTextOfAYesIsSaidInWords(t *testing.T) {
	t.Parallel()
	for kept, want := range map[any]string{
		"network_map-1": "de eerste versie van de tekst", "matching-12": "versie 12 van de tekst", "story": "een eerdere tekst", nil: "een eerdere tekst",
	} {
		if got := shownText(kept); len(got) != 1 || got[0].NL != want || got[0].EN == "" {
			t.Errorf("%v is told as %v; want %q", kept, got, want)
		}
	}
	for _, p := range agreedParts {
		for _, c := range p.Columns {
			if c.Name == "text_version" && c.As == nil {
				t.Errorf("%s.%s is told as it is kept", p.Table, c.Name)
			}
		}
	}
}

// A table or a column that nobody thought of when a person asks for everything fails here.
func TestEverythingOfAPersonIsToldOrLeftOutWithAReason(t *testing.T) {
	t.Parallel()
	personaltest.Whole(t, store.Schema(), Catalogue, nil)
}
