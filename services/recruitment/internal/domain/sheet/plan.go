package sheet

import (
	"slices"
	"strings"

	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

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
	Given     string                 `json:"given"`
	Family    string                 `json:"family"`
	BirthYear int                    `json:"birth_year"`
	Location  domain.LocationID      `json:"location"`
	Area      string                 `json:"area"`
	Worker    domain.SupportWorkerID `json:"worker"`
	Interests []string               `json:"interests"`
	Aids      []string               `json:"aids"`

	// Of formats that say so.
	Second domain.SupportWorkerID `json:"second,omitempty"`
	Legal  domain.Representative  `json:"legal,omitzero"`
}

func (a Imported) same(b Imported) bool {
	return a.Given == b.Given && a.Family == b.Family && a.BirthYear == b.BirthYear && a.Location == b.Location &&
		a.Area == b.Area && a.Worker == b.Worker && slices.Equal(a.Interests, b.Interests) && slices.Equal(a.Aids, b.Aids) &&
		a.Second == b.Second && a.Legal == b.Legal
}

// Present is a client as Optrek has them, with what the last import read: nil when
// none did.
type Present struct {
	Client   domain.Client
	Imported *Imported
}

// Known is what Optrek has of what a sheet names.
type Known struct {
	Clients   map[string]Present                // by number
	Locations map[string]domain.LocationID      // by Fold of the name
	Workers   map[string]domain.SupportWorkerID // by EmailKey; every address of the sheet is there, empty for who left
}

// Arrival is one client to be made or changed, or of whom only the memory of the
// import changes.
type Arrival struct {
	Client   domain.Client
	Imported *Imported      // what is remembered from now on
	Before   *domain.Client // nil: made by this import
	Last     *Imported      // what was remembered before
}

// Changed says whether the client themself changes, and not only what was last read.
func (a Arrival) Changed() bool { return a.Before == nil || !a.Client.Same(*a.Before) }

// FirstLocations gives the locations of a sheet for an organisation that has none
// yet, by Fold of their names; what says of itself that it is unknown is none. With
// one location there, a name that is not is refused instead: it may be a slip.
func (s *Sheet) FirstLocations() map[string]domain.Location {
	first := map[string]domain.Location{}
	for _, row := range s.Rows {
		key := domain.Fold(row.Location)
		if key == "" || strings.HasPrefix(key, "onbekend") || tooLong(row.Location, 120) {
			continue
		}
		l, ok := first[key]
		if !ok {
			l.Name = row.Location
		}
		if l.Town == "" && !tooLong(row.Town, 80) {
			l.Town = row.Town
		}
		if l.Area == "" {
			l.Area = row.Area
		}
		first[key] = l
	}
	return first
}

// Colleagues gives the support workers that rows name, by EmailKey.
func Colleagues(rows []Row) map[string]domain.SupportWorker {
	named := map[string]domain.SupportWorker{}
	add := func(called, email string) {
		if email != "" && named[email].Name == "" {
			named[email] = domain.SupportWorker{Name: called, Email: email}
		}
	}
	for _, row := range rows {
		add(row.WorkerName, row.Email)
		add(row.Beside.SecondName, row.Beside.SecondEmail)
	}
	for key, w := range named {
		if w.Name == "" || tooLong(w.Name, 120) {
			w.Name, _, _ = strings.Cut(key, "@")
			named[key] = w
		}
	}
	return named
}

// Outcome is what comes of some rows.
type Outcome struct {
	Created, Updated, Unchanged int
	Single                      int // of those, who has no second responsible yet (O-01)
	Refused, Remarks            []Note
}

