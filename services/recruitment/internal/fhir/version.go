package fhir

import (
	"encoding/json"
	"strings"
)

// versionOf gives the version of FHIR that a resource is made in, when one can tell
// that it is not R4: by what it says of itself, or by elements that R4 has not, or has
// in another form. R4 itself gives nothing.
func versionOf(h head, text []byte) string {
	said := strings.Join(h.Meta.Profile, " ") + " " + h.Implicit + " " + string(h.FHIRVersion)
	switch {
	case hasAny(said, "http://fhir.nl/fhir/StructureDefinition/", "fhir/3.0/", "|3.0.", `"3.0.`):
		return "STU3"
	case hasAny(said, "fhir/5.0/", "|5.0.", `"5.0.`):
		return "R5"
	}
	shape, known := shapes[h.ResourceType]
	if !known {
		return ""
	}
	var elements map[string]json.RawMessage
	if json.Unmarshal(text, &elements) != nil {
		return ""
	}
	return shape(elements)
}

// shapes tell the versions apart by kind.
var shapes = map[string]func(map[string]json.RawMessage) string{
	"Patient": func(e map[string]json.RawMessage) string {
		if e["animal"] != nil {
			return "STU3"
		}
		return ""
	},
	"RelatedPerson": func(e map[string]json.RawMessage) string {
		if strings.HasPrefix(string(e["relationship"]), "{") { // a list since R4
			return "STU3"
		}
		return ""
	},
	"CareTeam": func(e map[string]json.RawMessage) string {
		var participants []map[string]json.RawMessage
		_ = json.Unmarshal(e["participant"], &participants) // none when it is no list
		for _, p := range participants {
			switch {
			case strings.HasPrefix(string(p["role"]), "{") && (e["context"] != nil || p["onBehalfOf"] != nil):
				return "STU3"
			case p["coveragePeriod"] != nil, p["coverageTiming"] != nil:
				return "R5"
			}
		}
		if e["context"] != nil { // "encounter" since R4
			return "STU3"
		}
		return ""
	},
	"PractitionerRole": func(e map[string]json.RawMessage) string {
		if e["availability"] != nil || e["characteristic"] != nil || e["contact"] != nil {
			return "R5"
		}
		return ""
	},
	"Location": func(e map[string]json.RawMessage) string {
		if e["form"] != nil || e["virtualService"] != nil || e["contact"] != nil {
			return "R5"
		}
		return ""
	},
}
