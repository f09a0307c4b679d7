package domain

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

const (
	smallestParty    = 1 // somebody may go alone
	largestParty     = 30
	longestWhat      = 300
	longestThreshold = 500
)

// State says how an activity stands. Every state may follow every other: what was
// said can be taken back, and not going is fine.
type State string

// The states of an activity.
const (
	// Trying needs no approval and may come to nothing without a mark.
	Trying  State = "trying"
	Planned State = "planned"
	Held    State = "held"
	NotHeld State = "not_held"
)

// Daypart is the part of the day; "" when it is open.
type Daypart string

// Going is one person who takes part: who, what makes it hard, what helps.
type Going struct {
	Client    ClientID
	Threshold string
	Helps     string
	// The same in pictures: words of the contract, "busy", "look_first".
	Hard    []string
	Helpful []string
}

// told says whether anything was said of what makes it hard or what helps.
func (g Going) told() bool {
	return g.Threshold != "" || g.Helps != "" || len(g.Hard) > 0 || len(g.Helpful) > 0
}

// Tells gives those of whom something was said, and whom the caller reaches.
func (a Activity) Tells(reached func(ClientID) bool) (out []Going) {
	for _, g := range a.Goers {
		if reached(g.Client) && g.told() {
			out = append(out, g)
		}
	}
	return out
}

// Activity is going out and doing things. Who and what are enough.
type Activity struct {
	ID            ActivityID
	Version       Version
	State         State
	Kind          Kind
	OwnKind       KindID // a kind of the organisation's own; Kind is then KindOther
	What          string
	Goers         []Going // in the order in which they joined; never empty
	Match         MatchID // empty: not part of a match
	Place         PlaceID // empty: not known, or anywhere
	Day           string  // YYYY-MM-DD in the Netherlands; empty: some day
	Daypart       Daypart
	Clock         string // HH:MM; empty: does not matter
	OthersWelcome bool
	Series        SeriesID // empty: on its own
	SeriesDay     string   // the day on which the series put it, also after it moved
	SeriesOwn     bool     // somebody changed this one time: the series leaves it as it is
	Created       time.Time
	Updated       time.Time
}

// Open says whether it is still to be done.
func (a Activity) Open() bool { return a.State == Planned || a.State == Trying }

// looks is what a series says of one time, to compare by.
type looks struct {
	kind    Kind
	own     KindID
	what    string
	place   PlaceID
	day     string
	daypart Daypart
	clock   string
	others  bool
}

func (a Activity) looks() looks {
	return looks{a.Kind, a.OwnKind, a.What, a.Place, a.Day, a.Daypart, a.Clock, a.OthersWelcome}
}

// Clients lists who takes part.
func (a Activity) Clients() []ClientID {
	out := make([]ClientID, len(a.Goers))
	for i, g := range a.Goers {
		out[i] = g.Client
	}
	return out
}

// Has says whether this person takes part.
func (a Activity) Has(id ClientID) bool { return a.find(id) >= 0 }

func (a Activity) find(id ClientID) int {
	return slices.IndexFunc(a.Goers, func(g Going) bool { return g.Client == id })
}

// Plan checks a new activity and makes it ready to be saved. A client is always one
// of those who go, and takes along only people they are together with. thresholds say
// what makes it hard for some of them.
func Plan(a Activity, thresholds []Going, by *Circle, now time.Time) (Activity, error) {
	a.Goers = slices.Clone(a.Goers)
	if by.Self != "" && !a.Has(by.Self) {
		a.Goers = append([]Going{{Client: by.Self}}, a.Goers...)
	}
	if a.State == "" {
		a.State = Planned
	}
	wrong := a.problems()
	if a.State != Planned && a.State != Trying {
		wrong = append(wrong, field("activity.state", "Kies plannen of proberen.", "Choose planning or trying."))
	}
	if len(a.Goers) == 0 {
		wrong = append(wrong, field("activity.client_ids", "Wie gaat er mee? Kies minstens één persoon.", "Who comes along? Choose at least one person."))
	}
	if err := checkForm(wrong); err != nil {
		return Activity{}, err
	}
	goers := a.Clients()
	for _, goer := range goers {
		if !by.mayBring(goer, goers) {
			return Activity{}, fault.Missing()
		}
	}
	if err := a.setThresholds(thresholds, by); err != nil {
		return Activity{}, err
	}
	if err := checkForm(a.problems()); err != nil {
		return Activity{}, err
	}
	a.Version, a.Created, a.Updated = 1, now, now
	return a, nil
}

