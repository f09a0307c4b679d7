package backup_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/backup"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
)

// two are the parts of everybody, and of those who stand in another place.
func two(shared, own *place, tenants ...string) (parts []backup.Part) {
	for i, part := range shared.parts() {
		beside := own.parts()[i]
		beside.Database, beside.Organisations = "linde", tenants
		parts = append(parts, part, beside)
	}
	return parts
}

func (p *place) writeAll(parts []backup.Part, organisation string) (*bytes.Buffer, backup.Summary) {
	p.t.Helper()
	var file bytes.Buffer
	wrote, err := backup.Write(p.t.Context(), &file, parts, p.vault, backup.Scope{Organisation: organisation, Time: time.Now()})
	must(p.t, err)
	return &file, wrote
}

// Everybody goes back to the database in which they stand, with readers where they were.
func TestOrganisationsInDatabasesOfTheirOwn(t *testing.T) {
	t.Parallel()
	here, there := ids.New(), ids.New()
	shared, own, toShared, toOwn := newPlace(t), newPlace(t), newPlace(t), newPlace(t)
	shared.person(here, "Hilde Hier")
	shared.tell(here, "1", "2")
	own.person(there, "Daan Daar")
	own.tell(there, "3", "4", "5")
	read := func(p *place, tenant, upTo string) {
		t.Helper()
		_, err := p.db.Owner(t).Exec(t.Context(), `INSERT INTO matching.feed_cursor (source, xid, seq)
			SELECT 'recruitment', xid, seq FROM recruitment.outbox WHERE tenant_id = $1 AND seq = $2::text::bigint`, tenant, upTo)
		must(t, err)
	}
	read(shared, here, "2")
	read(own, there, "1")
	file, wrote := shared.writeAll(two(shared, own, there), "")
	if wrote.Organisations != 2 || strings.Contains(unzipped(t, bytes.NewBuffer(bytes.Clone(file.Bytes()))), "Daan") {
		t.Errorf("wrote %+v", wrote)
	}
	put, err := backup.Restore(t.Context(), bytes.NewReader(file.Bytes()), two(toShared, toOwn, there), shared.vault)
	must(t, err)
	if put.Digest != wrote.Digest || put.Rows != wrote.Rows {
		t.Errorf("put back %+v, wrote %+v", put, wrote)
	}
	if a, b := toShared.rows("recruitment", there), toOwn.rows("recruitment", here); len(a)+len(b) > 0 {
		t.Errorf("mixed up: %v %v", a, b)
	}
	if toOwn.column(toOwn.people, there, "client", "name") != "Daan Daar" || toShared.column(toShared.people, here, "client", "name") != "Hilde Hier" {
		t.Error("not everybody came back")
	}
	if a, b := unread(t, toShared), unread(t, toOwn); a != 0 || b != 2 {
		t.Errorf("left to read: %d and %d, want 0 and 2", a, b)
	}
	// One organisation, into a database of its own that is new: what was read is not read again.
	alone := newPlace(t)
	one, _ := shared.writeAll(two(shared, own, there), there)
	_, err = backup.Restore(t.Context(), one, two(newPlace(t), alone, there), shared.vault)
	must(t, err)
	if left := unread(t, alone); left != 2 {
		t.Errorf("%d events are left to read, want what was not read before", left)
	}
	// All in one database, as a drill does.
	drill := newPlace(t)
	put, err = backup.Restore(t.Context(), bytes.NewReader(file.Bytes()), drill.parts(), shared.vault)
	must(t, err)
	if put.Digest != wrote.Digest || drill.column(drill.people, there, "client", "name") != "Daan Daar" {
		t.Errorf("the drill put back %+v", put)
	}
	if left := unread(t, drill); left != 2 {
		t.Errorf("%d events are left to read, want 2", left)
	}
}

// Rows in a database where their organisation does not stand are no part of a backup that
// could be put back: it says so, and what to look at.
func TestAMixedUpDatabaseIsNoBackup(t *testing.T) {
	t.Parallel()
	there := ids.New()
	shared, own := newPlace(t), newPlace(t)
	shared.tell(there, "1")
	err := func() error {
		_, err := backup.Write(t.Context(), &bytes.Buffer{}, two(shared, own, there), shared.vault, backup.Scope{Time: time.Now()})
		return err
	}()
	if err == nil || !strings.Contains(err.Error(), "tenant move") {
		t.Errorf("%v", err)
	}
}

func TestAnOrganisationOfItsOwnIsClosedAndTakenOut(t *testing.T) {
	t.Parallel()
	there := ids.New()
	shared, own := newPlace(t), newPlace(t)
	own.tell(there, "1")
	own.person(there, "Daan Daar")
	must(t, own.people.InTenantAs(postgres.WithMethod(t.Context(), "test"), there, func(tx *postgres.Tx) error { tx.Touch(ids.New()); return nil }))
	parts := backup.Of(two(shared, own, there), there)
	if len(parts) != 2 || parts[0].URL != own.db.OwnerURL {
		t.Fatalf("stands in %v", parts)
	}
	must(t, backup.Suspend(t.Context(), parts, there, true))
	if closed, err := own.people.Suspended(t.Context()); err != nil || len(closed) != 1 {
		t.Errorf("closed %v %v", closed, err)
	}
	if closed, err := shared.people.Suspended(t.Context()); err != nil || len(closed) != 0 {
		t.Errorf("closed in the shared one %v %v", closed, err)
	}
	if n, err := backup.Remove(t.Context(), parts, there); err != nil || n == 0 {
		t.Errorf("removed %d rows: %v", n, err)
	}
	if left := own.rows("recruitment", there); left["client"] != 0 || left["outbox"] != 0 || left["audit"] == 0 {
		t.Errorf("left %v", left)
	}
}
