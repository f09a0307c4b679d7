package e2e

import (
	"errors"
	"testing"

	"github.com/optrek/optrek/services/activity"
	"github.com/optrek/optrek/services/evaluation"
	"github.com/optrek/optrek/services/gateway"
	"github.com/optrek/optrek/services/gateway/devidp"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/matching"
	"github.com/optrek/optrek/services/recruitment"
)

// The logs of a whole Optrek, the gateway's own among them, are sealed while it runs, and
// are as they were sealed.
func TestAudit_TheLogsOfAllFiveAreSealed(t *testing.T) {
	if system.database == "" {
		return // somebody else's Optrek: its keys are not ours to read
	}
	keys, err := auditlog.LoadPublic(auditlog.KeysDir(system.config))
	must(t, err)
	for _, schema := range []postgres.Schema{recruitment.Schema(), matching.Schema(), activity.Schema(), evaluation.Schema(), gateway.Schema()} {
		db, err := postgres.Open(t.Context(), system.database, schema, postgres.Options{MaxConns: 2})
		must(t, err)
		t.Cleanup(db.Close)
		check := &auditlog.Checker{DB: db, Keys: keys, Heads: auditlog.Heads{Dir: auditlog.HeadsDir(system.config)}}
		if schema.Name == "gateway" { // nobody need have been forgotten there yet: as if somebody was
			must(t, db.InTenantAs(t.Context(), devidp.Organisations()[0].ID, func(tx *postgres.Tx) error { tx.Touch(); return nil }))
		}
		tenants, err := check.Organisations(t.Context())
		must(t, err)
		var sealed, wrong int64
		soon(t, func() error {
			sealed, wrong = 0, 0
			for _, tenant := range tenants {
				report, err := check.Verify(t.Context(), tenant)
				if err != nil {
					return err
				}
				sealed += report.Sealed
				wrong += int64(len(report.Findings))
				for _, f := range report.Findings {
					t.Errorf("%s: %+v", schema.Name, f)
				}
			}
			if sealed == 0 {
				return errors.New(schema.Name + " sealed nothing")
			}
			return nil
		})
		t.Logf("%-12s organisations %d, lines sealed %d, wrong %d", schema.Name, len(tenants), sealed, wrong)
	}
}
