package team

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	provstore "github.com/optrek/optrek/services/recruitment/internal/store/provision"
)

// ListPassedOn gives what came to somebody because a colleague left, by colleague; who
// leads also reads what came to nobody.
func (s *Server) ListPassedOn(ctx context.Context, _ *pb.ListPassedOnRequest) (*pb.ListPassedOnResponse, error) {
	resp := &pb.ListPassedOnResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		rows, err := provstore.Of(tx).PassedOnTo(ctx, domain.SupportWorkerID(tx.Caller.Person), leads(tx))
		tx.Touch() // also when there is nothing to show
		resp.PassedOn = passedOnMessages(tx, rows)
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func leads(tx *store.Tx) bool {
	return tx.Caller.Has(authn.RoleNetworkLead) || tx.Caller.Has(authn.RoleCoordinator)
}

func passedOnMessages(tx *store.Tx, rows []provstore.PassedOn) (all []*pb.PassedOn) {
	type key struct {
		from     domain.SupportWorkerID
		toNobody bool
	}
	by := map[key]*pb.PassedOn{}
	for _, row := range rows {
		at := key{row.From, row.ToNobody}
		m := by[at]
		if m == nil {
			m = &pb.PassedOn{FromId: string(row.From), ToNobody: row.ToNobody, PassTime: wire.Stamp(row.At)}
			by[at] = m
			all = append(all, m)
		}
		switch row.Kind {
		case domain.DutyClient:
			tx.Touch(row.Item)
			m.ClientIds = append(m.ClientIds, row.Item)
		case domain.DutyLocation:
			m.LocationIds = append(m.LocationIds, row.Item)
		default:
			tx.Touch(row.Client)
			m.NetworkerClientIds = append(m.NetworkerClientIds, row.Client)
		}
	}
	return all
}

// SeePassedOn says that it was read.
func (s *Server) SeePassedOn(ctx context.Context, req *pb.SeePassedOnRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		if req.GetToNobody() && !leads(tx) {
			return &emptypb.Empty{}, nil // there is nothing of that kind for them
		}
		return &emptypb.Empty{}, provstore.Of(tx).SeenPassedOn(ctx, wire.ID[domain.SupportWorkerID](req.GetFromId()),
			domain.SupportWorkerID(tx.Caller.Person), req.GetToNobody())
	})
}
