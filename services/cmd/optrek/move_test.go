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

// An organisation gets a database of its own after it has rows, and gives it back: at each step
// the command says what has to come first, and a second time there is nothing to do.
func TestAnOrganisationMoves(t *testing.T) {
	db, say := region(t)
	own := pgtest.New(t, schemas(optrek.doors)...)
	stands := func(more string) {
		t.Helper()
		file := filepath.Join(t.TempDir(), "organisations.yaml")
		if err := os.WriteFile(file, []byte("organisations:\n  - {id: "+bedacht+", name: Bedacht Wonen, issuer: http://127.0.0.1:1, client_id: x"+more+"}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("OPTREK_ORGANISATIONS", file)
	}
	rows := func(at *pgtest.Database) (n int) {
		t.Helper()
		if err := at.Owner(t).QueryRow(t.Context(), `SELECT (SELECT count(*) FROM matching.outbox) + (SELECT count(*) FROM matching.audit)`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	matching := optrek.doors[1].schema()
	if err := db.Open(matching).InTenantAs(postgres.WithMethod(t.Context(), "test"), bedacht, func(tx *postgres.Tx) error {
		tx.Touch(vaart)
		return feed.Append(t.Context(), tx, &feedv1.WatchRequest{})
	}); err != nil {
		t.Fatal(err)
	}
	expect(t, say(0, "tenant", "move", bedacht), "there is nothing to move")
	stands(", database: bedacht")
	t.Setenv("OPTREK_DATABASE_URL__BEDACHT", own.OwnerURL)
	expect(t, say(1, "tenant", "move", bedacht), "First: optrek tenant suspend")
	expect(t, say(1, "backup", t.TempDir()), "optrek tenant move "+bedacht)
	expect(t, say(1, "backup", t.TempDir(), bedacht), "optrek tenant move "+bedacht)
	expect(t, say(0, "tenant", "suspend", bedacht), "closed")
	expect(t, say(1, "tenant", "resume", bedacht), "First: optrek tenant move")
	expect(t, say(1, "tenant", "export", bedacht, filepath.Join(t.TempDir(), "x.zip")), "First: optrek tenant move")
	expect(t, say(0, "tenant", "move", bedacht, "--dry-run"), "matching: 4 rijen / rows gaan / go, de gezamenlijke / the shared one → bedacht")
	if rows(db) != 3 || rows(own) != 0 {
		t.Error("a dry run moved something")
	}
	expect(t, say(0, "tenant", "move", bedacht), "at both ends")
	if rows(db) != 0 || rows(own) != 3 {
		t.Errorf("%d rows are where they were, %d where they belong", rows(db), rows(own))
	}
	expect(t, say(0, "tenant", "move", bedacht), "there is nothing to move")
	expect(t, say(0, "tenant", "resume", bedacht), "open")
	expect(t, say(0, "tenant", "list"), "open  Bedacht Wonen")

	stands("")
	t.Setenv("OPTREK_DATABASE_URL__BEDACHT", "")
	expect(t, say(1, "tenant", "move", bedacht), "moves_from: bedacht")
	stands(", moves_from: bedacht")
	t.Setenv("OPTREK_DATABASE_URL__BEDACHT", own.OwnerURL)
	expect(t, say(0, "tenant", "suspend", bedacht), "closed")
	expect(t, say(0, "tenant", "move", bedacht), "bedacht → de gezamenlijke / the shared one")
	if rows(db) != 3 || rows(own) != 0 {
		t.Errorf("%d rows are back, %d stayed", rows(db), rows(own))
	}
	expect(t, say(0, "tenant", "resume", bedacht), "open")
	expect(t, say(2, "tenant", "resume", bedacht, "--dry-run"), "tenant move")
}
