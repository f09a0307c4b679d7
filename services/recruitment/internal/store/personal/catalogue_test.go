package personal

import (
	"encoding/json"
	"slices"
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

// So is what we keep as a structure.
func TestWhatIsKeptAsAStructureIsSaidInWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as   func(any) []words
		kept string
		want []string
	}{
		"tools": {toolsUsed, `[{"key":"miracle_question","version":1,"answers":{"who_notices":{"words":"mijn broer"},"tomorrow":{"not_now":true}}},{"key":"walk","version":3,"answers":{"how":{"words":"langzaam"}}}]`, []string{
			"De wondervraag", "Stel, vannacht gebeurt er een wonder terwijl je slaapt. Wat lastig is met mensen om je heen, is opgelost. Waaraan merk je dat morgen het eerst? liever niet nu",
			"Wie merkt het nog meer? Waaraan ziet diegene het? mijn broer", "een hulpmiddel van de organisatie", "langzaam",
		}},
		"approaches": {askedFor, `[{"id":"0190","purpose":"samen vissen","voice":"pictures","given":"2026-05-04T10:00:00Z"}]`, []string{"samen vissen, met plaatjes, 4 mei 2026, 12:00"}},
		"imported": {ofTheList, `{"given":"Wies","birth_year":1990,"location":"0190","worker":"0190","aids":["rolstoel","bril"],"legal":{"Name":"Truus Bedacht","Kind":"mentor"}}`, []string{
			"je roepnaam: Wies", "je geboortejaar: 1990", "je hulpmiddelen: rolstoel", "je hulpmiddelen: bril", "wie je vertegenwoordigt: Truus Bedacht",
		}},
		"picture":     {pictured, `"clapper-board"`, []string{"Film"}},
		"old picture": {pictured, `"steam-roller"`, []string{"een plaatje"}},
		"no picture":  {pictured, `""`, nil},
		"nothing":     {toolsUsed, `null`, nil},
	} {
		var kept any
		if err := json.Unmarshal([]byte(c.kept), &kept); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, line := range c.as(kept) {
			got = append(got, line.NL)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
	}
}

// A table or a column that nobody thought of when a person asks for everything fails here.
func TestEverythingOfAPersonIsToldOrLeftOutWithAReason(t *testing.T) {
	t.Parallel()
	personaltest.Whole(t, store.Schema(), Catalogue, nil)
}
