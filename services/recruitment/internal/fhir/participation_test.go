package fhir_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/fhir"
)

var update = flag.Bool("update", false, "write the golden files anew")

func approved() domain.Participation {
	return domain.Participation{
		Client: "0197a0c4-0000-7000-8000-0000000000c1", Version: 3,
		Draft:    domain.ParticipationText{SocialNetwork: "nog niet goedgekeurd", Hobby: "ook niet"},
		Approved: domain.ParticipationText{SocialNetwork: "Ik zie mijn zus op zondag, en <Kim> van de soos.", Hobby: "Koken & vissen.\nIk help bij de moestuin."},
		At:       time.Date(2026, 11, 20, 14, 30, 5, 9, time.FixedZone("CET", 3600)), Voice: "knikte bij elk plaatje",
	}
}

func TestParticipationIsAsTheProfileSays(t *testing.T) {
	t.Parallel()
	got, err := fhir.Participation(approved())
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/participation.json"
	if *update {
		if err := os.WriteFile(golden, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("it is now:\n%s", got)
	}
	again, err := fhir.Participation(approved())
	if err != nil || !bytes.Equal(got, again) {
		t.Errorf("the same approval gives something else: %v", err)
	}
	if problems := structure(got); len(problems) > 0 {
		t.Error(strings.Join(problems, "\n"))
	}
	for _, private := range []string{"goedgekeurd", "ook niet", "knikte"} {
		if bytes.Contains(got, []byte(private)) {
			t.Errorf("%q went out", private)
		}
	}
}

func TestOnlyWhatWasApprovedGoesOut(t *testing.T) {
	t.Parallel()
	one := approved()
	one.Approved.SocialNetwork = ""
	got, err := fhir.Participation(one)
	if err != nil {
		t.Fatal(err)
	}
	if problems := structure(got); len(problems) > 0 || bytes.Contains(got, []byte("365469004")) || !bytes.Contains(got, []byte("405081003")) {
		t.Errorf("%s\n%s", strings.Join(problems, "\n"), got)
	}
	for _, nothing := range []domain.Participation{{}, approved().Withdraw(), {Client: one.Client, Draft: one.Draft}, {Client: one.Client, Approved: one.Approved}} {
		_, err := fhir.Participation(nothing)
		if f, ok := fault.As(err); !ok || f.Kind != fault.KindConflict || f.Code != "NOTHING_APPROVED" || f.Text.NL == "" || f.Text.EN == "" {
			t.Errorf("%+v: %v", nothing, err)
		}
	}
}

// The structure test finds what is wrong in a resource that is.
func TestTheStructureTestFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	good, err := fhir.Participation(approved())
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{
		`"status": "final"`:        `"status": "done"`,
		`"code": "405081003"`:      `"code": "405081004"`,
		`"effectiveDateTime"`:      `"effectivePeriod"`,
		`"valueString"`:            `"valueText"`,
		`"type": "collection"`:     `"type": "set"`,
		`"reference": "Patient/`:   `"reference": "Client/`,
		`"fullUrl": "urn:uuid:`:    `"fullUrl": "urn:id:`,
		`14845004`:                 `14845005`,
		`"type": "Patient"`:        `"type": "Patient", "identifier": {"value": "1"}`,
		`Society.Hobby"`:           `Society.WorkSituation"`,
		`T13:30:05Z"`:              `T13:30:05"`,
		`"resourceType": "Bundle"`: `"resourceType": "List"`,
	} {
		if bad := strings.ReplaceAll(string(good), from, to); len(structure([]byte(bad))) == 0 || bad == string(good) {
			t.Errorf("%s instead of %s passes", to, from)
		}
	}
}

var (
	uuidURL = regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	// dateTime is the pattern of the R4 data type; with a time there must be a zone.
	dateTime = regexp.MustCompile(`^([0-9]{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?)?)?$`)
	statuses = []string{"registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"}
	// profiles: the code that each fixes, and whether a value must be there.
	profiles = map[string]struct {
		code  string
		value bool
	}{
		"http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety":               {"314845004", false},
		"http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety.SocialNetwork": {"365469004", true},
		"http://nictiz.nl/fhir/StructureDefinition/nl-core-ParticipationInSociety.Hobby":         {"405081003", true},
	}
	// elements of an R4 Observation that these profiles use.
	elements = []string{"resourceType", "meta", "status", "code", "subject", "effectiveDateTime", "valueString", "hasMember"}
)

// structure holds the document to the rules of R4 and of the profiles that can be told
// without a validator: what must be there, which types it has, what points where.
func structure(document []byte) (problems []string) {
	say := func(p string) { problems = append(problems, p) }
	var bundle struct {
		ResourceType, Type string
		Entry              []struct {
			FullURL  string `json:"fullUrl"`
			Resource map[string]any
		}
	}
	if err := json.Unmarshal(document, &bundle); err != nil {
		return []string{err.Error()}
	}
	if bundle.ResourceType != "Bundle" || bundle.Type != "collection" || len(bundle.Entry) < 2 {
		say("no Bundle of type collection with members")
	}
	there, pointed := map[string]bool{}, map[string]bool{}
	for i, e := range bundle.Entry {
		if !uuidURL.MatchString(e.FullURL) || there[e.FullURL] {
			say("fullUrl " + e.FullURL)
		}
		there[e.FullURL] = true
		problems = append(problems, observation(e.Resource)...)
		members, _ := e.Resource["hasMember"].([]any)
		if (i == 0) != (len(members) > 0) {
			say("the first, and no other, has members")
		}
		for _, m := range members {
			ref, _ := m.(map[string]any)["reference"].(string)
			pointed[ref] = true
		}
	}
	for i, e := range bundle.Entry {
		if (i > 0) != pointed[e.FullURL] {
			say("not pointed at: " + e.FullURL)
		}
	}
	for ref := range pointed {
		if !there[ref] {
			say("points at nothing: " + ref)
		}
	}
	return problems
}

func observation(r map[string]any) (problems []string) {
	say := func(p string) { problems = append(problems, p) }
	for element := range r {
		if !slices.Contains(elements, element) {
			say("no element " + element)
		}
	}
	if r["resourceType"] != "Observation" {
		say("no Observation")
	}
	if status, _ := r["status"].(string); !slices.Contains(statuses, status) {
		say("status " + status)
	}
	if moment, _ := r["effectiveDateTime"].(string); !dateTime.MatchString(moment) || !strings.Contains(moment, "T") {
		say("effectiveDateTime " + moment)
	}
	subject, _ := r["subject"].(map[string]any)
	if ref, _ := subject["reference"].(string); !strings.HasPrefix(ref, "Patient/") || subject["identifier"] != nil || subject["display"] != nil {
		say("subject")
	}
	profile := first(first(r, "meta"), "profile")
	want, known := profiles[text(profile)]
	coding, _ := first(first(r, "code"), "coding").(map[string]any)
	if !known || coding["system"] != "http://snomed.info/sct" || coding["code"] != want.code {
		say("profile and code")
	}
	if value, there := r["valueString"].(string); there != want.value || (there && value == "") {
		say("value[x]")
	}
	return problems
}

// first gives an element of an object; of a list its first.
func first(of any, name string) any {
	object, _ := of.(map[string]any)
	if list, ok := object[name].([]any); ok && len(list) > 0 {
		return list[0]
	}
	return object[name]
}

func text(v any) string { s, _ := v.(string); return s }
