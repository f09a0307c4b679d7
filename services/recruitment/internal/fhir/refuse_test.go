package fhir_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/bsn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
	"github.com/optrek/optrek/services/recruitment/internal/fhir"
)

func TestReferences(t *testing.T) {
	t.Parallel()
	related := func(ref string) string {
		return `{"resourceType":"RelatedPerson","patient":` + ref + `,"name":[{"text":"To Bekend"}]}`
	}
	for _, ref := range []string{
		`{"reference":"Patient/p"}`, `{"reference":"https://ergens/fhir/Patient/p"}`, `{"reference":"Patient/p/_history/3"}`,
		`{"identifier":{"system":"https://eigen.example.org","value":"N1"},"type":"Patient"}`,
		`{"identifier":{"system":"http://fhir.nl/fhir/NamingSystem/bsn","value":"999992090"}}`,
	} {
		_, beside := only(t, `"identifier":[{"system":"http://fhir.nl/fhir/NamingSystem/bsn","value":"999992090"},{"system":"https://eigen.example.org","value":"N1"}]`, related(ref))
		if beside == nil || len(beside.Named) != 1 {
			t.Errorf("%s leads nowhere", ref)
		}
	}
	for _, ref := range []string{`{"reference":"Patient/q"}`, `{"reference":"#p"}`, `{}`, `{"reference":"Practitioner/p"}`, `null`} {
		_, s := read(t, ndjson(``)+"\n"+related(ref))
		if len(s.Refused) != 1 || s.Refused[0].Code != sheet.NoteRelatedToNobody || s.Refused[0].Line != 2 {
			t.Errorf("%s: %+v", ref, s.Refused)
		}
	}
	// By the name that a Bundle gives its entries.
	_, s := read(t, `{"resourceType":"Bundle","type":"transaction","entry":[
		{"fullUrl":"urn:uuid:0197a0c4-0000-7000-8000-000000000001","resource":`+ndjson(``)+`},{"request":{"method":"DELETE"}},
		{"resource":`+related(`{"reference":"urn:uuid:0197a0c4-0000-7000-8000-000000000001"}`)+`}]}`)
	if len(s.Refused) != 0 || len(s.Rows) != 1 {
		t.Errorf("%+v", s)
	}
}

func TestOnlyColleaguesBecomeSupportWorkers(t *testing.T) {
	t.Parallel()
	organisations := `{"resourceType":"Organization","id":"ons","name":"Ons"}
{"resourceType":"Organization","id":"deel","name":"Deel","partOf":{"reference":"Organization/ons"}}
{"resourceType":"Organization","id":"ander","name":"Ander"}`
	member := func(role string) []string {
		return []string{organisations,
			`{"resourceType":"CareTeam","subject":{"reference":"Patient/p"},"participant":[{"member":{"reference":"PractitionerRole/r"}}]}`,
			`{"resourceType":"PractitionerRole","id":"r","practitioner":{"reference":"#b"},"contained":[{"resourceType":"Practitioner","id":"b","name":[{"text":"B"}],"telecom":[{"system":"email","value":"b@example.org"}]}]` + role + `}`}
	}
	for role, guides := range map[string]bool{
		``: true, `,"organization":{"reference":"Organization/ons"}`: true, `,"organization":{"reference":"Organization/deel"}`: true,
		`,"organization":{"reference":"Organization/ander"}`: false, `,"active":false`: false, `,"period":{"end":"2025-01-01"}`: false,
		`,"specialty":[{"coding":[{"system":"urn:oid:2.16.840.1.113883.2.4.6.7","code":"0301"}]}]`: false,
		`,"specialty":[{"coding":[{"system":"urn:oid:2.16.840.1.113883.2.4.6.7","code":"9100"}]}]`: true,
	} {
		row, _ := only(t, `"managingOrganization":{"reference":"Organization/ons"}`, member(role)...)
		if (row.Email == "b@example.org") != guides {
			t.Errorf("%s: %+v", role, row)
		}
	}
}

func TestWhatIsWrongIsSaidByResource(t *testing.T) {
	t.Parallel()
	_, s := read(t, "\n"+ndjson(``)+"\n{kapot\n\n{\"id\":\"x\"}\n[1]\n{\"resourceType\":\"Patient\",\"name\":\"Kim\"}\n{\"resourceType\":\"Observation\"}\n")
	var got []string
	for _, n := range s.Refused {
		if n.Text().NL == "" || n.Text().EN == "" {
			t.Errorf("%s has no words", n.Code)
		}
		got = append(got, fmt.Sprint(n.Line, " ", n.Code))
	}
	want := "3 FHIR_LINE_NOT_JSON,5 FHIR_NOT_A_RESOURCE,6 FHIR_NOT_A_RESOURCE,7 FHIR_RESOURCE_UNREADABLE"
	if strings.Join(got, ",") != want || len(s.Rows) != 1 || s.Rows[0].Line != 2 {
		t.Errorf("%v, %+v", got, s.Rows)
	}
}

