package backup

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/vault"
)

// chunk is how many rows wait for their keys together.
const chunk = 500

// Summary is what was written or put back.
type Summary struct {
	Time          time.Time // when the file was made
	Organisations int
	Rows          int
	LeftOut       int    // rows of people who were erased since
	Digest        string // over all rows, in whatever order; equal digests: the same rows
}

// Scope is what a file is about.
type Scope struct {
	Organisation string    // id; empty: all
	Time         time.Time // when it was made
}

// Write writes everything of an organisation, or of all, as it is at one moment.
func Write(ctx context.Context, out io.Writer, parts []Part, keys Vault, scope Scope) (Summary, error) {
	sessions, done, err := open(ctx, parts, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return Summary{}, err
	}
	defer done()
	zipped := gzip.NewWriter(out)
	buffered := bufio.NewWriterSize(zipped, 1<<20)
	seen := sha256.New()
	everywhere := parts
	if scope.Organisation != "" {
		parts = Of(parts, scope.Organisation)
	}
	w := &writer{
		ctx: ctx, keys: keys, only: scope.Organisation, sessions: sessions, parts: parts, everywhere: everywhere,
		out: json.NewEncoder(io.MultiWriter(buffered, seen)), seen: seen, tenants: map[string]bool{}, clients: map[string][]string{},
	}
	if err := w.all(scope.Time); err != nil {
		return Summary{}, err
	}
	if err := errors.Join(buffered.Flush(), zipped.Close()); err != nil {
		return Summary{}, err
	}
	return Summary{Time: scope.Time, Organisations: len(w.tenants), Rows: w.sum.rows, Digest: w.sum.String()}, nil
}

type writer struct {
	ctx      context.Context
	keys     Vault
	only     string
	sessions map[string]*session
	parts    []Part

	everywhere []Part // also the databases in which nothing of it should be

	out     *json.Encoder
	seen    hash.Hash // of every byte so far
	tenants map[string]bool
	clients map[string][]string // ids, by organisation
	sum     digest
	feeds   map[string]*feedState
}

func (w *writer) all(now time.Time) error {
	h := head{Format: format, Time: now.UTC(), Organisation: w.only, Versions: map[string]int64{}}
	for _, part := range w.parts {
		v, err := version(w.ctx, w.sessions[part.URL].tx, part)
		if err != nil {
			return fmt.Errorf("backup: %s: %w", part.Schema.Name, err)
		}
		if other, said := h.Versions[part.Schema.Name]; said && other != v {
			return fmt.Errorf("backup: the tables of %s do not have the same version in each database: run `optrek migrate`", part.Schema.Name)
		}
		h.Versions[part.Schema.Name] = v
	}
	if err := misplaced(w.ctx, w.sessions, w.everywhere, w.only); err != nil {
		return err
	}
	known, err := w.organisations()
	if err != nil {
		return err
	}
	h.Databases = w.databasesOf(known)
	if w.feeds, h.Cursors, err = readFeeds(w.ctx, w.sessions, w.parts); err != nil {
		return err
	}
	if err := w.out.Encode(line{Head: &h}); err != nil {
		return err
	}
	if err := w.learnClients(known); err != nil {
		return fmt.Errorf("backup: clients: %w", err)
	}
	for _, part := range w.parts {
		if err := w.part(part, w.in(part, known)); err != nil {
			return fmt.Errorf("backup: %s: %w", part.Schema.Name, err)
		}
	}
	return w.out.Encode(line{Foot: &foot{Rows: w.sum.rows, Digest: w.sum.String(), File: hex.EncodeToString(w.seen.Sum(nil))}})
}

// misplaced refuses an organisation, or any, with rows in another database than its own: it would
// not be whole, or come back mixed up.
func misplaced(ctx context.Context, sessions map[string]*session, parts []Part, only string) error {
	if !slices.ContainsFunc(parts, func(p Part) bool { return p.Database != "" }) {
		return nil // there is but one of each
	}
	for _, part := range parts {
		known, err := organisations(ctx, sessions[part.URL].tx, part)
		if err != nil {
			return fmt.Errorf("backup: %s: %w", part.name(), err)
		}
		for _, organisation := range known {
			if (only == "" || only == organisation) && !part.holds(parts, organisation) {
				return fmt.Errorf("backup: organisation %s has rows in %s, and stands in another database: `optrek tenant move %[1]s` brings them there", organisation, part.name())
			}
		}
	}
	return nil
}

