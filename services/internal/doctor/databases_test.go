package doctor_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"

	"os"
	"path/filepath"
)

// withOwn gives an organisation of the patient a database of its own.
func withOwn(t *testing.T) (p *patient, own *pgtest.Database, tenant string) {
	t.Helper()
	p, own, tenant = healthy(t), pgtest.New(t, teller, reader), ids.New()
	file := filepath.Join(t.TempDir(), "o.yaml")
	must(t, os.WriteFile(file, []byte("organisations:\n  - {id: "+tenant+", name: De Linde, database: linde}\n"), 0o600))
	cfg, err := config.Parse(map[string]string{
		"OPTREK_DATA_DIR": p.cfg.DataDir, "OPTREK_KEYS_DIR": p.cfg.KeysDir, "OPTREK_TLS_DIR": p.cfg.TLSDir, "OPTREK_CARD_KEY_FILE": p.cfg.CardKeyFile,
		"OPTREK_DATABASE_URL": p.db.OwnerURL, "OPTREK_DATABASE_URL__LINDE": own.OwnerURL, "OPTREK_ORGANISATIONS": file,
	})
	must(t, err)
	p.cfg = cfg
	return p, own, tenant
}

func tellIn(t *testing.T, db *pgtest.Database, tenant string) {
	t.Helper()
	must(t, db.Open(teller).InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error {
		return feed.Append(t.Context(), tx, &feedv1.WatchRequest{})
	}))
}

func TestDatabasesOfTheirOwnAreLookedAtToo(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		do    func(p *patient, own *pgtest.Database, tenant string)
		where string
		said  string
	}{
		"nothing": {func(p *patient, own *pgtest.Database, tenant string) { tellIn(p.t, own, tenant) }, "", ""},
		"rows where it does not stand": {func(p *patient, _ *pgtest.Database, tenant string) {
			tellIn(p.t, p.db, tenant)
			p.sql(`UPDATE matching.feed_cursor SET seq = 9, xid = (SELECT max(xid::text::bigint)::text::xid8 FROM recruitment.outbox)`)
		}, "recruitment: who stands in it", "has rows here and stands in \"linde\""},
		"half moved": {func(p *patient, own *pgtest.Database, tenant string) {
			tellIn(p.t, own, tenant)
			_, err := own.Owner(p.t).Exec(p.t.Context(), `INSERT INTO recruitment.moved (tenant_id, place) VALUES ($1, 'linde')`, tenant)
			must(p.t, err)
		}, "recruitment (linde): who stands in it", "is on its way here"},
		"moved elsewhere": {func(p *patient, own *pgtest.Database, tenant string) {
			_, err := own.Owner(p.t).Exec(p.t.Context(), `INSERT INTO recruitment.moved (tenant_id, place) VALUES ($1, '')`, tenant)
			must(p.t, err)
		}, "recruitment (linde): who stands in it", "its rows went to \"\""},
		"where it went from": {func(p *patient, own *pgtest.Database, tenant string) {
			tellIn(p.t, own, tenant)
			p.sql(`INSERT INTO recruitment.moved (tenant_id, place) VALUES ('` + tenant + `', 'linde')`)
		}, "", ""},
		"a wall with a hole there": {func(p *patient, own *pgtest.Database, _ string) {
			_, err := own.Owner(p.t).Exec(p.t.Context(), `DROP POLICY tenant_wall ON recruitment.held`)
			must(p.t, err)
		}, "recruitment (linde): walls between organisations", "tenant wall"},
		"nobody reads there": {func(p *patient, own *pgtest.Database, tenant string) {
			tellIn(p.t, own, tenant)
			_, err := own.Owner(p.t).Exec(p.t.Context(), `INSERT INTO matching.feed_cursor (source, xid, seq) VALUES ('recruitment', '3', 0)`)
			must(p.t, err)
			_, err = own.Owner(p.t).Exec(p.t.Context(), `UPDATE recruitment.outbox SET at = now() - interval '1 hour'`)
			must(p.t, err)
		}, "matching (linde): reads recruitment", "was not read yet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, own, tenant := withOwn(t)
			tt.do(p, own, tenant)
			found := p.wrong()
			if where := strings.Join(slices.Sorted(maps.Keys(found)), "|"); where != tt.where || !strings.Contains(found[tt.where], tt.said) {
				t.Errorf("found %v, want %s", found, tt.where)
			}
		})
	}
}
