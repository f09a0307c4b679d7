package sheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/optrek/optrek/services/internal/bsn"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

var clientNumber = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$`)

// checkNumber gives the client number, or the code of what is wrong with it. A
// number without a digit is a word that has shifted.
func checkNumber(cell string) (number, code string) {
	switch {
	case cell == "":
		return "", NoteNoNumber
	case bsn.In(cell): // as strict as the door of every call: who is brought in can be changed by hand
		return "", NoteNumberIsBSN
	case !clientNumber.MatchString(cell) || !strings.ContainsAny(cell, "0123456789"):
		return "", NoteBadNumber
	}
	return cell, ""
}

// row makes a Row of the line, with remarks on what could not be read.
func (r *reader) row(line Line, number string) Row {
	cell := func(field Field) string { return r.cell(line, field) }
	row := Row{
		Line: line.N, Number: number, Given: name(cell(FieldGivenName)),
		Location: name(cell(FieldLocation)), Town: name(cell(FieldTown)), Area: area(cell(FieldPostalCode)),
		WorkerName: name(cell(FieldWorkerName)), Email: domain.EmailKey(cell(FieldWorkerEmail)),
	}
	if line.Beside != nil {
		row.Beside = line.Beside.tidied()
	}
	remark := func(code string, field Field) {
		row.Remarks = append(row.Remarks, Note{Line: line.N, Number: number, Code: code, Column: columnNames[field]})
	}
	for _, field := range Fields() {
		if i, ok := r.at[field]; ok && slices.Contains(line.BSN, i) {
			remark(NoteBSNElsewhere, field)
		}
	}
	// A prefix alone is no name.
	if family := name(cell(FieldFamilyName)); family != "" {
		row.Family = name(cell(FieldPrefix) + " " + family)
	}
	if row.Given == "" && row.Family != "" {
		row.Given, row.Family = row.Family, ""
		remark(NoteNoGivenName, FieldGivenName)
	}
	year, code := birthYear(cell(FieldBirthDate), r.today)
	if row.BirthYear = year; code != "" {
		remark(code, FieldBirthDate)
	}
	if row.Location == "" {
		remark(NoteNoLocation, FieldLocation)
	}
	if row.Email != "" && !domain.ValidEmail(row.Email) {
		row.Email = ""
	}
	if row.Email == "" && row.WorkerName+cell(FieldWorkerEmail) != "" {
		remark(NoteWorkerNoEmail, FieldWorkerEmail)
	}
	var whole bool
	if row.Interests, whole = words(strings.ToLower(cell(FieldInterests)), 30, 40); !whole {
		remark(NoteWordsLeftOut, FieldInterests)
	}
	if row.Aids, whole = words(cell(FieldAids), 20, 60); !whole {
		remark(NoteWordsLeftOut, FieldAids)
	}
	return row
}

// unwelcome says why a row that can be read does not come in, and by which field.
func (r *reader) unwelcome(row Row, line Line) (string, Field) {
	if end := r.cell(line, FieldOutOfCare); end != "" {
		day, ok := date(end)
		switch {
		case !ok:
			return NoteEndUnreadable, FieldOutOfCare
		case day.Before(r.today.Truncate(24 * time.Hour)):
			return NoteOutOfCare, FieldOutOfCare
		}
	}
	switch {
	case row.Given == "":
		return NoteNoName, FieldGivenName
	case tooLong(row.Given, 80):
		return NoteNameTooLong, FieldGivenName
	case tooLong(row.Family, 120):
		return NoteNameTooLong, FieldFamilyName
	}
	return "", FieldNone
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
	for _, word := range parts {
		word = name(word)
		if word == "" || slices.Contains(list, word) {
			continue
		}
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
	case year < today.Year()-125:
		return 0, NoteBirthLongAgo
	}
	return year, ""
}

// tidy trims the text and makes every run of white space one space.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// tooLong says whether s has more than limit characters.
func tooLong(s string, limit int) bool { return utf8.RuneCountInString(s) > limit }
