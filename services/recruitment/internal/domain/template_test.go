package domain

import (
	"slices"
	"testing"

	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
)

func TestThereIsAConsentTextForEveryPurpose(t *testing.T) {
	t.Parallel()
	for _, p := range Purposes() {
		if _, err := TextShown(nil, p, ""); err != nil {
			t.Errorf("no text for %s", p)
		}
	}
	if texts := template.Newest(nil, template.ConsentText); len(texts) != len(Purposes()) {
		t.Errorf("%d texts for %d purposes", len(texts), len(Purposes()))
	}
}

func TestN09_N11_ThereIsASearchPromptForEveryCategory(t *testing.T) {
	t.Parallel()
	search, err := template.Find(nil, template.SearchPrompts, template.SearchKey, 0)
	if err != nil {
		t.Fatal(err)
	}
	var keys []ContactCategory
	for _, p := range search.Parts {
		keys = append(keys, ContactCategory(p.Key))
	}
	if !slices.Equal(keys, ContactCategories()) {
		t.Errorf("prompts for %q", keys)
	}
}
