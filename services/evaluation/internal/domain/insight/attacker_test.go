package insight_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/evaluation/internal/domain/insight"
)

// These tests play somebody who has every published table and a pencil.
//
// The attacker knows the method, and how many people live at each location. They are given
// tables of several quarters in which people come, leave, move and are erased, and take
// every sum of cells minus every other sum. What they then know of a group is an interval:
// the group is found when that lies within one to four people.

// organisation is made-up people over made-up quarters.
type organisation struct {
	quarters [][]insight.Person
}

// draw makes an organisation of locations of all sizes. Most people stay as they are from
// quarter to quarter: that is what subtracting lives on.
func draw(t *rapid.T) organisation {
	locations := rapid.IntRange(1, 6).Draw(t, "locations")
	people := []insight.Person{}
	for l := range locations {
		size := rapid.SampledFrom([]int{1, 2, 2, 3, 4, 5, 6, 9, 10, 14, 15, 31}).Draw(t, "size")
		for range size {
			people = append(people, person(t, fmt.Sprintf("location-%d", l)))
		}
	}
	o := organisation{}
	for range rapid.IntRange(1, 3).Draw(t, "quarters") {
		o.quarters = append(o.quarters, slices.Clone(people))
		switch rapid.SampledFrom([]string{"one comes", "one leaves", "one moves", "one changes", "nothing"}).Draw(t, "then") {
		case "one comes":
			people = append(people, person(t, "location-0"))
		case "one leaves":
			people = people[1:]
		case "one moves":
			people = slices.Clone(people)
			people[0].Location = "location-1"
		case "one changes":
			people = slices.Clone(people)
			people[0] = person(t, people[0].Location)
		}
		if len(people) == 0 {
			break
		}
	}
	return o
}

func person(t *rapid.T, location string) insight.Person {
	return insight.Person{
		Location: location,
		Klik:     rapid.SampledFrom([]string{"", "yes", "yes", "yes", "a_bit", "no"}).Draw(t, "klik"),
		Gives:    rapid.Bool().Draw(t, "gives"), Gets: rapid.Bool().Draw(t, "gets"),
		Workers: rapid.IntRange(0, 2).Draw(t, "workers"),
	}
}

// known is an interval of whole numbers.
type known struct{ low, high int }

// knows is what the attacker reads off one cell of a location where so many people live.
func knows(c insight.Cell, living int) known {
	if c.TooFew() {
		return known{0, min(insight.Base-1, living)}
	}
	return known{c.AtLeast, min(c.AtMost(), living)}
}

func (k known) plus(o known) known  { return known{k.low + o.low, k.high + o.high} }
func (k known) minus(o known) known { return known{k.low - o.high, k.high - o.low} }

// found says whether this is a group of one to four people, for certain.
func (k known) found() bool {
	return k.low >= 1 && k.high < insight.Base || k.high <= -1 && k.low > -insight.Base
}

// wholeKnows is what one group may be in the whole organisation, when About is read the
// other way: the method says how it is made of what is shown and of a rest.
func wholeKnows(table insight.Table, g insight.Group, living map[string]int) (sum known) {
	shown := map[string]map[insight.Group]int{}
	for _, c := range table.Cells {
		if shown[c.Location] == nil {
			shown[c.Location] = map[insight.Group]int{}
		}
		shown[c.Location][c.Group] = c.AtLeast
	}
	about, middle, room, most := 0, 0, 0, 0
	for _, c := range table.Cells {
		switch {
		case c.Group != g:
		case c.Location == "":
			about = c.About
		case c.TooFew():
			room += insight.Room(table.Figure, shown[c.Location], living[c.Location])
			most += min(living[c.Location], insight.Base-1)
		default:
			middle += c.AtLeast + insight.Base/2
			sum = sum.plus(knows(c, living[c.Location]))
		}
	}
	rest := known{-1, -1}
	told := max(0, room-(insight.Base-1)) // of the rest, at most
	for r := 0; r <= told; r += insight.Base {
		if (middle+r+insight.Base/2)/insight.Base*insight.Base == about {
			if rest.low < 0 {
				rest.low = r
			}
			rest.high = r + insight.Base - 1
			if r+insight.Base > told {
				rest.high = most // as far as was told, and perhaps more
			}
		}
	}
	return sum.plus(rest)
}