// Change holds the wanted fields of an update; nil leaves a field as it is.
type Change struct {
	State         *State
	Kind          *Kind
	OwnKind       *KindID
	What          *string
	Match         *MatchID
	Place         *PlaceID
	Day           *string
	Daypart       *Daypart
	Clock         *string
	OthersWelcome *bool
	// Thresholds takes the place of all thresholds that the caller sees; those of
	// others stay as they are.
	Thresholds *[]Going
}

// Edit changes an activity. Everybody who takes part may.
func Edit(a Activity, c Change, by *Circle, now time.Time) (Activity, error) {
	before := a.looks()
	a.Goers = slices.Clone(a.Goers)
	set(&a.State, c.State)
	set(&a.Kind, c.Kind)
	if c.Kind != nil && *c.Kind != KindOther {
		a.OwnKind = "" // somebody chose another kind
	}
	set(&a.OwnKind, c.OwnKind)
	set(&a.What, c.What)
	set(&a.Match, c.Match)
	set(&a.Place, c.Place)
	set(&a.Day, c.Day)
	set(&a.Daypart, c.Daypart)
	set(&a.Clock, c.Clock)
	set(&a.OthersWelcome, c.OthersWelcome)
	if c.Thresholds != nil {
		if err := a.setThresholds(*c.Thresholds, by); err != nil {
			return Activity{}, err
		}
	}
	wrong := a.problems()
	if a.State == "" {
		wrong = append(wrong, field("activity.state", "Kies hoe het ermee staat.", "Choose how it stands."))
	}
	if err := checkForm(wrong); err != nil {
		return Activity{}, err
	}
	a.SeriesOwn = a.SeriesOwn || a.Series != "" && a.looks() != before
	a.Updated = now
	return a, nil
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// setThresholds replaces what the caller sees of the thresholds.
func (a *Activity) setThresholds(wanted []Going, by *Circle) error {
	for i := range a.Goers {
		if by.Reaches(a.Goers[i].Client) {
			a.Goers[i] = Going{Client: a.Goers[i].Client}
		}
	}
	for _, t := range wanted {
		at := a.find(t.Client)
		switch {
		case at < 0:
			return checkForm([]fault.Field{foreignThreshold()})
		case !by.Reaches(t.Client):
			return notYourThreshold()
		}
		a.Goers[at] = t
	}
	return nil
}

func foreignThreshold() fault.Field {
	return field("activity.thresholds", "Deze persoon doet niet mee.", "This person does not take part.")
}

func notYourThreshold() error {
	return fault.Denied("NOT_YOUR_THRESHOLD", fault.Text{
		NL: "Wat het moeilijk maakt, vertelt iemand zelf, of samen met de eigen begeleider.",
		EN: "What makes it hard is told by the person themself, or together with their own support worker.",
	})
}

// problems lists what is wrong with the fields, tidying the words on the way.
func (a *Activity) problems() (wrong []fault.Field) {
	a.What = strings.TrimSpace(a.What)
	if a.OwnKind != "" {
		a.Kind = KindOther
	}
	if a.What == "" && a.Kind == "" {
		wrong = append(wrong, field("activity.what", "Wat gaan jullie doen? Een paar woorden of een plaatje is genoeg.",
			"What are you going to do? A few words or a picture is enough."))
	}
	if utf8.RuneCountInString(a.What) > longestWhat {
		wrong = append(wrong, field("activity.what", "Dit is te lang: hooguit 300 tekens.", "This is too long: at most 300 characters."))
	}
	if len(a.Goers) > largestParty {
		wrong = append(wrong, field("activity.client_ids", "Hooguit 30 personen tegelijk.", "At most 30 people at once."))
	}
	if _, err := time.Parse(time.DateOnly, a.Day); a.Day != "" && err != nil {
		wrong = append(wrong, field("activity.day", "Deze dag bestaat niet.", "There is no such day."))
	}
	if _, err := time.Parse("15:04", a.Clock); a.Clock != "" && err != nil {
		wrong = append(wrong, field("activity.clock", "Deze tijd bestaat niet.", "There is no such time."))
	}
	for i := range a.Goers {
		g := &a.Goers[i]
		g.Threshold, g.Helps = strings.TrimSpace(g.Threshold), strings.TrimSpace(g.Helps)
		if utf8.RuneCountInString(g.Threshold) > longestThreshold || utf8.RuneCountInString(g.Helps) > longestThreshold {
			wrong = append(wrong, field("activity.thresholds", "Dit is te lang: hooguit 500 tekens.", "This is too long: at most 500 characters."))
		}
	}
	return wrong
}

// Take lets somebody join. Who goes takes along people they are together with (A-02,
// A-03); a client joins by themself where others are welcome and they know one of
// those who go, where it is open to them (Circle.Welcome), or where it belongs to a match
// they are in (m, zero when it belongs to none). Somebody who goes already stays as they are.
func Take(a Activity, id ClientID, by *Circle, m Match, now time.Time) (Activity, error) {
	if err := mayTake(a, id, by, m); err != nil {
		return Activity{}, err
	}
	return a.with(id, now)
}

// with adds somebody to those who go; who goes already stays as they are.
func (a Activity) with(id ClientID, now time.Time) (Activity, error) {
	if a.Has(id) {
		return a, nil
	}
	if len(a.Goers) >= largestParty {
		return Activity{}, fault.Conflict("PARTY_FULL", fault.Text{
			NL: "Er gaan al 30 mensen mee. Meer past hier niet; plan er gerust nog een.",
			EN: "Thirty people come along already. No more fit here; feel free to plan another.",
		})
	}
	a.Goers = append(slices.Clone(a.Goers), Going{Client: id})
	a.Updated = now
	return a, nil
}

func mayTake(a Activity, id ClientID, by *Circle, m Match) error {
	seen := slices.ContainsFunc(a.Goers, func(g Going) bool { return by.Reaches(g.Client) })
	welcome := id == by.Self && (m.welcomes(id) || a.OthersWelcome && by.knowsOneOf(id, a.Clients()))
	switch {
	case seen && by.mayBring(id, a.Clients()), welcome, by.Reaches(id) && by.welcomed[id]:
		return nil
	default:
		return fault.Missing()
	}
}

// Drop lets somebody not go after all: nothing is asked. When the last
// one drops out it simply does not happen; they stay in it, so that it can be taken back.
func Drop(a Activity, id ClientID, by *Circle, now time.Time) (Activity, error) {
	if !by.Reaches(id) {
		return Activity{}, fault.Missing()
	}
	at := a.find(id)
	switch {
	case at < 0:
		return a, nil
	case len(a.Goers) <= smallestParty:
		a.State = NotHeld
	default:
		a.Goers = slices.Delete(slices.Clone(a.Goers), at, at+1)
	}
	a.Updated = now
	return a, nil
}

// Mark says that it was done, or that it did not happen; either can be taken back.
func Mark(a Activity, s State, now time.Time) Activity {
	if a.State != s {
		a.State, a.Updated = s, now
	}
	return a
}

// BelongsTo checks that an activity is something of this match: one of the people in
// it goes, and a client who links them may know of the match.
func (a Activity) BelongsTo(m Match, by *Circle) error {
	here := false
	for _, p := range m.People {
		if p.Client == by.Self && !p.MayKnow {
			return fault.Missing()
		}
		here = here || a.Has(p.Client)
	}
	if !here {
		return checkForm([]fault.Field{
			field("activity.match_id", "Niemand van deze koppeling gaat mee.", "Nobody of this match comes along."),
		})
	}
	return nil
}

// WithoutClient takes somebody who left the organisation out of the activity. Gone is
// true when nobody is left: then the activity is to be taken away too.
func (a Activity) WithoutClient(id ClientID, now time.Time) (rest Activity, gone bool) {
	a.Goers = slices.DeleteFunc(slices.Clone(a.Goers), func(g Going) bool { return g.Client == id })
	a.Updated = now
	return a, len(a.Goers) == 0
}
