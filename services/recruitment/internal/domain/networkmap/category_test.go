package networkmap

import (
	"slices"
	"testing"

	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
)

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
