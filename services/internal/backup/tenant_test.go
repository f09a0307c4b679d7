package backup_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/backup"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/vault"
)

// whole are the parts with the vault among them.
func (p *place) whole() []backup.Part {
	return append(p.parts(), backup.Part{Schema: vault.Schema(), URL: p.db.OwnerURL})
}

// asOwner are the whole, reached as in production: by somebody who owns the tables and is
// no superuser, for whom the walls stand too.
func (p *place) asOwner() []backup.Part {
	p.t.Helper()
	name, conn := "owner_"+strings.ReplaceAll(ids.New(), "-", ""), p.db.Owner(p.t)
	run := func(sql string) {
		p.t.Helper()
		_, err := conn.Exec(context.Background(), strings.ReplaceAll(sql, "NAME", name))
		must(p.t, err)
	}
	run(`CREATE ROLE NAME LOGIN PASSWORD 'x' NOSUPERUSER NOBYPASSRLS`)
	p.t.Cleanup(func() {
		run(`REASSIGN OWNED BY NAME TO CURRENT_USER`)
		run(`DROP OWNED BY NAME`)
		run(`DROP ROLE NAME`)
	})
	all := p.whole()
	for i, part := range all {
		run(`GRANT ` + part.Schema.Role() + `, ` + part.Schema.FeedRole() + ` TO NAME`)
		run(`ALTER SCHEMA ` + part.Schema.Name + ` OWNER TO NAME`)
		run(`DO $$ DECLARE t regclass; BEGIN
			FOR t IN SELECT oid FROM pg_class WHERE relnamespace = '` + part.Schema.Name + `'::regnamespace AND relkind = 'r' LOOP
				EXECUTE format('ALTER TABLE %s OWNER TO NAME', t);
			END LOOP; END $$`)
		at, err := url.Parse(part.URL)
		must(p.t, err)
		at.User = url.UserPassword(name, "x")
		all[i].URL = at.String()
	}
	return all
}

// rows counts what there is of an organisation, table by table, as the owner of the database.
func (p *place) rows(schema, tenant string) map[string]int {
	p.t.Helper()
	conn, found := p.db.Owner(p.t), map[string]int{}
	list, err := conn.Query(p.t.Context(), `SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
		WHERE c.relnamespace = to_regnamespace($1) AND c.relkind = 'r'`, schema)
	must(p.t, err)
	var names []string
	for list.Next() {
		var name string
		must(p.t, list.Scan(&name))
		names = append(names, name)
	}
	for _, name := range names {
		var n int
		must(p.t, conn.QueryRow(p.t.Context(), `SELECT count(*) FROM `+schema+`."`+name+`" WHERE tenant_id = $1`, tenant).Scan(&n))
		if n > 0 {
			found[name] = n
		}
	}
	return found
}

func TestAnOrganisationIsTakenOutAndNothingElse(t *testing.T) {
	t.Parallel()
	p, ours, theirs := newPlace(t), ids.New(), ids.New()
	for _, tenant := range []string{ours, theirs} {
		anna := p.person(tenant, "Anna Bedacht")
		p.tell(tenant, "a", "b")
		_, err := p.vault.Keys(t.Context(), tenant, []string{anna})
		must(t, err)
		must(t, p.vault.Erase(t.Context(), tenant, ids.New()))
		must(t, p.people.InTenantAs(postgres.WithMethod(t.Context(), "test"), tenant, func(tx *postgres.Tx) error { tx.Touch(anna); return nil }))
	}
	before := p.rows("recruitment", theirs)
	if before["audit"] == 0 || before["outbox"] == 0 || before["client"] == 0 {
		t.Fatalf("too little to see anything by: %v", before)
	}
	_, first, err := p.export(ours)
	must(t, err)

	if since, err := backup.Suspended(t.Context(), p.whole(), ours); err != nil || !since.IsZero() {
		t.Errorf("closed since %v, %v", since, err)
	}
	must(t, backup.Suspend(t.Context(), p.whole(), ours, true))
	if since, err := backup.Suspended(t.Context(), p.whole(), ours); err != nil || since.IsZero() {
		t.Errorf("closed since %v, %v", since, err)
	}
	if _, again, err := p.export(ours); err != nil || again.Digest != first.Digest {
		t.Errorf("closing the doors changed what there is: %v", err)
	}
	n, err := backup.Remove(t.Context(), p.asOwner(), ours)
	must(t, err)
	if n == 0 {
		t.Error("nothing was removed")
	}
	for schema, want := range map[string]string{"recruitment": "audit suspended", "matching": "suspended", "vault": "erasure suspended"} {
		left := p.rows(schema, ours)
		for name := range left {
			if !strings.Contains(want, name) {
				t.Errorf("%s.%s: %d rows are left", schema, name, left[name])
			}
		}
		for _, name := range strings.Fields(want) {
			if left[name] == 0 {
				t.Errorf("%s.%s: was to stay", schema, name)
			}
		}
	}
	if after := p.rows("recruitment", theirs); len(after) != len(before) || after["client"] != before["client"] || after["outbox"] != before["outbox"] {
		t.Errorf("of the others: %v, before %v", after, before)
	}
	if found, err := postgres.CheckCatalogue(t.Context(), p.db.OwnerURL, []postgres.Schema{people, visits, vault.Schema()}); err != nil || len(found) > 0 {
		t.Errorf("the walls do not stand as they did: %v, %v", found, err)
	}
}

func (p *place) export(tenant string) (*bytes.Buffer, backup.Summary, error) {
	var file bytes.Buffer
	wrote, err := backup.Export(p.t.Context(), &file, p.parts(), backup.Scope{Organisation: tenant, Time: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)})
	return &file, wrote, err
}

func TestAnExportIsReadableAndSaysOfWhom(t *testing.T) {
	t.Parallel()
	p, ours, theirs := newPlace(t), ids.New(), ids.New()
	p.person(ours, "Anna Bedacht")
	p.person(theirs, "Bram Bedacht")
	file, wrote, err := p.export(ours)
	must(t, err)
	of, digest, err := backup.Exported(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil || of != ours || digest != wrote.Digest {
		t.Errorf("%s, %s, %v; want %s, %s", of, digest, err, ours, wrote.Digest)
	}
	text := unzip(t, file)
	for word, want := range map[string]bool{`"name": "Anna Bedacht"`: true, "Anna Bedacht laughed": true, "Bram": false, theirs: false} {
		if strings.Contains(text, word) != want {
			t.Errorf("%q in the export: %v, want %v", word, !want, want)
		}
	}
	_, same, err := p.export(ours)
	if err != nil || same.Digest != digest {
		t.Errorf("nothing changed, and the digest is %s after %s (%v)", same.Digest, digest, err)
	}
	p.person(ours, "Cor Bedacht")
	if _, other, err := p.export(ours); err != nil || other.Digest == digest {
		t.Errorf("somebody came, and the digest is the same (%v)", err)
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	must(t, err)
	at, err := z.File[slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == "recruitment/client.jsonl" })].DataOffset()
	must(t, err)
	bad := bytes.Clone(file.Bytes())
	bad[at+20] ^= 1
	if _, _, err := backup.Exported(bytes.NewReader(bad), int64(len(bad))); err == nil {
		t.Error("a damaged export is taken for whole")
	}
}

// unzip gives the text of everything in an export.
func unzip(t *testing.T, file *bytes.Buffer) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	must(t, err)
	var all strings.Builder
	for _, f := range z.File {
		in, err := f.Open()
		must(t, err)
		_, err = io.Copy(&all, in)
		must(t, err)
	}
	return all.String()
}
