package domain

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/optrek/optrek/services/internal/fault"
)

// checkAfter is how long it is believed that what was checked about a place is still so.
const checkAfter = 180

const (
	longestRole = 120 // also of what one spends
	longestWay  = 500
)

// Fact is what one needs to know to get in: yes, partly, no, or "" when nobody knows.
// Of Free: free, a little, more.
type Fact string

// What a fact can be.
const (
	FactYes    Fact = "yes"
	FactPartly Fact = "partly"
	FactNo     Fact = "no"
)

// Opening is one part of one day of the week in which a place is open.
type Opening struct {
	Weekday string // monday … sunday
	Daypart Daypart
}

var (
	weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	dayparts = []Daypart{"morning", "afternoon", "evening"}
)

// Place is somewhere to go: a facility in the neighbourhood, with access facts.
type Place struct {
	ID      PlaceID
	Version Version
	Name    string
	Town    string
	Facts
	Spending    string // what one spends there, in words
	KnowsUsRole string // who knows us: a role, never a name
	WayThere    string
	Note        string
	Checked     string // the day on which somebody looked whether all this is so; empty: nobody did
	CheckedBy   string // a colleague
	CopiedFrom  string // the organisation of which this is a copy, by name
	Retired     bool   // out of the pickers; what was done there keeps it
	Created     time.Time
	Updated     time.Time
}

// Facts are what one needs to know to get in, as far as they are not in somebody's own words.
type Facts struct {
	Wheelchair Fact
	Quiet      Fact
	Toilet     Fact
	ByBus      Fact
	Free       Fact
	KnowsUs    Fact // somebody there knows us
	Open       []Opening
}

// Key is the name as lists sort and searches find it: small letters without accents.
func (p Place) Key() string { return Fold(p.Name) }

// TownKey is the town, folded.
func (p Place) TownKey() string { return Fold(p.Town) }

// CheckAgain says whether it is a while ago that somebody looked.
func (p Place) CheckAgain(today string) bool {
	return p.Checked == "" || p.Checked < addDays(today, -checkAfter)
}

// Look is somebody who looks whether what is known of a place is so.
type Look struct {
	Colleague string
	Day       string // YYYY-MM-DD in the Netherlands
	At        time.Time
}

// AddPlace checks a new place. Whoever adds it has looked.
func AddPlace(p Place, by Look) (Place, error) {
	p, err := p.checked()
	if err != nil {
		return Place{}, err
	}
	p.Version, p.Created = 1, by.At
	return p.Check(by), nil
}

// EditPlace checks a changed place. Whoever changes it has looked.
func EditPlace(p Place, by Look) (Place, error) {
	p, err := p.checked()
	if err != nil {
		return Place{}, err
	}
	return p.Check(by), nil
}

// Check notes that somebody looked, and it is all so.
func (p Place) Check(by Look) Place {
	p.Checked, p.CheckedBy, p.Updated = by.Day, by.Colleague, by.At
	return p
}

// Retire takes a place out of the pickers, or brings it back.
func (p Place) Retire(away bool, now time.Time) Place {
	p.Retired, p.Updated = away, now
	return p
}

func (p Place) checked() (Place, error) {
	p.Name, p.Town, p.Note = tidy(p.Name), tidy(p.Town), strings.TrimSpace(p.Note)
	p.Spending, p.KnowsUsRole, p.WayThere = tidy(p.Spending), tidy(p.KnowsUsRole), strings.TrimSpace(p.WayThere)
	if p.KnowsUsRole != "" && p.KnowsUs == "" {
		p.KnowsUs = FactYes // whoever says who knows us, says that somebody does
	}
	var wrong []fault.Field
	if p.Name == "" {
		wrong = append(wrong, field("place.name", "Hoe heet deze plek?", "What is this place called?"))
	}
	for _, text := range []struct {
		path, words string
		longest     int
	}{{"place.spending", p.Spending, longestRole}, {"place.knows_us_role", p.KnowsUsRole, longestRole}, {"place.way_there", p.WayThere, longestWay}} {
		if utf8.RuneCountInString(text.words) > text.longest {
			wrong = append(wrong, field(text.path, "Dit is te lang. Maak het korter.", "This is too long. Make it shorter."))
		}
	}
	seen := map[Opening]bool{}
	for _, o := range p.Open {
		if seen[o] || !slices.Contains(weekdays, o.Weekday) || !slices.Contains(dayparts, o.Daypart) {
			wrong = append(wrong, field("place.open", "Kies elke dag één keer, met de delen van die dag.", "Choose each day once, with the parts of that day."))
			break
		}
		seen[o] = true
	}
	p.Open = slices.SortedFunc(slices.Values(p.Open), func(a, b Opening) int {
		if a.Weekday != b.Weekday {
			return slices.Index(weekdays, a.Weekday) - slices.Index(weekdays, b.Weekday)
		}
		return slices.Index(dayparts, a.Daypart) - slices.Index(dayparts, b.Daypart)
	})
	return p, checkForm(wrong)
}

// RegionalPlace is what other organisations of the region see of a place (O-06): the
// name, the town and the facts. What somebody wrote in their own words stays at home,
// and so does who knows us there.
type RegionalPlace struct {
	ID           PlaceID
	Organisation string
	Name         string
	Town         string
	Facts
	Checked string
}

// ForRegion is what the region sees of a place.
func (p Place) ForRegion() RegionalPlace {
	facts := p.Facts
	facts.KnowsUs = ""
	return RegionalPlace{ID: p.ID, Name: p.Name, Town: p.Town, Facts: facts, Checked: p.Checked}
}

// Copy makes a place of our own of one in the region. Nobody of ours has looked yet.
func (r RegionalPlace) Copy(organisation string, now time.Time) Place {
	return Place{
		Version: 1, Name: r.Name, Town: r.Town, Facts: r.Facts, CopiedFrom: organisation, Created: now, Updated: now,
	}
}

// Alike says whether two places may well be one and the same, so that somebody can look
// before it stands in the list twice. It only ever asks.
func Alike(name, town, otherName, otherTown string) bool {
	one, other := bare(name), bare(otherName)
	if one == "" || other == "" {
		return false
	}
	hereTown, thereTown := Fold(town), Fold(otherTown)
	if hereTown != "" && thereTown != "" && !near(hereTown, thereTown) {
		return false
	}
	return near(one, other) || within(one, other) || within(other, one)
}

// small are words that many names begin with and that tell nothing apart.
var small = []string{"de", "het", "een", "t", "den", "the", "in", "op", "van", "bij"}

// bare is a name without its small words, signs and spaces.
func bare(name string) string {
	parts := strings.FieldsFunc(Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return slices.Contains(small, s) }), "")
}

// within says whether the shorter name is part of the longer, and long enough to mean something.
func within(long, short string) bool {
	return utf8.RuneCountInString(short) >= 5 && strings.Contains(long, short)
}

// near says whether two words differ by no more than a slip of the pen.
func near(one, other string) bool {
	a, b := []rune(one), []rune(other)
	slips := 1
	if min(len(a), len(b)) > 7 {
		slips = 2
	}
	if len(a) < 4 || len(b) < 4 {
		slips = 0
	}
	return distance(a, b) <= slips
}

// distance is how many letters have to change to make the one of the other.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		left := row[0]
		row[0] = i + 1
		for j := range b {
			same := left
			if a[i] != b[j] {
				same = 1 + min(left, row[j], row[j+1])
			}
			left, row[j+1] = row[j+1], same
		}
	}
	return row[len(b)]
}

// Fold makes small letters without accents, so that "Café" is found by "cafe".
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(tidy(s))))
}
