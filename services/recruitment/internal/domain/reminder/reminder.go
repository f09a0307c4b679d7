// Package reminder decides when a client is reminded, where, and in which words: only
// whoever wants it, never at night, and neutrally enough for whoever looks over a shoulder.
package reminder

import (
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// ActivityID is of what somebody is reminded of.
type ActivityID string

// DeviceID is of a phone or computer that takes notes.
type DeviceID string

// ID is of one note that waits.
type ID string

// Arrival says whether letters arrive.
type Arrival string

// The arrivals; "" when none was sent yet.
const (
	Arrives       Arrival = "yes"
	ArrivesNot    Arrival = "no" // nobody lives there: nothing more is sent until it is another address
	ArrivesMaybe  Arrival = ""
	usualLanguage         = "nl"
)

// Wishes are what one client wants. Nothing is on by itself.
type Wishes struct {
	Client     domain.ClientID
	Version    domain.Version // 0: nothing was ever chosen
	Language   string
	ByEmail    bool
	Email      string
	Arrival    Arrival
	ByPush     bool
	DayBefore  bool
	SameDay    bool
	HasDevices bool // whether some phone or computer said yes
}

// Usual are the wishes of who never chose: nothing is sent; when something is chosen, both days are a good start.
func Usual(client domain.ClientID) Wishes {
	return Wishes{Client: client, Language: usualLanguage, DayBefore: true, SameDay: true}
}

// Choose changes the wishes. Letters to another address may arrive again.
func (w Wishes) Choose(to Wishes) (Wishes, error) {
	to.Client, to.Version, to.HasDevices = w.Client, w.Version, w.HasDevices
	to.Email = strings.TrimSpace(to.Email)
	if to.Language == "" {
		to.Language = w.Language
	}
	to.Arrival = w.Arrival
	if !strings.EqualFold(to.Email, w.Email) {
		to.Arrival = ArrivesMaybe
	}
	if to.ByEmail && to.Email == "" {
		text := fault.Text{NL: "Waar mag het berichtje heen? Vul een e-mailadres in.", EN: "Where may the note go? Fill in an e-mail address."}
		return w, fault.Invalid("NO_ADDRESS", text, fault.Field{Path: "wishes.email", Text: text})
	}
	if !to.ByEmail {
		to.Email, to.Arrival = "", ArrivesMaybe // an address that is not used is not kept
	}
	return to, nil
}

// FirstLetter says whether a first letter goes out, so that a wrong address shows at once.
func (w Wishes) FirstLetter(before Wishes) bool {
	return w.ByEmail && (!before.ByEmail || !strings.EqualFold(w.Email, before.Email))
}

// Letters says whether letters may be sent.
func (w Wishes) Letters() bool { return w.ByEmail && w.Email != "" && w.Arrival != ArrivesNot }

// Moment is which reminder it is.
type Moment string

// The moments.
const (
	DayBefore Moment = "day_before"
	SameDay   Moment = "same_day"
	First     Moment = "first" // a first letter: nothing is due
)

// Wants says whether this client wants to be reminded at this moment.
func (w Wishes) Wants(m Moment) bool {
	return m == First || m == DayBefore && w.DayBefore || m == SameDay && w.SameDay
}

// Due is something somebody joins.
type Due struct {
	Activity ActivityID
	Moment   Moment
	Day      string // YYYY-MM-DD
	Clock    string // HH:MM or empty
	Daypart  string // morning, afternoon, evening or empty
	Kind     string // as activity calls it; empty: something
}

// eve is when the day before begins to be near enough.
const eve = "16:00"

// begins is when something begins at the latest, as far as anybody said.
func (d Due) begins() string {
	if d.Clock != "" {
		return d.Clock
	}
	switch d.Daypart {
	case "morning":
		return "11:00"
	case "afternoon":
		return "15:00"
	case "evening":
		return "20:00"
	}
	return "17:00"
}

// When gives from when until when this may be sent: the day before from the end of the
// afternoon until it is quiet, the day itself from when it is not quiet any more until it
// begins. ok is false when that time is over, or never was.
func (d Due) When(q Quiet, now time.Time, zone *time.Location) (from, until time.Time, ok bool) {
	day, err := time.ParseInLocation(time.DateOnly, d.Day, zone)
	if err != nil {
		return from, until, false
	}
	switch d.Moment {
	case DayBefore:
		before := day.AddDate(0, 0, -1)
		from, until = on(before, eve), on(before, q.From)
	case SameDay:
		from, until = on(day, q.Until), on(day, d.begins())
		if night := on(day, q.From); until.After(night) {
			until = night
		}
	default:
		return from, until, false
	}
	if from.Before(now) {
		from = now
	}
	from = q.Next(from, zone)
	return from, until, from.Before(until)
}

// on is a clock time of a day, also on the days when the clock is put forward or back.
func on(day time.Time, clock string) time.Time {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		return day
	}
	return time.Date(day.Year(), day.Month(), day.Day(), t.Hour(), t.Minute(), 0, 0, day.Location())
}

// Quiet is from when until when an organisation sends nothing, over midnight.
type Quiet struct {
	Version     domain.Version // 0: what is usual
	From, Until string         // HH:MM
}

// UsualQuiet is that of an organisation that never chose.
func UsualQuiet() Quiet { return Quiet{From: "21:00", Until: "08:00"} }

// Check holds it to what is still a night: nobody is woken by Optrek.
func (q Quiet) Check() error {
	var wrong []fault.Field
	if q.From < "18:00" || q.From > "22:30" {
		wrong = append(wrong, fault.Field{Path: "quiet_time.quiet_from", Text: fault.Text{
			NL: "Kies een tijd tussen 18:00 en 22:30.", EN: "Choose a time between 18:00 and 22:30."}})
	}
	if q.Until < "07:00" || q.Until > "11:00" {
		wrong = append(wrong, fault.Field{Path: "quiet_time.quiet_until", Text: fault.Text{
			NL: "Kies een tijd tussen 07:00 en 11:00.", EN: "Choose a time between 07:00 and 11:00."}})
	}
	if len(wrong) == 0 {
		return nil
	}
	return fault.Invalid("NOT_A_NIGHT", fault.Text{
		NL: "’s Nachts blijft het stil. Kijk bij de aangegeven velden.", EN: "It stays quiet at night. Look at the fields that are named."}, wrong...)
}

// Next gives the first moment from at on at which it is not quiet.
func (q Quiet) Next(at time.Time, zone *time.Location) time.Time {
	at = at.In(zone)
	switch clock := at.Format("15:04"); {
	case clock < q.Until:
		return on(at, q.Until)
	case clock >= q.From:
		return on(at.AddDate(0, 0, 1), q.Until)
	}
	return at
}
