// Package region holds what matching decides about working together across
// organisations (O-06): what the region sees of a wish, how two organisations and two
// clients come to a yes, and what leaving the region means. As the rest of the domain
// it is pure, and what leaves it about people are sentences.
package region

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// OrganisationID is an organisation: the tenant.
type OrganisationID string

// WishID is a wish as the region knows it: of its own, and says nothing about the wish at home.
type WishID string

// RequestID is a request from one organisation to another.
type RequestID string

// several is how many people share a word before the region may see it: a rare one
// could point at somebody.
const several = 3

// Lapse is after how long a request that nobody did anything about returns quietly to
// nothing (M-17).
const Lapse = domain.ProposalLapse

// Wish is what the region sees of a wish: never the words, never the person.
type Wish struct {
	ID            WishID
	Organisation  OrganisationID
	Kind          string
	Interests     []string
	Dayparts      []string
	Company       string
	Communication string
	Area          string // the first two digits of the postal code
	Shown         time.Time
}

// Project gives what the region may see of a wish. users says how many people of the
// region, as far as is known, share each word.
func Project(w domain.Wish, p domain.Profile, users map[string]int) Wish {
	out := Wish{Kind: w.Kind, Dayparts: p.Dayparts, Company: p.Company, Communication: p.Communication}
	words := slices.Clone(append(slices.Clone(w.Interests), p.Interests...))
	slices.Sort(words)
	for _, word := range slices.Compact(words) {
		if users[word] >= several {
			out.Interests = append(out.Interests, word)
		}
	}
	if len(p.Area) >= 2 {
		out.Area = p.Area[:2]
	}
	return out
}

// Readiness is what has to be so before a wish is shown.
type Readiness struct {
	TakesPart bool // the organisation
	Open      bool // the wish was told, and somebody can still be looked for
	MayMatch  bool // the client agreed to being looked for
	Agreed    bool // … and to being seen in the region
	Guided    bool // there is a support worker
}

// Missing says what stands in the way of showing a wish; nothing when it may be shown.
func (r Readiness) Missing() []domain.Sentence {
	var missing []domain.Sentence
	for _, part := range []struct {
		there bool
		said  domain.Sentence
	}{
		{r.TakesPart, domain.Sentence{Code: "NOT_TAKING_PART", NL: "Jullie organisatie doet nog niet mee in de regio. Vraag het netwerkaanspreekpunt.",
			EN: "Your organisation does not take part in the region yet. Ask the network lead."}},
		{r.Open, domain.Sentence{Code: "TALK_ABOUT_THE_WISH", NL: "Deze wens is nog niet verteld of niet meer open. Praat er eerst samen over.",
			EN: "This wish has not been told yet or is not open any more. Talk about it together first."}},
		{r.MayMatch, domain.Sentence{Code: "ASK_TO_BE_LOOKED_FOR", NL: "Vraag eerst of Optrek mag meezoeken.", EN: "First ask whether Optrek may help to look."}},
		{r.Agreed, domain.Sentence{Code: "ASK_FOR_REGION", NL: "Vraag eerst of andere organisaties de wens mogen zien, zonder naam.",
			EN: "First ask whether other organisations may see the wish, without the name."}},
		{r.Guided, domain.Sentence{Code: "SUPPORT_WORKER_NEEDED", NL: "Niemand staat er alleen voor: kies eerst een begeleider.",
			EN: "Nobody is on their own: first choose a support worker."}},
	} {
		if !part.there {
			missing = append(missing, part.said)
		}
	}
	return missing
}

// MayShow refuses a wish of which something is missing, and says what.
func (r Readiness) MayShow() error {
	missing := r.Missing()
	if len(missing) == 0 {
		return nil
	}
	return fault.Conflict(missing[0].Code, fault.Text{NL: missing[0].NL, EN: missing[0].EN})
}

var (
	// NoRegion is for an organisation that is in none.
	NoRegion = fault.Conflict("NO_REGION", fault.Text{
		NL: "Jullie organisatie hoort nog niet bij een regio. Vraag het platformteam.",
		EN: "Your organisation is in no region yet. Ask the platform team."})
	// NotTakingPart is for an organisation that has not chosen to.
	NotTakingPart = fault.Conflict("NOT_TAKING_PART", fault.Text{
		NL: "Jullie organisatie doet nog niet mee in de regio. Vraag het netwerkaanspreekpunt.",
		EN: "Your organisation does not take part in the region yet. Ask the network lead."})
)

// Leaving is what leaving the region touches, of this organisation.
type Leaving struct {
	Wishes   []WishID
	Requests []RequestID
	Matches  []domain.MatchID
}

// Means says in words what leaving does, and what stays as it is.
func (l Leaving) Means() []domain.Sentence {
	said := []domain.Sentence{
		{Code: "NO_WISHES_SEEN", NL: "Andere organisaties zien geen wensen van jullie meer. Jullie zien die van hen niet meer.",
			EN: "Other organisations see no wishes of yours any more. You do not see theirs any more."},
	}
	if len(l.Requests) > 0 {
		said = append(said, domain.Sentence{Code: "REQUESTS_TO_NOTHING", NL: "Vragen die nog openstaan, gaan stil terug naar niets. Niemand hoeft iets uit te leggen.",
			EN: "Requests that are still open return quietly to nothing. Nobody has to explain anything."})
	}
	if len(l.Matches) > 0 {
		said = append(said, domain.Sentence{Code: "MATCHES_END_WITH_CARE", NL: "Koppelingen met iemand van een andere organisatie worden met zorg afgerond, aan beide kanten. Daarna is ook het kaartje van de ander weg.",
			EN: "Matches with somebody of another organisation come to their ending with care, on both sides. After that the card of the other is gone too."})
	}
	return append(said, domain.Sentence{Code: "OWN_STAYS", NL: "Alles binnen jullie eigen organisatie blijft zoals het is. Jullie kunnen later opnieuw meedoen.",
		EN: "Everything within your own organisation stays as it is. You can take part again later."})
}
