package domain

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// Location is a place of the organisation where clients live or come. It stays open
// for networks, also with none (O-02).
type Location struct {
	ID           LocationID
	Version      Version
	Name         string
	Town         string
	Area         string            // four digits of the postal code
	NetworkLeads []SupportWorkerID // none yet, or at least two (O-01)
	Created      time.Time
	Updated      time.Time
}

// Tidied trims the texts and drops a lead named twice.
func (l Location) Tidied() Location {
	l.Name, l.Town, l.Area = said.Tidy(l.Name), said.Tidy(l.Town), strings.TrimSpace(l.Area)
	l.NetworkLeads = distinctIDs(l.NetworkLeads)
	return l
}

func distinctIDs[T comparable](ids []T) []T {
	out := make([]T, 0, len(ids))
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// Check says what is wrong with a tidied location. One lead alone is refused (O-01):
// a location that waits for its leads names none.
func (l Location) Check() error {
	if l.Name == "" {
		text := fault.Text{NL: "Geef de locatie een naam.", EN: "Give the location a name."}
		return fault.Invalid("NAME_NEEDED", text, fault.Field{Path: "location.name", Text: text})
	}
	if len(l.NetworkLeads) == 1 {
		text := fault.Text{
			NL: "Noem ook een tweede netwerkaanspreekpunt: een locatie hangt nooit van één persoon af.",
			EN: "Name a second network lead too: a location never depends on one person.",
		}
		return fault.Invalid("SECOND_LEAD_NEEDED", text, fault.Field{Path: "location.network_lead_ids", Text: text})
	}
	return nil
}

// Same says whether nothing of what is kept differs.
func (l Location) Same(o Location) bool {
	return l.Name == o.Name && l.Town == o.Town && l.Area == o.Area && slices.Equal(l.NetworkLeads, o.NetworkLeads)
}
