package region

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

// mostSuggestions is as many as one can think over.
const mostSuggestions = 12

// Candidate is somebody of our own who could meet the person of a regional wish.
type Candidate struct {
	Profile   domain.Profile
	Networker bool // active, with a place
}

// Suggestion is somebody of our own who could, and why.
type Suggestion struct {
	Client    domain.ClientID
	Networker bool
	Reasons   []domain.Sentence
	TalkAbout []domain.Sentence
}

// weighed is a candidate with its order, which ends here.
type weighed struct {
	Candidate
	weight int
}

// Suggest says who of these could enjoy meeting the person of a wish, and why. Of that
// person no more is known than what the region sees, so the words are about the wish.
// The order does not depend on that of the candidates: ties by id.
func Suggest(w Wish, candidates []Candidate) []Suggestion {
	var fitting []weighed
	for _, c := range candidates {
		if n := w.weigh(c); n > 0 {
			fitting = append(fitting, weighed{c, n})
		}
	}
	slices.SortFunc(fitting, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.Profile.Client, b.Profile.Client))
	})
	var out []Suggestion
	for _, f := range fitting[:min(len(fitting), mostSuggestions)] {
		out = append(out, Suggestion{Client: f.Profile.Client, Networker: f.Networker,
			Reasons: w.reasons(f.Candidate), TalkAbout: w.talkAbout(f.Candidate)})
	}
	return out
}

// weigh is 0 for somebody with nothing to begin with, or who could not come.
func (w Wish) weigh(c Candidate) int {
	p := c.Profile
	begin := 3*len(both(w.Interests, p.Talents)) + 2*len(both(w.Interests, p.Interests))
	if begin == 0 && len(w.Interests) > 0 || w.far(p) {
		return 0
	}
	if len(both(w.Dayparts, p.Dayparts)) == 0 && len(w.Dayparts) > 0 && len(p.Dayparts) > 0 {
		return 0
	}
	for _, plus := range []bool{c.Networker, w.near(p), len(both(w.Dayparts, p.Dayparts)) > 0, w.Company != "" && w.Company == p.Company} {
		if plus {
			begin++
		}
	}
	return begin
}

func (w Wish) near(p domain.Profile) bool { return w.Area != "" && strings.HasPrefix(p.Area, w.Area) }

// far says that they live in different parts of the country, and ours cannot go far.
func (w Wish) far(p domain.Profile) bool {
	return w.Area != "" && len(p.Area) == 4 && !w.near(p) && p.TravelKm > 0 && p.TravelKm <= 10
}

func (w Wish) reasons(c Candidate) (said []domain.Sentence) {
	good := both(w.Interests, c.Profile.Talents)
	if len(good) > 0 {
		said = append(said, about("GOOD_AT_THE_WISH", "Jouw cliënt is goed in %s, en dat vraagt deze wens.", "Your client is good at %s, and this wish asks for it.", good))
	}
	likes := slices.DeleteFunc(both(w.Interests, c.Profile.Interests), func(word string) bool { return slices.Contains(good, word) })
	if len(likes) > 0 {
		said = append(said, about("BOTH_LIKE", "Allebei houden ze van %s.", "Both like %s.", likes))
	}
	if len(both(w.Dayparts, c.Profile.Dayparts)) > 0 {
		said = append(said, domain.Sentence{Code: "BOTH_FREE", NL: "Er is een moment waarop ze allebei vrij zijn.", EN: "There is a time at which both are free."})
	}
	if w.near(c.Profile) {
		said = append(said, domain.Sentence{Code: "NEAR", NL: "Ze wonen in hetzelfde deel van het land.", EN: "They live in the same part of the country."})
	}
	if c.Networker {
		said = append(said, domain.Sentence{Code: "TAKES_THE_LEAD", NL: "Jouw cliënt is netwerker en kan het voortouw nemen.", EN: "Your client is a networker and can take the lead."})
	}
	return said
}

func (w Wish) talkAbout(c Candidate) (said []domain.Sentence) {
	if !w.near(c.Profile) {
		said = append(said, domain.Sentence{Code: "HOW_TO_GET_THERE", NL: "Hoe komen ze bij elkaar, en hoe ver is te ver?", EN: "How do they get to each other, and how far is too far?"})
	}
	if w.Communication != c.Profile.Communication {
		said = append(said, domain.Sentence{Code: "UNDERSTANDING_EACH_OTHER", NL: "Hoe begrijpen ze elkaar het best: met woorden, plaatjes of gebaren?",
			EN: "How do they understand each other best: with words, pictures or signs?"})
	}
	if w.Company != "" && c.Profile.Company != "" && w.Company != c.Profile.Company {
		said = append(said, domain.Sentence{Code: "COMPANY_DIFFERS", NL: "Eén wil liever in een groep, de ander één op één.", EN: "One would rather be in a group, the other one to one."})
	}
	return said
}

// WouldHelp says what to do when there is nobody.
func WouldHelp(asked bool) []domain.Sentence {
	if !asked {
		return []domain.Sentence{{Code: "ASK_FOR_REGION", NL: "Vraag jouw cliënten of er ook buiten de organisatie gezocht mag worden.",
			EN: "Ask your clients whether one may look outside the organisation too."}}
	}
	return []domain.Sentence{{Code: "NOBODY_NOW", NL: "Nu past er niemand van jouw cliënten bij deze wens. Kijk later nog eens.",
		EN: "None of your clients suits this wish now. Look again later."}}
}

// both gives what stands in both, in order, each once.
func both(a, b []string) []string {
	var shared []string
	for _, word := range a {
		if slices.Contains(b, word) {
			shared = append(shared, word)
		}
	}
	slices.Sort(shared)
	return slices.Compact(shared)
}

// about makes a sentence about words: at most three, so that it stays one to read.
func about(code, nl, en string, words []string) domain.Sentence {
	words = words[:min(len(words), 3)]
	say := func(and string) string {
		if last := len(words) - 1; last > 0 {
			return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
		}
		return words[0]
	}
	return domain.Sentence{Code: code, NL: fmt.Sprintf(nl, say("en")), EN: fmt.Sprintf(en, say("and"))}
}
