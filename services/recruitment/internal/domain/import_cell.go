package domain

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

var clientNumber = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$`)

// checkNumber gives the client number, or the code of what is wrong with it. A
// number without a digit is a word that has shifted.
func checkNumber(cell string) (number, code string) {
	switch {
	case cell == "":
		return "", NoteNoNumber
	case LooksLikeBSN(cell):
		return "", NoteNumberIsBSN
	case !clientNumber.MatchString(cell) || !strings.ContainsAny(cell, "0123456789"):
		return "", NoteBadNumber
	}
	return cell, ""
}

// row makes a Row of the cells, with remarks on what could not be read.
func (r *reader) row(line int, number string, cells map[column]string) (Row, []Note) {
	var notes []Note
	remark := func(code string, col column) { notes = append(notes, Note{Code: code, Column: columnNames[col]}) }
	row := Row{
		Line: line, Number: number, Given: name(cells[colGiven]),
		Location: name(cells[colLocation]), Town: name(cells[colTown]), Area: area(cells[colPostcode]),
		WorkerName: name(cells[colWorkerName]), Email: EmailKey(cells[colWorkerEmail]),
	}
	// A prefix alone is no name.
	if family := name(cells[colFamily]); family != "" {
		row.Family = name(cells[colPrefix] + " " + family)
	}
	if row.Given == "" && row.Family != "" {
		row.Given, row.Family = row.Family, ""
		remark(NoteNoGivenName, colGiven)
	}
	year, code := birthYear(cells[colBirth], r.today)
	if row.BirthYear = year; code != "" {
		remark(code, colBirth)
	}
	if row.Location == "" {
		remark(NoteNoLocation, colLocation)
	}
	if row.Email != "" && !ValidEmail(row.Email) {
		row.Email = ""
	}
	if row.Email == "" && row.WorkerName+cells[colWorkerEmail] != "" {
		remark(NoteWorkerNoEmail, colWorkerEmail)
	}
	var whole bool
	if row.Interests, whole = words(strings.ToLower(cells[colInterests]), 30, 40); !whole {
		remark(NoteWordsLeftOut, colInterests)
	}
	if row.Aids, whole = words(cells[colAids], 20, 60); !whole {
		remark(NoteWordsLeftOut, colAids)
	}
	return row, notes
}

// unwelcome says why a row that can be read does not come in, and by which column.
func (r *reader) unwelcome(row Row, cells map[column]string) (string, column) {
	if end := cells[colOutOfCare]; end != "" {
		day, ok := date(end)
		switch {
		case !ok:
			return NoteEndUnreadable, colOutOfCare
		case day.Before(r.today.Truncate(24 * time.Hour)):
			return NoteOutOfCare, colOutOfCare
		}
	}
	switch {
	case row.Given == "":
		return NoteNoName, colGiven
	case tooLong(row.Given, 80):
		return NoteNameTooLong, colGiven
	case tooLong(row.Family, 120):
		return NoteNameTooLong, colFamily
	}
	return "", colUnknown
}

// name tidies a cell that holds a name, and drops characters nobody can see.
func name(cell string) string {
	return tidy(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == '\uFFFD', unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, cell))
}

var postcode = regexp.MustCompile(`^([1-9][0-9]{3})\s*([A-Za-z]{2})?$`)

// area gives the four digits of a postal code; empty when it is none.
func area(cell string) string {
	if m := postcode.FindStringSubmatch(strings.TrimSpace(cell)); m != nil {
		return m[1]
	}
	return ""
}

// words cuts a list apart at commas, semicolons and line ends; whole is false when
// some were too long, or too many, and left out.
func words(cell string, most, longest int) (list []string, whole bool) {
	whole = true
	if limit := 2 * most * (longest + 2); len(cell) > limit {
		cell, whole = strings.ToValidUTF8(cell[:limit], ""), false
	}
	parts := strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == ';' || r == '\n' || r == '|' })
	for _, word := range distinct(parts, name) {
		if tooLong(word, longest) || len(list) == most {
			whole = false
			continue
		}
		list = append(list, word)
	}
	return list, whole
}

// Layouts of dates in exports, day before month. Years of two digits are not guessed.
var layouts = []string{"2-1-2006", "2/1/2006", "2.1.2006", "2006-1-2", "2006/1/2"}

// date reads a day, ignoring a time of day behind it.
func date(cell string) (time.Time, bool) {
	day, _, _ := strings.Cut(strings.ReplaceAll(cell, "T", " "), " ")
	for _, layout := range layouts {
		if t, err := time.Parse(layout, day); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// birthYear gives the year of a date of birth, or of a year alone; 0 and a code when
// there is none to believe, 0 alone when the cell is empty.
func birthYear(cell string, today time.Time) (year int, code string) {
	if cell == "" {
		return 0, ""
	}
	if n, err := strconv.Atoi(cell); err == nil && len(cell) == 4 {
		year = n
	} else if day, ok := date(cell); ok {
		year = day.Year()
		if day.After(today) {
			return 0, NoteBirthFuture
		}
	} else {
		return 0, NoteBirthUnreadable
	}
	switch {
	case year > today.Year():
		return 0, NoteBirthFuture
	case year < today.Year()-oldest:
		return 0, NoteBirthLongAgo
	}
	return year, ""
}
