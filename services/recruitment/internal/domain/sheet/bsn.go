package sheet

import (
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/bsn"
)

// bsnSet holds the numbers that stood in a file's BSN column, for as long as the
// file is read: test systems fill it with numbers that fail the eleven-test.
type bsnSet map[string]bool

func (set bsnSet) add(cell string) {
	if digits := bsn.Digits(cell); len(digits) >= 8 {
		set[digits] = true
	}
}

// isNumber says whether a client number is a national one instead.
func (set bsnSet) isNumber(cell string) bool {
	return bsn.In(cell) || set[bsn.Digits(cell)]
}

// ofDate keeps of a cell that holds a day what form makes of it; another cell is scrubbed.
func (set bsnSet) ofDate(cell string, form func(time.Time) string) (string, bool) {
	if day, ok := date(cell); ok {
		return form(day), false
	}
	return set.scrub(cell)
}

// scrub takes every number out of the cell that is in the set or looks like a BSN,
// and says whether there was one.
func (set bsnSet) scrub(cell string) (string, bool) {
	found := false
	for _, run := range numberRuns(cell) {
		if set[bsn.Digits(run)] || bsn.Looks(run) {
			cell, found = strings.ReplaceAll(cell, run, ""), true
		}
	}
	cell, more := bsn.Scrub(cell)
	return cell, found || more
}

// numberRuns gives the longest stretches of digits, each possibly grouped by single
// spaces, dots or dashes.
func numberRuns(s string) []string {
	var runs []string
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		end := i + 1
		for end < len(s) && (isDigit(s[end]) || (strings.IndexByte(" .-", s[end]) >= 0 && end+1 < len(s) && isDigit(s[end+1]))) {
			end++
		}
		runs = append(runs, s[i:end])
		i = end
	}
	return runs
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
