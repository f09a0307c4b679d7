package question

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
)

var now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

func wantField(t *testing.T, err error, path string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Path == path && x.Text.NL != "" && x.Text.EN != "" }) {
		t.Fatalf("got error %v, want one on field %s in both languages", err, path)
	}
}

func TestE04_EveryVersionOfOursAsksWhatTheMethodAsks(t *testing.T) {
	t.Parallel()
	newest := BuiltIn()[0]
	if err := check(newest.Questions); err != nil {
		t.Fatal(err)
	}
	for rule, key := range map[string]string{
		"E-04: motivation": Motivation, "M-19: klik": Klik, "E-04: relation": Relation, "R-09: beslis jij mee": DecideToo, "M-21: benefit": Benefit,
		"M-10: push": Push, "E-05: life changed": LifeChanged, "E-05: other wishes": OtherWishes,
	} {
		q, ok := newest.Find(key)
		if !ok || !q.Core() {
			t.Errorf("%s: not asked", rule)
		}
		if q.Easy.NL == "" || q.Easy.EN == "" || q.Look.NL == "" || q.Picture == "" {
			t.Errorf("%s: has no easy words, look or picture", rule)
		}
		if len(strings.Fields(q.Easy.NL)) > 12 {
			t.Errorf("%s: %q is long", rule, q.Easy.NL)
		}
	}
	seen := map[string]bool{}
	for _, s := range BuiltIn() {
		if seen[s.Version] || !s.BuiltIn {
			t.Error(s.Version)
		}
		seen[s.Version] = true
	}
}

func TestO04_OurFirstVersionIsAsItWas(t *testing.T) {
	t.Parallel()
	first := BuiltIn()[1]
	var keys []string
	for _, q := range first.Questions {
		keys = append(keys, q.Key)
	}
	if first.Version != "2026-1" || !slices.Equal(keys, []string{Motivation, Klik, DecideToo, Benefit, Push, LifeChanged, OtherWishes, OwnWords}) {
		t.Fatal(first.Version, keys)
	}
}

func TestE04_TheCoreCannotVanish(t *testing.T) {
	t.Parallel()
	ours := Newest(nil)
	for _, key := range coreKeys {
		without := slices.DeleteFunc(slices.Clone(ours.Questions), func(q Question) bool { return q.Key == key })
		_, _, err := Publish(without, ours, ours.Version, 1, now)
		wantField(t, err, "questions")
		off := slices.Clone(ours.Questions)
		at := slices.IndexFunc(off, func(q Question) bool { return q.Key == key })
		off[at].Off = true
		_, _, err = Publish(off, ours, ours.Version, 1, now)
		if f, ok := fault.As(err); !ok || len(f.Fields) != 1 || !strings.HasSuffix(f.Fields[0].Path, ".off") {
			t.Errorf("%s switched off: %v", key, err)
		}
	}
}

func TestO04_AnOrganisationsOwnQuestions(t *testing.T) {
	t.Parallel()
	ours := Newest(nil)
	mine := slices.Clone(ours.Questions)
	mine[0], mine[1] = mine[1], mine[0]
	mine[0].Text.NL = "  Klikt  het nog? "
	last := len(mine) - 1
	mine[last].Off = true // own words: nobody has to be asked them
	mine = append(mine, Question{Key: "dog", Kind: Faces, Text: fault.Text{NL: "Gaat de hond nog mee?"}})
	set, changed, err := Publish(mine, ours, ours.Version, 1, now)
	if err != nil || !changed || set.Version != "own-1" || set.BuiltIn || set.Questions[0].Text.NL != "Klikt het nog?" {
		t.Fatal(set, changed, err)
	}
	if _, asked := set.Find(OwnWords); asked {
		t.Error("what is switched off is not asked")
	}
	if q, asked := set.Find("dog"); !asked || q.Core() {
		t.Error("their own question is asked, and is not the method's")
	}
	if Newest(&set).Version != "own-1" {
		t.Error("their own goes before ours")
	}
	if again, changed, err := Publish(set.Questions, set, set.Version, 2, now); err != nil || changed || again.Version != "own-1" {
		t.Errorf("the same again is no new version: %v %v %v", again.Version, changed, err)
	}
	if _, _, err := Publish(mine, set, ours.Version, 2, now); fault.KindOf(err) != fault.KindStale {
		t.Errorf("made from an older one: %v", err)
	}
	mine[len(mine)-1].Text.NL = ""
	_, _, err = Publish(append(mine, mine[0]), ours, ours.Version, 1, now)
	wantField(t, err, "questions[13].text_nl")
	wantField(t, err, "questions[14].key")
	mine[0].Kind = Words
	_, _, err = Publish(mine, ours, ours.Version, 1, now)
	wantField(t, err, "questions[0].kind")
}

func TestNamesOfVersions(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int{"own-1": 1, "own-12": 12, "own-0": 0, "own-01": 0, "own-x": 0, "2026-1": 0, "": 0} {
		if n, ok := OwnNumber(name); ok != (want > 0) || ok && n != want {
			t.Errorf("%q: %d %v", name, n, ok)
		}
	}
}
