package domain

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// IntervisionState says whether it was held.
type IntervisionState string

// The states of an intervision.
const (
	IntervisionPlanned IntervisionState = "planned"
	IntervisionHeld    IntervisionState = "held"
)

// Method is how the support workers consult each other; "" when it is open.
type Method string

// Intervision is support workers consulting each other (E-01). It holds no judgement of
// anybody: there is nothing to rank colleagues by (E-08).
type Intervision struct {
	ID         IntervisionID
	Version    Version
	State      IntervisionState
	Method     Method
	Title      string
	Day        string // YYYY-MM-DD
	Clock      string // HH:MM; empty: not known yet
	Organisers []SupportWorkerID
	Invited    []SupportWorkerID
	Agenda     []AgendaItem // the first is Safety
	Agreements []Agreement
	Created    time.Time
	Updated    time.Time

	MethodVersion int // of the words it is held with (O-04)
	Series        SeriesID
	CalledOff     bool
	Answers       map[SupportWorkerID]Coming
	Clients       []InvitedClient // who is asked to think along
	ClientWords   string          // what it is about, in easy words for them
	ToldBack      string          // what they hear afterwards of what was done with it
}

// AgendaItem is something to talk about, and what came of it.
type AgendaItem struct {
	ID     AgendaItemID
	Safety bool
	Topic  string
	Line   string
	Match  MatchID // a match as a case, by id and without names
}

// Agreement is who does what, by when.
type Agreement struct {
	ID     AgreementID
	What   string
	Worker SupportWorkerID
	Day    string
	Done   bool
}

const (
	safetyTopic      = "Veiligheid"
	longestAgenda    = 50
	longestLine      = 4000
	longestTitle     = 160
	longestTopic     = 200
	longestAgreement = 500
	fewestOrganisers = 2
	mostAgreements   = 100
)

// NewIntervision plans an intervision. Safety is on its agenda from the beginning,
// under the given id (E-02).
func NewIntervision(v Intervision, safety AgendaItemID, now time.Time) (Intervision, error) {
	agenda := []AgendaItem{{ID: safety, Safety: true, Topic: safetyTopic}}
	for _, item := range v.Agenda {
		item.Safety = false
		agenda = append(agenda, item)
	}
	v.State, v.Version, v.Agenda, v.Agreements = IntervisionPlanned, 1, agenda, nil
	v.Created, v.Updated = now, now
	return v.checked()
}

// EditIntervision checks an intervision whose day, clock, method, title, organisers or
// invited were changed.
func EditIntervision(v Intervision, now time.Time) (Intervision, error) {
	v.Updated = now
	return v.checked()
}

func (v Intervision) checked() (Intervision, error) {
	v.Title = tidy(v.Title)
	var wrong []fault.Field
	if v.Title == "" || utf8.RuneCountInString(v.Title) > longestTitle {
		wrong = append(wrong, field("intervision.title", "Geef een korte titel, hooguit 160 tekens.", "Give a short title, at most 160 characters."))
	}
	if _, err := time.Parse(time.DateOnly, v.Day); err != nil {
		wrong = append(wrong, field("intervision.day", "Kies een dag die bestaat.", "Choose a day that exists."))
	}
	if _, err := time.Parse("15:04", v.Clock); v.Clock != "" && err != nil {
		wrong = append(wrong, field("intervision.clock", "Deze tijd bestaat niet.", "There is no such time."))
	}
	if len(unique(v.Organisers)) < fewestOrganisers {
		wrong = append(wrong, field("intervision.organiser_ids",
			"Kies minstens twee mensen die dit dragen. Dan gaat het door als één van hen er niet is.",
			"Choose at least two people to carry this. Then it goes on when one of them is away."))
	}
	if len(v.Agenda) > longestAgenda {
		wrong = append(wrong, field("intervision.agenda", "Hooguit 50 punten.", "At most 50 items."))
	}
	wrong = append(wrong, v.checkClients()...)
	v.Agenda = slices.Clone(v.Agenda)
	for i := range v.Agenda {
		wrong = append(wrong, v.Agenda[i].check("intervision.agenda")...)
	}
	return v, checkForm(wrong)
}

func unique(ids []SupportWorkerID) []SupportWorkerID {
	return slices.Compact(slices.Sorted(slices.Values(ids)))
}

func (i *AgendaItem) check(path string) (wrong []fault.Field) {
	i.Topic, i.Line = tidy(i.Topic), strings.TrimSpace(i.Line)
	if i.Topic == "" || utf8.RuneCountInString(i.Topic) > longestTopic {
		wrong = append(wrong, field(path, "Waar gaat dit punt over? Hooguit 200 tekens.", "What is this item about? At most 200 characters."))
	}
	if utf8.RuneCountInString(i.Line) > longestLine {
		wrong = append(wrong, field(path, "Dit is te lang: hooguit 4000 tekens.", "This is too long: at most 4000 characters."))
	}
	return wrong
}

// AddItem puts something on the agenda, under Safety.
func AddItem(v Intervision, item AgendaItem, now time.Time) (Intervision, error) {
	item.Safety = false
	wrong := item.check("item.topic")
	if len(v.Agenda) >= longestAgenda {
		wrong = append(wrong, field("item", "De agenda is vol: hooguit 50 punten.", "The agenda is full: at most 50 items."))
	}
	if err := checkForm(wrong); err != nil {
		return Intervision{}, err
	}
	v.Agenda, v.Updated = append(slices.Clone(v.Agenda), item), now
	return v, nil
}

