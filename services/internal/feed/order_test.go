package feed

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/postgres"
)

func TestInOrderOnceAndInTheRightTenant(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.tell(tenants[0], "before the reader came")
	p.start(p.reader(note))
	const writers, each = 6, 25
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				p.tell(tenants[w%2], fmt.Sprintf("%d-%d", w, i), "and")
			}
		})
	}
	all.Wait()
	total := 1 + 2*writers*each
	until(t, "everything took effect", func() bool { return len(p.effects()) >= total })

	rows, err := p.database.Owner(t).Query(t.Context(), `SELECT right(tenant_id::text, 1), payload FROM feedtest_teller.outbox ORDER BY xid, seq`)
	must(t, err)
	var want []string
	for rows.Next() {
		var tenant string
		var payload []byte
		must(t, rows.Scan(&tenant, &payload))
		var text wrapperspb.StringValue
		must(t, proto.Unmarshal(payload, &text))
		want = append(want, tenant+" "+text.GetValue())
	}
	if got := p.effects(); !slices.Equal(got, want) {
		t.Errorf("%d effects are not the %d events in their order", len(got), len(want))
	}
}

func TestManyAtOnceKeepTheirOrder(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.start(p.reader(note))
	var (
		events []proto.Message
		want   []string
	)
	for n := range 300 {
		text := fmt.Sprintf("number %d", 1000-n)
		events, want = append(events, wrapperspb.String(text)), append(want, "a "+text)
	}
	must(t, p.from.InTenantAs(t.Context(), tenants[0], func(tx *postgres.Tx) error {
		if err := AppendAll[proto.Message](t.Context(), tx, nil); err != nil {
			return err
		}
		return AppendAll(t.Context(), tx, events)
	}))
	p.expect(want...)
}

func TestAHandlerThatFailsHalfwayLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	failures := 3
	p.start(p.reader(func(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
		if err := note(ctx, tx, msg); err != nil {
			return err
		}
		if msg.(*wrapperspb.StringValue).GetValue() == "two" && failures > 0 {
			failures--
			return errors.New("after its effect")
		}
		return nil
	}))
	p.tell(tenants[0], "one", "two", "three")
	p.expect("a one", "a two", "a three")
}

func TestAReaderKilledBetweenEffectAndCommit(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.tell(tenants[1], "one", "two")
	inside := make(chan struct{})
	stop := p.start(p.reader(func(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
		if err := note(ctx, tx, msg); err != nil || msg.(*wrapperspb.StringValue).GetValue() == "one" {
			return err
		}
		close(inside)
		<-ctx.Done() // the effect is written, the commit still to come
		return nil
	}))
	<-inside
	stop()
	p.expect("b one")
	p.start(p.reader(note))
	p.expect("b one", "b two")
}

func TestAConnectionLostBetweenEffectAndCommit(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.tell(tenants[0], "one", "two")
	lost := false
	p.start(p.reader(func(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
		if err := note(ctx, tx, msg); err != nil || lost {
			return err
		}
		lost = true
		var pid int
		if err := tx.QueryRow(ctx, `SELECT pg_backend_pid()`).Scan(&pid); err != nil {
			return err
		}
		_, err := p.database.Owner(t).Exec(ctx, `SELECT pg_terminate_backend($1)`, pid)
		return err
	}))
	p.expect("a one", "a two")
}

