package bench

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/recruitment"
)

// listens is a service that does nothing but hear.
var listens = postgres.Schema{Name: "bench_listener"}

// BenchmarkFeed measures from the commit of an event in recruitment, over its own
// gRPC feed, to its handler's transaction in another service.
func BenchmarkFeed(b *testing.B) {
	s := start(b, []door{recruits}, listens)
	heard := make(chan struct{}, 1)
	conn := s.dial("recruitment", s.signer("matching"))
	reader := &feed.Reader{Source: "recruitment", Conn: conn, DB: s.data.Open(listens), Log: s.Log,
		Handle: func(context.Context, *postgres.Tx, proto.Message) error { heard <- struct{}{}; return nil }}
	ctx, stop := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	go func() { ended <- reader.Run(ctx) }()
	b.Cleanup(func() { stop(); must(b, <-ended) })

	teller := s.data.Open(recruitment.Schema())
	committed := make(chan error, 1)
	listener, hears := s.data.Owner(b), make(chan error, 1)
	_, err := listener.Exec(b.Context(), `LISTEN bench`)
	must(b, err)
	compare(b, "feed, transaction to effect", "LISTEN/NOTIFY", func() error {
		err := teller.InTenantAs(b.Context(), s.caller.Tenant, func(tx *postgres.Tx) error {
			return feed.Append(b.Context(), tx, &recruitmentv1.ClientLeft{ClientId: s.caller.Person})
		})
		if err == nil {
			<-heard
		}
		return err
	}, func() error {
		go func() { hears <- heardNotification(b.Context(), listener) }()
		go func() { _, err := s.bare.Exec(b.Context(), `NOTIFY bench`); committed <- err }()
		if err := <-committed; err != nil {
			return err
		}
		return <-hears
	})
}

func heardNotification(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.WaitForNotification(ctx)
	return err
}
