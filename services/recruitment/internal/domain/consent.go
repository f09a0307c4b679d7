package domain

import (
	"strings"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"

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
// were shown. Withdrawn or past its end, it stays as what happened, and nothing rests
// on it any more.
type Consent struct {
	ID             ConsentID
	Client         ClientID
	Purpose        Purpose
	Receiver       string
	TextVersion    string // Name of the text that was shown: "matching-1"
	Channel        string
	Representative string // who gave it, when not the client
	Given          time.Time
	Ends           time.Time // when it stops holding by itself; zero: it does not
	Withdrawn      time.Time // zero: it was not taken back
}

// Stands says whether the yes holds at this moment.
func (c Consent) Stands(now time.Time) bool {
	return c.Withdrawn.IsZero() && (c.Ends.IsZero() || now.Before(c.Ends))
}

// TextShown finds the text that a yes for this purpose is given with, among what the
// organisation has of its own and ours: the newest for "". A text that was ever shown
// stays, so an earlier version that stood on somebody's screen is found too (O-04).
func TextShown(own []template.Template, purpose Purpose, version string) (template.Template, error) {
	number := 0
	if version = strings.TrimSpace(version); version != "" {
		key, n, ok := template.ParseName(version)
		if !ok || key != string(purpose) {
			return template.Template{}, noSuchText()
		}
		number = n
	}
	t, err := template.Find(own, template.ConsentText, string(purpose), number)
	if err != nil {
		return t, noSuchText()
	}
	return t, nil
}

func noSuchText() error {
	return consentFault("text_version", "Deze tekst bestaat niet. Laad de pagina opnieuw.", "There is no such text. Load the page again.")
}

// Give makes the consent that is asked for with the text that was shown, or says what
// is wrong. byClient: the client themself is asking. Empty receiver means the
// organisation.
func Give(c Consent, shown template.Template, byClient bool, now time.Time) (Consent, error) {
	c.Receiver, c.Representative = said.Tidy(c.Receiver), said.Tidy(c.Representative)
	if c.Receiver == "" && c.Purpose != PurposeRegion {
		c.Receiver = Organisation
	}
	if c.Receiver == "" {
		return c, consentFault("receiver", "Noem de regio waarvoor dit geldt.", "Name the region this is for.")
	}
	if c.Channel == "self" && !byClient {
		return c, consentFault("channel", "“Zelf gegeven” kan alleen de cliënt zelf kiezen.", "“Given by self” is for the client alone to choose.")
	}
	if byClient && c.Representative != "" {
		return c, consentFault("given_by_representative", "Je geeft dit zelf. Laat de vertegenwoordiger leeg.", "You give this yourself. Leave the representative empty.")
	}
	if !c.Ends.IsZero() && !c.Ends.After(now) {
		return c, consentFault("end_time", "Kies een dag die nog komt, of laat het leeg.", "Choose a day that is still to come, or leave it empty.")
	}
	c.TextVersion, c.Given, c.Withdrawn = shown.Name(), now, time.Time{}
	return c, nil
}

func consentFault(path, nl, en string) error {
	text := fault.Text{NL: nl, EN: en}
	return fault.Invalid("CONSENT_NOT_RIGHT", text, fault.Field{Path: path, Text: text})
}

// Covers says whether the standing yes c already says what asked would.
func (c Consent) Covers(asked Consent) bool {
	return c.Purpose == asked.Purpose && c.Receiver == asked.Receiver && c.TextVersion == asked.TextVersion &&
		c.Representative == asked.Representative && c.Ends.Equal(asked.Ends)
}

// Withdraw takes the yes back: at once, without a reason. Doing so again, or
// after its end, changes nothing.
func (c Consent) Withdraw(now time.Time) (Consent, bool) {
	if !c.Stands(now) {
		return c, false
	}
	c.Withdrawn = now
	return c, true
}
