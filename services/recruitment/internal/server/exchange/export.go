package exchange

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
	"github.com/optrek/optrek/services/recruitment/internal/fhir"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	mapstore "github.com/optrek/optrek/services/recruitment/internal/store/networkmap"
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

// ExportParticipation gives what the client approved of taking part, for another system,
// and nothing else. It is read anew each time: a yes taken back holds from then on.
func (s *Server) ExportParticipation(ctx context.Context, req *pb.ExportParticipationRequest) (*pb.ExportFile, error) {
	var p domain.Participation
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		p, err = mapstore.Of(tx).Participation(ctx, client)
		return err
	})
	if err != nil {
		return nil, err
	}
	content, err := fhir.Participation(p)
	if err != nil {
		return nil, err
	}
	return &pb.ExportFile{
		FileName:    "meedoen-" + p.At.Format("2006-01-02") + ".json",
		ContentType: "application/fhir+json", Content: content,
	}, nil
}
