package sheet

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// mostRows keeps a file of nothing but line ends from becoming a report of millions.
const mostRows = 100_000

// ReadCSV reads a client export as it is: whatever the encoding, separator, quoting and
// order of columns. Only a file in which no client number and name can be found is
// refused as a whole. today is for dates: of a birthday that has been, the year is kept.
func ReadCSV(content []byte, today time.Time) (*File, error) {
	text, encoding := decode(content)
	before := 0 // lines before the heading
	// A spreadsheet's own hint, "sep=;", before the heading.
	if length := lineLength(text); strings.HasPrefix(strings.ToLower(text[:length]), "sep=") {
		text, before = strings.TrimLeft(text[length:], "\r\n"), 1
	}
	char, separator := findSeparator(text)
	rows := records(text, char)
	var columns []Column
	if len(rows) > 0 {
		columns, _ = Understand(rows[0].cells)
	}
	f := File{Format: FormatCSV, Encoding: encoding, Separator: separator, Columns: columns}
	if err := f.recognisable(); err != nil {
		return nil, err
	}
	if len(rows) > mostRows+1 {
		return nil, tooManyRows()
	}
	for _, row := range rows[1:] {
		if row.broken || !row.blank() && !slices.Equal(row.cells, rows[0].cells) {
			f.Lines = append(f.Lines, f.line(row, before))
		}
	}
	return New(f, today)
}

// mostColumns is far more than any export has, and few enough to choose from.
const mostColumns = 200

// recognisable refuses what is no export of people. A column whose heading says nothing
// may still turn out to be the name or the number: that is for somebody to say.
func (f *File) recognisable() error {
	open := 0
	for _, c := range f.Columns {
		if c.Field == FieldNone && c.Fixed == "" && strings.TrimSpace(c.Heading) != "" {
			open++
		}
	}
	number, named := f.At(FieldNumber) >= 0, f.At(FieldGivenName) >= 0 || f.At(FieldFamilyName) >= 0
	switch {
	case !number && !named || len(f.Columns) > mostColumns:
		return unusable("NO_CLIENT_EXPORT", fault.Text{
			NL: "Dit lijkt geen cliëntexport: de eerste regel noemt geen kolom voor het cliëntnummer of voor de naam.",
			EN: "This does not look like a client export: its first line names no column for the client number or the name.",
		})
	case !named && open == 0:
		return unusable("NO_NAME_COLUMN", fault.Text{
			NL: "In dit bestand staat geen kolom met de naam. Exporteer het opnieuw, met een kolom Roepnaam of Achternaam.",
			EN: "This file has no column with the name. Export it again, with a column for the given or family name.",
		})
	case !number && open == 0:
		return unusable("NO_NUMBER_COLUMN", fault.Text{
			NL: "In dit bestand staat geen kolom met het cliëntnummer. Exporteer het opnieuw, met die kolom erbij.",
			EN: "This file has no column with the client number. Export it again, with that column.",
		})
	}
	return nil
}

// line judges a row as a row. No cell of one that may have shifted is kept, but for the
// number of a row that broke off after it. Empty cells too many are no harm.
func (f *File) line(row record, before int) Line {
	line, n := Line{N: row.line + before, Cells: row.cells}, len(f.Columns)
	switch {
	case row.broken:
		return Line{N: line.N, Flaw: NoteBrokenQuotes}
	case len(row.cells) < n:
		line.Flaw = NoteTooFewColumns
	case len(row.cells) > n:
		if !(record{cells: row.cells[n:]}).blank() {
			return Line{N: line.N, Flaw: NoteTooManyColumns}
		}
		line.Cells = row.cells[:n]
	}
	return line
}