func TestTheServersConnectionsAreLost(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.start(p.reader(note))
	p.tell(tenants[0], "one")
	p.expect("a one")
	// All that listen and all that hold the lock, but nobody who is in a transaction.
	_, err := p.database.Owner(t).Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE datname = current_database() AND application_name LIKE '%\_feed'`)
	must(t, err)
	p.tell(tenants[0], "two")
	p.expect("a one", "a two")
}

func TestASlowWriterIsNotSteppedOver(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	wrote, finish, finished := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		finished <- p.from.InTenantAs(context.Background(), tenants[0], func(tx *postgres.Tx) error {
			err := appendAll(context.Background(), tx, []string{"slow"}) // its xid and seq are handed out here
			close(wrote)
			<-finish
			return err
		})
	}()
	<-wrote
	p.tell(tenants[0], "fast")
	conn, release, err := hold(t.Context(), p.from)
	must(t, err)
	defer release()
	w := &watcher{conn: conn}
	// "fast" is committed and visible; taken now, the cursor would be past "slow".
	found, err := w.read(t.Context())
	must(t, err)
	if len(found.events) != 0 || !found.pending || w.at != (position{}) {
		t.Errorf("while the slow one is open: %+v, at %v", found, w.at)
	}
	p.start(p.reader(note))
	close(finish)
	must(t, <-finished)
	p.expect("a slow", "a fast")
}

func TestTwoReadersOneEffect(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	var stops []func()
	for range 2 {
		stops = append(stops, p.start(p.reader(note)))
	}
	p.tell(tenants[0], "one")
	p.expect("a one")
	until(t, "one of them reads", func() bool { return p.watching.Load() == 1 })
	if p.most.Load() != 1 {
		t.Errorf("%d readers at a time", p.most.Load())
	}
	stops[0]() // whichever it is, the other goes on
	p.tell(tenants[0], "two")
	p.expect("a one", "a two")
}

func TestTheSameEventTwiceHasOneEffect(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	r := p.reader(note)
	body, err := anypb.New(wrapperspb.String("once"))
	must(t, err)
	// Two readers that both believe they hold the lock, on the same event at the same time.
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := r.take(t.Context(), &feedv1.WatchResponse{Cursor: "7.3", TenantId: tenants[0], Body: body}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	must(t, r.take(t.Context(), &feedv1.WatchResponse{Cursor: "7.2", TenantId: tenants[0], Body: body})) // and one from before
	p.expect("a once")
}

func TestATypeNobodyKnowsYetWaits(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	r := p.reader(note)
	newer := &feedv1.WatchResponse{Cursor: "7.3", TenantId: tenants[0], Body: &anypb.Any{TypeUrl: "type.googleapis.com/optrek.future.v1.Invented"}}
	if err := r.take(t.Context(), newer); !errors.Is(err, protoregistry.NotFound) {
		t.Errorf("an unknown type: %v", err)
	}
	conn, unlock, err := r.lock(t.Context())
	must(t, err)
	defer unlock()
	if at, err := r.cursor(t.Context(), conn); err != nil || at != "" {
		t.Errorf("the cursor is at %q, %v", at, err)
	}
}

func TestASignOfLifeWhenThereIsNothingToTell(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	stream, err := feedv1.NewFeedServiceClient(p.conn).Watch(t.Context(), &feedv1.WatchRequest{})
	must(t, err)
	event, err := stream.Recv()
	must(t, err)
	if event.GetBody() != nil || event.GetCursor() != "0.0" || time.Since(event.GetAt().AsTime()) > patience {
		t.Errorf("%v", event)
	}
}

func TestCursors(t *testing.T) {
	t.Parallel()
	for _, cursor := range []string{"x", "1", "1.", ".1", "-1.1", "1.-1", "1.1.1", "18446744073709551616.0", "1.9223372036854775808"} {
		if _, err := parsePosition(cursor); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%q: %v", cursor, err)
		}
	}
	for _, cursor := range []string{"0.0", "18446744073709551615.9223372036854775807"} {
		if at, err := parsePosition(cursor); err != nil || at.String() != cursor {
			t.Errorf("%q: %v, %v", cursor, at, err)
		}
	}
	if at, err := parsePosition(""); err != nil || at != (position{}) {
		t.Errorf("the beginning: %v, %v", at, err)
	}
}

// Transaction numbers are numbers: 1000 comes after 999. Sorted as text it came before,
// the cursor stepped over the others of that batch, and they were lost for good.
func TestInOrderAcrossADigit(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	for _, xid := range []string{"10", "9", "100", "99"} { // long ago, so settled
		body, err := proto.Marshal(wrapperspb.String(xid))
		must(t, err)
		_, err = p.database.Owner(t).Exec(t.Context(), `INSERT INTO feedtest_teller.outbox (tenant_id, xid, type, payload)
			VALUES ($1, $2::text::xid8, 'google.protobuf.StringValue', $3)`, tenants[0], xid, body)
		must(t, err)
	}
	p.start(p.reader(note))
	p.expect("a 9", "a 10", "a 99", "a 100")
}
