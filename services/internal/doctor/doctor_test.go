package doctor_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/doctor"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/mtls"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

var (
	teller = postgres.Schema{Name: "recruitment"}
	reader = postgres.Schema{Name: "matching"}
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// patient is an installation in which everything is as it has to be, until a test breaks it.
type patient struct {
	t   *testing.T
	db  *pgtest.Database
	cfg config.Config
	now time.Time
}

func healthy(t *testing.T) *patient {
	t.Helper()
	p := &patient{t: t, db: pgtest.New(t, teller, reader), now: time.Now()}
	dir := t.TempDir()
	cfg, err := config.Parse(map[string]string{
		"OPTREK_DATA_DIR": dir, "OPTREK_KEYS_DIR": filepath.Join(dir, "keys"), "OPTREK_TLS_DIR": filepath.Join(dir, "tls"),
		"OPTREK_DATABASE_URL": p.db.OwnerURL, "OPTREK_CARD_KEY_FILE": filepath.Join(dir, "card.key"),
	})
	must(t, err)
	p.cfg = cfg
	must(t, authn.EnsureKeys(cfg.KeysDir, config.Names()...))
	must(t, auditlog.EnsureKey(auditlog.KeysDir(cfg)))
	must(t, os.WriteFile(cfg.CardKeyFile, []byte("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n"), 0o600))
	authority, err := mtls.NewAuthority(p.now)
	must(t, err)
	must(t, authority.Save(cfg.TLSDir))
	for _, name := range []string{teller.Name, reader.Name} {
		must(t, authority.Issue(filepath.Join(cfg.TLSDir, name), mtls.Service(name, p.now)))
	}
	p.tell()
	p.sql(`INSERT INTO matching.feed_cursor (source, xid, seq) SELECT 'recruitment', xid, seq FROM recruitment.outbox`)
	return p
}

func (p *patient) tell() {
	p.t.Helper()
	must(p.t, p.db.Open(teller).InTenantAs(p.t.Context(), ids.New(), func(tx *postgres.Tx) error {
		return feed.Append(p.t.Context(), tx, &feedv1.WatchRequest{})
	}))
}

func (p *patient) sql(statement string) {
	p.t.Helper()
	_, err := p.db.Owner(p.t).Exec(p.t.Context(), statement)
	must(p.t, err)
}

// wrong gives what the doctor finds wrong, by what it is.
func (p *patient) wrong() map[string]string {
	p.t.Helper()
	d := &doctor.Doctor{Config: p.cfg, Schemas: []postgres.Schema{teller, reader}, Services: []string{teller.Name, reader.Name}, Now: p.now}
	found, names := map[string]string{}, 0
	for _, f := range d.Examine(p.t.Context()) {
		names++
		if f.Do.NL == "" || f.Do.EN == "" {
			p.t.Errorf("%s: does not say what to do", f.What)
		}
		if f.Err != nil {
			found[f.What] = f.Err.Error()
		}
	}
	if names < 10 {
		p.t.Errorf("looked at %d things only", names)
	}
	return found
}

func TestNothingIsWrongWhereNothingIs(t *testing.T) {
	t.Parallel()
	if found := healthy(t).wrong(); len(found) > 0 {
		t.Errorf("%v", found)
	}
}

// Each thing that can be wrong is found where it is, and nothing else with it.
func TestWhatIsBrokenIsFound(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		do    func(p *patient)
		where string // what is found, with | between
		said  string
	}{
		"a token key is gone":         {func(p *patient) { must(p.t, os.Remove(filepath.Join(p.cfg.KeysDir, "evaluation.pub.pem"))) }, "keys: evaluation", "no key"},
		"our own private key is gone": {func(p *patient) { must(p.t, os.Remove(filepath.Join(p.cfg.KeysDir, "matching.key.pem"))) }, "keys: matching", "private key"},
		"no audit key":                {func(p *patient) { must(p.t, os.RemoveAll(auditlog.KeysDir(p.cfg))) }, "keys: audit", "sealed"},
		"half a card key":             {func(p *patient) { must(p.t, os.WriteFile(p.cfg.CardKeyFile, []byte("MDEy"), 0o600)) }, "keys: OPTREK_CARD_KEY_FILE", "32 bytes"},
		"certificates that end soon":  {func(p *patient) { p.now = p.now.AddDate(1, 0, 0) }, "certificate: matching|certificate: recruitment", "it ends at"},
		"somebody else's certificate": {func(p *patient) {
			must(p.t, os.RemoveAll(filepath.Join(p.cfg.TLSDir, "matching")))
			must(p.t, os.Rename(filepath.Join(p.cfg.TLSDir, "recruitment"), filepath.Join(p.cfg.TLSDir, "matching")))
		}, "certificate: matching|certificate: recruitment", ""},
		"a wall is not forced": {func(p *patient) { p.sql(`ALTER TABLE matching.caseload NO FORCE ROW LEVEL SECURITY`) },
			"matching: database", "without forced row-level security: caseload"},
		"a wall has a hole": {func(p *patient) { p.sql(`DROP POLICY tenant_wall ON recruitment.held`) }, "recruitment: walls between organisations", "held has no restrictive tenant wall"},
		"tables of an older version": {func(p *patient) {
			p.sql(`DELETE FROM matching.base_version WHERE version_id = (SELECT max(version_id) FROM matching.base_version)`)
		}, "matching: database", "run `optrek migrate`"},
		"no such database": {func(p *patient) { p.cfg.Matching.DatabaseURL = p.db.OwnerURL + "x" }, "matching: database", ""},
		"a login for all":  {func(p *patient) { p.cfg.Env = config.Production }, "matching: database|organisations|recruitment: database", ""},
		"nobody reads": {func(p *patient) {
			p.tell()
			p.sql(`UPDATE recruitment.outbox SET at = now() - interval '1 hour'`)
		}, "matching: reads recruitment", "was not read yet"},
		"no room to write": {func(p *patient) { p.cfg.DataDir = "/proc/none" }, "disk: OPTREK_DATA_DIR", "cannot be written"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := healthy(t)
			tt.do(p)
			found := p.wrong()
			if where := strings.Join(slices.Sorted(maps.Keys(found)), "|"); where != tt.where {
				t.Errorf("found %v, want %s", found, tt.where)
			}
			for what, said := range found {
				if !strings.Contains(said, tt.said) {
					t.Errorf("%s: %s; want %q in it", what, said, tt.said)
				}
			}
		})
	}
}
