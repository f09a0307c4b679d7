package domain

import (
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
