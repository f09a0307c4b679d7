package domain

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

const (
	mostCitizens   = 10
	longestCitizen = 60
)

// Welcome says who else may know of an activity and join.
type Welcome string

// How far it is open.
const (
	WelcomeNobody       Welcome = "nobody"
	WelcomeKnown        Welcome = "known"        // who is together with one of those who go
	WelcomeLocation     Welcome = "location"     // who lives where one of those who go lives
	WelcomeOrganisation Welcome = "organisation" // every client
)

// Open says for whom an activity is open. Who may is decided beside the RPC: staff.
func Open(a Activity, to Welcome, now time.Time) (Activity, error) {
	if err := a.isOpen(now); err != nil {
		return Activity{}, err
	}
	a.OthersWelcome, a.Updated = to != WelcomeNobody, now
	return a, nil
}

// OpenTo is how far an activity is open, with what was chosen beyond "others are
// welcome": when they no longer are, that does not count any more.
func (a Activity) OpenTo(chosen Welcome) Welcome {
	switch {
	case !a.OthersWelcome:
		return WelcomeNobody
	case chosen == "":
		return WelcomeKnown
	default:
		return chosen
	}
}

// CitizenID names somebody from the neighbourhood who comes along once.
type CitizenID string

// Citizen is somebody without account who comes along with one who goes: a role in a
// word, nothing else is known (M-12).
type Citizen struct {
	ID     CitizenID
	Client ClientID // with whom they come
	Word   string
}

// Bring lets somebody from the neighbourhood come along. present are those who come already.
func Bring(a Activity, with ClientID, word string, present []Citizen, by *Circle) (Citizen, error) {
	if !by.Reaches(with) || !a.Has(with) {
		return Citizen{}, fault.Missing()
	}
	if len(present) >= mostCitizens {
		return Citizen{}, fault.Conflict("ENOUGH_CITIZENS", fault.Text{
			NL: "Er komen al tien mensen uit de buurt mee. Meer past hier niet.",
			EN: "Ten people from the neighbourhood come along already. No more fit here.",
		})
	}
	word = tidy(word)
	if err := checkForm(roleProblems(word)); err != nil {
		return Citizen{}, err
	}
	return Citizen{Client: with, Word: lowerFirst(word)}, nil
}

func roleProblems(word string) []fault.Field {
	switch {
	case word == "":
		return []fault.Field{field("word", "Wie komt er mee? Eén woord is genoeg, zoals “buurvrouw”.", "Who comes along? One word is enough, like “neighbour”.")}
	case utf8.RuneCountInString(word) > longestCitizen:
		return []fault.Field{field("word", "Dit is te lang: hooguit 60 tekens.", "This is too long: at most 60 characters.")}
	case looksLikeAName(word):
		return []fault.Field{field("word", "Schrijf een rol met een kleine letter, zoals “buurvrouw”. Namen bewaren we hier niet.",
			"Write a role in small letters, like “neighbour”. We keep no names here.")}
	}
	return nil
}

// roles are the words that may begin with a capital: telephones make one by themselves.
var roles = []string{
	"buurvrouw", "buurman", "buren", "buurjongen", "buurmeisje", "vriend", "vriendin", "familie", "vader", "moeder", "ouders", "broer", "zus", "oom", "tante",
	"opa", "oma", "neef", "nicht", "kennis", "vrijwilliger", "maatje", "iemand", "gastvrouw", "gastheer", "chauffeur", "collega", "trainer",
	"neighbour", "friend", "family", "volunteer", "somebody", "someone", "mother", "father", "brother", "sister", "aunt", "uncle",
}

// looksLikeAName is careful rather than clever: a capital that no role begins with, a
// figure or an address does not belong in a role.
func looksLikeAName(word string) bool {
	if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsDigit(r) || r == '@' }) {
		return true
	}
	for i, part := range strings.Fields(word) {
		first, _ := utf8.DecodeRuneInString(part)
		if unicode.IsUpper(first) && (i > 0 || !slices.Contains(roles, strings.ToLower(part))) {
			return true
		}
	}
	return false
}

func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}
