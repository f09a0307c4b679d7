package session_test

import (
	"errors"
	"testing"

	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/postgres"
)

// An organisation whose doors are closed: who was in is out at once, nobody comes in, and
// the others notice nothing. Opened again it is as it was.
func TestAClosedOrganisation(t *testing.T) {
	t.Parallel()
	f := open(t)
	ours, theirs := f.start(t, here), f.start(t, there)
	change := func(sql string) {
		t.Helper()
		if err := f.db.InTenantAs(t.Context(), here, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), sql, here)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	change(`INSERT INTO suspended (tenant_id) VALUES ($1)`)
	if f.lives(t, ours) || !f.lives(t, theirs) {
		t.Errorf("ours lives: %v, theirs: %v", f.lives(t, ours), f.lives(t, theirs))
	}
	if _, err := f.Start(t.Context(), session.Session{Tenant: here, Person: bas, Name: "Bas Bedacht"}); !errors.Is(err, session.ErrClosed) {
		t.Errorf("somebody comes in: %v", err)
	}
	if !f.Closed(t.Context(), here) || f.Closed(t.Context(), there) {
		t.Error("closed is not what is said to be")
	}
	change(`DELETE FROM suspended WHERE tenant_id = $1`)
	if !f.lives(t, ours) || f.Closed(t.Context(), here) {
		t.Error("it stays closed")
	}
	f.start(t, here)
}
