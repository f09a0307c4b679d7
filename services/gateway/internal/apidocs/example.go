package apidocs

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

// deepest is how far an example goes into messages within messages: further shows nobody anything.
const deepest = 4

// examples makes a value of any schema of the document, with words that fit the name of a field.
type examples struct{ schemas object }

// into gives every content of a body or an answer its example.
func (e examples) into(holder object, asked bool) {
	content, _ := holder["content"].(object)
	for _, media := range content {
		media := media.(object)
		if schema, ok := media["schema"].(object); ok {
			media["example"] = e.of("", schema, asked, 0)
		}
	}
}

// of makes one value; asked leaves out what only the server writes.
func (e examples) of(name string, schema object, asked bool, depth int) any {
	if ref, ok := schema["$ref"].(string); ok {
		schema, _ = e.schemas[strings.TrimPrefix(ref, "#/components/schemas/")].(object)
	}
	switch kind := kindOf(schema); kind {
	case "object":
		return e.ofObject(schema, asked, depth)
	case "array":
		items, _ := schema["items"].(object)
		if depth >= deepest {
			return []any{}
		}
		return []any{e.of(strings.TrimSuffix(name, "s"), items, asked, depth+1)}
	case "string":
		return word(name, schema)
	case "integer", "number":
		return number(name)
	case "boolean":
		return true
	default:
		return nil
	}
}

func (e examples) ofObject(schema object, asked bool, depth int) any {
	value := object{}
	properties, _ := schema["properties"].(object)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		property, _ := properties[name].(object)
		if asked && depth == 0 && slices.Contains(written, name) || depth >= deepest && !isPlain(property) {
			continue
		}
		value[name] = e.of(name, property, asked, depth+1)
	}
	return value
}

// written by the server: nobody sends these.
var written = []string{"createTime", "updateTime", "id"}

func isPlain(schema object) bool { return schema["$ref"] == nil && kindOf(schema) != "array" }

// kindOf is the type, also where the document gives several ("integer or text" for large numbers).
func kindOf(schema object) string {
	switch kind := schema["type"].(type) {
	case string:
		return kind
	case []any:
		first, _ := kind[0].(string)
		return first
	default:
		return ""
	}
}

const anID = "019a2b6e-4c1d-7e52-9a3f-6d1c0b8e7f24"

// quoted finds what the contract itself gives as an example: e.g. "rolstoel".
var quoted = regexp.MustCompile(`e\.g\. "([^"]+)"`)

// words are values for names of fields whose comment gives none.
var words = map[string]string{
	"etag": "W/1", "nextPageToken": "", "name": "Ids Bedacht", "givenName": "Ids", "familyName": "Bedacht", "number": "C-0042",
	"email": "ids.bedacht@voorbeeld.test", "phone": "0612345678", "town": "Voorbeeldstad", "area": "5401", "clock": "14:30",
	"month": "2026-11", "picture": "koffie", "pictogram": "koffie", "url": "https://systeem.voorbeeld.test/optrek", "version": "3",
	"contentType": "text/csv", "fileName": "lijst.csv", "secret": "(shown once)", "ownWords": "Ik wil iemand om mee te wandelen.",
	"reason": "Jullie wandelen allebei graag.", "note": "Rustig beginnen.", "organisationName": "Zorggroep Voorbeeld",
}

func word(name string, schema object) any {
	if values, ok := schema["enum"].([]any); ok {
		return values[min(1, len(values)-1)] // the first says: not known
	}
	if said, _ := schema["description"].(string); quoted.MatchString(said) {
		return quoted.FindStringSubmatch(said)[1]
	}
	switch format, _ := schema["format"].(string); format {
	case "date-time":
		return "2026-11-20T13:30:00Z"
	case "int64":
		return "3"
	case "byte":
		return "T3B0cmVr"
	}
	if known, ok := words[name]; ok {
		return known
	}
	return bySuffix(name)
}

func bySuffix(name string) string {
	switch {
	case name == "requestId":
		return "f3a1c9de-5b7a-4f0e-8c2d-1e9b6a4d7c30"
	case name == "id", strings.HasSuffix(name, "Id"), strings.HasSuffix(name, "By"):
		return anID
	case strings.HasSuffix(strings.ToLower(name), "day"):
		return "2026-11-20"
	case strings.HasSuffix(name, "En"):
		return "A cup of coffee together."
	default:
		return "Samen koffie drinken."
	}
}

func number(name string) int {
	if strings.HasSuffix(strings.ToLower(name), "year") {
		return 1987
	}
	return 2
}

// refusal describes how every call says no, with a refusal of our own as it is sent.
func refusal(response object) {
	response["description"] = "Not now, or not like this: the reason is for programs, the sentences are for people."
	body, err := protojson.Marshal(rpc.Status(fault.Invalid("FIELD_INVALID", fault.Text{
		NL: "Er klopt iets niet in wat je stuurde. Kijk bij het veld dat genoemd wordt.",
		EN: "Something in what you sent is not right. See the field that is named.",
	}, fault.Field{Path: "given_name", Text: fault.Text{NL: "Vul een naam in.", EN: "Give a name."}})).Proto())
	var example any
	if err == nil {
		err = json.Unmarshal(body, &example)
	}
	content, _ := response["content"].(object)
	if media, ok := content["application/json"].(object); ok && err == nil {
		media["example"] = example
	}
}
