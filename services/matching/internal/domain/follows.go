package domain

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// What is what people want to follow after they looked back (E-06). Going on as it is asks
// for nothing.
type What string

// What may follow.
const (
	FollowsAdapt    What = "adapt"
	FollowsPause    What = "pause"
	FollowsNewMatch What = "new_match"
	FollowsClose    What = "close"
)

// MayFollowIn gives the states of a match in which it still can: afterwards people did it.
func (w What) MayFollowIn() []State {
	if w == FollowsPause {
		return []State{UnderWay}
	}
	return []State{UnderWay, Paused}
}

// Reason is why, as evaluation tells: neutral, and never whose (E-05).
type Reason string

// Follows is what evaluation told: people looked back together, and this is what they want
// to follow. It does nothing by itself: who is in the match, and who guides them, do it as
// they always would, or put it aside.
type Follows struct {
	What       What      `json:"what"`
	Evaluation string    `json:"evaluation"`
	Reasons    []Reason  `json:"reasons"`
	At         time.Time `json:"at"`
}

// There says whether something is to follow.
func (f Follows) There() bool { return f.What != "" }

// Words are neutral words that are ready for it: friendly and true, and nobody's doing.
func (f Follows) Words() fault.Text {
	var words fault.Text
	add := func(t fault.Text) {
		if t.NL != "" {
			words = fault.Text{NL: andThen(words.NL, t.NL), EN: andThen(words.EN, t.EN)}
		}
	}
	add(followsFirst[f.What])
	for _, r := range f.Reasons {
		add(followsReason[r])
	}
	add(followsLast[f.What])
	return words
}

func andThen(before, more string) string {
	if before == "" {
		return more
	}
	return before + " " + more
}

var followsFirst = map[What]fault.Text{
	FollowsPause: {NL: "Jullie nemen samen even rust.", EN: "You take a rest together."},
	FollowsClose: {NL: "Jullie hebben samen mooie dingen gedaan.", EN: "You did fine things together."},
}

var followsReason = map[Reason]fault.Text{
	"life_changed": {NL: "Een leven kan veranderen. Dat is gewoon.", EN: "A life can change. That is how it goes."},
	"other_wishes": {NL: "Nu zijn andere dingen fijner. Dat mag.", EN: "Other things are nicer now. That is fine."},
	"enough":       {NL: "Het is goed zo.", EN: "It is good like this."},
	"practical":    {NL: "Afspreken lukt nu niet zo goed.", EN: "Meeting is not so easy now."},
}

var followsLast = map[What]fault.Text{
	FollowsPause: {NL: "Later weer verder kan altijd.", EN: "Going on later is always possible."},
	FollowsClose: {NL: "Dank jullie wel.", EN: "Thank you."},
}

// Followed is the match after something was done in it: without what was to follow, when
// this was it.
func (m Match) Followed(before Match) Match {
	done := false
	switch {
	case !m.Follows.There():
		return m
	case m.State == Nothing || m.Over() && m.Follows.What != FollowsNewMatch || m.State == Closed:
		done = true
	case m.Follows.What == FollowsPause:
		done = m.State == Paused
	case m.Follows.What == FollowsAdapt:
		done = m.Possibilities != before.Possibilities || m.Plan != before.Plan || !slices.EqualFunc(m.People, before.People, sameCare)
	}
	if done {
		m.Follows = Follows{}
	}
	return m
}

// sameCare says whether what somebody hopes for, and how near their support worker is, did not change.
func sameCare(a, b Participant) bool {
	return a.Client == b.Client && a.Guidance == b.Guidance && a.Expects == b.Expects
}
