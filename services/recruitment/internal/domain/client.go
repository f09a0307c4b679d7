package domain

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/bsn"
	"github.com/optrek/optrek/services/internal/fault"
)

// Client is a person receiving care, and the owner of everything recorded here. A
// given name is all that must be there.
type Client struct {
	ID             ClientID
	Version        Version
	Number         string // in the organisation's own administration; empty when made by hand; never a BSN
	GivenName      string
	FamilyName     string // prefix included: "ten Schouten"
	BirthYear      int    // 0: not known
	Location       LocationID
	SupportWorkers []SupportWorkerID // first and second responsible (O-01)
	Profile        Profile
	Situation      Situation
	Aids           []string // what helps: "rolstoel", "picto's"
	Leaving        *Leaving // nil: nobody speaks of leaving
	Restricted     bool     // what is kept is not to be used now
	Representative Representative
	Created        time.Time
	Updated        time.Time
}

// Situation keeps what one can see and what the person says apart (N-02). Values are
// the contract's, in small letters; empty is "not asked".
type Situation struct {
	Alone  string // a fact, seen
	Lonely string // a feeling, said by the person
}

// Representative decides for or with a client by law: who, and in what capacity (the
// contract's words, in small letters). How to reach them is not kept here. Either may
// be empty, and both are for nearly everybody.
type Representative struct{ Name, Kind string }

// Profile is what matching may know of somebody, but for CouldMean, which stays here.
// There is no diagnosis, IQ (M-22) or "unsuitable", and nothing to rank by.
type Profile struct {
	Interests     []string
	Talents       []string // everybody has some
	CouldMean     string   // in own words (M-01)
	Dayparts      []string
	TravelKM      int
	Company       string
	Communication string
	Area          string // four digits of the postal code
}

// Name is what to show: "Lieke ten Schouten".
func (c Client) Name() string { return said.Tidy(c.GivenName + " " + c.FamilyName) }

// Tidied trims the names and words and gives the words their stored form.
func (c Client) Tidied() Client {
	c.Number, c.GivenName, c.FamilyName = strings.TrimSpace(c.Number), said.Tidy(c.GivenName), said.Tidy(c.FamilyName)
	c.Profile.Interests = Words(c.Profile.Interests)
	c.Profile.Talents = Words(c.Profile.Talents)
	c.Profile.CouldMean = strings.TrimSpace(c.Profile.CouldMean)
	c.Aids = distinct(c.Aids, said.Tidy)
	c.Representative.Name = said.Tidy(c.Representative.Name)
	return c
}

// Words gives short words of an interest or talent in stored form: small letters, no
// doubles, the order kept.
func Words(words []string) []string {
	return distinct(words, func(w string) string { return strings.ToLower(said.Tidy(w)) })
}

func distinct(words []string, form func(string) string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if w = form(w); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

const oldest = 125 // years; nobody is older

// Check says what is wrong with a tidied client, given the year it is now.
func (c Client) Check(year int) error {
	var wrong []fault.Field
	say := func(path, nl, en string) {
		wrong = append(wrong, fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}})
	}
	if c.GivenName == "" {
		say("client.given_name", "Vul in hoe deze persoon heet. Meer hoeft niet.", "Fill in what this person is called. That is enough.")
	}
	if bsn.In(c.Number) {
		say("client.number", "Dit lijkt een burgerservicenummer. Gebruik het nummer van je eigen organisatie.",
			"This looks like a national number (BSN). Use your own organisation's number.")
	}
	if c.BirthYear != 0 && (c.BirthYear > year || c.BirthYear < year-oldest) {
		say("client.birth_year", "Dit geboortejaar kan niet kloppen. Leeg laten mag.", "This birth year cannot be right. It may stay empty.")
	}
	if holdsAddress(c.Representative.Name) {
		say("client.representative.name", "Alleen de naam. Hoe je deze persoon bereikt, staat in je eigen administratie.",
			"Only the name. How to reach this person stands in your own administration.")
	}
	if len(wrong) > 0 {
		return fault.Invalid("CLIENT_NOT_RIGHT", fault.Text{
			NL: "Kijk de gegevens nog even na.", EN: "Please look through the details once more.",
		}, wrong...)
	}
	return nil
}

// mostDigits is how many digits may stand in a name: more is a telephone number.
const mostDigits = 5

// holdsAddress says whether a name holds an e-mail address or a telephone number.
func holdsAddress(name string) bool {
	digits := 0
	for _, r := range name {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return digits > mostDigits || strings.Contains(name, "@")
}

// Assign says who guides this client from now on: a first and, so that nobody
// depends on one person, a second (O-01).
func (c Client) Assign(workers []SupportWorkerID) (Client, error) {
	if len(workers) == 0 || len(workers) > 2 || (len(workers) == 2 && workers[0] == workers[1]) {
		text := fault.Text{
			NL: "Noem één of twee verschillende begeleiders. Twee is het beste: dan hangt het niet van één persoon af.",
			EN: "Name one or two different support workers. Two is best: then it does not depend on one person.",
		}
		return c, fault.Invalid("TWO_DIFFERENT_PEOPLE", text, fault.Field{Path: "support_worker_ids", Text: text})
	}
	c.SupportWorkers = slices.Clone(workers)
	return c, nil
}

// SecondMissing says that this client has no second responsible yet (O-01). They are
// welcome all the same; it is said, so that somebody is asked.
func (c Client) SecondMissing() bool { return len(c.SupportWorkers) < 2 }

// Same says whether nothing of what is kept differs.
func (c Client) Same(o Client) bool {
	return c.Number == o.Number && c.GivenName == o.GivenName && c.FamilyName == o.FamilyName &&
		c.BirthYear == o.BirthYear && c.Situation == o.Situation && slices.Equal(c.Aids, o.Aids) && c.Representative == o.Representative &&
		c.SamePlace(o) && c.Profile.Shared().same(o.Profile.Shared()) && c.Profile.CouldMean == o.Profile.CouldMean
}

// SamePlace says whether where and by whom this client is guided is the same: what
// ClientChanged tells the others.
func (c Client) SamePlace(o Client) bool {
	return c.Location == o.Location && slices.Equal(c.SupportWorkers, o.SupportWorkers)
}

// Shared is the part of the profile that leaves recruitment: without own words.
func (p Profile) Shared() Profile {
	p.CouldMean = ""
	return p
}

// SameShared says whether matching would see no difference, M-01's "touched upon" included.
func (p Profile) SameShared(o Profile) bool {
	return p.Shared().same(o.Shared()) && (p.CouldMean == "") == (o.CouldMean == "")
}

func (p Profile) same(o Profile) bool {
	return slices.Equal(p.Interests, o.Interests) && slices.Equal(p.Talents, o.Talents) &&
		slices.Equal(p.Dayparts, o.Dayparts) && p.TravelKM == o.TravelKM && p.Company == o.Company &&
		p.Communication == o.Communication && p.Area == o.Area
}
