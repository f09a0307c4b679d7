package calendar

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/telemetry"
)

// Prefix is where calendars are read, without a session.
const Prefix = "/calendar/"

const (
	atOnce     = 16               // calendars being read at one moment; the rest waits a little
	often      = 20               // times that one calendar is read
	within     = 10 * time.Minute // in this time; phones ask a few times a day
	largestAsk = 1 << 10
)

var (
	tooOften = fault.Exhausted("TOO_OFTEN", fault.Text{
		NL: "Deze agenda is net al vaak opgehaald. Probeer het over een tijdje opnieuw.", EN: "This calendar was read often just now. Try again in a while."})
	away = fault.Unavailable("UNAVAILABLE", fault.Text{
		NL: "Dit lukt even niet. Probeer het zo opnieuw.", EN: "This does not work just now. Try again shortly."})
	none = fault.NotFound("NO_CALENDAR", fault.Text{
		NL: "Deze agenda is er niet (meer).", EN: "This calendar is not there (any more)."})
	misread = fault.Invalid("REQUEST_MISREAD", fault.Text{
		NL: "Het verzoek klopt niet. Kijk na wat er is ingevuld.", EN: "The request is not right. Check what was filled in."})
	forNobody = fault.Denied("NO_DAYS", fault.Text{
		NL: "Voor deze rol is er geen agenda.", EN: "There is no calendar for this role."})
)

// Options of New; all are required.
type Options struct {
	Book      *Book
	Services  Services
	Signer    *authn.Signer
	Who       func(*http.Request) (authn.Caller, error) // who is signed in
	PublicURL string
	Log       *slog.Logger
	Clock     func() time.Time
}

// Door answers for calendars: below Prefix to whoever has an address, below
// /auth/calendar to the person themself.
type Door struct {
	Options
	slots chan struct{}

	mu    sync.Mutex
	since time.Time
	read  map[string]int // by person, since then
}

// New makes the door.
func New(o Options) *Door { return &Door{Options: o, slots: make(chan struct{}, atOnce)} }

// Routes adds the door's addresses to the router.
func (d *Door) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+Prefix+"{file}", d.file)
	mux.HandleFunc(Prefix, edge.NoSuchPath)
	mux.HandleFunc("GET /auth/calendar", d.own(d.show))
	mux.HandleFunc("POST /auth/calendar", d.own(d.make))
	mux.HandleFunc("PATCH /auth/calendar", d.own(d.change))
	mux.HandleFunc("DELETE /auth/calendar", d.own(d.stop))
}

// file answers with the calendar itself. What is not there is not there, whatever the
// reason; what is away for a moment says so, and the phone keeps what it has.
func (d *Door) file(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	h.Set("X-Robots-Tag", "noindex")
	select {
	case d.slots <- struct{}{}:
		defer func() { <-d.slots }()
	default:
		edge.Refuse(w, tooOften)
		return
	}
	token, isCalendar := strings.CutSuffix(r.PathValue("file"), ".ics")
	s, err := d.Book.Find(r.Context(), token)
	if !isCalendar || errors.Is(err, ErrNone) {
		edge.NoSuchPath(w, r)
		return
	}
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if !d.mayRead(s) {
		edge.Refuse(w, tooOften)
		return
	}
	d.send(w, r, s)
}

func (d *Door) send(w http.ResponseWriter, r *http.Request, s Subscription) {
	said := languages[s.Language]
	from := reader{Services: d.Services, signer: d.Signer, s: s, words: said, since: d.Clock().Add(-back).In(zone).Format(time.DateOnly)}
	events, err := from.read(r.Context())
	if errors.Is(err, ErrNone) { // the person left: so does the calendar
		if err := d.Book.Stop(r.Context(), s.Tenant, s.Person); err != nil {
			d.Log.WarnContext(r.Context(), "a calendar of nobody stays a little longer", "error", telemetry.Quiet(err))
		}
		edge.NoSuchPath(w, r)
		return
	}
	var text bytes.Buffer
	if err == nil {
		err = write(&text, said, events)
	}
	if err == nil {
		err = d.Book.fetched(r.Context(), s)
	}
	if err != nil {
		d.failed(w, r, err)
		return
	}
	sum := sha256.Sum256(text.Bytes())
	h := w.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `inline; filename="optrek.ics"`)
	h.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text.Bytes()))
}

