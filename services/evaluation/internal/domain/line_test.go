package domain

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestMergeLines_WhatTwoPeopleWriteStays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ seen, now, mine, want string }{
		"only I wrote":                {"a", "a", "a\nb", "a\nb"},
		"only a colleague wrote":      {"a", "a\nb", "a", "a\nb"},
		"both added at the end":       {"a", "a\ntheirs", "a\nmine", "a\ntheirs\nmine"},
		"both began":                  {"", "theirs", "mine", "theirs\nmine"},
		"each at another line":        {"a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"},
		"the same twice":              {"a", "a\nb", "a\nb", "a\nb"},
		"I go on where it was saved":  {"", "half a", "half a sentence", "half a sentence"},
		"what one keeps stays":        {"a\nb", "a", "a\nb\nc", "a\nb\nc"},
		"both write in the same line": {"a", "a theirs", "a mine", "a theirs\na mine"},
	} {
		if got := MergeLines(c.seen, c.now, c.mine); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// However two people write at once, every line that one of them added is there afterwards.
func TestMergeLines_NothingAddedIsLost(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(1, 2))
	words := []string{"a", "b", "c", "d"}
	edit := func(from []string, by string) []string {
		out := slices.Clone(from)
		for range 1 + chance.IntN(3) {
			switch at := chance.IntN(len(out) + 1); {
			case chance.IntN(3) == 0 && at < len(out):
				out = slices.Delete(out, at, at+1)
			default:
				out = slices.Insert(out, at, by+words[chance.IntN(len(words))])
			}
		}
		return out
	}
	for range 5000 {
		var seen []string
		for range chance.IntN(5) {
			seen = append(seen, words[chance.IntN(len(words))])
		}
		theirs, ours := edit(seen, "theirs "), edit(seen, "mine ")
		merged := lines(MergeLines(strings.Join(seen, "\n"), strings.Join(theirs, "\n"), strings.Join(ours, "\n")))
		for _, line := range slices.Concat(theirs, ours) {
			if !slices.Contains(seen, line) && !slices.Contains(merged, line) {
				t.Fatalf("seen %q, theirs %q, mine %q: %q is lost in %q", seen, theirs, ours, line, merged)
			}
		}
	}
}
