package signin

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/oauth2"
	"google.golang.org/grpc/codes"

	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/gateway/internal/provider"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
)

// login sends the browser to the organisation's own provider.
//
//	?organisation=<slug or id>  may be left out when there is only one
//	?provider=<key>             may be left out when the organisation has only one
//	?return=<path>              where to go afterwards, on this site
//	?again=1                    let the provider ask who they are, also when it knows
//	?login_hint=<subject>       development only: who to be
func (d *Door) login(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if r.Host != d.public.Host && len(d.Demo) > 0 {
		// Somebody typed localhost for 127.0.0.1: the cookie would stay there while
		// the provider sends the browser here.
		http.Redirect(w, r, d.PublicURL+"/auth/login?"+q.Encode(), http.StatusSeeOther) //nolint:gosec // G710: our own configured address
		return
	}
	held := pending{
		State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Return: localPath(q.Get("return")),
	}
	org, ok := d.organisation(q.Get("organisation"))
	if !ok {
		d.failed(w, r, held, noOrganisation, nil)
		return
	}
	held.Organisation = org.ID
	with, ok := org.Provider(q.Get("provider"))
	if !ok {
		d.failed(w, r, held, noProvider, nil)
		return
	}
	held.Provider = with.Key
	at, err := d.providers.Of(r.Context(), with)
	if err != nil {
		d.failed(w, r, held, providerAway, err)
		return
	}
	if err := d.cookies.setPending(w, held); err != nil {
		d.failed(w, r, held, ourMistake, err)
		return
	}
	asking := held.asking()
	asking.Again = q.Get("again") != ""
	if len(d.Demo) > 0 {
		asking.Hint = q.Get("login_hint")
	}
	http.Redirect(w, r, at.Address(asking), http.StatusSeeOther) //nolint:gosec // G710: the registered provider's address
}

func (d *Door) organisation(slugOrID string) (*organisation.Organisation, bool) {
	if all := d.Register.All(); slugOrID == "" && len(all) == 1 {
		return all[0], true
	}
	return d.Register.Find(slugOrID)
}

// callback takes the provider's answer, once, and opens a session.
func (d *Door) callback(w http.ResponseWriter, r *http.Request) {
	held, ok := d.cookies.takePending(w, r)
	q := r.URL.Query()
	if !ok || subtle.ConstantTimeCompare([]byte(q.Get("state")), []byte(held.State)) != 1 {
		d.notBegun(w, r, held)
		return
	}
	org, ok := d.Register.Find(held.Organisation)
	if !ok {
		d.failed(w, r, held, noOrganisation, nil)
		return
	}
	with, ok := org.Provider(held.Provider)
	if !ok {
		d.failed(w, r, held, noProvider, nil)
		return
	}
	at, err := d.providers.Of(r.Context(), with)
	if err != nil {
		d.failed(w, r, held, providerAway, err)
		return
	}
	if !at.Meant(q.Get("iss")) {
		d.failed(w, r, held, notBegunHere, nil)
		return
	}
	// Once, whatever the provider thinks of its code, and whoever kept the cookie.
	err = d.Sessions.Use(r.Context(), org.ID, "state\x00"+held.State, d.Clock().Add(stateLife))
	if err != nil {
		d.failed(w, r, held, onlyOnce(err), err)
		return
	}
	if q.Get("error") != "" || q.Get("code") == "" {
		d.failed(w, r, held, refusedThere, nil)
		return
	}
	proof, err := at.Redeem(r.Context(), q.Get("code"), held.asking())
	if err != nil {
		d.failed(w, r, held, notProven, err)
		return
	}
	arrival, why := admit(org, with, proof)
	if why != "" {
		d.failed(w, r, held, why, nil)
		return
	}
	d.open(w, r, arrival, held)
}

// notBegun answers for an answer this browser did not ask for. Somebody who is signed in
// went back to an address of before: they are where they wanted to be.
func (d *Door) notBegun(w http.ResponseWriter, r *http.Request, held pending) {
	if s, err := d.find(r); err == nil {
		http.Redirect(w, r, home(s.IsClient), http.StatusSeeOther)
		return
	}
	d.failed(w, r, held, notBegunHere, nil)
}

func onlyOnce(err error) failure {
	if errors.Is(err, session.ErrUsed) {
		return notBegunHere
	}
	return ourMistake
}

