package server_test

import (
	"testing"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/postgres"
)

// What was done without ever having a day goes as well, counted from when it was last changed.
func TestWhatWasDoneGoesInTimeAlsoWithoutADay(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, day := range []string{"", "2026-03-01"} {
		h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}, Day: day})
	}
	retention := h.server.Forgetting(h.db).Ours.Retention
	var ahead []erasure.Going
	must(t, h.db.InTenantAs(t.Context(), here, func(tx *postgres.Tx) (err error) {
		if _, err = tx.Exec(t.Context(), `UPDATE activity SET state = 'held'`); err != nil {
			return err
		}
		until := time.Now().AddDate(2, 0, 0).Format(time.DateOnly)
		ahead, err = retention.Ahead(t.Context(), tx, until, map[string]int32{"activity": 12})
		return err
	}))
	var n int32
	for _, going := range ahead {
		n += going.Count
	}
	if n != 2 {
		t.Errorf("looking ahead found %+v", ahead)
	}
}
