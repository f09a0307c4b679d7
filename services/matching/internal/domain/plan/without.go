package plan

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// Group is people who stay without because the same networkers are full, or because
// there is nobody yet who suits; and what would help them.
type Group struct {
	People    []int32
	About     domain.Sentence
	Why       domain.Sentence
	WouldHelp []domain.Sentence
}

const (
	largestGroup = 12 // as many as one can think about together
	triedWords   = 3  // interests and dayparts that are tried out for a group
	mostHelp     = 3
	usualPlaces  = 2 // of a networker, where there is none to compare with
)

// without gives the groups, the largest first.
func (w *ways) without() []Group {
	places := w.usualPlaces()
	var groups []Group
	for _, g := range w.together() {
		for _, part := range w.nearby(g) {
			groups = append(groups, w.group(part, places))
		}
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(len(b.People), len(a.People)), cmp.Compare(a.People[0], b.People[0]))
	})
	return groups
}

// together puts those who stay without together when they compete for the same places:
// every networker who suits one of them, or whom somebody could move to for their sake,
// is full. Those whom only a networker suits whom
// they could take along themselves, and those whom nobody suits, are together too, last.
func (w *ways) together() [][]int32 {
	group := make([]int32, len(w.Leads)) // per networker: 1 + the group that came there first
	var members [][]int32
	var parent []int32
	root := func(g int32) int32 {
		for parent[g] != g {
			parent[g] = parent[parent[g]]
			g = parent[g]
		}
		return g
	}
	var alone, leading []int32
	for p := range w.People {
		if w.lead[p] != None {
			continue
		}
		if len(w.Of(int32(p))) == 0 {
			if w.People[p].Leading {
				leading = append(leading, int32(p))
			} else {
				alone = append(alone, int32(p))
			}
			continue
		}
		own := int32(len(members))
		members, parent = append(members, []int32{int32(p)}), append(parent, own)
		queue := slices.Clone(w.Of(int32(p)))
		for len(queue) > 0 {
			l := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			if group[l] != 0 { // from there on it was looked at already
				a, b := root(group[l]-1), root(own)
				parent[max(a, b)] = min(a, b)
				continue
			}
			group[l] = own + 1
			for _, other := range w.served[l] {
				queue = append(queue, w.Of(other)...)
			}
		}
	}
	joined := make([][]int32, len(members))
	for g, m := range members {
		joined[root(int32(g))] = append(joined[root(int32(g))], m...)
	}
	joined = slices.DeleteFunc(joined, func(m []int32) bool { return len(m) == 0 })
	for _, last := range [][]int32{leading, alone} {
		if len(last) > 0 {
			joined = append(joined, last)
		}
	}
	return joined
}

// nearby splits a group until its people can be thought of together: by region, then by
// neighbourhood, then by what they wish.
func (w *ways) nearby(g []int32) [][]int32 {
	parts := [][]int32{g}
	for i, by := range []func(Person) string{
		func(p Person) string { return p.Area[:min(2, len(p.Area))] },
		func(p Person) string { return p.Area },
		func(p Person) string { return p.Kind },
	} {
		var next [][]int32
		for _, part := range parts {
			if i > 0 && len(part) <= largestGroup {
				next = append(next, part)
				continue
			}
			next = append(next, w.split(part, by)...)
		}
		parts = next
	}
	return parts
}

func (w *ways) split(g []int32, by func(Person) string) [][]int32 {
	at := map[string][]int32{}
	var keys []string
	for _, p := range g {
		k := by(w.People[p])
		if at[k] == nil {
			keys = append(keys, k)
		}
		at[k] = append(at[k], p)
	}
	slices.Sort(keys)
	parts := make([][]int32, len(keys))
	for i, k := range keys {
		parts[i] = at[k]
	}
	return parts
}

func (w *ways) group(g []int32, places int) Group {
	suiting := map[int32]bool{}
	for _, p := range g {
		for _, l := range w.Of(p) {
			suiting[l] = true
		}
	}
	return Group{People: g, About: w.about(g), Why: w.why(g, len(suiting)), WouldHelp: w.wouldHelp(g, suiting, places)}
}

// about says where they are and what they wish.
func (w *ways) about(g []int32) domain.Sentence {
	kind := w.People[g[0]].Kind
	if len(common(w.Crowd, g, kindOf, 2)) > 1 {
		kind = ""
	}
	wish, known := wishes[kind]
	if !known {
		wish = wishes[""]
	}
	n, who, want, where := capital(number(len(g))), people.of(len(g)), wish.of(len(g)), around(w.Crowd, g)
	s := say("STAY_WITHOUT", n.NL+" "+who.NL+where.NL+" "+want.NL, n.EN+" "+who.EN+where.EN+" "+want.EN)
	if free := common(w.Crowd, g, daypartsOf, 1); len(free) > 0 && w.sharedBy(g, free[0]) {
		s.NL, s.EN = s.NL+", met tijd op "+dayparts[free[0]].NL, s.EN+", with time on "+dayparts[free[0]].EN
	}
	s.NL, s.EN = s.NL+".", s.EN+"."
	return s
}

