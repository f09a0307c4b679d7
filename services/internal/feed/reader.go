package feed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/telemetry"
)

const (
	standbyEvery = time.Second // between two tries of a reader that stands by
	lockCheck    = 5 * time.Second
	silence      = 4 * heartbeat // after which a connection counts as dead
	backoffMin   = 100 * time.Millisecond
	backoffMax   = 15 * time.Second
)

// Reader reads one service's feed on behalf of another. Many processes may run the
// same Reader: one reads and the others stand by.
//
// Where organisations have a database to themselves, each database has its own feed, which
// is read into the reader's database of the same name: effect, cursor and lock stand
// together, and one that is away holds up nobody in the others.
type Reader struct {
	Source string // the service that is read, e.g. "recruitment"
	Conn   grpc.ClientConnInterface
	DB     *postgres.DB // of the reading service; its feed_cursor says how far it is
	Log    *slog.Logger // nil: slog.Default()

	// Also names databases of the source that are read into the reader's one database as
	// well: for a service that keeps everybody in the shared one.
	Also []string

	// Handle does what an event means here, in the transaction that also moves the
	// cursor, as the service itself in the event's organisation. An error undoes both,
	// and the same event comes again: nothing is skipped. A type that has no meaning
	// here is no error. It makes no remote calls.
	Handle func(ctx context.Context, tx *postgres.Tx, msg proto.Message) error

	from string // the database of the source that is read, once there is one reader for each
	lag  *lag
}

// each gives a reader for every feed that there is of the source.
func (r *Reader) each() (all []*Reader) {
	for _, db := range r.DB.Databases() {
		one := *r
		one.DB, one.from, one.Also = db, db.Name(), nil
		all = append(all, &one)
	}
	for _, name := range r.Also {
		one := *all[0]
		one.from = name
		all = append(all, &one)
	}
	return all
}

// CursorKey is under which name a reader keeps its place: that of the source, and of its
// database when that is not the reader's own.
func CursorKey(source, from, reader string) string {
	if from == reader {
		return source
	}
	return source + "@" + from
}

func (r *Reader) key() string { return CursorKey(r.Source, r.from, r.DB.Name()) }

// Run reads until ctx ends, connecting again and again; it returns nil.
func (r *Reader) Run(ctx context.Context) error {
	all := r.each()
	ended := make(chan error, len(all))
	for _, one := range all {
		go func() { ended <- one.run(ctx) }()
	}
	var err error
	for range all {
		err = cmp.Or(err, <-ended)
	}
	return err
}

func (r *Reader) run(ctx context.Context) (err error) {
	log := cmp.Or(r.Log, slog.Default()).With("feed", r.key(), "database", r.DB.Label())
	if r.lag, err = watchLag(r); err != nil {
		return err
	}
	defer r.lag.stop()
	pause := backoffMin
	for ctx.Err() == nil {
		took, err := r.session(ctx)
		if took {
			pause = backoffMin // there was progress: what is wrong now is new
		}
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, errStandBy):
			r.lag.forget()
			wait(ctx, standbyEvery)
			continue
		}
		log.WarnContext(ctx, "feed stopped; trying again", "error", telemetry.Quiet(err), "after", pause)
		wait(ctx, pause)
		pause = min(2*pause, backoffMax)
	}
	return nil
}

// wait waits about d: not to the millisecond, so that readers do not all come at once.
func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d/2 + rand.N(d)): //nolint:gosec // no secret
	}
}

var errStandBy = errors.New("another process reads this feed")

