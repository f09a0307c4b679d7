package domain_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// wantField fails unless err is an Invalid fault that names the path, in both languages.
func wantField(t *testing.T, err error, path string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.KindInvalid {
		t.Fatalf("error = %v, want Invalid", err)
	}
	at := slices.IndexFunc(f.Fields, func(f fault.Field) bool { return f.Path == path })
	if at < 0 {
		t.Fatalf("fields = %+v, want one at %s", f.Fields, path)
	}
	if f.Fields[at].Text.NL == "" || f.Fields[at].Text.EN == "" {
		t.Fatalf("the field %s says nothing in one of the languages", path)
	}
}

func wantKind(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != kind || err == nil {
		t.Fatalf("error = %v, want kind %d", err, kind)
	}
}

func newWish(t *testing.T, told domain.WishTelling) domain.Wish {
	t.Helper()
	w, err := domain.NewWish("w1", "c1", told, noon)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestN01_AWishNeedsOwnWordsOrAPicture(t *testing.T) {
	cases := map[string]struct {
		told domain.WishTelling
		ok   bool
	}{
		"words":             {domain.WishTelling{OwnWords: "Ik wil samen koken"}, true},
		"a picture":         {domain.WishTelling{Picture: "cooking"}, true},
		"both":              {domain.WishTelling{OwnWords: "koken", Picture: "cooking"}, true},
		"nothing":           {domain.WishTelling{}, false},
		"white space":       {domain.WishTelling{OwnWords: " \n\t "}, false},
		"only control":      {domain.WishTelling{OwnWords: "\x00\x07"}, false},
		"only what goes on": {domain.WishTelling{GoingOn: "Er komt nooit iemand langs"}, false},
		"only interests":    {domain.WishTelling{Interests: []string{"koken"}}, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := domain.NewWish("w1", "c1", c.told, noon)
			if c.ok && err != nil {
				t.Fatal(err)
			}
			if !c.ok {
				wantField(t, err, "wish.own_words")
			}
		})
	}
}

func TestN01_TheWordsCannotBeTakenOutLater(t *testing.T) {
	w := newWish(t, domain.WishTelling{OwnWords: "koken"})
	_, err := w.Tell(domain.WishTelling{}, noon)
	wantField(t, err, "wish.own_words")
}

func TestN03_AStrategyComesAfterWhatIsGoingOnAndTheWish(t *testing.T) {
	_, err := domain.NewWish("w1", "c1", domain.WishTelling{GoingOn: "alleen thuis", Strategy: "samen naar de club"}, noon)
	wantField(t, err, "wish.own_words")
	_, err = domain.NewWish("w1", "c1", domain.WishTelling{OwnWords: "mensen zien", Strategy: "samen naar de club"}, noon)
	wantField(t, err, "wish.going_on")

	w := newWish(t, domain.WishTelling{GoingOn: "alleen thuis", Picture: "people"})
	told := w.Record().WishTelling
	told.Strategy = "samen naar de club"
	if w, err = w.Tell(told, noon); err != nil {
		t.Fatal(err)
	}
	told.Picture = ""
	_, err = w.Tell(told, noon)
	wantField(t, err, "wish.own_words")
}

func TestN20_LearningIsAKindOfItsOwn(t *testing.T) {
	w := newWish(t, domain.WishTelling{Kind: domain.WishLearning, OwnWords: "leren bellen"})
	if w.Record().Kind != "learning" {
		t.Fatal("the kind was lost")
	}
	_, err := domain.NewWish("w1", "c1", domain.WishTelling{Kind: "therapy", OwnWords: "x"}, noon)
	wantField(t, err, "wish.kind")
}

func TestN20_ASkillBelongsToAWishToLearn(t *testing.T) {
	w := newWish(t, domain.WishTelling{Kind: domain.WishLearning, OwnWords: "leren bellen", Skill: " iemand  aanspreken "})
	if w.Record().Skill != "iemand aanspreken" {
		t.Errorf("skill = %q", w.Record().Skill)
	}
	newWish(t, domain.WishTelling{Kind: domain.WishLearning, OwnWords: "iets leren"}) // none is asked
	for _, kind := range []domain.WishKind{domain.WishKindUnsaid, domain.WishCompany, domain.WishTakingPart, domain.WishBreakingIsolation} {
		_, err := domain.NewWish("w1", "c1", domain.WishTelling{Kind: kind, OwnWords: "x", Skill: "iemand aanspreken"}, noon)
		wantField(t, err, "wish.skill")
	}
	told := w.Record().WishTelling
	told.Kind = domain.WishCompany
	_, err := w.Tell(told, noon)
	wantField(t, err, "wish.skill")
}

func TestX04_NoKindIsAskedOfAWish(t *testing.T) {
	newWish(t, domain.WishTelling{OwnWords: "iets leuks"})
}