// sharedBy says whether all of them are free then.
func (w *ways) sharedBy(g []int32, daypart string) bool {
	return dayparts[daypart].NL != "" && !slices.ContainsFunc(g, func(p int32) bool { return !slices.Contains(w.People[p].Dayparts, daypart) })
}

func (w *ways) why(g []int32, leads int) domain.Sentence {
	n := len(g)
	switch {
	case leads == 0 && w.People[g[0]].Leading && n == 1:
		return say("THE_OTHER_WAY_ROUND", "Wie hier past, heeft zelf ook een wens. Deze persoon kan daar als netwerker mee meegaan; daar past de eigen wens misschien ook in.",
			"Who suits has a wish too. This person can go along with them as a networker; perhaps their own wish has room there as well.")
	case leads == 0 && w.People[g[0]].Leading:
		return say("THE_OTHER_WAY_ROUND", "Wie hier past, heeft zelf ook een wens. Deze mensen kunnen daar als netwerker mee meegaan; daar past de eigen wens misschien ook in.",
			"Who suits has a wish too. These people can go along with them as networkers; perhaps their own wish has room there as well.")
	case leads == 0 && n == 1:
		return say("NOBODY_SUITS_YET", "Er is nu nog geen netwerker die bij deze persoon past.", "There is no networker yet who suits this person.")
	case leads == 0:
		return say("NOBODY_SUITS_YET", "Er is nu nog geen netwerker die bij deze mensen past.", "There is no networker yet who suits these people.")
	case leads == 1:
		return say("NETWORKERS_FULL", "De netwerker die past, heeft nu geen plek meer.", "The networker who suits has no place left.")
	}
	many := number(leads)
	return say("NETWORKERS_FULL", "De "+many.NL+" netwerkers die passen, hebben nu geen plek meer.", "The "+many.EN+" networkers who suit have no place left.")
}

// wouldHelp tries out who would help: a networker with this interest who is free then,
// and one more place with somebody who is there already.
func (w *ways) wouldHelp(g []int32, suiting map[int32]bool, places int) []domain.Sentence {
	type tried struct {
		interest, daypart string
		helps             int
	}
	var all []tried
	for _, interest := range common(w.Crowd, g, interestsOf, triedWords) {
		best := tried{}
		for _, daypart := range append(common(w.Crowd, g, daypartsOf, triedWords), "") {
			if n := w.helped(w.wouldSuit(g, interest, daypart), places); n > best.helps {
				best = tried{interest, daypart, n}
			}
		}
		if best.helps > 0 {
			all = append(all, best)
		}
	}
	slices.SortStableFunc(all, func(a, b tried) int { return cmp.Compare(b.helps, a.helps) })
	var help []domain.Sentence
	for _, t := range all[:min(len(all), mostHelp-1)] {
		help = append(help, oneMore(t.interest, dayparts[t.daypart], min(t.helps, len(g)), len(g)))
	}
	if len(all) == 0 {
		help = append(help, say("SAY_WHAT_IT_IS_ABOUT", "Vraag waar iemand van houdt en wanneer het uitkomt. Dan kan Optrek beter meedenken.",
			"Ask what somebody likes and when it suits. Then Optrek can think along better."))
	}
	if len(suiting) > 0 {
		help = append(help, say("ONE_MORE_PLACE", "Eén plek erbij bij een netwerker die al past, helpt ook.", "One more place with a networker who suits already helps too."))
	}
	return help
}

// wouldSuit gives those of a group whom such a networker from around would suit. Who
// did not say when they are free may be asked.
func (w *ways) wouldSuit(g []int32, interest, daypart string) []int32 {
	var who []int32
	for _, p := range g {
		free := w.People[p].Dayparts
		if slices.Contains(w.People[p].Interests, interest) && (len(free) == 0 || slices.Contains(free, daypart)) {
			who = append(who, p)
		}
	}
	return who
}

func oneMore(interest string, free fault.Text, helps, n int) domain.Sentence {
	helped := fault.Text{NL: "zou " + number(helps).NL + " van hen helpen", EN: "would help " + number(helps).EN + " of them"}
	switch {
	case n == 1:
		helped = fault.Text{NL: "zou helpen", EN: "would help"}
	case helps == n:
		helped = fault.Text{NL: "zou hen allemaal helpen", EN: "would help all of them"}
	}
	if free.NL == "" {
		return say("ONE_MORE_NETWORKER", fmt.Sprintf("Een netwerker erbij die van %s houdt, %s.", interest, helped.NL),
			fmt.Sprintf("One more networker who likes %s %s.", interest, helped.EN))
	}
	return say("ONE_MORE_NETWORKER", fmt.Sprintf("Een netwerker erbij die van %s houdt en vrij is op %s, %s.", interest, free.NL, helped.NL),
		fmt.Sprintf("One more networker who likes %s and is free on %s %s.", interest, free.EN, helped.EN))
}

// usualPlaces is how many places a networker has here: the middle one.
func (w *ways) usualPlaces() int {
	var all []int
	for _, l := range w.Leads {
		if l.Places > 0 {
			all = append(all, l.Places)
		}
	}
	if len(all) == 0 {
		return usualPlaces
	}
	slices.Sort(all)
	return all[len(all)/2]
}
