package bsn

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// group is a stretch of digits with nothing visible between them.
type group struct {
	span
	digits string // in plain digits, whatever script they stood in
	gap    string // what separates it from the group before, within one run
}

// run is what somebody may have meant as one number: groups of digits with no more
// than a little white space, a dot, a dash, a slash or a bracket between.
type run struct {
	groups []group
	phone  bool // begins as a number of another country or of one's own: +31, 0031
	code   bool // begins with a letter or two: C123456782, NL91
}

// longestGap between two groups of one number, in characters: "123 - 456".
const longestGap = 3

// runs cuts the digits of a text into runs.
func runs(text string) []run {
	var all []run
	last := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsDigit(r) {
			i += size
			continue
		}
		g := groupAt(text, i)
		if gap := text[last:g.from]; len(all) > 0 && joins(gap) {
			g.gap = gap
			all[len(all)-1].groups = append(all[len(all)-1].groups, g)
		} else {
			all = append(all, begin(text, g))
		}
		i, last = g.to, g.to
	}
	return all
}

// groupAt reads digits from there on. Characters that nobody sees do not part them.
func groupAt(text string, from int) group {
	g := group{span: span{from: from, to: from}}
	var digits strings.Builder
	for i := from; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsDigit(r):
			digits.WriteByte(byte('0' + value(r)))
			g.to = i + size
		case !unicode.Is(unicode.Cf, r):
			g.digits = digits.String()
			return g
		}
		i += size
	}
	g.digits = digits.String()
	return g
}

// value of a digit of any script: Unicode keeps the ten of each together, zero first,
// in a range whose length is a multiple of ten.
func value(r rune) int {
	if r <= '9' {
		return int(r - '0')
	}
	for _, table := range unicode.Nd.R16 {
		if r >= rune(table.Lo) && r <= rune(table.Hi) {
			return int(r-rune(table.Lo)) % 10
		}
	}
	for _, table := range unicode.Nd.R32 {
		if r >= rune(table.Lo) && r <= rune(table.Hi) {
			return int(r-rune(table.Lo)) % 10
		}
	}
	return 0
}

func joins(gap string) bool {
	if n := utf8.RuneCountInString(gap); n == 0 || n > longestGap {
		return false
	}
	return strings.IndexFunc(gap, func(r rune) bool { return !separator(r) }) < 0
}

// separator says whether r may stand within one number. A new line begins another.
func separator(r rune) bool {
	return strings.ContainsRune("\t./_·−()", r) || unicode.In(r, unicode.Zs, unicode.Pd, unicode.Cf)
}

// begin starts a run with its first group, and looks at what stands before it.
func begin(text string, g group) run {
	before := text[:g.from]
	return run{
		groups: []group{g}, code: coded(before),
		phone: strings.HasSuffix(before, "+") || (len(g.digits) == 4 && strings.HasPrefix(g.digits, "00")),
	}
}

// coded says whether what stands before the digits makes them a number of somebody's
// own: one or two letters, joined by no more than a dash, a dot or a slash. More
// letters are a word ("bsn111…"), and so is "nr".
func coded(before string) bool {
	before = strings.TrimRight(before, "-./_")
	letters := before[lastNot(before, unicode.IsLetter):]
	n := utf8.RuneCountInString(letters)
	return n >= 1 && n <= 2 && !slices.Contains([]string{"nr", "no"}, strings.ToLower(letters))
}

// lastNot is where the last stretch of what is begins.
func lastNot(s string, is func(rune) bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !is(r) {
			return i
		}
		i -= size
	}
	return 0
}

// ways in which people write the nine digits apart, looked for within longer runs.
var ways = [][]int{{3, 3, 3}, {4, 2, 3}, {3, 2, 4}, {2, 2, 2, 3}}

// numbers gives what may be a BSN in this run: nine digits together, wherever they
// stand; the whole run; and within a longer one, unless it is a telephone number, what
// is grouped as a BSN often is. Days (12-03-2026) are not counted in.
func (r run) numbers() []span {
	var found []span
	for i, g := range r.groups {
		ofCode := i == 0 && r.code
		if len(g.digits) == length && !ofCode && elevenProof(g.digits) {
			found = append(found, g.span)
		}
	}
	if len(found) > 0 {
		return found
	}
	for i, part := range withoutDays(r.groups) {
		if i == 0 && r.code && len(part) > 0 && part[0].from == r.groups[0].from {
			continue
		}
		if s, ok := together(part); ok {
			found = append(found, s)
		} else if !r.phone {
			found = append(found, within(part)...)
		}
	}
	return found
}

// within finds nine digits among more.
func within(groups []group) []span {
	var found []span
	for i := range groups {
		for _, way := range ways {
			if i+len(way) > len(groups) || !grouped(groups[i:i+len(way)], way) {
				continue
			}
			if s, ok := together(groups[i : i+len(way)]); ok {
				found = append(found, s)
			}
		}
	}
	return found
}

func grouped(groups []group, way []int) bool {
	for i, n := range way {
		if len(groups[i].digits) != n {
			return false
		}
	}
	return true
}

func together(groups []group) (span, bool) {
	var digits strings.Builder
	for _, g := range groups {
		digits.WriteString(g.digits)
	}
	if digits.Len() != length || !elevenProof(digits.String()) {
		return span{}, false
	}
	return span{from: groups[0].from, to: groups[len(groups)-1].to}, true
}