// RemoveItem takes something off the agenda; never Safety (E-02).
func RemoveItem(v Intervision, id AgendaItemID, now time.Time) (Intervision, error) {
	at := v.find(id)
	switch {
	case at < 0:
		return Intervision{}, fault.Missing()
	case v.Agenda[at].Safety:
		return Intervision{}, fault.Conflict("SAFETY_STAYS", fault.Text{
			NL: "Veiligheid staat altijd op de agenda. Was er niets? Dan is ‘besproken, niets’ genoeg.",
			EN: "Safety is always on the agenda. Was there nothing? Then “discussed, nothing” is enough.",
		})
	}
	v.Agenda, v.Updated = slices.Delete(slices.Clone(v.Agenda), at, at+1), now
	return v, nil
}

// RecordLine writes what came of an item; “besproken, niets” counts.
func RecordLine(v Intervision, id AgendaItemID, line string, now time.Time) (Intervision, error) {
	at := v.find(id)
	if at < 0 {
		return Intervision{}, fault.Missing()
	}
	line = strings.TrimSpace(line)
	if line == "" || utf8.RuneCountInString(line) > longestLine {
		return Intervision{}, checkForm([]fault.Field{
			field("line", "Schrijf één regel: ‘besproken, niets’ is genoeg. Hooguit 4000 tekens.",
				"Write one line: “discussed, nothing” is enough. At most 4000 characters."),
		})
	}
	v.Agenda, v.Updated = slices.Clone(v.Agenda), now
	v.Agenda[at].Line = line
	return v, nil
}

// LineOf is what came of an item so far.
func (v Intervision) LineOf(id AgendaItemID) string {
	if at := v.find(id); at >= 0 {
		return v.Agenda[at].Line
	}
	return ""
}

func (v Intervision) find(id AgendaItemID) int {
	return slices.IndexFunc(v.Agenda, func(i AgendaItem) bool { return i.ID == id })
}

// HasAgreement says whether there is an agreement with this id.
func (v Intervision) HasAgreement(id AgreementID) bool {
	return slices.ContainsFunc(v.Agreements, func(a Agreement) bool { return a.ID == id })
}

// Agree writes down who does what. An agreement whose id is there already takes its
// place: that is how it is done, or changed.
func Agree(v Intervision, a Agreement, now time.Time) (Intervision, error) {
	a.What = strings.TrimSpace(a.What)
	at := slices.IndexFunc(v.Agreements, func(old Agreement) bool { return old.ID == a.ID })
	var wrong []fault.Field
	if a.What == "" || utf8.RuneCountInString(a.What) > longestAgreement {
		wrong = append(wrong, field("agreement.what", "Wat spreken jullie af? Hooguit 500 tekens.", "What do you agree? At most 500 characters."))
	}
	if a.Worker == "" {
		wrong = append(wrong, field("agreement.support_worker_id", "Wie doet dit?", "Who does this?"))
	}
	if _, err := time.Parse(time.DateOnly, a.Day); a.Day != "" && err != nil {
		wrong = append(wrong, field("agreement.day", "Deze dag bestaat niet.", "There is no such day."))
	}
	if at < 0 && len(v.Agreements) >= mostAgreements {
		wrong = append(wrong, field("agreement", "Hooguit 100 afspraken.", "At most 100 agreements."))
	}
	if err := checkForm(wrong); err != nil {
		return Intervision{}, err
	}
	v.Agreements, v.Updated = slices.Clone(v.Agreements), now
	if at < 0 {
		v.Agreements = append(v.Agreements, a)
	} else {
		v.Agreements[at] = a
	}
	return v, nil
}

// PassOn lets a colleague who left go from an intervision that is still to come: who
// carries it beside them comes first, and a successor second, so that it never hangs on
// one person (O-01). What they would do is the successor's. Without a successor who is
// free it stays as it is, and is for the others to change.
func PassOn(v Intervision, left SupportWorkerID, successors []SupportWorkerID, now time.Time) (after Intervision, changed bool) {
	isLeft := func(id SupportWorkerID) bool { return id == left }
	v.Agreements, v.Organisers, v.Invited = slices.Clone(v.Agreements), slices.Clone(v.Organisers), slices.Clone(v.Invited)
	for i := range v.Agreements {
		if !v.Agreements[i].Done && isLeft(v.Agreements[i].Worker) && len(successors) > 0 {
			v.Agreements[i].Worker, changed = successors[0], true
		}
	}
	if v.State == IntervisionPlanned && slices.Contains(v.Organisers, left) {
		others := slices.DeleteFunc(slices.Clone(v.Organisers), isLeft)
		for _, id := range successors {
			if !slices.Contains(others, id) {
				others = append(others, id)
				break
			}
		}
		if len(unique(others)) >= fewestOrganisers {
			v.Organisers, changed = others, true
		}
	}
	if v.State == IntervisionPlanned && slices.Contains(v.Invited, left) {
		v.Invited, changed = slices.DeleteFunc(v.Invited, isLeft), true
	}
	if changed {
		v.Updated = now
	}
	return v, changed
}

// Hold says that it was held. Safety has a line then (E-02).
func Hold(v Intervision, now time.Time) (Intervision, error) {
	if v.State == IntervisionHeld {
		return v, nil
	}
	if v.CalledOff {
		return Intervision{}, calledOff()
	}
	for _, item := range v.Agenda {
		if item.Safety && item.Line == "" {
			return Intervision{}, fault.Conflict("SAFETY_NEEDS_A_LINE", fault.Text{
				NL: "Schrijf eerst een regel bij Veiligheid. ‘Besproken, niets’ is genoeg.",
				EN: "Write a line at Safety first. “Discussed, nothing” is enough.",
			})
		}
	}
	v.State, v.Updated = IntervisionHeld, now
	return v, nil
}
