// Package sharing holds what a client shows of themself to one person of another
// organisation: the parts they choose, and nothing beside those. Pure, as the rest of
// the domain.
package sharing

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// CardID is a card.
type CardID string

// RequestID is the regional request, of matching, that a card belongs to.
type RequestID string

// OrganisationID is an organisation.
type OrganisationID string

// Part is a part of oneself that may be shown.
type Part string

// The parts, as in the contract, in small letters.
const (
	CallName      Part = "call_name"
	Interests     Part = "interests"
	Dayparts      Part = "dayparts"
	Communication Part = "communication"
	SupportWorker Part = "support_worker"
)

// Parts lists every part there is.
func Parts() []Part { return []Part{CallName, Interests, Dayparts, Communication, SupportWorker} }

// Card is what a client shows, and to which organisation.
type Card struct {
	ID           CardID
	Version      domain.Version
	Client       domain.ClientID
	Request      RequestID
	Organisation OrganisationID
	Parts        []Part
	Made         time.Time
	Withdrawn    time.Time // zero: it stands
	Shown        Shown     // exactly what the other sees; nothing once it was taken back
}

// Stands says whether the card was not taken back.
func (c Card) Stands() bool { return c.Withdrawn.IsZero() }

// Shown is a card as the other side sees it.
type Shown struct {
	CallName             string
	Interests            []string
	Dayparts             []string
	Communication        string
	SupportWorkerName    string
	SupportWorkerContact string
}

// Choice is what somebody chose to show.
type Choice struct {
	Request      RequestID
	Organisation OrganisationID
	Parts        []Part
	Contact      string // how the support worker can be reached
}

var (
	// AskForRegion is for a client whose yes to being seen in the region does not stand.
	AskForRegion = fault.Conflict("ASK_FOR_REGION", fault.Text{
		NL: "Vraag eerst of andere organisaties mogen weten dat er iemand is.", EN: "First ask whether other organisations may know that there is somebody."})
	own = fault.Text{NL: "Kies een andere organisatie dan de eigen.", EN: "Choose another organisation than your own."}
)

// Make makes the card of a choice, in the place of the one before. worker is the name of
// who guides this client first; empty when there is nobody.
func Make(before Card, client domain.Client, choice Choice, worker string, now time.Time) (Card, error) {
	c := before
	c.Client, c.Request, c.Organisation, c.Made, c.Withdrawn = client.ID, choice.Request, choice.Organisation, now, time.Time{}
	c.Parts, c.Shown = nil, Shown{}
	for _, part := range Parts() { // in one order, whatever the order of choosing
		if slices.Contains(choice.Parts, part) {
			c.Parts = append(c.Parts, part)
		}
	}
	profile := client.Profile
	for _, part := range c.Parts {
		switch part {
		case CallName:
			c.Shown.CallName = client.GivenName
		case Interests:
			c.Shown.Interests = profile.Interests
		case Dayparts:
			c.Shown.Dayparts = profile.Dayparts
		case Communication:
			c.Shown.Communication = profile.Communication
		case SupportWorker:
			if worker == "" {
				text := fault.Text{NL: "Er is nog geen begeleider om te laten zien. Laat dit deel weg, of kies eerst een begeleider.",
					EN: "There is no support worker to show yet. Leave this part out, or choose a support worker first."}
				return c, fault.Invalid("NO_SUPPORT_WORKER", text, fault.Field{Path: "parts", Text: text})
			}
			c.Shown.SupportWorkerName, c.Shown.SupportWorkerContact = worker, strings.TrimSpace(choice.Contact)
		}
	}
	return c, nil
}

// Elsewhere refuses a card for the own organisation.
func (c Choice) Elsewhere(home string) error {
	if string(c.Organisation) == home {
		return fault.Invalid("OWN_ORGANISATION", own, fault.Field{Path: "organisation_id", Text: own})
	}
	return nil
}

// Withdraw takes the card back: at once, without a reason. Doing so again changes nothing.
func (c Card) Withdraw(now time.Time) (Card, bool) {
	if !c.Stands() {
		return c, false
	}
	c.Withdrawn, c.Shown = now, Shown{}
	return c, true
}