// learned is what is known of one group, or of several of a figure together: at each
// location, at all of them together, and who lives where.
type learned struct {
	what   []insight.Group
	each   map[string]known
	whole  known
	living map[string]int
}

// of gives what is known of some locations together: from themselves, and from the whole less the others.
func (l learned) of(some []string) known {
	own, others := known{}, known{}
	for name, k := range l.each {
		k.high = min(k.high, l.living[name])
		if slices.Contains(some, name) {
			own = own.plus(k)
		} else {
			others = others.plus(k)
		}
	}
	left := l.whole.minus(others)
	return known{max(own.low, left.low), min(own.high, left.high)}
}

// beside gives what is known of who lives at these locations and is not in the group.
func (l learned) beside(some []string) known {
	n := 0
	for _, name := range some {
		n += l.living[name]
	}
	return known{n, n}.minus(l.of(some))
}

func TestE11_SubtractingPublishedTablesFindsNoGroupUnderFive(t *testing.T) {
	t.Parallel()
	tried := 0
	rapid.Check(t, func(t *rapid.T) {
		o := draw(t)
		var groups []learned // of every figure, group and quarter
		for _, people := range o.quarters {
			living := insight.Living(people)
			for _, table := range insight.Tables(people, end) {
				if slices.Contains([]insight.Figure{insight.Contact, insight.Balance, insight.Continuity}, table.Figure) {
					groups = append(groups, learn(table, living)...)
				}
			}
		}
		tried += attack(t, groups)
	})
	t.Logf("%d sums and differences tried", tried)
	if tried < 100_000 {
		t.Errorf("only %d sums and differences tried", tried)
	}
}

// learn gives what is known of every group of a table, and of every set of its groups together.
func learn(table insight.Table, living map[string]int) (all []learned) {
	alone := map[insight.Group]learned{}
	for _, g := range table.Figure.Groups() {
		alone[g] = learned{each: map[string]known{}, whole: wholeKnows(table, g, living)}
	}
	for _, c := range table.Cells {
		if c.Location != "" {
			alone[c.Group].each[c.Location] = knows(c, living[c.Location])
		}
	}
	for _, some := range subsets(alone) {
		union := learned{what: some, each: map[string]known{}, living: living}
		for _, g := range some {
			union.whole = union.whole.plus(alone[g].whole)
			for l, k := range alone[g].each {
				union.each[l] = union.each[l].plus(k)
			}
		}
		all = append(all, union)
	}
	return all
}

// attack takes every set of locations in every two tables, and who is beside the group.
func attack(t *rapid.T, groups []learned) (tried int) {
	for i, one := range groups {
		for _, some := range subsets(one.each) {
			a := one.of(some)
			for what, k := range map[string]known{"the group": a, "who is beside it": one.beside(some)} {
				tried++
				if k.low > k.high {
					t.Fatalf("%v of %v cannot be: the attacker does not understand the method", k, some)
				}
				if k.found() {
					t.Fatalf("%s %v at %v is %v people: %v", what, one.what, some, k, one)
				}
			}
			for _, other := range groups[:i] {
				tried++
				if k := a.minus(other.of(some)); k.found() {
					t.Fatalf("%v: %v in one table less %v in another is %v people", some, a, other.of(some), k)
				}
			}
		}
	}
	return tried
}

func subsets[K cmp.Ordered, V any](of map[K]V) (out [][]K) {
	keys := slices.Sorted(maps.Keys(of))
	for bits := 1; bits < 1<<len(keys); bits++ {
		var some []K
		for i, key := range keys {
			if bits&(1<<i) != 0 {
				some = append(some, key)
			}
		}
		out = append(out, some)
	}
	return out
}

var end = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)

// What stands in the package comment: for whatever is published there is an organisation in
// which every told number is a multiple of five, any one location of our choice with too few
// has nobody in the group, and which publishes exactly the same.
func TestE11_FiveWorld(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		counted, living := drawCounts(t)
		published := insight.Publish(insight.Balance, counted, living)
		for _, spared := range subsets(living) {
			room := 0
			for _, l := range spared {
				room += insight.Room(insight.Balance, counted[l], living[l])
			}
			if room >= insight.Base {
				continue
			}
			world := fives(published, counted, living, spared)
			for l, groups := range world {
				if n := groups[insight.Gives] + groups[insight.Gets] + groups[insight.GivesAndGets]; n > living[l] {
					t.Fatalf("%s: %d people of %d", l, n, living[l])
				}
			}
			if again := insight.Publish(insight.Balance, world, living); !reflect.DeepEqual(again, published) {
				t.Fatalf("with nobody at %s: published %v, and %v for %v", spared, published, again, world)
			}
		}
	})
}

