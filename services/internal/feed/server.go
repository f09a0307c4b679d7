package feed

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

const (
	batchSize   = 500                  // rows in one query
	pollIdle    = time.Second          // when a notification was missed, e.g. after a failover
	pollPending = 2 * time.Millisecond // while rows wait for an older transaction to end; doubles up to pollHeld
	pollHeld    = 64 * time.Millisecond
	heartbeat   = 5 * time.Second // between signs of life when nothing happens
	maxWatchers = 12              // of one database: each holds one of the feed pool's 16 connections; readers' locks need some too
)

// server serves the outboxes of a service's databases.
type server struct {
	feedv1.UnimplementedFeedServiceServer
	of map[string]outbox // by the database's name
}

// outbox is that of one database, with places for who reads it.
type outbox struct {
	db     *postgres.DB
	places chan struct{}
}

// NewServer serves the outboxes of db, one for each of its databases, to the other services.
func NewServer(db *postgres.DB) feedv1.FeedServiceServer {
	s := &server{of: map[string]outbox{}}
	for _, one := range db.Databases() {
		s.of[one.Name()] = outbox{one, make(chan struct{}, maxWatchers)}
	}
	return s
}

var tooMany = fault.Exhausted("TOO_MANY_READERS", fault.Text{
	NL: "Er lezen al te veel onderdelen mee.", EN: "Too many parts are reading already.",
})

// Watch sends every event after the cursor, and then waits for more. When there is
// nothing to tell it sends, every few seconds, a response without a body: "you have
// seen everything up to this time". There is none while an event is held up.
func (s *server) Watch(req *feedv1.WatchRequest, stream grpc.ServerStreamingServer[feedv1.WatchResponse]) error {
	at, err := parsePosition(req.GetCursor())
	if err != nil {
		return err
	}
	from, there := s.of[req.GetDatabase()]
	if !there {
		return fault.Missing()
	}
	select {
	case from.places <- struct{}{}:
		defer func() { <-from.places }()
	default:
		return tooMany
	}
	ctx := stream.Context()
	// One connection for both: it listens before it first looks, so that nothing falls between.
	conn, release, err := hold(ctx, from.db)
	if err != nil {
		return postgres.Fault(err)
	}
	defer release()
	if _, err := conn.Exec(ctx, "LISTEN "+pgx.Identifier{channel(from.db.Schema().Name)}.Sanitize()); err != nil {
		return postgres.Fault(err)
	}
	w := &watcher{conn: conn, stream: stream, at: at}
	return postgres.Fault(w.run(ctx))
}

// hold takes a connection of the feed pool. After release it is closed, with
// everything that it listened to and locked, and its place in the pool is free.
func hold(ctx context.Context, db *postgres.DB) (*pgx.Conn, func(), error) {
	held, err := db.FeedPool().Acquire(ctx)
	if err != nil {
		return nil, nil, err
	}
	return held.Conn(), func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = held.Conn().Close(ctx)
		held.Release()
	}, nil
}

// watcher is one Watch under way.
type watcher struct {
	conn   *pgx.Conn
	stream grpc.ServerStreamingServer[feedv1.WatchResponse]
	at     position
	told   time.Time     // when something was last sent
	pause  time.Duration // until the next look while rows are held up
}

func (w *watcher) run(ctx context.Context) error {
	for {
		found, err := w.read(ctx)
		if err != nil {
			return err
		}
		for _, event := range found.events {
			if err := w.send(event); err != nil {
				return err
			}
		}
		if found.more {
			continue
		}
		if !found.pending && time.Since(w.told) > heartbeat {
			if err := w.send(&feedv1.WatchResponse{Cursor: w.at.String(), At: timestamppb.New(found.asOf)}); err != nil {
				return err
			}
		}
		if err := w.wait(ctx, found.pending); err != nil {
			return err
		}
	}
}

func (w *watcher) send(event *feedv1.WatchResponse) error {
	w.told = time.Now()
	return w.stream.Send(event)
}

// batch is what one look at the outbox found.
type batch struct {
	events  []*feedv1.WatchResponse
	more    bool      // there was no room for all
	pending bool      // there are rows that an older transaction holds up
	asOf    time.Time // of the look
}

// readBatch also sees rows that may not be shown yet, to know that something is held
// up. They come last, and settled is false for them: reading stops at the first.
//
// The order names the table. A bare xid would be the text that is selected, in which
// 1000 comes before 999: the cursor would step over events, and they would be lost.
const readBatch = `SELECT o.xid::text, o.seq, o.tenant_id::text, o.type, o.payload, o.at,
		o.xid < pg_snapshot_xmin(pg_current_snapshot())
	FROM outbox o WHERE (o.xid, o.seq) > ($1::text::xid8, $2) ORDER BY o.xid, o.seq LIMIT $3`

func (w *watcher) read(ctx context.Context) (batch, error) {
	found := batch{asOf: time.Now()}
	rows, err := w.conn.Query(ctx, readBatch, fmt.Sprint(w.at.xid), w.at.seq, batchSize)
	if err != nil {
		return found, err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			e       = &feedv1.WatchResponse{Body: &anypb.Any{}}
			xid     string
			seq     int64
			at      time.Time
			settled bool
			name    string
		)
		if err := rows.Scan(&xid, &seq, &e.TenantId, &name, &e.Body.Value, &at, &settled); err != nil {
			return found, err
		}
		if !settled {
			found.pending = true
			return found, nil // rows.Close reads on to the end of this batch
		}
		if w.at, err = parsePosition(fmt.Sprintf("%s.%d", xid, seq)); err != nil {
			return found, err
		}
		e.Cursor, e.At, e.Body.TypeUrl = w.at.String(), timestamppb.New(at), "type.googleapis.com/"+name
		found.events = append(found.events, e)
	}
	found.more = len(found.events) == batchSize
	return found, rows.Err()
}

// wait returns at a notification or when it is time to look anyway.
func (w *watcher) wait(ctx context.Context, pending bool) error {
	limit := pollIdle
	if pending {
		// The transaction that holds them up need not be one that notifies us at its end.
		limit = max(w.pause, pollPending)
		w.pause = min(2*limit, pollHeld)
	} else {
		w.pause = 0
	}
	short, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	_, err := w.conn.WaitForNotification(short)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}
