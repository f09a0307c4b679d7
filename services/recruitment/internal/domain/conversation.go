package domain

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// SharingAnswer answers one of the two questions about sharing experience.
type SharingAnswer string

// The answers. They are notes for the talk and decide nothing.
const (
	SharingUnsaid SharingAnswer = ""
	SharingYes    SharingAnswer = "yes"
	SharingABit   SharingAnswer = "a_bit"
	SharingNo     SharingAnswer = "no"
	SharingNotYet SharingAnswer = "not_known_yet"
)

// Conversation is the talk without which nobody learns or starts.
type Conversation struct {
	OwnYes       bool          // the client's own; alone decides
	OwnWords     string        // in what way it was given: words, or a gesture described
	WantsToShare SharingAnswer // wanting and being able to are two answers
	AbleToShare  SharingAnswer
	// Notes on the three preferred skills.
	NoteSharing, NoteCommunicating, NoteWithoutSteering string
	Experience                                          string // with making contact and not getting isolated
	At                                                  time.Time
}

// RecordConversation keeps the talk. A yes takes somebody who was asked one step
// further, and leaves others where they are; a no leads back, quietly, to having
// been asked: it can be talked of again, and no mark stays.
func (n Networker) RecordConversation(talk Conversation, now time.Time) (Networker, error) {
	if n.r.State == NetworkerIdea || n.r.State == NetworkerStopped {
		return n, n.notNow()
	}
	talk, err := checkConversation(talk, now)
	if err != nil {
		return n, err
	}
	n.r.Conversation = &talk
	switch {
	case !talk.OwnYes:
		return n.to(NetworkerApproached, now), nil
	case n.r.State == NetworkerApproached:
		return n.to(NetworkerInConversation, now), nil
	}
	return n.to(n.r.State, now), nil
}

// longAgo is before any conversation: an earlier time is a slip.
var longAgo = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func checkConversation(c Conversation, now time.Time) (Conversation, error) {
	c.OwnWords, c.Experience = said.Own(c.OwnWords), said.Own(c.Experience)
	c.NoteSharing, c.NoteCommunicating = said.Own(c.NoteSharing), said.Own(c.NoteCommunicating)
	c.NoteWithoutSteering = said.Own(c.NoteWithoutSteering)
	if c.At.IsZero() {
		c.At = now
	}
	var wrong []fault.Field
	if c.At.After(now) || c.At.Before(longAgo) {
		wrong = append(wrong, fault.Field{Path: "conversation.talk_time", Text: fault.Text{
			NL: "Kies de dag waarop het gesprek was.", EN: "Choose the day on which the conversation was held.",
		}})
	}
	answers := []SharingAnswer{SharingUnsaid, SharingYes, SharingABit, SharingNo, SharingNotYet}
	if !slices.Contains(answers, c.WantsToShare) {
		wrong = append(wrong, said.UnknownChoice("conversation.wants_to_share"))
	}
	if !slices.Contains(answers, c.AbleToShare) {
		wrong = append(wrong, said.UnknownChoice("conversation.able_to_share"))
	}
	if len(wrong) > 0 {
		return c, fault.Invalid("CONVERSATION_WRONG", fault.Text{
			NL: "Er klopt nog iets niet aan dit gesprek.", EN: "Something about this conversation is not right yet.",
		}, wrong...)
	}
	return c, nil
}
