package domain

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// State is where a match is. There is no failed state.
type State string

// The states. Nothing is what a proposal returns to, quietly, when it does not
// become something: the match is then removed.
const (
	Nothing           State = ""
	Idea              State = "idea" // seen by support workers only
	Proposed          State = "proposed"
	GettingAcquainted State = "getting_acquainted"
	UnderWay          State = "under_way"
	Paused            State = "paused"
	Closing           State = "closing"
	Closed            State = "closed"
)

// Standing lists the states in which a match takes one of its networker's places. A
// question takes none: many may be asked, and whoever says yes first goes along.
func Standing() []State {
	return []State{GettingAcquainted, UnderWay, Paused, Closing}
}

// known lists the states in which people know of the match and it has not ended.
func known() []State { return append([]State{Proposed}, Standing()...) }

// KnownToPeople says whether the people themselves may know of the match (M-17).
func (s State) KnownToPeople() bool { return s != Idea && s != Nothing }

// Origin is how a match came about; both are equal in every way (M-03).
type Origin string

// The origins.
const (
	Spontaneous Origin = "spontaneous"
	Made        Origin = "made"
)

// Making is how a support worker makes a match (M-05).
type Making string

// The ways of making a match.
const (
	PointingOut        Making = "pointing_out"
	Connecting         Making = "connecting"
	EncouragingMeeting Making = "encouraging_meeting"
	Introducing        Making = "introducing"
)

// Match is two or more people who go and do things together.
type Match struct {
	ID      MatchID
	Version Version
	Origin  Origin
	State   State
	// People in a fixed order; in a made match the client of the wish comes first.
	People         []Participant
	Invited        []Invitee  // asked into a group that is under way, and not in it yet
	Departed       []Departed // left while the others went on (M-11)
	WishID         WishID     // empty for a spontaneous match
	Making         Making
	Reason         string // plain words, shown to the people (M-06)
	GuidanceNeeded string // for support workers (M-07)
	BeganAt        string // the meeting or place where it began (M-04)
	Possibilities  string // the second part of the talk (M-08)
	Plan           string // the third
	Citizens       int    // people from the neighbourhood: a count and nothing more (M-12)
	Ending         Ending
	PausedBy       ClientID  // who asked for the pause; empty for a support worker
	PauseUntil     time.Time // when somebody asks again how it is; never an end by itself (O-05)
	AgainOf        MatchID   // the earlier match of the same people that this one begins again
	Elsewhere      Elsewhere // somebody of another organisation, who is not among the people
	Follows        Follows   // after looking back; known with the match, not kept in it
	Created        time.Time
	Updated        time.Time
	Asked          time.Time // when it was proposed or last answered
	UnderWaySince  time.Time
}

// Participant is one person in a match.
type Participant struct {
	Client     ClientID
	Networker  bool // takes the lead in doing (M-20)
	Answer     Answer
	AnswerForm Form
	Agreed     bool // own yes to go on together (M-02)
	AgreedForm Form
	Guidance   Guidance
	Estimate   Estimate
	Expects    Expectation
	Care       Care
	// Stops is set when this person said that they want to stop: only they take it back.
	Stops bool
	// Place is which of their places as networker this match takes; 0 for none yet. The
	// store gives it out.
	Place int
	// Workers are who guides this person now: known with the match, not kept in it.
	Workers []SupportWorkerID
	// RoleRests is set when this person takes the lead here and is no active networker
	// (any more): known with the match, not kept in it.
	RoleRests bool
	// Helped is set when a support worker on record helps this person to lead a group
	// known with the match, not kept in it.
	Helped bool
}

// NewPerson is somebody to be put into a new match.
type NewPerson struct {
	Client    ClientID
	Networker bool
}

// Wish is what matching knows of a wish: whose, what about, and whether it was told
// in own words or a picture (N-01). Never the words.
type Wish struct {
	ID        WishID
	Client    ClientID
	Kind      string
	State     string
	Interests []string
	Told      bool
	Since     time.Time // when it was told: care for who waits longest begins here
}

// Open says whether somebody can still be looked for.
func (w Wish) Open() bool { return w.Told && (w.State == "open" || w.State == "taken_up") }

var (
	wishNotOpen = fault.Conflict("WISH_NOT_OPEN", fault.Text{
		NL: "Deze wens is (nog) niet verteld, of niet meer open. Praat eerst samen over de wens.",
		EN: "This wish has not been told (yet), or is not open any more. Talk about the wish first."})
	tooFewPeople = invalid("TOO_FEW_PEOPLE", "people", fault.Text{
		NL: "Kies ten minste twee mensen.", EN: "Choose at least two people."})
)

// NewIdea keeps an idea for support workers. It begins with a wish (N-01),
// and whoever wished follows: the others may take the lead (M-20).
func NewIdea(id MatchID, w Wish, others []NewPerson, now time.Time) (Match, error) {
	if !w.Open() {
		return Match{}, wishNotOpen
	}
	people, err := gather("others", append([]NewPerson{{Client: w.Client}}, others...))
	if err != nil {
		return Match{}, err
	}
	return Match{ID: id, Version: 1, Origin: Made, State: Idea, WishID: w.ID, People: people, Created: now, Updated: now}, nil
}

