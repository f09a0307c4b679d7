package domain

import (
	"slices"
	"strings"
	"time"
)

// Import is the report of one import: what came in, what did not and why. Beyond the
// organisation's client numbers there is nothing personal in it.
type Import struct {
	ID        ImportID
	FileName  string
	Encoding  string
	Separator string
	Read      int
	Created   int
	Updated   int
	Unchanged int
	Refused   []Note
	Remarks   []Note
	Left      []LeftOut
	DryRun    bool
	At        time.Time
}

// CleanFileName keeps of a file's name what says which file it was: no folders, and
// no national number.
func CleanFileName(file string) string {
	file = file[strings.LastIndexAny(file, `/\`)+1:]
	file, _ = bsnSet{}.scrub(name(file))
	return file
}

// Imported is what the last import read of a client. The next one brings in only what
// differs from it: what was changed in Optrek meanwhile stays.
type Imported struct {
	Given     string          `json:"given"`
	Family    string          `json:"family"`
	BirthYear int             `json:"birth_year"`
	Location  LocationID      `json:"location"`
	Area      string          `json:"area"`
	Worker    SupportWorkerID `json:"worker"`
	Interests []string        `json:"interests"`
	Aids      []string        `json:"aids"`
}

func (a Imported) same(b Imported) bool {
	return a.Given == b.Given && a.Family == b.Family && a.BirthYear == b.BirthYear && a.Location == b.Location &&
		a.Area == b.Area && a.Worker == b.Worker && slices.Equal(a.Interests, b.Interests) && slices.Equal(a.Aids, b.Aids)
}

// Present is a client as Optrek has them, with what the last import read: nil when
// none did.
type Present struct {
	Client   Client
	Imported *Imported
}

// Known is what Optrek has of what a sheet names.
type Known struct {
	Clients   map[string]Present         // by number
	Locations map[string]LocationID      // by Fold of the name
	Workers   map[string]SupportWorkerID // by EmailKey; every address of the sheet is there
}

// Arrival is one client to be made or changed, or of whom only the memory of the
// import changes.
type Arrival struct {
	Client   Client
	Imported Imported
	Before   *Client // nil: made by this import
}

// Changed says whether the client themself changes, and not only what was last read.
func (a Arrival) Changed() bool { return a.Before == nil || !a.Client.Same(*a.Before) }

// FirstLocations gives the locations of a sheet for an organisation that has none
// yet, by Fold of their names; what says of itself that it is unknown is none. With
// one location there, a name that is not is refused instead: it may be a slip.
func (s *Sheet) FirstLocations() map[string]Location {
	first := map[string]Location{}
	for _, row := range s.Rows {
		key := Fold(row.Location)
		if key == "" || strings.HasPrefix(key, "onbekend") || tooLong(row.Location, 120) {
			continue
		}
		l, ok := first[key]
		if !ok {
			l.Name = row.Location
		}
		if l.Town == "" {
			l.Town = row.Town
		}
		if l.Area == "" {
			l.Area = row.Area
		}
		first[key] = l
	}
	return first
}

// Colleagues gives the support workers that a sheet names, by EmailKey.
func (s *Sheet) Colleagues() map[string]SupportWorker {
	named := map[string]SupportWorker{}
	for _, row := range s.Rows {
		w, ok := named[row.Email]
		if row.Email == "" || (ok && w.Name != "") {
			continue
		}
		named[row.Email] = SupportWorker{Name: row.WorkerName, Email: row.Email}
	}
	for key, w := range named {
		if w.Name == "" || tooLong(w.Name, 120) {
			w.Name, _, _ = strings.Cut(key, "@")
			named[key] = w
		}
	}
	return named
}

// Plan compares the sheet with what is known, and gives what is to be written and the
// report. It decides nothing twice: with all written, the same sheet plans nothing.
func (s *Sheet) Plan(known Known) ([]Arrival, Import) {
	report := Import{
		Encoding: s.Encoding, Separator: s.Separator, Read: s.RowsRead, Unchanged: s.Repeated, Left: s.Left,
		Refused: slices.Clone(s.Refused), Remarks: slices.Clone(s.Remarks),
	}
	var arrivals []Arrival
	single, refused := 0, map[int]bool{}
	for _, row := range s.Rows {
		location, ok := known.Locations[Fold(row.Location)]
		if !ok && row.Location != "" {
			refused[row.Line] = true
			report.Refused = append(report.Refused, Note{
				Line: row.Line, Number: row.Number, Code: NoteUnknownLocation, Column: columnNames[colLocation]})
			continue
		}
		arrival := arrive(row, location, known)
		switch {
		case arrival.Before == nil:
			report.Created++
		case arrival.Changed():
			report.Updated++
		default:
			report.Unchanged++
		}
		if arrival.Client.SecondMissing() {
			single++
		}
		if last := known.Clients[row.Number].Imported; arrival.Changed() || last == nil || !last.same(arrival.Imported) {
			arrivals = append(arrivals, arrival)
		}
	}
	report.remark(s, known, single, refused)
	return arrivals, report
}

// remark adds what can be said only now, and takes away what was said of rows that
// are refused after all.
func (i *Import) remark(s *Sheet, known Known, single int, refused map[int]bool) {
	i.Remarks = slices.DeleteFunc(i.Remarks, func(n Note) bool { return refused[n.Line] })
	for _, row := range s.OutOfCare {
		if _, here := known.Clients[row.Number]; here {
			i.Remarks = append(i.Remarks, Note{Line: row.Line, Number: row.Number, Code: NoteLeftCare, Column: columnNames[colOutOfCare]})
		}
	}
	byLine := func(a, b Note) int { return a.Line - b.Line }
	slices.SortStableFunc(i.Refused, byLine)
	slices.SortStableFunc(i.Remarks, byLine)
	if single > 0 {
		i.Remarks = append(i.Remarks, Note{Code: NoteNoSecond, Other: single})
	}
}

// arrive puts one row beside what is known of this client.
func arrive(row Row, location LocationID, known Known) Arrival {
	now := Imported{
		Given: row.Given, Family: row.Family, BirthYear: row.BirthYear, Location: location, Area: row.Area,
		Worker: known.Workers[row.Email], Interests: row.Interests, Aids: row.Aids,
	}
	present, here := known.Clients[row.Number]
	if !here {
		c := Client{Number: row.Number}
		return Arrival{Client: merge(c, &Imported{}, now), Imported: now}
	}
	before := present.Client
	c := merge(before, present.Imported, now)
	return Arrival{Client: c, Imported: now, Before: &before}
}

// merge takes over what the file says anew. last nil: this client was made by hand,
// and the file only fills what is still empty. What is gone from the file stays.
func merge(c Client, last *Imported, now Imported) Client {
	was := Imported{}
	if last != nil {
		was = *last
	}
	byHand := last == nil
	c.GivenName, c.FamilyName = mergeName(c, was, now, byHand)
	c.BirthYear = newer(c.BirthYear, was.BirthYear, now.BirthYear, byHand)
	c.Location = newer(c.Location, was.Location, now.Location, byHand)
	c.Profile.Area = newer(c.Profile.Area, was.Area, now.Area, byHand)
	c.Profile.Interests = added(c.Profile.Interests, was.Interests, now.Interests, 30)
	c.Aids = added(c.Aids, was.Aids, now.Aids, 20)
	first, others := SupportWorkerID(""), c.SupportWorkers
	if len(c.SupportWorkers) > 0 {
		first, others = c.SupportWorkers[0], c.SupportWorkers[1:]
	}
	if next := newer(first, was.Worker, now.Worker, byHand); next != first {
		others = slices.DeleteFunc(slices.Clone(others), func(w SupportWorkerID) bool { return w == next })
		c.SupportWorkers = append([]SupportWorkerID{next}, others...)
	}
	return c
}

// mergeName treats a name as one thing, so that no half of an old one stays.
func mergeName(c Client, was, now Imported, byHand bool) (given, family string) {
	if (byHand && c.GivenName != "") || (now.Given == was.Given && now.Family == was.Family) {
		return c.GivenName, c.FamilyName
	}
	return now.Given, now.Family
}

// newer gives the file's value when it says something and says it anew.
func newer[T comparable](current, was, now T, byHand bool) T {
	var empty T
	if now == empty || now == was || (byHand && current != empty) {
		return current
	}
	return now
}

// added gives the current words and those that are new in the file: a word that was
// taken away in Optrek does not come back by itself.
func added(current, was, now []string, most int) []string {
	out := slices.Clone(current)
	for _, word := range now {
		if !slices.Contains(was, word) && !slices.Contains(out, word) && len(out) < most {
			out = append(out, word)
		}
	}
	return out
}
