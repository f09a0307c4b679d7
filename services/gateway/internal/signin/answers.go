package signin

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
)

var unavailable = fault.Unavailable("UNAVAILABLE", fault.Text{
	NL: "Dit lukt even niet. Probeer het zo opnieuw.",
	EN: "This does not work just now. Try again shortly.",
})

// organisationJSON is an organisation as a screen needs it.
type organisationJSON struct {
	ID        string         `json:"id"`
	Slug      string         `json:"slug"`
	Name      string         `json:"name"`
	Region    string         `json:"region"`
	Accent    string         `json:"accent"`
	Providers []providerJSON `json:"providers,omitempty"` // only when there is something to choose
}

type providerJSON struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

func shown(o *organisation.Organisation) *organisationJSON {
	out := &organisationJSON{ID: o.ID, Slug: o.Slug, Name: o.Name, Region: o.Region, Accent: o.Accent}
	if len(o.Providers) > 1 {
		for _, p := range o.Providers {
			out.Providers = append(out.Providers, providerJSON{Key: p.Key, Label: p.Label})
		}
	}
	return out
}

// sessionJSON answers GET /auth/session; signedIn alone when nobody is.
type sessionJSON struct {
	SignedIn     bool              `json:"signedIn"`
	Name         string            `json:"name,omitempty"`
	Person       string            `json:"person,omitempty"`
	Face         string            `json:"face,omitempty"` // "staff" or "client"
	Organisation *organisationJSON `json:"organisation,omitempty"`
	Roles        []authn.Role      `json:"roles,omitempty"`
	Method       session.Method    `json:"method,omitempty"` // how they came in
}

func (d *Door) session(w http.ResponseWriter, r *http.Request) {
	s, err := d.find(r)
	if errors.Is(err, edge.ErrNobody) {
		writeJSON(w, sessionJSON{})
		return
	}
	if err != nil {
		edge.Refuse(w, unavailable)
		return
	}
	org, _ := d.Register.Find(s.Tenant)
	writeJSON(w, sessionJSON{
		SignedIn: true, Name: s.Name, Person: s.Person, Face: face(s.IsClient), Organisation: shown(org), Roles: s.Roles, Method: s.Method,
	})
}

func face(isClient bool) string {
	if isClient {
		return "client"
	}
	return "staff"
}

func (d *Door) organisations(w http.ResponseWriter, _ *http.Request) {
	list := []*organisationJSON{}
	for _, o := range d.Register.All() {
		list = append(list, shown(o))
	}
	writeJSON(w, list)
}

// demoOrganisation is an organisation with the made-up people who can sign in there.
type demoOrganisation struct {
	Organisation string       `json:"organisation"` // id
	Name         string       `json:"name"`
	Accent       string       `json:"accent"`
	People       []demoPerson `json:"people"`
}

type demoPerson struct {
	Sub       string   `json:"sub"`
	Name      string   `json:"name"`
	Role      string   `json:"role"` // what this person is first of all
	Roles     []string `json:"roles"`
	Face      string   `json:"face"`
	Networker bool     `json:"networker"`
	Login     string   `json:"login"` // the address that signs them in
}

func (d *Door) demoPeople(w http.ResponseWriter, _ *http.Request) {
	list := []demoOrganisation{}
	for _, demo := range d.Demo {
		shown := demoOrganisation{Organisation: demo.ID, Name: demo.Name, Accent: demo.Accent, People: []demoPerson{}}
		for _, who := range demo.People {
			login := url.Values{"organisation": {demo.Slug}, "login_hint": {who.Subject}}
			shown.People = append(shown.People, demoPerson{
				Sub: who.Subject, Name: who.Name, Role: who.Roles[len(who.Roles)-1], Roles: who.Roles,
				Face: face(who.IsClient()), Networker: who.Networker, Login: "/auth/login?" + login.Encode(),
			})
		}
		list = append(list, shown)
	}
	writeJSON(w, list)
}

func writeJSON(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body) // the browser may have left
}

// signInPage is the web app's page where somebody chooses how to sign in.
const signInPage = "/inloggen"

// failure is why somebody did not get in: the sign-in page says it in words a person can
// act on (its catalogue has them by this name), the log by the same name.
type failure string

const (
	noOrganisation failure = "NO_ORGANISATION"  // chosen none, or one that is not here
	noProvider     failure = "NO_PROVIDER"      // there are several ways in, and none was chosen
	providerAway   failure = "PROVIDER_AWAY"    // it does not answer
	notBegunHere   failure = "NOT_BEGUN_HERE"   // by another browser, too long ago, or used before
	refusedThere   failure = "REFUSED_THERE"    // not completed at the provider
	notProven      failure = "NOT_PROVEN"       // what came back does not hold
	noRole         failure = "NO_ROLE"          // the organisation gave them none
	mixedRoles     failure = "MIXED_ROLES"      // which do not go together
	noSecondFactor failure = "NO_SECOND_FACTOR" // staff, with one step only
	personUnknown  failure = "PERSON_UNKNOWN"   // recruitment does not answer
	notYetHere     failure = "NOT_YET_HERE"     // a client nobody added
	leftHere       failure = "LEFT_HERE"        // down as having left
	tooOften       failure = "TOO_OFTEN"        // too many from one address
	ourMistake     failure = "OUR_MISTAKE"
)

// TooOftenPage is where somebody lands who came to sign in when too many others just had:
// it knows where they wanted to sign in and go, so that they can once the minute is over.
func (d *Door) TooOftenPage(r *http.Request) string {
	q := r.URL.Query()
	held := pending{Return: localPath(q.Get("return")), Provider: q.Get("provider")}
	if org, ok := d.organisation(q.Get("organisation")); ok {
		held.Organisation = org.ID
	}
	return d.troublePage(held, tooOften)
}

// failed says so to the person, on the sign-in page, and why to the log. The error may tell
// of a provider or a service, never of a person; the address tells the reason by name, and
// where they wanted to sign in and go.
func (d *Door) failed(w http.ResponseWriter, r *http.Request, held pending, why failure, err error) {
	detail := ""
	if err != nil {
		detail = err.Error()
	}
	d.Log.WarnContext(r.Context(), "sign-in failed", "reason", string(why), "detail", detail)
	http.Redirect(w, r, d.troublePage(held, why), http.StatusSeeOther)
}

// troublePage tells the reason by name, and where they wanted to sign in and go.
func (d *Door) troublePage(held pending, why failure) string {
	q := url.Values{"why": {string(why)}}
	if org, ok := d.Register.Find(held.Organisation); ok {
		q.Set("at", org.ID)
		if with, ok := org.Provider(held.Provider); ok && len(org.Providers) > 1 {
			q.Set("with", with.Key)
		}
	}
	if to := localPath(held.Return); to != "" {
		q.Set("return", to)
	}
	return signInPage + "?" + q.Encode()
}
