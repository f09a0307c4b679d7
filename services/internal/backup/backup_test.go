package backup_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/backup"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/vault"
)

// Two services in small: one knows people and what they said, the other counts visits.
var (
	people = postgres.Schema{Name: "recruitment", Migrations: files(`
		CREATE TABLE client (tenant_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, folded text GENERATED ALWAYS AS (lower(name)) STORED,
			words text[], born date, PRIMARY KEY (tenant_id, id));
		SELECT optrek_protect('client');
		CREATE TABLE a_note (tenant_id uuid NOT NULL, client_id uuid NOT NULL, nr bigint GENERATED ALWAYS AS IDENTITY, text text,
			PRIMARY KEY (tenant_id, nr), FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id));
		SELECT optrek_protect('a_note');
		CREATE TABLE event (tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid, said text, made_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (tenant_id, id));
		SELECT optrek_protect('event');`)}
	visits = postgres.Schema{Name: "matching", Migrations: files(`
		CREATE TABLE visit (tenant_id uuid NOT NULL, id uuid NOT NULL, body jsonb, raw bytea, PRIMARY KEY (tenant_id, id));
		SELECT optrek_protect('visit');`)}
)

func files(sql string) fstest.MapFS {
	return fstest.MapFS{"00001_all.sql": {Data: []byte("-- +goose Up\n" + sql)}}
}

// place is a database server's worth of Optrek: both services and the vault.
type place struct {
	t             *testing.T
	db            *pgtest.Database
	people, visit *postgres.DB
	vault         *vault.Vault
}

func newPlace(t *testing.T) *place {
	t.Helper()
	db := pgtest.New(t, people, visits, vault.Schema())
	return &place{t: t, db: db, people: db.Open(people), visit: db.Open(visits), vault: vault.New(db.Open(vault.Schema()))}
}

func (p *place) parts() []backup.Part {
	return []backup.Part{
		{Schema: people, URL: p.db.OwnerURL, Personal: []backup.Personal{
			{Table: "client", Where: "id = $1"},
			{Table: "a_note", Where: "client_id = $1"},
			{Table: "event", Persons: "ARRAY[t.client_id]", Columns: []string{"said"}},
		}, Clients: `SELECT id::text FROM client WHERE tenant_id = $1`},
		{Schema: visits, URL: p.db.OwnerURL},
	}
}

func (p *place) do(db *postgres.DB, tenant, sql string, args ...any) {
	p.t.Helper()
	must(p.t, db.InTenantAs(p.t.Context(), tenant, func(tx *postgres.Tx) error {
		_, err := tx.Exec(p.t.Context(), sql, append([]any{tenant}, args...)...)
		return err
	}))
}

