package networkmap

import (
	"maps"
	"slices"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// fewest is the smallest group of clients that is told (N-16).
const fewest = 5

// OfferCounts says of each location how many clients answered what; the empty location
// holds those who live at none.
type OfferCounts map[domain.LocationID]map[MapOffer]int

// OfferGroup is one group of clients. Not told: it holds no count.
type OfferGroup struct {
	Offer   MapOffer
	Told    bool
	Clients int
}

// offerTable is the counts as a table: a row for each location and, last, one for the whole
// organisation; a column for each of MapOffers.
type offerTable struct {
	counts [][]int
	told   [][]bool
}

// TellOffers gives the groups of one location, or of the organisation when whole is set,
// without telling of a few people.
//
// The rule. How many clients a location or the organisation has is known to whoever asks,
// and every table is there for the asking. So all are looked at together, and in every
// line of the table (the groups of one place; one group over all places and their total):
//
//  1. a group under five is not told;
//  2. what is not told is never one group alone, and never one to four people together:
//     the rest of the line would tell it by subtraction. The smallest told group of the
//     line is then held back too, until it holds;
//  3. a total is not told by its parts: when the organisation's group is held back, that
//     of at least one location is too.
//
// An answer depends on the counts only, not on what was asked before.
func TellOffers(counts OfferCounts, location domain.LocationID, whole bool) []OfferGroup {
	t, row := newOfferTable(counts, location, whole)
	for t.holdBack() {
	}
	groups := make([]OfferGroup, len(MapOffers()))
	for col, offer := range MapOffers() {
		groups[col].Offer = offer
		if t.told[row][col] {
			groups[col].Told, groups[col].Clients = true, t.counts[row][col]
		}
	}
	return groups
}

// newOfferTable lays the counts out, holds back the groups under five, and gives the row asked for.
func newOfferTable(counts OfferCounts, location domain.LocationID, whole bool) (*offerTable, int) {
	if _, there := counts[location]; !there && !whole {
		rows := OfferCounts{location: nil}
		for id, row := range counts {
			rows[id] = row
		}
		counts = rows
	}
	t := &offerTable{}
	total := make([]int, len(MapOffers()))
	asked := 0
	for _, id := range sortedLocations(counts) {
		if id == location {
			asked = len(t.counts)
		}
		row := make([]int, len(MapOffers()))
		for col, offer := range MapOffers() {
			row[col] = counts[id][offer]
			total[col] += row[col]
		}
		t.counts = append(t.counts, row)
	}
	if whole {
		asked = len(t.counts)
	}
	t.counts = append(t.counts, total)
	for _, row := range t.counts {
		told := make([]bool, len(row))
		for col, n := range row {
			told[col] = n >= fewest
		}
		t.told = append(t.told, told)
	}
	return t, asked
}

// cell is a place in the table.
type cell struct{ row, col int }

// holdBack goes over every line once and says whether it held something back. Each time
// there is less to tell, so it comes to an end.
func (t *offerTable) holdBack() bool {
	last := len(t.counts) - 1
	changed := false
	for row := range t.counts {
		line := make([]cell, len(t.counts[row]))
		for col := range line {
			line[col] = cell{row, col}
		}
		changed = t.guard(line, true) || changed
	}
	for col := range t.counts[last] {
		line := make([]cell, last)
		for row := range line {
			line[row] = cell{row, col}
		}
		changed = t.guard(line, t.told[last][col]) || changed
	}
	return changed
}

// guard holds back the smallest told group of a line while what is not told could be found
// by subtraction; totalKnown says whether there is a total to subtract from.
func (t *offerTable) guard(line []cell, totalKnown bool) bool {
	changed := false
	for {
		held, people, smallest := 0, 0, cell{-1, -1}
		for _, c := range line {
			switch {
			case !t.told[c.row][c.col]:
				held++
				people += t.counts[c.row][c.col]
			case smallest.row < 0 || t.counts[c.row][c.col] < t.counts[smallest.row][smallest.col]:
				smallest = c
			}
		}
		safe := held == 0 || held > 1 && (people == 0 || people >= fewest)
		if !totalKnown {
			safe = held > 0
		}
		if safe || smallest.row < 0 {
			return changed
		}
		t.told[smallest.row][smallest.col] = false
		changed = true
	}
}

func sortedLocations(counts OfferCounts) []domain.LocationID { return slices.Sorted(maps.Keys(counts)) }
