// Package template holds texts, questions and steps with their versions: ours, and what
// an organisation made of them. A version never changes once it is there (O-04).
package template

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// Kind is what a template is for.
type Kind string

// The kinds, as in the contract, in small letters.
const (
	ConsentText        Kind = "consent_text"         // one key for each purpose
	TalkTool           Kind = "talk_tool"            // to pick in a network talk, none forced (N-19)
	SearchPrompts      Kind = "search_prompts"       // beside an empty map (N-11); a part's key is a contact category
	NetworkerTrack     Kind = "networker_track"      // what a networker learns by doing
	SupportWorkerTrack Kind = "support_worker_track" // what a support worker learns
	Reflection         Kind = "reflection"           // the private card (E-09)
	LocationSteps      Kind = "location_steps"       // steps 1 and 2 of the method at a location
)

// Kinds lists every kind, in the order in which they are shown.
func Kinds() []Kind {
	return []Kind{
		ConsentText, TalkTool, SearchPrompts, NetworkerTrack,
		SupportWorkerTrack, Reflection, LocationSteps,
	}
}

// Keys of the templates that Optrek itself looks for. An organisation may add others beside them.
const (
	SearchKey        = "search"
	NetworkerKey     = "networker"
	SupportWorkerKey = "support_worker"
	ReflectionKey    = "if_it_were_me"
	LocationStartKey = "start"
)

// Template is one version of a text, a list of questions or a list of steps. A version
// never changes once it is there: whoever made a record with it keeps its key and
// version, and finds the same words again (O-04).
type Template struct {
	Kind         Kind
	Key          string // [a-z0-9_]{1,40}
	Version      int    // from 1 on
	Title, Intro fault.Text
	Parts        []Part
	BuiltIn      bool      // ours, not the organisation's own
	Retired      bool      // not offered any more; what was made with it stays readable
	Created      time.Time // zero for ours
}

// Part is one thing to say, to ask or to tick off.
type Part struct {
	Key     string     // [a-z0-9_]{1,40}, once in a template
	Text    fault.Text // English may be empty in an organisation's own version
	Easy    fault.Text // very short, for the client's face and read aloud; may be empty
	Picture string     // name of a pictogram; may be empty
}

// Part gives the part with this key.
func (t Template) Part(key string) (Part, bool) {
	at := slices.IndexFunc(t.Parts, func(p Part) bool { return p.Key == key })
	if at < 0 {
		return Part{}, false
	}
	return t.Parts[at], true
}

// Words are the words of the whole in one piece, as they are shown and read aloud:
// Dutch, and English where there is any.
func (t Template) Words() fault.Text {
	nl, en := []string{t.Intro.NL}, []string{t.Intro.EN}
	for _, p := range t.Parts {
		nl, en = append(nl, p.Text.NL), append(en, p.Text.EN)
	}
	return fault.Text{NL: said.Tidy(strings.Join(nl, " ")), EN: said.Tidy(strings.Join(en, " "))}
}

// Name is how one version is kept in a record: "matching-1".
func (t Template) Name() string { return Name(t.Key, t.Version) }

// Name is the Name of a version.
func Name(key string, version int) string { return fmt.Sprintf("%s-%d", key, version) }

// ParseName takes a Name apart; false when it is none.
func ParseName(name string) (key string, version int, ok bool) {
	at := strings.LastIndexByte(name, '-')
	if at < 1 {
		return "", 0, false
	}
	version, err := strconv.Atoi(name[at+1:])
	return name[:at], version, err == nil && version > 0 && name == Name(name[:at], version)
}

// builtIn are ours: a version that was ever there stays, a change is a new version
// after it (O-04).
var builtIn = slices.Concat(consentTexts, talkTools, searchPrompts, networkerTracks, supportWorkerTracks, reflections, locationSteps)

// BuiltIn gives our own templates of a kind, every version; of all kinds for "".
func BuiltIn(kind Kind) []Template {
	var found []Template
	for _, t := range builtIn {
		if kind == "" || t.Kind == kind {
			t.BuiltIn, t.Parts = true, slices.Clone(t.Parts)
			found = append(found, t)
		}
	}
	return found
}

// Find gives a version of a template out of what an organisation has of its
// own and ours; version 0 is the newest. The organisation's own goes before ours, also
// where we later made a version with the same number: no record of theirs rests on that.
func Find(own []Template, kind Kind, key string, version int) (Template, error) {
	var newest Template
	for _, from := range [][]Template{own, BuiltIn(kind)} {
		for _, t := range from {
			if t.Kind != kind || t.Key != key {
				continue
			}
			if version > 0 && t.Version == version {
				return t, nil
			}
			if t.Version > newest.Version {
				newest = t
			}
		}
		if version == 0 && newest.Version > 0 {
			return newest, nil
		}
	}
	return Template{}, fault.Missing()
}

// Newest gives the newest version of each key of a kind ("": of all kinds),
// ours in our order and then what the organisation added, by key.
func Newest(own []Template, kind Kind) []Template {
	type place struct {
		kind Kind
		key  string
	}
	var order []place
	add := func(list []Template) {
		for _, t := range list {
			at := place{t.Kind, t.Key}
			if (kind == "" || t.Kind == kind) && !slices.Contains(order, at) {
				order = append(order, at)
			}
		}
	}
	add(BuiltIn(kind))
	add(own)
	slices.SortStableFunc(order, func(a, b place) int {
		return slices.Index(Kinds(), a.kind) - slices.Index(Kinds(), b.kind)
	})
	all := make([]Template, 0, len(order))
	for _, at := range order {
		if t, err := Find(own, at.kind, at.key, 0); err == nil {
			all = append(all, t)
		}
	}
	return all
}
