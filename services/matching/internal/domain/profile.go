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
