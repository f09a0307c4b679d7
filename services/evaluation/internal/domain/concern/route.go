package concern

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

// Route is how an organisation routes concerns. The JSON names are those it is kept by.
type Route struct {
	Version    domain.Version           `json:"-"` // 0: the built-in one
	At         time.Time                `json:"-"`
	By         domain.SupportWorkerID   `json:"-"`
	Open       Text                     `json:"open"`
	Closed     Text                     `json:"closed"`
	Times      []Times                  `json:"times"`
	ClosedDays []string                 `json:"closed_days"` // YYYY-MM-DD
	Workers    []domain.SupportWorkerID `json:"workers"`
	Locations  []AtLocation             `json:"locations"`
	Ways       []Way                    `json:"ways"`
}

// Text is what to do now, and whom one can call.
type Text struct {
	NL     string `json:"nl"`
	EN     string `json:"en"`
	WhomNL string `json:"whom_nl"`
	WhomEN string `json:"whom_en"`
	Phone  string `json:"phone"`
}

// Times says from when until when people are at work on a day of the week.
type Times struct {
	Weekday int    `json:"weekday"` // 1 is Monday, 7 is Sunday
	From    string `json:"from"`    // HH:MM
	Until   string `json:"until"`   // HH:MM, up to 24:00
}

// AtLocation is who gets what is about people of one location.
type AtLocation struct {
	Location string                   `json:"location"`
	Workers  []domain.SupportWorkerID `json:"workers"`
}

// WayID is one of the ways an organisation is told over.
type WayID string

// WayKind is what sort of way it is.
type WayKind string

// The kinds of ways.
const (
	Email   WayKind = "email"
	Webhook WayKind = "webhook"
)

// Way is a mailbox or a system of the organisation that is told that there is a concern.
type Way struct {
	ID   WayID   `json:"id"`
	Kind WayKind `json:"kind"`
	Name string  `json:"name"`
	To   string  `json:"to"`
}

// Default is for an organisation that did not make a route of its own.
func Default() Route {
	return Route{Open: Text{
		NL: "Is er nu gevaar? Bel 112. Is het niet nu, maar wel dringend? Bel of zoek de begeleider die dienst heeft. " +
			"Je zorg is doorgegeven: het netwerkaanspreekpunt of de coördinator neemt contact op. Vertel het gerust ook aan je eigen begeleider.",
		EN: "Is there danger right now? Call 112. Not right now, but urgent? Call or find the support worker on duty. " +
			"Your concern was passed on: the network lead or the coordinator will get in touch. Feel free to tell your own support worker too.",
	}}
}

// IsClosed says whether nobody is at work at this moment, in local time. Without times
// somebody always is.
func (r Route) IsClosed(local time.Time) bool {
	if len(r.Times) == 0 {
		return false
	}
	if slices.Contains(r.ClosedDays, local.Format(time.DateOnly)) {
		return true
	}
	weekday, clock := (int(local.Weekday())+6)%7+1, local.Format("15:04")
	return !slices.ContainsFunc(r.Times, func(t Times) bool {
		return t.Weekday == weekday && t.From <= clock && clock < t.Until
	})
}

// TextAt gives what somebody reads at this moment, in local time.
func (r Route) TextAt(local time.Time) Text { return r.TextWhen(r.IsClosed(local)) }

// TextWhen gives what somebody reads. Without words for when nobody is at work, the
// others serve: whoever asks always reads what to do.
func (r Route) TextWhen(closed bool) Text {
	text := r.Open
	if closed && r.Closed.NL != "" {
		text = r.Closed
	}
	if text.EN == "" {
		text.EN = text.NL
	}
	if text.WhomEN == "" {
		text.WhomEN = text.WhomNL
	}
	return text
}

// gets is how many people get a concern: never one alone (O-01).
const gets = 2

// For gives who gets a concern about somebody of this location: the first two who are
// here, first of that location's people and then of the organisation's. When nobody is
// here it is for all that are named: better too many than none.
func (r Route) For(location string, here func(domain.SupportWorkerID) bool) []domain.SupportWorkerID {
	named := r.named(location)
	present := slices.DeleteFunc(slices.Clone(named), func(id domain.SupportWorkerID) bool { return !here(id) })
	if len(present) == 0 {
		return named
	}
	return present[:min(gets, len(present))]
}

