package crowd_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/crowd"
)

const lotte, nick, omar = domain.ClientID("lotte"), domain.ClientID("nick"), domain.ClientID("omar")

// asking is lotte's wish to cook with somebody.
func asking(change func(*crowd.Question)) crowd.Question {
	q := crowd.Question{MayMatch: true,
		Wish: domain.Wish{ID: "w", Client: lotte, Kind: "company", State: "open", Interests: []string{"koken"}, Told: true},
		Profile: domain.Profile{Client: lotte, Interests: []string{"koken", "muziek"}, Talents: []string{"tekenen"},
			Dayparts: []string{"weekday_evening"}, Company: "group", Area: "5401"}}
	if change != nil {
		change(&q)
	}
	return q
}

func networker(id domain.ClientID, change func(*crowd.Person)) crowd.Person {
	p := crowd.Person{Role: "active", Places: 1, Profile: domain.Profile{Client: id, Interests: []string{"muziek", "koken"},
		Talents: []string{"koken"}, Dayparts: []string{"weekday_evening", "weekend_morning"}, Company: "group", Area: "5402"}}
	if change != nil {
		change(&p)
	}
	return p
}

func suggest(q crowd.Question, people ...crowd.Person) crowd.Suggestions {
	return of(people...).Suggest(q, &crowd.Desk{})
}

