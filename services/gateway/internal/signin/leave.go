package signin

import (
	"errors"
	"mime"
	"net/http"

	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/gateway/internal/provider"
	"github.com/optrek/optrek/services/gateway/internal/session"
)

// maxWord is the longest word of a provider that is read: a logout token and its name.
const maxWord = 16 << 10

// leavingJSON answers POST /auth/logout when the browser has one more stop to make.
type leavingJSON struct {
	Next string `json:"next"` // at the provider, which sends it back to SignedOutPath
}

// logout ends the session on the server, whatever the browser does with its cookie, and
// says where to sign out of the provider as well: on a shared device the next person would
// otherwise be let in as the one before.
func (d *Door) logout(w http.ResponseWriter, r *http.Request) {
	cookie := d.cookies.session(r)
	was, err := d.Sessions.Find(r.Context(), cookie)
	if err != nil && !errors.Is(err, session.ErrNone) {
		d.Log.WarnContext(r.Context(), "a session could not be read to be ended", "error", err)
	}
	if err := d.Sessions.End(r.Context(), cookie); err != nil {
		d.Log.WarnContext(r.Context(), "a session could not be ended", "error", err)
		edge.Refuse(w, unavailable)
		return
	}
	d.cookies.clearSession(w)
	if was.ID != "" {
		d.note(r.Context(), accessOf(SignedOut, was))
	}
	if next := d.leaving(r, was); next != "" {
		writeJSON(w, leavingJSON{Next: next})
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// leaving gives the address at which the provider of a session ends its own, if it has one.
// A provider that does not answer keeps nobody from signing out here.
func (d *Door) leaving(r *http.Request, was session.Session) string {
	if was.Method != session.ByProvider {
		return ""
	}
	_, p, ok := d.Register.ByIssuer(was.Issuer)
	if !ok {
		return ""
	}
	at, err := d.providers.Of(r.Context(), p)
	if err != nil {
		return ""
	}
	return at.Leave(was.Hint)
}

// signedOut is where a provider sends the browser when it signed somebody out.
func (d *Door) signedOut(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, signInPage, http.StatusSeeOther)
}

// backchannel takes a provider's own word that somebody signed out there, or was put out,
// and ends their sessions here at once (OpenID Connect Back-Channel Logout 1.0).
func (d *Door) backchannel(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	refuse := func(reason string, err error) {
		// Why is for the log; whoever sent it learns only that it was no good.
		d.Log.WarnContext(ctx, "a provider's word of signing out is refused", "reason", reason, "detail", err.Error())
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":"invalid_request"}` + "\n"))
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		refuse("NO_FORM", errors.New("it is no form"))
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxWord)
	if err := r.ParseForm(); err != nil || len(r.PostForm["logout_token"]) != 1 {
		refuse("NO_TOKEN", errors.New("it holds not one token"))
		return
	}
	token := r.PostForm.Get("logout_token")
	issuer, err := provider.IssuerOf(token)
	if err != nil {
		refuse("NO_TOKEN", err)
		return
	}
	org, p, ok := d.Register.ByIssuer(issuer)
	if !ok {
		refuse("UNKNOWN_ISSUER", errors.New("nobody here believes its issuer"))
		return
	}
	at, err := d.providers.Of(ctx, p)
	if err != nil {
		refuse("PROVIDER_AWAY", err)
		return
	}
	word, err := at.SignedOut(ctx, token)
	if err != nil {
		refuse("NOT_PROVEN", err)
		return
	}
	gone, err := d.Sessions.EndFor(ctx, session.Word{
		Tenant: org.ID, Issuer: p.Issuer, Subject: word.Subject, Sid: word.Sid, ID: word.ID, Until: word.Until,
	})
	switch {
	case errors.Is(err, session.ErrUsed):
		refuse("USED", err)
	case err != nil:
		d.Log.WarnContext(ctx, "sessions could not be ended for a provider", "error", err)
		w.WriteHeader(http.StatusServiceUnavailable) // it may say so again
	default:
		for _, s := range gone {
			d.note(ctx, accessOf(Ended, s))
		}
		w.WriteHeader(http.StatusOK)
	}
}

func accessOf(kind AccessKind, s session.Session) Access {
	return Access{Kind: kind, Tenant: s.Tenant, Person: s.Person, IsClient: s.IsClient, Session: s.ID, Method: s.Method}
}
