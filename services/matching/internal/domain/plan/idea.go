package plan

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// IdeaID is an idea of a plan.
type IdeaID string

// IdeaState is what became of an idea.
type IdeaState string

// The states of an idea.
const (
	Open      IdeaState = "open"
	TakenUp   IdeaState = "taken_up"
	SetAside  IdeaState = "set_aside"
	OutOfDate IdeaState = "out_of_date" // what it rested on is no longer so
)

// Change is how an idea stands beside the plan before.
type Change string

// The changes.
const (
	New   Change = "new"
	Kept  Change = "kept"
	Other Change = "other" // somebody else than before
)

// Rest is for how long a plan does not think of two people again after somebody set the
// idea aside.
const Rest = domain.RestOtherwise

// Idea is one person of a plan with the networker who could go along.
type Idea struct {
	ID        IdeaID
	Version   domain.Version
	Plan      ID
	Wish      domain.WishID
	Client    domain.ClientID
	Networker domain.ClientID
	State     IdeaState
	Change    Change
	Said      Said
	Match     domain.MatchID
	Decided   time.Time
}

// Said is what an idea says for itself.
type Said struct {
	Reasons     []domain.Sentence
	TalkAbout   []domain.Sentence
	WhyNotOther []domain.Sentence
	WhyChanged  domain.Sentence // zero when there is nothing to say
}

// People are whom an idea is about.
func (i Idea) People() []domain.ClientID { return []domain.ClientID{i.Client, i.Networker} }

var ideaWords = map[IdeaState]fault.Text{
	TakenUp: {NL: "Dit idee is al opgepakt: er is een koppeling van gemaakt.", EN: "This idea was taken up already: it became a match."},
	SetAside: {NL: "Dit idee is opzij gelegd. Haal het eerst terug.",
		EN: "This idea was set aside. Bring it back first."},
	OutOfDate: {NL: "Dit idee klopt niet meer. Een volgend plan kijkt opnieuw.",
		EN: "This idea no longer holds. A later plan looks again."},
	Open: {NL: "Dit idee ligt er al gewoon.", EN: "This idea is there already."},
}

// during refuses what is not done in the state the idea is in.
func (i Idea) during(s IdeaState) error {
	if i.State == s {
		return nil
	}
	return fault.Conflict("NOT_IN_THIS_STATE", ideaWords[i.State])
}

// MayTakeUp says whether an idea can become a match.
func (i Idea) MayTakeUp() error { return i.during(Open) }

// TakeUp is the idea when it became a match.
func (i Idea) TakeUp(m domain.MatchID, now time.Time) Idea {
	i.State, i.Match, i.Decided = TakenUp, m, now
	return i
}

// SetAside puts an idea aside: not this one, and not again for a while.
func (i Idea) SetAside(now time.Time) (Idea, error) {
	if err := i.during(Open); err != nil {
		return i, err
	}
	i.State, i.Decided = SetAside, now
	return i, nil
}

// BringBack is the undo of setting aside.
func (i Idea) BringBack(now time.Time) (Idea, error) {
	if err := i.during(SetAside); err != nil {
		return i, err
	}
	i.State, i.Decided = Open, now
	return i, nil
}

// Expire is the idea when what it rested on turned out to be no longer so, and why.
func (i Idea) Expire(why domain.Sentence, now time.Time) Idea {
	i.State, i.Decided, i.Said.WhyChanged = OutOfDate, now, why
	return i
}