func of(people ...crowd.Person) *crowd.Crowd {
	c := crowd.New()
	for _, p := range people {
		c.Put(p)
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

func dutch(all []domain.Sentence) []string {
	var out []string
	for _, s := range all {
		out = append(out, s.NL)
	}
	return out
}

func TestM22_ReasonsAreTalentsWishesInterestsAndWhatIsPractical(t *testing.T) {
	got := suggest(asking(nil), networker(nick, nil))
	if len(got.First) != 1 || len(got.NotFirst) != 0 || len(got.WouldHelp) != 0 {
		t.Fatalf("got %+v", got)
	}
	want := []string{
		"Eén is goed in koken, en dat vraagt deze wens.", "Jullie houden allebei van muziek.",
		"Allebei vrij op doordeweekse avonden.", "Jullie wonen bij elkaar in de buurt.", "Allebei liever in een groep.",
	}
	if nl := dutch(got.First[0].Reasons); !reflect.DeepEqual(nl, want) {
		t.Errorf("got %q", nl)
	}
	if len(got.First[0].TalkAbout) != 0 {
		t.Errorf("nothing to settle first: %v", got.First[0].TalkAbout)
	}
	for _, of := range []reflect.Type{reflect.TypeFor[domain.Profile](), reflect.TypeFor[crowd.Person]()} {
		for i := range of.NumField() {
			if regexp.MustCompile(`(?i)diagnos|iq|level|birth|age$|gender|name`).MatchString(of.Field(i).Name) {
				t.Errorf("matching knows %s of a person", of.Field(i).Name)
			}
		}
	}
}

func TestN05_GivingAndGettingBothWays(t *testing.T) {
	got := suggest(asking(nil), networker(nick, func(p *crowd.Person) { p.HasWish, p.Wishes = true, []string{"tekenen", "muziek"} }))
	if len(got.First) != 1 {
		t.Fatalf("got %+v", got)
	}
	if nl, want := dutch(got.First[0].Getting), []string{"Iemand die goed is in koken.", "Iemand die meegaat en weet hoe je contact maakt."}; !reflect.DeepEqual(nl, want) {
		t.Errorf("getting: %q", nl)
	}
	want := []string{"Goed zijn in tekenen: daar heeft de ander een wens over.", "Houden van muziek: daar heeft de ander een wens over.",
		"De ander kan iets doen met waar die goed in is: koken.", "Iemand om koken mee te delen, ook voor de ander."}
	if nl := dutch(got.First[0].Giving); !reflect.DeepEqual(nl, want) {
		t.Errorf("giving: %q", nl)
	}
}

func TestWhatToTalkAbout(t *testing.T) {
	got := suggest(asking(nil), networker(nick, func(p *crowd.Person) {
		p.Profile.Company, p.Profile.Dayparts, p.Profile.Area, p.Profile.Communication = "one_to_one", nil, "", "signs"
	}))
	if len(got.First) != 1 {
		t.Fatalf("what is not known is a thing to talk about, not a no: %+v", got)
	}
	want := []string{"COMPANY_DIFFERS", "TIMES_NOT_KNOWN", "HOW_TO_GET_THERE", "UNDERSTANDING_EACH_OTHER"}
	if !reflect.DeepEqual(codes(got.First[0].TalkAbout), want) {
		t.Errorf("got %v", got.First[0].TalkAbout)
	}
	if got.First[0].TalkAbout[0].NL != "Eén wil liever in een groep, de ander één op één." {
		t.Errorf("got %q", got.First[0].TalkAbout[0].NL)
	}
}

func TestHardLimitsAndWhoIsNotFirst(t *testing.T) {
	far := func(travel int) func(*crowd.Person) {
		return func(p *crowd.Person) { p.Profile.Area, p.Profile.TravelKm = "1011", travel }
	}
	for name, c := range map[string]struct {
		change func(*crowd.Person)
		asks   func(*crowd.Question)
		first  bool
		reason string // of not first; empty: not shown at all
	}{
		"fits":                             {nil, nil, true, ""},
		"excluded is never named":          {nil, func(q *crowd.Question) { q.Apart = []domain.ClientID{nick} }, false, ""},
		"together":                         {nil, func(q *crowd.Question) { q.Together = []domain.ClientID{nick} }, false, "TOGETHER_NOW"},
		"said no not long ago":             {nil, func(q *crowd.Question) { q.Resting = []domain.ClientID{nick} }, false, "RESTING"},
		"full":                             {func(p *crowd.Person) { p.Places = 0 }, nil, false, "NO_PLACE_NOW"},
		"paused":                           {func(p *crowd.Person) { p.Role = "paused" }, nil, false, "NOT_ACTIVE_NOW"},
		"learning":                         {func(p *crowd.Person) { p.Role = "learning" }, nil, false, "STILL_LEARNING"},
		"still talking about the role":     {func(p *crowd.Person) { p.Role = "in_conversation" }, nil, false, "TALKING_ABOUT_THE_ROLE"},
		"far, and cannot go far":           {far(5), nil, false, "TOO_FAR_NOW"},
		"far, and can":                     {far(70), nil, true, ""},
		"far, and both can a little":       {far(40), func(q *crowd.Question) { q.Profile.TravelKm = 40 }, true, ""},
		"free at other times":              {func(p *crowd.Person) { p.Profile.Dayparts = []string{"weekend_morning"} }, nil, false, "FREE_AT_OTHER_TIMES_NOW"},
		"signs and words":                  {func(p *crowd.Person) { p.Profile.Communication = "signs" }, func(q *crowd.Question) { q.Profile.Communication = "speech" }, false, "OTHER_WAY_OF_TALKING"},
		"pictures and words":               {func(p *crowd.Person) { p.Profile.Communication = "pictures" }, func(q *crowd.Question) { q.Profile.Communication = "speech" }, true, ""},
		"no networker and no wish":         {func(p *crowd.Person) { p.Role = "" }, nil, false, ""},
		"somebody with a wish":             {func(p *crowd.Person) { p.Role, p.HasWish, p.Places = "", true, 0 }, nil, true, ""},
		"paused, with a wish of their own": {func(p *crowd.Person) { p.Role, p.HasWish = "paused", true }, nil, true, ""},
		"nothing in common": {func(p *crowd.Person) {
			p.Profile.Interests, p.Profile.Talents = []string{"vissen"}, []string{"fietsen"}
		}, nil, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := suggest(asking(c.asks), networker(nick, c.change))
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
	got := suggest(asking(nil), networker(omar, func(p *crowd.Person) { p.Role, p.HasWish, p.Wishes = "", true, []string{"tekenen"} }))
	if len(got.First) != 1 || got.First[0].Networker {
		t.Fatalf("got %+v", got)
	}
	if codes(got.First[0].Reasons)[2] != "OWN_WISH_MET" {
		t.Errorf("got %v", got.First[0].Reasons)
	}
}

func TestWouldHelp(t *testing.T) {
	got := suggest(asking(nil), networker(nick, func(p *crowd.Person) { p.Places = 0 }))
	if want := []string{"A_PLACE_WOULD_HELP", "A_NETWORKER_WHO", "AN_EASY_MEETING"}; !reflect.DeepEqual(codes(got.WouldHelp), want) {
		t.Errorf("got %v", got.WouldHelp)
	}
	if want := "Een netwerker die houdt van koken zou helpen, met tijd op doordeweekse avonden."; got.WouldHelp[1].NL != want {
		t.Errorf("got %q", got.WouldHelp[1].NL)
	}
	if got := suggest(asking(func(q *crowd.Question) { q.MayMatch = false }), networker(nick, nil)); len(got.First) != 0 || got.WouldHelp[0].Code != "ASK_TO_BE_LOOKED_FOR" {
		t.Errorf("without consent nobody is looked for: %+v", got)
	}
	if got := suggest(asking(func(q *crowd.Question) { q.Wish.State = "let_go" })); got.WouldHelp[0].Code != "TALK_ABOUT_THE_WISH" {
		t.Errorf("got %+v", got)
	}
}

func TestTheOrderIsThatOfTheFit(t *testing.T) {
	plain := networker("a", func(p *crowd.Person) { p.Profile.Talents, p.Profile.Interests = nil, []string{"muziek"} })
	got := suggest(asking(nil), plain, networker("z", nil))
	if len(got.First) != 2 || got.First[0].Client != "z" {
		t.Errorf("got %+v", got.First)
	}
}

var word = rapid.SampledFrom([]string{"koken", "muziek", "film", "vissen", "tekenen", "games"})

func drawPeople(t *rapid.T, most int) []crowd.Person {
	words := rapid.SliceOfN(word, 0, 4)
	out := make([]crowd.Person, rapid.IntRange(0, most).Draw(t, "n"))
	for i := range out {
		id := domain.ClientID(fmt.Sprintf("c%02d", i))
		out[i] = crowd.Person{
			Profile: domain.Profile{Client: id, Interests: words.Draw(t, "interests"), Talents: words.Draw(t, "talents"),
				Dayparts: rapid.SliceOfDistinct(rapid.SampledFrom([]string{"weekday_evening", "weekend_morning"}), rapid.ID[string]).Draw(t, "dayparts"),
				TravelKm: rapid.IntRange(0, 50).Draw(t, "travel"), Company: rapid.SampledFrom([]string{"", "group", "one_to_one", "either"}).Draw(t, "company"),
				Communication: rapid.SampledFrom([]string{"", "speech", "simple_speech", "pictures", "signs"}).Draw(t, "communication"),
				Area:          rapid.SampledFrom([]string{"", "5401", "5402", "5411", "5611", "1011"}).Draw(t, "area")},
			Role: rapid.SampledFrom([]string{"", "active", "active", "paused", "learning", "in_conversation"}).Draw(t, "role"), Places: rapid.IntRange(-1, 3).Draw(t, "places"),
			Wishes: words.Draw(t, "wishes"), HasWish: rapid.Bool().Draw(t, "wish"),
		}
		if out[i].HasWish && rapid.Bool().Draw(t, "waits") {
			out[i].Waiting = domain.Wish{ID: domain.WishID("w" + string(id)), Client: id, State: "open", Told: true, Interests: words.Draw(t, "about")}
		}
	}
	return out
}

func drawSome(t *rapid.T, people []crowd.Person, label string) (some []domain.ClientID) {
	for _, p := range people {
		if rapid.IntRange(0, 5).Draw(t, label) == 0 {
			some = append(some, p.Profile.Client)
		}
	}
	return some
}

func TestX06_SentencesAndNoNumbersInAnyOrder(t *testing.T) {
	number := regexp.MustCompile(`[0-9%]|score|fit`)
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t, 12)
		q := asking(func(q *crowd.Question) {
			q.Apart, q.Resting, q.Together = drawSome(t, people, "apart"), drawSome(t, people, "resting"), drawSome(t, people, "together")
			q.Wish.Interests = rapid.SliceOfN(word, 0, 2).Draw(t, "asked")
		})
		got := suggest(q, people...)
		if again := suggest(q, rapid.Permutation(people).Draw(t, "shuffled")...); !reflect.DeepEqual(got, again) {
			t.Fatal("another order of the people, another answer")
		}
		var all []domain.Sentence
		for _, s := range got.First {
			if len(s.Reasons) == 0 || len(s.Getting) == 0 || len(s.Giving) == 0 {
				t.Fatalf("%s without words: %+v", s.Client, s)
			}
			all = slices.Concat(all, s.Reasons, s.TalkAbout, s.Getting, s.Giving)
			if slices.Contains(slices.Concat(q.Apart, q.Resting, q.Together), s.Client) {
				t.Fatalf("%s is shown first", s.Client)
			}
		}
		for _, n := range got.NotFirst {
			all = append(all, n.Reason)
			if slices.Contains(q.Apart, n.Client) {
				t.Fatalf("%s is named", n.Client)
			}
		}
		if len(got.First) == 0 && len(got.WouldHelp) == 0 {
			t.Fatal("nobody, and nothing that would help")
		}
		for _, s := range append(all, got.WouldHelp...) {
			if s.Code == "" || s.NL == "" || s.EN == "" || number.MatchString(s.NL+s.EN) {
				t.Fatalf("no sentence: %+v", s)
			}
		}
	})
}

// A crowd that people came into, changed in and left answers as one made of who is there.
func TestACrowdIsWhoIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawPeople(t, 10), drawPeople(t, 10)
		c := of(before...)
		for _, p := range before {
			if rapid.Bool().Draw(t, "left first") {
				c.Remove(p.Profile.Client)
			}
		}
		for _, p := range after {
			c.Put(p)
		}
		for _, p := range before[min(len(before), len(after)):] {
			c.Remove(p.Profile.Client)
		}
		fresh, desk := of(after...), &crowd.Desk{}
		for range 2 { // a desk is used again and again
			q := asking(nil)
			if got, want := c.Suggest(q, desk), fresh.Suggest(q, &crowd.Desk{}); !reflect.DeepEqual(got, want) {
				t.Fatalf("got %+v, want %+v", got, want)
			}
		}
		if got, want := pairs(c), pairs(fresh); !reflect.DeepEqual(got, want) || c.Len() != len(after) {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	})
}
