// Package backup writes everything Optrek knows into one file, and puts such a file
// back: of one organisation or of all.
//
// What is a person's is sealed in the file under that person's own key, which is in the
// vault and not in the file (package vault). Whoever was erased since has no key any
// more: Restore leaves them out, from every file there ever was, wherever it lies.
//
// All services are read in one snapshot when they share a database server; with
// databases of their own each is a snapshot for itself, taken right after each other. So it
// is with organisations that have a database to themselves; a file does not depend on which
// those are, and puts everybody where they stand by now.
// Restore wants a database in which the organisation is not there yet.
//
// # The file
//
// Gzipped lines of JSON: a head, then for each table a line that names its columns and
// a line for each row, and a foot. Values are PostgreSQL's own text form.
package backup

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/vault"
)

// format is the version of the file's form; another one is refused.
const format = 1

// Part is one service's database as a backup sees it.
type Part struct {
	Schema postgres.Schema
	// Database is what the organisations that have one to themselves call it, and Organisations
	// are the ids of those; without, it is the shared one of everybody else.
	Database      string
	Organisations []string
	// URL of somebody who may become the service's role: the owner's, as for Migrate.
	URL string
	// Personal says which rows are somebody's. What is not named here is kept in the open.
	Personal []Personal
	// Clients is an SQL query that gives the ids of all clients of an organisation ($1),
	// in the part that knows who people are; empty in the others.
	Clients string
	// Without names tables that are not kept, each with its reason.
	Without map[string]string
}

// Personal says of one table whose its rows are. One of Where and Persons is set.
type Personal struct {
	Table string
	// Where finds a person's rows, as in erasure.Table: their id is $1. The whole row is
	// sealed, and gone for who was erased.
	Where string
	// Persons is an SQL expression over the row t that gives the ids (uuid[]) of everybody
	// whose words may stand in it. Columns are sealed under all of their keys, and empty
	// when one of them was erased; the rest of the row, ids and dates, stays in the open.
	Persons string
	Columns []string
}

// name tells the databases of a service apart.
func (p Part) name() string {
	if p.Database == "" {
		return p.Schema.Name
	}
	return p.Schema.Name + "@" + p.Database
}

// Of gives of every service the one part in which an organisation stands.
func Of(parts []Part, organisation string) []Part {
	return slices.DeleteFunc(slices.Clone(parts), func(p Part) bool { return !p.holds(parts, organisation) })
}

// holds says whether, of all parts, this is the one of its service in which an organisation
// stands: the one that names it, or the shared one when none does.
func (p Part) holds(parts []Part, organisation string) bool {
	named := slices.IndexFunc(parts, func(of Part) bool {
		return of.Schema.Name == p.Schema.Name && slices.Contains(of.Organisations, organisation)
	})
	if named < 0 {
		return p.Database == ""
	}
	return p.Database == parts[named].Database
}

// home names the database in which an organisation stands: empty for the shared one.
func home(parts []Part, organisation string) string {
	named := slices.IndexFunc(parts, func(p Part) bool { return slices.Contains(p.Organisations, organisation) })
	if named < 0 {
		return ""
	}
	return parts[named].Database
}

// personal finds what is said of a table.
func (p Part) personal(name string) (Personal, bool) {
	i := slices.IndexFunc(p.Personal, func(of Personal) bool { return of.Table == name })
	if i < 0 {
		return Personal{}, false
	}
	return p.Personal[i], true
}

// Vault has the keys. *vault.Vault is one.
type Vault interface {
	Keys(ctx context.Context, tenant string, persons []string) (map[string]vault.Key, error)
	Known(ctx context.Context, tenant string, persons []string) (map[string]vault.Key, error)
}

// without are the common tables that are never kept.
var without = map[string]string{
	"held":           "holds of a moment; made again by the service that decides them",
	"request_ledger": "answers of the last day, to be repeated: nobody waits for them after a restore",
	"feed_cursor":    "kept in the head, as a position among the rows of the file",
	"moved":          "where an organisation stands is the configuration's to say, and so where it is put back",
	"base_version":   "goose's own note; the schema is made by `optrek migrate`",
	"schema_version": "goose's own note; the schema is made by `optrek migrate`",
}

