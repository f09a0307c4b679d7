package domain_test

import (
	"fmt"
	"reflect"
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/matching/internal/domain"
)

var asking = domain.Question{Wish: wish, MayMatch: true, Profile: domain.Profile{Client: lotte,
	Interests: []string{"koken", "muziek"}, Talents: []string{"tekenen"}, Dayparts: []string{"weekday_evening"},
	Company: "group", Area: "5401"}}

func networker(id domain.ClientID, change func(*domain.Candidate)) domain.Candidate {
	c := domain.Candidate{Role: "active", Profile: domain.Profile{Client: id, Interests: []string{"muziek", "koken"},
		Talents: []string{"koken"}, Dayparts: []string{"weekday_evening", "weekend_morning"}, Company: "group", Area: "5402"}}
	if change != nil {
		change(&c)
	}
	return c
}

func codes(all []domain.Sentence) []string {
	var out []string
	for _, s := range all {
		out = append(out, s.Code)
	}
	return out
}

func TestM22_ReasonsAreTalentsWishesInterestsAndWhatIsPractical(t *testing.T) {
	got := domain.Suggest(asking, []domain.Candidate{networker(nick, nil)})
	if len(got.First) != 1 || len(got.NotFirst) != 0 || len(got.WouldHelp) != 0 {
		t.Fatalf("got %+v", got)
	}
	want := []string{
		"Eén is goed in koken, en dat vraagt deze wens.", "Jullie houden allebei van muziek.",
		"Allebei vrij op doordeweekse avonden.", "Jullie wonen bij elkaar in de buurt.", "Allebei liever in een groep.",
	}
	var nl []string
	for _, s := range got.First[0].Reasons {
		nl = append(nl, s.NL)
	}
	if !reflect.DeepEqual(nl, want) {
		t.Errorf("got %q", nl)
	}
	if len(got.First[0].TalkAbout) != 0 {
		t.Errorf("nothing to settle first: %v", got.First[0].TalkAbout)
	}
	fields := reflect.TypeFor[domain.Profile]()
	for i := range fields.NumField() {
		if regexp.MustCompile(`(?i)diagnos|iq|level|birth|age$|gender|name`).MatchString(fields.Field(i).Name) {
			t.Errorf("matching knows %s of a person", fields.Field(i).Name)
		}
	}
}

func TestWhatToTalkAbout(t *testing.T) {
	c := networker(nick, func(c *domain.Candidate) {
		c.Profile.Company, c.Profile.Dayparts, c.Profile.Area = "one_to_one", []string{"weekend_morning"}, "1011"
		c.Profile.Communication = "signs"
	})
	got := domain.Suggest(asking, []domain.Candidate{c})
	if len(got.First) != 1 {
		t.Fatalf("differences are things to talk about, not a no: %+v", got)
	}
	want := []string{"COMPANY_DIFFERS", "FREE_AT_OTHER_TIMES", "HOW_TO_GET_THERE", "UNDERSTANDING_EACH_OTHER"}
	if !reflect.DeepEqual(codes(got.First[0].TalkAbout), want) {
		t.Errorf("got %v", got.First[0].TalkAbout)
	}
	if got.First[0].TalkAbout[0].NL != "Eén wil liever in een groep, de ander één op één." {
		t.Errorf("got %q", got.First[0].TalkAbout[0].NL)
	}
}

func TestHardLimitsAndWhoIsNotFirst(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*domain.Candidate)
		first  bool
		reason string // of not first; empty: not shown at all
	}{
		"fits":                             {nil, true, ""},
		"excluded is never named":          {func(c *domain.Candidate) { c.Excluded = true }, false, ""},
		"full":                             {func(c *domain.Candidate) { c.Full = true }, false, "NO_PLACE_NOW"},
		"paused":                           {func(c *domain.Candidate) { c.Role = "paused" }, false, "NOT_ACTIVE_NOW"},
		"learning":                         {func(c *domain.Candidate) { c.Role = "learning" }, false, "STILL_LEARNING"},
		"together":                         {func(c *domain.Candidate) { c.Together = true }, false, "TOGETHER_NOW"},
		"said no not long ago":             {func(c *domain.Candidate) { c.Resting = true }, false, "RESTING"},
		"far, and cannot go far":           {func(c *domain.Candidate) { c.Profile.Area, c.Profile.TravelKm = "1011", 5 }, false, "TOO_FAR_NOW"},
		"far, and can":                     {func(c *domain.Candidate) { c.Profile.Area, c.Profile.TravelKm = "1011", 40 }, true, ""},
		"no networker and no wish":         {func(c *domain.Candidate) { c.Role = "" }, false, ""},
		"somebody with a wish":             {func(c *domain.Candidate) { c.Role, c.HasWish, c.Full = "", true, true }, true, ""},
		"paused, with a wish of their own": {func(c *domain.Candidate) { c.Role, c.HasWish = "paused", true }, true, ""},
		"nothing in common": {func(c *domain.Candidate) {
			c.Profile.Interests, c.Profile.Talents = []string{"vissen"}, []string{"fietsen"}
		}, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := domain.Suggest(asking, []domain.Candidate{networker(nick, c.change)})
			if (len(got.First) == 1) != c.first {
				t.Fatalf("first: %+v", got)
			}
			if (c.reason == "") != (len(got.NotFirst) == 0) || c.reason != "" && got.NotFirst[0].Reason.Code != c.reason {
				t.Errorf("not first: %+v", got.NotFirst)
			}
			if !c.first && len(got.WouldHelp) == 0 {
				t.Error("nobody, and nothing that would help")
			}
		})
	}
}