// mayRead holds back a calendar that asks all the time.
func (d *Door) mayRead(s Subscription) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now := d.Clock(); d.read == nil || now.Sub(d.since) > within {
		d.since, d.read = now, map[string]int{}
	}
	d.read[s.Tenant+s.Person]++
	return d.read[s.Tenant+s.Person] <= often
}

// failed says so without the address, which is a key.
func (d *Door) failed(w http.ResponseWriter, r *http.Request, err error) {
	d.Log.WarnContext(r.Context(), "a calendar could not be read", "error", telemetry.Quiet(err))
	edge.Refuse(w, away)
}

// asked is what somebody asks of their own calendar.
type asked struct {
	Language   string `json:"language"`
	WithPlace  bool   `json:"withPlace"`
	WithPeople bool   `json:"withPeople"`
}

// told is what somebody reads about their own calendar. Address is there only when it
// was just made: nobody can show it again.
type told struct {
	There      bool   `json:"there"`
	Address    string `json:"address,omitempty"`
	WithPlace  bool   `json:"withPlace"`
	WithPeople bool   `json:"withPeople"`
	MadeDay    string `json:"madeDay,omitempty"`
	FetchedDay string `json:"fetchedDay,omitempty"`
}

// own is for the person themself, signed in and in an organisation.
func (d *Door) own(answer func(w http.ResponseWriter, r *http.Request, who authn.Caller)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, err := d.Who(r)
		switch {
		case errors.Is(err, edge.ErrNobody):
			edge.Refuse(w, authn.NotSignedIn())
		case err != nil:
			edge.Refuse(w, away)
		case who.Tenant == "" || who.Person == "":
			edge.Refuse(w, forNobody)
		default:
			answer(w, r, who)
		}
	}
}

func (d *Door) show(w http.ResponseWriter, r *http.Request, who authn.Caller) {
	s, err := d.Book.Of(r.Context(), who.Tenant, who.Person)
	if errors.Is(err, ErrNone) {
		d.tell(w, told{})
		return
	}
	if err != nil {
		d.failed(w, r, err)
		return
	}
	d.tell(w, about(s))
}

func about(s Subscription) told {
	return told{There: true, WithPlace: s.WithPlace, WithPeople: s.WithPeople, MadeDay: s.Made.In(zone).Format(time.DateOnly), FetchedDay: s.FetchedDay}
}

func (d *Door) make(w http.ResponseWriter, r *http.Request, who authn.Caller) {
	choice, ok := readChoice(w, r, who)
	if !ok {
		return
	}
	s := Subscription{Tenant: who.Tenant, Person: who.Person, IsClient: who.IsClient(), Choice: choice, Made: d.Clock()}
	token, err := d.Book.Make(r.Context(), s)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	answer := about(s)
	answer.Address = d.PublicURL + Prefix + token + ".ics"
	d.tell(w, answer)
}

func (d *Door) change(w http.ResponseWriter, r *http.Request, who authn.Caller) {
	choice, ok := readChoice(w, r, who)
	if !ok {
		return
	}
	err := d.Book.Change(r.Context(), who.Tenant, who.Person, choice)
	if errors.Is(err, ErrNone) {
		edge.Refuse(w, none)
		return
	}
	if err != nil {
		d.failed(w, r, err)
		return
	}
	d.show(w, r, who)
}

func (d *Door) stop(w http.ResponseWriter, r *http.Request, who authn.Caller) {
	if err := d.Book.Stop(r.Context(), who.Tenant, who.Person); err != nil {
		d.failed(w, r, err)
		return
	}
	d.tell(w, told{})
}

// readChoice reads what is asked; it answers by itself when that cannot be read.
func readChoice(w http.ResponseWriter, r *http.Request, who authn.Caller) (Choice, bool) {
	var a asked
	body := json.NewDecoder(http.MaxBytesReader(w, r.Body, largestAsk))
	body.DisallowUnknownFields()
	err := body.Decode(&a)
	if _, known := languages[a.Language]; err != nil || !known || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		edge.Refuse(w, misread)
		return Choice{}, false
	}
	return Choice{Language: a.Language, WithPlace: a.WithPlace, WithPeople: a.WithPeople && !who.IsClient()}, true
}

func (d *Door) tell(w http.ResponseWriter, t told) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(t); err != nil {
		return // the browser has left
	}
}
