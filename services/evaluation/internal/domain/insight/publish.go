package insight

import (
	"maps"
	"slices"
)

// Base is the width of the steps in which people are told of, and the size below which
// nothing is told of a group.
const Base = 5

// Table is one figure as it was made public. Nothing in it is an exact number.
type Table struct {
	Figure Figure
	Cells  []Cell // by group, the whole organisation first, then by location
}

// Cell is one group at one location, or (Location "") in the whole organisation.
type Cell struct {
	Group    Group
	Location string
	// AtLeast is a multiple of Base; the group has AtLeast to AtLeast+Base-1 people. 0: fewer
	// than five, or nobody, and which of the two is not told.
	AtLeast int
	// About is for the whole organisation only: a multiple of Base, 0 for too few.
	About int
}

// TooFew says whether nothing can be told of this group.
func (c Cell) TooFew() bool { return c.AtLeast == 0 && c.About == 0 }

// AtMost is the highest number of people there can be; 0 where nothing is told.
func (c Cell) AtMost() int {
	if c.AtLeast == 0 {
		return 0
	}
	return c.AtLeast + Base - 1
}

// Counts are people by location ("" for those without one) and group: what is known inside, and never leaves.
type Counts map[string]map[Group]int

// Publish makes the public table of a figure from what is counted. people says how many
// clients each location has: somebody may know that of a location they live at.
//
// It is a function of its arguments and of nothing else: made twice it gives the same, so
// that nothing is to be learned by having it made again.
func Publish(f Figure, counted Counts, people map[string]int) Table {
	t := Table{Figure: f}
	for _, g := range f.Groups() {
		t.Cells = append(t.Cells, publishGroup(f, g, counted, people)...)
	}
	return t
}

// publishGroup gives the whole first and then the locations.
func publishGroup(f Figure, g Group, counted Counts, people map[string]int) []Cell {
	cells := []Cell{{Group: g}}
	middle, hidden, most := 0, 0, 0
	for _, l := range slices.Sorted(maps.Keys(people)) {
		n := counted[l][g]
		c := Cell{Group: g, Location: l, AtLeast: down(n)}
		if c.TooFew() {
			hidden, most = hidden+n, most+Room(f, counted[l], people[l])
		} else {
			middle += c.AtLeast + Base/2
		}
		if l != "" {
			cells = append(cells, c) // who lives nowhere is in the whole only
		}
	}
	// Of the locations with too few, only as much as leaves room for any of them in which up
	// to four people could be to have nobody: otherwise these would follow from the others.
	rest := down(max(0, min(hidden, most-(Base-1))))
	cells[0].About = nearest(middle + rest)
	return cells
}

// Room is how many people each group with too few at a location can have when all of them
// have as many, and what is told of the other groups is at the low end of its step. So what
// is told of one group never fills the place of another, and groups cannot be played off
// against each other by who knows how many live there.
func Room(f Figure, counted map[Group]int, people int) int {
	left, few := people, 0
	for _, g := range f.Groups() {
		if told := down(counted[g]); told > 0 {
			left -= told
		} else {
			few++
		}
	}
	return min(Base-1, max(0, left)/max(few, 1))
}

// down gives the step that n people are in: the multiple of Base at or below n.
func down(n int) int { return n / Base * Base }

// nearest gives the multiple of Base nearest to n.
func nearest(n int) int { return (n + Base/2) / Base * Base }
