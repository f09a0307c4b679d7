package domain

import "strings"

// column is what a column of an export means to the import.
type column uint8

const (
	colUnknown column = iota // not asked for: left out
	colNumber
	colGiven
	colPrefix
	colFamily
	colBirth
	colLocation
	colPostcode
	colTown
	colWorkerName
	colWorkerEmail
	colInterests
	colAids
	colOutOfCare
	colBSN // dropped before anything else is looked at
	colGender
	colPhone
	colInCare
	colRemark
)

// headings lists the names under which care administrations export a column, in the
// form of headingKey.
var headings = map[column]string{
	colNumber:      "clintnummer clientnummer clintnr clientnr clientid clintid clintcode clientcode nummer",
	colGiven:       "roepnaam voornaam voornamen naam",
	colPrefix:      "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels",
	colFamily:      "achternaam familienaam geboortenaam",
	colBirth:       "geboortedatum gebdatum geboren geboortejaar",
	colLocation:    "locatie locatienaam woonlocatie woning",
	colPostcode:    "postcode",
	colTown:        "plaats woonplaats",
	colWorkerName:  "persoonlijkbegeleider begeleider pb naambegeleider",
	colWorkerEmail: "emailbegeleider emailpersoonlijkbegeleider begeleideremail emailpb",
	colInterests:   "interesses interesse hobbys hobbies",
	colAids:        "hulpmiddelen hulpmiddel",
	colOutOfCare:   "uitzorg uitzorgdatum datumuitzorg einddatumzorg uitzorgper",
	colBSN:         "bsn bsnnummer burgerservicenummer burgerservicenr sofinummer",
	colGender:      "geslacht sekse gender",
	colPhone:       "telefoon telefoonnummer telnr mobiel",
	colInCare:      "inzorgsinds inzorg begindatumzorg datuminzorg",
	colRemark:      "opmerking opmerkingen notitie notities bijzonderheden",
}

var headingColumns = func() map[string]column {
	byKey := map[string]column{}
	for col, keys := range headings {
		for key := range strings.FieldsSeq(keys) {
			byKey[key] = col
		}
	}
	return byKey
}()

// headingKey keeps the plain letters of a heading, small: capitals, spaces, dashes
// and letters spoilt by a wrong encoding make no difference.
func headingKey(heading string) string {
	return strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, strings.ToLower(heading))
}

// understand gives the meaning of each heading; the first of two with one meaning counts.
func understand(cells []string) (columns []column, known int) {
	seen := map[column]bool{}
	for _, cell := range cells {
		col := headingColumns[headingKey(cell)]
		// A second BSN column is still a BSN column.
		if seen[col] && col != colBSN {
			col = colUnknown
		}
		if col != colUnknown {
			known++
		}
		seen[col] = true
		columns = append(columns, col)
	}
	return columns, known
}

// separators that exports use, and the names by which the report calls them.
var separators = []struct {
	char byte
	name string
}{{';', ";"}, {',', ","}, {'\t', "tab"}, {'|', "|"}}

// findSeparator gives the separator with which the first line makes the most sense.
func findSeparator(text string) (char byte, name string) {
	best := -1
	first := text[:lineLength(text)]
	for _, s := range separators {
		rows := records(first, s.char)
		if len(rows) == 0 {
			continue
		}
		if _, known := understand(rows[0].cells); known > best {
			best, char, name = known, s.char, s.name
		}
	}
	return char, name
}

func lineLength(text string) int {
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		return i
	}
	return len(text)
}
