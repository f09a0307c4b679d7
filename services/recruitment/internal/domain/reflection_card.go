package domain

import (
	"maps"
	"strings"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/template"

	"github.com/optrek/optrek/services/internal/fault"
)

// ReflectionID is one reflection card.
type ReflectionID string

// Reflection is "if it were me…" of one support worker, for their eyes alone (E-09).
// It keeps the version of the questions it was made with (O-04).
type Reflection struct {
	ID              ReflectionID
	Version         Version
	TemplateKey     string
	TemplateVersion int
	Answers         map[string]string // by the key of the question
	Created         time.Time
	Updated         time.Time
}

// Answer gives the card with these answers. A question of another version is refused,
// and an answer that is empty is none.
func (r Reflection) Answer(t template.Template, answers map[string]string, now time.Time) (Reflection, error) {
	kept := map[string]string{}
	for key, words := range answers {
		if _, there := t.Part(key); !there {
			text := fault.Text{
				NL: "Deze vraag hoort niet bij deze kaart. Laad de bladzijde opnieuw.", EN: "This question is not on this card. Load the page again.",
			}
			return r, fault.Invalid("UNKNOWN_QUESTION", text, fault.Field{Path: "reflection.answers", Text: text})
		}
		if words = strings.TrimSpace(words); words != "" {
			kept[key] = words
		}
	}
	r.TemplateKey, r.TemplateVersion, r.Answers, r.Updated = t.Key, t.Version, kept, now
	return r, nil
}

// Same says whether nothing of what is kept differs.
func (r Reflection) Same(o Reflection) bool { return maps.Equal(r.Answers, o.Answers) }
