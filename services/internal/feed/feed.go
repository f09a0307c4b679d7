// Package feed is how services tell each other what happened.
//
// The service that knows appends an event to its outbox in the transaction that
// made it true (Append) and serves the outbox as a stream (NewServer). A reader
// keeps its cursor in its own database, in the transaction of the effect (Reader):
// each event takes effect once, in order, after any crash on either side.
//
// # Order
//
// A position in the outbox is (xid, seq): the transaction, and the row within it.
// A sequence number is handed out before its transaction commits, so "everything
// after the last one I saw" would step over the rows of a slower transaction. The
// server therefore shows only rows of transactions below pg_snapshot_xmin, the
// oldest one that is still running: nothing can appear there any more. A long
// writing transaction anywhere in the cluster delays the feed; it loses nothing.
//
// Cursors hold transaction ids. After restoring a logical dump (pg_dump) into another
// cluster those begin anew, and the readers' feed_cursor rows have to be removed; a
// physical backup keeps them.
package feed

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

// channel is what a writer notifies and a Watch listens on, within one database.
func channel(schema string) string { return "optrek_feed_" + schema }

// insertEvent writes the row and wakes the readers in one round trip. PostgreSQL
// sends one notification for a transaction, however many events it has.
const insertEvent = `WITH event AS (INSERT INTO outbox (tenant_id, type, payload) VALUES ($1, $2, $3))
	SELECT pg_notify('optrek_feed_' || current_schema(), '')`

// Append tells the others: the event is there when tx commits, and not otherwise.
// An event holds ids and what the readers' work needs, never a name.
func Append(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
	payload, err := proto.MarshalOptions{Deterministic: true}.Marshal(msg)
	if err != nil {
		return fmt.Errorf("feed: %w", err)
	}
	if _, err := tx.Exec(ctx, insertEvent, tx.Tenant, string(msg.ProtoReflect().Descriptor().FullName()), payload); err != nil {
		return fmt.Errorf("feed: append: %w", err)
	}
	return nil
}

// insertEvents writes many rows, in the order given, and wakes the readers.
const insertEvents = `WITH event AS (INSERT INTO outbox (tenant_id, type, payload)
		SELECT $1, e.type, e.payload FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS e (type, payload, n) ORDER BY e.n)
	SELECT pg_notify('optrek_feed_' || current_schema(), '')`

// AppendAll is Append for many events, in their order, in one round trip.
func AppendAll[M proto.Message](ctx context.Context, tx *postgres.Tx, msgs []M) error {
	if len(msgs) == 0 {
		return nil
	}
	types, payloads := make([]string, len(msgs)), make([][]byte, len(msgs))
	for i, msg := range msgs {
		payload, err := proto.MarshalOptions{Deterministic: true}.Marshal(msg)
		if err != nil {
			return fmt.Errorf("feed: %w", err)
		}
		types[i], payloads[i] = string(msg.ProtoReflect().Descriptor().FullName()), payload
	}
	if _, err := tx.Exec(ctx, insertEvents, tx.Tenant, types, payloads); err != nil {
		return fmt.Errorf("feed: append: %w", err)
	}
	return nil
}

// position is a place in an outbox; the zero position is before everything.
type position struct {
	xid uint64
	seq int64
}

// String is the cursor as it travels: "xid.seq".
func (p position) String() string {
	return strconv.FormatUint(p.xid, 10) + "." + strconv.FormatInt(p.seq, 10)
}

func parsePosition(cursor string) (position, error) {
	if cursor == "" {
		return position{}, nil
	}
	left, right, _ := strings.Cut(cursor, ".")
	xid, err := strconv.ParseUint(left, 10, 64)
	seq, err2 := strconv.ParseInt(right, 10, 64)
	if errors.Join(err, err2) != nil || seq < 0 {
		return position{}, fault.Invalid("WRONG_CURSOR", fault.Text{
			NL: "Dit is geen plaats in deze stroom.", EN: "This is no place in this feed.",
		})
	}
	return position{xid, seq}, nil
}
