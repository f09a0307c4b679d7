package domain_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

var sharingAnswers = []domain.SharingAnswer{
	domain.SharingUnsaid, domain.SharingYes, domain.SharingABit, domain.SharingNo, domain.SharingNotYet,
}

// The notes on the skills, the two answers and the experience decide nothing: only the own yes does.
func TestR06_TheNotesAreNeverAGate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "goed", "moeilijk"})
		talk := domain.Conversation{
			OwnYes: rapid.Bool().Draw(t, "yes"), OwnWords: text.Draw(t, "words"),
			WantsToShare: rapid.SampledFrom(sharingAnswers).Draw(t, "wants"),
			AbleToShare:  rapid.SampledFrom(sharingAnswers).Draw(t, "able"),
			NoteSharing:  text.Draw(t, "sharing"), NoteCommunicating: text.Draw(t, "communicating"),
			NoteWithoutSteering: text.Draw(t, "steering"), Experience: text.Draw(t, "experience"),
		}
		n, _ := newNetworker(t).Approach("s1", noon)
		n, err := n.RecordConversation(talk, noon)
		if err != nil {
			t.Fatal(err)
		}
		want := domain.NetworkerApproached
		if talk.OwnYes {
			want = domain.NetworkerInConversation
		}
		if n.Record().State != want {
			t.Fatalf("state = %s, want %s", n.Record().State, want)
		}
	})
}

func TestR06_ASumOfTheSkillsCannotBeMade(t *testing.T) {
	typ := reflect.TypeOf(domain.Conversation{})
	for i := range typ.NumField() {
		switch typ.Field(i).Type.Kind() {
		case reflect.Int, reflect.Int32, reflect.Int64, reflect.Float32, reflect.Float64:
			t.Errorf("%s is a number", typ.Field(i).Name)
		}
	}
}

func TestR07_R08_R10_EachIsKeptApart(t *testing.T) {
	talk := domain.Conversation{
		OwnYes: true, WantsToShare: domain.SharingYes, AbleToShare: domain.SharingNotYet,
		NoteSharing: "vertelt graag", NoteCommunicating: "laat anderen uitpraten", NoteWithoutSteering: "vraagt eerst",
		Experience: "ging zelf naar de kookclub",
	}
	n, _ := newNetworker(t).Approach("s1", noon)
	n, err := n.RecordConversation(talk, noon)
	if err != nil {
		t.Fatal(err)
	}
	talk.At = noon
	if got := *n.Record().Conversation; got != talk {
		t.Fatalf("kept %+v, want %+v", got, talk)
	}
}

func TestR07_OnlyTheAnswersThereAre(t *testing.T) {
	n, _ := newNetworker(t).Approach("s1", noon)
	_, err := n.RecordConversation(domain.Conversation{WantsToShare: "7"}, noon)
	wantField(t, err, "conversation.wants_to_share")
	_, err = n.RecordConversation(domain.Conversation{AbleToShare: "7"}, noon)
	wantField(t, err, "conversation.able_to_share")
}

func TestR05_ANoIsKeptKindlyAndCanBeTalkedOfAgain(t *testing.T) {
	n, _ := newNetworker(t).Approach("s1", noon)
	n, err := n.RecordConversation(domain.Conversation{OwnWords: "nu even niet"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	r := n.Record()
	if r.State != domain.NetworkerApproached || r.Conversation == nil || r.Conversation.OwnWords != "nu even niet" {
		t.Fatalf("after a no: %+v", r)
	}
	if n, err = n.RecordConversation(yes, noon); err != nil || n.Record().State != domain.NetworkerInConversation {
		t.Fatalf("after a later yes: %s, %v", n.Record().State, err)
	}
}

func TestR05_AConversationStillToComeIsNoConversation(t *testing.T) {
	n, _ := newNetworker(t).Approach("s1", noon)
	for _, at := range []time.Time{noon.Add(time.Minute), noon.AddDate(9000, 0, 0), noon.AddDate(-1000, 0, 0)} {
		talk := yes
		talk.At = at
		_, err := n.RecordConversation(talk, noon)
		wantField(t, err, "conversation.talk_time")
	}
}

func TestR13_TheTrackBeginsWithTheDefaultSteps(t *testing.T) {
	got := networkerIn(t, domain.NetworkerLearning).Record().Learning
	if !slices.Equal(got, domain.DefaultLearning()) || len(got) == 0 {
		t.Fatalf("learning = %v", got)
	}
}

func TestR13_OnlyTheNetworkerTicks(t *testing.T) {
	ticked := []domain.LearningStep{{Key: "share_my_story", Done: true}}
	n := networkerIn(t, domain.NetworkerLearning)
	_, err := n.Practise(ticked, domain.VoiceStaff, noon)
	wantKind(t, err, fault.KindDenied)

	n, err = n.Practise(ticked, domain.VoiceSelf, noon)
	if err != nil || !slices.Contains(n.Record().Learning, ticked[0]) {
		t.Fatalf("learning = %v, %v", n.Record().Learning, err)
	}
	_, err = n.Practise([]domain.LearningStep{{Key: "share_my_story"}}, domain.VoiceStaff, noon)
	wantKind(t, err, fault.KindDenied)
}

func TestR13_StaffMayAddAStepAndNothingNamedIsLost(t *testing.T) {
	n := networkerIn(t, domain.NetworkerLearning)
	n, _ = n.Practise([]domain.LearningStep{{Key: "what_i_like", Done: true}}, domain.VoiceSelf, noon)
	n, err := n.Practise([]domain.LearningStep{{Key: "take_the_bus"}, {Key: "what_i_like", Done: true}}, domain.VoiceStaff, noon)
	if err != nil {
		t.Fatal(err)
	}
	want := domain.DefaultLearning()
	want[4].Done = true
	if got := n.Record().Learning; !slices.Equal(got, append(want, domain.LearningStep{Key: "take_the_bus"})) {
		t.Fatalf("learning = %v", got)
	}
}

func TestR13_TheTrackIsNoGate(t *testing.T) {
	n, err := networkerIn(t, domain.NetworkerLearning).Activate(agreement, noon)
	if err != nil || n.Record().Learning[0].Done {
		t.Fatalf("activating with nothing ticked: %v", err)
	}
}

func TestR13_TheTrackStaysSmallAndNamed(t *testing.T) {
	var many []domain.LearningStep
	for i := range 16 {
		many = append(many, domain.LearningStep{Key: fmt.Sprintf("step_%c", 'a'+i)})
	}
	n := networkerIn(t, domain.NetworkerLearning)
	_, err := n.Practise(many, domain.VoiceSelf, noon)
	wantField(t, err, "learning")
	_, err = n.Practise([]domain.LearningStep{{}}, domain.VoiceSelf, noon)
	wantField(t, err, "learning.key")
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
