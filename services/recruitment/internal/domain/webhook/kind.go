package webhook

// Kind is something that happened, as another system is told it.
type Kind string

// What there is to be told. Each is a fact about a thing with an id; what the thing is
// about, a system asks with its own rights.
const (
	ClientChanged   Kind = "client.changed"
	ClientLeft      Kind = "client.left"
	MatchUnderWay   Kind = "match.under_way"
	MatchPaused     Kind = "match.paused"
	MatchEnded      Kind = "match.ended"
	ActivityPlanned Kind = "activity.planned"
	ActivityOver    Kind = "activity.over"
	ActivityOff     Kind = "activity.off"
	LookedBack      Kind = "review.closed"
	// Test is sent when somebody tries an address out; it cannot be chosen.
	Test Kind = "test"
)

// Kinds lists what can be chosen, in the order in which it is best read.
func Kinds() []Kind {
	return []Kind{ClientChanged, ClientLeft, MatchUnderWay, MatchPaused, MatchEnded, ActivityPlanned, ActivityOver, ActivityOff, LookedBack}
}

// Field is the name under which the id of the thing stands in what is sent.
func (k Kind) Field() string {
	switch k {
	case ClientChanged, ClientLeft:
		return "clientId"
	case MatchUnderWay, MatchPaused, MatchEnded:
		return "matchId"
	case ActivityPlanned, ActivityOver, ActivityOff:
		return "activityId"
	case LookedBack:
		return "interimEvaluationId"
	case Test:
	}
	return ""
}

// Goes says whether it may be told although nobody it is about may be used for anything
// now: whoever was told of somebody must hear that they left, to remove what they have.
func (k Kind) Goes() bool { return k == ClientLeft }

// Match says what is told of a match that was in one state and is in another: words of the
// contract's states. Ideas and proposals are nobody's outside.
func Match(before, now string) (Kind, bool) {
	if before == now {
		return "", false
	}
	switch now {
	case "under_way":
		return MatchUnderWay, true
	case "paused":
		return MatchPaused, true
	case "closed":
		return MatchEnded, true
	}
	return "", false
}

// Going is a state of an activity, and the day on which it is.
type Going struct{ State, Day string }

// Activity says what is told of an activity. Just trying is not told, and leaves no mark
// when it comes to nothing. An empty state: it was taken away.
func Activity(before, now Going) (Kind, bool) {
	switch {
	case now.State == "planned" && before != now:
		return ActivityPlanned, true
	case now.State == "held" && before.State != now.State:
		return ActivityOver, true
	case (now.State == "" || now.State == "not_held") && before.State == "planned":
		return ActivityOff, true
	}
	return "", false
}
