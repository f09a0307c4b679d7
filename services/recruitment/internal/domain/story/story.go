// Package story holds what a client tells of going out with others, and who may read it.
// Nobody reads a story without a standing yes of the client to that text, for that
// audience; a yes is taken back at once and without a reason. Pure, as the rest of
// the domain.
package story

import (
	"slices"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
)

// ID is a story.
type ID string

// Audience is who may read a story.
type Audience string

// The audiences. None of them holds another: each is asked apart.
const (
	Team          Audience = "team"
	Organisation  Audience = "organisation"
	Region        Audience = "region"
	YearlySummary Audience = "yearly_summary"
	Public        Audience = "public"
)

// Audiences lists them, the nearest first.
func Audiences() []Audience { return []Audience{Team, Organisation, Region, YearlySummary, Public} }

// ShownAs is under which name a story is told.
type ShownAs string

// The choices; not chosen is without a name.
const (
	Unchosen  ShownAs = ""
	NoName    ShownAs = "no_name"
	OwnName   ShownAs = "own_name"
	OtherName ShownAs = "other_name"
)

// Text is what a story says, and under which name.
type Text struct {
	Title     string
	Words     string
	Pictures  []string // names of pictograms
	ShownAs   ShownAs
	OtherName string
}

// Version is a text as it stood from some moment on.
type Version struct {
	Text
	Number int
	BySelf bool   // the client told it so themself
	By     string // id of who wrote it
	At     time.Time
}

// Yes is that an audience may read one version.
type Yes struct {
	Audience Audience
	Number   int
	BySelf   bool
	By       string
	Voice    string // how the yes was given, when staff wrote it down
	At       time.Time
}

// Story is what a client tells.
type Story struct {
	ID       ID
	Version  domain.Version
	Client   domain.ClientID
	Versions []Version // the oldest first; the last one stands
	Yeses    []Yes
	Created  time.Time
	Updated  time.Time
}

// Writer is who writes or says something.
type Writer struct {
	ID     string
	IsSelf bool // the client whose story it is
}

// Now is the version that stands.
func (s Story) Now() Version { return s.Versions[len(s.Versions)-1] }

// At gives one of the versions.
func (s Story) At(number int) Version {
	at := slices.IndexFunc(s.Versions, func(v Version) bool { return v.Number == number })
	return s.Versions[at]
}

// New begins a story. Nobody else reads it yet.
func New(id ID, client domain.ClientID, t Text, by Writer, now time.Time) (Story, error) {
	t, err := t.check()
	if err != nil {
		return Story{}, err
	}
	return Story{ID: id, Client: client, Versions: []Version{version(t, 1, by, now)}, Created: now, Updated: now}, nil
}

func version(t Text, number int, by Writer, now time.Time) Version {
	return Version{Text: t, Number: number, BySelf: by.IsSelf, By: by.ID, At: now}
}

// Retell tells it differently. What the client changes goes on with every yes they gave:
// they know what it says. What somebody else changes is read by nobody until the client
// said yes to it; until then each audience reads what they said yes to.
func (s Story) Retell(t Text, by Writer, now time.Time) (Story, error) {
	t, err := t.check()
	if err != nil || s.Now().same(t) {
		return s, err
	}
	next := version(t, s.Now().Number+1, by, now)
	s.Versions, s.Updated = append(slices.Clone(s.Versions), next), now
	if by.IsSelf {
		s.Yeses = slices.Clone(s.Yeses)
		for i := range s.Yeses {
			s.Yeses[i].Number = next.Number
		}
	}
	return s, nil
}

// Allow is the client's yes to the text of this etag, for one audience. From staff it
// needs how the client said so.
func (s Story) Allow(a Audience, etag, voice string, by Writer, now time.Time) (Story, error) {
	voice = said.Own(voice)
	if by.IsSelf {
		voice = ""
	}
	switch {
	case etag == "":
		text := fault.Text{NL: "Laad het verhaal opnieuw en lees het voor.", EN: "Load the story again and read it out."}
		return s, fault.Invalid("WHICH_TEXT", text, fault.Field{Path: "etag", Text: text})
	case s.Version.Expect(etag) != nil:
		return s, s.Version.Expect(etag)
	case !by.IsSelf && voice == "":
		text := fault.Text{NL: "Schrijf op hoe de cliënt ja zei.", EN: "Write down how the client said yes."}
		return s, fault.Invalid("VOICE_MISSING", text, fault.Field{Path: "voice", Text: text})
	}
	s = s.Withdraw(a)
	s.Yeses = append(s.Yeses, Yes{Audience: a, Number: s.Now().Number, BySelf: by.IsSelf, By: by.ID, Voice: voice, At: now})
	return s, nil
}

// Withdraw takes the yes back for one audience, or for all when none is named. Doing so
// again changes nothing.
func (s Story) Withdraw(a Audience) Story {
	s.Yeses = slices.DeleteFunc(slices.Clone(s.Yeses), func(y Yes) bool { return a == "" || y.Audience == a })
	return s
}

// YesFor gives the standing yes for an audience.
func (s Story) YesFor(a Audience) (Yes, bool) {
	at := slices.IndexFunc(s.Yeses, func(y Yes) bool { return y.Audience == a })
	if at < 0 {
		return Yes{}, false
	}
	return s.Yeses[at], true
}

// NameOf is the name a version is told under; given is the client's own.
func (t Text) NameOf(given string) string {
	switch t.ShownAs {
	case OwnName:
		return given
	case OtherName:
		return t.OtherName
	default:
		return ""
	}
}

func (t Text) same(u Text) bool {
	return t.Title == u.Title && t.Words == u.Words && slices.Equal(t.Pictures, u.Pictures) && t.ShownAs == u.ShownAs && t.OtherName == u.OtherName
}

func (t Text) check() (Text, error) {
	t.Title, t.Words, t.OtherName = said.Tidy(said.Storable(t.Title)), said.Own(t.Words), said.Tidy(said.Storable(t.OtherName))
	var wrong []fault.Field
	bad := func(path, nl, en string) {
		wrong = append(wrong, fault.Field{Path: path, Text: fault.Text{NL: nl, EN: en}})
	}
	if t.Words == "" && len(t.Pictures) == 0 {
		bad("story.words", "Vertel het in een paar woorden, of kies een plaatje.", "Tell it in a few words, or choose a picture.")
	}
	if t.ShownAs != OtherName {
		t.OtherName = ""
	} else if t.OtherName == "" {
		bad("story.other_name", "Kies een naam, of vertel het zonder naam.", "Choose a name, or tell it without one.")
	}
	if len(wrong) > 0 {
		return t, fault.Invalid("STORY_INCOMPLETE", fault.Text{NL: "Er staat nog geen verhaal.", EN: "There is no story yet."}, wrong...)
	}
	return t, nil
}
