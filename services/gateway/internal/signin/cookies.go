package signin

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"

	"github.com/optrek/optrek/services/gateway/internal/provider"
)

const (
	// pendingLife is how long somebody may take at their provider.
	pendingLife = 10 * time.Minute
	// stateLife is how long a state is remembered as used: much longer than any
	// provider's code is worth something, whoever kept the cookie.
	stateLife = 24 * time.Hour
)

// pending is what one browser remembers while its user is at the provider.
//
// It is neither sealed nor signed: all of it is the user's own, and changing it
// gains nothing. State guards against somebody else's answer, the verifier and
// nonce against somebody else's code, and the organisation only says where to
// check a code that no other provider accepts. The __Host- prefix keeps neighbours
// from planting one.
type pending struct {
	Organisation string `json:"o"` // id
	Provider     string `json:"p"` // its key
	State        string `json:"s"`
	Nonce        string `json:"n"`
	Verifier     string `json:"v"`
	Return       string `json:"r"`
}

func (p pending) asking() provider.Asking {
	return provider.Asking{State: p.State, Nonce: p.Nonce, Verifier: p.Verifier}
}

// cookies names and sets the two cookies. On plain http, which is development on
// loopback only, a Secure cookie would not be kept by every browser.
type cookies struct{ secure bool }

func (c cookies) name(plain string) string {
	if c.secure {
		return "__Host-" + plain
	}
	return plain
}

func (c cookies) set(w http.ResponseWriter, plain, value string, life int) {
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // G124: Secure except on plain http, which is loopback only
		Name: c.name(plain), Value: value, Path: "/", MaxAge: life,
		Secure: c.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

func (c cookies) get(r *http.Request, plain string) string {
	found, err := r.Cookie(c.name(plain))
	if err != nil {
		return ""
	}
	return found.Value
}

// The session cookie has no MaxAge: it goes when the browser closes, and the server
// decides when it is over.
func (c cookies) setSession(w http.ResponseWriter, value string) { c.set(w, "optrek", value, 0) }
func (c cookies) session(r *http.Request) string                 { return c.get(r, "optrek") }
func (c cookies) clearSession(w http.ResponseWriter)             { c.set(w, "optrek", "", -1) }

func (c cookies) setPending(w http.ResponseWriter, p pending) error {
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	c.set(w, "optrek-signin", base64.RawURLEncoding.EncodeToString(text), int(pendingLife.Seconds()))
	return nil
}

// takePending reads the cookie and clears it: an answer is looked at once.
func (c cookies) takePending(w http.ResponseWriter, r *http.Request) (pending, bool) {
	var p pending
	text, err := base64.RawURLEncoding.DecodeString(c.get(r, "optrek-signin"))
	c.set(w, "optrek-signin", "", -1)
	if err != nil || json.Unmarshal(text, &p) != nil {
		return pending{}, false
	}
	return p, p.State != "" && p.Nonce != "" && p.Verifier != ""
}
