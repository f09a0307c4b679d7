package signal

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
)

// quiet is a match in which all goes well.
func quiet() Match {
	return Match{
		Match: domain.Match{
			ID: "m", State: domain.MatchUnderWay, UnderWay: ago(100), PlanMade: true, PlanTime: ago(110),
			People: []domain.Person{{Client: anna, Review: now.Add(30 * day)}, {Client: bert}},
		},
		Planned: true,
		Guided:  map[domain.ClientID]Guided{anna: {Workers: 2, Since: ago(200)}, bert: {Workers: 2, Since: ago(200)}},
	}
}

func facts(matches ...Match) Facts {
	return Facts{Matches: matches, Reached: map[domain.ClientID]bool{anna: true, bert: true}}
}

func kinds(signals []Signal) (out []Kind) {
	for _, s := range signals {
		out = append(out, s.Kind)
	}
	return out
}

func wantKinds(t *testing.T, f Facts, want ...Kind) []Signal {
	t.Helper()
	got := Signals(f, now)
	if !slices.Equal(kinds(got), want) {
		t.Fatalf("signals %v, want %v", kinds(got), want)
	}
	return got
}

func TestD05_SilenceIsGoodNews(t *testing.T) {
	t.Parallel()
	f := facts(quiet())
	f.Moods = []Mood{{Activity: "a", Client: anna, Mood: "nice", At: ago(1)}, {Activity: "b", Client: anna, Mood: "so_so", At: ago(1)}}
	f.Reflections = []Reflection{{Evaluation: "e", Reflection: domain.Reflection{Client: anna, Push: domain.PushGood, Klik: "yes"}}}
	f.Due = []domain.Evaluation{{ID: "e2", State: domain.Due, Due: now.Add(day)}}
	f.Wishes = []Wish{
		{ID: "w", Client: anna, State: OpenWish, Told: true, Since: ago(41)},
		{ID: "v", Client: anna, State: "taken_up", Told: true, Since: ago(400)},
		{ID: "u", Client: anna, State: OpenWish, Since: ago(400)},
	}
	wantKinds(t, f)
	wantKinds(t, Facts{})
}

func TestSignals_FollowUpAfterAnEnding(t *testing.T) {
	t.Parallel()
	m := quiet()
	m.State = domain.MatchClosed
	m.People[1].FollowUp = ago(1)
	m.People[0].Review, m.People[0].FollowUp = ago(5), now.Add(day) // not yet; and guidance has ended
	s := wantKinds(t, facts(m), FollowUp)[0]
	if s.Client != bert || s.Match != "m" || !s.Since.Equal(ago(1)) {
		t.Fatalf("%+v", s)
	}
}

func TestSignals_AMoodThatWasNotNiceAndFades(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Moods = []Mood{
		{Activity: "a", Match: "m", Client: anna, Mood: NotNice, At: ago(29)},
		{Activity: "b", Match: "m", Client: anna, Mood: NotNice, At: ago(31)},
	}
	if s := wantKinds(t, f, MoodLow)[0]; s.Client != anna || s.Match != "m" {
		t.Fatalf("%+v", s)
	}
}

func TestM10_BothExtremesOfPushLeadToATalk(t *testing.T) {
	t.Parallel()
	for push, want := range map[domain.Push][]Kind{
		domain.PushTooMuch: {PushOff}, domain.PushTooLittle: {PushOff}, domain.PushGood: nil, domain.PushSkipped: nil, "": nil,
	} {
		f := facts()
		f.Reflections = []Reflection{{Evaluation: "e", Match: "m", Reflection: domain.Reflection{Client: anna, Push: push, At: ago(1)}}}
		if got := kinds(Signals(f, now)); !slices.Equal(got, want) {
			t.Errorf("%q: %v", push, got)
		}
	}
	f := facts()
	f.Reflections = []Reflection{{Evaluation: "e", Reflection: domain.Reflection{Worker: wout, Push: domain.PushTooMuch}}}
	wantKinds(t, f) // a support worker's own look is theirs
}

func TestO01_SomebodyInAMatchHasTwoWhoGuide(t *testing.T) {
	t.Parallel()
	m, other := quiet(), quiet()
	other.ID = "other"
	m.Guided[anna] = Guided{Workers: 1, Since: ago(9)}
	other.Guided[anna] = m.Guided[anna]
	if s := wantKinds(t, facts(m, other), OneResponsible)[0]; s.Client != anna || !s.Since.Equal(ago(9)) {
		t.Fatalf("%+v", s)
	}
	m.State = domain.MatchIdea
	wantKinds(t, facts(m))
}

func TestE05_AChangedLifeIsNeutral(t *testing.T) {
	t.Parallel()
	for _, r := range []domain.Reflection{{LifeChanged: true}, {OtherWishes: true}, {LifeChanged: true, OtherWishes: true}} {
		r.Client = anna
		f := facts()
		f.Reflections = []Reflection{{Evaluation: "e", Reflection: r}}
		wantKinds(t, f, LifeChange)
	}
}

