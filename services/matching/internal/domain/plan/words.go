package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

func say(code, nl, en string) domain.Sentence { return domain.Sentence{Code: code, NL: nl, EN: en} }

var numbers = []fault.Text{
	{NL: "geen", EN: "no"}, {NL: "één", EN: "one"}, {NL: "twee", EN: "two"}, {NL: "drie", EN: "three"}, {NL: "vier", EN: "four"},
	{NL: "vijf", EN: "five"}, {NL: "zes", EN: "six"}, {NL: "zeven", EN: "seven"}, {NL: "acht", EN: "eight"}, {NL: "negen", EN: "nine"},
	{NL: "tien", EN: "ten"}, {NL: "elf", EN: "eleven"}, {NL: "twaalf", EN: "twelve"},
}

// number is how one says how many there are of a group.
func number(n int) fault.Text {
	if n >= 0 && n < len(numbers) {
		return numbers[n]
	}
	return fault.Text{NL: fmt.Sprint(n), EN: fmt.Sprint(n)}
}

// numberBeside is number for two that stand side by side: both in words, or neither.
func numberBeside(n, other int) fault.Text {
	if other >= len(numbers) {
		return fault.Text{NL: fmt.Sprint(n), EN: fmt.Sprint(n)}
	}
	return number(n)
}

// capital begins a sentence with it.
func capital(t fault.Text) fault.Text {
	up := func(s string) string {
		runes := []rune(s)
		if len(runes) == 0 {
			return s
		}
		return strings.ToUpper(string(runes[:1])) + string(runes[1:])
	}
	if t.NL == numbers[1].NL {
		return fault.Text{NL: "Eén", EN: up(t.EN)} // the first letter loses its accent
	}
	return fault.Text{NL: up(t.NL), EN: up(t.EN)}
}

// form is a phrase for one and for more.
type form struct{ one, more fault.Text }

func (f form) of(n int) fault.Text {
	if n == 1 {
		return f.one
	}
	return f.more
}

var (
	people = form{fault.Text{NL: "persoon", EN: "person"}, fault.Text{NL: "mensen", EN: "people"}}
	wishes = map[string]form{
		"company":            {fault.Text{NL: "zoekt gezelschap", EN: "looks for company"}, fault.Text{NL: "zoeken gezelschap", EN: "look for company"}},
		"taking_part":        {fault.Text{NL: "wil ergens aan meedoen", EN: "wants to take part in something"}, fault.Text{NL: "willen ergens aan meedoen", EN: "want to take part in something"}},
		"breaking_isolation": {fault.Text{NL: "wil minder alleen zijn", EN: "wants to be less alone"}, fault.Text{NL: "willen minder alleen zijn", EN: "want to be less alone"}},
		"learning":           {fault.Text{NL: "wil iets leren", EN: "wants to learn something"}, fault.Text{NL: "willen iets leren", EN: "want to learn something"}},
		"":                   {fault.Text{NL: "heeft een wens", EN: "has a wish"}, fault.Text{NL: "hebben een wens", EN: "have a wish"}},
	}
	dayparts = map[string]fault.Text{
		"weekday_morning":   {NL: "doordeweekse ochtenden", EN: "weekday mornings"},
		"weekday_afternoon": {NL: "doordeweekse middagen", EN: "weekday afternoons"},
		"weekday_evening":   {NL: "doordeweekse avonden", EN: "weekday evenings"},
		"weekend_morning":   {NL: "weekendochtenden", EN: "weekend mornings"},
		"weekend_afternoon": {NL: "weekendmiddagen", EN: "weekend afternoons"},
		"weekend_evening":   {NL: "weekendavonden", EN: "weekend evenings"},
	}
)

// common gives the words that most of the people share, the most shared first, ties in
// order of the alphabet.
func common(c *Crowd, of []int32, words func(Person) []string, most int) []string {
	count := map[string]int{}
	for _, p := range of {
		for _, w := range words(c.People[p]) {
			count[w]++
		}
	}
	all := make([]string, 0, len(count))
	for w := range count {
		all = append(all, w)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	return all[:min(most, len(all))]
}

func interestsOf(p Person) []string { return p.Interests }
func daypartsOf(p Person) []string  { return p.Dayparts }
func kindOf(p Person) []string      { return []string{p.Kind} }

// around says where a group is, as far as its postal codes agree; with a space before it.
func around(c *Crowd, of []int32) fault.Text {
	area := c.People[of[0]].Area
	for _, p := range of[1:] {
		n := 0
		for n < len(area) && n < len(c.People[p].Area) && area[n] == c.People[p].Area[n] {
			n++
		}
		area = area[:n]
	}
	if len(area) == 3 {
		area = area[:2]
	}
	if len(area) < 2 {
		return fault.Text{}
	}
	return fault.Text{NL: " rond postcode " + area, EN: " around postal code " + area}
}
