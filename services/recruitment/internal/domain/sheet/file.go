// Package sheet reads what an organisation's own administration exports: files of
// people, whatever their form, encoding, separator and columns. A reader of one format
// (ReadCSV) gives a File: rows of cells, free of what Optrek may never have. A File can
// be kept until somebody said what its columns are; Read then gives a Sheet of people,
// and Plan compares those with whom Optrek knows already.
package sheet

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Formats of files.
const (
	FormatCSV        = "csv"
	FormatFHIRBundle = "fhir_bundle"
	FormatFHIRNDJSON = "fhir_ndjson"
)

// File is a file as rows of cells. Nothing in it can be a national number, and nothing
// of a fixed column is left.
type File struct {
	Format    string
	Encoding  string // "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"
	Separator string // ";", ",", "tab", "|"; of a CSV file only
	Columns   []Column
	Lines     []Line
}

// Column is one column, and what it is taken for.
type Column struct {
	Heading string `json:"heading"` // as in the file
	Field   Field  `json:"field"`
	Fixed   string `json:"fixed,omitempty"` // why it may never come in, a code of its own; empty when it may
	Known   bool   `json:"known,omitempty"` // its heading says what it is
}

// Line is one row in which anything stood. One that cannot be read as a row has a flaw
// and, of its cells, at most the client number.
type Line struct {
	N     int      `json:"n"`           // where it starts in the file; the heading is line 1
	Cells []string `json:"c,omitempty"` // as many as there are columns
	Flaw  string   `json:"f,omitempty"` // code of the note by which it is refused
	BSN   []int    `json:"b,omitempty"` // columns, from 0, in which a national number stood

	Beside *Beside `json:"p,omitempty"` // what the record says beside the cells; nil for a table
}

// New makes a File of what a reader of a format found: it empties fixed columns, takes
// national numbers out of every cell, and keeps of dates no more than is needed. Every
// reader ends here, and nothing of a file is kept anywhere before it.
func New(f File, today time.Time) (*File, error) {
	if len(f.Lines) == 0 {
		return nil, unusable("NO_ROWS", fault.Text{
			NL: "In dit bestand staat niemand: er zijn geen rijen onder de kop.",
			EN: "There is nobody in this file: it has no rows under its heading.",
		})
	}
	if len(f.Lines) > mostRows {
		return nil, tooManyRows()
	}
	set := bsnSet{}
	for i, c := range f.Columns {
		if c.Fixed != fixedBSN {
			continue
		}
		for _, line := range f.Lines {
			if i < len(line.Cells) {
				set.add(line.Cells[i])
			}
		}
	}
	for i := range f.Columns {
		f.Columns[i].Heading, _ = set.scrub(shortened(name(f.Columns[i].Heading), 60))
	}
	for i := range f.Lines {
		f.clean(&f.Lines[i], set, today)
	}
	return &f, nil
}

// clean takes out of one line what may not be kept.
func (f *File) clean(line *Line, set bsnSet, today time.Time) {
	line.Beside.clean(set)
	for i := range line.Cells {
		cell := strings.TrimSpace(line.Cells[i])
		column := Column{Fixed: fixedRemark} // a cell beyond the heading
		if i < len(f.Columns) {
			column = f.Columns[i]
		}
		if column.Fixed != "" || line.Flaw != "" && column.Field != FieldNumber {
			line.Cells[i] = ""
			continue
		}
		var found bool
		kept := cell
		switch column.Field {
		case FieldNumber:
			if found = set.isNumber(cell); found {
				kept = ""
			}
		case FieldBirthDate:
			kept, found = set.ofDate(cell, func(day time.Time) string {
				if day.After(today) {
					return day.Format(time.DateOnly) // nobody's birthday: it will be remarked upon
				}
				return day.Format("2006")
			})
		case FieldOutOfCare:
			kept, found = set.ofDate(cell, func(day time.Time) string { return day.Format(time.DateOnly) })
		default:
			kept, found = set.scrub(cell)
		}
		line.Cells[i] = strings.TrimSpace(kept)
		if found {
			line.BSN = append(line.BSN, i)
		}
	}
}

// At gives the place of the column that is taken for a field, or -1.
func (f *File) At(field Field) int {
	return slices.IndexFunc(f.Columns, func(c Column) bool { return c.Field == field })
}

// Mapped says whether it is known by which column somebody is recognised and called.
func (f *File) Mapped() bool {
	return f.At(FieldNumber) >= 0 && (f.At(FieldGivenName) >= 0 || f.At(FieldFamilyName) >= 0)
}

// Samples gives a few different values of a column, to recognise it by: none of a fixed one.
func (f *File) Samples(column int) []string {
	const most, within = 3, 200
	var found []string
	for _, line := range f.Lines[:min(within, len(f.Lines))] {
		if len(found) == most || f.Columns[column].Fixed != "" {
			break
		}
		if line.Flaw != "" || column >= len(line.Cells) {
			continue
		}
		if value := shortened(name(line.Cells[column]), 40); value != "" && !slices.Contains(found, value) {
			found = append(found, value)
		}
	}
	return found
}

// shortened cuts a text off, with a sign that it went on.
func shortened(s string, most int) string {
	if !tooLong(s, most) {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// Recognise tells by its first bytes what kind of file this is, or refuses what is
// plainly something else, saying what to do.
func Recognise(content []byte) (format string, err error) {
	for _, kind := range []struct{ mark, what string }{
		{"PK\x03\x04", "excel"}, {"PK\x05\x06", "excel"}, {"\xd0\xcf\x11\xe0", "excel"}, {"%PDF", "pdf"}, {"\x1f\x8b", "zip"},
	} {
		if bytes.HasPrefix(content, []byte(kind.mark)) {
			return "", unusable(wrongKinds[kind.what].code, wrongKinds[kind.what].text)
		}
	}
	if len(bytes.TrimSpace(content)) == 0 {
		return "", unusable("EMPTY_FILE", fault.Text{
			NL: "Dit bestand is leeg. Exporteer het opnieuw.", EN: "This file is empty. Export it again."})
	}
	return FormatCSV, nil
}

var wrongKinds = map[string]struct {
	code string
	text fault.Text
}{
	"excel": {"SPREADSHEET_FILE", fault.Text{
		NL: "Dit is een Excel-bestand of een zip-bestand. Open het, kies Opslaan als CSV, en kies dan dat bestand.",
		EN: "This is a spreadsheet or zip file. Open it, save it as CSV, and choose that file.",
	}},
	"pdf": {"PDF_FILE", fault.Text{
		NL: "Dit is een PDF. Vraag een export als CSV uit je administratie.",
		EN: "This is a PDF. Ask for an export as CSV from your administration.",
	}},
	"zip": {"ZIPPED_FILE", fault.Text{
		NL: "Dit bestand is ingepakt. Pak het uit en kies het CSV-bestand dat erin zit.",
		EN: "This file is compressed. Unpack it and choose the CSV file inside.",
	}},
}

// unusable refuses a file as a whole.
func unusable(code string, text fault.Text) error {
	return fault.Invalid(code, text, fault.Field{Path: "content", Text: text})
}

func tooManyRows() error {
	return unusable("TOO_MANY_ROWS", fault.Text{
		NL: "Dit bestand heeft meer dan 100.000 rijen. Deel het op, bijvoorbeeld per locatie.",
		EN: "This file has more than 100,000 rows. Divide it, for instance by location.",
	})
}
