package domain_test

import (
	"reflect"
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

func TestR13_AGrowthNoteIsOwnWordsOrAPictureInEveryState(t *testing.T) {
	for state := range wayTo {
		n := networkerIn(t, state)
		g, err := domain.NewGrowthNote("g1", n, domain.GrowthTelling{Kind: domain.GrowthProud, Picture: "smile"}, noon)
		if err != nil || g.Record().Client != "c1" || g.Record().Networker != "n1" || g.Record().Shared {
			t.Errorf("%s: %+v, %v", state, g.Record(), err)
		}
	}
	n := networkerIn(t, domain.NetworkerActive)
	_, err := domain.NewGrowthNote("g1", n, domain.GrowthTelling{Words: " \n"}, noon)
	wantField(t, err, "growth_note.words")
	_, err = domain.NewGrowthNote("g1", n, domain.GrowthTelling{Kind: "assessment", Words: "x"}, noon)
	wantField(t, err, "growth_note.kind")
	g, err := domain.NewGrowthNote("g1", n, domain.GrowthTelling{Words: "ik bel nu zelf"}, noon) // no kind is asked
	if err != nil {
		t.Fatal(err)
	}
	_, err = g.Tell(domain.GrowthTelling{}, noon)
	wantField(t, err, "growth_note.words")
	if g, err = g.Tell(domain.GrowthTelling{Words: "ik bel nu zelf", Shared: true}, noon); err != nil || !g.Record().Shared {
		t.Fatalf("%+v, %v", g.Record(), err)
	}
}

// it is no assessment. Nobody else's word is in it, and nothing in it can be added up.
func TestR13_AGrowthNoteIsNoAssessment(t *testing.T) {
	typ := reflect.TypeOf(domain.GrowthNoteRecord{})
	for i := range typ.NumField() {
		if kind := typ.Field(i).Type.Kind(); kind >= reflect.Int && kind <= reflect.Float64 && typ.Field(i).Name != "Version" {
			t.Errorf("%s is a number", typ.Field(i).Name)
		}
	}
	if typ := reflect.TypeOf(domain.NetworkerRecord{}); typ.Kind() == reflect.Struct {
		for i := range typ.NumField() {
			if typ.Field(i).Name == "Growth" || typ.Field(i).Name == "GrowthNotes" {
				t.Error("the road knows of the growth page")
			}
		}
	}
}

func TestAGrowthNoteThatWasNeverSavedIsNotRestored(t *testing.T) {
	_, err := domain.RestoreGrowthNote(domain.GrowthNoteRecord{ID: "g1"})
	if err == nil || fault.KindOf(err) != fault.KindInternal {
		t.Fatalf("error = %v, want a defect", err)
	}
}
