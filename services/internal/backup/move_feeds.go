package backup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// lookAgain is how often is looked how far readers are.
const lookAgain = 200 * time.Millisecond

// read waits until readers of feeds have read all that is told of who moves: nothing is left to be
// told twice, or not at all. New events do not come, for nobody but readers gets at them.
func (m Move) read(ctx context.Context, legs []Leg) error {
	until := time.Now().Add(m.Patience)
	for {
		behind, err := m.behind(ctx, legs)
		if err != nil || len(behind) == 0 {
			return err
		}
		if time.Now().After(until) {
			return refused("not everything that was told was read yet, by %s. Do the services run? Nothing was moved; run this again", strings.Join(behind, ", "))
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lookAgain):
		}
	}
}

// behind names the readers that have not read everything of who moves.
func (m Move) behind(ctx context.Context, legs []Leg) (names []string, err error) {
	sessions, done, err := open(ctx, m.Parts, pgx.TxOptions{AccessMode: pgx.ReadOnly})
	if err != nil {
		return nil, err
	}
	defer done()
	for _, leg := range legs {
		for _, reader := range m.Parts {
			at, reads, err := cursor(ctx, sessions, reader, keyOf(leg.From, reader))
			if err != nil {
				return nil, err
			}
			if !reads { // nothing yet, or it is no reader of this: at the other end can be seen which
				if _, reads, err = cursor(ctx, sessions, m.beyond(leg, reader), keyOf(leg.To, m.beyond(leg, reader))); err != nil {
					return nil, err
				}
				at, reads = spot{"0", "0"}, reads && m.beside(leg.From, reader)
			}
			if !reads {
				continue
			}
			left, err := unreadOf(ctx, sessions, leg, at)
			if err != nil {
				return nil, err
			}
			if left {
				names = append(names, reader.name()+" (reads "+leg.From.name()+")")
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// beside says whether a reader is the one that reads this part: the one in the database of the
// same name, or the only one there is.
func (m Move) beside(source, reader Part) bool {
	if reader.Database == source.Database {
		return true
	}
	return !slices.ContainsFunc(m.Parts, func(p Part) bool { return p.Schema.Name == reader.Schema.Name && p.Database == source.Database })
}

// beyond is the reader at the other end.
func (m Move) beyond(leg Leg, reader Part) Part {
	there := Of(m.Parts, leg.Tenants[0])
	return there[slices.IndexFunc(there, func(p Part) bool { return p.Schema.Name == reader.Schema.Name })]
}

// spot is a place in a feed.
type spot struct{ xid, seq string }

func cursor(ctx context.Context, sessions map[string]*session, reader Part, key string) (at spot, reads bool, err error) {
	tx := sessions[reader.URL].tx
	if _, err := tx.Exec(ctx, `SELECT set_config('role', $1, true)`, reader.Schema.FeedRole()); err != nil {
		return at, false, err
	}
	err = tx.QueryRow(ctx, fmt.Sprintf(`SELECT xid::text, seq::text FROM %s.feed_cursor WHERE source = $1`, quote(reader.Schema.Name)), key).Scan(&at.xid, &at.seq)
	if errors.Is(err, pgx.ErrNoRows) {
		return at, false, nil
	}
	return at, err == nil, err
}

func unreadOf(ctx context.Context, sessions map[string]*session, leg Leg, at spot) (left bool, err error) {
	tx := sessions[leg.From.URL].tx
	if _, err := tx.Exec(ctx, `SELECT set_config('role', $1, true)`, leg.From.Schema.FeedRole()); err != nil {
		return false, err
	}
	err = tx.QueryRow(ctx, fmt.Sprintf(`SELECT EXISTS (SELECT FROM %s.outbox t WHERE t.tenant_id = ANY ($1::uuid[])
		AND (t.xid, t.seq) > ($2::text::xid8, $3::text::bigint))`, quote(leg.From.Schema.Name)), leg.Tenants, at.xid, at.seq).Scan(&left)
	return left, err
}

// place lets whoever reads a feed where it was begin, where it will be, after all that comes along:
// it comes before all that is told there (told), and was read. It is committed before the first
// event is there to be read.
func (m Move) place(ctx context.Context, legs []Leg) error {
	sessions, done, err := open(ctx, m.Parts, pgx.TxOptions{})
	if err != nil {
		return err
	}
	defer done()
	for _, leg := range legs {
		for _, reader := range m.Parts {
			_, reads, err := cursor(ctx, sessions, reader, keyOf(leg.From, reader))
			if err != nil {
				return err
			}
			if !reads {
				continue
			}
			if err := beginAfter(ctx, sessions, leg, m.beyond(leg, reader)); err != nil {
				return err
			}
		}
	}
	for _, s := range sessions {
		if err := s.tx.Commit(ctx); err != nil {
			return fmt.Errorf("move: %w", err)
		}
	}
	return nil
}

// beginAfter puts a reader after what comes along, unless it is further already. What it would pass
// over, of others who were put back there, it has to have read.
func beginAfter(ctx context.Context, sessions map[string]*session, leg Leg, reader Part) error {
	key := keyOf(leg.To, reader)
	at, reads, err := cursor(ctx, sessions, reader, key)
	if err != nil {
		return err
	}
	if !reads {
		at = spot{"0", "0"}
	}
	tx := sessions[leg.To.URL].tx
	if _, err := tx.Exec(ctx, `SELECT set_config('role', $1, true)`, leg.To.Schema.FeedRole()); err != nil {
		return err
	}
	var left bool
	err = tx.QueryRow(ctx, fmt.Sprintf(`SELECT EXISTS (SELECT FROM %s.outbox t WHERE t.xid < $3::text::xid8
		AND (t.xid, t.seq) > ($1::text::xid8, $2::text::bigint))`, quote(leg.To.Schema.Name)), at.xid, at.seq, untold).Scan(&left)
	if err != nil || left {
		return errors.Join(err, refused("%s has not read what %s tells of others yet: run this again in a moment", reader.name(), leg.To.name()))
	}
	tx = sessions[reader.URL].tx
	if _, err := tx.Exec(ctx, `SELECT set_config('role', $1, true)`, reader.Schema.Role()); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, fmt.Sprintf(`INSERT INTO %s.feed_cursor (source, xid, seq) VALUES ($1, $2::text::xid8, 0)
		ON CONFLICT (source) DO UPDATE SET xid = excluded.xid, seq = excluded.seq
		WHERE (feed_cursor.xid, feed_cursor.seq) < (excluded.xid, excluded.seq)`, quote(reader.Schema.Name)), key, untold)
	return err
}
