package reminder

import "strings"

// The words of a note: what kind of thing, when, and nothing else. Whoever reads it over
// somebody's shoulder learns no name, no place, and not from whom it is.

type words struct {
	today, tomorrow, at, something string
	daypart                        map[string][2]string // today, tomorrow
	kinds                          map[string]string
	first, ending                  string
}

var languages = map[string]words{
	"nl": {
		today: "Vandaag", tomorrow: "Morgen", at: "om", something: "een afspraak",
		daypart: map[string][2]string{"morning": {"Vanochtend", "Morgenochtend"}, "afternoon": {"Vanmiddag", "Morgenmiddag"}, "evening": {"Vanavond", "Morgenavond"}},
		kinds: map[string]string{"eating": "eten", "cooking": "koken", "sport": "sport", "film": "film", "games": "spelletjes", "out": "eropuit",
			"music": "muziek", "creative": "iets maken", "shopping": "winkelen", "coffee": "koffie", "my_club": "naar de club"},
		first:  "Hallo! Op dit adres krijg je voortaan een berichtje als je iets gaat doen.",
		ending: "Toch niet? Dat is ook goed.\n\nWil je geen berichtjes meer? Zet ze uit in Optrek, bij Over mij.",
	},
	"en": {
		today: "Today", tomorrow: "Tomorrow", at: "at", something: "an appointment",
		daypart: map[string][2]string{"morning": {"This morning", "Tomorrow morning"}, "afternoon": {"This afternoon", "Tomorrow afternoon"}, "evening": {"This evening", "Tomorrow evening"}},
		kinds: map[string]string{"eating": "eating", "cooking": "cooking", "sport": "sports", "film": "a film", "games": "games", "out": "going out",
			"music": "music", "creative": "making something", "shopping": "shopping", "coffee": "coffee", "my_club": "to the club"},
		first:  "Hello! From now on a note comes to this address when you are going to do something.",
		ending: "Rather not? That is fine too.\n\nNo more notes? Switch them off in Optrek, under About me.",
	},
}

// Words gives the note in one line, and the letter around it.
func (d Due) Words(language string) (line, letter string) {
	w, known := languages[language]
	if !known {
		w = languages[usualLanguage]
	}
	if d.Moment == First {
		return "Optrek", w.first + "\n\n" + last(w.ending)
	}
	what := w.kinds[d.Kind]
	if what == "" {
		what = w.something
	}
	line = d.day(w) + ": " + what
	return line, line + ".\n\n" + w.ending
}

// last is the last paragraph.
func last(text string) string { return text[strings.LastIndex(text, "\n\n")+2:] }

func (d Due) day(w words) string {
	which, said := 0, w.today
	if d.Moment == DayBefore {
		which, said = 1, w.tomorrow
	}
	if d.Clock != "" {
		return said + " " + w.at + " " + d.Clock
	}
	if part, known := w.daypart[d.Daypart]; known {
		return part[which]
	}
	return said
}
