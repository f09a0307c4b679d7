// Package erasing holds how somebody is forgotten: asked, thought over, carried out by
// every service, and receipted; and what may not be removed for now. Asking removes
// nothing, and until it is carried out one tap takes it back. Pure, as the rest of the domain.
package erasing

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// ID is an erasure.
type ID string

// State is how far an erasure is.
type State string

// The states.
const (
	Asked     State = "asked"     // by a client: somebody talks with them first
	Waiting   State = "waiting"   // time to think
	UnderWay  State = "under_way" // some services have removed everything
	Done      State = "done"
	Cancelled State = "cancelled"
)

// For is who wants it.
type For string

// Who may want it.
const (
	ForClient         For = "client"
	ForRepresentative For = "representative"
	ForOrganisation   For = "organisation"
	ForRetention      For = "retention" // care ended, and the time to keep it is over
	ForRegister       For = "register"  // erased before; an older copy of the database was put back
)

// UsualThinkingDays is how long an organisation that chose nothing lets people think.
const UsualThinkingDays = 7

// Services are those that have something of a person, and each report of their own.
func Services() []string {
	return []string{"recruitment", "matching", "activity", "evaluation", "gateway"}
}

// Part is what one service removed: counts by kind.
type Part struct {
	Service string
	At      time.Time
	Removed map[string]int
}

// Erasure is one erasure, from asking to the receipt.
type Erasure struct {
	ID       ID
	Version  domain.Version
	Client   domain.ClientID
	State    State
	For      For
	Note     string
	By       string // id of who asked; empty: the service itself
	AskedAt  time.Time
	Due      time.Time // zero before the thinking period
	Hastened string    // id of who asked to do it at once
	Begun    time.Time
	Done     time.Time
	Parts    []Part
}

// AskBySelf begins an erasure that the client asks for: it waits for a talk with somebody.
func AskBySelf(id ID, client domain.ClientID, now time.Time) Erasure {
	return Erasure{ID: id, Version: 1, Client: client, State: Asked, For: ForClient, AskedAt: now}
}

// Ask begins an erasure that somebody else asks for: it gets its days to think at once.
func Ask(id ID, client domain.ClientID, wanted For, days int, now time.Time) Erasure {
	return Erasure{ID: id, Version: 1, Client: client, State: Asked, For: wanted, AskedAt: now}.think(days, now)
}

func (e Erasure) think(days int, now time.Time) Erasure {
	e.State, e.Due = Waiting, now.AddDate(0, 0, days)
	return e
}

// Open says whether it can still be taken back.
func (e Erasure) Open() bool { return e.State == Asked || e.State == Waiting }

var over = fault.Conflict("ERASURE_OVER", fault.Text{
	NL: "Dit is al klaar of teruggenomen. Laad de pagina opnieuw.",
	EN: "This is done or taken back already. Load the page again.",
})

// Begin is that somebody talked with the client who asked, and they still want it.
func (e Erasure) Begin(days int, now time.Time) (Erasure, error) {
	switch {
	case e.State == Waiting:
		return e, nil
	case e.State != Asked:
		return e, over
	}
	return e.think(days, now), nil
}

// Cancel takes it back.
func (e Erasure) Cancel() (Erasure, error) {
	switch {
	case e.State == Cancelled:
		return e, nil
	case !e.Open():
		return e, fault.Conflict("ERASURE_BEGUN", fault.Text{
			NL: "Het wissen is al begonnen. Het kan niet meer terug.",
			EN: "The erasing has begun. It cannot be taken back any more.",
		})
	}
	e.State, e.Hastened = Cancelled, ""
	return e, nil
}

// Hasten is that it is to be done without waiting: an administrator asks, and somebody
// else says yes.
func (e Erasure) Hasten(person string, administrator bool, now time.Time) (Erasure, error) {
	switch {
	case e.State == Asked:
		return e, fault.Conflict("TALK_FIRST", fault.Text{
			NL: "De cliënt heeft dit gevraagd. Praat er eerst samen over en begin daarna de bedenktijd.",
			EN: "The client asked for this. Talk about it together first, and then begin the time to think.",
		})
	case e.State != Waiting:
		return e, over
	case e.Hastened == "" && !administrator:
		return e, fault.Denied("ADMINISTRATOR_ASKS", fault.Text{
			NL: "Een beheerder vraagt eerst om direct te wissen. Daarna kun jij ja zeggen.",
			EN: "An administrator first asks to erase at once. Then you can say yes.",
		})
	case e.Hastened == "":
		e.Hastened = person
		return e, nil
	case e.Hastened == person:
		return e, fault.Conflict("SECOND_PERSON", fault.Text{
			NL: "Iemand anders moet ja zeggen. Vraag een andere beheerder of coördinator.",
			EN: "Somebody else has to say yes. Ask another administrator or coordinator.",
		})
	}
	e.Due = now
	return e, nil
}

// SecondYes says whether this person may be the one who says yes.
func (e Erasure) SecondYes(person string) bool {
	return e.State == Waiting && e.Hastened != "" && e.Hastened != person
}

// Carry is that it begins now, here. The words in which it was asked go with the rest.
func (e Erasure) Carry(removed map[string]int, now time.Time) Erasure {
	e.State, e.Begun, e.Note = UnderWay, now, ""
	if e.Due.IsZero() {
		e.Due = now
	}
	return e.Take(Part{Service: "recruitment", At: now, Removed: removed})
}

// Take takes a service's report; the first one counts.
func (e Erasure) Take(p Part) Erasure {
	if !slices.ContainsFunc(e.Parts, func(had Part) bool { return had.Service == p.Service }) {
		e.Parts = append(slices.Clone(e.Parts), p)
	}
	return e
}

// Reported says whether every service has removed everything.
func (e Erasure) Reported() bool {
	return e.State == UnderWay && len(e.Missing()) == 0
}

// Missing are the services that have not reported yet.
func (e Erasure) Missing() []string {
	return slices.DeleteFunc(Services(), func(s string) bool {
		return slices.ContainsFunc(e.Parts, func(p Part) bool { return p.Service == s })
	})
}

// Finish is that the key is destroyed too.
func (e Erasure) Finish(now time.Time) Erasure {
	if e.Reported() {
		e.State, e.Done = Done, now
	}
	return e
}
