package domain

import (
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Pause is a pause, as long as the person likes.
func (n Networker) Pause(now time.Time) (Networker, error) {
	if n.r.State != NetworkerActive {
		return n, n.notNow()
	}
	return n.to(NetworkerPaused, now), nil
}

// Resume is back from a pause, with what was agreed before it.
func (n Networker) Resume(now time.Time) (Networker, error) {
	if n.r.State != NetworkerPaused {
		return n, n.notNow()
	}
	return n.to(NetworkerActive, now), nil
}

// Stop stops, from every state and without a reason. Who has stopped already
// may say so again, and then it is the networker's own word.
func (n Networker) Stop(by Voice, now time.Time) Networker {
	if n.r.State == NetworkerStopped {
		if by == VoiceSelf && !n.r.StoppedBySelf {
			n.r.StoppedBySelf = true
			return n.to(NetworkerStopped, now)
		}
		return n
	}
	n.r.StoppedFrom, n.r.StoppedAt, n.r.StoppedBySelf = n.r.State, now, by == VoiceSelf
	return n.to(NetworkerStopped, now)
}

// stopSlip is how long a stop may be taken back as a slip. After a day people have been
// told, and it is a beginning anew: with a conversation and a new yes.
const stopSlip = 24 * time.Hour

// UndoStopUntil gives until when this voice may take the stop back; the zero time when
// it may not. The networker's own stop takes their yes back, so only they take that back:
// doing so is their yes renewed. A stop that staff wrote down never touched the yes,
// so staff may mend it, and so may the networker.
func (n Networker) UndoStopUntil(by Voice) time.Time {
	if n.r.State != NetworkerStopped || n.r.StoppedFrom == "" || n.r.StoppedBySelf && by != VoiceSelf {
		return time.Time{}
	}
	return n.r.StoppedAt.Add(stopSlip)
}

// UndoStop takes a stop back that was a slip: to where they were, with everything as it was.
func (n Networker) UndoStop(by Voice, now time.Time) (Networker, error) {
	until := n.UndoStopUntil(by)
	switch {
	case n.r.State != NetworkerStopped:
		return n, fault.Conflict("NOT_STOPPED", fault.Text{
			NL: "Deze netwerker is niet gestopt.", EN: "This networker has not stopped.",
		})
	case n.r.StoppedBySelf && by != VoiceSelf:
		return n, fault.Conflict("OWN_STOP", fault.Text{
			NL: "De netwerker stopte zelf, en kan dat ook zelf terugdraaien. Of begin opnieuw: een stap terug, en een nieuw gesprek.",
			EN: "The networker stopped themself, and can take that back themself. Or begin anew: a step back, and a new conversation.",
		})
	case now.After(until):
		return n, fault.Conflict("STOPPED_LONGER_AGO", fault.Text{
			NL: "Dit is langer dan een dag geleden. Begin opnieuw: een stap terug, en een nieuw gesprek.",
			EN: "This was more than a day ago. Begin anew: a step back, and a new conversation.",
		})
	}
	return n.to(n.r.StoppedFrom, now), nil
}

// StepBack goes one step back on the road: that is normal. Stopping took the yes
// back, so from there the road leads no further than to being asked anew.
func (n Networker) StepBack(now time.Time) (Networker, error) {
	switch n.r.State {
	case NetworkerApproached:
		n.r.ApproachedBy = ""
		return n.to(NetworkerIdea, now), nil
	case NetworkerInConversation:
		return n.to(NetworkerApproached, now), nil
	case NetworkerLearning:
		return n.to(NetworkerInConversation, now), nil
	case NetworkerActive:
		return n.to(NetworkerLearning, now), nil
	case NetworkerPaused:
		return n.to(NetworkerActive, now), nil
	case NetworkerStopped:
		if n.r.ApproachedBy == "" {
			return n.to(NetworkerIdea, now), nil
		}
		return n.to(NetworkerApproached, now), nil
	}
	return n, fault.Conflict("NOTHING_BEFORE", fault.Text{
		NL: "Dit is nog een idee: er is geen stap terug.", EN: "This is still an idea: there is no step back.",
	})
}

func (n Networker) to(s NetworkerState, now time.Time) Networker {
	n.r.State, n.r.Updated = s, now
	if s != NetworkerStopped {
		n.r.StoppedFrom, n.r.StoppedAt, n.r.StoppedBySelf = "", time.Time{}, false
	}
	return n
}

// notNow says why a step is not possible from here, and what comes first.
func (n Networker) notNow() error {
	return fault.Conflict("NETWORKER_STATE", networkerNotNow[n.r.State])
}

var networkerNotNow = map[NetworkerState]fault.Text{
	NetworkerIdea: {
		NL: "Dit is nog een idee. Vraag het eerst persoonlijk.", EN: "This is still an idea. Ask in person first.",
	},
	NetworkerApproached: {
		NL: "Het is gevraagd. Voer eerst het gesprek en leg het eigen ja vast.",
		EN: "It was asked. Have the conversation first and record the client's own yes.",
	},
	NetworkerInConversation: {
		NL: "Het gesprek is gevoerd. De volgende stap is leren, door te proberen.",
		EN: "The conversation was held. The next step is learning, by trying.",
	},
	NetworkerLearning: {
		NL: "Deze netwerker is aan het leren.", EN: "This networker is learning.",
	},
	NetworkerActive: {
		NL: "Deze netwerker is al actief.", EN: "This networker is active already.",
	},
	NetworkerPaused: {
		NL: "Deze netwerker heeft pauze. Hervat eerst, als de netwerker dat wil.",
		EN: "This networker takes a pause. Resume first, if the networker wants to.",
	},
	NetworkerStopped: {
		NL: "Deze netwerker is gestopt, en dat is goed. Opnieuw beginnen kan met een stap terug en een nieuw gesprek.",
		EN: "This networker has stopped, and that is fine. Starting anew begins with a step back and a new conversation.",
	},
}
