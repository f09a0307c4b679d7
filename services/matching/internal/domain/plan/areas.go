package plan

import (
	"cmp"
	"slices"
)

// Area is a part of the picture: a neighbourhood with its people and places.
type Area struct {
	Area       string `json:"area"` // two or four digits of the postal code; empty for all others together
	Wishing    int    `json:"wishing"`
	WithIdea   int    `json:"with_idea"`
	PlacesFree int    `json:"places_free"`
}

// fewest is how many people with a wish an area has at least: of fewer a count would
// point at somebody.
const fewest = 5

// areas makes the picture. Fewer than five people in a neighbourhood are told with their
// region, fewer in a region with all others; when those are too few, the smallest area
// joins them. Nothing at all when there are too few altogether.
func (ch *chosen) areas() []Area {
	told := gather(ch.neighbourhoods(), func(a string) string { return a[:min(2, len(a))] })
	told = gather(told, func(string) string { return "" })
	// The fullest first, all others last.
	last := func(a Area) int {
		if a.Area == "" {
			return 1
		}
		return 0
	}
	slices.SortFunc(told, func(a, b Area) int {
		return cmp.Or(cmp.Compare(last(a), last(b)), cmp.Compare(b.Wishing, a.Wishing), cmp.Compare(a.Area, b.Area))
	})
	n := len(told)
	if n == 0 || last(told[n-1]) == 0 || told[n-1].Wishing >= fewest {
		return told
	}
	if n == 1 {
		return nil
	}
	told[n-2].Area = ""
	told[n-2].add(told[n-1])
	return told[:n-1]
}

func (a *Area) add(b Area) {
	a.Wishing, a.WithIdea, a.PlacesFree = a.Wishing+b.Wishing, a.WithIdea+b.WithIdea, a.PlacesFree+b.PlacesFree
}

func (ch *chosen) neighbourhoods() []Area {
	at := map[string]*Area{}
	area := func(code string) *Area {
		if len(code) != 4 {
			code = ""
		}
		if at[code] == nil {
			at[code] = &Area{Area: code}
		}
		return at[code]
	}
	for p, person := range ch.People {
		a := area(person.Area)
		a.Wishing++
		if ch.lead[p] != None {
			a.WithIdea++
		}
	}
	for l, lead := range ch.Leads {
		area(lead.Area).PlacesFree += ch.free(int32(l))
	}
	return values(at)
}

// gather puts areas with too few people together under a wider name.
func gather(areas []Area, wider func(string) string) []Area {
	at := map[string]*Area{}
	for _, a := range areas {
		name := a.Area
		if a.Wishing < fewest {
			name = wider(name)
		}
		if at[name] == nil {
			at[name] = &Area{Area: name}
		}
		at[name].add(a)
	}
	return values(at)
}

func values(at map[string]*Area) []Area {
	all := make([]Area, 0, len(at))
	for _, a := range at {
		all = append(all, *a)
	}
	slices.SortFunc(all, func(a, b Area) int { return cmp.Compare(a.Area, b.Area) })
	return all
}
