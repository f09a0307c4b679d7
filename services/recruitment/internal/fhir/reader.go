package fhir

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/networkmap"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sheet"
)

// resource is one resource of the file, read as far as Optrek uses it.
type resource struct {
	n         int // place in the Bundle from 1, or line of the file
	kind, id  string
	lasting   bool // the id is the administration's, and no name within this file
	body      any
	contained map[string]*resource
}

// person is a Patient, with what the rest of the file says of them.
type person struct {
	*resource
	patient
	beside  sheet.Beside
	workers []worker
	place   place  // where they live, by the file
	over    string // the day on which care ended, when a care team says so
	running bool   // a care team that has not ended
	teams   int
}

// worker is a practitioner of a care team.
type worker struct{ name, email string }

// reader goes through one file: first all resources, then what points at what.
type reader struct {
	today     time.Time
	version   string // of FHIR, when it is another than R4
	system    string // of identifiers, that most people have
	byKey     map[string]*resource
	all       []*resource
	patients  []*person
	persons   map[*resource]*person
	flaws     []sheet.Line
	unrelated []int
	others    map[string]int  // by type: what Optrek does not need
	seen      map[string]bool // parts of what is known, that may not come in
}

// deepest is how far a Bundle may stand in a Bundle.
const deepest = 3

// bundle reads its entries; n is the place of the Bundle itself, 0 for the file.
func (r *reader) bundle(text []byte, n, depth int) {
	var b bundle
	if err := json.Unmarshal(text, &b); err != nil || depth > deepest {
		r.flaw(max(n, 1), sheet.NoteUnreadable)
		return
	}
	for _, l := range b.Link {
		r.seen["next"] = r.seen["next"] || l.Relation == "next"
	}
	for i, e := range b.Entry {
		at := n
		if n == 0 {
			at = i + 1
		}
		if len(e.Resource) > 0 && !bytes.Equal(e.Resource, []byte("null")) { // an entry that deletes has none
			r.take(e.Resource, e.FullURL, at, depth)
		}
	}
}

// lines reads NDJSON, of which so many empty lines were taken off; a single resource
// may take several lines.
func (r *reader) lines(text []byte, before int) {
	if json.Valid(text) {
		r.take(text, "", 1, 0)
		return
	}
	n := before
	for line := range bytes.Lines(text) {
		n++
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0:
		case !json.Valid(line):
			r.flaw(n, sheet.NoteNotJSON)
		default:
			r.take(line, "", n, 0)
		}
	}
}

func (r *reader) flaw(n int, code string) {
	r.flaws = append(r.flaws, sheet.Line{N: n, Flaw: code})
}

// take reads one resource, puts it where references find it, and counts what is not needed.
func (r *reader) take(text []byte, fullURL string, n, depth int) {
	res, h, ok := r.decode(text, n)
	switch {
	case !ok:
		return
	case h.ResourceType == "Bundle":
		r.bundle(text, n, depth+1)
		return
	case res.body == nil:
		r.others[shortKind(h.ResourceType)]++
		return
	}
	for _, inside := range h.Contained {
		if c, ch, ok := r.decode(inside, n); ok && c.body != nil && ch.ID != "" {
			if res.contained == nil {
				res.contained = map[string]*resource{}
			}
			res.contained[ch.ID] = c
		}
	}
	res.lasting = res.id != "" && !strings.HasPrefix(fullURL, "urn:")
	r.all = append(r.all, res)
	for _, key := range []string{res.kind + "/" + res.id, fullURL} {
		if _, taken := r.byKey[key]; !taken && key != res.kind+"/" && key != "" {
			r.byKey[key] = res
		}
	}
	for _, i := range identifiers(res.body) {
		if key := res.kind + "|" + i.System + "|" + i.Value; i.Value != "" && r.byKey[key] == nil {
			r.byKey[key] = res
		}
	}
	if p, ok := res.body.(*patient); ok {
		r.persons[res] = &person{resource: res, patient: *p}
		r.patients = append(r.patients, r.persons[res])
	}
}

// shortKind keeps a made-up type from filling the report.
func shortKind(kind string) string {
	if len(kind) > 40 || strings.TrimFunc(kind, letter) != "" {
		return "?"
	}
	return kind
}

func letter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// decode reads a resource as what it says it is; its body is nil when Optrek does not
// need its kind.
func (r *reader) decode(text []byte, n int) (*resource, head, bool) {
	var h head
	if err := json.Unmarshal(text, &h); err != nil || h.ResourceType == "" {
		r.flaw(n, sheet.NoteNotAResource)
		return nil, h, false
	}
	if v := versionOf(h, text); v != "" {
		r.version = v
		return nil, h, false
	}
	res := &resource{n: n, kind: h.ResourceType, id: h.ID, body: bodyOf(h.ResourceType)}
	if res.body == nil {
		return res, h, true
	}
	if err := json.Unmarshal(text, res.body); err != nil {
		r.flaw(n, sheet.NoteUnreadable)
		return nil, h, false
	}
	return res, h, true
}

// bodyOf gives the room for a resource of that kind; nil for what Optrek does not need.
func bodyOf(kind string) any {
	switch kind {
	case "Patient":
		return &patient{}
	case "RelatedPerson":
		return &relatedPerson{}
	case "CareTeam":
		return &careTeam{}
	case "Practitioner":
		return &practitioner{}
	case "PractitionerRole":
		return &practitionerRole{}
	case "Organization", "Location":
		return &place{}
	default:
		return nil
	}
}

func identifiers(body any) []identifier {
	switch b := body.(type) {
	case *patient:
		return b.Identifier
	case *relatedPerson:
		return b.Identifier
	case *practitioner:
		return b.Identifier
	case *practitionerRole:
		return b.Identifier
	case *place:
		return b.Identifier
	default:
		return nil
	}
}

// find follows a reference from one resource to another of one of these kinds: within
// it (#), by fullUrl, by type and id wherever the server stands, or by identifier only.
func (r *reader) find(from *resource, ref *reference, kinds ...string) *resource {
	if ref == nil {
		return nil
	}
	var found *resource
	to, _, _ := strings.Cut(ref.Reference, "/_history/")
	if id, inside := strings.CutPrefix(to, "#"); inside {
		found = from.contained[id]
	} else if found = r.byKey[to]; found == nil && to != "" {
		parts := strings.Split(to, "/")
		found = r.byKey[strings.Join(parts[max(0, len(parts)-2):], "/")]
	}
	if found == nil && ref.Identifier != nil && ref.Identifier.Value != "" {
		for _, kind := range kinds {
			if found = r.byKey[kind+"|"+ref.Identifier.System+"|"+ref.Identifier.Value]; found != nil {
				break
			}
		}
	}
	if found == nil || !slices.Contains(kinds, found.kind) {
		return nil
	}
	return found
}

// who gives the person of the file that a reference means.
func (r *reader) who(from *resource, ref *reference) *person {
	return r.persons[r.find(from, ref, "Patient")]
}

// proposal names somebody to ask the client about.
func proposal(name, relation, key string) networkmap.NamedPerson {
	return networkmap.NamedPerson{Name: name, Relation: relation, Key: key}
}
