package insight

import "time"

// Person is what is counted of one client. It has no id: nothing here leads back to anybody.
type Person struct {
	Location string // "" when they have none

	// In the quarter.
	WentWithMatch  bool   // did something in the name of their match
	WentWithOthers bool   // did something together in another way
	Klik           string // the last answer, looking back: yes, a_bit, no, or ""
	Mood           string // the last they told: nice, so_so, not_nice, or ""

	// At its end.
	WaitingSince time.Time // of the oldest wish that nobody is there for; zero when there is none
	Gives, Gets  bool      // in a match
	Workers      int       // who guide them
	OnlyGuide    bool      // their one support worker is the only one around a match
	Road         string    // state as a networker, or ""
}

// Count puts people into the groups of every figure: each person into one group of a figure, or into none.
func Count(people []Person, end time.Time) map[Figure]Counts {
	counted := map[Figure]Counts{}
	for _, f := range Figures() {
		counted[f] = Counts{}
	}
	for _, p := range people {
		for f, g := range p.groups(end) {
			if g == "" {
				continue
			}
			if counted[f][p.Location] == nil {
				counted[f][p.Location] = map[Group]int{}
			}
			counted[f][p.Location][g]++
		}
	}
	return counted
}

// Living says how many people each location has.
func Living(people []Person) map[string]int {
	n := map[string]int{}
	for _, p := range people {
		n[p.Location]++
	}
	return n
}

// Tables makes the public tables of a quarter that ended at end.
func Tables(people []Person, end time.Time) []Table {
	counted, living := Count(people, end), Living(people)
	tables := make([]Table, 0, len(Figures()))
	for _, f := range Figures() {
		tables = append(tables, Publish(f, counted[f], living))
	}
	return tables
}

func (p Person) groups(end time.Time) map[Figure]Group {
	return map[Figure]Group{
		TakingPart: first(when(p.WentWithMatch, WithMatch), when(p.WentWithOthers, WithOthers)),
		Contact:    map[string]Group{"yes": Klik, "a_bit": KlikABit, "no": NoKlik}[p.Klik],
		HowItWas:   map[string]Group{"nice": Nice, "so_so": Okay, "not_nice": NotNice}[p.Mood],
		Waiting:    waiting(p.WaitingSince, end),
		Balance:    first(when(p.Gives && p.Gets, GivesAndGets), when(p.Gives, Gives), when(p.Gets, Gets)),
		Continuity: first(when(p.Workers == 0, Nobody), when(p.Workers == 1 && p.OnlyGuide, MatchWithOne), when(p.Workers == 1, One)),
		Road: map[string]Group{
			"approached": GettingReady, "in_conversation": GettingReady, "learning": GettingReady,
			"active": ActiveOnRoad, "paused": PausedOnRoad,
		}[p.Road],
	}
}

// waiting tells in coarse steps: care for who waits longest, and no clock on anybody (O-05).
func waiting(since, end time.Time) Group {
	switch {
	case since.IsZero() || !since.Before(end):
		return ""
	case since.After(end.AddDate(0, -3, 0)):
		return Short
	case since.After(end.AddDate(0, -6, 0)):
		return Longer
	}
	return Long
}

func when(so bool, g Group) Group {
	if so {
		return g
	}
	return ""
}

func first(groups ...Group) Group {
	for _, g := range groups {
		if g != "" {
			return g
		}
	}
	return ""
}
