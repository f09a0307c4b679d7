package backup

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/optrek/optrek/services/internal/feed"
)

// A feed is restored as it was told, with new positions: the database's transaction
// numbers, by which readers keep their place, mean nothing in another database. What
// every reader has read comes first, organisation by organisation; what one of them has
// not read yet comes last, in the order it was told in, so that reading goes on there.

// feedState is how far a service's outbox has been read by all of its readers.
type feedState struct {
	xid, seq string // the position that every reader has reached; "0", "0" when there is a new one
	head     int64  // rows up to there
}

// readFeeds finds for each source the lowest position of its readers, and for each
// reader how many rows it has read: its place in the restored feed.
func readFeeds(ctx context.Context, sessions map[string]*session, parts []Part) (map[string]*feedState, map[string]map[string]int64, error) {
	feeds, cursors := map[string]*feedState{}, map[string]map[string]int64{}
	for _, source := range parts {
		state, own, err := readFeed(ctx, sessions, source, parts)
		if err != nil {
			return nil, nil, fmt.Errorf("backup: feed of %s: %w", source.name(), err)
		}
		feeds[source.name()] = state
		for _, reader := range parts {
			count, reads := own[reader.name()]
			if !reads {
				continue
			}
			if cursors[reader.name()] == nil {
				cursors[reader.name()] = map[string]int64{}
			}
			cursors[reader.name()][keyOf(source, reader)] = count
		}
	}
	return feeds, cursors, nil
}

// keyOf is under which name a reader keeps its place in the feed of a source.
func keyOf(source, reader Part) string {
	return feed.CursorKey(source.Schema.Name, source.Database, reader.Database)
}

func readFeed(ctx context.Context, sessions map[string]*session, source Part, parts []Part) (*feedState, map[string]int64, error) {
	lowest, own := &feedState{xid: "0", seq: "0", head: -1}, map[string]int64{}
	for _, reader := range parts {
		tx := sessions[reader.URL].tx
		if _, err := tx.Exec(ctx, `SELECT set_config('role', $1, true)`, reader.Schema.FeedRole()); err != nil {
			return nil, nil, err
		}
		var xid, seq string
		err := tx.QueryRow(ctx, fmt.Sprintf(`SELECT xid::text, seq::text FROM %s.feed_cursor WHERE source = $1`, quote(reader.Schema.Name)),
			keyOf(source, reader)).Scan(&xid, &seq)
		if err == pgx.ErrNoRows { //nolint:errorlint // Scan returns it as it is
			continue // it does not read this feed, or nothing of it yet: from the beginning
		}
		if err != nil {
			return nil, nil, err
		}
		count, err := readUpTo(ctx, sessions[source.URL].tx, source, xid, seq)
		if err != nil {
			return nil, nil, err
		}
		own[reader.name()] = count
		if lowest.head < 0 || count < lowest.head {
			lowest = &feedState{xid: xid, seq: seq, head: count}
		}
	}
	lowest.head = max(lowest.head, 0)
	return lowest, own, nil
}

// readUpTo counts the rows at or before a position, over all organisations.
func readUpTo(ctx context.Context, tx pgx.Tx, source Part, xid, seq string) (count int64, err error) {
	if _, err := tx.Exec(ctx, `SELECT set_config('role', $1, true)`, source.Schema.FeedRole()); err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, fmt.Sprintf(`SELECT count(*) FROM %s.outbox t WHERE (t.xid, t.seq) <= ($1::text::xid8, $2::text::bigint)`,
		quote(source.Schema.Name)), xid, seq).Scan(&count)
	return count, err
}

// outbox writes the feed in two parts: read by all, and not yet.
func (w *writer) outbox(part Part, t table, tenants []string) error {
	state := w.feeds[part.name()]
	l := &tableLine{Schema: part.Schema.Name, Table: t.Name, Columns: t.Columns, Types: t.Types, Sealed: []string{"type", "payload"}}
	if err := w.out.Encode(line{Table: l}); err != nil {
		return err
	}
	tx := w.sessions[part.URL].tx
	for _, tenant := range tenants {
		if err := part.as(w.ctx, tx, tenant); err != nil {
			return err
		}
		rows, err := tx.Query(w.ctx, fmt.Sprintf(`SELECT t.tenant_id::text, %s FROM %s t
			WHERE t.tenant_id = $1 AND (t.xid, t.seq) <= ($2::text::xid8, $3::text::bigint) ORDER BY t.xid, t.seq`,
			texts(t.Columns), quote(part.Schema.Name, t.Name)), tenant, state.xid, state.seq)
		if err != nil {
			return err
		}
		if err := w.events(l, rows); err != nil {
			return err
		}
	}
	// What is not read by all goes over the organisations in the order in which things were
	// told, as the feed role, which alone sees them side by side.
	unread := *l
	unread.Unread = true
	if err := w.out.Encode(line{Table: &unread}); err != nil {
		return err
	}
	if _, err := tx.Exec(w.ctx, `SELECT set_config('role', $1, true)`, part.Schema.FeedRole()); err != nil {
		return err
	}
	rows, err := tx.Query(w.ctx, fmt.Sprintf(`SELECT t.tenant_id::text, %s FROM %s t
		WHERE (t.xid, t.seq) > ($1::text::xid8, $2::text::bigint) AND ($3 = '' OR t.tenant_id::text = $3) ORDER BY t.xid, t.seq`,
		texts(l.Columns), quote(l.Schema, l.Table)), state.xid, state.seq, w.only)
	if err != nil {
		return err
	}
	return w.events(&unread, rows)
}

// events writes rows of a feed; what one tells of a client is sealed under their key.
func (w *writer) events(l *tableLine, rows pgx.Rows) error {
	waiting := make([]rowLine, 0, chunk)
	var r rowLine
	_, err := pgx.ForEachRow(rows, []any{&r.Tenant, &r.Values}, func() error {
		client, err := tellsOf(l, r.Values)
		if err != nil {
			return err
		}
		next := rowLine{Tenant: r.Tenant, Values: r.Values}
		if client != "" && slices.Contains(w.clients[r.Tenant], client) {
			next.People = []string{client}
		}
		if len(waiting) == chunk || len(waiting) > 0 && waiting[0].Tenant != r.Tenant {
			if err := w.flush(l, waiting); err != nil {
				return err
			}
			waiting = waiting[:0]
		}
		waiting = append(waiting, next)
		return nil
	})
	return errors.Join(err, w.flush(l, waiting))
}

// tellsOf gives the client that an event is about, in small letters; empty: nobody alone.
func tellsOf(l *tableLine, values []*string) (string, error) {
	kind, payload := *values[slices.Index(l.Columns, "type")], *values[slices.Index(l.Columns, "payload")]
	raw, err := hex.DecodeString(strings.TrimPrefix(payload, `\x`))
	if err != nil {
		return "", err
	}
	return feed.TellsOf(kind, raw)
}

// forgotten makes an event about somebody who was erased into one that tells nothing and
// keeps its place, as their erasure did.
func forgotten(l *tableLine, r *rowLine) error {
	kind, payload, err := feed.Forgotten(r.People[0])
	if err != nil {
		return err
	}
	text := `\x` + hex.EncodeToString(payload)
	r.Values[slices.Index(l.Columns, "type")], r.Values[slices.Index(l.Columns, "payload")] = &kind, &text
	return nil
}
