package gateway

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/gateway/internal/calendar"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
)

// When an organisation's doors are closed (optrek tenant suspend) nobody of it is signed in
// any more from the next request on, nobody gets in, its other systems are not known and its
// calendars are not there. Opened again, calendars and systems are as they were.
func TestEveryDoorOfAClosedOrganisation(t *testing.T) {
	t.Parallel()
	h := build(t)
	here, other := devidp.Organisations()[0], devidp.Organisations()[1]
	ours, theirs := h.browser(t), h.browser(t)
	h.signIn(t, ours, here.Slug, here.People[0].Subject, "/")
	h.signIn(t, theirs, other.Slug, other.People[0].Subject, "/")
	if !h.whoami(t, ours).SignedIn || !h.whoami(t, theirs).SignedIn {
		t.Fatal("nobody is signed in to begin with")
	}
	token, err := h.parts.calendars.Make(t.Context(), calendar.Subscription{Tenant: here.ID, Person: ids.New(), Choice: calendar.Choice{Language: "nl"}})
	if err != nil {
		t.Fatal(err)
	}
	change := func(sql string) {
		t.Helper()
		if err := h.db.InTenantAs(t.Context(), here.ID, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), sql, here.ID)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	change(`INSERT INTO suspended (tenant_id) VALUES ($1)`)
	if h.whoami(t, ours).SignedIn || !h.whoami(t, theirs).SignedIn {
		t.Errorf("ours is in: %v, theirs is: %v", h.whoami(t, ours).SignedIn, h.whoami(t, theirs).SignedIn)
	}
	if res, _ := h.get(t, ours, "/api/v1/me"); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("the API answers %d", res.StatusCode)
	}
	again := h.browser(t)
	res, body := h.get(t, again, h.toCallback(t, again, here.Slug, here.People[0].Subject, "/").String())
	if to := res.Header.Get("Location"); h.whoami(t, again).SignedIn || !strings.Contains(to+body, "NO_ORGANISATION") {
		t.Errorf("somebody comes in: %d, to %s", res.StatusCode, to)
	}
	if res, _ := h.get(t, h.browser(t), calendar.Prefix+token+".ics"); res.StatusCode != http.StatusNotFound {
		t.Errorf("its calendar answers %d", res.StatusCode)
	}
	if h.parts.knows(here.ID) || !h.parts.knows(other.ID) {
		t.Error("its other systems are still known, or those of others no longer")
	}
	change(`DELETE FROM suspended WHERE tenant_id = $1`)
	if _, err := h.parts.calendars.Find(t.Context(), token); errors.Is(err, calendar.ErrNone) || !h.parts.knows(here.ID) {
		t.Errorf("what was there is not there again: %v", err)
	}
	h.signIn(t, again, here.Slug, here.People[0].Subject, "/")
}
