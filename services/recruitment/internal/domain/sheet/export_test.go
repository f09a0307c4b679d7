package sheet_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
)

func TestWhatASpreadsheetWouldRunIsNeutralAndComesBack(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{
		"=1+1", "+31", "-Jan", "@SUM(A1)", "\tx", "\rx", "\n=x", "'=x", "''=x", "＝1", "'t Hoen", "Lieke", "", "'", `=HYPERLINK("http://x";"y")`,
	} {
		safe := sheet.Neutral(cell)
		if safe != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(safe)[0]) {
			t.Errorf("%q would run: %q", cell, safe)
		}
		if back := sheet.Plain(safe); back != cell {
			t.Errorf("%q came back as %q", cell, back)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`['=+\-@\t\ra-c]{0,6}`).Draw(t, "cell")
		if back := sheet.Plain(sheet.Neutral(cell)); back != cell {
			t.Fatalf("%q came back as %q", cell, back)
		}
	})
}

func TestAnExportHasTheFormOfSpreadsheetsHere(t *testing.T) {
	t.Parallel()
	got := string(sheet.Export([]sheet.Exported{{
		Client: domain.Client{
			Number: "A1", GivenName: "=cmd|' /C calc'!A0", FamilyName: `de "Wit"; Jansen`, BirthYear: 1961,
			Profile: domain.Profile{Area: "5801", Interests: []string{"koken", "brood, taart"}, CouldMean: "privé"},
			Aids:    []string{"rolstoel", "picto's"}, Leaving: &domain.Leaving{State: domain.LeavingProposed, Ended: "2026-03-01"},
		},
		Location: "De Brug", Worker: "@Anna", Email: "anna@example.org",
	}}))
	want := "\ufeff" + `"Cliëntnummer";"Roepnaam";"Achternaam";"Geboortejaar";"Locatie";"Postcode";"Persoonlijk begeleider";"E-mail begeleider";"Interesses";"Hulpmiddelen";"Uit zorg"` + "\r\n" +
		`"A1";"'=cmd|' /C calc'!A0";"de ""Wit""; Jansen";"1961";"De Brug";"5801";"'@Anna";"anna@example.org";"koken";"rolstoel, picto's";"01-03-2026"` + "\r\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
