package exchange

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
	"github.com/optrek/optrek/services/recruitment/internal/fhir"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// readFile reads a file in whichever format it is.
func readFile(content []byte, now time.Time) (*sheet.File, error) {
	if _, err := sheet.Recognise(content); err != nil {
		return nil, err
	}
	format, err := fhir.Recognise(content)
	switch {
	case err != nil:
		return nil, err
	case format != "":
		return fhir.Read(content, now)
	default:
		return sheet.ReadCSV(content, now)
	}
}

// PrepareImport reads a file and says what would happen. Its rows are kept until it is
// brought in or thrown away, without what may never come in.
func (s *Server) PrepareImport(ctx context.Context, req *pb.PrepareImportRequest) (*pb.Import, error) {
	now := s.Moment()
	file, err := readFile(req.GetContent(), now)
	if err != nil {
		return nil, err
	}
	return s.tell(ctx, req, func(tx *store.Tx) (sheet.Import, error) {
		i, err := foresee(ctx, tx, sheet.Prepare(domain.ImportID(ids.New()), req.GetFileName(), file, now), file)
		if err != nil {
			return i, err
		}
		return i, tx.InsertImport(ctx, i, file.Lines)
	})
}

// tell does a change once and answers with the import as it is then. Only its figures are
// remembered with the request: notes hold numbers of clients, and samples their names.
func (s *Server) tell(ctx context.Context, req once.Request, change func(*store.Tx) (sheet.Import, error)) (*pb.Import, error) {
	i, err := once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Import, error) {
		i, err := change(tx)
		return figures(i), err
	})
	if err != nil {
		return nil, err
	}
	return s.GetImport(ctx, &pb.GetImportRequest{Id: i.GetId()})
}

// toChange gives an import, held, if it is still as the caller saw it.
func toChange(ctx context.Context, tx *store.Tx, id, etag string) (sheet.Import, error) {
	i, err := tx.ImportToChange(ctx, domain.ImportID(id))
	if err != nil {
		return i, err
	}
	return i, i.Version.Expect(etag)
}

// foresee makes the report of what would happen.
func foresee(ctx context.Context, tx *store.Tx, i sheet.Import, file *sheet.File) (sheet.Import, error) {
	people := file.Read(i.At)
	known := sheet.Known{Workers: map[string]domain.SupportWorkerID{}}
	var err error
	if known.Locations, err = tx.KnownLocations(ctx); err != nil {
		return i, err
	}
	if known.Clients, err = tx.KnownClients(ctx, numbers(people.Rows, people.OutOfCare)); err != nil {
		return i, err
	}
	toMake := 0
	if len(known.Locations) == 0 {
		for key := range people.FirstLocations() {
			known.Locations[key] = domain.LocationID(key) // any id but none
			toMake++
		}
	}
	colleagues := sheet.Colleagues(people.Rows)
	for email := range colleagues {
		known.Workers[email] = domain.SupportWorkerID(email)
	}
	there, err := tx.KnownWorkers(ctx, keys(colleagues))
	if err != nil {
		return i, err
	}
	for email, id := range there {
		known.Workers[email] = id
	}
	_, out := sheet.Plan(people.Rows, known)
	_, leaving := sheet.Leaving(people.OutOfCare, known)
	return i.Foresee(people, out, leaving, toMake), nil
}

// GetImport gives one import, with how far it is.
func (s *Server) GetImport(ctx context.Context, req *pb.GetImportRequest) (*pb.Import, error) {
	var answer *pb.Import
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		i, err := tx.Import(ctx, domain.ImportID(req.GetId()))
		if err != nil {
			return err
		}
		answer, err = tellImport(ctx, tx, i)
		return err
	})
	return answer, err
}

// ListImports lists imports, newest first.
func (s *Server) ListImports(ctx context.Context, req *pb.ListImportsRequest) (*pb.ListImportsResponse, error) {
	size := paging.Size(req.GetPageSize())
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	resp := &pb.ListImportsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		found, err := tx.Imports(ctx, domain.ImportID(after), size+1)
		found, more := paging.Cut(found, size)
		for _, i := range found {
			resp.Imports = append(resp.Imports, figures(i))
		}
		if more {
			resp.NextPageToken = paging.Token(string(found[size-1].ID))
		}
		return err
	})
	return resp, err
}

// MapImport says what columns are, and makes the report anew.
func (s *Server) MapImport(ctx context.Context, req *pb.MapImportRequest) (*pb.Import, error) {
	mappings := make([]sheet.Mapping, len(req.GetColumns()))
	for n, c := range req.GetColumns() {
		mappings[n] = sheet.Mapping{At: int(c.GetIndex()), Field: wire.Word[sheet.Field](c.GetField())}
	}
	return s.tell(ctx, req, func(tx *store.Tx) (sheet.Import, error) {
		i, err := toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return i, err
		}
		if i, err = i.Map(mappings); err != nil {
			return i, err
		}
		lines, err := tx.Lines(ctx, i.ID, false)
		if err != nil {
			return i, err
		}
		if i, err = foresee(ctx, tx, i, i.File(lines)); err != nil {
			return i, err
		}
		return tx.SaveImport(ctx, i)
	})
}

// StartImport lets an import run, or go on, in the background.
func (s *Server) StartImport(ctx context.Context, req *pb.ChangeImportRequest) (*pb.Import, error) {
	return s.changeImport(ctx, req, func(_ *store.Tx, i sheet.Import) (sheet.Import, error) { return i.Start(s.Moment()) })
}

// StopImport stops it after the part that is being handled.
func (s *Server) StopImport(ctx context.Context, req *pb.ChangeImportRequest) (*pb.Import, error) {
	return s.changeImport(ctx, req, func(_ *store.Tx, i sheet.Import) (sheet.Import, error) { return i.Stop(s.Moment()) })
}

// UndoImport takes back what it did, in the background.
func (s *Server) UndoImport(ctx context.Context, req *pb.ChangeImportRequest) (*pb.Import, error) {
	return s.changeImport(ctx, req, func(tx *store.Tx, i sheet.Import) (sheet.Import, error) {
		changes, err := tx.CountChanges(ctx, i.ID)
		if err != nil {
			return i, err
		}
		return i.Undo(changes, s.Moment())
	})
}

// changeImport loads, lets change decide, saves, and wakes who goes on with it.
func (s *Server) changeImport(
	ctx context.Context, req *pb.ChangeImportRequest, change func(*store.Tx, sheet.Import) (sheet.Import, error),
) (*pb.Import, error) {
	answer, err := s.tell(ctx, req, func(tx *store.Tx) (sheet.Import, error) {
		i, err := toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return i, err
		}
		if i, err = change(tx, i); err != nil {
			return i, err
		}
		return tx.SaveImport(ctx, i)
	})
	if err == nil {
		s.wake()
	}
	return answer, err
}

// DiscardImport throws away an import that was only prepared, with its rows.
func (s *Server) DiscardImport(ctx context.Context, req *pb.ChangeImportRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		i, err := toChange(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		if err := i.Discard(); err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.DeleteImport(ctx, i.ID)
	})
}
