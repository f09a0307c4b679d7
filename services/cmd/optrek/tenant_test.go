package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/auditlog"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/config"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

const bedacht = "01900000-0000-7000-8000-0000000000b1"

// region is a database of all services with one organisation in it, which stands in the file.
func region(t *testing.T) (db *pgtest.Database, say func(code int, words ...string) string) {
	t.Helper()
	db = pgtest.New(t, schemas(optrek.doors)...)
	file := filepath.Join(t.TempDir(), "organisations.yaml")
	if err := os.WriteFile(file, []byte("organisations:\n  - {id: "+bedacht+", name: Bedacht Wonen, issuer: http://127.0.0.1:1, client_id: x}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("OPTREK_DATABASE_URL", db.OwnerURL)
	t.Setenv("OPTREK_ORGANISATIONS", file)
	t.Setenv("OPTREK_DATA_DIR", t.TempDir())
	if err := db.Open(optrek.doors[1].schema()).InTenantAs(t.Context(), bedacht, func(tx *postgres.Tx) error {
		return feed.Append(t.Context(), tx, &feedv1.WatchRequest{})
	}); err != nil {
		t.Fatal(err)
	}
	return db, func(code int, words ...string) string {
		t.Helper()
		var both bytes.Buffer
		if got := optrek.run(t.Context(), words, &both, &both); got != code {
			t.Fatalf("optrek %s: exit %d, want %d\n%s", strings.Join(words, " "), got, code, &both)
		}
		return both.String()
	}
}

func expect(t *testing.T, text, word string) {
	t.Helper()
	if !strings.Contains(text, word) {
		t.Errorf("no %q in\n%s", word, text)
	}
}

// The road of an organisation that leaves: closed, written out, taken out; at each step it
// says what has to come first.
func TestAnOrganisationLeaves(t *testing.T) {
	_, say := region(t)
	file := filepath.Join(t.TempDir(), "bedacht.zip")
	expect(t, say(2, "tenant"), "optrek tenant suspend <id>")
	expect(t, say(1, "tenant", "add", "01900000-0000-7000-8000-0000000000b2"), "is not in OPTREK_ORGANISATIONS")
	expect(t, say(1, "tenant", "add", bedacht), "does not answer as a provider of sign-in")
	expect(t, say(0, "tenant", "list"), "open  Bedacht Wonen")
	expect(t, say(0, "tenant", "export", bedacht, file), "digest")
	expect(t, say(1, "tenant", "remove", bedacht, "--exported", file, "--name", "Bedacht Wonen"), "First: optrek tenant suspend")
	expect(t, say(0, "tenant", "suspend", bedacht), "closed")
	expect(t, say(0, "tenant", "list"), "closed since")
	expect(t, say(0, "tenant", "resume", bedacht), "open")
	expect(t, say(0, "tenant", "suspend", bedacht), "closed")
	expect(t, say(1, "tenant", "remove", bedacht, "--exported", file, "--name", "Bedacht"), "type the name")
	expect(t, say(1, "tenant", "remove", bedacht, "--exported", file+"x", "--name", "Bedacht Wonen"), "--exported")
	expect(t, say(0, "tenant", "remove", bedacht, "--exported", file, "--name", "Bedacht Wonen"), "the log of who looked stays")
	expect(t, say(1, "tenant", "remove", bedacht, "--exported", file, "--name", "Bedacht Wonen"), "is not all there is now")
}

// Of the backups in a directory the newest stay, once there is a new one; one that fails takes nothing away.
func TestOldBackupsGoAfterANewOne(t *testing.T) {
	_, say := region(t)
	dir := t.TempDir()
	old := []string{"optrek-20240101T000000Z.backup", "optrek-20240102T000000Z.backup", "notes.txt"}
	for _, name := range old {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	say(1, "backup", dir, "nobody", "--keep", "1")
	expect(t, say(0, "backup", dir+"/"), "1 organisations, 1 rows")
	if files, err := os.ReadDir(dir); err != nil || len(files) != 4 {
		t.Fatalf("without --keep everything stays: %v %v", files, err)
	}
	expect(t, say(0, "backup", dir+"/", bedacht, "--keep", "1"), "optrek-"+bedacht+"-")
	said := say(0, "backup", dir+"/", "--keep", "2")
	expect(t, said, old[0]+": removed")
	if _, err := os.Stat(filepath.Join(dir, old[0])); !os.IsNotExist(err) {
		t.Errorf("%s is there still: %v", old[0], err)
	}
	for _, stays := range []string{old[2], strings.TrimPrefix(strings.Split(said, ":")[0], dir+"/")} {
		if _, err := os.Stat(filepath.Join(dir, stays)); err != nil {
			t.Error(err)
		}
	}
}

// A drill puts everything back beside what there is, and leaves nothing behind.
func TestADrill(t *testing.T) {
	_, say := region(t)
	expect(t, say(1, "backup", "drill"), "OPTREK_DRILL_DATABASE_URL")
	beside := pgtest.New(t)
	t.Setenv("OPTREK_DRILL_DATABASE_URL", beside.OwnerURL)
	for range 2 {
		expect(t, say(0, "backup", "drill"), "1 organisations, 1 rows")
	}
	if _, err := beside.Owner(t).Exec(t.Context(), `CREATE SCHEMA matching`); err != nil {
		t.Fatal(err)
	}
	expect(t, say(1, "backup", "drill"), "in use")
}

func TestDoctor(t *testing.T) {
	_, say := region(t)
	expect(t, say(1, "doctor", "nobody"), "no service")
	expect(t, say(1, "doctor"), "WRONG  keys: OPTREK_KEYS_DIR")
	keys := t.TempDir()
	t.Setenv("OPTREK_KEYS_DIR", keys)
	if err := authn.EnsureKeys(keys, config.Names()...); err != nil {
		t.Fatal(err)
	}
	if err := auditlog.EnsureKey(filepath.Join(keys, "audit")); err != nil {
		t.Fatal(err)
	}
	expect(t, say(0, "doctor"), "ok     matching: walls between organisations")
}
