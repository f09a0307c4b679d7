package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Organisations lists every tenant this service knows of: it told the others about it,
// somebody is guided there, was erased, or looked or acted there. The recursions step from
// tenant to tenant over the keys, so that the length of the tables does not matter.
func (db *DB) Organisations(ctx context.Context) ([]string, error) {
	rows, err := db.feed.Query(ctx, `WITH RECURSIVE told AS (
		SELECT (SELECT o.tenant_id FROM outbox o ORDER BY o.tenant_id LIMIT 1) AS id
		UNION ALL
		SELECT (SELECT o.tenant_id FROM outbox o WHERE o.tenant_id > told.id ORDER BY o.tenant_id LIMIT 1) FROM told WHERE told.id IS NOT NULL
	), guided AS (
		SELECT (SELECT c.tenant_id FROM caseload c ORDER BY c.tenant_id LIMIT 1) AS id
		UNION ALL
		SELECT (SELECT c.tenant_id FROM caseload c WHERE c.tenant_id > guided.id ORDER BY c.tenant_id LIMIT 1) FROM guided WHERE guided.id IS NOT NULL
	), logged AS (
		SELECT (SELECT a.tenant_id FROM audit a ORDER BY a.tenant_id LIMIT 1) AS id
		UNION ALL
		SELECT (SELECT a.tenant_id FROM audit a WHERE a.tenant_id > logged.id ORDER BY a.tenant_id LIMIT 1) FROM logged WHERE logged.id IS NOT NULL
	) SELECT id::text FROM (SELECT id FROM told UNION SELECT id FROM guided UNION SELECT id FROM logged UNION SELECT DISTINCT tenant_id FROM erased) known WHERE id IS NOT NULL ORDER BY id`)
	if err != nil {
		return nil, Fault(err)
	}
	tenants, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return tenants, Fault(err)
}

// Suspended lists the organisations whose doors are closed for now.
func (db *DB) Suspended(ctx context.Context) ([]string, error) {
	rows, err := db.feed.Query(ctx, `SELECT tenant_id::text FROM suspended ORDER BY 1`)
	if err != nil {
		return nil, Fault(err)
	}
	tenants, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return tenants, Fault(err)
}

// TryLock takes a lock that one process of this service can hold at a time, or says
// that another has it. It is let go by release, and by the database when the process
// is gone.
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
