package erasure_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/erasure"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/vault"
)

var (
	schema = postgres.Schema{Name: "erasuretest", Migrations: fstest.MapFS{"00001_note.sql": &fstest.MapFile{Data: []byte(`-- +goose Up
CREATE TABLE note (tenant_id uuid NOT NULL DEFAULT cur_tenant(), client_id uuid NOT NULL, words text NOT NULL, PRIMARY KEY (tenant_id, client_id));
SELECT optrek_protect('note');`)}}}
	list = erasure.With(erasure.List{{Name: "note", Fate: erasure.Goes, Where: "client_id = $1", Part: erasure.Notes}})
)

// house is a service that wrote something down about somebody and told it.
func house(t *testing.T, tenant, client string) *postgres.DB {
	t.Helper()
	db := pgtest.New(t, schema).Open(schema)
	in(t, db, tenant, func(ctx context.Context, tx *postgres.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO note (client_id, words) VALUES ($1, 'Vrumpel')`, client); err != nil {
			return err
		}
		return feed.Append(ctx, tx, &recruitmentv1.ProfileChanged{ClientId: client, MayMatch: true, Profile: &recruitmentv1.Profile{Interests: []string{"Vrumpel"}}})
	})
	return db
}

func in(t *testing.T, db *postgres.DB, tenant string, fn func(context.Context, *postgres.Tx) error) {
	t.Helper()
	ctx := postgres.WithMethod(t.Context(), "test")
	if err := db.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error { return fn(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

func nothing() error { return nil }

func TestCarryLeavesNoRowAndNoWordInTheFeed(t *testing.T) {
	t.Parallel()
	tenant, client := ids.New(), ids.New()
	db := house(t, tenant, client)
	in(t, db, tenant, func(ctx context.Context, tx *postgres.Tx) error {
		removed, err := list.Carry(ctx, tx, erasure.Who{Client: client, ID: ids.New()}, nothing)
		if err == nil && removed[erasure.Notes] != 1 {
			t.Errorf("the receipt: %v", removed)
		}
		return err
	})
	in(t, db, tenant, func(ctx context.Context, tx *postgres.Tx) error {
		var notes, words, events int
		err := tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM note), (SELECT count(*) FROM outbox WHERE position('Vrumpel'::bytea IN payload) > 0),
			(SELECT count(*) FROM outbox WHERE type = 'optrek.feed.v1.Forgotten')`).Scan(&notes, &words, &events)
		if notes != 0 || words != 0 || events != 1 {
			t.Errorf("%d notes, %d events with words, %d in their place", notes, words, events)
		}
		return err
	})
}

// An erasure is reported when it is true and not otherwise.
func TestCarryFailsWhenSomethingIsLeft(t *testing.T) {
	t.Parallel()
	tenant, client := ids.New(), ids.New()
	db := house(t, tenant, client)
	stubborn := erasure.With(erasure.List{{Name: "note", Fate: erasure.Emptied, Where: "client_id = $1", Set: "words = ''"}})
	err := db.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error {
		_, err := stubborn.Carry(t.Context(), tx, erasure.Who{Client: client}, nothing)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "note") {
		t.Errorf("rows were left and it says %v", err)
	}
}

// An event can become a Forgotten, and nothing else.
func TestAnEventCannotBeRewritten(t *testing.T) {
	t.Parallel()
	tenant, client := ids.New(), ids.New()
	db := house(t, tenant, client)
	for _, change := range []string{
		`UPDATE outbox SET payload = 'x'`, `UPDATE outbox SET type = 'optrek.feed.v1.Forgotten', payload = repeat('x', 100)::bytea`,
		`UPDATE outbox SET seq = seq + 1`, `UPDATE outbox SET at = now()`, `DELETE FROM outbox`,
	} {
		err := db.InTenantAs(t.Context(), tenant, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), change)
			return err
		})
		if err == nil {
			t.Errorf("it was let through: %s", change)
		}
	}
}

// A database that was put back from before an erasure erases again, once.
func TestTheRegisterIsCarriedOutAgain(t *testing.T) {
	t.Parallel()
	tenant, client, stays := ids.New(), ids.New(), ids.New()
	db := house(t, tenant, client)
	in(t, db, tenant, func(ctx context.Context, tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO note (client_id, words) VALUES ($1, 'blijft')`, stays)
		return err
	})
	register := vault.New(pgtest.New(t, vault.Schema()).Open(vault.Schema()))
	if err := register.Erase(t.Context(), tenant, client); err != nil {
		t.Fatal(err)
	}
	own := func(ctx context.Context, tx *postgres.Tx, who erasure.Who) error {
		_, err := list.Carry(ctx, tx, who, nothing)
		return err
	}
	for _, want := range []int{1, 0} {
		if n, err := erasure.Again(t.Context(), db, register, nil, own); err != nil || n != want {
			t.Errorf("erased again %d, %v; want %d", n, err, want)
		}
	}
	in(t, db, tenant, func(ctx context.Context, tx *postgres.Tx) error {
		found, err := list.Count(ctx, tx, client)
		other, err2 := list.Count(ctx, tx, stays)
		if len(found) != 0 || other["note"] != 1 {
			t.Errorf("left of who was erased %v, of who stays %v", found, other)
		}
		return errors.Join(err, err2)
	})
}
