package postgres_test

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

func TestMigrateByManyAtATime(t *testing.T) {
	t.Parallel()
	database := pgtest.New(t)
	// Names no other test uses, so that the roles are new to the whole cluster too.
	schemas := []postgres.Schema{{Name: "many_one", Migrations: shelf.Migrations}, {Name: "many_two", Migrations: shelf.Migrations}}
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			if err := postgres.Migrate(t.Context(), database.OwnerURL, schemas[i%2]); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, s := range schemas {
		database.Open(s)
	}
}

// TestMigrateInManyDatabasesAtATime makes the same roles from several databases of
// one cluster at once.
func TestMigrateInManyDatabasesAtATime(t *testing.T) {
	t.Parallel()
	s := postgres.Schema{Name: "everywhere"}
	var databases []*pgtest.Database
	for range 4 {
		databases = append(databases, pgtest.New(t))
	}
	// The server is kept between runs, and the roles with it. A database that a killed
	// run left may still need them; then this run makes no new ones, and that is all.
	_, err := databases[0].Owner(t).Exec(t.Context(), `DROP ROLE IF EXISTS optrek_everywhere, optrek_everywhere_feed`)
	t.Log("roles dropped:", err)
	var all sync.WaitGroup
	for _, database := range databases {
		all.Go(func() {
			if err := postgres.Migrate(t.Context(), database.OwnerURL, s); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// TestOpenRefuses breaks one promise after the other, each in its own database.
func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for what, breakIt := range map[string]string{
		"without forced":           `ALTER TABLE shelf.note NO FORCE ROW LEVEL SECURITY`,
		"owns tables":              `ALTER TABLE shelf.note OWNER TO optrek_shelf`,
		"may truncate":             `GRANT TRUNCATE ON shelf.note TO optrek_shelf`,
		"audit cannot be written":  `REVOKE INSERT ON shelf.audit FROM optrek_shelf`,
		"schema too new":           `INSERT INTO shelf.schema_version (version_id, is_applied) VALUES (2, true)`,
		"schema too old":           `DELETE FROM shelf.schema_version WHERE version_id = 1`,
		"synchronous_commit is of": `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`,
		"run `optrek migrate`":     `DROP SCHEMA shelf CASCADE`,
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			database := pgtest.New(t, shelf)
			if _, err := database.Owner(t).Exec(t.Context(), breakIt); err != nil {
				t.Fatal(err)
			}
			db, err := postgres.Open(t.Context(), database.OwnerURL, shelf, postgres.Options{})
			if err == nil {
				db.Close()
			}
			if err == nil || !strings.Contains(err.Error(), what) {
				t.Errorf("err = %v, want one that says %q", err, what)
			}
		})
	}
}

// TestAProgramServesTheTablesOfTheNextOne is a roll-out, and a roll-back: the program before
// meets newer tables, and migrates them in vain.
func TestAProgramServesTheTablesOfTheNextOne(t *testing.T) {
	t.Parallel()
	before := postgres.Schema{Name: "next", Since: 1, Migrations: fstest.MapFS{
		"00001_a.sql": {Data: []byte("-- +goose Up\nCREATE TABLE a (tenant_id uuid NOT NULL, id uuid, PRIMARY KEY (tenant_id, id));\nSELECT optrek_protect('a');")},
	}}
	with := func(since int64) postgres.Schema {
		return postgres.Schema{Name: "next", Since: since, Migrations: fstest.MapFS{
			"00001_a.sql": before.Migrations.(fstest.MapFS)["00001_a.sql"],
			"00002_b.sql": {Data: []byte("-- +goose Up\nALTER TABLE a ADD COLUMN b text;")},
		}}
	}
	for since, want := range map[int64]string{1: "", 2: "schema too new", 0: "schema too new"} {
		database := pgtest.New(t)
		for _, s := range []postgres.Schema{before, with(since), before} {
			if err := postgres.Migrate(t.Context(), database.OwnerURL, s); err != nil {
				t.Fatal(err)
			}
		}
		db, err := postgres.Open(t.Context(), database.OwnerURL, before, postgres.Options{})
		if err == nil {
			db.Close()
		}
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("tables since %d: %v, want %q", since, err, want)
		}
	}
}

func TestNewCommonTablesOnlyAdd(t *testing.T) {
	t.Parallel()
	pgtest.OnlyAdds(t, "the common tables", postgres.BaseFiles, postgres.BaseSince)
}

