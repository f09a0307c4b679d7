// Package emergency says when somebody may reach a client they do not guide: for some
// hours, with a reason, and never unseen.
package emergency

import (
	"time"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
)

// Lasts is for how long it opens: what is left of a working day.
const Lasts = 8 * time.Hour

// leastWords is how many letters say something: the client reads them.
const leastWords = 10

// ID is one time that somebody opened it.
type ID string

// Reason is why it was needed, as in the contract without its prefix.
type Reason string

// The reasons.
const (
	Unsafe     Reason = "unsafe"
	StandingIn Reason = "standing_in"
	Other      Reason = "other"
)

// Access is one time that somebody reached a client they do not guide.
type Access struct {
	ID       ID
	Version  domain.Version
	Client   domain.ClientID
	Worker   domain.SupportWorkerID
	Reason   Reason
	Words    string
	Opened   time.Time
	Ends     time.Time
	Reviewed time.Time // zero: nobody looked at it yet
	Reviewer string    // id; empty with Reviewed

	WorkerName string // as read; never kept here
}

// Asked is what somebody says who asks for it.
type Asked struct {
	Name      string // given name and family name
	BirthYear int    // 0: not said
	Reason    Reason
	Words     string
}

// Check says what is missing. Words are asked for because the client reads them.
func (a Asked) Check() error {
	var wrong []fault.Field
	say := func(path, nl, en string) {
		wrong = append(wrong, fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}})
	}
	if len(domain.SearchWords(a.Name)) < 2 {
		say("name", "Schrijf de voornaam en de achternaam.", "Write the given name and the family name.")
	}
	if utf8.RuneCountInString(said.Tidy(a.Words)) < leastWords {
		say("words", "Schrijf in een paar woorden waarom je nu mee moet kijken. De cliënt leest dit ook.",
			"Write in a few words why you have to look along now. The client reads this too.")
	}
	if len(wrong) == 0 {
		return nil
	}
	return fault.Invalid("EMERGENCY_INCOMPLETE", fault.Text{
		NL: "Nog niet alles is ingevuld.", EN: "Not everything is filled in yet."}, wrong...)
}

var (
	// NotFound is said when nobody has the name: nothing about who else there is.
	NotFound = fault.Invalid("EMERGENCY_NOBODY", fault.Text{
		NL: "Er is niemand met precies deze naam. Kijk of de naam klopt, of bel de achterwacht.",
		EN: "There is nobody with exactly this name. Check the name, or call whoever is on duty."},
		fault.Field{Path: "name", Text: fault.Text{NL: "Niemand heet precies zo.", EN: "Nobody has exactly this name."}})
	// Several is said when the name is not enough.
	Several = fault.Invalid("EMERGENCY_SEVERAL", fault.Text{
		NL: "Er is meer dan één persoon met deze naam. Vul ook het geboortejaar in.",
		EN: "More than one person has this name. Fill in the year of birth as well."},
		fault.Field{Path: "birth_year", Text: fault.Text{NL: "Vul het geboortejaar in.", EN: "Fill in the year of birth."}})
	// AlreadyReached is said when it is not needed.
	AlreadyReached = fault.Conflict("EMERGENCY_NOT_NEEDED", fault.Text{
		NL: "Je kunt deze persoon al zien. Spoed is niet nodig.", EN: "You reach this person already. Emergency access is not needed."})
)

// Open opens it for the worker, from now on.
func Open(id ID, client domain.ClientID, worker domain.SupportWorkerID, a Asked, now time.Time) (Access, error) {
	if err := a.Check(); err != nil {
		return Access{}, err
	}
	return Access{ID: id, Client: client, Worker: worker, Reason: a.Reason, Words: said.Tidy(a.Words), Opened: now, Ends: now.Add(Lasts)}, nil
}

// IsOpen says whether it holds now.
func (a Access) IsOpen(now time.Time) bool { return now.Before(a.Ends) }

// End ends it now. One that is over stays as it was.
func (a Access) End(now time.Time) Access {
	if a.IsOpen(now) {
		a.Ends = now
	}
	return a
}

// Review notes that a keeper of the log looked at it; the first time stays. Nobody
// looks at their own.
func (a Access) Review(keeper string, now time.Time) (Access, error) {
	if keeper == string(a.Worker) {
		return a, fault.Denied("EMERGENCY_OWN", fault.Text{
			NL: "Dit was je eigen spoed. Laat een collega ernaar kijken.", EN: "This was your own. Have a colleague look at it."})
	}
	if a.Reviewed.IsZero() {
		a.Reviewed, a.Reviewer = now, keeper
	}
	return a, nil
}