func TestPeersMeetThroughTheirOwnWishes(t *testing.T) {
	c := networker(omar, func(c *domain.Candidate) { c.Role, c.HasWish, c.Wishes = "", true, []string{"tekenen"} })
	got := domain.Suggest(asking, []domain.Candidate{c})
	if len(got.First) != 1 || got.First[0].Networker {
		t.Fatalf("got %+v", got)
	}
	if !reflect.DeepEqual(codes(got.First[0].Reasons)[2], "OWN_WISH_MET") {
		t.Errorf("got %v", got.First[0].Reasons)
	}
}

func TestWouldHelp(t *testing.T) {
	got := domain.Suggest(asking, []domain.Candidate{networker(nick, func(c *domain.Candidate) { c.Full = true })})
	if want := []string{"A_PLACE_WOULD_HELP", "A_NETWORKER_WHO", "AN_EASY_MEETING"}; !reflect.DeepEqual(codes(got.WouldHelp), want) {
		t.Errorf("got %v", got.WouldHelp)
	}
	if want := "Een netwerker die houdt van koken zou helpen, met tijd op doordeweekse avonden."; got.WouldHelp[1].NL != want {
		t.Errorf("got %q", got.WouldHelp[1].NL)
	}
	no := asking
	no.MayMatch = false
	if got := domain.Suggest(no, []domain.Candidate{networker(nick, nil)}); len(got.First) != 0 || got.WouldHelp[0].Code != "ASK_TO_BE_LOOKED_FOR" {
		t.Errorf("without consent nobody is looked for: %+v", got)
	}
	closed := asking
	closed.Wish.State = "let_go"
	if got := domain.Suggest(closed, nil); got.WouldHelp[0].Code != "TALK_ABOUT_THE_WISH" {
		t.Errorf("got %+v", got)
	}
}

func TestTheOrderIsThatOfTheFit(t *testing.T) {
	plain := networker("a", func(c *domain.Candidate) { c.Profile.Talents, c.Profile.Interests = nil, []string{"muziek"} })
	better := networker("z", nil)
	got := domain.Suggest(asking, []domain.Candidate{plain, better})
	if len(got.First) != 2 || got.First[0].Client != "z" {
		t.Errorf("got %+v", got.First)
	}
}

func drawCandidates(t *rapid.T) []domain.Candidate {
	word := rapid.SampledFrom([]string{"koken", "muziek", "film", "vissen", "tekenen", "games"})
	words := rapid.SliceOfNDistinct(word, 0, 4, rapid.ID[string])
	out := make([]domain.Candidate, rapid.IntRange(0, 12).Draw(t, "n"))
	for i := range out {
		out[i] = domain.Candidate{
			Profile: domain.Profile{Client: domain.ClientID(fmt.Sprint("c", i)), Interests: words.Draw(t, "interests"), Talents: words.Draw(t, "talents"),
				Dayparts: rapid.SliceOfDistinct(rapid.SampledFrom([]string{"weekday_evening", "weekend_morning"}), rapid.ID[string]).Draw(t, "dayparts"),
				TravelKm: rapid.IntRange(0, 50).Draw(t, "travel"), Company: rapid.SampledFrom([]string{"", "group", "one_to_one", "either"}).Draw(t, "company"),
				Area: rapid.SampledFrom([]string{"", "5401", "5402", "1011"}).Draw(t, "area")},
			Role: rapid.SampledFrom([]string{"", "active", "paused", "learning"}).Draw(t, "role"), Full: rapid.Bool().Draw(t, "full"),
			Wishes: words.Draw(t, "wishes"), HasWish: rapid.Bool().Draw(t, "wish"), Resting: rapid.Bool().Draw(t, "resting"),
			Together: rapid.Bool().Draw(t, "together"), Excluded: rapid.Bool().Draw(t, "excluded"),
		}
	}
	return out
}

func TestX06_SentencesAndNoNumbersInAnyOrder(t *testing.T) {
	number := regexp.MustCompile(`[0-9%]|score|fit`)
	rapid.Check(t, func(t *rapid.T) {
		candidates := drawCandidates(t)
		got := domain.Suggest(asking, candidates)
		if again := domain.Suggest(asking, rapid.Permutation(candidates).Draw(t, "shuffled")); !reflect.DeepEqual(got, again) {
			t.Fatal("another order of the candidates, another answer")
		}
		var all []domain.Sentence
		for _, s := range got.First {
			if len(s.Reasons) == 0 {
				t.Fatalf("%s without a reason", s.Client)
			}
			all = append(append(all, s.Reasons...), s.TalkAbout...)
		}
		for _, n := range got.NotFirst {
			all = append(all, n.Reason)
		}
		if len(got.First) == 0 && len(got.WouldHelp) == 0 {
			t.Fatal("nobody, and nothing that would help")
		}
		for _, s := range append(all, got.WouldHelp...) {
			if s.Code == "" || s.NL == "" || s.EN == "" || number.MatchString(s.NL+s.EN) {
				t.Fatalf("no sentence: %+v", s)
			}
		}
		for _, c := range candidates {
			for _, s := range got.First {
				if s.Client == c.Profile.Client && (c.Excluded || c.Resting || c.Together) {
					t.Fatalf("%s is shown first", s.Client)
				}
			}
		}
	})
}

func TestNearness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want domain.Nearness
	}{
		{"5401", "5401", domain.SameArea}, {"5401", "5421", domain.SameRegion}, {"5401", "1011", domain.OtherRegion},
		{"", "5401", domain.NearnessUnknown}, {"", "", domain.NearnessUnknown},
	} {
		if got := domain.NearnessOf(c.a, c.b); got != c.want {
			t.Errorf("%s–%s: %d", c.a, c.b, got)
		}
	}
}
