package webhook

import (
	"encoding/json"
	"time"
)

// DeliveryID is one thing that is told to one address; the receiver knows a double by it.
type DeliveryID string

// State is how far a delivery is.
type State string

// The states of a delivery.
const (
	Waiting    State = "waiting"
	Arrived    State = "arrived"
	NotArrived State = "not_arrived" // a trial; it is not sent again
)

// Problem is why a try came to nothing.
type Problem string

// The problems there are.
const (
	NoProblem   Problem = ""
	Unreachable Problem = "unreachable"
	Slow        Problem = "slow"
	Inside      Problem = "inside"
	Answer      Problem = "answer"
)

// Delivery is something that an address is told.
type Delivery struct {
	ID      DeliveryID
	Webhook ID
	Kind    Kind
	Subject string   // id of the thing; empty for a test
	Clients []string // ids of whom it is about
	At      time.Time
	State   State
	Tries   int
	Last    time.Time
	Next    time.Time
	Status  int
	Problem Problem
}

// Result is what came of one try.
type Result struct {
	Status  int // HTTP status; 0: no answer
	Problem Problem
}

// ResultOf gives what an answer with this HTTP status means.
func ResultOf(status int) Result {
	if status >= 200 && status < 300 {
		return Result{Status: status}
	}
	return Result{Status: status, Problem: Answer}
}

// pauses between the tries, as the Standard Webhooks specification has them: a hitch is over
// in seconds, a night's work in hours, and after three days somebody has to look.
var pauses = []time.Duration{
	5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour,
}

// gone is the HTTP status by which a receiver says that it wants no more.
const gone = 410

// Tried gives it after a try, and whether its address is to rest: it was tried for three
// days, or the receiver said that it is gone.
func (d Delivery) Tried(r Result, now time.Time) (after Delivery, rests bool) {
	d.Tries++
	d.Last, d.Status, d.Problem = now, r.Status, r.Problem
	switch {
	case r.Problem == NoProblem:
		d.State, d.Next = Arrived, time.Time{}
	case d.Kind == Test:
		d.State, d.Next = NotArrived, time.Time{}
	case d.Tries > len(pauses) || r.Status == gone:
		rests, d.Next = true, now
	default:
		d.Next = now.Add(pauses[d.Tries-1])
	}
	return d, rests
}

// Body is what is sent: the kind, when it happened, and ids. The same for every try, but for
// people who may not be used for anything by then.
func (d Delivery) Body() ([]byte, error) {
	data := map[string]any{}
	if field := d.Kind.Field(); field != "" {
		data[field] = d.Subject
	}
	if field := d.Kind.Field(); field != "" && field != "clientId" {
		data["clientIds"] = d.Clients
	}
	return json.Marshal(struct {
		Type      Kind           `json:"type"`
		Timestamp string         `json:"timestamp"`
		Data      map[string]any `json:"data"`
	}{d.Kind, d.At.UTC().Format(time.RFC3339Nano), data})
}
