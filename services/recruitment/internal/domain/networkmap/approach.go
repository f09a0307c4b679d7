package networkmap

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// mostApproaches keeps a list of yeses one that somebody can read.
const mostApproaches = 20

// ApproachID is the id of one yes.
type ApproachID string

// Approach is the client's yes to ask one person on the map one thing. Somebody may do
// so then; Optrek never does (N-14).
type Approach struct {
	ID      ApproachID
	Purpose string // what for, in plain words
	Voice   string // how the client said so; empty when they did it themself
	Given   time.Time
}

// AllowApproach records a yes; self says that the client themself gives it. The same
// purpose again changes nothing.
func (c Contact) AllowApproach(yes Approach, self bool) (Contact, error) {
	yes.Purpose, yes.Voice = said.Tidy(said.Storable(yes.Purpose)), said.Own(yes.Voice)
	if yes.Purpose == "" {
		text := fault.Text{NL: "Waarvoor mag het gevraagd worden?", EN: "What may be asked?"}
		return c, fault.Invalid("WHICH_PURPOSE", text, fault.Field{Path: "purpose", Text: text})
	}
	if self {
		yes.Voice = ""
	} else if yes.Voice == "" {
		return c, voiceMissing()
	}
	same := func(a Approach) bool { return domain.Fold(a.Purpose) == domain.Fold(yes.Purpose) }
	if slices.ContainsFunc(c.r.Approaches, same) {
		return c, nil
	}
	if len(c.r.Approaches) >= mostApproaches {
		return c, fault.Conflict("MANY_APPROACHES", fault.Text{
			NL: "Er staat al veel bij deze persoon. Haal eerst iets weg dat niet meer geldt.",
			EN: "There is a lot with this person already. Take away what no longer holds first.",
		})
	}
	c.r.Approaches = append(slices.Clone(c.r.Approaches), yes)
	c.r.Updated = yes.Given
	return c, nil
}

// WithdrawApproach takes a yes back: at once, and without a reason.
func (c Contact) WithdrawApproach(id ApproachID, now time.Time) (Contact, error) {
	rest := slices.DeleteFunc(slices.Clone(c.r.Approaches), func(a Approach) bool { return a.ID == id })
	if len(rest) == len(c.r.Approaches) {
		return c, fault.Missing()
	}
	c.r.Approaches, c.r.Updated = rest, now
	return c, nil
}

// voiceMissing asks staff how the client gave the yes that they write down.
func voiceMissing() error {
	text := fault.Text{
		NL: "Schrijf op hoe de cliënt dit zei of liet zien. Het is de ja van de cliënt zelf.",
		EN: "Write down how the client said or showed this. It is the client's own yes.",
	}
	return fault.Invalid("VOICE_MISSING", text, fault.Field{Path: "voice", Text: text})
}