func drawCounts(t *rapid.T) (insight.Counts, map[string]int) {
	counted, living := insight.Counts{}, map[string]int{}
	for l := range rapid.IntRange(1, 9).Draw(t, "locations") {
		name := fmt.Sprintf("location-%02d", l)
		counted[name] = map[insight.Group]int{}
		for _, g := range insight.Balance.Groups() {
			n := rapid.OneOf(rapid.IntRange(0, 4), rapid.IntRange(0, 40)).Draw(t, "people")
			counted[name][g] = n
			living[name] += n
		}
		living[name] += rapid.IntRange(0, 3).Draw(t, "others")
	}
	return counted, living
}

// fives builds that organisation: the lower end of every step, and the rest of those with
// too few spread over all but the one that is spared.
func fives(published insight.Table, counted insight.Counts, living map[string]int, spared []string) insight.Counts {
	world := insight.Counts{}
	for l := range living {
		world[l] = map[insight.Group]int{}
	}
	for _, g := range published.Figure.Groups() {
		hidden, most := 0, 0
		var few []string
		for _, c := range published.Cells {
			switch {
			case c.Group != g || c.Location == "":
			case c.TooFew():
				few, hidden = append(few, c.Location), hidden+counted[c.Location][g]
				most += insight.Room(published.Figure, counted[c.Location], living[c.Location])
			default:
				world[c.Location][g] = c.AtLeast
			}
		}
		rest := max(0, min(hidden, most-(insight.Base-1))) / insight.Base * insight.Base
		for _, l := range few {
			if !slices.Contains(spared, l) {
				world[l][g] = min(rest, insight.Room(published.Figure, counted[l], living[l]))
				rest -= world[l][g]
			}
		}
	}
	return world
}

// The attacker above would find somebody if there were a hole. Each of these is one.
func TestE11_TheAttackerFindsWhatIsNotHidden(t *testing.T) {
	t.Parallel()
	for name, k := range map[string]known{
		"a whole that was counted apart: 14 less 10 to 12":    known{14, 14}.minus(known{10, 12}),
		"exact numbers over time: one arrived":                known{13, 13}.minus(known{12, 12}),
		"exact numbers over time: one left":                   known{12, 12}.minus(known{13, 13}),
		"who lives there less who takes part, in small steps": known{8, 8}.minus(known{5, 7}),
	} {
		if !k.found() {
			t.Errorf("%s: %v is not found", name, k)
		}
	}
	// And of a rest told as far as it goes, the last one would follow from the others.
	two := learned{each: map[string]known{"a": {0, 4}, "b": {0, 4}}, whole: known{6, 10}, living: map[string]int{"a": 9, "b": 9}}
	if !two.of([]string{"a"}).found() {
		t.Error("two small groups that are six people together are not found")
	}
}

// Four locations of two people, and all eight of them gave: the attacker found two of them in
// a first way of telling the rest, which thought of each location alone.
func TestE11_SmallLocationsTogetherAreNotFoundEither(t *testing.T) {
	t.Parallel()
	var people []insight.Person
	for i := range 8 {
		people = append(people, insight.Person{Location: fmt.Sprint(i / 2), Gives: true, Workers: 2})
	}
	for _, table := range insight.Tables(people, end) {
		for _, c := range table.Cells {
			if !c.TooFew() {
				t.Errorf("%s: %+v", table.Figure, c)
			}
		}
	}
}

// Making it again tells the same, so that no average says more.
func TestE11_PublishedTwiceTellsTheSame(t *testing.T) {
	t.Parallel()
	people := make([]insight.Person, 0, 200)
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		people = append(people, insight.Person{Location: fmt.Sprint(random.IntN(7)), Klik: []string{"", "yes", "no"}[random.IntN(3)], Workers: random.IntN(3)})
	}
	once := insight.Tables(people, end)
	random.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	if !reflect.DeepEqual(once, insight.Tables(people, end)) {
		t.Error("the same people in another order are told of in another way")
	}
}