func TestE03_AnInterimEvaluationThatIsDue(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Due = []domain.Evaluation{
		{ID: "e", Match: "m", State: domain.Due, Due: now}, {ID: "f", State: domain.Open, Due: ago(1)}, {ID: "g", State: domain.Due, Due: now.Add(time.Second)},
	}
	if s := wantKinds(t, f, InterimDue)[0]; s.Evaluation != "e" || s.Match != "m" || s.Client != "" {
		t.Fatalf("%+v", s)
	}
}

func TestM09_NothingPlannedFourteenDaysAfterThePlan(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Match)
		want   bool
	}{
		"under way for 14 days":         {func(m *Match) { m.UnderWay = ago(14) }, true},
		"under way for 13 days":         {func(m *Match) { m.UnderWay = ago(13) }, false},
		"a plan later than setting out": {func(m *Match) { m.PlanTime = ago(13) }, false},
		"something is planned":          {func(m *Match) { m.Planned = true }, false},
		"getting acquainted, no plan": {func(m *Match) {
			m.State, m.PlanMade, m.PlanTime = domain.MatchGettingAcquainted, false, time.Time{}
		}, false},
		"getting acquainted, a plan": {func(m *Match) { m.State = domain.MatchGettingAcquainted }, true},
		"in a pause":                 {func(m *Match) { m.State = domain.MatchPaused }, false},
		"when it ends":               {func(m *Match) { m.State = domain.MatchClosing }, false},
	} {
		m := quiet()
		m.Planned = false
		c.change(&m)
		if got := slices.Contains(kinds(Signals(facts(m), now)), NothingPlanned); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestD02_GuidanceIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	m := quiet()
	m.People[0].Review = ago(1)
	if s := wantKinds(t, facts(m), ReviewGuidance)[0]; s.Client != anna {
		t.Fatalf("%+v", s)
	}
}

func TestSignals_AWishThatWaitsSixWeeks(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Wishes = []Wish{{ID: "w", Client: anna, State: OpenWish, Told: true, Since: ago(42)}}
	if s := wantKinds(t, f, WishWaiting)[0]; s.Wish != "w" || s.Client != anna {
		t.Fatalf("%+v", s)
	}
}

// A pause never ends by itself: on the day agreed on somebody asks, and that is all.
func TestO05_TheDayToAskHowThePauseIs(t *testing.T) {
	t.Parallel()
	m := quiet()
	m.State, m.PauseUntil = domain.MatchPaused, now.Add(day)
	wantKinds(t, facts(m))
	m.PauseUntil = ago(1)
	if s := wantKinds(t, facts(m), AskAboutPause)[0]; s.Match != "m" || s.Client != "" || !s.Since.Equal(ago(1)) {
		t.Fatalf("%+v", s)
	}
	m.PauseUntil = time.Time{}
	wantKinds(t, facts(m)) // without a day nobody is reminded
	m.State, m.PauseUntil = domain.MatchUnderWay, ago(1)
	wantKinds(t, facts(m))
}

// Whoever left a group is asked once how they are; what the others do is not theirs any more.
func TestM11_M16_WhoLeftAGroupIsAskedHowTheyAre(t *testing.T) {
	t.Parallel()
	m := quiet()
	m.Planned, m.UnderWay, m.PlanTime = false, ago(20), ago(20)
	m.People[0].Departed, m.People[0].FollowUp, m.People[0].Review = true, ago(1), ago(1)
	m.Guided[anna] = Guided{Workers: 1, Since: ago(9)}
	f := facts(m)
	wantKinds(t, f, FollowUp, NothingPlanned)
	f.Reached = map[domain.ClientID]bool{anna: true} // by who guides only anna
	if s := wantKinds(t, f, FollowUp)[0]; s.Client != anna {
		t.Fatalf("%+v", s)
	}
}

// everything holds a cause for each kind.
func everything() Facts {
	m := quiet()
	m.Planned = false
	m.People[0].Review, m.People[1].FollowUp = ago(1), ago(2)
	m.Guided[bert] = Guided{Workers: 0, Since: ago(7)}
	resting := quiet()
	resting.ID, resting.State, resting.PauseUntil = "resting", domain.MatchPaused, ago(1)
	f := facts(m, resting)
	f.Moods = []Mood{{Activity: "a", Match: "m", Client: anna, Mood: NotNice, At: ago(1)}}
	f.Reflections = []Reflection{{Evaluation: "e", Match: "m", Reflection: domain.Reflection{Client: anna, Push: domain.PushTooMuch, LifeChanged: true, At: ago(1)}}}
	f.Due = []domain.Evaluation{{ID: "e2", Match: "m", State: domain.Due, Due: ago(3)}}
	f.Wishes = []Wish{
		{ID: "w2", Client: anna, State: OpenWish, Told: true, Since: ago(50)}, {ID: "w1", Client: anna, State: OpenWish, Told: true, Since: ago(60)},
	}
	return f
}

