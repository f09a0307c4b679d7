package e2e

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/activity"
	"github.com/optrek/optrek/services/evaluation"
	"github.com/optrek/optrek/services/gateway"
	"github.com/optrek/optrek/services/internal/backup"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/vault"
	"github.com/optrek/optrek/services/matching"
	"github.com/optrek/optrek/services/recruitment"
)

// backupParts are all services, in the database at url.
func backupParts(url string) []backup.Part {
	return []backup.Part{
		backup.Part{Schema: recruitment.Schema(), URL: url, Clients: `SELECT id::text FROM client WHERE tenant_id = $1`}.
			From(recruitment.Erasure(), recruitment.Shared()),
		backup.Part{Schema: matching.Schema(), URL: url}.From(matching.Erasure(), matching.Shared()),
		backup.Part{Schema: activity.Schema(), URL: url}.From(activity.Erasure(), activity.Shared()),
		backup.Part{Schema: evaluation.Schema(), URL: url}.From(evaluation.Erasure(), evaluation.Shared()),
		backup.Part{Schema: gateway.Schema(), URL: url}.From(gateway.Erasure(), gateway.Shared()),
	}
}

// openVault opens the vault of the running system.
func openVault(t *testing.T, ctx context.Context) *vault.Vault {
	t.Helper()
	must(t, postgres.Migrate(ctx, system.database, vault.Schema()))
	db, err := postgres.Open(ctx, system.database, vault.Schema(), postgres.Options{})
	must(t, err)
	t.Cleanup(db.Close)
	return vault.New(db)
}

// emptyDatabase makes one beside the system's, with the tables of every service.
func emptyDatabase(t *testing.T) string {
	t.Helper()
	at := newDatabase(t, "")
	for _, part := range backupParts("") {
		must(t, postgres.Migrate(t.Context(), at, part.Schema))
	}
	return at
}

// What the whole of Optrek knows comes back the same from a file in which nobody's name can
// be read; and of somebody whose key was destroyed nothing comes back.
func TestABackupOfEverything(t *testing.T) {
	if system.database == "" {
		return // somebody else's Optrek: its database is not ours to look into
	}
	keys := openVault(t, t.Context())
	var file bytes.Buffer
	wrote, err := backup.Write(t.Context(), &file, backupParts(system.database), keys, backup.Scope{Time: time.Now().UTC()})
	must(t, err)
	text, err := gunzip(bytes.NewReader(file.Bytes()))
	must(t, err)
	conn, err := pgx.Connect(t.Context(), system.database)
	must(t, err)
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), `SELECT c.tenant_id::text, c.id::text, c.given_name || ' ' || c.family_name FROM recruitment.client c WHERE c.family_name <> ''
		AND NOT EXISTS (SELECT FROM recruitment.client o WHERE o.given_name = c.given_name AND o.family_name = c.family_name AND o.id <> c.id) ORDER BY c.id`)
	must(t, err)
	type person struct{ Tenant, ID, Name string }
	people, err := pgx.CollectRows(rows, pgx.RowToStructByPos[person])
	must(t, err)
	for _, p := range people {
		if strings.Contains(text, p.Name) {
			t.Errorf("the file can be read to say %q", p.Name)
		}
	}
	if len(people) < 20 || wrote.Organisations < 3 || wrote.Rows < 1000 {
		t.Fatalf("looked for %d people only, in %+v", len(people), wrote)
	}
	whole, err := backup.Restore(t.Context(), bytes.NewReader(file.Bytes()), backupParts(emptyDatabase(t)), keys)
	must(t, err)
	if whole.Digest != wrote.Digest || whole.Rows != wrote.Rows {
		t.Errorf("put back %+v, wrote %+v", whole, wrote)
	}
	gone := people[len(people)/2]
	second := emptyDatabase(t)
	without, err := backup.Restore(t.Context(), bytes.NewReader(file.Bytes()), backupParts(second), forgetful{keys, gone.ID})
	must(t, err)
	if without.LeftOut == 0 || without.Rows+without.LeftOut != wrote.Rows {
		t.Errorf("put back %+v of %+v", without, wrote)
	}
	t.Logf("%d rows of %d organisations, %d kB; without one person %d rows less", wrote.Rows, wrote.Organisations, file.Len()/1000, without.LeftOut)
	looksFor(t, second, gone.Name)
}

// gunzip gives what was packed.
func gunzip(packed io.Reader) (string, error) {
	plain, err := gzip.NewReader(packed)
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(plain)
	return string(text), err
}

// forgetful is a vault in which one person's key was destroyed.
type forgetful struct {
	*vault.Vault
	gone string
}

func (f forgetful) Known(ctx context.Context, tenant string, persons []string) (map[string]vault.Key, error) {
	return f.Vault.Known(ctx, tenant, slices.DeleteFunc(slices.Clone(persons), func(p string) bool { return p == f.gone }))
}

// looksFor searches every text of every table for a name.
func looksFor(t *testing.T, database, name string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), database)
	must(t, err)
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = ANY ($1)`,
		[]string{"recruitment", "matching", "activity", "evaluation", "gateway"})
	must(t, err)
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	for _, table := range tables {
		var found int
		must(t, conn.QueryRow(t.Context(), `SELECT count(*) FROM `+table+` t WHERE t::text ILIKE '%' || $1 || '%'`, name).Scan(&found))
		if found > 0 {
			t.Errorf("%s has %q still", table, name)
		}
	}
}
