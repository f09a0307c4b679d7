package team

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListSupportWorkers lists colleagues, by name.
func (s *Server) ListSupportWorkers(ctx context.Context, req *pb.ListSupportWorkersRequest) (*pb.ListSupportWorkersResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	resp := &pb.ListSupportWorkersResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		rows, err := tx.SupportWorkers(ctx, domain.SearchWords(req.GetQuery()), domain.SupportWorkerID(after), size+1)
		rows, more := paging.Cut(rows, size)
		for _, w := range rows {
			resp.SupportWorkers = append(resp.SupportWorkers, workerMessage(w))
		}
		if more {
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].ID))
		}
		return err
	})
	return resp, err
}

// CreateSupportWorker adds a colleague before they sign in for the first time.
func (s *Server) CreateSupportWorker(ctx context.Context, req *pb.CreateSupportWorkerRequest) (*pb.SupportWorker, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.SupportWorker, error) {
		w := domain.SupportWorker{Name: req.GetSupportWorker().GetName(), Email: req.GetSupportWorker().GetEmail()}.Tidied()
		w.ID, w.Version, w.Created = domain.SupportWorkerID(ids.New()), 1, s.Clock()
		if err := w.Check(); err != nil {
			return nil, err
		}
		return workerMessage(w), base.AddWorker(ctx, tx, w)
	})
}

func workerMessage(w domain.SupportWorker) *pb.SupportWorker {
	return &pb.SupportWorker{
		Id: string(w.ID), Etag: w.Version.Etag(), Name: w.Name, Email: w.Email, Known: w.Known(), Roles: w.Roles,
	}
}