func TestOpenWantsALoginOfItsOwnWhenAsked(t *testing.T) {
	t.Parallel()
	database := pgtest.New(t, shelf)
	if db, err := postgres.Open(t.Context(), database.OwnerURL, shelf, postgres.Options{OwnLogin: true}); err == nil {
		db.Close()
		t.Error("a superuser's login was accepted")
	}
	if _, err := database.Owner(t).Exec(t.Context(), `DO $$ BEGIN
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shelf_login') THEN
			CREATE ROLE shelf_login LOGIN IN ROLE optrek_shelf, optrek_shelf_feed; END IF; END $$`); err != nil {
		t.Fatal(err)
	}
	url := strings.Replace(database.OwnerURL, "postgres@", "shelf_login@", 1)
	db, err := postgres.Open(t.Context(), url, shelf, postgres.Options{OwnLogin: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.FeedPool().Exec(t.Context(), `SELECT FROM outbox`); err != nil {
		t.Error(err)
	}
}

func TestOneServiceCannotReadAnother(t *testing.T) {
	t.Parallel()
	other := postgres.Schema{Name: "cellar", Migrations: shelf.Migrations}
	database := pgtest.New(t, shelf, other)
	w := &world{Database: database, t: t, db: database.Open(shelf), tenant: "0198c0de-0000-7000-8000-000000000001"}
	ctx, _ := w.person(w.tenant, authn.RoleCoordinator)
	if _, err := w.do(ctx, `SELECT FROM cellar.note`); err == nil {
		t.Error("shelf reads cellar's notes")
	}
}

func TestTheCatalogueIsInOrder(t *testing.T) {
	t.Parallel()
	database := pgtest.New(t, shelf)
	found, err := postgres.CheckCatalogue(t.Context(), database.OwnerURL, []postgres.Schema{shelf})
	if err != nil || len(found) > 0 {
		t.Errorf("found %q, %v", found, err)
	}
}

func TestTheCatalogueTellsEveryBrokenPromise(t *testing.T) {
	t.Parallel()
	broken := map[string]string{
		"shelf.bare has no column tenant_id":              `CREATE TABLE shelf.bare (id uuid PRIMARY KEY)`,
		"shelf.bare has no forced":                        ``,
		"shelf.bare has no restrictive":                   ``,
		"shelf.keyless has no primary key":                `CREATE TABLE shelf.keyless (tenant_id uuid NOT NULL)`,
		"shelf.note.shelf.note_id is a unique index":      `CREATE UNIQUE INDEX note_id ON shelf.note (id)`,
		"shelf.page.page_fk is a foreign key":             `CREATE TABLE shelf.page (tenant_id uuid NOT NULL, bare uuid, CONSTRAINT page_fk FOREIGN KEY (bare) REFERENCES shelf.bare)`,
		"shelf.note.all_rows is a policy that":            `CREATE POLICY all_rows ON shelf.note TO optrek_shelf USING (true)`,
		"shelf.note.for_all is a policy for another role": `CREATE POLICY for_all ON shelf.note FOR SELECT USING (true)`,
		"shelf.note is open to everybody":                 `GRANT SELECT ON shelf.note TO PUBLIC`,
		"shelf.note can be emptied":                       `GRANT TRUNCATE ON shelf.note TO optrek_shelf`,
		"shelf.audit can be changed":                      `GRANT UPDATE ON shelf.audit TO optrek_shelf`,
		"shelf.audit can be used by the feed":             `GRANT SELECT ON shelf.audit TO optrek_shelf_feed`,
		"shelf.seen is a view without":                    `CREATE VIEW shelf.seen AS SELECT * FROM shelf.note`,
		"shelf.stale is a materialised":                   `CREATE MATERIALIZED VIEW shelf.stale AS SELECT 1`,
		"shelf.lifted is a SECURITY DEFINER":              `CREATE FUNCTION shelf.lifted() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1`,
		"shelf.attic is a schema the service can enter":   `CREATE SCHEMA attic; GRANT USAGE ON SCHEMA attic TO optrek_shelf`,
		"shelf.gone stands in Shared and is not there":    ``,
		"shelf.caseload has no restrictive":               `DROP POLICY tenant_wall ON shelf.caseload; CREATE POLICY tenant_wall ON shelf.caseload AS RESTRICTIVE TO optrek_shelf USING (true) WITH CHECK (true)`,
	}
	database := pgtest.New(t, shelf)
	owner := database.Owner(t)
	first := []string{"shelf.bare has no column tenant_id"} // page refers to it
	for what := range broken {
		first = append(first, what)
	}
	for i, what := range first {
		if i > 0 && what == first[0] {
			continue
		}
		if _, err := owner.Exec(t.Context(), broken[what]); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	s := shelf
	s.Shared = map[string]string{"gone": "a reason"}
	found, err := postgres.CheckCatalogue(t.Context(), database.OwnerURL, []postgres.Schema{s, {Name: "missing"}})
	if err != nil {
		t.Fatal(err)
	}
	told := strings.Join(found, "\n")
	for what := range broken {
		if !strings.Contains(told, what) {
			t.Errorf("not told: %s", what)
		}
	}
	if !strings.Contains(told, "missing is no schema") {
		t.Error("a missing schema is not told")
	}
	if t.Failed() {
		t.Log(told)
	}
}

func TestABadNameOrPrivilegeIsRefused(t *testing.T) {
	t.Parallel()
	database := pgtest.New(t)
	if err := postgres.Migrate(t.Context(), database.OwnerURL, postgres.Schema{Name: `x"; DROP`}); err == nil {
		t.Error("a name that is SQL was accepted")
	}
	greedy := fstest.MapFS{"00001_greedy.sql": {Data: []byte("-- +goose Up\nSELECT optrek_protect('audit', 'SELECT, TRUNCATE');")}}
	if err := postgres.Migrate(t.Context(), database.OwnerURL, postgres.Schema{Name: "greedy", Migrations: greedy}); err == nil {
		t.Error("TRUNCATE was granted")
	}
}
