package sheet

import "strings"

// Field is what a column of an export means to the import; the words are the contract's.
type Field string

// The fields.
const (
	FieldNone        Field = "none" // left out
	FieldNumber      Field = "number"
	FieldGivenName   Field = "given_name"
	FieldPrefix      Field = "prefix"
	FieldFamilyName  Field = "family_name"
	FieldBirthDate   Field = "birth_date"
	FieldLocation    Field = "location"
	FieldPostalCode  Field = "postal_code"
	FieldTown        Field = "town"
	FieldWorkerName  Field = "worker_name"
	FieldWorkerEmail Field = "worker_email"
	FieldInterests   Field = "interests"
	FieldAids        Field = "aids"
	FieldOutOfCare   Field = "out_of_care"
)

// Fields are all of them that take a column in.
func Fields() []Field {
	return []Field{
		FieldNumber, FieldGivenName, FieldPrefix, FieldFamilyName, FieldBirthDate, FieldLocation, FieldPostalCode, FieldTown,
		FieldWorkerName, FieldWorkerEmail, FieldInterests, FieldAids, FieldOutOfCare,
	}
}

// Why a column may never come in, whatever anybody chooses.
const (
	fixedBSN       = "BSN" // emptied before anything else is looked at
	fixedGender    = "GENDER"
	fixedPhone     = "PHONE"
	fixedInCare    = "IN_CARE"
	fixedRemark    = "REMARK"
	fixedDiagnosis = "DIAGNOSIS"
)

// headings lists the names under which care administrations export a column, in the
// form of headingKey.
var headings = map[Field]string{
	FieldNumber:      "clintnummer clientnummer clintnr clientnr clientid clintid clintcode clientcode nummer",
	FieldGivenName:   "roepnaam voornaam voornamen naam",
	FieldPrefix:      "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels",
	FieldFamilyName:  "achternaam familienaam geboortenaam",
	FieldBirthDate:   "geboortedatum gebdatum geboren geboortejaar",
	FieldLocation:    "locatie locatienaam woonlocatie woning",
	FieldPostalCode:  "postcode",
	FieldTown:        "plaats woonplaats",
	FieldWorkerName:  "persoonlijkbegeleider begeleider pb naambegeleider",
	FieldWorkerEmail: "emailbegeleider emailpersoonlijkbegeleider begeleideremail emailpb",
	FieldInterests:   "interesses interesse hobbys hobbies",
	FieldAids:        "hulpmiddelen hulpmiddel",
	FieldOutOfCare:   "uitzorg uitzorgdatum datumuitzorg einddatumzorg uitzorgper",
}

// fixedHeadings are the names of what may never come in.
var fixedHeadings = map[string]string{
	fixedBSN:       "bsn",
	fixedGender:    "sekse gender mv",
	fixedPhone:     "telnr tel gsm",
	fixedInCare:    "inzorgsinds inzorg begindatumzorg datuminzorg",
	fixedRemark:    "memo extra tekst",
	fixedDiagnosis: "iq zzp vg lvg dsm ziekte geloof religie",
}

// fixedParts are words that say it wherever they stand in a heading: "Hoofddiagnose",
// "Telefoon moeder". In order, so that the same heading always gets the same reason.
var fixedParts = []struct{ reason, parts string }{
	{fixedBSN, "bsn burgerservice sofinummer"},
	{fixedDiagnosis, "diagnos stoornis beperking aandoening medicatie medicijn indicatie zorgprofiel handicap etnicit nationaliteit"},
	{fixedPhone, "telefoon mobiel"},
	{fixedGender, "geslacht"},
	{fixedRemark, "opmerking notitie bijzonderhed toelichting rapportage commentaar"},
}

var headingFields, headingReasons = func() (map[string]Field, map[string]string) {
	fields, reasons := map[string]Field{}, map[string]string{}
	for field, keys := range headings {
		for key := range strings.FieldsSeq(keys) {
			fields[key] = field
		}
	}
	for reason, keys := range fixedHeadings {
		for key := range strings.FieldsSeq(keys) {
			reasons[key] = reason
		}
	}
	return fields, reasons
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

// meaning gives what a column of this heading is: a field, or why it may never come in,
// or neither.
func meaning(heading string) (field Field, fixed string) {
	key := headingKey(heading)
	if field, ok := headingFields[key]; ok {
		return field, ""
	}
	if reason, ok := headingReasons[key]; ok {
		return FieldNone, reason
	}
	for _, f := range fixedParts {
		for part := range strings.FieldsSeq(f.parts) {
			if strings.Contains(key, part) {
				return FieldNone, f.reason
			}
		}
	}
	return FieldNone, ""
}

// Understand gives the meaning of each heading; the first of two with one meaning
// counts. known is how many say something.
func Understand(cells []string) (columns []Column, known int) {
	seen := map[Field]bool{}
	for _, cell := range cells {
		field, fixed := meaning(cell)
		if field != FieldNone && seen[field] {
			field = FieldNone
		}
		if field != FieldNone || fixed != "" {
			known++
		}
		seen[field] = true
		columns = append(columns, Column{Heading: cell, Field: field, Fixed: fixed, Known: field != FieldNone})
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
		// What says nothing decides between equals: a file may use words of its own.
		if _, known := Understand(rows[0].cells); known*1000+len(rows[0].cells) > best {
			best, char, name = known*1000+len(rows[0].cells), s.char, s.name
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
