package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// town is a small crowd: ways says, for each person, the networkers who suit.
func town(places []int, suits ...[]int32) *Crowd {
	c := &Crowd{First: []int32{0}}
	for l, n := range places {
		c.Leads = append(c.Leads, Lead{Client: domain.ClientID(fmt.Sprint("n", l)), Places: n, Area: "5401"})
	}
	for p, of := range suits {
		c.People = append(c.People, Person{Client: domain.ClientID(fmt.Sprint("p", p)), Wish: domain.WishID(fmt.Sprint("w", p)), Kind: "company",
			Interests: []string{"koken"}, Dayparts: []string{"weekday_evening"}, Area: "5401"})
		for range of {
			c.Fit = append(c.Fit, 5000)
		}
		c.Lead = append(c.Lead, of...)
		c.First = append(c.First, int32(len(c.Lead)))
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

func TestM02_OnlyAPlanThatIsBeingMadeCanBeStopped(t *testing.T) {
	t.Parallel()
	p := Make("p", Waiting, false, noon)
	stopped, err := p.Stop(noon)
	if err != nil || stopped.State != Stopped || stopped.Done != noon {
		t.Errorf("%+v, %v", stopped, err)
	}
	if again, err := stopped.Stop(noon.Add(1)); err != nil || again.Done != noon {
		t.Errorf("stopped twice: %+v, %v", again, err)
	}
	if _, err := p.Finish(Outcome{}, noon).Stop(noon); err == nil {
		t.Error("a plan that is done was stopped")
	}
	for range mostBegun {
		if p = p.Begin(noon); p.State != Running {
			t.Fatalf("begun %d times: %s", p.Begun, p.State)
		}
	}
	if p = p.Begin(noon); p.State != Stopped {
		t.Errorf("begun for ever: %+v", p)
	}
}

// Every arrow between the states of an idea, and no other.
func TestM06_AnIdeaMovesOnlyAsASupportWorkerDecides(t *testing.T) {
	t.Parallel()
	arrows := map[IdeaState][]string{Open: {"take up", "set aside"}, SetAside: {"bring back"}, TakenUp: nil, OutOfDate: nil}
	steps := map[string]func(Idea) error{
		"take up":    func(i Idea) error { return i.MayTakeUp() },
		"set aside":  func(i Idea) error { _, err := i.SetAside(noon); return err },
		"bring back": func(i Idea) error { _, err := i.BringBack(noon); return err },
	}
	for from, allowed := range arrows {
		for name, step := range steps {
			err := step(Idea{State: from})
			if (err == nil) != slices.Contains(allowed, name) {
				t.Errorf("%s from %s: %v", name, from, err)
			}
			if f, ok := fault.As(err); err != nil && (!ok || f.Text.NL == "" || f.Text.EN == "") {
				t.Errorf("%s from %s is refused without words: %v", name, from, err)
			}
		}
	}
}

func TestNightlyDueOncePerNight(t *testing.T) {
	t.Parallel()
	at := func(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 30, 0, 0, time.UTC) }
	for _, c := range []struct {
		last, now time.Time
		want      bool
	}{
		{time.Time{}, at(2, 3), true}, {at(2, 2), at(2, 4), false}, {at(1, 23), at(2, 3), true}, {at(2, 1), at(2, 2), true},
		{time.Time{}, at(2, 12), false}, {time.Time{}, at(2, 1), false}, {time.Time{}, at(2, 6), false},
	} {
		if got := Usual().NightlyDue(c.last, c.now); got != c.want {
			t.Errorf("last %s, now %s: %v", c.last, c.now, got)
		}
	}
	if (Settings{}).NightlyDue(time.Time{}, at(2, 3)) {
		t.Error("made although nobody wants it")
	}
}

func TestWhoStaysWithoutIsTogetherWithThoseInTheSamePlace(t *testing.T) {
	t.Parallel()
	// p0, p1 and p2 compete for n0; p3 and p4 for n1; nobody suits p5.
	c := town([]int{1, 1}, []int32{0}, []int32{0}, []int32{0}, []int32{1}, []int32{1}, nil)
	o := Explain(c, Waiting, []int32{0, None, None, 1, None, None}, nil)
	var got []string
	for _, g := range o.Groups {
		got = append(got, fmt.Sprint(g.People, g.Why.Code))
	}
	if want := []string{"[1 2]NETWORKERS_FULL", "[4]NETWORKERS_FULL", "[5]NOBODY_SUITS_YET"}; !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	g := o.Groups[0]
	if g.About.NL != "Twee mensen rond postcode 5401 zoeken gezelschap, met tijd op doordeweekse avonden." ||
		g.Why.NL != "De netwerker die past, heeft nu geen plek meer." ||
		g.WouldHelp[0].NL != "Een netwerker erbij die van koken houdt en vrij is op doordeweekse avonden, zou één van hen helpen." ||
		g.WouldHelp[1].Code != "ONE_MORE_PLACE" {
		t.Errorf("got %+v", g)
	}
	if want := (Counts{Wishing: 6, WithIdea: 2, Without: 4, Places: 2}); o.Counts != want {
		t.Errorf("got %+v", o.Counts)
	}
}

// One more networker helps also those whom they do not suit, when somebody makes room.
func TestOneMoreNetworkerHelpsThroughOthers(t *testing.T) {
	t.Parallel()
	// p0 has n0; p1 wants n0 only. A newcomer who suits p0 helps p1.
	w := waysOf(choose(town([]int{1}, []int32{0}, []int32{0}), []int32{0, None}))
	if n := w.helped([]int32{0}, 3); n != 1 {
		t.Errorf("helped %d through p0", n)
	}
	if n := w.helped([]int32{0, 1}, 3); n != 1 {
		t.Errorf("helped %d", n)
	}
	if n := w.helped(nil, 3); n != 0 {
		t.Errorf("helped %d by suiting nobody", n)
	}
	crowded := waysOf(choose(town([]int{1}, []int32{0}, []int32{0}, []int32{0}, []int32{0}), []int32{0, None, None, None}))
	if n := crowded.helped([]int32{0, 1, 2, 3}, 2); n != 2 {
		t.Errorf("two places helped %d", n)
	}
}

func TestWhyNotAnotherTellsWhoWouldBeLeft(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		crowd *Crowd
		lead  []int32
		fit   []uint16
		want  string
	}{
		// p1 can go nowhere but n1.
		"somebody would be left": {town([]int{1, 1}, []int32{0, 1}, []int32{1}), []int32{0, 1}, nil, "SOMEBODY_WOULD_BE_LEFT"},
		// p1 could swap.
		"they could swap":    {town([]int{1, 1}, []int32{0, 1}, []int32{0, 1}), []int32{0, 1}, nil, "OTHER_GOES_ALONG"},
		"room, suits less":   {town([]int{1, 1}, []int32{0, 1}), []int32{0}, []uint16{9000, 100}, "THIS_ONE_SUITS_BETTER"},
		"room, small step":   {town([]int{1, 1}, []int32{0, 1}), []int32{0}, []uint16{8000, 8100}, "STAYS_AS_IT_WAS"},
		"never had a place":  {town([]int{1, 0}, []int32{0, 1}), []int32{0}, nil, "OTHER_HAS_NO_PLACE"},
		"nobody else suited": {town([]int{1, 1}, []int32{0}), []int32{0}, nil, ""},
	} {
		if c.fit != nil {
			c.crowd.Fit = c.fit
		}
		got := strings.Join(codes(Explain(c.crowd, Waiting, c.lead, nil).Ideas[0].WhyNotOther), " ")
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestWhyAnIdeaChanged(t *testing.T) {
	t.Parallel()
	explained := func(change func(*Crowd), lead ...int32) Pairing {
		c := town([]int{1, 1}, []int32{0, 1}, []int32{0, 1})
		c.People[0].Before = Before{Networker: "n1", State: Open}
		change(c)
		for _, i := range Explain(c, Waiting, lead, nil).Ideas {
			if i.Person == 0 {
				return i
			}
		}
		return Pairing{}
	}
	for want, got := range map[string]Pairing{
		"kept ":                      explained(func(*Crowd) {}, 1, 0),
		"new ":                       explained(func(c *Crowd) { c.People[0].Before = Before{} }, 1, 0),
		"other TOGETHER_BETTER":      explained(func(*Crowd) {}, 0, 1),
		"other FOR_WHO_WAITS_LONGER": explained(func(c *Crowd) { c.People[1].Waits = 9 }, 0, 1),
		"other SUITS_BETTER":         explained(func(*Crowd) {}, 0, None),
		"other NO_PLACE_NOW":         explained(func(c *Crowd) { c.People[0].Before.Networker = "gone" }, 0, 1),
		"other WAS_SET_ASIDE":        explained(func(c *Crowd) { c.People[0].Before.State = SetAside }, 0, 1),
		"other DO_NOT_SUIT_NOW": explained(func(c *Crowd) {
			*c = *town([]int{1, 1}, []int32{0}, []int32{1})
			c.People[0].Before = Before{Networker: "n1", State: Open}
		}, 0, 1),
	} {
		if is := string(got.Change) + " " + got.WhyChanged.Code; is != want {
			t.Errorf("got %q, want %q", is, want)
		}
	}
}

// Two networkers who could take each other along are one idea, and not two.
func TestTwoNetworkersAreOneIdea(t *testing.T) {
	t.Parallel()
	c := town([]int{1, 1}, []int32{1}, []int32{0}, []int32{0, 1})
	c.People[0].Client, c.People[1].Client = "n0", "n1"
	c.People[1].Waits = 5
	c.OneWay()
	if s := Explain(c, Waiting, []int32{None, 0, 1}, nil).Groups[0]; s.Why.Code != "THE_OTHER_WAY_ROUND" {
		t.Errorf("got %v", s)
	}
	if !slices.Equal(c.First, []int32{0, 0, 1, 3}) || !slices.Equal(c.Lead, []int32{0, 0, 1}) || len(c.Fit) != 3 {
		t.Errorf("got %v %v", c.First, c.Lead)
	}
}

func TestX06_NoSentenceOfAPlanHoldsANumberAboutAPerson(t *testing.T) {
	t.Parallel()
	c := town([]int{1, 1, 0}, []int32{0, 1}, []int32{0, 1}, []int32{0}, nil)
	c.People[0].Waits, c.People[1].Waits = 4321, 987
	c.People[0].Before = Before{Networker: "n1", State: Open}
	c.People[2].Before = Before{Networker: "n0", State: Open}
	for _, care := range []Care{Waiting, Balance, Suiting} {
		o := Explain(c, care, []int32{0, 1, None, None}, []int32{1, None, 0, None})
		all := slices.Clone(o.Summary)
		for _, i := range o.Ideas {
			all = append(append(all, i.WhyNotOther...), i.WhyChanged)
		}
		for _, g := range o.Groups {
			all = append(append(all, g.WouldHelp...), g.About, g.Why)
		}
		for _, s := range all {
			for _, text := range []string{s.NL, s.EN} {
				if text := strings.ReplaceAll(text, "5401", "x"); strings.ContainsAny(text, "0123456789%") || strings.Contains(text, "  ") {
					t.Errorf("%s: %q", s.Code, text)
				}
			}
			if (s.NL == "") != (s.EN == "") {
				t.Errorf("%s speaks one language", s.Code)
			}
		}
	}
}

func TestTheSummarySaysWhatChangesAndWhatAnotherCareWouldDo(t *testing.T) {
	t.Parallel()
	c := town([]int{1, 1, 1}, []int32{0, 1}, []int32{0, 1}, []int32{0})
	c.People[0].Before = Before{Networker: "n0", State: Open}
	c.People[2].Before = Before{Networker: "n0", State: Open}
	o := Explain(c, Waiting, []int32{0, 1, None}, []int32{None, 1, 0})
	want := []string{
		"Voor twee van de drie mensen met een wens is er een idee. Meer kan nu niet: dat is nagerekend.",
		"Eerst is gekeken naar wie het langst wacht. Dat kost niemand een plek.",
		"Kijk je eerst naar hoe goed mensen bij elkaar passen, dan komt één ander aan de beurt in plaats van één die er nu bij is. Het aantal blijft gelijk.",
		"Van de ideeën: één blijft, één is nieuw en één vervalt.",
		"Bij netwerkers blijft één plek vrij: die passen niet bij wie nog zonder is.",
	}
	for i, s := range o.Summary {
		if i >= len(want) || s.NL != want[i] {
			t.Errorf("sentence %d: %q", i, s.NL)
		}
	}
	if same := Explain(c, Suiting, []int32{0, 1, None}, []int32{0, 1, None}).Summary; same[2].Code != "OTHERWISE_THE_SAME" {
		t.Errorf("got %v", codes(same))
	}
}
