package servertest

import (
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// Prepare sends a client export, and gives what would happen.
func (h *House) Prepare(content []byte) *pb.Import {
	h.T.Helper()
	i, err := h.Client.PrepareImport(h.Coordinator, &pb.PrepareImportRequest{
		Content: content, FileName: `C:\export\ecd-clients.csv`, RequestId: ids.New()})
	if err != nil {
		h.T.Fatal(err)
	}
	return i
}

// Import brings a client export in, and gives the report.
func (h *House) Import(content []byte) *pb.Import {
	h.T.Helper()
	i := h.Prepare(content)
	if _, err := h.Client.StartImport(h.Coordinator, &pb.ChangeImportRequest{Id: i.GetId(), Etag: i.GetEtag()}); err != nil {
		h.T.Fatal(err)
	}
	return h.GoOn(i.GetId())
}

// GoOn lets the service go on with an import until it stands still, and gives it.
func (h *House) GoOn(id string) *pb.Import {
	h.T.Helper()
	for {
		if err := h.Server.Exchange.GoOn(h.T.Context(), h.Tenant); err != nil {
			h.T.Fatal(err)
		}
		i, err := h.Client.GetImport(h.Coordinator, &pb.GetImportRequest{Id: id})
		if err != nil {
			h.T.Fatal(err)
		}
		if s := i.GetState(); s != pb.Import_STATE_RUNNING && s != pb.Import_STATE_UNDOING {
			return i
		}
	}
}

// Undo takes an import back.
func (h *House) Undo(id string) *pb.Import {
	h.T.Helper()
	if _, err := h.Client.UndoImport(h.Coordinator, &pb.ChangeImportRequest{Id: id}); err != nil {
		h.T.Fatal(err)
	}
	return h.GoOn(id)
}
