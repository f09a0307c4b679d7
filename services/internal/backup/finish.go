package backup

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// end looks whether the file is the one that was written, to the last byte.
func (r *reader) end(f foot) error {
	if f.File != hex.EncodeToString(r.seen.Sum(nil)) {
		return errors.New("backup: the file was changed or damaged since it was made")
	}
	return nil
}

// finish puts the readers of feeds where they were, lets counters go on after what is
// there now, and reads everything again: what was put back is what is there.
func (r *reader) finish() error {
	if err := r.placeReaders(); err != nil {
		return fmt.Errorf("backup: readers of feeds: %w", err)
	}
	for _, part := range r.parts {
		if err := r.letCountersGoOn(part); err != nil {
			return fmt.Errorf("backup: counters of %s: %w", part.Schema.Name, err)
		}
	}
	for tenant := range r.tenants { // whoever is put back stands where it is put, wherever it went before
		if err := r.arrive(tenant); err != nil {
			return err
		}
	}
	var there digest
	for _, part := range r.parts {
		if err := r.readAgain(part, &there); err != nil {
			return fmt.Errorf("backup: %s: %w", part.Schema.Name, err)
		}
	}
	if there != r.sum {
		return fmt.Errorf("backup: put back %d rows, and %d are there that are not the same", r.sum.rows, there.rows)
	}
	return nil
}

// placeReaders puts each reader where it was. Where what a feed told now stands elsewhere, and
// where it is of one organisation, a reader begins at what not every reader had read; a place
// that there is already stays.
func (r *reader) placeReaders() error {
	parts, clash := r.parts, `DO UPDATE SET xid = excluded.xid, seq = excluded.seq`
	if r.head.Organisation != "" {
		parts, clash = Of(r.parts, r.head.Organisation), `DO NOTHING`
	}
	for _, part := range parts {
		tx := r.sessions[part.URL].tx
		if _, err := tx.Exec(r.ctx, `SELECT set_config('role', $1, true)`, part.Schema.Role()); err != nil {
			return err
		}
		for source, count := range r.placesOf(part) {
			_, err := tx.Exec(r.ctx, fmt.Sprintf(`INSERT INTO %s.feed_cursor (source, xid, seq) VALUES ($1, $2::text::xid8, $3)
				ON CONFLICT (source) %s`, quote(part.Schema.Name), clash), source, untold, count)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// placesOf gives how many rows of which feeds a part's readers have read.
func (r *reader) placesOf(part Part) map[string]int64 {
	moved := r.head.Organisation != ""
	for tenant := range r.tenants {
		moved = moved || home(r.parts, tenant) != r.head.Databases[tenant]
	}
	if !moved {
		return r.head.Cursors[part.name()]
	}
	places := map[string]int64{}
	for name, cursors := range r.head.Cursors {
		if schema, _, _ := strings.Cut(name, "@"); schema != part.Schema.Name {
			continue
		}
		for source := range cursors {
			places[source] = 0
		}
	}
	return places
}

// arrive takes away what says that an organisation went elsewhere.
func (r *reader) arrive(tenant string) error {
	for _, part := range Of(r.parts, tenant) {
		tx := r.sessions[part.URL].tx
		if err := part.as(r.ctx, tx, tenant); err != nil {
			return err
		}
		if _, err := tx.Exec(r.ctx, `DELETE FROM moved WHERE tenant_id = $1`, tenant); err != nil {
			return err
		}
	}
	return nil
}

// letCountersGoOn needs the owner's rights: a service may count on, not set a counter.
func (r *reader) letCountersGoOn(part Part) error {
	tx := r.sessions[part.URL].tx
	if _, err := tx.Exec(r.ctx, `SELECT set_config('role', 'none', true)`); err != nil {
		return err
	}
	for _, t := range r.catalogue[part.Schema.Name] {
		highest := r.highest[part.name()+"."+t.Name]
		if t.Identity == "" || highest == 0 {
			continue
		}
		// Never back: others may have counted further already.
		var sequence string
		name := quote(part.Schema.Name, t.Name)
		if err := tx.QueryRow(r.ctx, `SELECT pg_get_serial_sequence($1, $2)`, name, t.Identity).Scan(&sequence); err != nil {
			return err
		}
		if _, err := tx.Exec(r.ctx, `SELECT setval($1::regclass, greatest($2, (SELECT last_value FROM `+sequence+`)))`, sequence, highest); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) readAgain(part Part, there *digest) error {
	tx := r.sessions[part.URL].tx
	for tenant := range r.tenants {
		if !part.holds(r.parts, tenant) {
			continue
		}
		if err := part.as(r.ctx, tx, tenant); err != nil {
			return err
		}
		for _, t := range r.catalogue[part.Schema.Name] {
			rows, err := tx.Query(r.ctx, fmt.Sprintf(`SELECT %s FROM %s t WHERE t.tenant_id = $1`, texts(t.Columns), quote(part.Schema.Name, t.Name)), tenant)
			if err != nil {
				return err
			}
			l := &tableLine{Schema: part.Schema.Name, Table: t.Name, Columns: t.Columns}
			var values []*string
			if _, err := pgx.ForEachRow(rows, []any{&values}, func() error { return there.add(l, values) }); err != nil {
				return err
			}
		}
	}
	return nil
}
