package domain

import (
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Amendment is what support workers write anew; nil stays as it is.
type Amendment struct {
	Reason, GuidanceNeeded, BeganAt *string
	Making                          *Making
	Citizens                        *int
}

const (
	longestReason = 1000 // of reason and guidance needed, as in the contract
	longestBegan  = 200
	mostCitizens  = 20
)

// Amend changes what support workers wrote, as long as the match has not ended.
func (m Match) Amend(a Amendment, now time.Time) (Match, error) {
	if err := m.during(Idea, Proposed, GettingAcquainted, UnderWay, Paused, Closing); err != nil {
		return m, err
	}
	m = m.change(now)
	set(&m.Reason, a.Reason)
	set(&m.GuidanceNeeded, a.GuidanceNeeded)
	set(&m.BeganAt, a.BeganAt)
	set(&m.Making, a.Making)
	set(&m.Citizens, a.Citizens)
	asked := m.Origin == Made && m.State != Idea // the people read the reason (M-06)
	switch {
	case a.Reason != nil && asked && blank(m.Reason):
		return m, invalid("REASON_NEEDED", "match.reason", fault.Text{
			NL: "Zeg in gewone woorden waarom deze mensen bij elkaar kunnen passen.",
			EN: "Say in plain words why these people may suit each other."})
	case a.GuidanceNeeded != nil && asked && blank(m.GuidanceNeeded):
		return m, invalid("GUIDANCE_NEEDED", "match.guidance_needed", fault.Text{
			NL: "Zeg welke begeleiding hierbij nodig is.", EN: "Say which guidance this needs."})
	case a.Making != nil && asked && m.Making == "":
		return m, invalid("MAKING_NEEDED", "match.making", fault.Text{
			NL: "Kies hoe je deze mensen bij elkaar brengt.", EN: "Choose how you bring these people together."})
	case m.Citizens < 0 || m.Citizens > mostCitizens:
		return m, invalid("CITIZENS_OUT_OF_RANGE", "match.citizens", fault.Text{
			NL: "Kies een aantal van 0 tot en met 20 mensen uit de buurt.", EN: "Choose a number from 0 to 20 people from the neighbourhood."})
	}
	return m, m.short()
}

// short refuses words that are longer than where the contract first takes them.
func (m Match) short() error {
	for _, f := range []struct {
		path, words string
		longest     int
	}{
		{"match.reason", m.Reason, longestReason},
		{"match.guidance_needed", m.GuidanceNeeded, longestReason},
		{"match.began_at", m.BeganAt, longestBegan},
	} {
		if utf8.RuneCountInString(f.words) > f.longest {
			return invalid("TOO_LONG", f.path, fault.Text{
				NL: "Deze tekst is te lang. Maak hem wat korter.", EN: "This text is too long. Make it a little shorter."})
		}
	}
	return nil
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}
