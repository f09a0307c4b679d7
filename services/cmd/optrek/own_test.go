package main

import (
	"os"
	"path/filepath"
	"testing"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

const vaart = "01900000-0000-7000-8000-0000000000b3"

// What is done with databases finds that of an organisation that has its own: tables are made
// there, it is in the backup and in the drill, and its doors close there.
func TestAnOrganisationWithADatabaseToItself(t *testing.T) {
	_, say := region(t)
	own := pgtest.New(t)
	file := filepath.Join(t.TempDir(), "organisations.yaml")
	text := "organisations:\n  - {id: " + bedacht + ", name: Bedacht Wonen, issuer: http://127.0.0.1:1, client_id: x}\n" +
		"  - {id: " + vaart + ", name: De Vaart, database: vaart, issuer: http://127.0.0.1:1, client_id: x}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("OPTREK_ORGANISATIONS", file)
	expect(t, say(1, "migrate"), "OPTREK_RECRUITMENT_DATABASE_URL__VAART or OPTREK_DATABASE_URL__VAART")
	t.Setenv("OPTREK_DATABASE_URL__VAART", own.OwnerURL)
	expect(t, say(1, "backup", t.TempDir()), "base_version")
	say(0, "migrate")
	matching := optrek.doors[1].schema()
	if err := own.Open(matching).InTenantAs(t.Context(), vaart, func(tx *postgres.Tx) error {
		tx.Touch(vaart)
		return feed.Append(t.Context(), tx, &feedv1.WatchRequest{})
	}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	expect(t, say(0, "backup", dir), "2 organisations, 3 rows")
	expect(t, say(0, "backup", filepath.Join(dir, "vaart"), vaart), "1 organisations, 2 rows")
	t.Setenv("OPTREK_DRILL_DATABASE_URL", pgtest.New(t).OwnerURL)
	expect(t, say(0, "backup", "drill"), "2 organisations, 3 rows")
	expect(t, say(0, "await", "matching"), "the tables are there")
	expect(t, say(0, "tenant", "suspend", vaart), "closed")
	expect(t, say(0, "tenant", "list"), "closed since")
	closed, err := own.Open(matching).Suspended(t.Context())
	if err != nil || len(closed) != 1 {
		t.Errorf("closed in its own database: %v %v", closed, err)
	}
	zip := filepath.Join(dir, "vaart.zip")
	expect(t, say(0, "tenant", "export", vaart, zip), "digest")
	expect(t, say(0, "tenant", "remove", vaart, "--exported", zip, "--name", "De Vaart"), "1 rijen weg")
	say(0, "tenant", "resume", vaart) // that its doors are closed outlives it, and is in no copy of before
	t.Setenv("OPTREK_DATABASE_URL__VAART", pgtest.New(t, schemas(optrek.doors)...).OwnerURL)
	expect(t, say(0, "restore", filepath.Join(dir, "vaart")), "1 organisations, 2 rows")
}
