package method

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

func TestO04_EveryOrganisationBeginsWithFourMethodsInBothLanguages(t *testing.T) {
	t.Parallel()
	var keys []Key
	for _, m := range BuiltIn() {
		keys = append(keys, m.Key)
		texts := []Text{m.Title, m.Help}
		for _, s := range m.Steps {
			texts = append(texts, s.Title, s.Words, s.Questions)
			if s.Lasts <= 0 || strings.Count(s.Questions.NL, "\n") != strings.Count(s.Questions.EN, "\n") {
				t.Errorf("%s: %+v", m.Key, s)
			}
		}
		for _, text := range texts {
			if text.NL == "" || text.EN == "" {
				t.Errorf("%s lacks a language: %+v", m.Key, text)
			}
		}
		if _, err := Save(m, m); err != nil {
			t.Errorf("%s would not be taken as an organisation's own: %v", m.Key, err)
		}
	}
	if !slices.Equal(keys, []Key{Incident, FiveSteps, WithClients, Open}) {
		t.Error(keys)
	}
}

func TestO04_AChangeIsANewVersionAndTheOldOneStays(t *testing.T) {
	t.Parallel()
	old := BuiltIn()[0]
	wanted := old
	wanted.Steps = slices.Clone(old.Steps)
	wanted.Steps[0].Words.NL = "Vertel het als een film."
	v2, err := Save(wanted, old)
	if err != nil || v2.Version != 2 || !v2.Own || v2.Steps[0].Words.EN != "" || v2.Steps[1].Words.EN == "" {
		t.Fatalf("%+v %v", v2, err)
	}
	if BuiltIn()[0].Steps[0].Words.NL == v2.Steps[0].Words.NL {
		t.Fatal("the old version changed")
	}
	own, err := Save(Method{Key: "own", Title: Text{NL: " Wandelend "}, Steps: []Step{{Title: Text{NL: "Loop"}, Lasts: 5 * time.Hour}}}, Method{})
	if err != nil || own.Version != 1 || own.Title.NL != "Wandelend" || own.Steps[0].Lasts != 2*time.Hour {
		t.Fatalf("%+v %v", own, err)
	}
	saved := []Method{v2, own}
	newest := Newest(saved)
	if len(newest) != 5 || newest[0].Version != 2 || newest[4].Key != "own" {
		t.Fatalf("%+v", newest)
	}
	if m, there := Find(saved, Incident, 1); !there || m.Steps[0].Words.NL != old.Steps[0].Words.NL {
		t.Fatal("an old intervision lost its words")
	}
	if _, there := Find(saved, Incident, 3); there {
		t.Fatal("a version nobody made")
	}
}

func TestO04_AMethodIsNotOfferedAnyMoreAndAgain(t *testing.T) {
	t.Parallel()
	gone, err := Retire(BuiltIn()[1], true)
	if err != nil || !gone.Retired || gone.Version != 2 {
		t.Fatal(gone, err)
	}
	back, err := Retire(gone, false)
	if err != nil || back.Retired || back.Version != 3 {
		t.Fatal(back, err)
	}
	_, err = Retire(BuiltIn()[3], true)
	if f, ok := fault.As(err); !ok || f.Code != "OPEN_FORM_STAYS" {
		t.Fatal(err)
	}
}

func TestAMethodSaysWhatIsWrongAtOnce(t *testing.T) {
	t.Parallel()
	_, err := Save(Method{Help: Text{NL: strings.Repeat("x", 301)}, Steps: []Step{{}}}, Method{})
	f, ok := fault.As(err)
	if !ok || len(f.Fields) != 3 {
		t.Fatalf("%+v", f)
	}
	if _, err := Save(Method{Title: Text{NL: "x"}}, Method{}); err == nil {
		t.Fatal("no steps")
	}
}
