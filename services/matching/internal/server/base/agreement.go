package base

import (
	"context"
	"fmt"

	"google.golang.org/grpc"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// Agreements is what matching asks of recruitment: whose yes to being looked for stands
// now. The profiles here follow recruitment's feed and may be a moment behind; a yes
// that was taken back does not wait for that.
type Agreements interface {
	ListStandingConsents(
		context.Context, *recruitmentv1.ListStandingConsentsRequest, ...grpc.CallOption,
	) (*recruitmentv1.ListStandingConsentsResponse, error)
}

// Agreed says who of these people agrees to be looked for, at this moment. Asked in the
// name of whoever is asking us, outside any transaction, and never kept. When
// recruitment cannot tell, nobody is said to agree: the answer is that we do not know.
func (b Base) Agreed(ctx context.Context, people []domain.ClientID) (map[domain.ClientID]bool, error) {
	yes := make(map[domain.ClientID]bool, len(people))
	if len(people) == 0 {
		return yes, nil
	}
	found, err := b.Agreements.ListStandingConsents(ctx, &recruitmentv1.ListStandingConsentsRequest{
		Purpose: recruitmentv1.Consent_PURPOSE_MATCHING, ClientIds: wire.Texts(people)})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", notKnown, err)
	}
	for _, id := range found.GetClientIds() {
		yes[wire.ID[domain.ClientID](id)] = true
	}
	return yes, nil
}

var notKnown = fault.Unavailable("CONSENT_NOT_KNOWN", fault.Text{
	NL: "Optrek kan nu niet nagaan wie het goed vindt dat er gezocht wordt. Probeer het zo nog een keer.",
	EN: "Optrek cannot find out now who agrees to be looked for. Try again shortly."})

// AgreedAmong is Agreed for the people that a look into the database gives.
func (b Base) AgreedAmong(ctx context.Context, look func(*store.Tx) ([]domain.ClientID, error)) (map[domain.ClientID]bool, error) {
	var people []domain.ClientID
	err := b.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		people, err = look(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return b.Agreed(ctx, people)
}
