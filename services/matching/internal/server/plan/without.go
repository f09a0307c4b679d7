package plan

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/plan"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// ListWithout says who stays without, together with whom, and what would help them. Of
// the people it names those whom the caller reaches and whose yes stands now.
func (s *Server) ListWithout(ctx context.Context, req *pb.ListWithoutRequest) (*pb.ListWithoutResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size, of := paging.Size(req.GetPageSize()), wire.ID[plan.ID](req.GetPlanId())
	var found []store.PlanGroup
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Plan(ctx, of); err != nil {
			return err
		}
		found, err = tx.PlanGroups(ctx, of, after, size+1)
		return err
	})
	if err != nil {
		return nil, err
	}
	page, more := paging.Cut(found, size)
	out := &pb.ListWithoutResponse{}
	if more {
		out.NextPageToken = paging.Token(page[size-1].ID)
	}
	var named, shown []domain.ClientID
	for _, g := range page {
		named = append(named, g.Clients...)
	}
	agreed, err := s.agreed(ctx, named)
	if err != nil {
		return nil, err
	}
	for _, g := range page {
		g.Clients = slices.DeleteFunc(g.Clients, func(c domain.ClientID) bool { return !agreed[c] })
		if len(g.Clients) == 0 {
			continue
		}
		shown = append(shown, g.Clients...)
		out.Groups = append(out.Groups, &pb.WithoutGroup{Id: g.ID, ClientIds: wire.Texts(g.Clients), People: int32(g.People),
			About: base.Sentence(g.Said.About), Why: base.Sentence(g.Said.Why), WouldHelp: base.Sentences(g.Said.WouldHelp)})
	}
	return out, s.saw(ctx, shown)
}
