package live

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/gateway/internal/edge"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
)

// Path is where a browser listens (text/event-stream): `event: changed`, `data: matches signals`.
const Path = "/api/v1/changes"

const (
	beat    = 25 * time.Second // below what proxies usually allow to be silent; each time the session is looked at again
	longest = 15 * time.Minute // the browser connects anew, maybe to another gateway
)

// Stream answers staff who listen. Peek tells who asks without that counting as being
// there: an open page is not somebody at work. Done ends all streams, when the gateway stops.
type Stream struct {
	Hub  *Hub
	Peek func(*http.Request) (authn.Caller, error)
	Done <-chan struct{}
	Beat time.Duration // zero: the usual
}

var (
	notForClients = fault.Denied("NOT_YOUR_ROLE", fault.Text{
		NL: "Dit is voor medewerkers.", EN: "This is for staff."})
	full = fault.Exhausted("TOO_MANY_LISTENERS", fault.Text{
		NL: "Er kijken nu te veel schermen mee. Ververs de bladzijde zelf.",
		EN: "Too many screens are looking along now. Refresh the page yourself."})
)

func (s Stream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	caller, err := s.Peek(r)
	switch {
	case errors.Is(err, edge.ErrNobody):
		edge.Refuse(w, authn.NotSignedIn())
		return
	case err != nil:
		edge.Refuse(w, err)
		return
	case caller.IsClient() || caller.Tenant == "":
		edge.Refuse(w, notForClients)
		return
	}
	e, hangUp, err := s.Hub.open(caller.Tenant)
	if err != nil {
		edge.Refuse(w, full)
		return
	}
	defer hangUp()
	s.run(w, r, e)
}

func (s Stream) run(w http.ResponseWriter, r *http.Request, e *ear) {
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	ctx, cancel := context.WithTimeout(r.Context(), longest)
	defer cancel()
	every := s.Beat
	if every == 0 {
		every = beat
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for line := "retry: 5000\n\n"; ; {
		// The server gives an answer a minute; each line of this one gets that anew.
		_ = out.SetWriteDeadline(time.Now().Add(2 * beat))
		if _, err := fmt.Fprint(w, line); err != nil {
			return
		}
		if err := out.Flush(); err != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-s.Done:
			return
		case <-e.rung:
			line = "event: changed\ndata: " + strings.Join(slices.Sorted(maps.Keys(e.take())), " ") + "\n\n"
		case <-tick.C:
			if _, err := s.Peek(r); err != nil {
				return // signed out in the meantime, here or elsewhere
			}
			line = ": \n\n"
		}
	}
}
