package domain_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
)

// ourTrack is the track of organisations that did not make their own.
func ourTrack() domain.Track {
	t, err := template.Find(nil, template.NetworkerTrack, template.NetworkerKey, 0)
	if err != nil {
		panic(err)
	}
	return domain.TrackOf(t)
}

func TestR13_TheTrackBeginsWithTheStepsOfTheTemplate(t *testing.T) {
	r := networkerIn(t, domain.NetworkerLearning).Record()
	if !slices.Equal(r.Learning, ourTrack().Steps) || r.TrackKey != "networker" || r.TrackVersion != 1 {
		t.Fatalf("learning = %+v", r)
	}
	for _, step := range r.Learning {
		if step.TextNL == "" || step.TextEN == "" || step.Picture == "" {
			t.Errorf("%s says nothing", step.Key)
		}
	}
}

// O-04: a track that was begun keeps its words and its version, whatever the template says later.
func TestO04_ATrackThatWasBegunKeepsItsVersion(t *testing.T) {
	n, err := networkerIn(t, domain.NetworkerLearning).StepBack(noon)
	if err != nil {
		t.Fatal(err)
	}
	later := domain.Track{Key: "networker", Version: 2, Steps: []domain.LearningStep{{Key: "anders", TextNL: "Anders"}}}
	if n, err = n.StartLearning(later, noon); err != nil {
		t.Fatal(err)
	}
	if r := n.Record(); r.TrackVersion != 1 || !slices.Equal(r.Learning, ourTrack().Steps) {
		t.Fatalf("learning = %+v", r)
	}
	fresh, err := networkerIn(t, domain.NetworkerInConversation).StartLearning(later, noon)
	if r := fresh.Record(); err != nil || r.TrackVersion != 2 || r.Learning[0].TextNL != "Anders" {
		t.Fatalf("learning = %+v, %v", r, err)
	}
	later.Steps[0].TextNL = "Nog anders"
	if fresh.Record().Learning[0].TextNL != "Anders" {
		t.Fatal("the template reaches into the record")
	}
}

func TestR13_ATrackKeptWithoutWordsGetsOurs(t *testing.T) {
	r := networkerIn(t, domain.NetworkerLearning).Record()
	r.Learning = []domain.LearningStep{{Key: "share_my_story", Done: true}}
	n, err := domain.RestoreNetworker(r)
	if err != nil {
		t.Fatal(err)
	}
	if got := n.Record().Learning[0]; got.TextNL != "Mijn verhaal vertellen" || !got.Done {
		t.Fatalf("step = %+v", got)
	}
}

func TestR13_OnlyTheNetworkerTicks(t *testing.T) {
	ticked := []domain.LearningStep{{Key: "share_my_story", Done: true}}
	n := networkerIn(t, domain.NetworkerLearning)
	_, err := n.Practise(ticked, domain.VoiceStaff, noon)
	wantKind(t, err, fault.KindDenied)
	_, err = n.Practise([]domain.LearningStep{{TextNL: "de bus nemen", Done: true}}, domain.VoiceStaff, noon)
	wantKind(t, err, fault.KindDenied)

	n, err = n.Practise(ticked, domain.VoiceSelf, noon)
	if err != nil || !n.Record().Learning[3].Done || n.Record().Learning[3].TextNL == "" {
		t.Fatalf("learning = %v, %v", n.Record().Learning, err)
	}
	_, err = n.Practise([]domain.LearningStep{{Key: "share_my_story"}}, domain.VoiceStaff, noon)
	wantKind(t, err, fault.KindDenied)
}

func TestR13_StepsInOwnWordsArePlannedAndNothingNamedIsLost(t *testing.T) {
	n := networkerIn(t, domain.NetworkerLearning)
	n, _ = n.Practise([]domain.LearningStep{{Key: "what_i_like", Done: true}}, domain.VoiceSelf, noon)
	n, err := n.Practise([]domain.LearningStep{{TextNL: "Samen de bus nemen"}, {Key: "what_i_like", Done: true}}, domain.VoiceStaff, noon)
	if err != nil {
		t.Fatal(err)
	}
	if n, err = n.Practise([]domain.LearningStep{{TextEN: "Calling by myself", Picture: "phone", Done: true}}, domain.VoiceSelf, noon); err != nil {
		t.Fatal(err)
	}
	want := ourTrack().Steps
	want[4].Done = true
	want = append(want,
		domain.LearningStep{Key: "own_1", TextNL: "Samen de bus nemen"},
		domain.LearningStep{Key: "own_2", TextNL: "Calling by myself", Picture: "phone", Done: true})
	if got := n.Record().Learning; !slices.Equal(got, want) {
		t.Fatalf("learning = %v", got)
	}
}

func TestR13_TheTrackIsNoGate(t *testing.T) {
	n, err := networkerIn(t, domain.NetworkerLearning).Activate(agreement, noon)
	if err != nil || n.Record().Learning[0].Done {
		t.Fatalf("activating with nothing ticked: %v", err)
	}
}

func TestR13_TheTrackStaysSmallAndWorded(t *testing.T) {
	many := make([]domain.LearningStep, 16)
	for i := range many {
		many[i].TextNL = "stap"
	}
	n := networkerIn(t, domain.NetworkerLearning)
	for path, steps := range map[string][]domain.LearningStep{
		"learning":         many,
		"learning.key":     {{Key: "gone_since", TextNL: "x"}},
		"learning.text_nl": {{TextNL: " \n"}},
	} {
		_, err := n.Practise(steps, domain.VoiceSelf, noon)
		wantField(t, err, path)
	}
	_, err := n.Practise([]domain.LearningStep{{TextNL: strings.Repeat("é", 301)}}, domain.VoiceSelf, noon)
	wantField(t, err, "learning.text_nl")
}

func TestR13_PractisingBelongsToWhoIsLearningOrActive(t *testing.T) {
	for state := range wayTo {
		_, err := networkerIn(t, state).Practise(nil, domain.VoiceSelf, noon)
		may := state == domain.NetworkerLearning || state == domain.NetworkerActive || state == domain.NetworkerPaused
		if may != (err == nil) {
			t.Errorf("%s: %v", state, err)
		}
	}
}
