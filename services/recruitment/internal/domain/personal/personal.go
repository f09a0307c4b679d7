// Package personal holds the rules of what a person may ask of what is kept about them:
// everything together, that a line is put right, and that it is left unused.
package personal

import (
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

type (
	// ExportID identifies an export.
	ExportID string
	// CorrectionID identifies a correction.
	CorrectionID string
	// RestrictionID identifies a restriction.
	RestrictionID string
)

// SaidBy is whose word it is.
type SaidBy string

// Whose word it may be.
const (
	BySelf           SaidBy = "self"
	ByTold           SaidBy = "told"           // to a support worker
	ByRepresentative SaidBy = "representative" // their legal one
	ByOrganisation   SaidBy = "organisation"
)

// Voice gives whose word it is: a client speaks for themself and for nobody else; staff
// write down whose word it was, and it was never the client's own tap.
func Voice(said SaidBy, isClient bool) (SaidBy, error) {
	switch {
	case isClient:
		return BySelf, nil
	case said == "":
		return ByTold, nil
	case said == BySelf:
		text := fault.Text{NL: "“Zelf gezegd” kan alleen de cliënt zelf kiezen.", EN: "“Said by self” is for the client alone to choose."}
		return "", fault.Invalid("NOT_YOURS_TO_SAY", text, fault.Field{Path: "said_by", Text: text})
	}
	return said, nil
}

// keepFor is how long an export is kept: long enough to read it, short enough to forget it.
const keepFor = 7 * 24 * time.Hour

// Export is everything about one person, collected for somebody's eyes.
type Export struct {
	ID      ExportID
	Client  domain.ClientID
	OwnEyes bool // the person's own, and nobody else's to read
	SaidBy  SaidBy
	AskedBy string
	Asked   time.Time
	Ready   time.Time // zero: some services have not answered yet
	Until   time.Time
	Parts   []string // services that answered
}

// Services are those that keep something of a person, in the order in which one reads.
func Services() []string {
	return []string{"recruitment", "matching", "activity", "evaluation", Delivers}
}

// Delivers is the one service that nobody can ask: it hears that an export was asked for, and
// delivers its part itself.
const Delivers = "gateway"

// Ask begins an export.
func Ask(id ExportID, client domain.ClientID, said SaidBy, by string, now time.Time) Export {
	return Export{ID: id, Client: client, OwnEyes: said == BySelf, SaidBy: said, AskedBy: by, Asked: now, Until: now.Add(keepFor)}
}

// Whole says whether all services answered.
func (e Export) Whole() bool { return len(e.Missing()) == 0 }

// Missing gives the services that have not answered yet.
func (e Export) Missing() (missing []string) {
	for _, s := range Services() {
		if !contains(e.Parts, s) {
			missing = append(missing, s)
		}
	}
	return missing
}

// Awaits says whether this service has not answered yet.
func (e Export) Awaits(service string) bool { return contains(e.Missing(), service) }

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}

// NotReady is the answer to whoever wants to read it too early.
func (e Export) NotReady() error {
	if !e.Ready.IsZero() {
		return nil
	}
	return fault.Conflict("EXPORT_NOT_READY", fault.Text{
		NL: "Nog niet alles is bij elkaar. Kom straks terug: het gaat vanzelf verder.",
		EN: "Not everything is together yet. Come back later: it goes on by itself."})
}

// CorrectionState is how far a correction is.
type CorrectionState string

// The states.
const (
	Open      CorrectionState = "open"
	Corrected CorrectionState = "corrected"
	Kept      CorrectionState = "kept"
	TakenBack CorrectionState = "taken_back"
)

// Line is what somebody says is not right, as it stood on their screen.
type Line struct {
	Section, Item, Field string
	LabelNL, LabelEN     string
	Stood                string
}

// Correction says of a line that it is not right.
type Correction struct {
	ID         CorrectionID
	Version    domain.Version
	Client     domain.ClientID
	State      CorrectionState
	Line       Line
	Words      string
	SaidBy     SaidBy
	AskedBy    string
	Asked      time.Time
	Answer     string
	AnsweredBy string
	Answered   time.Time
	Read       time.Time
}

// Same says whether it is about the same line.
func (c Correction) Same(l Line) bool {
	return c.Line.Section == l.Section && c.Line.Item == l.Item && c.Line.Field == l.Field
}

// NotRight begins a correction. No words are needed.
func NotRight(c Correction, now time.Time) Correction {
	c.Version, c.State, c.Words, c.Asked = 1, Open, strings.TrimSpace(c.Words), now
	return c
}

// Reply answers it: it was put right, or it stays and the answer says why.
func (c Correction) Reply(corrected bool, answer, by string, now time.Time) (Correction, error) {
	answer = strings.TrimSpace(answer)
	if c.State != Open {
		return c, fault.Conflict("ALREADY_ANSWERED", fault.Text{
			NL: "Hier is al een antwoord op gegeven. Laad de pagina opnieuw.", EN: "This has been answered already. Load the page again."})
	}
	if !corrected && answer == "" {
		text := fault.Text{NL: "Schrijf op waarom het zo blijft. De cliënt leest je antwoord.", EN: "Write why it stays. The client reads your answer."}
		return c, fault.Invalid("SAY_WHY", text, fault.Field{Path: "answer", Text: text})
	}
	c.State = Kept
	if corrected {
		c.State = Corrected
	}
	c.Answer, c.AnsweredBy, c.Answered = answer, by, now
	return c, nil
}

// Close takes an open one back, and notes of an answer that the person knows it. Again is fine.
func (c Correction) Close(now time.Time) Correction {
	switch {
	case c.State == Open:
		c.State = TakenBack
	case c.State != TakenBack && c.Read.IsZero():
		c.Read = now
	}
	return c
}

// Restriction is a time in which what is kept of a person is not used.
type Restriction struct {
	ID        RestrictionID
	Client    domain.ClientID
	SaidBy    SaidBy
	Reason    string
	BegunBy   string
	Begun     time.Time
	EndedBy   SaidBy
	EndedByID string
	EndReason string
	Ended     time.Time // zero: it holds
}

// Holds says whether it holds.
func (r Restriction) Holds() bool { return r.Ended.IsZero() }

// End lets the data be used again. Staff say why, for the person to read; the person
// needs no reason. Again changes nothing.
func (r Restriction) End(said SaidBy, reason, by string, now time.Time) (Restriction, bool, error) {
	if !r.Holds() {
		return r, false, nil
	}
	reason = strings.TrimSpace(reason)
	if said != BySelf && reason == "" {
		text := fault.Text{NL: "Schrijf op waarom de gegevens weer gebruikt mogen worden. De cliënt leest dit.", EN: "Write why the data may be used again. The client reads this."}
		return r, false, fault.Invalid("SAY_WHY", text, fault.Field{Path: "reason", Text: text})
	}
	r.EndedBy, r.EndedByID, r.EndReason, r.Ended = said, by, reason, now
	return r, true, nil
}
