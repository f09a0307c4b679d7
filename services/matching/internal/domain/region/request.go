package region

import (
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// State is where a request is.
type State string

// The states. There is none for a no: it returns quietly to nothing.
const (
	Asked       State = "asked"
	WithClients State = "with_clients"
	Met         State = "met"
	Nothing     State = "nothing"
)

// Side is how far one organisation is with a request. Each writes its own.
type Side struct {
	There    bool // wrote anything at all
	Yes      bool // the organisation says yes
	Ready    bool // its client said yes
	Going    bool // its client wants to go on together
	Ended    bool // its match came to an ending
	Followed bool // … because the other's did, and for nothing else
	Gone     bool // returned to nothing
	Since    time.Time
	GoneAt   time.Time
}

// Request is a request as one of the two organisations sees it.
type Request struct {
	ID     RequestID
	Region string
	// Asked is set when this organisation asked.
	Asked       bool
	Other       OrganisationID
	Own, Theirs Side // our side, and that of the other
	// Wish is what it is about; Reason why these two, in plain words without a name (M-06).
	Wish   Wish
	Reason string

	// At home only: who of us, with which wish if it is about ours, and what they said.
	Client     domain.ClientID
	WishID     domain.WishID
	Answer     domain.Answer
	AnswerForm domain.Form
	CardMade   bool
	Match      domain.MatchID
	Created    time.Time
	Updated    time.Time // of our own doing: a client's answer elsewhere does not show in it
}

// State says where the request is at this moment.
func (r Request) State(now time.Time) State {
	switch {
	case r.Own.Ready && r.Theirs.Ready:
		return Met
	case r.Own.Gone || r.Theirs.Gone || !now.Before(r.last().Add(Lapse)):
		return Nothing
	case r.Own.Yes && r.Theirs.Yes:
		return WithClients
	}
	return Asked
}

// last is when an organisation last did something: the clients' answers do not count,
// so that nobody sees from it that somebody answered.
func (r Request) last() time.Time {
	if r.Theirs.Since.After(r.Own.Since) {
		return r.Theirs.Since
	}
	return r.Own.Since
}

// Changed is when this organisation last saw something change.
func (r Request) Changed() time.Time {
	at := r.Updated
	for _, t := range []time.Time{r.Own.Since, r.Theirs.Since, r.Own.GoneAt, r.Theirs.GoneAt} {
		if t.After(at) {
			at = t
		}
	}
	return at
}

// Over says whether nothing of it goes on: it came to nothing, or the match ended.
func (r Request) Over(now time.Time) bool {
	switch r.State(now) {
	case Nothing:
		return true
	case Met:
		return r.Own.Ended || r.Theirs.Ended
	case Asked, WithClients:
	}
	return false
}

// Behind says whether the other side did something that ours has still to follow.
func (r Request) Behind() bool {
	met := r.Own.Ready && r.Theirs.Ready
	return met && !r.Own.Ended && (r.Match == "" || r.Theirs.Ended)
}

// Question is what one organisation asks another.
type Question struct {
	ID     RequestID
	Wish   Wish // of the other organisation
	Region string
	Client domain.ClientID // who of us
	Reason string
}

// Ask makes the request. No client is asked yet (M-17).
func Ask(q Question, now time.Time) (Request, error) {
	if strings.TrimSpace(q.Reason) == "" {
		text := fault.Text{NL: "Zeg in gewone woorden, zonder namen, waarom deze mensen bij elkaar kunnen passen.",
			EN: "Say in plain words, without names, why these people may suit each other."}
		return Request{}, fault.Invalid("REASON_NEEDED", text, fault.Field{Path: "reason", Text: text})
	}
	return Request{
		ID: q.ID, Region: q.Region, Asked: true, Other: q.Wish.Organisation, Own: Side{There: true, Yes: true, Since: now},
		Wish: q.Wish, Reason: q.Reason, Client: q.Client, Created: now, Updated: now,
	}, nil
}

// AskedAlready is for the same two a second time.
var AskedAlready = fault.Exists("ASKED_ALREADY", fault.Text{
	NL: "Dit is al gevraagd voor deze twee mensen.", EN: "This has been asked for these two people already."})

var stateWords = map[State]fault.Text{
	Asked:       {NL: "de andere organisatie heeft nog geen antwoord gegeven", EN: "the other organisation has not answered yet"},
	WithClients: {NL: "beide organisaties zeiden al ja, de mensen zelf zijn nu aan de beurt", EN: "both organisations said yes already, it is up to the people themselves now"},
	Met:         {NL: "de mensen hebben allebei ja gezegd, er is al een koppeling", EN: "both people said yes, there is a match already"},
	Nothing:     {NL: "deze vraag is er niet meer", EN: "this request is not there any more"},
}

func (r Request) during(now time.Time, wanted ...State) error {
	state := r.State(now)
	for _, s := range wanted {
		if s == state {
			return nil
		}
	}
	words := stateWords[state]
	return fault.Conflict("NOT_IN_THIS_STATE", fault.Text{NL: "Dit kan nu niet: " + words.NL + ".", EN: "This cannot be done now: " + words.EN + "."})
}

// Answered is the yes or no of the organisation that was asked.
func (r Request) Answered(yes bool, now time.Time) (Request, error) {
	if err := r.during(now, Asked); err != nil {
		return r, err
	}
	if r.Asked {
		return r, fault.Conflict("ASKED_BY_YOURSELVES", fault.Text{
			NL: "Jullie hebben dit zelf gevraagd. De andere organisatie geeft antwoord.", EN: "You asked this yourselves. The other organisation answers."})
	}
	if !yes {
		return r.Dropped(now), nil
	}
	r.Own.There, r.Own.Yes, r.Own.Since, r.Updated = true, true, now, now
	if r.Created.IsZero() {
		r.Created = now
	}
	return r, nil
}

// ClientAnswered is the own client's answer, in private: who said what is told to nobody
// of the other side (M-17), and nobody turns it into a yes but the client (M-02).
func (r Request) ClientAnswered(v domain.Voice, a domain.Answer, now time.Time) (Request, error) {
	if err := r.during(now, WithClients); err != nil {
		return r, err
	}
	form, err := v.HowGiven()
	if err != nil {
		return r, err
	}
	if v.Client != r.Client {
		return r, fault.Missing()
	}
	if r.AnswerForm == domain.Self && !v.Own && (a == domain.Yes || a == domain.Maybe) {
		return r, domain.AnsweredThemself()
	}
	r.Answer, r.AnswerForm, r.Updated = a, form, now
	if a == domain.No || a == domain.NotNow {
		return r.Dropped(now), nil
	}
	r.Own.Ready = a == domain.Yes
	return r, nil
}

// Withdrawn takes it back, by either side, as long as it has not become a match.
func (r Request) Withdrawn(now time.Time) (Request, error) {
	if err := r.during(now, Asked, WithClients); err != nil {
		return r, err
	}
	return r.Dropped(now), nil
}

// Dropped is the request returned to nothing from our side. Nothing of the wish stays.
func (r Request) Dropped(now time.Time) Request {
	if r.Own.Gone {
		return r
	}
	r.Own.There, r.Own.Gone, r.Own.GoneAt, r.Updated = true, true, now, now
	r.Own.Ready, r.Answer, r.AnswerForm = false, "", "" // nobody reads here later who said no
	if r.Own.Since.IsZero() {
		r.Own.Since = now
	}
	if r.Created.IsZero() {
		r.Created = now
	}
	r.Wish = Wish{ID: r.Wish.ID, Organisation: r.Wish.Organisation}
	return r
}

// Hints say to support workers what could be done next. None of them tells what the
// other side's client said.
func (r Request) Hints(now time.Time) []domain.Sentence {
	switch r.State(now) {
	case Asked:
		if r.Asked {
			return []domain.Sentence{{Code: "WAIT_FOR_ORGANISATION", NL: "De andere organisatie denkt erover na. Beloof je cliënt nog niets.",
				EN: "The other organisation is thinking about it. Promise your client nothing yet."}}
		}
		return []domain.Sentence{{Code: "ANSWER_TOGETHER", NL: "Bespreek het met een collega die deze cliënt kent. De cliënt wordt pas gevraagd als jullie ja zeggen.",
			EN: "Talk it over with a colleague who knows this client. The client is asked only when you say yes."}}
	case WithClients:
		return r.hintsWithClients()
	case Met:
		if !r.CardMade && !r.Own.Ended {
			return []domain.Sentence{chooseCard}
		}
	case Nothing:
	}
	return nil
}

var chooseCard = domain.Sentence{Code: "CHOOSE_CARD", NL: "Kies samen wat de ander mag zien. Niets is ook goed.",
	EN: "Choose together what the other may see. Nothing is fine too."}

func (r Request) hintsWithClients() []domain.Sentence {
	if r.Answer == "" || r.Answer == domain.Maybe {
		return []domain.Sentence{{Code: "ASK_THE_CLIENT", NL: "Vraag je cliënt rustig of die iemand wil ontmoeten. Nee zeggen mag altijd.",
			EN: "Ask your client, without haste, whether they would like to meet somebody. A no is always fine."}}
	}
	hints := []domain.Sentence{{Code: "WAIT_FOR_BOTH", NL: "Je cliënt zei ja. Als de ander ook ja zegt, hoor je het hier.",
		EN: "Your client said yes. When the other says yes too, you hear it here."}}
	if !r.CardMade {
		hints = append(hints, chooseCard)
	}
	return hints
}
