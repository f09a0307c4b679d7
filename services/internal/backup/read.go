package backup

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/optrek/optrek/services/internal/vault"
)

// told is the transaction number of everything that a restored feed tells: lower than any
// that the database gives itself, so that readers see it at once.
const told = "3"

// untold is that of what not every reader has read: after all that they have.
const untold = "4"

// Restore puts a file back: all of it, or nothing. It leaves out who was erased since.
func Restore(ctx context.Context, in io.Reader, parts []Part, keys Vault) (Summary, error) {
	zipped, err := gzip.NewReader(in)
	if err != nil {
		return Summary{}, fmt.Errorf("backup: this is not a backup file: %w", err)
	}
	sessions, done, err := open(ctx, parts, pgx.TxOptions{})
	if err != nil {
		return Summary{}, err
	}
	defer done()
	r := &reader{
		ctx: ctx, keys: keys, sessions: sessions, parts: parts, in: bufio.NewReaderSize(zipped, 1<<20), seen: sha256.New(),
		tenants: map[string]bool{}, highest: map[string]int64{}, catalogue: map[string][]table{},
	}
	if err := r.all(); err != nil {
		return Summary{}, err
	}
	for _, s := range sessions {
		if err := s.tx.Commit(ctx); err != nil {
			return Summary{}, fmt.Errorf("backup: %w", err)
		}
	}
	return Summary{Time: r.head.Time, Organisations: len(r.tenants), Rows: r.sum.rows, LeftOut: r.leftOut, Digest: r.sum.String()}, nil
}

// foreignKeyViolation is PostgreSQL's code for a row that refers to one that is not there.
const foreignKeyViolation = "23503"

type reader struct {
	ctx      context.Context
	keys     Vault
	sessions map[string]*session
	parts    []Part
	in       *bufio.Reader
	seen     hash.Hash // of every byte before the line at hand

	head      head
	table     *tableLine
	waiting   []rowLine
	tenants   map[string]bool
	highest   map[string]int64   // part and table → the highest value of what counts by itself
	catalogue map[string][]table // by schema
	identity  string             // the column of the table at hand that counts by itself
	sum       digest             // of what is put back
	leftOut   int
}

func (r *reader) all() error {
	ended := false
	for !ended {
		l, text, err := r.line()
		if err != nil {
			return err
		}
		switch {
		case l.Head != nil:
			err = r.begin(*l.Head)
		case r.head.Format == 0:
			return errors.New("backup: this is not a backup file: it has no head")
		case l.Table != nil:
			err = errors.Join(r.flush(), r.turnTo(l.Table))
		case l.Row != nil:
			err = r.take(*l.Row)
		case l.Foot != nil:
			err, ended = errors.Join(r.flush(), r.end(*l.Foot)), true
		}
		if err != nil {
			return err
		}
		r.seen.Write(text)
	}
	return r.finish()
}

func (r *reader) line() (l line, text []byte, err error) {
	text, err = r.in.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(text, &l)
	}
	if err != nil {
		return l, nil, fmt.Errorf("backup: the file is cut off or damaged: %w", err)
	}
	return l, text, nil
}

func (r *reader) begin(h head) error {
	if h.Format != format {
		return fmt.Errorf("backup: the file has form %d, this program reads form %d", h.Format, format)
	}
	r.head = h
	for _, part := range r.parts {
		v, err := version(r.ctx, r.sessions[part.URL].tx, part)
		if err != nil {
			return fmt.Errorf("backup: %s (has `optrek migrate` run?): %w", part.Schema.Name, err)
		}
		if want := h.Versions[part.Schema.Name]; v != want {
			return fmt.Errorf("backup: the tables of %s have version %d and the file was made with %d: restore with the program it was made with, then migrate",
				part.Schema.Name, v, want)
		}
		if r.catalogue[part.Schema.Name], err = tables(r.ctx, r.sessions[part.URL].tx, part); err != nil {
			return err
		}
		if h.Organisation != "" {
			continue
		}
		known, err := organisations(r.ctx, r.sessions[part.URL].tx, part)
		if err != nil {
			return err
		}
		if len(known) > 0 {
			return fmt.Errorf("backup: the database of %s is not empty: a file of all organisations wants one that was just made", part.Schema.Name)
		}
	}
	return nil
}

func (r *reader) turnTo(t *tableLine) error {
	if !slices.ContainsFunc(r.parts, func(p Part) bool { return p.Schema.Name == t.Schema }) {
		return fmt.Errorf("backup: the file has tables of %q, which this program does not know", t.Schema)
	}
	r.table, r.identity = t, ""
	own := slices.IndexFunc(r.catalogue[t.Schema], func(c table) bool { return c.Name == t.Table })
	if own < 0 {
		return fmt.Errorf("backup: the file has a table %s.%s, which is not there", t.Schema, t.Table)
	}
	r.identity = r.catalogue[t.Schema][own].Identity
	if t.Unread && r.head.Organisation != "" {
		return r.letCountersGoOn(r.partOf(t.Schema, r.head.Organisation)) // what is told anew counts on after what was put back
	}
	return nil
}

func (r *reader) take(row rowLine) error {
	if r.table == nil {
		return errors.New("backup: the file has a row without a table")
	}
	if len(r.waiting) > 0 && (r.waiting[0].Tenant != row.Tenant || len(r.waiting) == chunk) {
		if err := r.flush(); err != nil {
			return err
		}
	}
	r.waiting = append(r.waiting, row)
	return nil
}

