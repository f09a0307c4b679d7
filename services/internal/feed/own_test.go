package feed_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	feedv1 "github.com/optrek/optrek/proto/gen/optrek/feed/v1"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/pgtest"
	"github.com/optrek/optrek/services/internal/postgres"
)

// A service reads what it told, once each, in order, and goes on where it was.
func TestAServiceReadsItsOwnFeed(t *testing.T) {
	t.Parallel()
	schema := postgres.Schema{Name: "recruitment"}
	db := pgtest.New(t, schema).Open(schema)
	tenant := ids.New()
	tell := func(cursor string) {
		t.Helper()
		if err := db.InTenantAs(postgres.WithMethod(t.Context(), "test"), tenant, func(tx *postgres.Tx) error {
			return feed.Append(t.Context(), tx, &feedv1.WatchRequest{Cursor: cursor})
		}); err != nil {
			t.Fatal(err)
		}
	}
	read := func(want ...string) {
		t.Helper()
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
		defer stop()
		got := make(chan string, 8)
		ended := make(chan error, 1)
		reader := &feed.Reader{Source: "recruitment", Conn: feed.Own(feed.NewServer(db)), DB: db, Handle: func(_ context.Context, _ *postgres.Tx, m proto.Message) error {
			got <- m.(*feedv1.WatchRequest).GetCursor()
			return nil
		}}
		go func() { ended <- reader.Run(ctx) }()
		for _, one := range want {
			select {
			case g := <-got:
				if g != one {
					t.Errorf("%q, want %q", g, one)
				}
			case <-ctx.Done():
				t.Fatalf("%q never came", one)
			}
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	tell("a")
	tell("b")
	read("a", "b")
	tell("c")
	read("c")
	if err := feed.Own(nil).Invoke(t.Context(), "x", nil, nil); err == nil {
		t.Error("something else than Watch")
	}
}
