package sheet

import (
	"slices"
	"strings"
	"time"
)

// Sheet is whom a file turned out to hold, before it is compared with whom Optrek has.
type Sheet struct {
	RowsRead  int    // lines of the file in which anything stood
	Rows      []Row  // that can come in, as far as the file alone can say
	Refused   []Note // by the file alone, in its order
	Remarks   []Note // about rows that are neither in Rows nor in Refused
	OutOfCare []Row  // refused; of these, whoever is in Optrek is remarked upon
	Repeated  int    // rows that say again what an earlier one said
}

// Row is one person of the file: no more than Optrek needs.
type Row struct {
	Line       int
	Number     string
	Given      string
	Family     string // prefix included
	BirthYear  int    // 0: not known
	Location   string // name, as in the file
	Town       string // of the location
	Area       string // four digits
	WorkerName string
	Email      string // the support worker's
	Interests  []string
	Aids       []string
	Ended      time.Time // when care ended, of those out of care
	Remarks    []Note    // what asks attention, should the row come in
	Beside     Beside    // whom a record names beside the client
}

// Read makes people of the rows, by what the columns are taken for now. today decides
// who is out of care and born too late. A file of which nobody has said yet what the
// number and the name are gives only how many rows there are.
func (f *File) Read(today time.Time) *Sheet {
	r := reader{sheet: &Sheet{RowsRead: len(f.Lines)}, at: map[Field]int{}, today: today, seen: make(map[string]Row, len(f.Lines))}
	if !f.Mapped() {
		return r.sheet
	}
	for i, c := range f.Columns {
		if c.Field != FieldNone {
			r.at[c.Field] = i
		}
	}
	for _, line := range f.Lines {
		r.read(line)
	}
	return r.sheet
}

// reader goes through the lines of one file.
type reader struct {
	sheet *Sheet
	at    map[Field]int // column of each field
	today time.Time
	seen  map[string]Row // by number
}

// read takes one line in, or notes why not. Checks go from the shape of the row to
// what it says, so that no cell of a row that may have shifted is believed.
func (r *reader) read(line Line) {
	number, code := r.number(line)
	if line.Flaw != "" {
		r.refuse(Note{Line: line.N, Number: number, Code: line.Flaw})
		return
	}
	if code != "" {
		r.refuse(Note{Line: line.N, Code: code, Column: columnNames[FieldNumber]})
		return
	}
	row := r.row(line, number)
	if earlier, ok := r.seen[number]; ok {
		r.again(row, earlier)
		return
	}
	r.seen[number] = row
	if code, field := r.unwelcome(row, line); code != "" {
		r.refuse(Note{Line: row.Line, Number: number, Code: code, Column: columnNames[field]})
		if code == NoteOutOfCare {
			row.Ended, _ = date(r.cell(line, FieldOutOfCare))
			r.sheet.OutOfCare = append(r.sheet.OutOfCare, row)
		}
		return
	}
	r.sheet.Rows = append(r.sheet.Rows, row)
}

func (r *reader) refuse(n Note) { r.sheet.Refused = append(r.sheet.Refused, n) }

// cell gives what stands under a field.
func (r *reader) cell(line Line, field Field) string {
	if i, ok := r.at[field]; ok && i < len(line.Cells) {
		return strings.TrimSpace(line.Cells[i])
	}
	return ""
}

// number gives a usable client number, or the code of what is wrong with it.
func (r *reader) number(line Line) (number, code string) {
	if slices.Contains(line.BSN, r.at[FieldNumber]) {
		return "", NoteNumberIsBSN
	}
	return checkNumber(r.cell(line, FieldNumber))
}

// again notes a number that was on an earlier line: whoever came first has it.
func (r *reader) again(row, earlier Row) {
	note := Note{Line: row.Line, Number: row.Number, Code: NoteDuplicateNumber, Column: columnNames[FieldNumber], Other: earlier.Line}
	if !row.same(earlier) {
		r.refuse(note)
		return
	}
	note.Code = NoteSameRowTwice
	r.sheet.Remarks = append(r.sheet.Remarks, note)
	r.sheet.Repeated++
}

func (row Row) same(o Row) bool {
	return row.Given == o.Given && row.Family == o.Family && row.BirthYear == o.BirthYear &&
		row.Location == o.Location && row.Area == o.Area && row.Email == o.Email && row.WorkerName == o.WorkerName &&
		slices.Equal(row.Interests, o.Interests) && slices.Equal(row.Aids, o.Aids) &&
		row.Beside.SecondEmail == o.Beside.SecondEmail && row.Beside.Legal == o.Beside.Legal
}

// columnNames says by which name a note speaks of a field.
var columnNames = map[Field]string{
	FieldNumber: "Cliëntnummer", FieldGivenName: "Roepnaam", FieldPrefix: "Tussenvoegsel", FieldFamilyName: "Achternaam",
	FieldBirthDate: "Geboortedatum", FieldLocation: "Locatie", FieldPostalCode: "Postcode", FieldTown: "Plaats",
	FieldWorkerName: "Persoonlijk begeleider", FieldWorkerEmail: "E-mail begeleider",
	FieldInterests: "Interesses", FieldAids: "Hulpmiddelen", FieldOutOfCare: "Uit zorg",
}
