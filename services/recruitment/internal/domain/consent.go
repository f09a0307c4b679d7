package domain

import (
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Purpose is what a yes is for; a yes for one is never a yes for another.
type Purpose string

// The purposes, as in the contract, in small letters.
const (
	PurposeMatching   Purpose = "matching"
	PurposeRegion     Purpose = "region"
	PurposeNetworkMap Purpose = "network_map"
	PurposeStory      Purpose = "story"
)

// Purposes lists every purpose there is.
func Purposes() []Purpose {
	return []Purpose{PurposeMatching, PurposeRegion, PurposeNetworkMap, PurposeStory}
}

// Organisation is the receiver when no other is named.
const Organisation = "organisation"

// Consent is one yes: of a person, for a purpose, to a receiver, with the text they
// were shown. Withdrawn, it stays as what happened, and nothing rests on it any more.
type Consent struct {
	ID             ConsentID
	Client         ClientID
	Purpose        Purpose
	Receiver       string
	TextVersion    string
	Channel        string
	Representative string // who gave it, when not the client
	Given          time.Time
	Withdrawn      time.Time // zero: it stands
}

// Stands says whether the yes still holds.
func (c Consent) Stands() bool { return c.Withdrawn.IsZero() }

// ConsentText is what was shown for one purpose. A text that was ever shown stays
// here for as long as a yes may rest on it: a change is a new version (O-04).
type ConsentText struct {
	Version string
	Purpose Purpose
	Text    fault.Text
}

// consentTexts: of each purpose the newest stands last.
var consentTexts = []ConsentText{
	{"matching-1", PurposeMatching, fault.Text{
		NL: "Er mag met mij gezocht worden naar iemand om dingen mee te doen. Daarvoor worden mijn interesses, talenten en dagen gebruikt. Ik kan altijd stoppen.",
		EN: "You may look with me for somebody to do things with. My interests, talents and days are used for that. I can stop at any time.",
	}},
	{"region-1", PurposeRegion, fault.Text{
		NL: "Andere organisaties in de buurt mogen mijn wens zien, zonder mijn naam. Ik kan altijd stoppen.",
		EN: "Other organisations nearby may see my wish, without my name. I can stop at any time.",
	}},
	{"network_map-1", PurposeNetworkMap, fault.Text{
		NL: "Mijn begeleiders mogen mijn netwerkkaart zien. Wat ik verberg, zie ik alleen. Ik kan altijd stoppen.",
		EN: "My support workers may see my network map. What I hide, only I see. I can stop at any time.",
	}},
	{"story-1", PurposeStory, fault.Text{
		NL: "Mijn verhaal mag verteld worden. Ik kan altijd stoppen.",
		EN: "My story may be told. I can stop at any time.",
	}},
}

// ConsentTexts gives every text that a yes may rest on.
func ConsentTexts() []ConsentText { return append([]ConsentText(nil), consentTexts...) }

// Give makes the consent that is asked for, or says what is wrong. byClient: the
// client themself is asking. Empty receiver and text version mean the organisation
// and the text of now.
func Give(c Consent, byClient bool, now time.Time) (Consent, error) {
	c.Receiver, c.Representative = tidy(c.Receiver), tidy(c.Representative)
	if c.Receiver == "" && c.Purpose != PurposeRegion {
		c.Receiver = Organisation
	}
	if c.Receiver == "" {
		return c, consentFault("receiver", "Noem de regio waarvoor dit geldt.", "Name the region this is for.")
	}
	version, ok := textVersion(c.Purpose, strings.TrimSpace(c.TextVersion))
	if !ok {
		return c, consentFault("text_version", "Deze tekst bestaat niet. Laad de pagina opnieuw.", "There is no such text. Load the page again.")
	}
	if c.Channel == "self" && !byClient {
		return c, consentFault("channel", "“Zelf gegeven” kan alleen de cliënt zelf kiezen.", "“Given by self” is for the client alone to choose.")
	}
	if byClient && c.Representative != "" {
		return c, consentFault("given_by_representative", "Je geeft dit zelf. Laat de vertegenwoordiger leeg.", "You give this yourself. Leave the representative empty.")
	}
	c.TextVersion, c.Given, c.Withdrawn = version, now, time.Time{}
	return c, nil
}

func textVersion(p Purpose, asked string) (string, bool) {
	newest := ""
	for _, t := range consentTexts {
		if t.Purpose == p {
			newest = t.Version
			if t.Version == asked {
				return asked, true
			}
		}
	}
	return newest, asked == "" && newest != ""
}

func consentFault(path, nl, en string) error {
	text := fault.Text{NL: nl, EN: en}
	return fault.Invalid("CONSENT_NOT_RIGHT", text, fault.Field{Path: path, Text: text})
}

// Covers says whether the standing yes c already says what asked would.
func (c Consent) Covers(asked Consent) bool {
	return c.Stands() && c.Purpose == asked.Purpose && c.Receiver == asked.Receiver && c.TextVersion == asked.TextVersion
}

// Withdraw takes the yes back: at once, without a reason. Doing so again
// changes nothing.
func (c Consent) Withdraw(now time.Time) (Consent, bool) {
	if !c.Stands() {
		return c, false
	}
	c.Withdrawn = now
	return c, true
}
