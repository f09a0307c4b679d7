package pictogram

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// What the web app can draw and what an organisation can replace is the same list.
func TestEveryDrawingHasAMeaning(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../../gateway/web/scripts/pictograms.json")
	if err != nil {
		t.Fatal(err)
	}
	var drawn, known []string
	if err := json.Unmarshal(text, &drawn); err != nil {
		t.Fatal(err)
	}
	slices.Sort(drawn)
	for _, m := range All() {
		known = append(known, m.Name)
		if m.Text.NL == "" || m.Text.EN == "" {
			t.Errorf("%s means nothing in one of the languages", m.Name)
		}
		if found, err := Find(m.Name); err != nil || found != m {
			t.Errorf("%s is not found: %v", m.Name, err)
		}
	}
	if !slices.Equal(drawn, known) {
		t.Errorf("drawn %v\nknown %v", drawn, known)
	}
}

func TestAFileIsForOnePictogramOnly(t *testing.T) {
	t.Parallel()
	whose := map[string]string{}
	for _, m := range All() {
		for _, called := range []string{m.Name, slug(m.Text.NL), slug(m.Text.EN)} {
			if other := whose[called]; other != "" && other != m.Name {
				t.Errorf("%q is %s and %s", called, other, m.Name)
			}
			whose[called] = m.Name
		}
		if strings.ContainsFunc(m.Text.NL+m.Text.EN, func(r rune) bool { return r > 'z' }) {
			t.Errorf("%s: an accent does not survive every zip", m.Name)
		}
	}
}

func TestByFile(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"fiets.png": "bicycle", "Set 2026/Fiets.PNG": "bicycle", `set\bicycle.webp`: "bicycle", "Koffie drinken.jpg": "hot-beverage",
		"koffie_drinken.jpeg": "hot-beverage", "having coffee.png": "hot-beverage", "hot-beverage": "hot-beverage",
		"fietsenstalling.png": "", ".png": "", "": "",
	} {
		if m, found := ByFile(file); m.Name != want || found != (want != "") {
			t.Errorf("%q is for %q", file, m.Name)
		}
	}
}

func TestADigestIsLettersOnly(t *testing.T) {
	t.Parallel()
	one, other := Digest([]byte("one")), Digest([]byte("other"))
	if one == other || len(one) != 24 || strings.Trim(one+other, "abcdefghijklmnop") != "" {
		t.Errorf("%q and %q", one, other)
	}
}
