package domain

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// SupportWorker is somebody who guides clients.
type SupportWorker struct {
	ID      SupportWorkerID
	Version Version
	Name    string
	Email   string
	Issuer  string // the sign-in this person was last known by; both empty before the first
	Subject string
	Roles   []string // as that sign-in said, for display: rights come from the token
	Away    bool     // now; others stand in
	Back    string   // the day they are back; empty: not away, or not known
	Left    time.Time
	Created time.Time
	Updated time.Time
}

// HasLeft says whether this colleague works here no more: they guide nobody and do not sign in.
func (w SupportWorker) HasLeft() bool { return !w.Left.IsZero() }

// MaySignIn refuses who left, until somebody says they are back.
func (w SupportWorker) MaySignIn() error {
	if !w.HasLeft() {
		return nil
	}
	return fault.Denied("LEFT_HERE", fault.Text{
		NL: "Je staat in Optrek als vertrokken. Klopt dat niet? Vraag een netwerkaanspreekpunt of de coördinator om je terug te zetten.",
		EN: "Optrek has you down as having left. Is that wrong? Ask a network lead or the coordinator to put you back.",
	})
}

// MayLeave says whether this colleague can leave to these successors.
func (w SupportWorker) MayLeave(successors []SupportWorkerID) error {
	if w.HasLeft() {
		return fault.Conflict("LEFT_ALREADY", fault.Text{
			NL: "Deze collega staat al als vertrokken.", EN: "This colleague is down as having left already.",
		})
	}
	if slices.Contains(successors, w.ID) {
		text := fault.Text{
			NL: "Wie vertrekt, kan niet ook overnemen. Kies een collega die blijft.",
			EN: "Who leaves cannot take over as well. Choose a colleague who stays.",
		}
		return fault.Invalid("SUCCESSOR_LEAVES", text, fault.Field{Path: "successor_ids", Text: text})
	}
	return nil
}

// LeadsRemain refuses a leaving that would leave a location with one network lead (O-01).
func LeadsRemain(changed []Duty) error {
	for _, duty := range changed {
		if duty.Kind == DutyLocation && len(duty.Named) == 1 {
			text := fault.Text{
				NL: "Een locatie zou één netwerkaanspreekpunt overhouden. Kies nog iemand die overneemt.",
				EN: "A location would be left with one network lead. Choose one more to take over.",
			}
			return fault.Invalid("SECOND_LEAD_NEEDED", text, fault.Field{Path: "successor_ids", Text: text})
		}
	}
	return nil
}

// Known says whether this person has signed in at least once.
func (w SupportWorker) Known() bool { return w.Subject != "" }

// EmailKey is the form in which addresses are compared.
func EmailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// ValidEmail says whether this could be an address: enough to find a colleague by.
func ValidEmail(email string) bool {
	local, host, ok := strings.Cut(email, "@")
	return ok && local != "" && strings.Contains(strings.Trim(host, "."), ".") && len(email) <= 254 &&
		!strings.ContainsAny(email, " \t\r\n,;<>\"") && !strings.Contains(host, "@")
}

// Tidied trims the texts.
func (w SupportWorker) Tidied() SupportWorker {
	w.Name, w.Email = said.Tidy(w.Name), strings.TrimSpace(w.Email)
	return w
}

// Check says what is wrong with a tidied support worker.
func (w SupportWorker) Check() error {
	if w.Name == "" {
		text := fault.Text{NL: "Vul een naam in.", EN: "Fill in a name."}
		return fault.Invalid("NAME_NEEDED", text, fault.Field{Path: "support_worker.name", Text: text})
	}
	if !ValidEmail(w.Email) {
		text := fault.Text{
			NL: "Vul het e-mailadres in waarmee deze collega zich aanmeldt.",
			EN: "Fill in the e-mail address this colleague signs in with.",
		}
		return fault.Invalid("EMAIL_NEEDED", text, fault.Field{Path: "support_worker.email", Text: text})
	}
	return nil
}

// SignIn is what the organisation's own sign-in vouches for.
type SignIn struct {
	Issuer, Subject string
	Name            string
	Email           string // verified, or empty
	Roles           []string
}

// Take gives the support worker as this sign-in shows them, and whether that differs
// from what was known.
func (w SupportWorker) Take(s SignIn) (SupportWorker, bool) {
	before := w
	w.Issuer, w.Subject = s.Issuer, s.Subject
	if name := said.Tidy(s.Name); name != "" && !said.TooLong(name, 120) {
		w.Name = name
	}
	if ValidEmail(s.Email) {
		w.Email = s.Email
	}
	if w.Name == "" {
		w.Name, _, _ = strings.Cut(w.Email, "@")
	}
	if w.Name == "" {
		w.Name = "Collega"
	}
	w.Roles = slices.Sorted(slices.Values(s.Roles))
	changed := w.Issuer != before.Issuer || w.Subject != before.Subject || w.Name != before.Name ||
		w.Email != before.Email || !slices.Equal(w.Roles, before.Roles)
	return w, changed
}

// MayTake says whether somebody found by e-mail is the person of this sign-in: nobody
// has signed in as them, or they did so with another provider. With the same provider
// and another subject the address was handed on to somebody else.
func (w SupportWorker) MayTake(s SignIn) bool {
	return !w.Known() || w.Issuer != s.Issuer || w.Subject == s.Subject
}
