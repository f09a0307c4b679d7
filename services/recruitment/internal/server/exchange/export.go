package exchange

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ExportClients gives the clients as a file: who they are and who guides them, and
// nothing they told.
func (s *Server) ExportClients(ctx context.Context, req *pb.ExportClientsRequest) (*pb.ExportFile, error) {
	var clients []sheet.Exported
	err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		at := domain.LocationID(req.GetLocationId())
		if at != "" {
			if _, err := tx.LocationToChange(ctx, at); err != nil {
				return err
			}
		}
		clients, err = tx.ExportedClients(ctx, at)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &pb.ExportFile{
		FileName:    "clienten-" + s.Moment().Format("2006-01-02") + ".csv",
		ContentType: "text/csv; charset=utf-8", Content: sheet.Export(clients),
	}, nil
}
