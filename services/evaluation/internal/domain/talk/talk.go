// Package talk holds that a client wants to talk with somebody: with whom and how, that
// they were seen, and nothing of what it is about.
package talk

import (
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

// ID is a wish to talk.
type ID string

// Whom is with whom somebody wants to talk.
type Whom string

// The choices. Somebody else is for what one does not want to tell one's own support
// worker: they do not see it.
const (
	Worker       Whom = "worker"
	Guide        Whom = "guide" // who guides the person they go out with
	SomebodyElse Whom = "somebody_else"
)

// Whoms lists them.
func Whoms() []Whom { return []Whom{Worker, Guide, SomebodyElse} }

// How is in what way.
type How string

// The ways; none is fine.
const (
	Call     How = "call"
	Visit    How = "visit"
	InAWhile How = "in_a_while"
)

// Hows lists them.
func Hows() []How { return []How{Call, Visit, InAWhile} }

// State is how far it is.
type State string

// The states. None of them is bad: not needed any more is as good as talked.
const (
	Asked     State = "asked"
	Seen      State = "seen"
	Talked    State = "talked"
	Withdrawn State = "withdrawn"
)

// States lists them, in order.
func States() []State { return []State{Asked, Seen, Talked, Withdrawn} }

// Reply is what who saw it says back.
type Reply string

// The replies.
const (
	JustSeen Reply = "seen"
	Today    Reply = "today"
	Tomorrow Reply = "tomorrow"
	ThisWeek Reply = "this_week"
)

// Replies lists them.
func Replies() []Reply { return []Reply{JustSeen, Today, Tomorrow, ThisWeek} }

// Patience is how long a wish to talk stays with those it is for, before who leads sees
// it too: nobody waits for one person who is not there (O-01).
const Patience = 24 * time.Hour

// Request is that somebody wants to talk.
type Request struct {
	ID     ID
	Client domain.ClientID
	Whom   Whom
	Worker domain.SupportWorkerID // of Worker: which one; empty for either of them
	How    How
	State  State
	Asked  time.Time
	SeenBy domain.SupportWorkerID
	Seen   time.Time
	Reply  Reply
	Over   time.Time // when they talked, or it was taken back
}

// PassedOn says whether it came to who leads as well.
func (r Request) PassedOn(now time.Time) bool {
	return r.State == Asked && !now.Before(r.Asked.Add(Patience))
}

// See is "I have seen you". A talk that was closed by mistake comes back with it; what
// the client took back does not.
func (r Request) See(by domain.SupportWorkerID, reply Reply, now time.Time) (Request, error) {
	if r.State == Withdrawn {
		return r, over()
	}
	if reply == "" {
		reply = JustSeen
	}
	r.State, r.SeenBy, r.Seen, r.Reply, r.Over = Seen, by, now, reply, time.Time{}
	return r, nil
}

// Close is that they talked.
func (r Request) Close(now time.Time) (Request, error) {
	switch r.State {
	case Withdrawn:
		return r, over()
	case Talked:
		return r, nil
	}
	r.State, r.Over = Talked, now
	return r, nil
}

// Withdraw is that it is not needed any more: at once, whatever the state, without a
// reason. Doing so again changes nothing.
func (r Request) Withdraw(now time.Time) Request {
	if r.State == Talked || r.State == Withdrawn {
		return r
	}
	r.State, r.Over = Withdrawn, now
	return r
}

func over() error {
	return fault.Conflict("TALK_NOT_NEEDED", fault.Text{
		NL: "De cliënt heeft gezegd dat het niet meer hoeft.", EN: "The client said that it is not needed any more."})
}