func TestSignals_TheMostTenderFirstThenTheLongestWaiting(t *testing.T) {
	t.Parallel()
	got := wantKinds(t, everything(), FollowUp, MoodLow, PushOff, OneResponsible, LifeChange, InterimDue, AskAboutPause,
		NothingPlanned, ReviewGuidance, WishWaiting, WishWaiting)
	if got[9].Wish != "w1" || got[10].Wish != "w2" {
		t.Fatal("the longest waiting does not stand first")
	}
	if !slices.Equal(slices.Compact(kinds(got)), Kinds()) {
		t.Fatal("a kind without a test")
	}
}

func TestSignals_IDsAreStableAndFitInAPath(t *testing.T) {
	t.Parallel()
	ids := func(f Facts, at time.Time) (out []domain.SignalID) {
		for _, s := range Signals(f, at) {
			out = append(out, s.ID)
		}
		return out
	}
	want := ids(everything(), now)
	// Neither the order of the facts nor an hour later makes another signal of it.
	for range 50 {
		f := everything()
		rand.Shuffle(len(f.Wishes), func(i, j int) { f.Wishes[i], f.Wishes[j] = f.Wishes[j], f.Wishes[i] })
		rand.Shuffle(2, func(i, j int) {
			f.Matches[0].People[i], f.Matches[0].People[j] = f.Matches[0].People[j], f.Matches[0].People[i]
		})
		if got := ids(f, now.Add(time.Hour)); !slices.Equal(got, want) {
			t.Fatalf("%v\n%v", got, want)
		}
	}
	seen := map[domain.SignalID]bool{}
	for _, id := range want {
		if seen[id] || strings.ContainsAny(string(id), ":/ ?#%") || len(id) > 200 {
			t.Errorf("id %q", id)
		}
		seen[id] = true
	}
	// The same cause at another date is another signal.
	f := everything()
	f.Matches[0].People[1].FollowUp = ago(1)
	if ids(f, now)[0] == want[0] {
		t.Error("putting off one follow-up would hide the next")
	}
}

func TestX06_SentencesNameNobodyAndHoldNoFigures(t *testing.T) {
	t.Parallel()
	for _, s := range Signals(everything(), now) {
		for _, words := range []string{s.Why.NL, s.Why.EN, s.Next.NL, s.Next.EN} {
			if words == "" || !strings.ContainsAny(words[len(words)-1:], ".?") {
				t.Errorf("%s: %q", s.Kind, words)
			}
			for _, bad := range []string{"anna", "bert", "mislukt", "failed", "%", "score"} {
				if strings.Contains(strings.ToLower(words), bad) {
					t.Errorf("%s says %q", s.Kind, words)
				}
			}
			digits := strings.IndexFunc(words, unicode.IsDigit)
			if digits >= 0 && s.Why.NL != words && s.Why.EN != words {
				t.Errorf("%s: a figure in %q", s.Kind, words)
			}
		}
	}
}

func TestSignals_ADayIsThatOfTheNetherlands(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{
		"2026-01-31T23:30:00Z": "1 februari", "2026-06-30T22:30:00Z": "1 juli", "2026-06-30T21:30:00Z": "30 juni",
		"2026-03-29T00:59:00Z": "29 maart", "2026-10-24T22:30:00Z": "25 oktober", "2026-10-25T22:30:00Z": "25 oktober",
	} {
		parsed := must1(time.Parse(time.RFC3339, at))(t)
		if nl, _ := dayWords(parsed); nl != want {
			t.Errorf("%s is %s, want %s", at, nl, want)
		}
	}
	// As the time zone files of a machine that has them say.
	if zone, err := time.LoadLocation("Europe/Amsterdam"); err == nil {
		for hours := range 24 * 366 {
			at := time.Date(2026, 1, 1, hours, 0, 0, 0, time.UTC)
			if got, want := inNetherlands(at).Format(time.DateTime), at.In(zone).Format(time.DateTime); got != want {
				t.Fatalf("%s: %s, want %s", at, got, want)
			}
		}
	}
}

func TestSignals_PuttingOffNeedsAReasonAndAnEnd(t *testing.T) {
	t.Parallel()
	s := must1(PutOff(Snooze{Signal: "x", Reason: " al gebeld ", Until: now.Add(day)}, now))(t)
	if s.Reason != "al gebeld" || !s.At.Equal(now) {
		t.Fatalf("%+v", s)
	}
	_, err := PutOff(Snooze{Reason: " ", Until: now}, now)
	wantField(t, err, "reason")
	wantField(t, err, "until")
	_, err = PutOff(Snooze{Reason: "x", Until: now.Add(400 * day)}, now)
	wantField(t, err, "until")
}
