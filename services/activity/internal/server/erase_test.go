package server_test

import (
	"testing"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/retention"
)

// What was done without ever having a day goes as well, counted from when it was last changed.
func TestWhatWasDoneGoesInTimeAlsoWithoutADay(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, day := range []string{"", "2026-03-01"} {
		h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}, Day: day})
	}
	if n := h.ahead(nil, map[string]int32{"activity": 12}); n != 2 {
		t.Errorf("looking ahead found %d", n)
	}
}

// What the installation has for an organisation holds until it chooses itself, and for nobody else.
func TestWhatIsUsualHereHoldsUntilTheOrganisationChooses(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}})
	for name, c := range map[string]struct {
		usual retention.Usual
		goes  int32
	}{
		"nothing is said":     {nil, 1},
		"shorter here":        {retention.Usual{here: {"activity": 12}}, 1},
		"longer here":         {retention.Usual{here: {"activity": 48}}, 0},
		"kept here":           {retention.Usual{here: {"activity": 0}}, 0},
		"longer elsewhere":    {retention.Usual{there: {"activity": 48}}, 1},
		"another kind longer": {retention.Usual{here: {"match": 48}}, 1},
	} {
		if n := h.ahead(c.usual, nil); n != c.goes {
			t.Errorf("%s: %d go, want %d", name, n, c.goes)
		}
	}
	must(t, h.db.InTenantAs(t.Context(), here, func(tx *postgres.Tx) error {
		return erasure.KeepFor(t.Context(), tx, map[string]int32{"activity": 6})
	}))
	if n := h.ahead(retention.Usual{here: {"activity": 48}}, nil); n != 1 {
		t.Errorf("the organisation chose half a year, and %d go", n)
	}
}

// ahead says how many activities go in two years and a month.
func (h *house) ahead(usual retention.Usual, asked map[string]int32) (n int32) {
	h.t.Helper()
	must(h.t, h.db.InTenantAs(h.t.Context(), here, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(h.t.Context(), `UPDATE activity SET state = 'held'`); err != nil {
			return err
		}
		until := time.Now().AddDate(2, 1, 0).Format(time.DateOnly)
		ahead, err := h.server.Forgetting(h.db, usual).Ours.Ahead(h.t.Context(), tx, until, asked)
		for _, going := range ahead {
			n += going.Count
		}
		return err
	}))
	return n
}
