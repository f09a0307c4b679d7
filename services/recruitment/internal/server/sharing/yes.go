package sharing

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// CheckRegionalYes says whose yes to being seen in a region stands at this moment. Matching
// alone asks, about clients of either side of what somebody looks at; nobody's page says
// that it was asked, for it is about a purpose and not about a person.
func (s *Server) CheckRegionalYes(ctx context.Context, req *pb.CheckRegionalYesRequest) (*pb.CheckRegionalYesResponse, error) {
	resp := &pb.CheckRegionalYesResponse{}
	err := s.Store.InTxAs(ctx, req.GetOrganisationId(), func(tx *store.Tx) error {
		agreed, err := tx.AgreedToRegion(ctx, req.GetRegion(), wire.IDs[domain.ClientID](req.GetClientIds()), s.Moment())
		resp.ClientIds = wire.Texts(agreed)
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}
