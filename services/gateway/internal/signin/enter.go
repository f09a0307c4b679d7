package signin

import (
	"net/http"

	"github.com/optrek/optrek/services/gateway/internal/session"
)

// Enter gives somebody a session in this browser, in place of the one it may have had: for
// the other way in, a client's card, which package card keeps.
func (d *Door) Enter(w http.ResponseWriter, r *http.Request, s session.Session) error {
	if err := d.Sessions.End(r.Context(), d.cookies.session(r)); err != nil {
		return err
	}
	cookie, err := d.Sessions.Start(r.Context(), s)
	if err != nil {
		return err
	}
	d.cookies.setSession(w, cookie)
	return nil
}

// Session gives the session of a request; edge.ErrNobody when nobody is signed in.
func (d *Door) Session(r *http.Request) (session.Session, error) { return d.find(r) }
