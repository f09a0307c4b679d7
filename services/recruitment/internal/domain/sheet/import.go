package sheet

import (
	"slices"
	"strconv"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

// State is where an import stands; the words are the contract's.
type State string

// The states of an import.
const (
	StatePrepared State = "prepared" // read; the report says what would happen
	StateRunning  State = "running"
	StateStopped  State = "stopped" // half-way, and can go on
	StateDone     State = "done"
	StateUndoing  State = "undoing"
	StateUndone   State = "undone"
)

// How long things are kept.
const (
	KeepPrepared = 24 * time.Hour      // rows of a file that nobody started
	KeepStopped  = 30 * 24 * time.Hour // rows of a file that nobody went on with
	undoFor      = 30 * 24 * time.Hour
)

// MostNotes is how many rows a report names; it counts all of them.
const MostNotes = 1000

// Import is one file on its way in, and the report of it. Beyond the organisation's
// client numbers there is nothing personal in it.
type Import struct {
	ID        domain.ImportID
	Version   domain.Version
	State     State
	Format    string
	FileName  string
	Encoding  string
	Separator string
	Columns   []Column
	Total     int // rows there are to handle
	Handled   int
	Position  int // of the sheet's rows, and behind them of those out of care; -1 before the first
	Read      int
	Created   int
	Updated   int
	Unchanged int
	NotIn     int // refused
	Single    int // who has no second responsible (O-01)
	Refused   []Note
	Remarks   []Note
	Locations []domain.LocationID // made by it, for an organisation that had none
	ToMake    int                 // while prepared: how many it would make
	Kept      []domain.ClientID   // after undoing
	At        time.Time
	Finished  time.Time // stopped, done or undone; zero before
	UndoUntil time.Time
}

// Prepare makes an import of a file that has been read.
func Prepare(id domain.ImportID, fileName string, f *File, now time.Time) Import {
	return Import{
		ID: id, Version: 1, State: StatePrepared, FileName: CleanFileName(fileName), Format: f.Format,
		Encoding: f.Encoding, Separator: f.Separator, Columns: f.Columns, Total: len(f.Lines), Position: -1, At: now,
	}
}

// File gives the import's file back, of its rows.
func (i Import) File(lines []Line) *File {
	return &File{Format: i.Format, Encoding: i.Encoding, Separator: i.Separator, Columns: i.Columns, Lines: lines}
}

// Left lists what is left out on purpose.
func (i Import) Left() []LeftOut { return i.File(nil).Left() }

// Foresee makes the report of what would happen.
func (i Import) Foresee(s *Sheet, out Outcome, leaving []Note, locations int) Import {
	i.Read, i.Created, i.Updated, i.Single, i.ToMake = s.RowsRead, out.Created, out.Updated, out.Single, locations
	i.Unchanged, i.NotIn = out.Unchanged+s.Repeated, len(s.Refused)+len(out.Refused)
	i.Refused = first(slices.Concat(s.Refused, out.Refused))
	i.Remarks = first(slices.Concat(s.Remarks, out.Remarks, leaving))
	return i
}

// first gives the first thousand of notes, in the order of the file.
func first(notes []Note) []Note {
	slices.SortStableFunc(notes, func(a, b Note) int { return a.Line - b.Line })
	return notes[:min(len(notes), MostNotes)]
}

// Said gives the remarks, with those about the file as a whole behind them.
func (i Import) Said() []Note {
	said := slices.Clone(i.Remarks)
	if i.Single > 0 {
		said = append(said, Note{Code: NoteNoSecond, Other: i.Single})
	}
	if n := max(len(i.Locations), i.ToMake); n > 0 {
		said = append(said, Note{Code: NoteLocationsMade, Other: n})
	}
	return said
}

// Mapping says what one column is, by its place in the file from 0.
type Mapping struct {
	At    int
	Field Field
}

// Map says what columns are; those not named stay as they are.
func (i Import) Map(mappings []Mapping) (Import, error) {
	if i.State != StatePrepared {
		return i, inState("IMPORT_ALREADY_STARTED", fault.Text{
			NL: "Dit bestand wordt al overgenomen. De kolommen kunnen niet meer anders.",
			EN: "This file is being brought in already. Its columns cannot change any more."})
	}
	columns := slices.Clone(i.Columns)
	for n, m := range mappings {
		path := "columns[" + strconv.Itoa(n) + "]"
		switch {
		case m.At < 0 || m.At >= len(columns):
			return i, wrongColumn("NO_SUCH_COLUMN", path+".index", fault.Text{
				NL: "Deze kolom staat niet in het bestand.", EN: "There is no such column in the file."})
		case columns[m.At].Fixed != "" && m.Field != FieldNone:
			reason := columns[m.At].Reason()
			return i, wrongColumn("COLUMN_STAYS_OUT", path+".field", fault.Text{
				NL: "Deze kolom blijft altijd buiten. " + reason.NL, EN: "This column always stays out. " + reason.EN})
		case m.Field != FieldNone && !slices.Contains(Fields(), m.Field):
			return i, wrongColumn("UNKNOWN_MEANING", path+".field", fault.Text{
				NL: "Kies waar deze kolom over gaat.", EN: "Choose what this column is about."})
		}
		columns[m.At].Field = m.Field
	}
	i.Columns = columns
	return i, i.eachOnce(mappings)
}

// eachOnce refuses two columns of one meaning.
func (i Import) eachOnce(mappings []Mapping) error {
	seen := map[Field]bool{}
	for at, c := range i.Columns {
		if c.Field == FieldNone || !seen[c.Field] {
			seen[c.Field] = true
			continue
		}
		path := "columns"
		if n := slices.IndexFunc(mappings, func(m Mapping) bool { return m.At == at }); n >= 0 {
			path = "columns[" + strconv.Itoa(n) + "].field"
		}
		return wrongColumn("COLUMN_TWICE", path, fault.Text{
			NL: "Twee kolommen kunnen niet hetzelfde betekenen. Kies er één, en neem de andere niet over.",
			EN: "Two columns cannot mean the same. Choose one, and leave the other out."})
	}
	return nil
}

// Start lets it run, from the beginning or from where it was stopped.
func (i Import) Start(now time.Time) (Import, error) {
	switch {
	case i.State != StatePrepared && i.State != StateStopped:
		return i, inState("IMPORT_NOT_TO_START", fault.Text{
			NL: "Dit bestand is al overgenomen, of dat gebeurt nu. Kies het bestand opnieuw om het nog eens te doen.",
			EN: "This file has been brought in already, or is now. Choose the file again to do it once more."})
	case !i.File(nil).Mapped():
		return i, wrongColumn("COLUMNS_TO_CHOOSE", "columns", fault.Text{
			NL: "Kies eerst in welke kolom het cliëntnummer staat, en in welke de naam.",
			EN: "First choose which column holds the client number, and which the name."})
	}
	if i.State == StatePrepared {
		i.Handled, i.Position = 0, -1
		i.Created, i.Updated, i.Unchanged, i.NotIn, i.Single, i.ToMake = 0, 0, 0, 0, 0, 0
		i.Refused, i.Remarks = nil, nil
	}
	i.State, i.Finished, i.UndoUntil = StateRunning, time.Time{}, now.Add(undoFor)
	return i, nil
}

// Open begins: what the file alone can say is said at once.
func (i Import) Open(s *Sheet, made []domain.LocationID) Import {
	i.Position, i.Locations = 0, made
	i.Unchanged, i.NotIn, i.Handled = s.Repeated, len(s.Refused), s.Repeated+len(s.Refused)
	i.Refused, i.Remarks = first(slices.Clone(s.Refused)), first(slices.Clone(s.Remarks))
	return i
}

// Next gives the part that is to be handled now: rows, or when those are done, some of
// those out of care; neither when all is done.
func (i Import) Next(s *Sheet, most int) (rows, leaving []Row) {
	if i.Position < len(s.Rows) {
		return s.Rows[i.Position:min(len(s.Rows), i.Position+most)], nil
	}
	at := min(i.Position-len(s.Rows), len(s.OutOfCare))
	return nil, s.OutOfCare[at:min(len(s.OutOfCare), at+most)]
}

// Handle adds what came of a part.
func (i Import) Handle(rows, leaving []Row, out Outcome) Import {
	i.Position += len(rows) + len(leaving)
	i.Handled += len(rows) // those out of care were counted when it began
	i.Created, i.Updated, i.Unchanged = i.Created+out.Created, i.Updated+out.Updated, i.Unchanged+out.Unchanged
	i.NotIn, i.Single = i.NotIn+len(out.Refused), i.Single+out.Single
	if len(out.Refused) > 0 {
		i.Refused = first(slices.Concat(i.Refused, out.Refused))
	}
	if len(out.Remarks) > 0 {
		i.Remarks = first(slices.Concat(i.Remarks, out.Remarks))
	}
	return i
}

// Finish says that all has been handled, or taken back.
func (i Import) Finish(now time.Time) Import {
	if i.State == StateUndoing {
		i.State, i.Finished, i.UndoUntil = StateUndone, now, time.Time{}
	} else {
		i.State, i.Finished, i.UndoUntil = StateDone, now, now.Add(undoFor)
	}
	return i
}

// Stop stops half-way.
func (i Import) Stop(now time.Time) (Import, error) {
	if i.State != StateRunning {
		return i, inState("IMPORT_NOT_RUNNING", fault.Text{
			NL: "Dit overnemen is niet bezig, dus er is niets te stoppen.", EN: "This import is not running, so there is nothing to stop."})
	}
	i.State, i.Finished = StateStopped, now
	return i, nil
}

// Undo begins to take back what it did to changes clients.
func (i Import) Undo(changes int, now time.Time) (Import, error) {
	switch {
	case i.State != StateDone && i.State != StateStopped:
		return i, inState("IMPORT_NOT_TO_UNDO", fault.Text{
			NL: "Dit overnemen is bezig, of er is niets om terug te draaien. Stop het eerst.",
			EN: "This import is under way, or there is nothing to take back. Stop it first."})
	case now.After(i.UndoUntil):
		return i, inState("TOO_LATE_TO_UNDO", fault.Text{
			NL: "Dit is langer dan 30 dagen geleden. Terugdraaien kan niet meer; wijzig wat niet klopt bij de mensen zelf.",
			EN: "This is more than 30 days ago and cannot be undone any more. Change what is not right with the people themselves."})
	}
	i.State, i.Total, i.Handled, i.Finished = StateUndoing, changes, 0, time.Time{}
	return i, nil
}

// Discard says whether it may be thrown away: only while nothing came in.
func (i Import) Discard() error {
	if i.State != StatePrepared {
		return inState("IMPORT_ALREADY_STARTED", fault.Text{
			NL: "Dit bestand is al (deels) overgenomen. Draai het terug als het niet had gemoeten.",
			EN: "This file came in already, at least in part. Undo it if it should not have."})
	}
	return nil
}

func inState(code string, text fault.Text) error { return fault.Conflict(code, text) }

func wrongColumn(code, path string, text fault.Text) error {
	return fault.Invalid(code, text, fault.Field{Path: path, Text: text})
}
