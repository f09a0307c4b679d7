package signin

import (
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"net/url"

	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
)

var unavailable = fault.Unavailable("UNAVAILABLE", fault.Text{
	NL: "Dit lukt even niet. Probeer het zo opnieuw.",
	EN: "This does not work just now. Try again shortly.",
})

// organisationJSON is an organisation as a screen needs it.
type organisationJSON struct {
	ID     string `json:"id"`
	Slug   string `json:"slug"`
	Name   string `json:"name"`
	Region string `json:"region"`
	Accent string `json:"accent"`
}

func shown(o *organisation.Organisation) *organisationJSON {
	return &organisationJSON{ID: o.ID, Slug: o.Slug, Name: o.Name, Region: o.Region, Accent: o.Accent}
}

// sessionJSON answers GET /auth/session; signedIn alone when nobody is.
type sessionJSON struct {
	SignedIn     bool              `json:"signedIn"`
	Name         string            `json:"name,omitempty"`
	Person       string            `json:"person,omitempty"`
	Face         string            `json:"face,omitempty"` // "staff" or "client"
	Organisation *organisationJSON `json:"organisation,omitempty"`
	Roles        []authn.Role      `json:"roles,omitempty"`
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
		SignedIn: true, Name: s.Name, Person: s.Person, Face: face(s.IsClient), Organisation: shown(org), Roles: s.Roles,
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

// failure is why somebody did not get in: a page for them, a reason for the log.
type failure struct {
	status int
	reason string
	text   fault.Text
}

var (
	noOrganisation = failure{http.StatusBadRequest, "NO_ORGANISATION", fault.Text{
		NL: "Kies eerst bij welke organisatie je hoort.", EN: "First choose which organisation you belong to."}}
	providerAway = failure{http.StatusBadGateway, "PROVIDER_AWAY", fault.Text{
		NL: "Het aanmeldpunt van je organisatie antwoordt niet. Probeer het straks opnieuw.",
		EN: "Your organisation's sign-in does not answer. Try again later."}}
	notBegunHere = failure{http.StatusBadRequest, "NOT_BEGUN_HERE", fault.Text{
		NL: "Deze aanmelding is niet hier begonnen, duurde te lang of is al gebruikt. Begin opnieuw.",
		EN: "This sign-in did not begin here, took too long, or was used before. Start again."}}
	refusedThere = failure{http.StatusForbidden, "REFUSED_THERE", fault.Text{
		NL: "Aanmelden bij je organisatie is niet afgemaakt. Probeer het opnieuw.",
		EN: "Signing in with your organisation was not completed. Try again."}}
	notProven = failure{http.StatusForbidden, "NOT_PROVEN", fault.Text{
		NL: "We konden niet nagaan dat jij het bent. Begin opnieuw.",
		EN: "We could not make sure that it is you. Start again."}}
	noRole = failure{http.StatusForbidden, "NO_ROLE", fault.Text{
		NL: "Je organisatie heeft je nog geen rol in Optrek gegeven. Vraag het aan je beheerder.",
		EN: "Your organisation has not given you a role in Optrek yet. Ask your administrator."}}
	mixedRoles = failure{http.StatusForbidden, "MIXED_ROLES", fault.Text{
		NL: "Je hebt rollen die niet samengaan. Vraag je beheerder om dat recht te zetten.",
		EN: "You have roles that do not go together. Ask your administrator to put that right."}}
	noSecondFactor = failure{http.StatusForbidden, "NO_SECOND_FACTOR", fault.Text{
		NL: "Medewerkers melden zich aan met een tweede stap (zoals een code). Die ontbrak.",
		EN: "Staff sign in with a second step (such as a code). It was missing."}}
	personUnknown = failure{http.StatusServiceUnavailable, "PERSON_UNKNOWN", fault.Text{
		NL: "Je bent herkend, maar we konden je gegevens niet vinden. Probeer het straks opnieuw.",
		EN: "You were recognised, but we could not find your details. Try again later."}}
	notYetHere = failure{http.StatusForbidden, "NOT_YET_HERE", fault.Text{
		NL: "Je staat nog niet in Optrek. Vraag je begeleider om je toe te voegen.",
		EN: "You are not in Optrek yet. Ask your support worker to add you."}}
	leftHere = failure{http.StatusForbidden, "LEFT_HERE", fault.Text{
		NL: "Je staat in Optrek als vertrokken. Klopt dat niet? Vraag een netwerkaanspreekpunt of de coördinator om je terug te zetten.",
		EN: "Optrek has you down as having left. Is that wrong? Ask a network lead or the coordinator to put you back."}}
	ourMistake = failure{http.StatusServiceUnavailable, "OUR_MISTAKE", fault.Text{
		NL: "Er ging bij ons iets mis. Probeer het straks opnieuw.", EN: "Something went wrong on our side. Try again later."}}
)

var failurePage = template.Must(template.New("failure").Parse(`<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Aanmelden lukte niet – Optrek</title></head>
<body>
<main>
<h1>Aanmelden lukte niet</h1>
<p>{{.NL}}</p>
<p lang="en">{{.EN}}</p>
<p><a href="/">Terug naar het begin</a></p>
</main>
</body>
</html>
`))

// failed says so to the person, and why to the log. The error may tell of a
// provider or a service, never of a person.
func (d *Door) failed(w http.ResponseWriter, r *http.Request, f failure, err error) {
	detail := ""
	if err != nil {
		detail = err.Error()
	}
	d.Log.WarnContext(r.Context(), "sign-in failed", "reason", f.reason, "detail", detail)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(f.status)
	_ = failurePage.Execute(w, f.text) // the browser may have left
}
