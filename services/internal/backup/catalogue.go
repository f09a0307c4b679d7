package backup

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// table is what the catalogue says of one.
type table struct {
	Name     string
	Columns  []string // without generated ones
	Types    []string
	Identity string   // the column that counts by itself; may be empty
	Before   []string // tables that must be filled earlier: this one refers to them
	Key      []string // primary key, by which rows are read in order
}

const readTables = `SELECT c.relname::text,
	ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum),
	ARRAY(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum),
	coalesce((SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attidentity <> '' AND NOT a.attisdropped LIMIT 1), ''),
	ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid),
	ARRAY(SELECT a.attname::text FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY AS n (num, at)
		JOIN pg_attribute a ON a.attnum = n.num WHERE a.attrelid = c.oid AND i.indrelid = c.oid AND i.indisprimary ORDER BY n.at)
	FROM pg_class c WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`

// everyTable lists all tables of a part.
func everyTable(ctx context.Context, tx pgx.Tx, part Part) ([]table, error) {
	rows, err := tx.Query(ctx, readTables, part.Schema.Name)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[table])
}

// tables lists what is kept of a part, in an order in which it can be filled again.
func tables(ctx context.Context, tx pgx.Tx, part Part) ([]table, error) {
	all, err := everyTable(ctx, tx, part)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(t table) bool { return without[t.Name] != "" || part.Without[t.Name] != "" })
	for _, t := range all {
		if !slices.Contains(t.Columns, "tenant_id") || len(t.Key) == 0 {
			return nil, fmt.Errorf("backup: table %s.%s has no tenant_id or no key: name it in Without, with the reason", part.Schema.Name, t.Name)
		}
	}
	return inOrder(all)
}

// inOrder puts what is referred to before what refers.
func inOrder(all []table) (ordered []table, err error) {
	placed := map[string]bool{}
	for len(ordered) < len(all) {
		before := len(ordered)
		for _, t := range all {
			waits := slices.ContainsFunc(t.Before, func(name string) bool {
				return !placed[name] && slices.ContainsFunc(all, func(o table) bool { return o.Name == name })
			})
			if !placed[t.Name] && !waits {
				ordered, placed[t.Name] = append(ordered, t), true
			}
		}
		if len(ordered) == before {
			return nil, fmt.Errorf("backup: tables refer to each other in a circle")
		}
	}
	return ordered, nil
}

// organisations lists the tenants that the part knows of. Nobody but a superuser sees
// across the wall, so it asks as the feed role, which sees whose rows there are and no more.
func organisations(ctx context.Context, tx pgx.Tx, part Part) ([]string, error) {
	if _, err := tx.Exec(ctx, `SELECT set_config('role', $1, true)`, part.Schema.FeedRole()); err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, fmt.Sprintf(`SELECT DISTINCT tenant_id::text FROM %[1]s.outbox
		UNION SELECT DISTINCT tenant_id::text FROM %[1]s.caseload ORDER BY 1`, quote(part.Schema.Name)))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// version is that of the part's own tables: a file fits tables of the same version only.
func version(ctx context.Context, tx pgx.Tx, part Part) (v int64, err error) {
	if _, err := tx.Exec(ctx, `SELECT set_config('role', $1, true)`, part.Schema.Role()); err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, fmt.Sprintf(`SELECT (SELECT max(version_id) FROM %[1]s.base_version) * 1000
		+ (SELECT max(version_id) FROM %[1]s.schema_version)`, quote(part.Schema.Name))).Scan(&v)
	return v, err
}

func quote(names ...string) string { return pgx.Identifier(names).Sanitize() }

// texts gives the columns as one array of text.
func texts(columns []string) string {
	return "ARRAY[" + strings.Join(columnsOf(columns), "::text, ") + "::text]"
}

// columnsOf names columns of the row t.
func columnsOf(names []string) []string {
	of := make([]string, len(names))
	for i, c := range names {
		of[i] = "t." + quote(c)
	}
	return of
}
