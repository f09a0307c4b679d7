package postgres

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
)

// check is one promise read back from the catalogue: its query names what breaks it.
type check struct {
	problem string // what to say, after the name
	query   string // gives names; $1 schema, $2 run-time role, $3 feed role, $4 tables outside the wall
}

// tables is what the checks begin with: t is every table and partition of the schema,
// w those that must stand behind the tenant wall.
const tables = `WITH t AS (
	SELECT c.oid, c.relname::text AS name, c.relowner, c.relacl, c.relrowsecurity AND c.relforcerowsecurity AS forced
	FROM pg_class c WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p')),
w AS (SELECT * FROM t WHERE NOT name = ANY ($4)),
p AS (SELECT polrelid, polname::text AS name, polpermissive, polcmd, polroles,
	pg_get_expr(polqual, polrelid) AS sees, pg_get_expr(polwithcheck, polrelid) AS writes FROM pg_policy),
us AS (SELECT to_regrole($2)::oid AS runtime, to_regrole($3)::oid AS feed,
	'(tenant_id = ( SELECT ' || $1 || '.cur_tenant() AS cur_tenant))' AS mine) `

var checks = []check{
	{"has no column tenant_id uuid NOT NULL", `SELECT name FROM w WHERE NOT EXISTS (
		SELECT FROM pg_attribute a WHERE a.attrelid = w.oid AND a.attname = 'tenant_id' AND a.attnotnull AND a.atttypid = 'uuid'::regtype)`},
	{"has no forced row-level security", `SELECT name FROM w WHERE NOT forced`},
	{"has no restrictive tenant wall with WITH CHECK: SELECT optrek_protect(…)", `SELECT w.name FROM w, us WHERE NOT EXISTS (
		SELECT FROM p WHERE p.polrelid = w.oid AND NOT p.polpermissive AND p.polcmd = '*'
		AND p.polroles && ARRAY[us.runtime, 0::oid] AND p.sees = us.mine AND p.writes = us.mine)`},
	{"is a policy that lets the service write without WITH CHECK", `SELECT t.name || '.' || p.name FROM t JOIN p ON p.polrelid = t.oid
		WHERE p.polpermissive AND p.polcmd IN ('*', 'a', 'w') AND p.writes IS NULL`},
	{"is a policy for another role than the service's", `SELECT t.name || '.' || p.name FROM t JOIN p ON p.polrelid = t.oid, us
		WHERE NOT p.polroles <@ ARRAY[us.runtime] AND NOT (t.name IN ('outbox', 'caseload', 'erased', 'audit', 'suspended', 'moved') AND p.polcmd = 'r' AND p.polroles = ARRAY[us.feed])`},
	{"has no primary key", `SELECT name FROM w WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = w.oid AND k.contype = 'p')`},
	{"is a unique index or constraint that does not begin with tenant_id", `SELECT w.name || '.' || i.indexrelid::regclass::text
		FROM w JOIN pg_index i ON i.indrelid = w.oid
		LEFT JOIN pg_attribute a ON a.attrelid = w.oid AND a.attnum = i.indkey[0]
		WHERE (i.indisunique OR i.indisexclusion) AND a.attname IS DISTINCT FROM 'tenant_id'`},
	{"is a foreign key that does not begin with tenant_id on both sides", `SELECT w.name || '.' || k.conname::text
		FROM w JOIN pg_constraint k ON k.conrelid = w.oid AND k.contype = 'f'
		LEFT JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
		LEFT JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
		WHERE a.attname IS DISTINCT FROM 'tenant_id' OR b.attname IS DISTINCT FROM 'tenant_id'`},
	{"is open to everybody", `SELECT name FROM t WHERE EXISTS (SELECT FROM aclexplode(relacl) WHERE grantee = 0)`},
	{"can be emptied, referred to or triggered on by the service", `SELECT name FROM t, us
		WHERE has_table_privilege(us.runtime, t.oid, 'TRUNCATE, REFERENCES, TRIGGER')`},
	{"can be changed by the service and is insert-only", `SELECT name FROM t, us
		WHERE name IN ('audit', 'audit_seal') AND has_any_column_privilege(us.runtime, t.oid, 'UPDATE')
		OR name = 'outbox' AND has_table_privilege(us.runtime, t.oid, 'DELETE')`},
	// Of a log: what is older than five years goes, when the organisation keeps it no longer (base/00007).
	{"can be removed by the service before five years are over", `SELECT name FROM t, us
		WHERE name IN ('audit', 'audit_seal') AND has_table_privilege(us.runtime, t.oid, 'DELETE') AND NOT EXISTS (SELECT FROM p
			WHERE p.polrelid = t.oid AND NOT p.polpermissive AND p.polcmd = 'd' AND p.polroles = ARRAY[us.runtime]
			AND p.sees = '(at < (now() - ''5 years''::interval))')`},
	// Of who is erased: the event stays where it is and becomes one that says nothing (base/00005).
	{"can be changed by the service into something else than a Forgotten", `SELECT name || '.' || a.attname FROM t JOIN pg_attribute a
		ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped, us
		WHERE name = 'outbox' AND has_column_privilege(us.runtime, t.oid, a.attnum, 'UPDATE') AND (a.attname NOT IN ('type', 'payload')
			OR NOT EXISTS (SELECT FROM p WHERE p.polrelid = t.oid AND NOT p.polpermissive AND p.polcmd = 'w' AND p.polroles = ARRAY[us.runtime]
				AND p.writes = '((type = ''optrek.feed.v1.Forgotten''::text) AND (octet_length(payload) <= 40))'))`},
	{"can be used by the feed role, which reads the outbox and the cursor only", `SELECT name FROM t, us
		WHERE has_table_privilege(us.feed, t.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
		OR has_table_privilege(us.feed, t.oid, 'SELECT') AND name NOT IN ('outbox', 'feed_cursor')`},
	{"belongs to the service's own role", `SELECT name FROM t, us WHERE pg_has_role(us.runtime, t.relowner, 'MEMBER')`},
	{"is a view without security_invoker", `SELECT relname::text FROM pg_class WHERE relnamespace = to_regnamespace($1)
		AND relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (reloptions) OR 'security_invoker=on' = ANY (reloptions), false)`},
	{"is a materialised view", `SELECT relname::text FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relkind = 'm'`},
	{"is a SECURITY DEFINER function", `SELECT proname::text FROM pg_proc WHERE pronamespace = to_regnamespace($1) AND prosecdef`},
	{"is a schema the service can enter and is not its own", `SELECT n.nspname::text FROM pg_namespace n, us
		WHERE n.nspname NOT IN ($1, 'public', 'pg_catalog', 'information_schema') AND has_schema_privilege(us.runtime, n.oid, 'USAGE')`},
	{"is a role that passes by row-level security", `SELECT rolname::text FROM pg_roles WHERE rolname IN ($2, $3) AND (rolsuper OR rolbypassrls)`},
}

