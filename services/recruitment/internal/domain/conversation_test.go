package domain_test

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

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
