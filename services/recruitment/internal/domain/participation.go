package domain

import (
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"

	"github.com/optrek/optrek/services/internal/fault"
)

// Participation is what may be told of taking part, in the client's own words. The draft
// and what was approved stand apart: only what was approved goes out, and writing a new
// draft changes nothing of it.
type Participation struct {
	Client   ClientID
	Version  Version // 0: nothing was written yet
	Draft    ParticipationText
	Approved ParticipationText
	At       time.Time // when it was approved; zero: nothing goes out
	Voice    string    // how the yes was given, when staff wrote it down
}

// ParticipationText is the two parts that the zib ParticipatieInMaatschappij knows.
type ParticipationText struct {
	SocialNetwork string // people around me
	Hobby         string // what I like to do
}

func (t ParticipationText) empty() bool { return t == ParticipationText{} }

// Write makes t the draft.
func (p Participation) Write(t ParticipationText) Participation {
	p.Draft = ParticipationText{SocialNetwork: said.Own(t.SocialNetwork), Hobby: said.Own(t.Hobby)}
	return p
}

// Approve makes the draft of this etag what goes out. The etag has to be named: a yes
// is to the text that was read out, and to no other. bySelf: the client themself says
// so; from staff it needs how the client said yes.
func (p Participation) Approve(etag, voice string, bySelf bool, now time.Time) (Participation, error) {
	voice = said.Own(voice)
	if bySelf {
		voice = ""
	}
	switch {
	case etag == "":
		text := fault.Text{NL: "Laad de tekst opnieuw en lees hem voor.", EN: "Load the text again and read it out."}
		return p, fault.Invalid("WHICH_TEXT", text, fault.Field{Path: "etag", Text: text})
	case p.Version.Expect(etag) != nil:
		return p, p.Version.Expect(etag)
	case !bySelf && voice == "":
		text := fault.Text{NL: "Schrijf op hoe de cliënt ja zei.", EN: "Write down how the client said yes."}
		return p, fault.Invalid("VOICE_MISSING", text, fault.Field{Path: "voice", Text: text})
	case p.Draft.empty():
		return p, fault.Conflict("NOTHING_TO_APPROVE", fault.Text{
			NL: "Er staat nog geen tekst. Schrijf eerst samen iets op.", EN: "There is no text yet. Write something together first.",
		})
	}
	p.Approved, p.At, p.Voice = p.Draft, now, voice
	return p, nil
}

// Withdraw takes the yes back, at once and without a reason. The draft stays the
// client's. Doing so again changes nothing.
func (p Participation) Withdraw() Participation {
	p.Approved, p.At, p.Voice = ParticipationText{}, time.Time{}, ""
	return p
}
