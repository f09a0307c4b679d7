package sheet

import (
	"slices"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// Taken is what an import writes of a client.
type Taken struct {
	Given     string                   `json:"given"`
	Family    string                   `json:"family"`
	BirthYear int                      `json:"birth_year"`
	Location  domain.LocationID        `json:"location"`
	Area      string                   `json:"area"`
	Interests []string                 `json:"interests"`
	Aids      []string                 `json:"aids"`
	Workers   []domain.SupportWorkerID `json:"workers"`
	Legal     domain.Representative    `json:"legal,omitzero"`
	Imported  *Imported                `json:"imported"` // what the import before read
}

func taken(c domain.Client, imported *Imported) Taken {
	return Taken{
		Given: c.GivenName, Family: c.FamilyName, BirthYear: c.BirthYear, Location: c.Location, Area: c.Profile.Area,
		Interests: c.Profile.Interests, Aids: c.Aids, Workers: c.SupportWorkers, Legal: c.Representative,
		Imported: imported,
	}
}

// Change is what an import did to one client, kept for as long as it can be undone.
type Change struct {
	Client  domain.ClientID
	Made    bool           // by this import; Was is empty
	Version domain.Version // of the client, after it
	Was     Taken
	Now     Taken
}

// Change gives what an arrival, once written, did.
func (a Arrival) Change() Change {
	c := Change{Client: a.Client.ID, Made: a.Before == nil, Version: 1, Now: taken(a.Client, a.Imported)}
	if a.Before != nil {
		c.Was, c.Version = taken(*a.Before, a.Last), a.Before.Version
		if a.Changed() {
			c.Version++
		}
	}
	return c
}

// TakenBack is what undoing a number of changes comes to.
type TakenBack struct {
	Gone []domain.ClientID // to be removed: made by the import, and nobody worked with them
	Back []Arrival         // to be written as they were
	Kept []domain.ClientID // changed since, or known better by now: what was changed stays
}

// TakeBack undoes changes as far as nobody worked with these people since. present is
// how they are now; somebody who is not in it has left, and needs nothing. touched are
// those with whom somebody worked, beyond what an import writes.
func TakeBack(changes []Change, present map[domain.ClientID]Present, touched map[domain.ClientID]bool) TakenBack {
	var t TakenBack
	for _, change := range changes {
		now, here := present[change.Client]
		switch {
		case !here:
		case change.Made && now.Client.Version == change.Version && !touched[change.Client]:
			t.Gone = append(t.Gone, change.Client)
		case change.Made:
			t.Kept = append(t.Kept, change.Client)
		default:
			back, whole := change.back(now)
			t.Back = append(t.Back, back)
			if !whole {
				t.Kept = append(t.Kept, change.Client)
			}
		}
	}
	return t
}

// back gives somebody as they were, but for what was changed since: whole says that
// there is nothing of that.
func (c Change) back(present Present) (Arrival, bool) {
	before, was := present.Client, Imported{}
	if present.Imported != nil {
		was = *present.Imported
	}
	memory, whole := was, true
	older := Imported{}
	if c.Was.Imported != nil {
		older = *c.Was.Imported
	}
	after := before
	if after.GivenName == c.Now.Given && after.FamilyName == c.Now.Family {
		after.GivenName, after.FamilyName, memory.Given, memory.Family = c.Was.Given, c.Was.Family, older.Given, older.Family
	} else if c.Was.Given != c.Now.Given || c.Was.Family != c.Now.Family {
		whole = false
	}
	if restored(&whole, &after.BirthYear, c.Was.BirthYear, c.Now.BirthYear) {
		memory.BirthYear = older.BirthYear
	}
	if restored(&whole, &after.Location, c.Was.Location, c.Now.Location) {
		memory.Location = older.Location
	}
	if restored(&whole, &after.Profile.Area, c.Was.Area, c.Now.Area) {
		memory.Area = older.Area
	}
	if restoredList(&whole, &after.Profile.Interests, c.Was.Interests, c.Now.Interests) {
		memory.Interests = older.Interests
	}
	if restoredList(&whole, &after.Aids, c.Was.Aids, c.Now.Aids) {
		memory.Aids = older.Aids
	}
	if restoredList(&whole, &after.SupportWorkers, c.Was.Workers, c.Now.Workers) {
		memory.Worker, memory.Second = older.Worker, older.Second
	}
	if restored(&whole, &after.Representative, c.Was.Legal, c.Now.Legal) {
		memory.Legal = older.Legal
	}
	a := Arrival{Client: after, Before: &before, Last: present.Imported, Imported: &memory}
	if c.Was.Imported == nil {
		a.Imported = nil // made by hand: an import only fills what is empty
	}
	return a, whole
}

// restored puts a value back when it still is what the import made of it, and says so;
// whole ends when the import had changed it and somebody changed it again.
func restored[T comparable](whole *bool, current *T, was, now T) bool {
	if *current == now {
		*current = was
		return true
	}
	*whole = *whole && was == now
	return false
}

func restoredList[T comparable](whole *bool, current *[]T, was, now []T) bool {
	if slices.Equal(*current, now) {
		*current = was
		return true
	}
	*whole = *whole && slices.Equal(was, now)
	return false
}
