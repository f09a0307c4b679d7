package signal

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
)

// Facts is what signals are made of: what is known of the people the caller reaches.
type Facts struct {
	Matches     []Match
	Moods       []Mood // of each person the newest first
	Reflections []Reflection
	Due         []domain.Evaluation
	Wishes      []Wish
	Networkers  []Networker
	Reached     map[domain.ClientID]bool
	// Guides is who guides whom, also of the others in the matches.
	Guides map[domain.ClientID][]domain.SupportWorkerID
}

// Match is a match, with what is known around it.
type Match struct {
	domain.Match
	// Together is when the people last planned, tried or did something together; a day to
	// come counts as that day. Zero when they never did.
	Together time.Time
	// Heard is when somebody last told something in a look back; LookingBack that one is going on.
	Heard       time.Time
	LookingBack bool
	// Ideas are the people who thought of the last outings, the last one first; what a support
	// worker planned is left out.
	Ideas []Idea
	// Guided is for each person the caller reaches how many support workers they have, and since when.
	Guided map[domain.ClientID]Guided
}

// Idea is who thought of an outing, and when.
type Idea struct {
	Client domain.ClientID
	At     time.Time
}

// Guided is how many people guide somebody.
type Guided struct {
	Workers int
	Since   time.Time
}

// Activity is something that people do, or mean to do, together.
type Activity struct {
	ID       domain.ActivityID
	State    string // "" when it was taken away
	Match    domain.MatchID
	People   []domain.ClientID
	Day      string          // YYYY-MM-DD; "" when it is open
	Proposer domain.ClientID // "" when a support worker planned it, or when it was told before
}

// SomethingTogether are the states of an activity that count as a first thing to do
// together. What was not held does not: not going is fine, and asks nothing.
func SomethingTogether() []string { return []string{"trying", "planned", "held"} }

// Mood is how it was for somebody who shares it.
type Mood struct {
	Activity domain.ActivityID
	Match    domain.MatchID
	Client   domain.ClientID
	Mood     string
	At       time.Time
}

// The moods that a rule looks at.
const (
	NotNice = "not_nice"
	Nice    = "nice"
)

// Reflection is what somebody told in a look back that is still open.
type Reflection struct {
	Evaluation domain.EvaluationID
	Match      domain.MatchID
	domain.Reflection
}

// Wish is a wish and since when it stands as it does.
type Wish struct {
	ID     domain.WishID
	Client domain.ClientID
	State  string
	Told   bool
	Since  time.Time
}

// OpenWish is the state of a wish that nobody took up yet.
const OpenWish = "open"

// Networker is somebody in the role, and how full it is.
type Networker struct {
	Client   domain.ClientID
	State    string
	Capacity int       // with how many matches at once; the person's own choice
	Since    time.Time // since when the role stands like this
	Places   []time.Time
}

// ActiveNetworker is the state of somebody who takes the role now.
const ActiveNetworker = "active"

// Without leaves out what is known of these people, whose data is kept and not used: what
// they told and wish, their role, and the matches they are in.
func (f Facts) Without(people map[domain.ClientID]bool) Facts {
	if len(people) == 0 {
		return f
	}
	resting := map[domain.MatchID]bool{}
	f.Matches = slices.DeleteFunc(f.Matches, func(m Match) bool {
		resting[m.ID] = slices.ContainsFunc(m.People, func(p domain.Person) bool { return people[p.Client] && !p.Departed })
		return resting[m.ID]
	})
	f.Moods = slices.DeleteFunc(f.Moods, func(m Mood) bool { return people[m.Client] })
	f.Reflections = slices.DeleteFunc(f.Reflections, func(r Reflection) bool { return people[r.Client] })
	f.Due = slices.DeleteFunc(f.Due, func(e domain.Evaluation) bool { return resting[e.Match] })
	f.Wishes = slices.DeleteFunc(f.Wishes, func(w Wish) bool { return people[w.Client] })
	f.Networkers = slices.DeleteFunc(f.Networkers, func(n Networker) bool { return people[n.Client] })
	return f
}
