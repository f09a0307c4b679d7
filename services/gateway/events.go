package gateway

import (
	"context"
	"errors"

	"google.golang.org/protobuf/proto"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/internal/calendar"
	"github.com/optrek/optrek/services/gateway/internal/session"
	"github.com/optrek/optrek/services/internal/postgres"
)

// handleRecruitment does here what recruitment tells of people: whoever is gone is signed
// out, and their calendar reads nothing any more.
func handleRecruitment(ctx context.Context, tx *postgres.Tx, msg proto.Message) error {
	heard, err := Erasure().Hear(ctx, tx, msg, func(client string) error { return forget(ctx, tx, client) })
	if heard || err != nil {
		return err
	}
	switch e := msg.(type) {
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
