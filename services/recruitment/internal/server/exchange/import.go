package exchange

import (
	"context"
	"maps"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ImportClients reads a client export and says what came in and what did not. All of
// it comes in, or none; the same file again changes nothing. A dry run writes nothing.
func (s *Server) ImportClients(ctx context.Context, req *pb.ImportClientsRequest) (*pb.ImportReport, error) {
	now := s.Clock()
	file, err := readFile(req.GetContent(), now)
	if err != nil {
		return nil, err
	}
	run := func(tx *store.Tx) (*pb.ImportReport, error) {
		i := importing{tx: tx, file: file, sheet: file.Read(now), now: now, dry: req.GetDryRun()}
		report, err := i.run(ctx, req.GetFileName())
		m := importMessage(report)
		m.DryRun = i.dry
		return m, err
	}
	if !req.GetDryRun() {
		return once.Do(ctx, s.Store.InTx, req, run)
	}
	var report *pb.ImportReport
	if err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		report, err = run(tx)
		return err
	}); err != nil {
		return nil, err
	}
	return report, nil
}

// readFile reads a file in whichever format it is.
func readFile(content []byte, now time.Time) (*sheet.File, error) {
	format, err := sheet.Recognise(content)
	if err != nil {
		return nil, err
	}
	switch format {
	default:
		return sheet.ReadCSV(content, now)
	}
}

// importing is one import on its way through one transaction.
type importing struct {
	tx    *store.Tx
	file  *sheet.File
	sheet *sheet.Sheet
	now   time.Time
	dry   bool
}

func (i importing) run(ctx context.Context, fileName string) (sheet.Import, error) {
	report := sheet.Prepare("", fileName, i.file, i.now)
	if err := i.tx.OneImport(ctx); err != nil {
		return report, err
	}
	known, made, err := i.known(ctx)
	if err != nil {
		return report, err
	}
	arrivals, out := sheet.Plan(i.sheet.Rows, known)
	_, leaving := sheet.Leaving(i.sheet.OutOfCare, known)
	report = report.Foresee(i.sheet, out, leaving, made)
	if i.dry {
		return report, nil
	}
	report.ID = domain.ImportID(ids.New())
	for n := range arrivals {
		if arrivals[n].Before == nil {
			arrivals[n].Client.ID = domain.ClientID(ids.New())
		}
	}
	if err := i.tx.SaveArrivals(ctx, arrivals, i.now); err != nil {
		return report, err
	}
	if err := i.tell(ctx, arrivals); err != nil {
		return report, err
	}
	return report, i.tx.InsertImport(ctx, report)
}

// known looks up what the sheet names, and makes the colleagues, and for a first
// import the locations, that are not there yet: made says how many of the latter.
func (i importing) known(ctx context.Context) (known sheet.Known, made int, err error) {
	numbers := make([]string, 0, len(i.sheet.Rows)+len(i.sheet.OutOfCare))
	for _, row := range slices.Concat(i.sheet.Rows, i.sheet.OutOfCare) {
		numbers = append(numbers, row.Number)
	}
	if known.Clients, err = i.tx.KnownClients(ctx, numbers); err != nil {
		return known, 0, err
	}
	if known.Locations, err = i.tx.KnownLocations(ctx); err != nil {
		return known, 0, err
	}
	if len(known.Locations) == 0 {
		if made, err = i.locations(ctx, known.Locations); err != nil {
			return known, 0, err
		}
	}
	known.Workers, err = i.workers(ctx)
	return known, made, err
}

func (i importing) locations(ctx context.Context, known map[string]domain.LocationID) (made int, err error) {
	first := i.sheet.FirstLocations()
	for _, key := range slices.Sorted(maps.Keys(first)) {
		l := first[key]
		l.ID, l.Version, l.Created = domain.LocationID(ids.New()), 1, i.now
		known[key] = l.ID
		if i.dry {
			continue
		}
		if err := i.tx.InsertLocation(ctx, l); err != nil {
			return 0, err
		}
	}
	return len(first), nil
}

func (i importing) workers(ctx context.Context) (map[string]domain.SupportWorkerID, error) {
	named := sheet.Colleagues(i.sheet.Rows)
	emails := slices.Sorted(maps.Keys(named))
	known, err := i.tx.KnownWorkers(ctx, emails)
	if err != nil {
		return nil, err
	}
	for _, email := range emails {
		if known[email] != "" {
			continue
		}
		w := named[email]
		w.ID, w.Version, w.Created = domain.SupportWorkerID(ids.New()), 1, i.now
		known[email] = w.ID
		if i.dry {
			continue
		}
		if err := base.AddWorker(ctx, i.tx, w); err != nil {
			return nil, err
		}
	}
	return known, nil
}

// tell tells the others of clients that are new or changed.
func (i importing) tell(ctx context.Context, arrivals []sheet.Arrival) error {
	var older []domain.ClientID
	for _, a := range arrivals {
		if a.Before != nil {
			older = append(older, a.Client.ID)
		}
	}
	agreed, err := i.tx.AgreedTo(ctx, domain.PurposeMatching, older, i.now)
	if err != nil {
		return err
	}
	var events []proto.Message
	for _, a := range arrivals {
		if a.Before == nil || !a.Client.SamePlace(*a.Before) {
			events = append(events, base.ClientChanged(a.Client))
		}
		if agreed[a.Client.ID] && !a.Client.Profile.SameShared(a.Before.Profile) {
			events = append(events, base.ProfileChanged(a.Client))
		}
	}
	return base.Tell(ctx, i.tx, events...)
}

func importMessage(i sheet.Import) *pb.ImportReport {
	m := &pb.ImportReport{
		Id: string(i.ID), FileName: i.FileName, Encoding: i.Encoding, Separator: i.Separator,
		RowsRead: int32(i.Read), RowsCreated: int32(i.Created), RowsUpdated: int32(i.Updated),
		RowsUnchanged: int32(i.Unchanged), RowsRefused: int32(i.NotIn),
		Refused: noteMessages(i.Refused), Remarks: noteMessages(i.Said()), CreateTime: wire.Stamp(i.At),
	}
	for _, l := range i.Left() {
		m.LeftOut = append(m.LeftOut, &pb.ColumnNote{Column: l.Column, TextNl: l.Text().NL, TextEn: l.Text().EN})
	}
	return m
}

func noteMessages(notes []sheet.Note) []*pb.RowNote {
	out := make([]*pb.RowNote, len(notes))
	for i, n := range notes {
		text := n.Text()
		out[i] = &pb.RowNote{
			Line: int32(n.Line), Number: n.Number, Code: n.Code, TextNl: text.NL, TextEn: text.EN, Column: n.Column,
		}
	}
	return out
}
