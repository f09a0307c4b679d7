package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Every part steps from tenant to tenant over the keys, so that the length of the tables
// does not matter.
const (
	told = `told AS (
		SELECT (SELECT o.tenant_id FROM outbox o ORDER BY o.tenant_id LIMIT 1) AS id
		UNION ALL
		SELECT (SELECT o.tenant_id FROM outbox o WHERE o.tenant_id > told.id ORDER BY o.tenant_id LIMIT 1) FROM told WHERE told.id IS NOT NULL
	)`
	guided = `guided AS (
		SELECT (SELECT c.tenant_id FROM caseload c ORDER BY c.tenant_id LIMIT 1) AS id
		UNION ALL
		SELECT (SELECT c.tenant_id FROM caseload c WHERE c.tenant_id > guided.id ORDER BY c.tenant_id LIMIT 1) FROM guided WHERE guided.id IS NOT NULL
	)`
	logged = `logged AS (
		SELECT (SELECT a.tenant_id FROM audit a ORDER BY a.tenant_id LIMIT 1) AS id
		UNION ALL
		SELECT (SELECT a.tenant_id FROM audit a WHERE a.tenant_id > logged.id ORDER BY a.tenant_id LIMIT 1) FROM logged WHERE logged.id IS NOT NULL
	)`
	standing = `SELECT id FROM told UNION SELECT id FROM guided UNION SELECT DISTINCT tenant_id FROM erased`
	listed   = `SELECT id::text FROM (%s) known WHERE id IS NOT NULL ORDER BY id`
)

var (
	allKnown    = `WITH RECURSIVE ` + told + `, ` + guided + `, ` + logged + ` ` + fmt.Sprintf(listed, standing+` UNION SELECT id FROM logged`)
	allStanding = `WITH RECURSIVE ` + told + `, ` + guided + ` ` + fmt.Sprintf(listed, standing)
)

// Organisations lists every tenant this service knows of, in all databases: it told the others about it,
// somebody is guided there, was erased, or looked or acted there.
func (db *DB) Organisations(ctx context.Context) ([]string, error) { return db.gather(ctx, allKnown) }

// Standing lists the tenants with rows beside the log of who looked, which outlives them.
func (db *DB) Standing(ctx context.Context) ([]string, error) { return db.gather(ctx, allStanding) }

// Suspended lists the organisations whose doors are closed for now.
func (db *DB) Suspended(ctx context.Context) ([]string, error) {
	return db.gather(ctx, `SELECT tenant_id::text FROM suspended ORDER BY 1`)
}

// Moved says of a view's database which organisations cannot be reached in it, because they went
// to another one or are on their way here, and where to: by id.
func (db *DB) Moved(ctx context.Context) (map[string]string, error) {
	rows, err := db.feed.Query(ctx, `SELECT tenant_id::text, place FROM moved`)
	if err != nil {
		return nil, Fault(err)
	}
	places := map[string]string{}
	var tenant, place string
	_, err = pgx.ForEachRow(rows, []any{&tenant, &place}, func() error { places[tenant] = place; return nil })
	return places, Fault(err)
}

// ids asks this one database.
func (db *DB) ids(ctx context.Context, query string) ([]string, error) {
	rows, err := db.feed.Query(ctx, query)
	if err != nil {
		return nil, Fault(err)
	}
	tenants, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return tenants, Fault(err)
}

// TryLock takes a lock that one process of this service can hold at a time, or says
// that another has it. It is let go by release, and by the database when the process
// is gone. There is one, in the shared database, for whatever is done in all of them.
func (db *DB) TryLock(ctx context.Context, name string) (release func(), held bool, err error) {
	conn, err := db.feed.Acquire(ctx)
	if err != nil {
		return nil, false, Fault(err)
	}
	name = db.schema.Name + ":" + name
	if err := conn.QueryRow(ctx, `SELECT pg_try_advisory_lock(hashtextextended($1, 2))`, name).Scan(&held); err != nil || !held {
		conn.Release()
		return nil, false, Fault(err)
	}
	return func() {
		// A connection that cannot say so is closed, and the lock goes with it.
		if _, err := conn.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock(hashtextextended($1, 2))`, name); err != nil {
			_ = conn.Conn().Close(context.WithoutCancel(ctx))
		}
		conn.Release()
	}, true, nil
}