// flush opens what waits and puts it into its table.
func (r *reader) flush() error {
	rows := r.waiting
	if len(rows) == 0 {
		return nil
	}
	r.waiting = nil
	tenant := rows[0].Tenant
	if err := r.welcome(tenant); err != nil {
		return err
	}
	var keys map[string]vault.Key
	if persons := personsOf(rows); len(persons) > 0 {
		var err error
		if keys, err = r.keys.Known(r.ctx, tenant, persons); err != nil {
			return err
		}
	}
	kept := rows[:0]
	for _, row := range rows {
		ok, err := r.open(keys, &row)
		if err != nil {
			return err
		}
		if ok {
			kept = append(kept, row)
		}
	}
	return r.insert(tenant, kept)
}

// open unseals a row; false: it was somebody's who is erased, and is gone with them.
func (r *reader) open(keys map[string]vault.Key, row *rowLine) (bool, error) {
	if len(row.People) == 0 {
		return true, nil
	}
	erased := slices.ContainsFunc(row.People, func(p string) bool { return keys[p] == vault.Key{} })
	switch {
	case !erased:
		return true, unseal(keys, r.table, row)
	case len(r.table.Sealed) == 0:
		r.leftOut++
		return false, nil
	case r.table.Table == "outbox":
		return true, forgotten(r.table, row)
	default:
		return true, nil // its ids and dates, without the words
	}
}

// welcome looks, once for each organisation, whether there is room for it.
func (r *reader) welcome(tenant string) error {
	if r.tenants[tenant] {
		return nil
	}
	for _, part := range r.parts {
		known, err := organisations(r.ctx, r.sessions[part.URL].tx, part)
		if err != nil {
			return err
		}
		if slices.Contains(known, tenant) {
			return fmt.Errorf("backup: organisation %s is in the database of %s already: restore into a database without it", tenant, part.Schema.Name)
		}
	}
	r.tenants[tenant] = true
	return nil
}

// partOf gives the part of a service in which an organisation stands by now.
func (r *reader) partOf(schema, tenant string) Part {
	at := slices.IndexFunc(r.parts, func(p Part) bool { return p.Schema.Name == schema && p.holds(r.parts, tenant) })
	return r.parts[at]
}

func (r *reader) insert(tenant string, rows []rowLine) error {
	part := r.partOf(r.table.Schema, tenant)
	tx := r.sessions[part.URL].tx
	if err := part.as(r.ctx, tx, tenant); err != nil {
		return err
	}
	sql := insertInto(r.table, r.table.Unread && r.head.Organisation != "")
	for _, row := range rows {
		if err := r.renumber(part, &row); err != nil {
			return err
		}
		put, err := r.put(tx, sql, row)
		if err != nil {
			return fmt.Errorf("backup: a row of %s.%s: %w", r.table.Schema, r.table.Table, err)
		}
		if !put {
			r.leftOut++
			continue
		}
		if err := r.sum.add(r.table, row.Values); err != nil {
			return err
		}
	}
	return nil
}

// put inserts one row; false: what it belongs to was left out.
func (r *reader) put(tx pgx.Tx, sql string, row rowLine) (bool, error) {
	_, err := tx.Exec(r.ctx, `SAVEPOINT row_of_file`)
	if err != nil {
		return false, err
	}
	_, err = tx.Exec(r.ctx, sql, row.Values)
	if refused := (*pgconn.PgError)(nil); errors.As(err, &refused) && refused.Code == foreignKeyViolation {
		_, err = tx.Exec(r.ctx, `ROLLBACK TO SAVEPOINT row_of_file`)
		return false, err
	}
	if err != nil {
		return false, err
	}
	_, err = tx.Exec(r.ctx, `RELEASE SAVEPOINT row_of_file`)
	return true, err
}

// renumber gives a row of a feed its new position, and remembers how far counters got.
func (r *reader) renumber(part Part, row *rowLine) error {
	name := part.name() + "." + r.table.Table
	for i, column := range r.table.Columns {
		switch {
		case r.table.Table == "outbox" && column == "seq":
			r.highest[name]++
			n := strconv.FormatInt(r.highest[name], 10)
			row.Values[i] = &n
		case slices.Contains(counters[r.table.Table], column): // xid
			x := told
			if r.table.Unread {
				x = untold
			}
			row.Values[i] = &x
		case column == r.identity && row.Values[i] != nil:
			n, err := strconv.ParseInt(*row.Values[i], 10, 64)
			if err != nil {
				return err
			}
			r.highest[name] = max(r.highest[name], n)
		}
	}
	return nil
}

// insertInto takes a row as one array of text, in which NULL is NULL. What of one
// organisation's feed is still to be read is told anew, after what the readers here have
// read of others; in a database of its own it keeps its place.
func insertInto(t *tableLine, anew bool) string {
	var columns, values []string
	for i, c := range t.Columns {
		if anew && slices.Contains(counters[t.Table], c) {
			continue
		}
		columns, values = append(columns, quote(c)), append(values, fmt.Sprintf("v.r[%d]::%s", i+1, t.Types[i]))
	}
	return fmt.Sprintf(`INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM (SELECT $1::text[] AS r) v`,
		quote(t.Schema, t.Table), strings.Join(columns, ", "), strings.Join(values, ", "))
}