func TestAWishKeepsOwnWordsAsTheyWereToldAndFoldsInterests(t *testing.T) {
	w := newWish(t, domain.WishTelling{
		OwnWords: "  Koken,\r\nmet z'n  tweeën\x00 ", Interests: []string{"Koken ", "koken", "", "Oude  Films"},
	}).Record()
	if w.OwnWords != "Koken,\nmet z'n  tweeën" {
		t.Errorf("own words = %q", w.OwnWords)
	}
	if !slices.Equal(w.Interests, []string{"koken", "oude films"}) {
		t.Errorf("interests = %q", w.Interests)
	}
}

func TestAWishCarriesTenInterestsAtMost(t *testing.T) {
	words := strings.Fields("a b c d e f g h i j k")
	_, err := domain.NewWish("w1", "c1", domain.WishTelling{OwnWords: "veel", Interests: words}, noon)
	wantField(t, err, "wish.interests")
}

// wishSteps names every arrow of a wish.
var wishSteps = map[string]func(domain.Wish, time.Time) (domain.Wish, error){
	"take up": domain.Wish.TakeUp, "fulfil": domain.Wish.Fulfil, "let go": domain.Wish.LetGo, "reopen": domain.Wish.Reopen,
}

func TestEveryStepOfAWishFromEveryState(t *testing.T) {
	const no = domain.WishState("")
	table := map[domain.WishState]map[string]domain.WishState{
		domain.WishOpen: {
			"take up": domain.WishTakenUp, "fulfil": domain.WishFulfilled, "let go": domain.WishLetGo, "reopen": no,
		},
		domain.WishTakenUp: {
			"take up": no, "fulfil": domain.WishFulfilled, "let go": domain.WishLetGo, "reopen": domain.WishOpen,
		},
		domain.WishFulfilled: {"take up": no, "fulfil": no, "let go": no, "reopen": domain.WishOpen},
		domain.WishLetGo:     {"take up": no, "fulfil": no, "let go": no, "reopen": domain.WishOpen},
	}
	for from, steps := range table {
		for name, to := range steps {
			t.Run(string(from)+" "+name, func(t *testing.T) {
				r := newWish(t, domain.WishTelling{OwnWords: "koken"}).Record()
				r.State = from
				w, err := domain.RestoreWish(r)
				if err != nil {
					t.Fatal(err)
				}
				got, err := wishSteps[name](w, noon.Add(time.Hour))
				if to == no {
					wantKind(t, err, fault.KindConflict)
					to = from
				} else if err != nil {
					t.Fatal(err)
				}
				if got.Record().State != to {
					t.Fatalf("state = %s, want %s", got.Record().State, to)
				}
			})
		}
	}
}

func TestAWishThatWasNeverSavedIsNotRestored(t *testing.T) {
	r := newWish(t, domain.WishTelling{OwnWords: "koken"}).Record()
	for name, spoil := range map[string]func(*domain.WishRecord){
		"state": func(r *domain.WishRecord) { r.State = "failed" },
		"words": func(r *domain.WishRecord) { r.OwnWords = "" },
	} {
		bad := r
		spoil(&bad)
		_, err := domain.RestoreWish(bad)
		if err == nil || fault.KindOf(err) != fault.KindInternal {
			t.Errorf("%s: error = %v, want a defect", name, err)
		}
	}
}

// Whatever is told and done, in whatever order, a wish is told (N-01), its strategy
// stands behind it (N-03), and it can be opened again.
func TestN01_N03_HoldAfterAnySequence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", " ", "koken", "\x00"})
		telling := func() domain.WishTelling {
			return domain.WishTelling{
				OwnWords: text.Draw(t, "words"), Picture: text.Draw(t, "picture"),
				GoingOn: text.Draw(t, "going on"), Strategy: text.Draw(t, "strategy"),
			}
		}
		w, err := domain.NewWish("w1", "c1", telling(), noon)
		if err != nil {
			return
		}
		for range rapid.IntRange(0, 20).Draw(t, "steps") {
			name := rapid.SampledFrom([]string{"tell", "take up", "fulfil", "let go", "reopen"}).Draw(t, "step")
			if name == "tell" {
				w, _ = w.Tell(telling(), noon)
			} else {
				w, _ = wishSteps[name](w, noon)
			}
			r := w.Record()
			if r.OwnWords == "" && r.Picture == "" {
				t.Fatal("a wish without words or picture")
			}
			if r.Strategy != "" && r.GoingOn == "" {
				t.Fatal("a strategy before what is going on")
			}
			if _, err := domain.RestoreWish(r); err != nil {
				t.Fatal(err)
			}
			if _, err := w.Reopen(noon); err != nil && r.State != domain.WishOpen {
				t.Fatalf("no way back from %s", r.State)
			}
		}
	})
}