// admit decides whether what the provider said lets somebody in, and as what; or why not.
func admit(org *organisation.Organisation, with *organisation.Provider, said provider.Proof) (Arrival, failure) {
	roles := with.Grant(said.Roles)
	has := func(role authn.Role) bool { return authn.Caller{Roles: roles}.Has(role) }
	if with.RolesFrom == organisation.FromDirectory { // what the token says of staff is not asked
		roles = slices.DeleteFunc(roles, func(r authn.Role) bool { return r != authn.RoleClient && r != authn.RolePlatformOperator })
	}
	switch {
	case len(roles) == 0 && with.RolesFrom == organisation.FromClaims:
		return Arrival{}, noRole
	// A client with a role of the staff, or an operator inside an organisation,
	// would reach what neither may: such a token is a mistake over there.
	case len(roles) > 1 && (has(authn.RoleClient) || has(authn.RolePlatformOperator)):
		return Arrival{}, mixedRoles
	case !has(authn.RoleClient) && !with.SecondFactor.Met(said.ACR, said.AMR):
		return Arrival{}, noSecondFactor
	}
	a := Arrival{
		Tenant: org.ID, Issuer: with.Issuer, Subject: said.Subject, Name: said.Name, Email: said.Email, Roles: roles,
		Sid: said.Sid, Hint: said.Hint,
		ByDirectory: with.RolesFrom != organisation.FromClaims && !has(authn.RoleClient) && !has(authn.RolePlatformOperator),
	}
	if has(authn.RoleClient) {
		a.ClientNumber = said.ClientNumber
	}
	return a, ""
}

// open finds the person and gives them a session, in place of the one this browser
// may have had.
func (d *Door) open(w http.ResponseWriter, r *http.Request, a Arrival, held pending) {
	ctx := r.Context()
	a.Session = ids.New()
	person, err := d.People.Resolve(ctx, a)
	switch rpc.ProblemOf(err).Code {
	case codes.NotFound:
		d.failed(w, r, held, notYetHere, nil)
		return
	case codes.PermissionDenied:
		d.failed(w, r, held, leftHere, nil)
		return
	}
	if err != nil {
		d.failed(w, r, held, personUnknown, err)
		return
	}
	if isClient := slices.Contains(a.Roles, authn.RoleClient); person.ID == "" || person.IsClient != isClient {
		d.failed(w, r, held, mixedRoles, nil) // the two sides do not speak of the same person
		return
	}
	if a.ByDirectory {
		a.Roles = append(a.Roles, person.Given...)
		slices.Sort(a.Roles)
		a.Roles = slices.Compact(a.Roles)
	}
	if len(a.Roles) == 0 {
		d.failed(w, r, held, noRole, nil)
		return
	}
	if err := d.Sessions.End(ctx, d.cookies.session(r)); err != nil {
		d.failed(w, r, held, ourMistake, err)
		return
	}
	cookie, err := d.Sessions.Start(ctx, session.Session{
		Tenant: a.Tenant, ID: a.Session, Person: person.ID, IsClient: person.IsClient, Roles: a.Roles, Name: person.Name,
		Method: session.ByProvider, Issuer: a.Issuer, Subject: a.Subject, Sid: a.Sid, Hint: a.Hint, Device: session.Device(r.UserAgent()),
	})
	if errors.Is(err, session.ErrClosed) {
		d.failed(w, r, held, noOrganisation, nil)
		return
	}
	if err != nil {
		d.failed(w, r, held, ourMistake, err)
		return
	}
	d.cookies.setSession(w, cookie)
	to := localPath(held.Return)
	if to == "" {
		to = home(person.IsClient)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// home is where each face begins.
func home(isClient bool) string {
	if isClient {
		return "/mijn"
	}
	return "/"
}

// localPath gives the path if it is one on this site, and otherwise nothing. It
// refuses every form a browser reads as another host: "//evil", "/\evil", and the
// same with a tab or newline in it, which browsers drop.
func localPath(path string) string {
	clean := strings.HasPrefix(path, "/") && len(path) <= 1000 && !strings.HasPrefix(path, "//") &&
		!strings.ContainsFunc(path, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f })
	if !clean {
		return ""
	}
	u, err := url.Parse(path)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil {
		return ""
	}
	// Not in circles.
	if strings.HasPrefix(u.Path, "/auth/") && u.Path != "/auth/session" || strings.HasPrefix(u.Path, devidp.Prefix) {
		return ""
	}
	return path
}