// named is everybody a concern of this location may come to, in order, each once.
func (r Route) named(location string) (all []domain.SupportWorkerID) {
	add := func(ids []domain.SupportWorkerID) {
		for _, id := range ids {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	for _, l := range r.Locations {
		if location != "" && l.Location == location {
			add(l.Workers)
		}
	}
	add(r.Workers)
	return all
}

// Named gives everybody the route names, each once.
func (r Route) Named() (all []domain.SupportWorkerID) {
	all = slices.Clone(r.Workers)
	for _, l := range r.Locations {
		all = append(all, l.Workers...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

var (
	clockForm = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)
	phoneForm = regexp.MustCompile(`^\+?[0-9][0-9 ()-]{1,28}$`)
	emailForm = regexp.MustCompile(`^[^@\s<>",;]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
	httpsForm = regexp.MustCompile(`^https://[A-Za-z0-9.-]+(:\d{1,5})?(/[^\s#]*)?$`)
)

// Check tidies a route somebody made, and names every field that is not right at once.
func (r Route) Check() (Route, error) {
	var wrong []fault.Field
	bad := func(path, nl, en string) {
		wrong = append(wrong, fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}})
	}
	r.Open, r.Closed = r.Open.tidy(), r.Closed.tidy()
	if r.Open.NL == "" {
		bad("route.open.words_nl", "Zeg wat iemand nu kan doen.", "Say what somebody can do now.")
	}
	for path, text := range map[string]Text{"route.open.phone": r.Open, "route.closed.phone": r.Closed} {
		if text.Phone != "" && !phoneForm.MatchString(text.Phone) {
			bad(path, "Schrijf het nummer zoals je het belt, bijvoorbeeld 013 123 45 67.", "Write the number as one dials it, for example 013 123 45 67.")
		}
	}
	wrong = append(wrong, checkTimes(r.Times, r.ClosedDays)...)
	wrong = append(wrong, r.checkPeople()...)
	wrong = append(wrong, checkWays(r.Ways)...)
	if len(wrong) > 0 {
		slices.SortStableFunc(wrong, func(a, b fault.Field) int { return strings.Compare(a.Path, b.Path) })
		return r, fault.Invalid("INVALID_FIELDS", fault.Text{
			NL: "Er klopt nog iets niet. Kijk bij de aangegeven velden.",
			EN: "Something is not right yet. Look at the fields that are named.",
		}, wrong...)
	}
	slices.Sort(r.ClosedDays)
	r.ClosedDays = slices.Compact(r.ClosedDays)
	slices.SortStableFunc(r.Times, func(a, b Times) int { return a.Weekday*10000 - b.Weekday*10000 + strings.Compare(a.From, b.From) })
	return r, nil
}

func (t Text) tidy() Text {
	return Text{NL: tidy(t.NL), EN: tidy(t.EN), WhomNL: tidy(t.WhomNL), WhomEN: tidy(t.WhomEN), Phone: tidy(t.Phone)}
}

func checkTimes(times []Times, days []string) (wrong []fault.Field) {
	for i, t := range times {
		if !clockForm.MatchString(t.From) || t.Until != "24:00" && !clockForm.MatchString(t.Until) || t.From >= t.Until {
			wrong = append(wrong, fault.Field{Path: "route.times." + strconv.Itoa(i), Text: fault.Text{
				NL: "Kies een tijd van en een latere tijd tot, bijvoorbeeld 08:30 tot 17:00.",
				EN: "Choose a time from and a later time until, for example 08:30 until 17:00.",
			}})
		}
	}
	for _, d := range days {
		if _, err := time.Parse(time.DateOnly, d); err != nil {
			wrong = append(wrong, fault.Field{Path: "route.closed_days", Text: fault.Text{
				NL: "Dit is geen dag: " + d + ".", EN: "This is no day: " + d + "."}})
		}
	}
	return wrong
}

// checkPeople holds every list to none, or two and more: nobody is the only one (O-01).
func (r Route) checkPeople() (wrong []fault.Field) {
	two := fault.Text{NL: "Kies er nog iemand bij: als de eerste er niet is, komt het bij de tweede.",
		EN: "Choose one more: when the first is away, it comes to the second."}
	if distinct(r.Workers) == 1 {
		wrong = append(wrong, fault.Field{Path: "route.support_worker_ids", Text: two})
	}
	seen := map[string]bool{}
	for i, l := range r.Locations {
		path := "route.locations." + strconv.Itoa(i)
		if distinct(l.Workers) < gets {
			wrong = append(wrong, fault.Field{Path: path + ".support_worker_ids", Text: two})
		}
		if seen[l.Location] {
			wrong = append(wrong, fault.Field{Path: path + ".location_id", Text: fault.Text{
				NL: "Deze locatie staat er al.", EN: "This location stands here already."}})
		}
		seen[l.Location] = true
	}
	return wrong
}

func distinct(ids []domain.SupportWorkerID) int {
	all := slices.Clone(ids)
	slices.Sort(all)
	return len(slices.Compact(all))
}

func checkWays(ways []Way) (wrong []fault.Field) {
	for i, w := range ways {
		path := "route.ways." + strconv.Itoa(i)
		if tidy(w.Name) == "" {
			wrong = append(wrong, fault.Field{Path: path + ".name", Text: fault.Text{
				NL: "Geef dit een naam waaraan collega's het herkennen.", EN: "Give it a name that colleagues know it by."}})
		}
		switch {
		case w.Kind == Email && !emailForm.MatchString(w.To):
			wrong = append(wrong, fault.Field{Path: path + ".to", Text: fault.Text{
				NL: "Dit is geen e-mailadres. Een goed adres ziet eruit als zorg@voorbeeld.nl.",
				EN: "This is no e-mail address. A good one looks like care@example.org."}})
		case w.Kind == Webhook && !httpsForm.MatchString(w.To):
			wrong = append(wrong, fault.Field{Path: path + ".to", Text: fault.Text{
				NL: "Dit is geen beveiligd adres. Het begint met https://.", EN: "This is no secure address. It begins with https://."}})
		}
	}
	return wrong
}
