package feed

import (
	"context"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/optrek/optrek/services/internal/postgres"
)

// BenchmarkCommitToEffect is one event at a time, from the beginning of the
// transaction that tells it to its effect in the other service.
func BenchmarkCommitToEffect(b *testing.B) {
	p := newPair(b)
	took := make(chan struct{}, 1)
	p.start(p.reader(func(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
		took <- struct{}{}
		return note(ctx, tx, msg)
	}))
	for b.Loop() {
		err := p.from.InTenantAs(b.Context(), tenants[0], func(tx *postgres.Tx) error {
			return Append(b.Context(), tx, wrapperspb.String("x"))
		})
		must(b, err)
		<-took
	}
}
