package signin

import (
	"cmp"
	"net/http"
)

// Key is what a request shows to be let in: a session's cookie, or what a machine sends.
// Whether it is worth anything is not looked at: it tells one caller from another.
func (d *Door) Key(r *http.Request) string {
	return cmp.Or(d.cookies.session(r), r.Header.Get("Authorization"))
}
