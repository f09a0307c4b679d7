package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
)

// promises is what the self-check reads, in one row.
type promises struct {
	role, login           string
	roleFree, loginFree   bool // passes by RLS
	commit                string
	unforced, owned       []string
	truncatable           []string
	auditable             bool
	base, service         int64
	wantBase, wantService int64

	baseSince, serviceSince int64 // the oldest programs that the tables still work for
}

const readPromises = `
WITH mine AS (
	SELECT c.oid, c.relname, c.relowner, c.relrowsecurity AND c.relforcerowsecurity AS walled
	FROM pg_class c WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p'))
SELECT current_user::text, session_user::text,
	(SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user),
	(SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user),
	current_setting('synchronous_commit'),
	ARRAY(SELECT relname::text FROM mine WHERE NOT walled AND NOT relname = ANY ($2) ORDER BY 1),
	ARRAY(SELECT relname::text FROM mine WHERE pg_has_role(current_user, relowner, 'MEMBER') ORDER BY 1),
	ARRAY(SELECT relname::text FROM mine WHERE has_table_privilege(oid, 'TRUNCATE') ORDER BY 1),
	coalesce(has_table_privilege(to_regclass($1 || '.audit'), 'INSERT'), false)`

// selfCheck refuses a database in which a promise of this package does not hold. It
// says everything that is wrong at once, with what to do.
func selfCheck(ctx context.Context, pool *pgxpool.Pool, s Schema, o Options) error {
	var p promises
	row := pool.QueryRow(ctx, readPromises, s.Name, slices.Sorted(maps.Keys(unwalled)))
	err := row.Scan(&p.role, &p.login, &p.roleFree, &p.loginFree, &p.commit, &p.unforced, &p.owned, &p.truncatable, &p.auditable)
	if err != nil {
		return fmt.Errorf("open %s as %s (has `optrek migrate` run?): %w", s.Name, s.Role(), Fault(err))
	}
	if err := readVersions(ctx, pool, s, &p); err != nil {
		return fmt.Errorf("open %s: schema version unknown, run `optrek migrate`: %w", s.Name, Fault(err))
	}
	if wrong := p.broken(s, o); len(wrong) > 0 {
		return fmt.Errorf("database refused for %s: %w", s.Name, errors.Join(wrong...))
	}
	return nil
}

func readVersions(ctx context.Context, pool *pgxpool.Pool, s Schema, p *promises) error {
	files, err := s.files()
	if err != nil {
		return err
	}
	if p.wantService, err = latest(files); err != nil {
		return err
	}
	if p.wantBase, err = latestBase(); err != nil {
		return err
	}
	read := func(table string, version, since *int64) error {
		return pool.QueryRow(ctx, `SELECT coalesce(max(version_id), 0),
			coalesce(substring(obj_description(to_regclass($1), 'pg_class') FROM '^`+sincePrefix+`(\d+)$')::bigint, 0) FROM `+table,
			table).Scan(version, since)
	}
	if err := read(baseVersionTable, &p.base, &p.baseSince); err != nil {
		return err
	}
	if p.wantService == 0 {
		return nil // common tables only: goose keeps no table for no files
	}
	return read(serviceVersionTable, &p.service, &p.serviceSince)
}

func (p promises) broken(s Schema, o Options) (wrong []error) {
	refuse := func(bad bool, format string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Errorf(format, args...))
		}
	}
	refuse(p.role != s.Role(), "works as role %s, not %s", p.role, s.Role())
	refuse(p.roleFree, "role %s passes by row-level security", p.role)
	refuse(o.OwnLogin && p.loginFree, "login %s passes by row-level security: give the service a login of its own", p.login)
	refuse(p.commit == "off", "synchronous_commit is off: what is acknowledged could be lost")
	refuse(len(p.unforced) > 0, "tables without forced row-level security: %s", strings.Join(p.unforced, ", "))
	refuse(len(p.owned) > 0, "role %s owns tables: %s", p.role, strings.Join(p.owned, ", "))
	refuse(len(p.truncatable) > 0, "role %s may truncate: %s", p.role, strings.Join(p.truncatable, ", "))
	refuse(!p.auditable, "audit cannot be written")
	for _, v := range []struct {
		what             string
		got, want, since int64
	}{{"common tables", p.base, p.wantBase, p.baseSince}, {"schema", p.service, p.wantService, p.serviceSince}} {
		refuse(v.got < v.want, "%s too old: version %d, this program wants %d; run `optrek migrate`", v.what, v.got, v.want)
		served := v.since > 0 && v.want >= v.since // the next version's tables, while it is rolled out or back
		refuse(v.got > v.want && !served, "%s too new: version %d, this program knows %d; run a newer program", v.what, v.got, v.want)
	}
	return wrong
}
