package feed

import (
	"context"
	"errors"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/optrek/optrek/services/internal/postgres"
)

// What one organisation copied is emptied and filled again in one transaction; a handler knows
// that it is a second time, when it was, and what goes wrong leaves everything as it was.
func TestRebuild_FillsAgainUpToWhereTheReaderIs(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	again := 0
	reader := p.reader(func(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
		if Moment(ctx).IsZero() {
			return errors.New("nobody says when it was")
		}
		if Replaying(ctx) {
			again++
		}
		return note(ctx, tx, msg)
	})
	stop := p.start(reader)
	p.tell(tenants[0], "one", "two")
	p.tell(tenants[1], "three")
	p.expect("a one", "a two", "b three")
	stop()
	p.tell(tenants[0], "not heard yet")

	rebuild := Rebuild{DB: p.to, Readers: []*Reader{reader}, Empty: func(ctx context.Context, tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM effect`)
		return err
	}}
	organisations, err := rebuild.Run(t.Context())
	must(t, err)
	if got := p.effects(); organisations != 2 || again != 3 || !slices.Equal(got, []string{"a one", "a two", "b three"}) {
		t.Fatalf("%d organisations, %d events again, %q", organisations, again, got)
	}
	broken := errors.New("not this one")
	reader.Handle = func(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
		return errors.Join(note(ctx, tx, msg), broken)
	}
	if _, err := rebuild.Run(t.Context()); !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	if got := p.effects(); len(got) != 3 {
		t.Fatalf("a rebuild that failed left %q", got)
	}
	reader.Handle = note
	p.start(reader)
	p.expect("a one", "a two", "b three", "a not heard yet")
}