// organisations are those that any of the parts knows of: one that tells nothing has rows
// too.
func (w *writer) organisations() (all []string, err error) {
	if w.only != "" {
		return []string{w.only}, nil
	}
	for _, part := range w.parts {
		known, err := organisations(w.ctx, w.sessions[part.URL].tx, part)
		if err != nil {
			return nil, fmt.Errorf("backup: %s: %w", part.name(), err)
		}
		all = append(all, known...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// databasesOf says of organisations in which database they stand, when that is not the shared one.
func (w *writer) databasesOf(known []string) map[string]string {
	of := map[string]string{}
	for _, organisation := range known {
		if at := home(w.parts, organisation); at != "" {
			of[organisation] = at
		}
	}
	return of
}

// in gives those of the organisations that stand in a part.
func (w *writer) in(part Part, known []string) []string {
	return slices.DeleteFunc(slices.Clone(known), func(o string) bool { return !part.holds(w.parts, o) })
}

func (w *writer) part(part Part, known []string) error {
	all, err := tables(w.ctx, w.sessions[part.URL].tx, part)
	if err != nil {
		return err
	}
	for _, t := range all {
		if t.Name == "outbox" {
			err = w.outbox(part, t, known)
		} else {
			err = w.table(part, t, known)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}

func (w *writer) table(part Part, t table, tenants []string) error {
	l := &tableLine{Schema: part.Schema.Name, Table: t.Name, Columns: t.Columns, Types: t.Types}
	of, isSomebodys := part.personal(t.Name)
	persons := "NULL"
	if of.Persons != "" {
		persons, l.Sealed = of.Persons, of.Columns
	}
	if err := w.out.Encode(line{Table: l}); err != nil {
		return err
	}
	sql := fmt.Sprintf(`SELECT %s::text, (%s)::text[], %s FROM %s t WHERE t.tenant_id = $1 ORDER BY %s`,
		texts(t.Key), persons, texts(t.Columns), quote(part.Schema.Name, t.Name), strings.Join(columnsOf(t.Key), ", "))
	for _, tenant := range tenants {
		if err := part.as(w.ctx, w.sessions[part.URL].tx, tenant); err != nil {
			return err
		}
		var owners map[string][]string
		if isSomebodys && of.Where != "" {
			var err error
			if owners, err = w.owners(part, t, of, tenant); err != nil {
				return err
			}
		}
		if err := w.rows(w.sessions[part.URL].tx, rowsOf{l, tenant, owners}, sql); err != nil {
			return err
		}
	}
	return nil
}

// owners finds whose each row of a table is, by its key: person by person, as an erasure
// would find them, so that each is one walk along an index.
func (w *writer) owners(part Part, t table, of Personal, tenant string) (map[string][]string, error) {
	owners := map[string][]string{}
	rows, err := w.sessions[part.URL].tx.Query(w.ctx, fmt.Sprintf(`SELECT p.id::text, %s::text FROM unnest($2::uuid[]) AS p (id)
		CROSS JOIN LATERAL (SELECT * FROM %s WHERE tenant_id = $1 AND (%s)) t`,
		texts(t.Key), quote(part.Schema.Name, t.Name), strings.ReplaceAll(of.Where, "$1", "p.id")), tenant, w.clients[tenant])
	if err != nil {
		return nil, err
	}
	var person, key string
	_, err = pgx.ForEachRow(rows, []any{&person, &key}, func() error {
		owners[key] = append(owners[key], person)
		return nil
	})
	return owners, err
}

// rowsOf is which rows of a table: whose organisation, and whose they are by their key.
type rowsOf struct {
	line   *tableLine
	tenant string
	owners map[string][]string
}

// rows writes what a query for an organisation ($1) gives, as (key, persons, values), sealed
// where it is somebody's. The transaction is the organisation's already.
func (w *writer) rows(tx pgx.Tx, of rowsOf, sql string) error {
	found, err := tx.Query(w.ctx, sql, of.tenant)
	if err != nil {
		return err
	}
	defer found.Close()
	waiting := make([]rowLine, 0, chunk)
	for found.Next() {
		var key string
		r := rowLine{Tenant: of.tenant}
		if err := found.Scan(&key, &r.People, &r.Values); err != nil {
			return err
		}
		r.People = append(r.People, of.owners[key]...)
		slices.Sort(r.People)
		r.People = slices.Compact(r.People)
		if waiting = append(waiting, r); len(waiting) == chunk {
			if err := w.flush(of.line, waiting); err != nil {
				return err
			}
			waiting = waiting[:0]
		}
	}
	if err := found.Err(); err != nil {
		return err
	}
	return w.flush(of.line, waiting)
}

func (w *writer) flush(l *tableLine, rows []rowLine) error {
	if len(rows) == 0 {
		return nil
	}
	keys, err := w.keysOf(rows)
	if err != nil {
		return err
	}
	w.tenants[rows[0].Tenant] = true
	for i := range rows {
		r := &rows[i]
		if slices.ContainsFunc(r.People, func(p string) bool { return keys[p] == vault.Key{} }) {
			continue // erased: what is still there of them is on its way out
		}
		if err := w.sum.add(l, r.Values); err != nil {
			return err
		}
		if len(r.People) > 0 {
			if err := seal(keys, l, r); err != nil {
				return err
			}
		}
		if err := w.out.Encode(line{Row: r}); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) keysOf(rows []rowLine) (map[string]vault.Key, error) {
	persons := personsOf(rows)
	if len(persons) == 0 {
		return nil, nil
	}
	return w.keys.Keys(w.ctx, rows[0].Tenant, persons)
}

func personsOf(rows []rowLine) (persons []string) {
	for _, r := range rows {
		persons = append(persons, r.People...)
	}
	slices.Sort(persons)
	return slices.Compact(persons)
}

// learnClients asks the parts that know who people are for the ids of all clients.
func (w *writer) learnClients(known []string) error {
	for _, part := range w.parts {
		if part.Clients == "" {
			continue
		}
		for _, tenant := range w.in(part, known) {
			tx := w.sessions[part.URL].tx
			if err := part.as(w.ctx, tx, tenant); err != nil {
				return err
			}
			rows, err := tx.Query(w.ctx, part.Clients, tenant)
			if err != nil {
				return err
			}
			if w.clients[tenant], err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
				return err
			}
		}
	}
	return nil
}