// session reads from taking the lock to the first error; took says whether an event took effect.
//
// The lock keeps two readers from doing the same work; that an event takes effect
// once does not depend on it, but on the cursor (see take).
func (r *Reader) session(ctx context.Context) (took bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	conn, unlock, err := r.lock(ctx)
	if err != nil {
		return false, err
	}
	defer unlock()
	at, err := r.cursor(ctx, conn)
	if err != nil {
		return false, err
	}
	stream, err := feedv1.NewFeedServiceClient(r.Conn).Watch(ctx, &feedv1.WatchRequest{Cursor: at, Database: r.from})
	if err != nil {
		return false, err
	}
	guarded := make(chan struct{})
	go func() { defer close(guarded); guard(ctx, cancel, conn) }()
	defer func() { cancel(nil); <-guarded }() // the connection is the guard's until then
	quiet := time.AfterFunc(silence, func() { cancel(errors.New("the source has been silent for too long")) })
	defer quiet.Stop()
	for {
		event, err := stream.Recv()
		if err != nil {
			return took, cmp.Or(context.Cause(ctx), err)
		}
		quiet.Stop()
		if event.GetBody() != nil {
			if err := r.take(ctx, event); err != nil {
				return took, fmt.Errorf("event %s (%s): %w", event.GetCursor(), event.GetBody().GetTypeUrl(), err)
			}
			took = true
		}
		r.lag.seen(event.GetAt().AsTime())
		quiet.Reset(silence)
	}
}

// lock takes the lock of this feed on a connection of its own, or says errStandBy.
// It does not wait in the database: that would hold back vacuum.
func (r *Reader) lock(ctx context.Context) (*pgx.Conn, func(), error) {
	conn, release, err := hold(ctx, r.DB)
	if err != nil {
		return nil, nil, err
	}
	var mine bool
	err = conn.QueryRow(ctx, `SELECT pg_try_advisory_lock(hashtextextended('optrek feed ' || current_schema() || ' ' || $1, 0))`,
		r.key()).Scan(&mine)
	if err == nil && !mine {
		err = errStandBy
	}
	if err != nil {
		release()
		return nil, nil, err
	}
	return conn, release, nil
}

// guard ends the session when the connection that holds the lock is lost.
func guard(ctx context.Context, cancel context.CancelCauseFunc, conn *pgx.Conn) {
	ticker := time.NewTicker(lockCheck)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := conn.Ping(ctx); err != nil {
				cancel(fmt.Errorf("the lock is lost: %w", err))
				return
			}
		}
	}
}

func (r *Reader) cursor(ctx context.Context, conn *pgx.Conn) (string, error) {
	var at string
	err := conn.QueryRow(ctx, `SELECT xid::text || '.' || seq FROM feed_cursor WHERE source = $1`, r.key()).Scan(&at)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return at, err
}

// moveCursor moves forward only. Its row lock makes two readers of the same event
// wait for each other, and the second one then finds the cursor already there.
const moveCursor = `INSERT INTO feed_cursor (source, xid, seq) VALUES ($1, $2::text::xid8, $3)
	ON CONFLICT (source) DO UPDATE SET xid = excluded.xid, seq = excluded.seq
	WHERE (feed_cursor.xid, feed_cursor.seq) < (excluded.xid, excluded.seq)`

// take lets one event take effect: cursor and effect together, or neither.
func (r *Reader) take(ctx context.Context, event *feedv1.WatchResponse) error {
	at, err := parsePosition(event.GetCursor())
	if err != nil {
		return err
	}
	// A type that this program has never heard of comes from a newer version. Stepping
	// over it would lose it for good, so it waits for the version that knows it.
	msg, err := event.GetBody().UnmarshalNew()
	if err != nil {
		return err
	}
	ctx = postgres.WithMethod(ctx, "feed:"+string(msg.ProtoReflect().Descriptor().FullName()))
	ctx = WithMoment(ctx, event.GetAt().AsTime())
	ctx = postgres.WithToTheEnd(ctx)
	return r.DB.InTenantAs(ctx, event.GetTenantId(), func(tx *postgres.Tx) error {
		moved, err := tx.Exec(ctx, moveCursor, r.key(), fmt.Sprint(at.xid), at.seq)
		if err != nil || moved.RowsAffected() == 0 {
			return err // with nothing moved it has taken effect already
		}
		return r.Handle(ctx, tx, msg)
	})
}
