package domain

import (
	"fmt"
	"slices"
)

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

func sayDayparts(codes []string) (nl, en string) {
	var dutch, english []string
	for _, d := range dayparts {
		if slices.Contains(codes, d.code) {
			dutch, english = append(dutch, d.nl), append(english, d.en)
		}
	}
	return enumerate(dutch, "en"), enumerate(english, "and")
}

// about makes a sentence about words of people: at most three, so that it stays one to read.
func about(code, nl, en string, words []string) Sentence {
	words = words[:min(len(words), 3)]
	return Sentence{Code: code, NL: fmt.Sprintf(nl, enumerate(words, "en")), EN: fmt.Sprintf(en, enumerate(words, "and"))}
}

// reasons says what speaks for going together.
func (q Question) reasons(c Candidate) []Sentence {
	var r []Sentence
	good := common(q.Wish.Interests, c.Profile.Talents)
	if len(good) > 0 {
		r = append(r, about("GOOD_AT_THE_WISH", "Eén is goed in %s, en dat vraagt deze wens.", "One is good at %s, and this wish asks for it.", good))
	}
	if likes := without(common(q.Wish.Interests, c.Profile.Interests), good); len(likes) > 0 {
		r = append(r, about("LIKES_THE_WISH", "Deze wens gaat over %s, en daar houdt de ander ook van.", "This wish is about %s, and the other likes that too.", likes))
	}
	if both := without(common(q.Profile.Interests, c.Profile.Interests), q.Wish.Interests); len(both) > 0 {
		r = append(r, about("BOTH_LIKE", "Jullie houden allebei van %s.", "You both like %s.", both))
	}
	if back := common(c.Wishes, append(slices.Clone(q.Profile.Talents), q.Profile.Interests...)); len(back) > 0 {
		r = append(r, about("OWN_WISH_MET", "De ander wenst zelf ook iets rond %s.", "The other also wishes something around %s.", back))
	}
	if nl, en := sayDayparts(common(q.Profile.Dayparts, c.Profile.Dayparts)); nl != "" {
		r = append(r, Sentence{"BOTH_FREE", "Allebei vrij op " + nl + ".", "Both free on " + en + "."})
	}
	switch NearnessOf(q.Profile.Area, c.Profile.Area) {
	case SameArea:
		r = append(r, Sentence{"SAME_AREA", "Jullie wonen in dezelfde wijk of hetzelfde dorp.", "You live in the same neighbourhood or village."})
	case SameRegion:
		r = append(r, Sentence{"NEAR", "Jullie wonen bij elkaar in de buurt.", "You live near each other."})
	case NearnessUnknown, OtherRegion:
	}
	if sameCompany(q.Profile, c.Profile) {
		r = append(r, likeCompany[c.Profile.Company])
	}
	return r
}

var likeCompany = map[string]Sentence{
	"one_to_one": {"BOTH_ONE_TO_ONE", "Allebei liever één op één.", "Both rather one to one."},
	"group":      {"BOTH_GROUP", "Allebei liever in een groep.", "Both rather in a group."},
}

// talkAbout says what to speak of first. None of it is a reason against.
func (q Question) talkAbout(c Candidate) []Sentence {
	a, b := q.Profile, c.Profile
	var t []Sentence
	add := func(when bool, s Sentence) {
		if when {
			t = append(t, s)
		}
	}
	different := a.Company != b.Company && a.Company != "" && b.Company != "" && a.Company != "either" && b.Company != "either"
	add(different, Sentence{"COMPANY_DIFFERS", "Eén wil liever in een groep, de ander één op één.", "One would rather be in a group, the other one to one."})
	known := len(a.Dayparts) > 0 && len(b.Dayparts) > 0
	add(known && len(common(a.Dayparts, b.Dayparts)) == 0, Sentence{"FREE_AT_OTHER_TIMES",
		"Jullie zijn op verschillende momenten vrij. Is er een moment dat allebei past?", "You are free at different times. Is there a time that suits both?"})
	add(!known, Sentence{"TIMES_NOT_KNOWN", "Wanneer komt het allebei goed uit?", "When does it suit both?"})
	near := NearnessOf(a.Area, b.Area)
	add(near == NearnessUnknown || near == OtherRegion, Sentence{"HOW_TO_GET_THERE",
		"Hoe komen jullie bij elkaar, en hoe ver is te ver?", "How do you get to each other, and how far is too far?"})
	add(understandsDifferently(a.Communication, b.Communication), Sentence{"UNDERSTANDING_EACH_OTHER",
		"Hoe begrijpen jullie elkaar het best: met woorden, plaatjes of gebaren?", "How do you understand each other best: with words, pictures or signs?"})
	return t
}

// understandsDifferently: plain and simple speech go together; the rest is worth a word.
func understandsDifferently(a, b string) bool {
	spoken := func(c string) bool { return c == "" || c == "speech" || c == "simple_speech" }
	return a != b && (!spoken(a) || !spoken(b))
}

// without gives the words that do not stand in the other list.
func without(words, other []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(other, w) })
}
