package signin

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
)

var (
	notYours = fault.Denied("NOT_YOURS", fault.Text{
		NL: "Alleen een beheerder van de organisatie kan een collega afmelden.",
		EN: "Only an administrator of the organisation can sign a colleague out.",
	})
	noSuchPerson = fault.Invalid("NO_SUCH_PERSON", fault.Text{
		NL: "Dit is geen medewerker. Ga terug naar het team en kies iemand.",
		EN: "This is nobody. Go back to the team and choose somebody.",
	})
)

// placeJSON is one place where somebody is signed in, for themself.
type placeJSON struct {
	ID        string         `json:"id"`
	Current   bool           `json:"current"` // the one that asks
	Browser   string         `json:"browser"` // empty when it did not say
	System    string         `json:"system"`
	Method    session.Method `json:"method"`
	StartedAt time.Time      `json:"startedAt"`
	LastSeen  time.Time      `json:"lastSeen"` // to within a minute
}

// places tells somebody where they are signed in.
func (d *Door) places(w http.ResponseWriter, r *http.Request) {
	own, ok := d.signedIn(w, r)
	if !ok {
		return
	}
	all, err := d.Sessions.Of(r.Context(), own.Tenant, own.Person)
	if err != nil {
		d.sorry(w, r, err)
		return
	}
	shown := []placeJSON{}
	for _, s := range all {
		browser, system, _ := strings.Cut(s.Device, " op ")
		shown = append(shown, placeJSON{
			ID: s.ID, Current: s.ID == own.ID, Browser: browser, System: system, Method: s.Method,
			StartedAt: s.StartedAt, LastSeen: s.LastSeen,
		})
	}
	writeJSON(w, map[string]any{"sessions": shown})
}

// endPlace signs somebody out in one other place, by its id.
func (d *Door) endPlace(w http.ResponseWriter, r *http.Request) {
	own, ok := d.signedIn(w, r)
	if !ok {
		return
	}
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		edge.NoSuchPath(w, r)
		return
	}
	d.end(w, r, own, own.Person, session.Which{Only: id.String()})
}

// endOthers signs somebody out everywhere but here.
func (d *Door) endOthers(w http.ResponseWriter, r *http.Request) {
	if own, ok := d.signedIn(w, r); ok {
		d.end(w, r, own, own.Person, session.Which{But: own.ID})
	}
}

// colleaguePlaces tells an administrator whether a colleague is signed in somewhere, and no
// more: where and when somebody works is not theirs to see.
func (d *Door) colleaguePlaces(w http.ResponseWriter, r *http.Request) {
	own, person, ok := d.colleague(w, r)
	if !ok {
		return
	}
	all, err := d.Sessions.Of(r.Context(), own.Tenant, person)
	if err != nil {
		d.sorry(w, r, err)
		return
	}
	writeJSON(w, map[string]bool{"signedIn": len(all) > 0})
}

// endColleague signs a colleague out everywhere, for instance when a tablet is lost.
func (d *Door) endColleague(w http.ResponseWriter, r *http.Request) {
	own, person, ok := d.colleague(w, r)
	if !ok {
		return
	}
	d.end(w, r, own, person, session.Which{})
}

// colleague gives who asks and about whom: an administrator, within their organisation.
func (d *Door) colleague(w http.ResponseWriter, r *http.Request) (own session.Session, person string, ok bool) {
	own, ok = d.signedIn(w, r)
	if !ok {
		return own, "", false
	}
	if !slices.Contains(own.Roles, authn.RoleOrganisationAdmin) {
		edge.Refuse(w, notYours)
		return own, "", false
	}
	id, err := uuid.Parse(r.PathValue("person"))
	if err != nil {
		edge.Refuse(w, noSuchPerson)
		return own, "", false
	}
	return own, id.String(), true
}

// signedIn gives the session of a request, or answers that there is none.
func (d *Door) signedIn(w http.ResponseWriter, r *http.Request) (session.Session, bool) {
	s, err := d.find(r)
	switch {
	case errors.Is(err, edge.ErrNobody):
		edge.Refuse(w, authn.NotSignedIn())
	case err != nil:
		edge.Refuse(w, unavailable)
	}
	return s, err == nil
}

// end ends sessions of a person for whoever asked, and writes that down.
func (d *Door) end(w http.ResponseWriter, r *http.Request, by session.Session, person string, which session.Which) {
	gone, err := d.Sessions.EndSome(r.Context(), by.Tenant, person, which)
	if err != nil {
		d.sorry(w, r, err)
		return
	}
	for _, s := range gone {
		what := accessOf(SignedOut, s)
		if person != by.Person {
			what.Kind, what.By = Ended, by.Person
		}
		d.note(r.Context(), what)
	}
	w.WriteHeader(http.StatusNoContent)
}

func (d *Door) sorry(w http.ResponseWriter, r *http.Request, err error) {
	d.Log.WarnContext(r.Context(), "sessions cannot be listed or ended", "error", err)
	edge.Refuse(w, unavailable)
}
