package domain

import "slices"

// Sentence is something to say, in both languages, with a stable code. It reads
// naturally without a name.
type Sentence struct{ Code, NL, EN string }

// dayparts in the order of the week, as one says them.
var dayparts = []struct{ code, nl, en string }{
	{"weekday_morning", "doordeweekse ochtenden", "weekday mornings"},
	{"weekday_afternoon", "doordeweekse middagen", "weekday afternoons"},
	{"weekday_evening", "doordeweekse avonden", "weekday evenings"},
	{"weekend_morning", "weekendochtenden", "weekend mornings"},
	{"weekend_afternoon", "weekendmiddagen", "weekend afternoons"},
	{"weekend_evening", "weekendavonden", "weekend evenings"},
}

// Dayparts gives the codes of the dayparts, in the order of the week.
func Dayparts() [6]string {
	var codes [6]string
	for i, d := range dayparts {
		codes[i] = d.code
	}
	return codes
}

// SayDayparts says when: "doordeweekse ochtenden en weekendavonden"; empty for none.
func SayDayparts(codes []string) (nl, en string) {
	var dutch, english []string
	for _, d := range dayparts {
		if slices.Contains(codes, d.code) {
			dutch, english = append(dutch, d.nl), append(english, d.en)
		}
	}
	return enumerate(dutch, "en"), enumerate(english, "and")
}

// SayWords joins words of people as one says them: at most three, so that it stays one
// sentence to read.
func SayWords(words []string) (nl, en string) {
	words = words[:min(len(words), 3)]
	return enumerate(words, "en"), enumerate(words, "and")
}
