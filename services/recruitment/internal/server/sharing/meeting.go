package sharing

import (
	"context"

	matchingpb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sharing"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	cardstore "github.com/optrek/optrek/services/recruitment/internal/store/sharing"
)

// InTxAs opens transactions of the service itself in another organisation: for what that
// organisation's own rows say of a card of theirs.
func (s *Server) InTxAs(ctx context.Context, tenant string, fn func(*cardstore.Tx) error) error {
	return s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error { return fn(cardstore.Of(tx)) })
}

// Met takes in that a client met somebody of another organisation, or that it is over:
// then the card has done its work and is taken back by itself.
func (s *Server) Met(ctx context.Context, tx *cardstore.Tx, e *matchingpb.RegionalMeetingChanged) error {
	m := cardstore.Meeting{Request: wire.ID[sharing.RequestID](e.GetRegionalRequestId()), Client: wire.ID[domain.ClientID](e.GetClientId()),
		Organisation: wire.ID[sharing.OrganisationID](e.GetOrganisationId())}
	tx.Touch(string(m.Client))
	if e.GetMet() {
		return tx.Meet(ctx, m)
	}
	card, made, err := tx.CardFor(ctx, m.Client, m.Request)
	if err != nil {
		return err
	}
	if made {
		if _, err := withdraw(ctx, tx, card, s); err != nil {
			return err
		}
	}
	return tx.Part(ctx, m)
}