// CheckCatalogue reads from the catalogue whether every table of the schemas keeps
// what this package promises, and gives one line for each that does not, naming the
// schema. Outside the tenant wall may stand the common tables that hold no tenant's
// rows, and what Schema.Shared names with a reason. A test runs it over all services.
func CheckCatalogue(ctx context.Context, ownerURL string, schemas []Schema) ([]string, error) {
	config, err := pgx.ParseConfig(ownerURL)
	if err != nil {
		return nil, fmt.Errorf("owner URL: %w", err)
	}
	config.RuntimeParams["search_path"] = "" // so that expressions come with full names
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var found []string
	for _, s := range schemas {
		lines, err := checkSchema(ctx, conn, s)
		if err != nil {
			return nil, fmt.Errorf("catalogue of %s: %w", s.Name, err)
		}
		found = append(found, lines...)
	}
	return found, nil
}

func checkSchema(ctx context.Context, conn *pgx.Conn, s Schema) ([]string, error) {
	found, err := checkShared(ctx, conn, s)
	if err != nil {
		return nil, err
	}
	outside := slices.Concat(slices.Sorted(maps.Keys(unwalled)), slices.Sorted(maps.Keys(s.Shared)))
	for _, c := range checks {
		// All four parameters in every query, whether it uses them or not.
		query := tables + c.query + ` EXCEPT SELECT NULL::text WHERE $1::text || $2::text || $3::text || $4::text IS NULL ORDER BY 1`
		rows, err := conn.Query(ctx, query, s.Name, s.Role(), s.FeedRole(), outside)
		if err != nil {
			return nil, err
		}
		names, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.problem, err)
		}
		for _, name := range names {
			found = append(found, fmt.Sprintf("%s.%s %s", s.Name, name, c.problem))
		}
	}
	return found, nil
}

// checkShared looks at the exceptions: each is there, has a reason and is forced.
func checkShared(ctx context.Context, conn *pgx.Conn, s Schema) ([]string, error) {
	var found []string
	var there bool
	if err := conn.QueryRow(ctx, `SELECT to_regnamespace($1) IS NOT NULL`, s.Name).Scan(&there); err != nil {
		return nil, err
	}
	if !there {
		return []string{s.Name + " is no schema of this database"}, nil
	}
	for _, table := range slices.Sorted(maps.Keys(s.Shared)) {
		var forced *bool
		err := conn.QueryRow(ctx, `SELECT (SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = to_regclass($1))`,
			s.Name+"."+table).Scan(&forced)
		switch {
		case err != nil:
			return nil, err
		case forced == nil:
			found = append(found, fmt.Sprintf("%s.%s stands in Shared and is not there", s.Name, table))
		case s.Shared[table] == "":
			found = append(found, fmt.Sprintf("%s.%s stands in Shared without a reason", s.Name, table))
		case !*forced:
			found = append(found, fmt.Sprintf("%s.%s stands in Shared and has no forced row-level security", s.Name, table))
		}
	}
	return found, nil
}
