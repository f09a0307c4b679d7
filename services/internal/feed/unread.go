package feed

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/postgres"
)

// Sources lists, by CursorKey, the feeds of which this database has read anything.
func Sources(ctx context.Context, reader *postgres.DB) ([]string, error) {
	rows, err := reader.FeedPool().Query(ctx, `SELECT source FROM feed_cursor`)
	if err != nil {
		return nil, postgres.Fault(err)
	}
	sources, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return sources, postgres.Fault(err)
}

// Oldest says when the first event happened that a reader, which keeps its place under key, has
// not read of a source; the zero time when there is none.
func Oldest(ctx context.Context, key string, source, reader *postgres.DB) (at time.Time, err error) {
	var xid string
	var seq int64
	err = reader.FeedPool().QueryRow(ctx, `SELECT xid::text, seq FROM feed_cursor WHERE source = $1`, key).Scan(&xid, &seq)
	if err == nil {
		err = source.FeedPool().QueryRow(ctx, `SELECT at FROM outbox o WHERE (o.xid, o.seq) > ($1::text::xid8, $2) ORDER BY o.xid, o.seq LIMIT 1`, xid, seq).Scan(&at)
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return time.Time{}, nil
	}
	return at, postgres.Fault(err)
}