func (p *place) tell(tenant string, cursors ...string) {
	p.t.Helper()
	must(p.t, p.people.InTenantAs(p.t.Context(), tenant, func(tx *postgres.Tx) error {
		for _, c := range cursors {
			if err := feed.Append(p.t.Context(), tx, &feedv1.WatchRequest{Cursor: c}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// person puts somebody in with something in each kind of column.
func (p *place) person(tenant, name string) (id string) {
	p.t.Helper()
	id = ids.New()
	p.do(p.people, tenant, `INSERT INTO client (tenant_id, id, name, words, born) VALUES ($1, $2, $3, ARRAY['a "b"', NULL, 'c,d'], '1980-02-03')`, id, name)
	p.do(p.people, tenant, `INSERT INTO a_note (tenant_id, client_id, text) VALUES ($1, $2, $3)`, id, "said by "+name)
	p.do(p.people, tenant, `INSERT INTO event (tenant_id, id, client_id, said) VALUES ($1, $2, $3, $4)`, ids.New(), id, name+" laughed")
	p.do(p.visit, tenant, `INSERT INTO visit (tenant_id, id, body, raw) VALUES ($1, $2, '{"a": [1, "é"]}', '\x00ff')`, ids.New())
	return id
}

func (p *place) write(organisation string) (*bytes.Buffer, backup.Summary) {
	p.t.Helper()
	var file bytes.Buffer
	wrote, err := backup.Write(p.t.Context(), &file, p.parts(), p.vault,
		backup.Scope{Organisation: organisation, Time: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)})
	must(p.t, err)
	return &file, wrote
}

// column reads one value of each row of a table, as text, in one organisation.
func (p *place) column(db *postgres.DB, tenant, table, what string) string {
	p.t.Helper()
	var found string
	must(p.t, db.InTenantAs(p.t.Context(), tenant, func(tx *postgres.Tx) error {
		return tx.QueryRow(p.t.Context(), fmt.Sprintf(`SELECT coalesce(string_agg(%s::text, '; ' ORDER BY %s::text), '') FROM %s`, what, what, table)).Scan(&found)
	}))
	return found
}

func TestWhatIsWrittenComesBackTheSame(t *testing.T) {
	t.Parallel()
	here, there := ids.New(), ids.New()
	from, to := newPlace(t), newPlace(t)
	for _, tenant := range []string{here, there} {
		from.tell(tenant, "one", "two")
		from.person(tenant, "Ada Voorbeeld")
		from.person(tenant, "Bo Voorbeeld")
	}
	file, wrote := from.write("")
	if wrote.Organisations != 2 || wrote.Rows != 4+2*2*4 {
		t.Errorf("wrote %+v", wrote)
	}
	// The keys are kept apart: the same vault.
	put, err := backup.Restore(t.Context(), bytes.NewReader(file.Bytes()), to.parts(), from.vault)
	must(t, err)
	if put.Digest != wrote.Digest || put.Rows != wrote.Rows || put.LeftOut != 0 || !put.Time.Equal(wrote.Time) {
		t.Errorf("put back %+v, wrote %+v", put, wrote)
	}
	for _, tenant := range []string{here, there} {
		for table, what := range map[string]string{"client": "(name, folded, words, born)", "a_note": "(nr, text)", "event": "(said, made_at)"} {
			if a, b := from.column(from.people, tenant, table, what), to.column(to.people, tenant, table, what); a != b || a == "" {
				t.Errorf("%s: %q, was %q", table, b, a)
			}
		}
		if a, b := from.column(from.visit, tenant, "visit", "(body, raw)"), to.column(to.visit, tenant, "visit", "(body, raw)"); a != b || a == "" {
			t.Errorf("visit: %q, was %q", b, a)
		}
	}
	to.person(here, "Cas Voorbeeld") // what counts by itself goes on
	again, second := to.write("")
	if second.Rows <= put.Rows || again.Len() == 0 {
		t.Errorf("the second backup has %d rows", second.Rows)
	}
}

func TestNobodyWhoWasErasedComesBack(t *testing.T) {
	t.Parallel()
	here := ids.New()
	from, to := newPlace(t), newPlace(t)
	from.tell(here, "one")
	gone := from.person(here, "Dirk Wisbaar")
	from.person(here, "Eef Blijft")
	file, wrote := from.write("")
	for _, name := range []string{"Wisbaar", "wisbaar", "Blijft"} {
		if strings.Contains(unzipped(t, file), name) {
			t.Errorf("the file says %q in the open", name)
		}
	}
	must(t, from.vault.Erase(t.Context(), here, gone))
	put, err := backup.Restore(t.Context(), bytes.NewReader(file.Bytes()), to.parts(), from.vault)
	must(t, err)
	if put.LeftOut != 2 || put.Rows != wrote.Rows-2 {
		t.Errorf("put back %+v of %+v: want two rows of somebody left out", put, wrote)
	}
	all := to.column(to.people, here, "client", "name") + to.column(to.people, here, "a_note", "text") + to.column(to.people, here, "event", "said")
	if strings.Contains(all, "Wisbaar") || !strings.Contains(all, "Blijft") {
		t.Errorf("there is %q", all)
	}
}

func TestOneOrganisationOutOfMany(t *testing.T) {
	t.Parallel()
	here, there := ids.New(), ids.New()
	from, to := newPlace(t), newPlace(t)
	for _, tenant := range []string{here, there} {
		from.tell(tenant, "one", "two")
		from.person(tenant, "Fre Voorbeeld")
	}
	to.tell(there, "another")
	file, _ := from.write(here)
	put, err := backup.Restore(t.Context(), bytes.NewReader(file.Bytes()), to.parts(), from.vault)
	must(t, err)
	if put.Organisations != 1 || to.column(to.people, here, "client", "name") == "" {
		t.Errorf("put back %+v", put)
	}
	if other := to.column(to.people, there, "client", "name"); other != "" {
		t.Errorf("of the other organisation came %q", other)
	}
	_, err = backup.Restore(t.Context(), bytes.NewReader(file.Bytes()), to.parts(), from.vault)
	if err == nil || !strings.Contains(err.Error(), "is in the database") {
		t.Errorf("a second time: %v", err)
	}
	to.tell(here, "later") // its positions go on where the database is
}

func TestAReaderGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	here, there := ids.New(), ids.New()
	from, to := newPlace(t), newPlace(t)
	from.tell(here, "1")
	from.tell(there, "2")
	from.tell(here, "3")
	// matching has read two of the three.
	from.do(from.visit, here, `INSERT INTO feed_cursor (source, xid, seq)
		SELECT 'recruitment', xid, seq FROM (SELECT $1::uuid) x, LATERAL (SELECT '0'::xid8 AS xid, 0 AS seq) o`)
	var xid, seq string
	must(t, from.people.InTenantAs(t.Context(), there, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT xid::text, seq::text FROM outbox`).Scan(&xid, &seq)
	}))
	from.do(from.visit, here, `UPDATE feed_cursor SET xid = $2::text::xid8, seq = $3::text::bigint WHERE $1::uuid IS NOT NULL`, xid, seq)
	file, _ := from.write("")
	_, err := backup.Restore(t.Context(), bytes.NewReader(file.Bytes()), to.parts(), from.vault)
	must(t, err)
	if left := unread(t, to); left != 1 {
		t.Errorf("%d events are left to read, want the third alone", left)
	}
	to.tell(there, "4")
	if left := unread(t, to); left != 2 {
		t.Errorf("%d events are left to read after one more, want two", left)
	}
}

// unread counts what matching has not read of recruitment's feed, as a reader counts.
func unread(t *testing.T, p *place) (left int) {
	t.Helper()
	var xid, seq string
	must(t, p.visit.FeedPool().QueryRow(t.Context(), `SELECT xid::text, seq::text FROM feed_cursor`).Scan(&xid, &seq))
	must(t, p.people.FeedPool().QueryRow(t.Context(), `SELECT count(*) FROM outbox WHERE (xid, seq) > ($1::text::xid8, $2::text::bigint)`, xid, seq).Scan(&left))
	return left
}

func TestAFileThatIsNotWhole(t *testing.T) {
	t.Parallel()
	here := ids.New()
	from, to := newPlace(t), newPlace(t)
	from.tell(here, "one")
	from.person(here, "Gijs Voorbeeld")
	file, _ := from.write("")
	whole := unzipped(t, file)
	lines := strings.SplitAfter(whole, "\n")
	aRow := lines[slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, `{"row"`) })]
	for name, broken := range map[string]string{
		"no backup at all":       "hello",
		"without its end":        strings.Join(lines[:len(lines)-2], ""),
		"a row less":             strings.Replace(whole, aRow, "", 1),
		"another form":           strings.Replace(whole, `"optrek_backup":1`, `"optrek_backup":9`, 1),
		"of other tables":        strings.Replace(whole, `"recruitment":`, `"recruitment":1`, 1),
		"a row of somebody else": strings.Replace(whole, `"p":["`, `"p":["f`, 1),
	} {
		_, err := backup.Restore(t.Context(), zipped(t, broken), to.parts(), from.vault)
		if err == nil {
			t.Errorf("%s: was put back", name)
		}
		if left := to.column(to.people, here, "client", "name"); left != "" {
			t.Fatalf("%s: left %q behind", name, left)
		}
	}
}

func unzipped(t *testing.T, file *bytes.Buffer) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(file.Bytes()))
	must(t, err)
	text, err := io.ReadAll(r)
	must(t, err)
	return string(text)
}

func zipped(t *testing.T, text string) io.Reader {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := io.WriteString(w, text)
	must(t, err)
	must(t, w.Close())
	return &out
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
