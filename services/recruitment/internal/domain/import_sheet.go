package domain

import (
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

// Sheet is what a client export turned out to hold, before it is compared with what
// Optrek has. Nothing in it can be a national number.
type Sheet struct {
	Encoding  string // "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"
	Separator string // ";", ",", "tab", "|"
	RowsRead  int    // rows in which anything stood, without the heading
	Rows      []Row  // that can come in, as far as the file alone can say
	Refused   []Note
	Remarks   []Note
	Left      []LeftOut // columns left out, in the order of the file
	OutOfCare []Row     // refused; of these, whoever is in Optrek is remarked upon
	Repeated  int       // rows that say again what an earlier one said
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
}

// mostRows keeps a file of nothing but line ends from becoming a report of millions.
const mostRows = 100_000

// ReadSheet reads a client export as it is: whatever the encoding, separator, quoting
// and order of columns. Only a file in which no client number and name can be found
// is refused as a whole. today decides who is out of care and born too late.
func ReadSheet(content []byte, today time.Time) (*Sheet, error) {
	text, encoding := decode(content)
	line := 1
	// A spreadsheet's own hint, "sep=;", before the heading.
	if length := lineLength(text); strings.HasPrefix(strings.ToLower(text[:length]), "sep=") {
		text, line = strings.TrimLeft(text[length:], "\r\n"), 2
	}
	char, separator := findSeparator(text)
	rows := records(text, char)
	var columns []column
	if len(rows) > 0 {
		columns, _ = understand(rows[0].cells)
	}
	named := slices.Contains(columns, colGiven) || slices.Contains(columns, colFamily)
	if !slices.Contains(columns, colNumber) || !named {
		return nil, fault.Invalid("NO_CLIENT_EXPORT", fault.Text{
			NL: "Dit lijkt geen cliëntexport: de eerste regel noemt geen kolom voor het cliëntnummer of voor de naam.",
			EN: "This does not look like a client export: its first line names no column for the client number or the name.",
		}, fault.Field{Path: "content", Text: fault.Text{NL: "Geen kop gevonden.", EN: "No heading found."}})
	}
	if len(rows) > mostRows {
		return nil, fault.Invalid("TOO_MANY_ROWS", fault.Text{
			NL: "Dit bestand heeft meer dan 100.000 regels. Deel het op, bijvoorbeeld per locatie.",
			EN: "This file has more than 100,000 lines. Divide it, for instance by location.",
		}, fault.Field{Path: "content", Text: fault.Text{NL: "Te veel regels.", EN: "Too many lines."}})
	}
	r := reader{
		sheet: &Sheet{Encoding: encoding, Separator: separator}, columns: columns, today: today,
		bsn: bsnSet{}, seen: map[string]Row{}, line: line - 1,
	}
	r.dropBSN(rows[1:])
	r.leftOut(rows[0].cells)
	for _, row := range rows[1:] {
		if !row.blank() && !slices.Equal(row.cells, rows[0].cells) || row.broken {
			r.read(row)
		}
	}
	return r.sheet, nil
}

// reader goes through the rows of one file.
type reader struct {
	sheet   *Sheet
	columns []column
	today   time.Time
	bsn     bsnSet
	seen    map[string]Row // by number
	line    int            // lines before the heading
}

// dropBSN empties the BSN column before anything else is read, and remembers its
// numbers for the length of this call, so that they are known in another column.
func (r *reader) dropBSN(rows []record) {
	for i, col := range r.columns {
		if col != colBSN {
			continue
		}
		for _, row := range rows {
			if i < len(row.cells) {
				r.bsn.add(row.cells[i])
				row.cells[i] = ""
			}
		}
	}
}

func (r *reader) leftOut(heading []string) {
	for i, col := range r.columns {
		code, ok := leftOutCodes[col]
		if !ok {
			continue
		}
		name, _ := r.bsn.scrub(tidy(heading[i]))
		if name != "" && !tooLong(name, 60) {
			r.sheet.Left = append(r.sheet.Left, LeftOut{Column: name, Code: code})
		}
	}
}

// read takes one row in, or notes why not. Checks go from the shape of the row to
// what it says, so that no cell of a row that may have shifted is believed.
func (r *reader) read(rec record) {
	rec.line += r.line
	r.sheet.RowsRead++
	if code := r.shape(&rec); code != "" {
		r.refuse(Note{Line: rec.line, Number: r.numberOf(rec), Code: code})
		return
	}
	cells, notes := r.cells(rec)
	number, code := r.number(cells[colNumber])
	if code != "" {
		r.refuse(Note{Line: rec.line, Code: code, Column: columnNames[colNumber]})
		return
	}
	row, remarks := r.row(rec.line, number, cells)
	notes = append(notes, remarks...)
	if earlier, ok := r.seen[number]; ok {
		r.again(row, earlier)
		return
	}
	r.seen[number] = row
	if code, col := r.unwelcome(row, cells); code != "" {
		r.refuse(Note{Line: row.Line, Number: number, Code: code, Column: columnNames[col]})
		if code == NoteOutOfCare {
			r.sheet.OutOfCare = append(r.sheet.OutOfCare, row)
		}
		return
	}
	for _, n := range notes {
		n.Line, n.Number = row.Line, number
		r.sheet.Remarks = append(r.sheet.Remarks, n)
	}
	r.sheet.Rows = append(r.sheet.Rows, row)
}

func (r *reader) refuse(n Note) { r.sheet.Refused = append(r.sheet.Refused, n) }

// again notes a number that was on an earlier line: whoever came first has it.
func (r *reader) again(row, earlier Row) {
	note := Note{Line: row.Line, Number: row.Number, Code: NoteDuplicateNumber, Column: columnNames[colNumber], Other: earlier.Line}
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
		slices.Equal(row.Interests, o.Interests) && slices.Equal(row.Aids, o.Aids)
}

// shape says what is wrong with the row as a row. Empty cells too many are no harm.
func (r *reader) shape(rec *record) string {
	switch n := len(r.columns); {
	case rec.broken:
		return NoteBrokenQuotes
	case len(rec.cells) < n:
		return NoteTooFewColumns
	case len(rec.cells) > n:
		if !(record{cells: rec.cells[n:]}).blank() {
			return NoteTooManyColumns
		}
		rec.cells = rec.cells[:n]
	}
	return ""
}

// numberOf gives the number of a row that broke off after it, and of no other row
// whose cells may have shifted.
func (r *reader) numberOf(rec record) string {
	at := slices.Index(r.columns, colNumber)
	if rec.broken || at >= len(rec.cells) || len(rec.cells) > len(r.columns) {
		return ""
	}
	number, _ := r.number(strings.TrimSpace(rec.cells[at]))
	return number
}

// number gives a usable client number, or the code of what is wrong with it.
func (r *reader) number(cell string) (number, code string) {
	number, code = checkNumber(cell)
	if code == "" && r.bsn[onlyDigits(number)] {
		return "", NoteNumberIsBSN
	}
	return number, code
}

// cells gives what stands in the columns that are used, free of national numbers.
func (r *reader) cells(rec record) (map[column]string, []Note) {
	var notes []Note
	cells := make(map[column]string, len(r.columns))
	for i, col := range r.columns {
		if columnNames[col] == "" {
			continue
		}
		cell := strings.TrimSpace(rec.cells[i])
		// The number has a check of its own; of a date only the year is ever kept.
		if col != colNumber && col != colBirth && col != colOutOfCare {
			kept, found := r.bsn.scrub(cell)
			if found {
				notes = append(notes, Note{Code: NoteBSNElsewhere, Column: columnNames[col]})
			}
			cell = strings.TrimSpace(kept)
		}
		cells[col] = cell
	}
	return cells, notes
}

// columnNames says by which name a note speaks of a column that is used.
var columnNames = map[column]string{
	colNumber: "Cliëntnummer", colGiven: "Roepnaam", colPrefix: "Tussenvoegsel", colFamily: "Achternaam",
	colBirth: "Geboortedatum", colLocation: "Locatie", colPostcode: "Postcode", colTown: "Plaats",
	colWorkerName: "Persoonlijk begeleider", colWorkerEmail: "E-mail begeleider",
	colInterests: "Interesses", colAids: "Hulpmiddelen", colOutOfCare: "Uit zorg",
}
