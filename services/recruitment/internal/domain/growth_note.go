package domain

import (
	"fmt"
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// GrowthKind is what a line of the growth page is about; GrowthUnsaid until somebody says so.
type GrowthKind string

// The kinds. None of them is a judgement: they are the networker's own to choose.
const (
	GrowthUnsaid    GrowthKind = ""
	GrowthLearned   GrowthKind = "learned"
	GrowthEnjoy     GrowthKind = "enjoy"
	GrowthWantToTry GrowthKind = "want_to_try"
	GrowthProud     GrowthKind = "proud"
)

// GrowthTelling is what a line says, and whether the networker's support workers may read it.
type GrowthTelling struct {
	Kind    GrowthKind
	Words   string // own words; may be empty when there is a picture
	Picture string // name of a pictogram that says it
	Shared  bool
}

// GrowthNoteRecord is a line as plain data, for keeping and showing.
type GrowthNoteRecord struct {
	GrowthTelling
	ID        GrowthNoteID
	Client    ClientID
	Networker NetworkerID
	Version   Version // counted by the store
	Created   time.Time
	Updated   time.Time
}

// GrowthNote is one line of the networker's own growth page. Only they write it;
// it is no assessment, and no step on the road asks for one.
type GrowthNote struct{ r GrowthNoteRecord }

// NewGrowthNote makes a line on the page of this networker. It stays with them until
// they share it.
func NewGrowthNote(id GrowthNoteID, of Networker, told GrowthTelling, now time.Time) (GrowthNote, error) {
	told, err := checkGrowth(told)
	if err != nil {
		return GrowthNote{}, err
	}
	return GrowthNote{GrowthNoteRecord{
		GrowthTelling: told, ID: id, Client: of.r.Client, Networker: of.r.ID, Created: now, Updated: now,
	}}, nil
}

// RestoreGrowthNote makes a line of what was kept. An error is a defect.
func RestoreGrowthNote(r GrowthNoteRecord) (GrowthNote, error) {
	told, err := checkGrowth(r.GrowthTelling)
	if err != nil {
		return GrowthNote{}, fmt.Errorf("growth note %s as kept: %w", r.ID, Defect(err))
	}
	r.GrowthTelling = told
	return GrowthNote{r}, nil
}

// Record gives the line as plain data.
func (g GrowthNote) Record() GrowthNoteRecord { return g.r }

// Tell changes the line.
func (g GrowthNote) Tell(told GrowthTelling, now time.Time) (GrowthNote, error) {
	told, err := checkGrowth(told)
	if err != nil {
		return g, err
	}
	g.r.GrowthTelling, g.r.Updated = told, now
	return g, nil
}

func checkGrowth(t GrowthTelling) (GrowthTelling, error) {
	t.Words, t.Picture = said.Own(t.Words), said.Tidy(t.Picture)
	var wrong []fault.Field
	if t.Words == "" && t.Picture == "" {
		wrong = append(wrong, fault.Field{Path: "growth_note.words", Text: fault.Text{
			NL: "Zeg het in een paar woorden, of kies een plaatje.", EN: "Say it in a few words, or choose a picture.",
		}})
	}
	if !slices.Contains([]GrowthKind{GrowthUnsaid, GrowthLearned, GrowthEnjoy, GrowthWantToTry, GrowthProud}, t.Kind) {
		wrong = append(wrong, said.UnknownChoice("growth_note.kind"))
	}
	if len(wrong) > 0 {
		return t, fault.Invalid("GROWTH_NOTE_INCOMPLETE", fault.Text{
			NL: "Er staat nog niets.", EN: "There is nothing here yet.",
		}, wrong...)
	}
	return t, nil
}
