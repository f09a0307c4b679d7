package domain

import "strings"

// Profile is what matching may know of somebody who agreed to be looked for: what
// they like, can, and when and how. No diagnosis, no IQ (M-22).
type Profile struct {
	Client         ClientID
	Interests      []string
	Talents        []string
	Dayparts       []string // "weekday_evening", …
	TravelKm       int      // how far somebody can go; 0 when not known
	Company        string   // "one_to_one", "group", "either" or empty
	Communication  string
	Area           string // four digits of the postal code, or empty
	CouldMeanKnown bool
}

// FoldWords makes words comparable: small letters, single spaces.
func FoldWords(words []string) []string {
	folded := make([]string, 0, len(words))
	for _, w := range words {
		if w = strings.ToLower(strings.Join(strings.Fields(w), " ")); w != "" {
			folded = append(folded, w)
		}
	}
	return folded
}

// Nearness is how near two areas are, as far as four digits can tell.
type Nearness int

// The kinds of nearness. Postal codes with the same first two digits lie in one
// region of some tens of kilometres at most; beyond that the digits tell nothing
// honest about the distance, so it is a thing to talk about and not a distance.
const (
	NearnessUnknown Nearness = iota
	SameArea                 // the same four digits: a village or part of a town
	SameRegion               // the same first two: "in de buurt"
	OtherRegion              // both known, and different
)

// smallTravel is the distance in km up to which another region is out of reach.
const smallTravel = 10

// NearnessOf compares two areas.
func NearnessOf(a, b string) Nearness {
	switch {
	case len(a) != 4 || len(b) != 4:
		return NearnessUnknown
	case a == b:
		return SameArea
	case a[:2] == b[:2]:
		return SameRegion
	}
	return OtherRegion
}

// outOfReach says whether the two are too far apart for one who cannot go far.
func outOfReach(a, b Profile) bool {
	short := func(p Profile) bool { return p.TravelKm > 0 && p.TravelKm <= smallTravel }
	return NearnessOf(a.Area, b.Area) == OtherRegion && (short(a) || short(b))
}
