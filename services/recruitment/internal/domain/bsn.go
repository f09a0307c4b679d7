package domain

import "strings"

// The national number (BSN) has no business here (it may be used only where a law
// asks for it). Besides leaving its column out, nothing that could be one is kept.

// LooksLikeBSN says whether s is nine digits that pass the eleven-test, however they
// are grouped by spaces, dots or dashes. One in eleven other numbers of nine digits
// does so too; those are refused with it.
func LooksLikeBSN(s string) bool {
	digits := onlyDigits(s)
	return len(digits) == 9 && strings.Trim(s, "0123456789 .-") == "" && elevenProof(digits)
}

func elevenProof(digits string) bool {
	sum := 0
	for i := range 8 {
		sum += int(digits[i]-'0') * (9 - i)
	}
	sum -= int(digits[8] - '0')
	return sum%11 == 0 && sum != 0
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// bsnSet holds the numbers that stood in a file's BSN column, for as long as the
// file is read: test systems fill it with numbers that fail the eleven-test.
type bsnSet map[string]bool

func (set bsnSet) add(cell string) {
	if digits := onlyDigits(cell); len(digits) >= 8 {
		set[digits] = true
	}
}

// scrub takes every number out of the cell that is in the set or looks like a BSN,
// and says whether there was one.
func (set bsnSet) scrub(cell string) (string, bool) {
	found := false
	for _, run := range numberRuns(cell) {
		if set[onlyDigits(run)] || LooksLikeBSN(run) {
			cell, found = strings.ReplaceAll(cell, run, ""), true
		}
	}
	return cell, found
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
