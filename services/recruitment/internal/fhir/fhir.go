// Package fhir reads and writes what care administrations exchange: FHIR R4 in JSON,
// by the Dutch profiles (nl-core, zib 2020 of Nictiz). Pure: bytes to our types and back.
//
// In: Read makes a sheet.File of a Bundle or of NDJSON, so that it takes the same road
// as every other file: shown, brought in, undone. Out: Participation.
//
// The structs are our own, with no more than the fields Optrek uses. The Go libraries
// there are model every resource whole: what is read by accident can be kept by
// accident, and a code that they do not know makes them refuse a file of ten thousand
// people. Of what may not come in (gender, address line, telephone) it is noted that it
// was there, and not what it said; a diagnosis is not even read.
package fhir

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
)

// Recognise says whether the content is FHIR, and in which form; empty when it is
// something else. What is nearly FHIR that can be read is refused, with what to do.
func Recognise(content []byte) (format string, err error) {
	text := trimmed(content)
	switch {
	case bytes.HasPrefix(text, []byte("<")) && (bytes.HasPrefix(text, []byte("<?xml")) || bytes.Contains(text[:min(len(text), 2000)], []byte("http://hl7.org/fhir"))):
		return "", unusable("FHIR_XML", fault.Text{
			NL: "Dit is XML. Exporteer het als FHIR R4 in JSON (een Bundle of NDJSON), of als CSV.",
			EN: "This is XML. Export it as FHIR R4 in JSON (a Bundle or NDJSON), or as CSV.",
		})
	case bytes.HasPrefix(text, []byte("[")) && json.Valid(text):
		return "", notFHIR()
	case !bytes.HasPrefix(text, []byte("{")):
		return "", nil
	}
	if json.Valid(text) {
		switch kindOf(text) {
		case "":
			return "", notFHIR()
		case "Bundle":
			return sheet.FormatFHIRBundle, nil
		}
		return sheet.FormatFHIRNDJSON, nil
	}
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if first = bytes.TrimSpace(first); json.Valid(first) && kindOf(first) != "" {
		return sheet.FormatFHIRNDJSON, nil
	}
	return "", unusable("FHIR_BROKEN_JSON", fault.Text{
		NL: "Dit bestand is niet heel: de JSON breekt ergens af. Exporteer het opnieuw.",
		EN: "This file is not whole: its JSON breaks off somewhere. Export it again.",
	})
}

func trimmed(content []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")))
}

func kindOf(object []byte) string {
	var h struct {
		ResourceType string `json:"resourceType"`
	}
	_ = json.Unmarshal(object, &h) // what is no object has no kind
	return h.ResourceType
}

// Read reads a file that Recognise knows. Every Patient becomes a line; what cannot be
// read becomes one with a flaw; what Optrek does not need is counted. today decides
// what has ended.
func Read(content []byte, today time.Time) (*sheet.File, error) {
	format, err := Recognise(content)
	if err != nil {
		return nil, err
	}
	if format == "" {
		return nil, notFHIR()
	}
	r := &reader{today: today, byKey: map[string]*resource{}, persons: map[*resource]*person{}, others: map[string]int{}, seen: map[string]bool{}}
	if format == sheet.FormatFHIRBundle {
		r.bundle(trimmed(content), 0, 0)
	} else {
		empty := len(content) - len(bytes.TrimLeft(content, "\xef\xbb\xbf \t\r\n"))
		r.lines(trimmed(content), bytes.Count(content[:empty], []byte("\n")))
	}
	switch {
	case r.version != "":
		return nil, otherVersion(r.version)
	case len(r.patients) == 0:
		return nil, unusable("FHIR_NO_PATIENT", fault.Text{
			NL: "In dit bestand staat geen cliënt (Patient). Neem in de export ook de resource Patient mee.",
			EN: "There is no client (Patient) in this file. Let the export hold the resource Patient as well.",
		})
	}
	return sheet.New(r.file(format), today)
}

// headings of the cells that a Patient becomes, as the import knows them.
var headings = []string{
	"Cliëntnummer", "Roepnaam", "Achternaam", "Geboortedatum", "Locatie", "Postcode", "Plaats", "Begeleider", "E-mail begeleider",
	"Uit zorg", "BSN",
}

// file lays out what was read: the lines in the order of the file.
func (r *reader) file(format string) sheet.File {
	r.chooseSystem()
	r.related()
	r.teams()
	f := sheet.File{Format: format, Encoding: "utf-8"}
	f.Columns, _ = sheet.Understand(headings)
	if !r.seen["BSN"] {
		f.Columns = f.Columns[:len(headings)-1]
	}
	for _, part := range []struct{ heading, seen, fixed string }{
		{"Geslacht", "gender", "GENDER"}, {"Telefoon", "telecom", "PHONE"}, {"Adres", "address", "ADDRESS"}, {"Volgende bladzijde", "next", "FHIR_PAGE"},
	} {
		if r.seen[part.seen] {
			f.Columns = append(f.Columns, sheet.Column{Heading: part.heading, Fixed: part.fixed})
		}
	}
	for _, kind := range sortedKeys(r.others) {
		f.Columns = append(f.Columns, sheet.Column{Heading: kind + " (" + strconv.Itoa(r.others[kind]) + ")", Fixed: "FHIR_TYPE"})
	}
	f.Lines = r.flaws
	for _, p := range r.patients {
		f.Lines = append(f.Lines, r.line(p, len(f.Columns)))
	}
	for _, n := range r.unrelated {
		f.Lines = append(f.Lines, sheet.Line{N: n, Flaw: sheet.NoteRelatedToNobody})
	}
	slices.SortStableFunc(f.Lines, func(a, b sheet.Line) int { return a.N - b.N })
	return f
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func notFHIR() error {
	return unusable("JSON_NOT_FHIR", fault.Text{
		NL: "Dit is JSON, maar geen FHIR. Exporteer het als FHIR R4 (een Bundle of NDJSON), of als CSV.",
		EN: "This is JSON but not FHIR. Export it as FHIR R4 (a Bundle or NDJSON), or as CSV.",
	})
}

func otherVersion(version string) error {
	return unusable("FHIR_OTHER_VERSION", fault.Text{
		NL: "Dit is FHIR " + version + ". Optrek leest FHIR R4 (nl-core, zib 2020). Vraag een export in R4, of als CSV.",
		EN: "This is FHIR " + version + ". Optrek reads FHIR R4 (nl-core, zib 2020). Ask for an export in R4, or as CSV.",
	})
}

// unusable refuses the file as a whole.
func unusable(code string, text fault.Text) error {
	return fault.Invalid(code, text, fault.Field{Path: "content", Text: text})
}

func hasAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}
