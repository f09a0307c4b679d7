package bsn

import "strconv"

// withoutDays cuts the groups apart where a day stands, so that a day and an hour
// ("12-3-2026 10 uur") are no nine digits.
func withoutDays(groups []group) [][]group {
	var parts [][]group
	from := 0
	for i := 0; i+2 < len(groups); i++ {
		if !day(groups[i], groups[i+1], groups[i+2]) {
			continue
		}
		if i > from {
			parts = append(parts, groups[from:i])
		}
		from, i = i+3, i+2
	}
	if from < len(groups) {
		parts = append(parts, groups[from:])
	}
	return parts
}

// day says whether three groups are a day, the year first or last.
func day(a, b, c group) bool {
	if b.gap != c.gap || (b.gap != "-" && b.gap != "." && b.gap != "/") {
		return false
	}
	if len(a.digits) == 4 {
		a, c = c, a
	}
	return len(c.digits) == 4 && len(b.digits) <= 2 && len(a.digits) <= 2 && between(c, 1900, 2099) && between(b, 1, 12) && between(a, 1, 31)
}

func between(g group, least, most int) bool {
	n, err := strconv.Atoi(g.digits)
	return err == nil && n >= least && n <= most
}
