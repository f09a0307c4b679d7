package feed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/postgres"
)

type replayKey struct{}

// Replaying says that the event handled in ctx took effect before, and that only what was
// copied from it is filled again. What a handler did beyond that – told others, changed what
// is the service's own – was done then, and is not done twice.
func Replaying(ctx context.Context) bool { return ctx.Value(replayKey{}) != nil }

// WithReplay makes a context of which Replaying is true.
func WithReplay(ctx context.Context) context.Context {
	return context.WithValue(ctx, replayKey{}, true)
}

// Rebuild empties what a service copied from its feeds and fills it again from their
// beginning, while the service runs. For each organisation in turn it is one transaction:
// whoever reads sees what was there, and then all of the new; readers of the feeds wait a
// moment. The cursors stay where they are, for it is filled up to exactly there. It may be
// cut off anywhere and run again. Events of one run are kept in memory.
type Rebuild struct {
	DB      *postgres.DB
	Readers []*Reader // in the order in which their events are handled
	// Empty removes what was copied, of the transaction's organisation.
	Empty func(ctx context.Context, tx *postgres.Tx) error
}

// Run does it, database by database, and says of how many organisations.
func (r Rebuild) Run(ctx context.Context) (organisations int, err error) {
	for _, db := range r.DB.Databases() {
		one := Rebuild{DB: db, Empty: r.Empty}
		for _, reader := range r.Readers {
			own := *reader
			own.DB, own.from = db, db.Name()
			one.Readers = append(one.Readers, &own)
		}
		n, err := one.run(ctx)
		organisations += n
		if err != nil {
			return organisations, err
		}
	}
	return organisations, nil
}

func (r Rebuild) run(ctx context.Context) (organisations int, err error) {
	ctx = WithReplay(postgres.WithMethod(ctx, "rebuild"))
	past := make([]*history, len(r.Readers))
	tenants := map[string]bool{}
	for i, reader := range r.Readers {
		past[i] = &history{reader: reader, of: map[string][]*feedv1.WatchResponse{}}
	}
	if err := r.readOn(ctx, past, tenants); err != nil {
		return 0, err
	}
	for _, tenant := range slices.Sorted(maps.Keys(tenants)) {
		err := r.refill(ctx, tenant, past)
		for errors.Is(err, errBehind) { // something took effect meanwhile
			if err = r.readOn(ctx, past, tenants); err == nil {
				err = r.refill(ctx, tenant, past)
			}
		}
		if err != nil {
			return organisations, fmt.Errorf("rebuild organisation %s: %w", tenant, err)
		}
		organisations++
	}
	return organisations, nil
}

var errBehind = errors.New("the reader has gone on")

// history is what one feed has told so far.
type history struct {
	reader *Reader
	upTo   position
	of     map[string][]*feedv1.WatchResponse // by organisation, in order
}

// readOn reads each feed as far as its reader is now. It adds what it finds of whom.
func (r Rebuild) readOn(ctx context.Context, past []*history, tenants map[string]bool) error {
	for _, h := range past {
		until, err := r.cursorOf(ctx, h.reader)
		if err == nil {
			err = h.readTo(ctx, until)
		}
		if err != nil {
			return fmt.Errorf("feed of %s: %w", h.reader.Source, err)
		}
		for tenant := range h.of {
			tenants[tenant] = true
		}
	}
	return nil
}

func (r Rebuild) cursorOf(ctx context.Context, reader *Reader) (position, error) {
	conn, release, err := hold(ctx, r.DB)
	if err != nil {
		return position{}, err
	}
	defer release()
	at, err := reader.cursor(ctx, conn)
	if err != nil {
		return position{}, err
	}
	return parsePosition(at)
}

func (p position) compare(q position) int {
	return cmp.Or(cmp.Compare(p.xid, q.xid), cmp.Compare(p.seq, q.seq))
}

// readTo reads on to a position that has taken effect.
func (h *history) readTo(ctx context.Context, until position) error {
	if h.upTo.compare(until) >= 0 {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	stream, err := feedv1.NewFeedServiceClient(h.reader.Conn).Watch(ctx, &feedv1.WatchRequest{Cursor: h.upTo.String(), Database: h.reader.from})
	if err != nil {
		return err
	}
	for h.upTo.compare(until) < 0 {
		event, err := stream.Recv()
		if err != nil {
			return err
		}
		if event.GetBody() == nil {
			h.upTo = until // everything there still is has been told
			return nil
		}
		at, err := parsePosition(event.GetCursor())
		if err != nil {
			return err
		}
		h.upTo = at
		h.of[event.GetTenantId()] = append(h.of[event.GetTenantId()], event)
	}
	return nil
}

// refill empties and fills one organisation. The rows of the cursors are held first: a reader
// of a feed moves its own before anything else, and so waits until this is done.
func (r Rebuild) refill(ctx context.Context, tenant string, past []*history) error {
	return r.DB.InTenantAs(ctx, tenant, func(tx *postgres.Tx) error {
		for _, h := range past {
			var at string
			err := tx.QueryRow(ctx, `SELECT xid::text || '.' || seq FROM feed_cursor WHERE source = $1 FOR UPDATE`, h.reader.key()).Scan(&at)
			if errors.Is(err, pgx.ErrNoRows) {
				continue // nothing of it was ever heard
			}
			if err != nil {
				return err
			}
			if now, err := parsePosition(at); err != nil || now.compare(h.upTo) > 0 {
				return cmp.Or(err, errBehind)
			}
		}
		if err := r.Empty(ctx, tx); err != nil {
			return err
		}
		for _, h := range past {
			for _, event := range h.of[tenant] {
				if err := h.again(ctx, tx, event); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (h *history) again(ctx context.Context, tx *postgres.Tx, event *feedv1.WatchResponse) error {
	msg, err := event.GetBody().UnmarshalNew()
	if err != nil {
		return err
	}
	return h.reader.Handle(WithMoment(ctx, event.GetAt().AsTime()), tx, msg)
}