func TestWhatCannotBeReadIsRefusedWhole(t *testing.T) {
	t.Parallel()
	for content, code := range map[string]string{
		`<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"/>`:     "FHIR_XML",
		`<Patient xmlns="http://hl7.org/fhir"><id value="1"/></Patient>`: "FHIR_XML",
		`{"a":1}`: "JSON_NOT_FHIR", `[{"resourceType":"Patient"}]`: "JSON_NOT_FHIR",
		`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Pat`:                     "FHIR_BROKEN_JSON",
		`{"resourceType":"Bundle","entry":[]}`:                                                   "FHIR_NO_PATIENT",
		`{"resourceType":"Observation"}`:                                                         "FHIR_NO_PATIENT",
		ndjson(`"meta":{"profile":["http://fhir.nl/fhir/StructureDefinition/nl-core-patient"]}`): "FHIR_OTHER_VERSION",
		ndjson(`"animal":{}`):                                                                    "FHIR_OTHER_VERSION",
		ndjson(`"meta":{"profile":["http://example.org/Patient|5.0.0"]}`):                        "FHIR_OTHER_VERSION",
		ndjson(``) + "\n" + `{"resourceType":"RelatedPerson","relationship":{"text":"zus"}}`:     "FHIR_OTHER_VERSION",
		ndjson(``) + "\n" + `{"resourceType":"CareTeam","context":{}}`:                           "FHIR_OTHER_VERSION",
		ndjson(``) + "\n" + `{"resourceType":"Location","form":{}}`:                              "FHIR_OTHER_VERSION",
	} {
		_, err := fhir.Read([]byte(content), today)
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.KindInvalid || f.Code != code || len(f.Fields) != 1 || f.Fields[0].Path != "content" || f.Text.NL == "" || f.Text.EN == "" {
			t.Errorf("%.60s: %v, want %s", content, err, code)
		}
	}
	for _, other := range []string{"", "Cliëntnummer;Naam\n1;Kim", "PK\x03\x04", "<p>"} {
		if format, err := fhir.Recognise([]byte(other)); format != "" || err != nil {
			t.Errorf("%q is %s, %v", other, format, err)
		}
	}
	if format, err := fhir.Recognise([]byte("\xef\xbb\xbf \n" + ndjson(``))); format != sheet.FormatFHIRNDJSON || err != nil {
		t.Errorf("%s, %v", format, err)
	}
}

func TestAPageOfMoreSaysSo(t *testing.T) {
	t.Parallel()
	f, _ := read(t, `{"resourceType":"Bundle","link":[{"relation":"next","url":"x"}],"entry":[{"resource":`+ndjson(``)+`}]}`)
	if left := f.Left(); left[len(left)-1].Code != "FHIR_PAGE" {
		t.Errorf("%+v", left)
	}
}

func TestTenThousandPatientsTakeLittle(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&b, `{"resourceType":"Patient","id":"p%d","identifier":[{"system":"https://a","value":"A%d"}],"name":[{"family":"Bos","given":["Kim"]}]}`+"\n", i, i)
		fmt.Fprintf(&b, `{"resourceType":"RelatedPerson","id":"r%d","patient":{"reference":"Patient/p%d"},"name":[{"text":"To %d"}]}`+"\n", i, i, i)
	}
	start := time.Now()
	_, s := read(t, b.String())
	if took := time.Since(start); len(s.Rows) != 10_000 || took > 20*time.Second {
		t.Errorf("%d rows in %s", len(s.Rows), took)
	} else {
		t.Logf("%d rows of %d bytes in %s", len(s.Rows), b.Len(), took)
	}
}

// No input panics, and no national number comes through, whatever holds it.
func FuzzRead(f *testing.F) {
	whole, err := os.ReadFile("testdata/bundle.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add([]byte(ndjson(`"contact":[{"name":{"text":"bel 111222333"}}]`)))
	f.Add([]byte(ndjson(`"identifier":[{"value":"111.222.333"}],"name":[{"family":"x 111222333"}]`)))
	f.Add([]byte(ndjson(``) + "\n{\"resourceType\":\"RelatedPerson\",\"id\":\"111222333\",\"patient\":{\"reference\":\"Patient/p\"},\"name\":[{\"text\":\"To\"}]}"))
	f.Add([]byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Bundle","entry":[{"resource":null}]}}]}`))
	f.Add([]byte(`{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o","partOf":{"reference":"#o"}}],"managingOrganization":{"reference":"#o"}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		file, err := fhir.Read(content, today)
		if err != nil {
			if fault.KindOf(err) != fault.KindInvalid {
				t.Fatalf("%v", err)
			}
			return
		}
		nobody(t, file)
	})
}

// nobody looks for what may be a national number in everything that would be kept.
func nobody(t *testing.T, file *sheet.File) {
	t.Helper()
	for _, c := range file.Columns {
		clean(t, c.Heading)
	}
	for _, l := range file.Lines {
		for _, c := range l.Cells {
			clean(t, c)
		}
		if l.Beside != nil {
			for _, s := range []string{l.Beside.SecondName, l.Beside.SecondEmail, l.Beside.Legal.Name} {
				clean(t, s)
			}
			for _, n := range l.Beside.Named {
				clean(t, n.Name)
				clean(t, n.Relation)
				clean(t, n.Key)
			}
		}
	}
	for _, r := range file.Read(today).Rows {
		clean(t, r.Number)
		clean(t, r.Given)
		clean(t, r.Family)
	}
}

func clean(t *testing.T, s string) {
	t.Helper()
	if bsn.In(s) {
		t.Fatalf("a national number came through: %q", s)
	}
}
