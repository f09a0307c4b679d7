package fhir_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/bsn"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
	"github.com/optrek/optrek/services/recruitment/internal/fhir"
)

var today = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func read(t *testing.T, content string) (*sheet.File, *sheet.Sheet) {
	t.Helper()
	f, err := fhir.Read([]byte(content), today)
	if err != nil {
		t.Fatal(err)
	}
	return f, f.Read(today)
}

// only reads a file of one patient.
func only(t *testing.T, patient string, others ...string) (sheet.Row, *sheet.Beside) {
	t.Helper()
	f, s := read(t, strings.Join(append([]string{ndjson(patient)}, others...), "\n"))
	if len(s.Rows) != 1 || len(f.Lines) != 1 {
		t.Fatalf("%d rows of %d lines: %+v", len(s.Rows), len(f.Lines), s)
	}
	return s.Rows[0], f.Lines[0].Beside
}

// ndjson makes a Patient with a number and a name, unless it has them.
func ndjson(elements string) string {
	p := `{"resourceType":"Patient","id":"p"`
	if !strings.Contains(elements, `"identifier"`) {
		p += `,"identifier":[{"system":"https://eigen.example.org","value":"N1"}]`
	}
	if !strings.Contains(elements, `"name"`) {
		p += `,"name":[{"use":"official","family":"Bos","given":["Kim"]}]`
	}
	if elements != "" {
		p += "," + elements
	}
	return p + "}"
}

