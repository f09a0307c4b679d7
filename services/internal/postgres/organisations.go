package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Organisations lists every tenant this service ever told the others about, by what
// the feed role may see. The recursion steps from tenant to tenant over the key, so
// that the length of the outbox does not matter.
func (db *DB) Organisations(ctx context.Context) ([]string, error) {
	rows, err := db.feed.Query(ctx, `WITH RECURSIVE t AS (
		SELECT (SELECT o.tenant_id FROM outbox o ORDER BY o.tenant_id LIMIT 1) AS id
		UNION ALL
		SELECT (SELECT o.tenant_id FROM outbox o WHERE o.tenant_id > t.id ORDER BY o.tenant_id LIMIT 1) FROM t WHERE t.id IS NOT NULL
	) SELECT id::text FROM t WHERE id IS NOT NULL`)
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