// Spontaneously is what is told about a match that came about by itself.
type Spontaneously struct {
	People   []NewPerson
	Citizens int
	BeganAt  string
	Doing    string // what they do together, if anybody said
}

// NewSpontaneous is a match that came about by itself: under way at once, without
// approval (M-03). Guidance is the same as for any other match.
func NewSpontaneous(id MatchID, s Spontaneously, circle Circle, now time.Time) (Match, error) {
	people, err := gather("people", s.People)
	if err != nil {
		return Match{}, err
	}
	m := Match{ID: id, Version: 1, Origin: Spontaneous, State: UnderWay, People: people, Citizens: s.Citizens,
		BeganAt: s.BeganAt, Plan: s.Doing, Created: now, Updated: now, UnderWaySince: now}
	if err := circle.guided(m); err != nil {
		return Match{}, err
	}
	if err := circle.helped(m); err != nil {
		return Match{}, err
	}
	for i := range m.People {
		known := circle[m.People[i].Client]
		m.People[i].Workers, m.People[i].Helped = known.Workers, known.LeadsGroup
	}
	m.guideByDefault(now)
	return m, nil
}

// gather makes participants of the people in the field at path.
func gather(path string, people []NewPerson) ([]Participant, error) {
	if len(people) < 2 {
		return nil, tooFewPeople
	}
	gathered := make([]Participant, 0, len(people))
	for _, p := range people {
		if slices.ContainsFunc(gathered, func(g Participant) bool { return g.Client == p.Client }) {
			return nil, invalid("ONE_PERSON_TWICE", path, fault.Text{
				NL: "Iedereen staat maar één keer in een koppeling.", EN: "Everybody is in a match only once."})
		}
		gathered = append(gathered, Participant{Client: p.Client, Networker: p.Networker})
	}
	return gathered, nil
}

// Clients gives the people's ids, in the match's order.
func (m Match) Clients() []ClientID {
	all := make([]ClientID, len(m.People))
	for i, p := range m.People {
		all[i] = p.Client
	}
	return all
}

// Networkers gives the people who take the lead, in order of id.
func (m Match) Networkers() []ClientID {
	var lead []ClientID
	for _, p := range m.People {
		if p.Networker {
			lead = append(lead, p.Client)
		}
	}
	slices.Sort(lead)
	return lead
}

// change gives a copy whose people can be changed without touching the original.
func (m Match) change(now time.Time) Match {
	m.People, m.Invited, m.Departed = slices.Clone(m.People), slices.Clone(m.Invited), slices.Clone(m.Departed)
	m.Updated = now
	return m
}

// person finds somebody in the match; whoever is not in it does not exist here.
func (m Match) person(c ClientID) (*Participant, error) {
	for i := range m.People {
		if m.People[i].Client == c {
			return &m.People[i], nil
		}
	}
	return nil, fault.Missing()
}

// all says whether something holds for everybody in the match.
func (m Match) all(holds func(Participant) bool) bool {
	return !slices.ContainsFunc(m.People, func(p Participant) bool { return !holds(p) })
}

// during refuses what is not done in the state the match is in, and says where it is.
func (m Match) during(states ...State) error {
	if slices.Contains(states, m.State) {
		return nil
	}
	words := stateWords[m.State]
	return fault.Conflict("NOT_IN_THIS_STATE", fault.Text{
		NL: "Dit kan nu niet: " + words.NL + ".", EN: "This cannot be done now: " + words.EN + "."})
}

var stateWords = map[State]fault.Text{
	Nothing:           {NL: "de koppeling is er niet meer", EN: "the match is not there any more"},
	Idea:              {NL: "de koppeling is nog een idee, en nog niet voorgesteld", EN: "the match is still an idea, not proposed yet"},
	Proposed:          {NL: "de koppeling is voorgesteld en wacht op antwoord", EN: "the match is proposed and waits for answers"},
	GettingAcquainted: {NL: "de mensen zijn elkaar aan het leren kennen", EN: "the people are getting acquainted"},
	UnderWay:          {NL: "de mensen zijn al samen op weg", EN: "the people are under way together"},
	Paused:            {NL: "de koppeling heeft pauze", EN: "the match has a pause"},
	Closing:           {NL: "de koppeling wordt afgerond", EN: "the match is coming to its end"},
	Closed:            {NL: "de koppeling is afgerond", EN: "the match has ended"},
}

// Lapsed says whether an idea or a proposal has been left alone for so long that it
// returns to nothing by itself (R-11, M-17).
func (m Match) Lapsed(now time.Time) bool {
	switch m.State {
	case Idea:
		return !now.Before(m.Created.Add(IdeaLapse))
	case Proposed: // a yes that waits for a place does not
		return !m.AwaitsPlace() && !now.Before(m.Asked.Add(ProposalLapse))
	default:
		return false
	}
}

// Withdraw returns a question to nothing, quietly.
func (m Match) Withdraw(now time.Time) (Match, error) {
	if err := m.during(Idea, Proposed); err != nil {
		return m, err
	}
	m, _ = m.Withdrawn(now)
	return m, nil
}

// Withdrawn is the match returned to nothing, when it was not more than a question
// yet. false when people know each other already: then only an ending will do.
func (m Match) Withdrawn(now time.Time) (Match, bool) {
	if m.State != Idea && m.State != Proposed {
		return m, false
	}
	m = m.change(now)
	m.State = Nothing
	return m, true
}
