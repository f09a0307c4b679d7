package gateway

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/calendar"
	"github.com/optrek/optrek/services/gateway/internal/live"
	"github.com/optrek/optrek/services/gateway/internal/own"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/process"
)

// listen reads what the services tell: recruitment's for who is gone, and all of them for pages that are open. Of
// organisations with databases of their own too: what the gateway keeps (sessions, places in feeds) are ids without a
// name, and it is asked before anybody knows whose they are, so it stands in the shared database for everybody.
func listen(p *process.Process, db *postgres.DB, delivery *own.Delivery) error {
	handlers := map[string]func(context.Context, *postgres.Tx, proto.Message) error{
		"recruitment": func(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
			return errors.Join(listener{delivery}.handle(ctx, tx, msg), live.Tell(ctx, tx, msg))
		},
		"matching": live.Tell, "activity": live.Tell, "evaluation": live.Tell,
	}
	for source, handle := range handlers {
		conn, err := p.Dial(source)
		if err != nil {
			return fmt.Errorf("gateway: %s: %w", source, err)
		}
		reader := &feed.Reader{Source: source, Conn: conn, DB: db, Handle: handle, Log: p.Log, Also: p.Config.OwnDatabases()}
		p.Go("gateway reads "+source, reader.Run)
	}
	return nil
}

// listener hears what recruitment tells.
type listener struct{ delivery *own.Delivery }

// handle does here what recruitment tells of people: whoever is gone is signed
// out, and their calendar reads nothing any more.
func (l listener) handle(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
	heard, err := Erasure().Hear(ctx, tx, msg, func(client string) error { return forget(ctx, tx, client) })
	if heard || err != nil {
		return err
	}
	switch e := msg.(type) {
	case *recruitmentv1.ExportAsked:
		l.delivery.Hear()
	case *recruitmentv1.SignInEnded:
		if card := e.GetCardId(); card != "" {
			return session.EndCardIn(ctx, tx, card)
		}
		return session.EndIn(ctx, tx, e.GetPersonId())
	case *recruitmentv1.SupportWorkerChanged:
		if e.GetLeft() {
			return forget(ctx, tx, e.GetSupportWorkerId())
		}
	case *recruitmentv1.ClientLeft:
		return forget(ctx, tx, e.GetClientId())
	}
	return nil
}

// forget removes everything the gateway has of a person.
func forget(ctx context.Context, tx *postgres.Tx, person string) error {
	return errors.Join(session.EndIn(ctx, tx, person), calendar.StopIn(ctx, tx, person))
}
