package fhir

import (
	"encoding/json"
	"strings"
	"time"
)

// What is read of resources, and nothing that may not come in.
type (
	head struct {
		ResourceType string          `json:"resourceType"`
		ID           string          `json:"id"`
		Meta         meta            `json:"meta"`
		Implicit     string          `json:"implicitRules"`
		FHIRVersion  json.RawMessage `json:"fhirVersion"` // of a CapabilityStatement
		Contained    []json.RawMessage
	}
	meta struct {
		Profile     []string `json:"profile"`
		LastUpdated string   `json:"lastUpdated"`
	}
	bundle struct {
		Link  []struct{ Relation string }
		Entry []struct {
			FullURL  string          `json:"fullUrl"`
			Resource json.RawMessage `json:"resource"`
		}
	}
	patient struct {
		Meta                 meta
		Identifier           []identifier
		Active               *bool
		Name                 []humanName
		Telecom              there
		Gender               there
		BirthDate            string
		DeceasedBoolean      bool
		DeceasedDateTime     string
		Address              []address
		Contact              []contact
		ManagingOrganization *reference
		Link                 []struct{ Type string }
		Extension            []extension
	}
	contact struct {
		Relationship []codeable
		Name         humanName
		Period       *period
		Extension    []extension
	}
	relatedPerson struct {
		Identifier   []identifier
		Active       *bool
		Patient      *reference
		Relationship []codeable
		Name         []humanName
		Period       *period
	}
	careTeam struct {
		Meta                 meta
		Status               string
		Subject              *reference
		Period               *period
		Participant          []participant
		ManagingOrganization []reference
		Extension            []extension
	}
	participant struct {
		Role   []codeable
		Member *reference
		Period *period
	}
	practitioner struct {
		Identifier []identifier
		Active     *bool
		Name       []humanName
		Telecom    []telecom
	}
	practitionerRole struct {
		Identifier   []identifier
		Active       *bool
		Period       *period
		Practitioner *reference
		Organization *reference
		Location     []reference
		Specialty    []codeable
		Telecom      []telecom
	}
	// place is an Organization or a Location.
	place struct {
		Identifier []identifier
		Name       string
		Address    addresses
		PartOf     *reference
	}
)

// The parts of which they are made.
type (
	identifier struct {
		Use, System, Value string
		Type               codeable
		Period             *period
		Extension          []extension
		UnderValue         element `json:"_value"`
		UnderSystem        element `json:"_system"`
	}
	humanName struct {
		Use, Text, Family string
		Given             []string
		Period            *period
		Extension         []extension
		UnderFamily       element   `json:"_family"`
		UnderGiven        []element `json:"_given"`
	}
	codeable struct {
		Coding []coding
		Text   string
	}
	coding    struct{ System, Code, Display string }
	element   struct{ Extension []extension }
	extension struct {
		URL            string
		ValueString    string
		ValueCode      string
		ValueReference *reference
	}
	reference struct {
		Reference, Type string
		Identifier      *identifier
	}
	telecom struct {
		System, Value, Use string
		Period             *period
	}
	address struct {
		Use, City, PostalCode string
		Line                  there
		Period                *period
	}
	period struct{ Start, End string }
)

// there notes that an element was in the file, and not what it said.
type there bool

// UnmarshalJSON is called only for what is there.
func (t *there) UnmarshalJSON([]byte) error {
	*t = true
	return nil
}

// addresses reads one address (of a Location) or several (of an Organization).
type addresses []address

// UnmarshalJSON implements json.Unmarshaler.
func (a *addresses) UnmarshalJSON(text []byte) error {
	if strings.HasPrefix(string(text), "[") {
		return json.Unmarshal(text, (*[]address)(a))
	}
	one := address{}
	err := json.Unmarshal(text, &one)
	*a = addresses{one}
	return err
}

// ext gives the text of the extension that ends with that name.
func ext(of []extension, name string) string {
	for _, e := range of {
		if strings.HasSuffix(e.URL, "/"+name) {
			if e.ValueCode != "" {
				return e.ValueCode
			}
			return e.ValueString
		}
	}
	return ""
}

// has says whether somebody or something is of one of these codes of a system.
func has(of []codeable, system string, codes ...string) bool {
	for _, c := range of {
		for _, one := range c.Coding {
			if !strings.EqualFold(one.System, system) {
				continue
			}
			for _, code := range codes {
				if strings.EqualFold(one.Code, code) {
					return true
				}
			}
		}
	}
	return false
}

// ended says whether a period is over before today, and when.
func (p *period) ended(today time.Time) (day time.Time, over bool) {
	if p == nil {
		return time.Time{}, false
	}
	day, known := lastDay(p.End)
	return day, known && day.Before(today.UTC().Truncate(24*time.Hour))
}

// lastDay reads a FHIR date or moment, as exact as it is: the last day that it can mean.
func lastDay(s string) (time.Time, bool) {
	if len(s) >= len(time.DateOnly) {
		t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
		return t, err == nil
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.AddDate(0, 1, -1), true
	}
	t, err := time.Parse("2006", s)
	return t.AddDate(1, 0, -1), err == nil
}
