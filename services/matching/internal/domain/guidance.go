package domain

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Distance is how near the support worker is to one person in one match.
type Distance string

// The distances, from nearest to furthest.
const (
	Alongside  Distance = "alongside"
	Close      Distance = "close"
	AtDistance Distance = "at_a_distance"
	OnCall     Distance = "on_call"
)

// Task is what the support worker does in a match (D-07). It is about taking part, and
// nothing else (D-03).
type Task string

// The words of the method; the last one asks who else could.
const (
	Coach      Task = "coach"
	Connector  Task = "connector"
	Mediator   Task = "mediator"
	DoingItFor Task = "doing_it_for"
)

// Guidance is the distance with its reason, its date and when it is looked at again
// (D-02). It may move both ways.
type Guidance struct {
	Distance Distance
	Task     Task
	Reason   string
	Set      time.Time
	Review   time.Time
}

// Estimate is a support worker's "I estimate …", with its date (D-06).
type Estimate struct {
	Words string
	Time  time.Time
}

// The reasons the method begins with, in both languages. The Dutch one is kept, and is
// known again by its words.
var (
	beginNear = Sentence{"BEGIN_CLOSE", "Zo beginnen we: dichtbij de netwerker in diens rol.",
		"This is how we begin: close to the networker in their role."}
	beginFar = Sentence{"BEGIN_AT_A_DISTANCE", "Zo beginnen we: op afstand, met een vaste begeleider.",
		"This is how we begin: at a distance, with a support worker of their own."}
)

// ByDefault gives the reason in both languages while it is the one the method begins
// with; false once somebody wrote their own.
func (g Guidance) ByDefault() (Sentence, bool) {
	switch g.Reason {
	case beginNear.NL:
		return beginNear, true
	case beginFar.NL:
		return beginFar, true
	}
	return Sentence{}, false
}

// defaultGuidance is the distance the method begins with: near to the networker, at a
// distance to whoever follows (D-01).
func defaultGuidance(networker bool, now time.Time) Guidance {
	g := Guidance{Distance: AtDistance, Reason: beginFar.NL, Set: now, Review: now.Add(reviewAfter)}
	if networker {
		g.Distance, g.Reason = Close, beginNear.NL
	}
	return g
}

func (m *Match) guideByDefault(now time.Time) {
	for i := range m.People {
		m.People[i].Guidance = defaultGuidance(m.People[i].Networker, now)
	}
}

// Guide changes how near the support worker is to one person.
func (m Match) Guide(c ClientID, g Guidance, now time.Time) (Match, error) {
	if err := m.during(known()...); err != nil {
		return m, err
	}
	if err := g.complete(now); err != nil {
		return m, err
	}
	m = m.change(now)
	p, err := m.person(c)
	if err != nil {
		return m, err
	}
	g.Set = now
	p.Guidance = g
	return m, nil
}

func (g Guidance) complete(now time.Time) error {
	switch {
	case g.Distance == "":
		return invalid("DISTANCE_NEEDED", "guidance.distance", fault.Text{
			NL: "Kies hoe dichtbij je bent.", EN: "Choose how near you are."})
	case blank(g.Reason):
		return invalid("DISTANCE_REASON_NEEDED", "guidance.reason", fault.Text{
			NL: "Zeg kort waarom deze afstand nu past.", EN: "Say shortly why this distance suits now."})
	case !g.Review.After(now):
		return invalid("REVIEW_DATE_NEEDED", "guidance.review_time", fault.Text{
			NL: "Kies een dag die nog komt, om opnieuw te kijken.", EN: "Choose a day to come, to look again."})
	}
	return nil
}

// Estimated records a support worker's short estimate for one person.
func (m Match) Estimated(c ClientID, words string, now time.Time) (Match, error) {
	if err := m.during(known()...); err != nil {
		return m, err
	}
	if blank(words) {
		return m, invalid("ESTIMATE_NEEDED", "words", fault.Text{NL: "Zeg kort wat je inschat.", EN: "Say shortly what you estimate."})
	}
	m = m.change(now)
	p, err := m.person(c)
	if err != nil {
		return m, err
	}
	p.Estimate = Estimate{Words: words, Time: now}
	return m, nil
}

// guidanceHints remind of a distance to look at again, of an old estimate, and of what
// somebody else could do.
func (m Match) guidanceHints(now time.Time) []Sentence {
	var review, old, forThem bool
	for _, p := range m.People {
		review = review || (!p.Guidance.Review.IsZero() && !p.Guidance.Review.After(now))
		forThem = forThem || p.Guidance.Task == DoingItFor
		old = old || (!p.Estimate.Time.IsZero() && !p.Estimate.Time.Add(estimateAge).After(now))
	}
	var hints []Sentence
	if review {
		hints = append(hints, Sentence{Code: "REVIEW_DISTANCE",
			NL: "Het is tijd om nog eens te kijken of de afstand past: dichterbij of juist verder weg.",
			EN: "It is time to look again whether the distance suits: nearer, or rather further away."})
	}
	if old {
		hints = append(hints, Sentence{Code: "RENEW_ESTIMATE",
			NL: "De inschatting is van een tijd geleden. Klopt die nog?",
			EN: "The estimate is from some time ago. Is it still right?"})
	}
	if forThem {
		hints = append(hints, Sentence{Code: "WHO_ELSE_COULD",
			NL: "Je doet nu iets vóór iemand. Wie zou dat ook kunnen: de persoon zelf, de netwerker, iemand uit de buurt?",
			EN: "You are doing something for somebody now. Who else could: the person, the networker, somebody from the neighbourhood?"})
	}
	return hints
}
