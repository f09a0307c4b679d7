package domain_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

func newStep(t interface{ Fatal(...any) }, told domain.StepTelling) domain.Step {
	s, err := domain.NewStep(domain.StepOf{ID: "st1", Client: "c1", Kind: ""}, told, domain.VoiceStaff, noon)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestN12_AStepIsAFewWordsOrAPicture(t *testing.T) {
	newStep(t, domain.StepTelling{Words: "zwaaien naar de buurvrouw"})
	newStep(t, domain.StepTelling{Picture: "wave"})
	_, err := domain.NewStep(domain.StepOf{ID: "st1", Client: "c1", Kind: domain.StepSmall}, domain.StepTelling{Words: " \n"}, domain.VoiceSelf, noon)
	wantField(t, err, "step.words")
	_, err = newStep(t, domain.StepTelling{Words: "zwaaien"}).Tell(domain.StepTelling{Who: domain.StepTogether}, noon)
	wantField(t, err, "step.words")
	_, err = domain.NewStep(domain.StepOf{ID: "st1", Client: "c1", Kind: "huge"}, domain.StepTelling{Words: "x"}, domain.VoiceSelf, noon)
	wantField(t, err, "step.kind")
	_, err = domain.NewStep(domain.StepOf{ID: "st1", Client: "c1", Kind: ""}, domain.StepTelling{Words: "x", Who: "somebody"}, domain.VoiceSelf, noon)
	wantField(t, err, "step.who")
}

// nobody has to say who takes it.
func TestX04_WhoTakesAStepNeedsNoSaying(t *testing.T) {
	for by, want := range map[domain.Voice]domain.StepWho{
		domain.VoiceSelf: domain.StepByClient, domain.VoiceStaff: domain.StepTogether,
	} {
		s, err := domain.NewStep(domain.StepOf{ID: "st1", Client: "c1", Kind: ""}, domain.StepTelling{Words: "zwaaien"}, by, noon)
		if err != nil || s.Record().Who != want {
			t.Errorf("who = %q, %v; want %q", s.Record().Who, err, want)
		}
	}
}

func TestN12_AFewStepsAtOnceAndTheAnswerNamesThem(t *testing.T) {
	open := []domain.StepID{"a", "b"}
	if err := domain.RoomForStep(open, 3); err != nil {
		t.Fatal(err)
	}
	err := domain.RoomForStep(append(open, "c"), 3)
	wantKind(t, err, fault.KindConflict)
	f, _ := fault.As(err)
	if len(f.Fields) != 3 || f.Fields[2].Path != "open_steps.c" || !strings.Contains(f.Text.NL, "laat er een los") {
		t.Errorf("answer = %+v", f)
	}
	if err := domain.RoomForStep(append(open, "c", "d", "e"), 3); err == nil {
		t.Error("a limit that was lowered lets one more in")
	}
}

func TestN18_ASearchForSomebodyTakesNoPlaceAndNeedsNoWords(t *testing.T) {
	s := domain.FindSomebody("st1", "c1", noon)
	if s.TakesPlace() || s.Record().Kind != domain.StepFindSomebody {
		t.Errorf("step = %+v", s.Record())
	}
	if _, err := domain.RestoreStep(s.Record()); err != nil {
		t.Fatal(err)
	}
	if !newStep(t, domain.StepTelling{Words: "zwaaien"}).TakesPlace() {
		t.Error("a small open step takes no place")
	}
}

func TestEveryStepOfAStepFromEveryState(t *testing.T) {
	moves := map[string]func(domain.Step) (domain.Step, error){
		"done":   func(s domain.Step) (domain.Step, error) { return s.Complete(noon) },
		"let go": func(s domain.Step) (domain.Step, error) { return s.LetGo(noon) },
		"reopen": func(s domain.Step) (domain.Step, error) { return s.Reopen(noon) },
	}
	const no = domain.StepState("")
	for from, row := range map[domain.StepState]map[string]domain.StepState{
		domain.StepOpen:  {"done": domain.StepDone, "let go": domain.StepLetGo, "reopen": no},
		domain.StepDone:  {"done": no, "let go": no, "reopen": domain.StepOpen},
		domain.StepLetGo: {"done": no, "let go": no, "reopen": domain.StepOpen},
	} {
		for name, to := range row {
			r := newStep(t, domain.StepTelling{Words: "zwaaien"}).Record()
			r.State = from
			s, err := domain.RestoreStep(r)
			if err != nil {
				t.Fatal(err)
			}
			got, err := moves[name](s)
			if to == no {
				wantKind(t, err, fault.KindConflict)
				to = from
			} else if err != nil {
				t.Fatal(err)
			}
			if got.Record().State != to {
				t.Errorf("%s from %s: %s, want %s", name, from, got.Record().State, to)
			}
		}
	}
}

// O-05: a step has no day by which it must be done, and nothing of it is a number.
func TestO05_AStepHasNoDayAndNoNumber(t *testing.T) {
	dated := regexp.MustCompile(`(?i)due|deadline|date|until|target|remind|week|overdue|late`)
	for _, typ := range []reflect.Type{reflect.TypeOf(domain.StepTelling{}), reflect.TypeOf(domain.StepRecord{})} {
		for i := range typ.NumField() {
			field := typ.Field(i)
			if dated.MatchString(field.Name) && field.Name != "Updated" {
				t.Errorf("%s.%s", typ.Name(), field.Name)
			}
			if kind := field.Type.Kind(); kind >= reflect.Int && kind <= reflect.Float64 && field.Name != "Version" {
				t.Errorf("%s.%s is a number", typ.Name(), field.Name)
			}
		}
	}
}

// Whatever is done in whatever order, a step says something and can be opened again.
func TestN12_HoldsAfterAnySequence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newStep(t, domain.StepTelling{Words: "zwaaien"})
		for range rapid.IntRange(0, 12).Draw(t, "moves") {
			switch rapid.SampledFrom([]string{"done", "let go", "reopen", "tell"}).Draw(t, "move") {
			case "done":
				s, _ = s.Complete(noon)
			case "let go":
				s, _ = s.LetGo(noon)
			case "reopen":
				s, _ = s.Reopen(noon)
			default:
				s, _ = s.Tell(domain.StepTelling{Words: rapid.SampledFrom([]string{"", "bellen"}).Draw(t, "words"), Who: domain.StepTogether}, noon)
			}
			if _, err := domain.RestoreStep(s.Record()); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Reopen(noon); err != nil && s.Record().State != domain.StepOpen {
				t.Fatalf("no way back from %s", s.Record().State)
			}
		}
	})
}
