package domain

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
)

// Coming is what somebody said to an invitation; "" for nothing, which is fine.
type Coming string

// The answers. Nobody asks why.
const (
	ComingYes   Coming = "yes"
	ComingMaybe Coming = "maybe"
	ComingNo    Coming = "no"
)

// InvitedClient is a client who is asked to think along.
type InvitedClient struct {
	Client ClientID
	Coming Coming
}

// Meeting is an intervision as a client sees it who is asked to think along.
type Meeting struct {
	Intervision
	Asked InvitedClient
}

const (
	longestClientWords = 200
	longestToldBack    = 500
	mostClients        = 12
)

func (v *Intervision) checkClients() (wrong []fault.Field) {
	v.ClientWords, v.ToldBack = strings.TrimSpace(v.ClientWords), strings.TrimSpace(v.ToldBack)
	if utf8.RuneCountInString(v.ClientWords) > longestClientWords {
		wrong = append(wrong, field("intervision.client_words", "Hooguit 200 tekens: een korte zin is genoeg.", "At most 200 characters: a short sentence is enough."))
	}
	if utf8.RuneCountInString(v.ToldBack) > longestToldBack {
		wrong = append(wrong, field("intervision.told_back", "Hooguit 500 tekens.", "At most 500 characters."))
	}
	if len(v.Clients) > mostClients {
		wrong = append(wrong, field("intervision.client_ids", "Nodig hooguit twaalf mensen uit. Dan komt ieder aan het woord.",
			"Invite at most twelve people. Then everybody gets to speak."))
	}
	return wrong
}

// OpensTo says whether one of these colleagues carries it or is invited: whoever asks,
// and those they stand in for. A coordinator may open every one.
func (v Intervision) OpensTo(someone []SupportWorkerID, coordinates bool) bool {
	return coordinates || slices.ContainsFunc(someone, func(id SupportWorkerID) bool {
		return slices.Contains(v.Organisers, id) || slices.Contains(v.Invited, id)
	})
}

// NotOpen answers who may not open it: they know that it is there, and whom to ask.
func NotOpen() error {
	return fault.Denied("NOT_INVITED", fault.Text{
		NL: "Deze intervisie is van wie haar draagt en wie is uitgenodigd. Wil je meedoen? Vraag het een van hen.",
		EN: "This intervision belongs to those who carry it and who are invited. Would you like to join? Ask one of them.",
	})
}

// ShowThatItIsThere leaves of an intervision what everybody may know: that it is there, and whom to ask.
func ShowThatItIsThere(v Intervision) Intervision {
	return Intervision{
		ID: v.ID, Version: v.Version, State: v.State, CalledOff: v.CalledOff, Day: v.Day, Clock: v.Clock,
		Organisers: v.Organisers, Method: v.Method, MethodVersion: v.MethodVersion, Series: v.Series,
	}
}

// MayAnswer refuses an answer to what is over, or will not be.
func (v Intervision) MayAnswer() error {
	if v.State == IntervisionHeld {
		return alreadyHeld()
	}
	if v.CalledOff {
		return calledOff()
	}
	return nil
}

// CallOff says that it does not take place, or does after all.
func CallOff(v Intervision, off bool, now time.Time) (Intervision, error) {
	if v.State == IntervisionHeld {
		return Intervision{}, alreadyHeld()
	}
	if v.CalledOff != off {
		v.CalledOff, v.Updated = off, now
	}
	return v, nil
}

// Settle ticks off an agreement, or opens it again.
func Settle(v Intervision, id AgreementID, done bool, now time.Time) (Intervision, Agreement, error) {
	at := slices.IndexFunc(v.Agreements, func(a Agreement) bool { return a.ID == id })
	if at < 0 {
		return Intervision{}, Agreement{}, fault.Missing()
	}
	v.Agreements, v.Updated = slices.Clone(v.Agreements), now
	v.Agreements[at].Done = done
	return v, v.Agreements[at], nil
}

// EarlierAgreement is an agreement with where it was made.
type EarlierAgreement struct {
	Intervision IntervisionID
	Day         string
	Agreement   Agreement
}

func alreadyHeld() error {
	return fault.Conflict("ALREADY_HELD", fault.Text{NL: "Deze intervisie is al geweest.", EN: "This intervision has been held already."})
}

func calledOff() error {
	return fault.Conflict("CALLED_OFF", fault.Text{
		NL: "Deze intervisie gaat niet door. Zet haar eerst terug op de agenda.",
		EN: "This intervision does not take place. Put it back on first.",
	})
}
