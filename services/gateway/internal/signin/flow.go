package signin

import (
	"crypto/rand"
	"crypto/subtle"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"google.golang.org/grpc/codes"

	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/gateway/internal/organisation"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/rpc"
)

// login sends the browser to the organisation's own provider.
//
//	?organisation=<slug or id>  may be left out when there is only one
//	?return=<path>              where to go afterwards, on this site
//	?login_hint=<subject>       development only: who to be
func (d *Door) login(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if r.Host != d.public.Host && len(d.Demo) > 0 {
		// Somebody typed localhost for 127.0.0.1: the cookie would stay there while
		// the provider sends the browser here.
		http.Redirect(w, r, d.PublicURL+"/auth/login?"+q.Encode(), http.StatusSeeOther) //nolint:gosec // G710: our own configured address
		return
	}
	org, ok := d.organisation(q.Get("organisation"))
	if !ok {
		d.failed(w, r, noOrganisation, nil)
		return
	}
	at, err := d.providers.of(org)
	if err != nil {
		d.failed(w, r, providerAway, err)
		return
	}
	held := pending{
		Organisation: org.ID, State: rand.Text(), Nonce: rand.Text(),
		Verifier: oauth2.GenerateVerifier(), Return: localPath(q.Get("return")),
	}
	if err := d.cookies.setPending(w, held); err != nil {
		d.failed(w, r, ourMistake, err)
		return
	}
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(held.Verifier), oidc.Nonce(held.Nonce)}
	if hint := q.Get("login_hint"); hint != "" && len(d.Demo) > 0 {
		options = append(options, oauth2.SetAuthURLParam("login_hint", hint))
	}
	http.Redirect(w, r, at.oauth.AuthCodeURL(held.State, options...), http.StatusSeeOther) //nolint:gosec // G710: the registered provider's address
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
		d.failed(w, r, notBegunHere, nil)
		return
	}
	org, ok := d.Register.Find(held.Organisation)
	if !ok {
		d.failed(w, r, noOrganisation, nil)
		return
	}
	at, err := d.providers.of(org)
	if err != nil {
		d.failed(w, r, providerAway, err)
		return
	}
	// RFC 9207: an answer that names another issuer was meant for another door.
	if iss := q.Get("iss"); iss != org.Issuer && (iss != "" || at.saysIss) {
		d.failed(w, r, notBegunHere, nil)
		return
	}
	if q.Get("error") != "" || q.Get("code") == "" {
		d.failed(w, r, refusedThere, nil)
		return
	}
	id, said, err := d.providers.redeem(r.Context(), at, q.Get("code"), held)
	if err != nil {
		d.failed(w, r, notProven, err)
		return
	}
	arrival, why := admit(org, id.Subject, said)
	if why != nil {
		d.failed(w, r, *why, nil)
		return
	}
	d.open(w, r, arrival, held.Return)
}

// admit decides whether what the provider said lets somebody in, and as what.
func admit(org *organisation.Organisation, subject string, said claims) (Arrival, *failure) {
	roles := org.Grant(said.Roles)
	has := func(role authn.Role) bool { return authn.Caller{Roles: roles}.Has(role) }
	switch {
	case len(roles) == 0:
		return Arrival{}, &noRole
	// A client with a role of the staff, or an operator inside an organisation,
	// would reach what neither may: such a token is a mistake over there.
	case len(roles) > 1 && (has(authn.RoleClient) || has(authn.RolePlatformOperator)):
		return Arrival{}, &mixedRoles
	case !has(authn.RoleClient) && !org.SecondFactor.Met(said.ACR, said.AMR):
		return Arrival{}, &noSecondFactor
	}
	a := Arrival{Tenant: org.ID, Issuer: org.Issuer, Subject: subject, Name: said.Name, Roles: roles}
	if said.EmailVerified {
		a.Email = said.Email
	}
	if has(authn.RoleClient) {
		a.ClientNumber = said.ClientNumber
	}
	return a, nil
}

// open finds the person and gives them a session, in place of the one this browser
// may have had.
func (d *Door) open(w http.ResponseWriter, r *http.Request, a Arrival, returnTo string) {
	ctx := r.Context()
	person, err := d.People.Resolve(ctx, a)
	switch rpc.ProblemOf(err).Code {
	case codes.NotFound:
		d.failed(w, r, notYetHere, nil)
		return
	case codes.PermissionDenied:
		d.failed(w, r, leftHere, nil)
		return
	}
	if err != nil {
		d.failed(w, r, personUnknown, err)
		return
	}
	if isClient := slices.Contains(a.Roles, authn.RoleClient); person.ID == "" || person.IsClient != isClient {
		d.failed(w, r, mixedRoles, nil) // the two sides do not speak of the same person
		return
	}
	if err := d.Sessions.End(ctx, d.cookies.session(r)); err != nil {
		d.failed(w, r, ourMistake, err)
		return
	}
	cookie, err := d.Sessions.Start(ctx, session.Session{
		Tenant: a.Tenant, Person: person.ID, IsClient: person.IsClient, Roles: a.Roles, Name: person.Name,
		Issuer: a.Issuer, Subject: a.Subject, Device: session.Device(r.UserAgent()),
	})
	if err != nil {
		d.failed(w, r, ourMistake, err)
		return
	}
	d.cookies.setSession(w, cookie)
	to := localPath(returnTo)
	if to == "" {
		to = "/"
		if person.IsClient {
			to = "/mijn"
		}
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
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