// Plan compares rows with what is known, and gives what is to be written and what to
// say of it. It decides nothing twice: with all written, the same rows plan nothing.
func Plan(rows []Row, known Known) ([]Arrival, Outcome) {
	var (
		arrivals []Arrival
		out      Outcome
	)
	for _, row := range rows {
		location, ok := known.Locations[domain.Fold(row.Location)]
		if !ok && row.Location != "" {
			out.Refused = append(out.Refused, Note{
				Line: row.Line, Number: row.Number, Code: NoteUnknownLocation, Column: columnNames[FieldLocation]})
			continue
		}
		out.Remarks = append(out.Remarks, row.Remarks...)
		if row.Email != "" && known.Workers[row.Email] == "" {
			out.Remarks = append(out.Remarks, Note{Line: row.Line, Number: row.Number, Code: NoteWorkerLeft, Column: columnNames[FieldWorkerEmail]})
		}
		arrival := arrive(row, location, known)
		switch {
		case arrival.Before == nil:
			out.Created++
		case arrival.Changed():
			out.Updated++
		default:
			out.Unchanged++
		}
		if arrival.Client.SecondMissing() {
			out.Single++
		}
		if last := known.Clients[row.Number].Imported; arrival.Changed() || last == nil || !last.same(*arrival.Imported) {
			arrivals = append(arrivals, arrival)
		}
	}
	return arrivals, out
}

// Leaving gives those out of care whom Optrek has, with a remark about each: an import
// removes nobody.
func Leaving(rows []Row, known Known) (out []domain.OutOfCare, remarks []Note) {
	for _, row := range rows {
		if present, ok := known.Clients[row.Number]; ok {
			out = append(out, domain.OutOfCare{Client: present.Client.ID, Ended: row.Ended})
			remarks = append(remarks, Note{Line: row.Line, Number: row.Number, Code: NoteLeftCare, Column: columnNames[FieldOutOfCare]})
		}
	}
	return out, remarks
}

// arrive puts one row beside what is known of this client.
func arrive(row Row, location domain.LocationID, known Known) Arrival {
	now := Imported{
		Given: row.Given, Family: row.Family, BirthYear: row.BirthYear, Location: location, Area: row.Area,
		Worker: known.Workers[row.Email], Interests: row.Interests, Aids: row.Aids,
		Second: known.Workers[row.Beside.SecondEmail], Legal: row.Beside.Legal,
	}
	present, here := known.Clients[row.Number]
	if !here {
		c := domain.Client{Number: row.Number}
		return Arrival{Client: merge(c, &Imported{}, now), Imported: &now}
	}
	before := present.Client
	c := merge(before, present.Imported, now)
	return Arrival{Client: c, Imported: &now, Before: &before, Last: present.Imported}
}

// merge takes over what the file says anew. last nil: this client was made by hand,
// and the file only fills what is still empty. What is gone from the file stays.
func merge(c domain.Client, last *Imported, now Imported) domain.Client {
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
	if c.Representative == (domain.Representative{}) && now.Legal != was.Legal {
		c.Representative = now.Legal // never over somebody whom Optrek knows
	}
	c.SupportWorkers = mergeWorkers(c.SupportWorkers, was, now, byHand)
	return c
}

// mergeWorkers takes over who is responsible first and, where the file says so, second.
func mergeWorkers(current []domain.SupportWorkerID, was, now Imported, byHand bool) []domain.SupportWorkerID {
	first, second := at(current, 0), at(current, 1)
	changed := first
	if first = newer(first, was.Worker, now.Worker, byHand); second == first {
		second = ""
	}
	if next := newer(second, was.Second, now.Second, byHand); next != first {
		second = next
	}
	if first == changed && second == at(current, 1) {
		return current
	}
	return slices.DeleteFunc([]domain.SupportWorkerID{first, second}, func(w domain.SupportWorkerID) bool { return w == "" })
}

func at(workers []domain.SupportWorkerID, i int) domain.SupportWorkerID {
	if i < len(workers) {
		return workers[i]
	}
	return ""
}

// mergeName treats a name as one thing, so that no half of an old one stays.
func mergeName(c domain.Client, was, now Imported, byHand bool) (given, family string) {
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