func bundle(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile("testdata/bundle.json")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestABundleBecomesRows(t *testing.T) {
	t.Parallel()
	f, s := read(t, bundle(t))
	if f.Format != sheet.FormatFHIRBundle || !f.Mapped() || len(s.Rows) != 1 || len(s.Refused) != 1 || len(s.OutOfCare) != 1 {
		t.Fatalf("%+v", s)
	}
	row, want := s.Rows[0], sheet.Row{
		Line: 1, Number: "ZH-1001", Given: "Mien", Family: "van der Bedacht-ten Voorbeeld", BirthYear: 1958, Location: "De Verzonnen Brug",
		Town: "Brugdorp", Area: "1234", WorkerName: "Anneke Begeleid", Email: "anneke@zonnehof.example.org",
	}
	want.Beside = *f.Lines[0].Beside
	if fmt.Sprint(row) != fmt.Sprint(want) {
		t.Errorf("got  %+v\nwant %+v", row, want)
	}
	beside := f.Lines[0].Beside
	if beside == nil || beside.SecondEmail != "kees@zonnehof.example.org" || beside.SecondName != "Kees Tweeling" ||
		beside.Legal != (domain.Representative{Name: "Jan ten Voorbeeld", Kind: "mentor"}) {
		t.Fatalf("%+v", beside)
	}
	if got := fmt.Sprint(beside.Named); got != "[{Jan ten Voorbeeld broer RelatedPerson/r1} {Truus van hiernaast buur }]" {
		t.Error(got)
	}
	if s.OutOfCare[0].Number != "ZH-1002" || s.Refused[0].Code != sheet.NoteOutOfCare || s.Refused[0].Line != 13 {
		t.Errorf("%+v, %+v", s.OutOfCare, s.Refused)
	}
	var left []string
	for _, l := range f.Left() {
		if l.Text().NL == "" || l.Text().EN == "" {
			t.Errorf("%s: no words for %s", l.Column, l.Code)
		}
		left = append(left, l.Column)
	}
	if got := strings.Join(left, ","); got != "Geboortedatum,Postcode,Plaats,Uit zorg,BSN,Geslacht,Telefoon,Adres,Condition (1)" {
		t.Error(got)
	}
}

// Nothing of what may not come in is in the file that is kept: not even for a moment
// longer than it takes to read it.
func TestWhatMayNotComeInIsNowhere(t *testing.T) {
	t.Parallel()
	f, _ := read(t, bundle(t))
	kept, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{
		"999992090", "1958-03-12", "03-12", "female", "0612345678", "Verzonnenlaan", "geheime", "Petronella", "Wilhelmina",
		"thuis@", "dokter", "Dokter",
	} {
		if strings.Contains(string(kept), private) {
			t.Errorf("%s is kept: %s", private, kept)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	q := func(codes ...string) string {
		var all []string
		for _, c := range codes {
			all = append(all, `{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier","valueCode":"`+c+`"}]}`)
		}
		return `"_given":[` + strings.Join(all, ",") + `]`
	}
	own := `"_family":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/humanname-own-prefix","valueString":"van"},
		{"url":"http://hl7.org/fhir/StructureDefinition/humanname-own-name","valueString":"Dam"},
		{"url":"http://hl7.org/fhir/StructureDefinition/humanname-partner-name","valueString":"Bos"}]}`
	in := func(order string) string {
		return `"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/humanname-assembly-order","valueCode":"` + order + `"}]`
	}
	for names, want := range map[string]string{
		`{"use":"usual","given":["Jo"]},{"use":"official","family":"Bos","given":["Johanna"]}`:                                                                  "Jo|Bos",
		`{"use":"official","family":"Bos","given":["Johanna","Jo"],` + q("BR", "CL") + `}`:                                                                      "Jo|Bos",
		`{"use":"official","family":"Bos","given":["Johanna","Maria"],` + q("BR", "BR") + `}`:                                                                   "Johanna|Bos",
		`{"use":"official","family":"Bos","given":["Johanna Maria"]}`:                                                                                           "Johanna|Bos",
		`{"use":"official","family":"Bos","given":["J.","M."],` + q("IN", "IN") + `}`:                                                                           "Bos|",
		`{"use":"official","family":"Bos","given":["J.M."]}`:                                                                                                    "Bos|",
		`{"use":"usual","given":["Anne Marie"]},{"family":"Bos"}`:                                                                                               "Anne Marie|Bos",
		`{"use":"official","given":["Kim"],"family":"van Dam",` + own + `}`:                                                                                     "Kim|van Dam",
		`{"use":"official","given":["Kim"],"family":"Dam",` + in("NL1") + `,` + own + `}`:                                                                       "Kim|van Dam",
		`{"use":"official","given":["Kim"],"family":"van Dam",` + in("NL2") + `,` + own + `}`:                                                                   "Kim|Bos",
		`{"use":"official","given":["Kim"],"family":"Bos-van Dam",` + in("NL3") + `,` + own + `}`:                                                               "Kim|Bos-van Dam",
		`{"use":"official","given":["Kim"],"family":"van Dam-Bos",` + in("NL4") + `,` + own + `}`:                                                               "Kim|van Dam-Bos",
		`{"use":"official","given":["Kim"],"family":"Bos - van Dam",` + own + `}`:                                                                               "Kim|Bos - van Dam",
		`{"use":"old","family":"Oud","given":["Kim"]},{"family":"Nieuw","given":["Kim"]}`:                                                                       "Kim|Nieuw",
		`{"use":"maiden","family":"Meisje","given":["Kim"]},{"use":"official","family":"Vrouw","given":["Kim"]}`:                                                "Kim|Vrouw",
		`{"family":"Dam","given":["Kim"],"_family":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/humanname-own-prefix","valueString":"van"}]}}`: "Kim|van Dam",
		`{"given":[null,"Kim"],"family":"Bos","_given":[{"extension":[{"url":"x","valueCode":"y"}]},null]}`:                                                     "Kim|Bos",
	} {
		row, _ := only(t, `"name":[`+names+`]`)
		if got := row.Given + "|" + row.Family; got != want {
			t.Errorf("%s: %s, want %s", names, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	const bsnSystem = "http://fhir.nl/fhir/NamingSystem/bsn"
	masked := `"_value":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}`
	for identifiers, want := range map[string]string{
		`{"system":"` + bsnSystem + `","value":"999992090"},{"system":"https://a","value":"A7"}`:         "A7",
		`{"system":"https://a","value":"A7"},{"system":"https://b","value":"B7"}`:                        "A7",
		`{"system":"https://a","value":"A1","use":"old"},{"system":"https://a","value":"A2"}`:            "A2",
		`{"system":"https://a","value":"A1","period":{"end":"2020"}},{"value":"A2"}`:                     "A2",
		`{"system":"https://a",` + masked + `},{"system":"https://b","value":"B7"}`:                      "B7",
		`{"system":"http://terminology.hl7.org/CodeSystem/v3-NullFlavor","value":"MSK1"},{"value":"B7"}`: "B7",
		`{"type":{"coding":[{"code":"PPN"}]},"system":"https://p","value":"NX1"},{"value":"B7"}`:         "B7",
		`{"system":"https://a","value":"111222333"},{"system":"https://b","value":"B7"}`:                 "B7",
	} {
		if row, _ := only(t, `"identifier":[`+identifiers+`]`); row.Number != want {
			t.Errorf("%s: %s, want %s", identifiers, row.Number, want)
		}
	}
	for identifiers, code := range map[string]string{
		`{"system":"` + bsnSystem + `","value":"999992090"}`:                                            sheet.NoteNoNumber,
		`{"system":"HTTPS://FHIR.NL/fhir/NamingSystem/BSN/","value":"A7"}`:                              sheet.NoteNoNumber,
		`{"system":"urn:oid:2.16.840.1.113883.2.4.6.3","value":"999992090"}`:                            sheet.NoteNoNumber,
		`{"system":"https://a","value":"111222333"}`:                                                    sheet.NoteNumberIsBSN,
		`{"system":"` + bsnSystem + `","value":"123456789"},{"system":"https://a","value":"123456789"}`: sheet.NoteNumberIsBSN,
	} {
		f, s := read(t, ndjson(`"identifier":[`+identifiers+`]`))
		if kept, _ := json.Marshal(f); len(s.Refused) != 1 || s.Refused[0].Code != code || bsn.In(string(kept)) {
			t.Errorf("%s: %+v %s", identifiers, s.Refused, kept)
		}
	}
	// Most people have a number of b: so does whoever has both.
	_, s := read(t, strings.Join([]string{
		ndjson(`"identifier":[{"system":"https://a","value":"A1"},{"system":"https://b","value":"B1"}]`),
		ndjson(`"identifier":[{"system":"https://b","value":"B2"}]`), ndjson(`"identifier":[{"system":"https://b","value":"B3"}]`)}, "\n"))
	if len(s.Rows) != 3 || s.Rows[0].Number != "B1" || s.Rows[2].Line != 3 {
		t.Errorf("%+v", s.Rows)
	}
}

func TestOutOfCareIsSaidAndNeverDropped(t *testing.T) {
	t.Parallel()
	team := func(elements string) string {
		return `{"resourceType":"CareTeam","subject":{"reference":"Patient/p"},` + elements + `}`
	}
	for name, content := range map[string][]string{
		"inactive":           {ndjson(`"active":false`)},
		"inactive, long ago": {ndjson(`"active":false,"meta":{"lastUpdated":"2020-02-02T10:00:00Z"}`)},
		"deceased":           {ndjson(`"deceasedBoolean":true`)},
		"deceased on a day":  {ndjson(`"deceasedDateTime":"2026-03"`)},
		"team over":          {ndjson(``), team(`"status":"active","period":{"end":"2026-10"}`)},
		"team inactive":      {ndjson(``), team(`"status":"inactive"`)},
	} {
		f, s := read(t, strings.Join(content, "\n"))
		if len(s.OutOfCare) != 1 || len(s.Rows) != 0 || len(f.Lines) != 1 {
			t.Errorf("%s: %+v", name, s)
		}
	}
	for name, content := range map[string][]string{
		"in care":             {ndjson(`"active":true,"deceasedBoolean":false`)},
		"team goes on":        {ndjson(``), team(`"status":"active","period":{"end":"2026-12-31"}`)},
		"ends today":          {ndjson(``), team(`"period":{"end":"2026-11-21"}`)},
		"one of two teams":    {ndjson(``), team(`"period":{"end":"2025"}`), team(`"status":"active"`)},
		"entered in error":    {ndjson(``), team(`"status":"entered-in-error","period":{"end":"2025"}`)},
		"a period we mistake": {ndjson(``), team(`"period":{"end":"gisteren"}`)},
	} {
		if _, s := read(t, strings.Join(content, "\n")); len(s.Rows) != 1 || len(s.OutOfCare) != 0 {
			t.Errorf("%s: %+v", name, s)
		}
	}
	if _, s := read(t, ndjson(`"active":false,"link":[{"other":{"reference":"Patient/q"},"type":"replaced-by"}]`)); s.Refused[0].Code != sheet.NoteReplaced || len(s.OutOfCare) != 0 {
		t.Errorf("merged: %+v", s)
	}
}

func TestWhoDecidesAndWhomToAskAbout(t *testing.T) {
	t.Parallel()
	const role, family = "urn:oid:2.16.840.1.113883.2.4.3.11.22.472", "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
	code := func(system, code string) string {
		return `{"coding":[{"system":"` + system + `","code":"` + code + `","display":"Iets"}]}`
	}
	for relationship, want := range map[string]struct{ kind, words string }{
		code(role, "03"): {"curator", "curator"},
		code(role, "15"): {"mentor", "mentor"},
		code(role, "14"): {"administrator", "bewindvoerder"},
		code(role, "24"): {"authorised", "wettelijke vertegenwoordiger"},
		code(role, "24") + "," + code(family, "MTH"): {"parent", "moeder"},
		code(role, "01") + "," + code(family, "FTH"): {"", "vader"},
		code(role, "15") + "," + code(family, "SIS"): {"mentor", "zus"},
		code(role, "01"):         {"", "contactpersoon"},
		code(role, "04"):         {"", "regelt de geldzaken"},
		code(role, "99"):         {"", "iets"},
		code(family, "XYZ"):      {"", ""},
		`{"text":"Oude vriend"}`: {"", "oude vriend"},
	} {
		_, beside := only(t, ``, `{"resourceType":"RelatedPerson","id":"r","patient":{"reference":"Patient/p"},"relationship":[`+relationship+
			`],"name":[{"family":"Bekend","given":["To"]}],"telecom":[{"system":"phone","value":"0612345678"}]}`)
		if beside == nil || len(beside.Named) != 1 || beside.Legal.Kind != want.kind || (beside.Legal.Name == "To Bekend") != (want.kind != "") {
			t.Errorf("%s: %+v", relationship, beside)
			continue
		}
		if n := beside.Named[0]; n.Relation != want.words || n.Name != "To Bekend" || n.Key != "RelatedPerson/r" {
			t.Errorf("%s: %+v", relationship, n)
		}
	}
	for name, related := range map[string]string{
		"no longer":      `"active":false`,
		"over":           `"period":{"end":"2020-01-01"}`,
		"without a name": `"name":[]`,
	} {
		_, beside := only(t, ``, `{"resourceType":"RelatedPerson","patient":{"reference":"Patient/p"},"name":[{"text":"X"}],`+related+`}`)
		if beside != nil {
			t.Errorf("%s: %+v", name, beside)
		}
	}
}
