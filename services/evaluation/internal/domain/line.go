package domain

import (
	"slices"
	"strings"
)

// MergeLines brings together what two people wrote at the same item at the same time,
// each from what they saw: nothing either of them added is lost. Where both changed the
// same place, what stands there already comes first and the other's after it, unless one
// goes on where the other was.
func MergeLines(seen, now, mine string) string {
	if now == seen || now == mine {
		return mine
	}
	if mine == seen {
		return now
	}
	base, theirs, ours := lines(seen), lines(now), lines(mine)
	kept := anchors(base, theirs, ours)
	var out []string
	from := [3]int{}
	for _, a := range append(kept, [3]int{len(base), len(theirs), len(ours)}) {
		out = append(out, between(base[from[0]:a[0]], theirs[from[1]:a[1]], ours[from[2]:a[2]])...)
		if a[0] < len(base) {
			out = append(out, base[a[0]])
		}
		from = [3]int{a[0] + 1, a[1] + 1, a[2] + 1}
	}
	return strings.Join(out, "\n")
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// anchors are the lines of base that both kept, by where they stand in each.
func anchors(base, theirs, ours []string) (out [][3]int) {
	inTheirs, inOurs := common(base, theirs), common(base, ours)
	for i := range base {
		if inTheirs[i] >= 0 && inOurs[i] >= 0 {
			out = append(out, [3]int{i, inTheirs[i], inOurs[i]})
		}
	}
	return out
}

// common gives for each line of a where it stands in b, in a longest common sequence, or -1.
func common(a, b []string) []int {
	longest := make([][]int, len(a)+1)
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	at := make([]int, len(a))
	for i, j := 0, 0; i < len(a); i++ {
		at[i] = -1
		for j < len(b) && a[i] != b[j] && longest[i][j+1] >= longest[i+1][j] {
			j++
		}
		if j < len(b) && a[i] == b[j] {
			at[i] = j
			j++
		}
	}
	return at
}

// between is what comes between two lines that both kept.
func between(base, theirs, ours []string) []string {
	switch t, o := strings.Join(theirs, "\n"), strings.Join(ours, "\n"); {
	case slices.Equal(theirs, base) || strings.HasPrefix(o, t):
		return ours
	case slices.Equal(ours, base) || strings.HasPrefix(t, o):
		return theirs
	}
	return slices.Concat(theirs, ours)
}
