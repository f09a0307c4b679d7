package crowd

import (
	"fmt"
	"slices"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// Words are what there is to say of two people: what speaks for it, what to talk about
// first, and what it could give each of them (N-05). Whoever wishes is "you" together
// with the other where both are meant.
type Words struct {
	Reasons   []domain.Sentence
	TalkAbout []domain.Sentence
	Getting   []domain.Sentence // what whoever wishes could get from it
	Giving    []domain.Sentence // and what they could give
}

// words says all of it about going along with somebody.
func (q Question) words(other Person) Words {
	return Words{Reasons: q.reasons(other), TalkAbout: q.talkAbout(other), Getting: q.getting(other), Giving: q.giving(other)}
}

// about makes a sentence about words of people.
func about(code, nl, en string, words []string) domain.Sentence {
	dutch, english := domain.SayWords(words)
	return domain.Sentence{Code: code, NL: fmt.Sprintf(nl, dutch), EN: fmt.Sprintf(en, english)}
}

// reasons says what speaks for going together.
func (q Question) reasons(other Person) []domain.Sentence {
	var r []domain.Sentence
	p := other.Profile
	good := common(q.Wish.Interests, p.Talents)
	if len(good) > 0 {
		r = append(r, about("GOOD_AT_THE_WISH", "Eén is goed in %s, en dat vraagt deze wens.", "One is good at %s, and this wish asks for it.", good))
	}
	if likes := without(common(q.Wish.Interests, p.Interests), good); len(likes) > 0 {
		r = append(r, about("LIKES_THE_WISH", "Deze wens gaat over %s, en daar houdt de ander ook van.", "This wish is about %s, and the other likes that too.", likes))
	}
	if shared := without(common(q.Profile.Interests, p.Interests), q.Wish.Interests); len(shared) > 0 {
		r = append(r, about("BOTH_LIKE", "Jullie houden allebei van %s.", "You both like %s.", shared))
	}
	if back := common(other.Wishes, append(slices.Clone(q.Profile.Talents), q.Profile.Interests...)); len(back) > 0 {
		r = append(r, about("OWN_WISH_MET", "De ander wenst zelf ook iets rond %s.", "The other also wishes something around %s.", back))
	}
	if nl, en := domain.SayDayparts(common(q.Profile.Dayparts, p.Dayparts)); nl != "" {
		r = append(r, domain.Sentence{Code: "BOTH_FREE", NL: "Allebei vrij op " + nl + ".", EN: "Both free on " + en + "."})
	}
	switch nearness(areaOf(q.Profile.Area), areaOf(p.Area)) {
	case sameArea:
		r = append(r, domain.Sentence{Code: "SAME_AREA", NL: "Jullie wonen in dezelfde wijk of hetzelfde dorp.", EN: "You live in the same neighbourhood or village."})
	case nearArea, sameRegion:
		r = append(r, domain.Sentence{Code: "NEAR", NL: "Jullie wonen bij elkaar in de buurt.", EN: "You live near each other."})
	}
	if s, ok := likeCompany[p.Company]; ok && p.Company == q.Profile.Company {
		r = append(r, s)
	}
	return r
}

var likeCompany = map[string]domain.Sentence{
	"one_to_one": {Code: "BOTH_ONE_TO_ONE", NL: "Allebei liever één op één.", EN: "Both rather one to one."},
	"group":      {Code: "BOTH_GROUP", NL: "Allebei liever in een groep.", EN: "Both rather in a group."},
}

// getting says what whoever wishes could get from the other.
func (q Question) getting(other Person) []domain.Sentence {
	var g []domain.Sentence
	p := other.Profile
	good := common(q.Wish.Interests, p.Talents)
	if len(good) > 0 {
		g = append(g, about("GETS_HELP_WITH_THE_WISH", "Iemand die goed is in %s.", "Somebody who is good at %s.", good))
	}
	if likes := without(common(q.Wish.Interests, p.Interests), good); len(likes) > 0 {
		g = append(g, about("GETS_COMPANY_FOR_THE_WISH", "Iemand om %s mee te delen.", "Somebody to share %s with.", likes))
	}
	if len(g) == 0 {
		g = append(g, domain.Sentence{Code: "GETS_COMPANY", NL: "Iemand om iets mee te doen.", EN: "Somebody to do something with."})
	}
	if other.GoesAlong() {
		g = append(g, domain.Sentence{Code: "GETS_A_NETWORKER", NL: "Iemand die meegaat en weet hoe je contact maakt.",
			EN: "Somebody who comes along and knows how to make contact."})
	}
	return g
}

// giving says what whoever wishes could mean for the other: everybody has something to
// give, also who only asked for something.
func (q Question) giving(other Person) []domain.Sentence {
	var g []domain.Sentence
	good := common(other.Wishes, q.Profile.Talents)
	if len(good) > 0 {
		g = append(g, about("GIVES_A_TALENT", "Goed zijn in %s: daar heeft de ander een wens over.", "Being good at %s: the other has a wish about it.", good))
	}
	if likes := without(common(other.Wishes, q.Profile.Interests), good); len(likes) > 0 {
		g = append(g, about("GIVES_COMPANY_FOR_A_WISH", "Houden van %s: daar heeft de ander een wens over.", "Liking %s: the other has a wish about it.", likes))
	}
	if use := common(q.Wish.Interests, other.Profile.Talents); len(use) > 0 {
		g = append(g, about("GIVES_USE_OF_A_TALENT", "De ander kan iets doen met waar die goed in is: %s.", "The other can do something with what they are good at: %s.", use))
	}
	if shared := without(common(q.Profile.Interests, other.Profile.Interests), other.Wishes); len(shared) > 0 {
		g = append(g, about("GIVES_SOMEBODY_TO_SHARE_WITH", "Iemand om %s mee te delen, ook voor de ander.", "Somebody to share %s with, for the other too.", shared))
	}
	if len(g) == 0 {
		g = append(g, domain.Sentence{Code: "GIVES_SOMETHING_TO_FIND_OUT", NL: "Wat dit voor de ander kan betekenen: praat er samen over.",
			EN: "What this could mean for the other: talk about it together."})
	}
	return g
}

// talkAbout says what to speak of first. None of it is a reason against.
func (q Question) talkAbout(other Person) []domain.Sentence {
	a, b := q.Profile, other.Profile
	var t []domain.Sentence
	add := func(when bool, code, nl, en string) {
		if when {
			t = append(t, domain.Sentence{Code: code, NL: nl, EN: en})
		}
	}
	mine, theirs := factsOf(Person{Profile: a}), factsOf(other)
	add(mine.company != 0 && theirs.company != 0 && mine.company != theirs.company, "COMPANY_DIFFERS",
		"Eén wil liever in een groep, de ander één op één.", "One would rather be in a group, the other one to one.")
	known := mine.dayparts != 0 && theirs.dayparts != 0
	add(known && mine.dayparts&theirs.dayparts == 0, "FREE_AT_OTHER_TIMES",
		"Jullie zijn op verschillende momenten vrij. Is er een moment dat allebei past?", "You are free at different times. Is there a time that suits both?")
	add(!known, "TIMES_NOT_KNOWN", "Wanneer komt het allebei goed uit?", "When does it suit both?")
	near := nearness(mine.area, theirs.area)
	add(near == notKnown || near == elsewhere, "HOW_TO_GET_THERE",
		"Hoe komen jullie bij elkaar, en hoe ver is te ver?", "How do you get to each other, and how far is too far?")
	add(understandsDifferently(a.Communication, b.Communication), "UNDERSTANDING_EACH_OTHER",
		"Hoe begrijpen jullie elkaar het best: met woorden, plaatjes of gebaren?", "How do you understand each other best: with words, pictures or signs?")
	return t
}

// understandsDifferently: plain and simple speech go together; the rest is worth a word.
func understandsDifferently(a, b string) bool {
	spoken := func(c string) bool { return c == "" || c == "speech" || c == "simple_speech" }
	return a != b && (!spoken(a) || !spoken(b))
}

// notFirst says why somebody who could fit is not shown first; nil when nothing
// stands in the way. Who once said no is never told, nor that it was a no.
func (q Question) notFirst(p Person, o obstacle) *domain.Sentence {
	switch {
	case slices.Contains(q.Together, p.Profile.Client):
		return &domain.Sentence{Code: "TOGETHER_NOW", NL: "Er is al een koppeling of een idee met deze twee.", EN: "There is a match or an idea with these two already."}
	case slices.Contains(q.Resting, p.Profile.Client):
		return &domain.Sentence{Code: "RESTING", NL: "Hier is kort geleden aan gedacht. Laat het nog even rusten.", EN: "This was thought of not long ago. Let it rest for a while."}
	case o != noObstacle:
		return obstacles[o]
	case p.GoesAlong() && p.full():
		return &domain.Sentence{Code: "NO_PLACE_NOW", NL: "Deze netwerker heeft nu geen plek.", EN: "This networker has no place now."}
	case stands(&p):
		return nil
	case p.Role == "learning":
		return &domain.Sentence{Code: "STILL_LEARNING", NL: "Leert nog voor netwerker.", EN: "Is still learning to be a networker."}
	case p.Role == "in_conversation":
		return &domain.Sentence{Code: "TALKING_ABOUT_THE_ROLE", NL: "Praat er nog over of netwerker zijn iets is. Een idee bewaren kan al.",
			EN: "Is still talking about whether being a networker is something. Keeping an idea is possible already."}
	}
	return &domain.Sentence{Code: "NOT_ACTIVE_NOW", NL: "Is nu niet actief als netwerker.", EN: "Is not active as a networker now."}
}

var obstacles = map[obstacle]*domain.Sentence{
	otherTimes: {Code: "FREE_AT_OTHER_TIMES_NOW", NL: "Deze twee zijn nu op verschillende momenten vrij.", EN: "These two are free at different times now."},
	outOfReach: {Code: "TOO_FAR_NOW", NL: "Het is ver, en niet iedereen kan ver weg.", EN: "It is far, and not everybody can go far."},
	otherLanguage: {Code: "OTHER_WAY_OF_TALKING", NL: "De een gebruikt gebaren, de ander woorden. Zoek eerst uit hoe zij elkaar begrijpen.",
		EN: "One uses signs, the other words. First find out how they understand each other."},
}

// wouldHelp says what would help when there is nobody; noPlace when a networker who
// suits has no place now.
func (q Question) wouldHelp(noPlace bool) []domain.Sentence {
	switch {
	case !q.Wish.Open():
		return []domain.Sentence{{Code: "TALK_ABOUT_THE_WISH", NL: "Deze wens is nog niet verteld of niet meer open. Praat er eerst samen over.",
			EN: "This wish has not been told yet or is not open any more. Talk about it together first."}}
	case !q.MayMatch:
		return []domain.Sentence{{Code: "ASK_TO_BE_LOOKED_FOR", NL: "Vraag eerst of Optrek mag meezoeken.", EN: "First ask whether Optrek may help to look."}}
	}
	var help []domain.Sentence
	if len(q.Wish.Interests) == 0 {
		help = append(help, domain.Sentence{Code: "SAY_WHAT_IT_IS_ABOUT", NL: "Zet bij de wens een paar woorden waar die over gaat, zoals koken of film.",
			EN: "Add a few words to the wish about what it is about, such as cooking or film."})
	}
	if noPlace {
		help = append(help, domain.Sentence{Code: "A_PLACE_WOULD_HELP", NL: "De netwerkers die passen, hebben nu geen plek. Een nieuwe netwerker zou helpen.",
			EN: "The networkers who suit have no place now. A new networker would help."})
	}
	likes := q.Wish.Interests
	if len(likes) == 0 {
		likes = q.Profile.Interests
	}
	nl, en := domain.SayDayparts(q.Profile.Dayparts)
	likes = slices.Sorted(slices.Values(likes))
	switch {
	case len(likes) > 0 && nl != "":
		s := about("A_NETWORKER_WHO", "Een netwerker die houdt van %s zou helpen", "A networker who likes %s would help", likes)
		help = append(help, domain.Sentence{Code: s.Code, NL: s.NL + ", met tijd op " + nl + ".", EN: s.EN + ", with time on " + en + "."})
	case len(likes) > 0:
		help = append(help, about("A_NETWORKER_WHO", "Een netwerker die houdt van %s zou helpen.", "A networker who likes %s would help.", likes))
	case nl != "":
		help = append(help, domain.Sentence{Code: "A_NETWORKER_WHO", NL: "Een netwerker met tijd op " + nl + " zou helpen.", EN: "A networker with time on " + en + " would help."})
	}
	return append(help, domain.Sentence{Code: "AN_EASY_MEETING", NL: "Een bijeenkomst waar mensen elkaar vanzelf ontmoeten kan ook een begin zijn.",
		EN: "A gathering where people meet by themselves can be a beginning too."})
}

// common gives what stands in both, in order, each once.
func common(a, b []string) []string {
	var shared []string
	for _, x := range a {
		if slices.Contains(b, x) && !slices.Contains(shared, x) {
			shared = append(shared, x)
		}
	}
	slices.Sort(shared)
	return shared
}

// without gives the words that do not stand in the other list.
func without(words, other []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(other, w) })
}
