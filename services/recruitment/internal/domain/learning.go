package domain

import (
	"fmt"
	"slices"
	"time"

	"github.com/optrek/optrek/services/recruitment/internal/domain/said"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"

	"github.com/optrek/optrek/services/internal/fault"
)

// LearningStep is one small thing to learn by doing.
type LearningStep struct {
	Key  string // [a-z0-9_]{1,40}
	Done bool   // said by the networker, and by nobody for them
	// As the template had it when the track began (O-04); or own words, in TextNL alone
	// whichever language they are in.
	TextNL, TextEN string
	Picture        string
}

// Track is a learning track to begin with: one version of a template.
type Track struct {
	Key     string
	Version int // from 1 up
	Steps   []LearningStep
}

const (
	// longestLearningText is in characters.
	longestLearningText = 300
	// ownStep begins the key of a step in own words.
	ownStep = "own_"
)

// TrackOf takes the words of a template over, as they are in this version: the easy ones
// where there are any, because the networker reads and ticks them.
func TrackOf(t template.Template) Track {
	track := Track{Key: t.Key, Version: t.Version}
	for _, part := range t.Parts {
		words := part.Easy
		if words.NL == "" {
			words = part.Text
		}
		track.Steps = append(track.Steps, LearningStep{Key: part.Key, TextNL: words.NL, TextEN: words.EN, Picture: part.Picture})
	}
	return track
}

// worded gives the words to steps that were kept before steps had their own: those were ours.
func worded(steps []LearningStep) []LearningStep {
	ours := TrackOf(template.BuiltIn(template.NetworkerTrack)[0]).Steps
	for i, step := range steps {
		if step.TextNL != "" || step.Picture != "" {
			continue
		}
		if at := slices.IndexFunc(ours, func(s LearningStep) bool { return s.Key == step.Key }); at >= 0 {
			steps[i] = ours[at]
			steps[i].Done = step.Done
		}
	}
	return steps
}

// Practise ticks or unticks the steps that are named, and leaves the others as they
// are. A step without a key is a new one, in own words: planned by the networker or
// together with them. Ticking is the networker's own: it is a growth page, not an
// assessment by staff.
func (n Networker) Practise(steps []LearningStep, by Voice, now time.Time) (Networker, error) {
	if !slices.Contains([]NetworkerState{NetworkerLearning, NetworkerActive, NetworkerPaused}, n.r.State) {
		return n, n.notNow()
	}
	track := slices.Clone(n.r.Learning)
	for _, step := range steps {
		at := slices.IndexFunc(track, func(s LearningStep) bool { return s.Key == step.Key })
		if at < 0 {
			var err error
			if track, err = planned(track, step); err != nil {
				return n, err
			}
			at = len(track) - 1
		}
		if track[at].Done != step.Done && by != VoiceSelf {
			return n, fault.Denied("OWN_GROWTH", fault.Text{
				NL: "Afvinken doet de netwerker zelf. Kijk er samen naar.",
				EN: "Ticking is the networker's own. Look at it together.",
			})
		}
		track[at].Done = step.Done
	}
	n.r.Learning = track
	return n.to(n.r.State, now), nil
}

// planned is the track with one more step, in own words or a picture.
func planned(track []LearningStep, step LearningStep) ([]LearningStep, error) {
	wrong := func(path string, text fault.Text) error {
		return fault.Invalid("LEARNING_WRONG", fault.Text{
			NL: "Deze leerstap klopt nog niet.", EN: "This learning step is not right yet.",
		}, fault.Field{Path: path, Text: text})
	}
	step = LearningStep{TextNL: said.Own(step.TextNL), TextEN: said.Own(step.TextEN), Picture: said.Tidy(step.Picture), Key: step.Key}
	switch {
	case len(track) >= template.LongestTrack:
		return nil, wrong("learning", fault.Text{
			NL: "Houd het klein: niet meer dan twintig stappen.", EN: "Keep it small: twenty steps at most.",
		})
	case step.Key != "":
		return nil, wrong("learning.key", fault.Text{
			NL: "Deze leerstap is er niet (meer). Laad de pagina opnieuw.", EN: "There is no such learning step (any more). Load the page again.",
		})
	case step.TextNL == "" && step.TextEN == "" && step.Picture == "":
		return nil, wrong("learning.text_nl", fault.Text{
			NL: "Zeg in een paar woorden wat je wilt leren, of kies een plaatje.",
			EN: "Say in a few words what you want to learn, or choose a picture.",
		})
	case said.TooLong(step.TextNL, longestLearningText) || said.TooLong(step.TextEN, longestLearningText):
		return nil, wrong("learning.text_nl", fault.Text{NL: "Zeg het korter.", EN: "Say it in fewer words."})
	}
	if step.TextNL == "" {
		step.TextNL, step.TextEN = step.TextEN, ""
	}
	step.Key = freeKey(track)
	return append(track, step), nil
}

// freeKey gives a key that no step of the track has.
func freeKey(track []LearningStep) string {
	for i := 1; ; i++ {
		key := fmt.Sprintf("%s%d", ownStep, i)
		if !slices.ContainsFunc(track, func(s LearningStep) bool { return s.Key == key }) {
			return key
		}
	}
}
