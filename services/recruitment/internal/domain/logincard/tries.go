package logincard

import "time"

// triesBeforeRest is how often one after another other pictures may be chosen.
const triesBeforeRest = 5

// rests is how long a card rests, longer each time. So who found a card on the street
// tries some ten combinations on the first day and a few on each day after, of 1,728
// or more; and who mixed up their own pictures can be helped at once, by Card.Free.
var rests = []time.Duration{15 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour, 24 * time.Hour}

// Tries is what was tried with a card since it was last opened or freed.
type Tries struct {
	Wrong int       // one after another, since the last rest
	Rests int       // how often it rested
	Until time.Time // rests until then; zero: never did
}

// Resting says whether nothing can be tried now.
func (t Tries) Resting(now time.Time) bool { return now.Before(t.Until) }

// Begin counts a try, before it is known whether it is right: of many at one moment
// none goes uncounted. False when the card rests, and then nothing may be tried.
func (t Tries) Begin(now time.Time) (Tries, bool) {
	if t.Resting(now) {
		return t, false
	}
	t.Wrong++
	if t.Wrong >= triesBeforeRest {
		t.Wrong = 0
		t.Until = now.Add(rests[min(t.Rests, len(rests)-1)])
		t.Rests++
	}
	return t, true
}

// How much may go wrong within a window, from one side: from one class of addresses
// (which may be a whole house of clients, so not few), and in one organisation.
const (
	window              = 15 * time.Minute
	mostFromAddress     = 40
	mostInOrganisation  = 400
	forgetWindowsBefore = 24 * time.Hour
)

// Side is from where tries are counted.
type Side string

// The sides.
const (
	FromAddress    Side = "address"
	InOrganisation Side = "organisation"
)

// Window is how much went wrong from one side since a moment.
type Window struct {
	Began time.Time
	Wrong int
}

// Add counts one more that went wrong.
func (w Window) Add(now time.Time) Window {
	if w.over(now) {
		w = Window{Began: now}
	}
	w.Wrong++
	return w
}

// Full says whether there is to be waited before more is tried from this side.
func (w Window) Full(side Side, now time.Time) bool {
	if w.over(now) {
		return false
	}
	if side == InOrganisation {
		return w.Wrong >= mostInOrganisation
	}
	return w.Wrong >= mostFromAddress
}

func (w Window) over(now time.Time) bool { return !now.Before(w.Began.Add(window)) }

// ForgetBefore is the moment before which windows are of no use any more.
func ForgetBefore(now time.Time) time.Time { return now.Add(-forgetWindowsBefore) }
