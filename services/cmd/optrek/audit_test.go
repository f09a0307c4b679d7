package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

// sealed makes databases of all services with a sealed log of 20 lines in each, in two
// seals, and points the settings there. It gives the database, the organisation and where
// the heads are.
func sealed(t *testing.T) (db *pgtest.Database, tenant, heads string) {
	t.Helper()
	db, tenant = pgtest.New(t, logs(optrek.doors)...), ids.New()
	data, keys := t.TempDir(), t.TempDir()
	t.Setenv("OPTREK_DATABASE_URL", db.OwnerURL)
	t.Setenv("OPTREK_DATA_DIR", data)
	t.Setenv("OPTREK_KEYS_DIR", keys)
	cfg, err := config.Load()
	if err != nil {
		t.Fatal(err)
	}
	if err := auditlog.EnsureKey(auditlog.KeysDir(cfg)); err != nil {
		t.Fatal(err)
	}
	key, err := auditlog.LoadKey(auditlog.KeysDir(cfg))
	if err != nil {
		t.Fatal(err)
	}
	for _, schema := range logs(optrek.doors) {
		s := &auditlog.Sealer{DB: db.Open(schema), Key: key, Heads: auditlog.Heads{Dir: auditlog.HeadsDir(cfg)}, Clock: func() time.Time { return time.Now().Add(-time.Hour) }}
		for range 2 {
			err := s.DB.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error {
				for range 10 {
					tx.Touch(ids.New())
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Seal(t.Context(), tenant); err != nil {
				t.Fatal(err)
			}
		}
	}
	return db, tenant, auditlog.HeadsDir(cfg)
}

func TestAuditVerify(t *testing.T) {
	db, tenant, heads := sealed(t)
	verify := func(wantCode int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if code := optrek.run(t.Context(), append([]string{"audit", "verify"}, args...), &out, &out); code != wantCode {
			t.Fatalf("optrek audit verify %v: exit %d, want %d\n%s", args, code, wantCode, &out)
		}
		return out.String()
	}
	holds := func(out string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("%q is not in\n%s", w, out)
			}
		}
	}
	behind := func(query string) {
		t.Helper()
		if _, err := db.Owner(t).Exec(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}

	clean := verify(0)
	if n := strings.Count(clean, "20 lines in 2 seals, 0 not sealed yet, 0 removed after their time, wrong: 0"); n != len(optrek.doors) {
		t.Errorf("%d logs as they were sealed, want those of all %d:\n%s", n, len(optrek.doors), clean)
	}
	holds(verify(0, "--organisation", tenant), "gateway "+tenant)
	verify(1, "--from", "yesterday")

	behind(`UPDATE matching.audit SET client_id = gen_random_uuid() WHERE id = 3`)
	holds(verify(1), "changed: line 3, seal 1, 1 line(s)", "matching "+tenant+": 20 lines in 2 seals, 0 not sealed yet, 0 removed after their time, wrong: 1",
		"recruitment "+tenant+": 20 lines in 2 seals, 0 not sealed yet, 0 removed after their time, wrong: 0", "the log is not as it was sealed")

	behind(`DELETE FROM gateway.audit WHERE id > 10`)
	behind(`DELETE FROM gateway.audit_seal WHERE number = 2`)
	holds(verify(1), "cut off: line 0, seal 1, 10 line(s)")

	// Without the head nobody could have seen that: so that it is missing is said.
	if err := os.Remove(filepath.Join(heads, "gateway-"+tenant+".head.json")); err != nil {
		t.Fatal(err)
	}
	holds(verify(1, "--organisation", tenant), "head: line 0, seal 1")
	if err := os.WriteFile(filepath.Join(heads, "gateway-"+tenant+".head.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	verify(1)
}

func TestAuditKnowsOneThing(t *testing.T) {
	for _, args := range [][]string{{"audit"}, {"audit", "seal"}, {"audit", "verify", "--whose", "x"}} {
		var out bytes.Buffer
		if code := optrek.run(t.Context(), args, &out, &out); code != 1 {
			t.Errorf("%v: exit %d\n%s", args, code, &out)
		}
	}
}