// head begins a file.
type head struct {
	Format       int                         `json:"optrek_backup"`
	Time         time.Time                   `json:"time"`
	Organisation string                      `json:"organisation,omitempty"` // empty: all
	Versions     map[string]int64            `json:"versions"`               // of the tables, by schema
	Databases    map[string]string           `json:"databases,omitempty"`    // of the organisations that do not stand in the shared one
	Cursors      map[string]map[string]int64 `json:"cursors"`                // reader (Part.name) → its key of a source → rows of that feed that it has read
}

// tableLine begins the rows of a table.
type tableLine struct {
	Schema  string   `json:"schema"`
	Table   string   `json:"table"`
	Columns []string `json:"columns"`
	Types   []string `json:"types"`
	Sealed  []string `json:"sealed,omitempty"` // the columns that are sealed by themselves
	Unread  bool     `json:"unread,omitempty"` // of an outbox: what not every reader has read yet, in order
}

// rowLine is one row. Of somebody's row Values, or the sealed ones among them, are in Sealed.
type rowLine struct {
	Tenant string    `json:"t"`
	People []string  `json:"p,omitempty"` // under whose keys, one in the other, the first innermost
	Values []*string `json:"v,omitempty"`
	Sealed []byte    `json:"s,omitempty"`
}

// foot ends a file: one without is a file that was cut off.
type foot struct {
	Rows   int    `json:"rows"`
	Digest string `json:"digest"` // of the rows, in whatever order
	File   string `json:"file"`   // SHA-256 of every byte before this line
}

// line is any line of a file; exactly one is set.
type line struct {
	Head  *head      `json:"head,omitempty"`
	Table *tableLine `json:"table,omitempty"`
	Row   *rowLine   `json:"row,omitempty"`
	Foot  *foot      `json:"foot,omitempty"`
}

// session is a transaction in one part's database, by which several schemas may be read.
type session struct {
	conn *pgx.Conn
	tx   pgx.Tx
}

// open begins a transaction in each database that the parts name, once for each URL.
func open(ctx context.Context, parts []Part, options pgx.TxOptions) (sessions map[string]*session, done func(), err error) {
	sessions = map[string]*session{}
	done = func() {
		for _, s := range sessions {
			if s.tx != nil {
				_ = s.tx.Rollback(context.WithoutCancel(ctx)) // after a commit it does nothing
			}
			_ = s.conn.Close(context.WithoutCancel(ctx))
		}
	}
	for _, part := range parts {
		if sessions[part.URL] != nil {
			continue
		}
		conn, err := pgx.Connect(ctx, part.URL)
		if err != nil {
			done()
			return nil, nil, fmt.Errorf("backup: database of %s: %w", part.Schema.Name, err)
		}
		s := &session{conn: conn}
		sessions[part.URL] = s
		if s.tx, err = conn.BeginTx(ctx, options); err != nil {
			done()
			return nil, nil, fmt.Errorf("backup: database of %s: %w", part.Schema.Name, err)
		}
		// The first statement takes the snapshot. Names are spelt out everywhere.
		if _, err = s.tx.Exec(ctx, `SELECT set_config('search_path', '', true), set_config('timezone', 'UTC', true)`); err != nil {
			done()
			return nil, nil, fmt.Errorf("backup: database of %s: %w", part.Schema.Name, err)
		}
	}
	return sessions, done, nil
}

// as makes the transaction the service's own, in one organisation: the same wall as always.
func (p Part) as(ctx context.Context, tx pgx.Tx, tenant string) error {
	_, err := tx.Exec(ctx, `SELECT set_config('role', $1, true), set_config('search_path', $2, true),
		set_config('optrek.tenant', $3, true), set_config('optrek.reach', 'backup', true)`, p.Schema.Role(), p.Schema.Name, tenant)
	return err
}
