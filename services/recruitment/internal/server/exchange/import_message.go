package exchange

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// tellImport is an import as it stands in the database, with what belongs to its state.
func tellImport(ctx context.Context, tx *store.Tx, i sheet.Import) (m *pb.Import, err error) {
	if i.State == sheet.StateUndone {
		i.Kept, err = tx.KeptClients(ctx, i.ID)
	}
	m = importMessage(i)
	if err == nil && i.State == sheet.StatePrepared {
		var lines []sheet.Line
		lines, err = tx.Lines(ctx, i.ID, true)
		addSamples(m, i.File(lines))
	}
	return m, err
}

// importMessage is an import but for its samples. While it runs its notes are still
// growing, and whoever follows it asks every second: they are told when it stands still.
func importMessage(i sheet.Import) *pb.Import {
	m := figures(i)
	if i.Format == sheet.FormatCSV {
		m.Columns = columnMessages(i.Columns)
	}
	if i.State != sheet.StateRunning && i.State != sheet.StateUndoing {
		m.Refused, m.Remarks = noteMessages(i.Refused), noteMessages(i.Said())
	}
	for _, l := range i.Left() {
		m.LeftOut = append(m.LeftOut, &pb.ColumnNote{Column: l.Column, TextNl: l.Text().NL, TextEn: l.Text().EN})
	}
	m.KeptClientIds = wire.Texts(i.Kept)
	return m
}

// addSamples shows a few values of each column. They are names and addresses, so they
// are no part of an answer that is remembered.
func addSamples(m *pb.Import, file *sheet.File) {
	for n, c := range m.GetColumns() {
		c.Samples = file.Samples(n)
	}
}

// figures is an import without what it says of rows and columns.
func figures(i sheet.Import) *pb.Import {
	return &pb.Import{
		Id: string(i.ID), Etag: i.Version.Etag(), State: wire.Value[pb.Import_State](i.State), Format: wire.Value[pb.Import_Format](i.Format),
		FileName: i.FileName, Encoding: i.Encoding, Separator: i.Separator,
		RowsTotal: int32(i.Total), RowsHandled: int32(i.Handled), RowsRead: int32(i.Read), RowsCreated: int32(i.Created),
		RowsUpdated: int32(i.Updated), RowsUnchanged: int32(i.Unchanged), RowsRefused: int32(i.NotIn),
		CreateTime: wire.Stamp(i.At), FinishTime: wire.Stamp(i.Finished), UndoUntilTime: wire.Stamp(i.UndoUntil),
	}
}

func columnMessages(columns []sheet.Column) []*pb.ImportColumn {
	out := make([]*pb.ImportColumn, len(columns))
	for n, c := range columns {
		out[n] = &pb.ImportColumn{
			Index: int32(n), Heading: c.Heading, Field: wire.Value[pb.ImportColumn_Field](c.Field), Fixed: c.Fixed != "",
			TextNl: c.Reason().NL, TextEn: c.Reason().EN,
		}
	}
	return out
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
