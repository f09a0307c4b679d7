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
func quietMatch() Match {
	return Match{
		Match: domain.Match{
			ID: "m", State: domain.MatchUnderWay, Since: ago(100), UnderWay: ago(100), PlanMade: true, PlanTime: ago(110),
			People: []domain.Person{{Client: anna, Review: now.Add(30 * day)}, {Client: bert}},
		},
		Together: ago(7),
		Guided:   map[domain.ClientID]Guided{anna: {Workers: 2, Since: ago(200)}, bert: {Workers: 2, Since: ago(200)}},
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
	got := Of(f, nil, now)
	if !slices.Equal(kinds(got), want) {
		t.Fatalf("signals %v, want %v", kinds(got), want)
	}
	return got
}

func TestD05_SilenceIsGoodNews(t *testing.T) {
	t.Parallel()
	f := facts(quietMatch())
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

func TestM10_BothExtremesOfPushLeadToATalk(t *testing.T) {
	t.Parallel()
	for push, want := range map[domain.Push][]Kind{
		domain.PushTooMuch: {PushOff}, domain.PushTooLittle: {PushOff}, domain.PushGood: nil, domain.PushSkipped: nil, "": nil,
	} {
		f := facts()
		f.Reflections = []Reflection{{Evaluation: "e", Match: "m", Reflection: domain.Reflection{Client: anna, Push: push, At: ago(1)}}}
		if got := kinds(Of(f, nil, now)); !slices.Equal(got, want) {
			t.Errorf("%q: %v", push, got)
		}
	}
	f := facts()
	f.Reflections = []Reflection{{Evaluation: "e", Reflection: domain.Reflection{Worker: wout, Push: domain.PushTooMuch}}}
	wantKinds(t, f) // a support worker's own look is theirs
}

func TestO01_SomebodyInAMatchHasTwoWhoGuide(t *testing.T) {
	t.Parallel()
	m, other := quietMatch(), quietMatch()
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
		"something is planned":          {func(m *Match) { m.Together = now }, false},
		"getting acquainted, no plan": {func(m *Match) {
			m.State, m.PlanMade, m.PlanTime = domain.MatchGettingAcquainted, false, time.Time{}
		}, false},
		"getting acquainted, a plan": {func(m *Match) { m.State = domain.MatchGettingAcquainted }, true},
		"in a pause":                 {func(m *Match) { m.State = domain.MatchPaused }, false},
		"when it ends":               {func(m *Match) { m.State = domain.MatchClosing }, false},
	} {
		m := quietMatch()
		m.Together = time.Time{}
		c.change(&m)
		if got := slices.Contains(kinds(Of(facts(m), nil, now)), NothingPlanned); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A pause never ends by itself: on the day agreed on somebody asks, and that is all.
func TestO05_TheDayToAskHowThePauseIs(t *testing.T) {
	t.Parallel()
	m := quietMatch()
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
	m := quietMatch()
	m.Together, m.UnderWay, m.PlanTime = time.Time{}, ago(20), ago(20)
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
	m, resting, silent, asked, eager := quietMatch(), quietMatch(), quietMatch(), quietMatch(), quietMatch()
	m.Together = time.Time{}
	m.People[0].Review, m.People[0].Estimated, m.People[1].FollowUp = ago(1), ago(200), ago(2)
	m.Guided[bert] = Guided{Workers: 0, Since: ago(7)}
	resting.ID, resting.State, resting.PauseUntil = "resting", domain.MatchPaused, ago(1)
	silent.ID, silent.Together, silent.People = "silent", ago(60), silent.People[1:]
	asked.ID, asked.State, asked.Since = "asked", domain.MatchProposed, ago(20)
	asked.People[1].Answered = true
	eager.ID, eager.Ideas = "eager", []Idea{{bert, ago(1)}, {bert, ago(2)}, {bert, ago(3)}, {bert, ago(4)}}
	f := facts(m, resting, silent, asked, eager)
	f.Moods = []Mood{
		{Activity: "a", Match: "m", Client: anna, Mood: NotNice, At: ago(1)},
		{Activity: "a", Match: "m", Client: bert, Mood: NotNice, At: ago(1)}, {Activity: "b", Match: "m", Client: bert, Mood: NotNice, At: ago(3)},
	}
	f.Reflections = []Reflection{{Evaluation: "e", Match: "m", Reflection: domain.Reflection{Client: anna, Push: domain.PushTooMuch, LifeChanged: true, At: ago(1)}}}
	f.Due = []domain.Evaluation{{ID: "e2", Match: "m", State: domain.Due, Due: ago(3)}}
	f.Wishes = []Wish{
		{ID: "w2", Client: anna, State: OpenWish, Told: true, Since: ago(50)}, {ID: "w1", Client: anna, State: OpenWish, Told: true, Since: ago(60)},
	}
	f.Networkers = []Networker{{Client: anna, State: ActiveNetworker, Capacity: 2, Since: ago(300), Places: []time.Time{ago(100), ago(90)}}}
	f.Guides = map[domain.ClientID][]domain.SupportWorkerID{anna: {wout, "wies"}, bert: {"wies", "zoe"}}
	return f
}

func TestSignals_TheMostTenderFirstThenTheLongestWaiting(t *testing.T) {
	t.Parallel()
	got := wantKinds(t, everything(), FollowUp, MoodTurning, MoodLow, PushOff, OneResponsible, LifeChange, Silence, Unanswered, InterimDue,
		AskAboutPause, OneSided, NothingPlanned, ReviewGuidance, OldEstimate, WishWaiting, WishWaiting, CapacityFull)
	if got[14].Wish != "w1" || got[15].Wish != "w2" {
		t.Fatal("the longest waiting does not stand first")
	}
	if !slices.Equal(slices.Compact(kinds(got)), Kinds()) {
		t.Fatal("a kind without a test")
	}
	if c := got[2].Client; c != anna {
		t.Errorf("for %s two in a row say all there is to say", c)
	}
	off := Settings{MoodTurning: {Off: true}}
	if got := kinds(Of(everything(), off, now)); got[1] != MoodLow || got[2] != MoodLow {
		t.Errorf("with that rule off the last time is told: %v", got)
	}
}

func TestSignals_SayWhoElseSeesThem(t *testing.T) {
	t.Parallel()
	for _, s := range Of(everything(), nil, now) {
		want := []domain.SupportWorkerID{"wies", "wout", "zoe"} // about a match: whoever guides one of them
		switch s.Client {
		case anna:
			want = []domain.SupportWorkerID{"wies", "wout"}
		case bert:
			want = []domain.SupportWorkerID{"wies", "zoe"}
		}
		if !slices.Equal(s.SeenBy, want) {
			t.Errorf("%s of %q: %v", s.Kind, s.Client, s.SeenBy)
		}
	}
}

func TestSignals_GoOnAfterOneThatHasGone(t *testing.T) {
	t.Parallel()
	all := Of(everything(), nil, now)
	for i, s := range all {
		if rest := After(all, s.Mark()); len(rest) != len(all)-i-1 {
			t.Errorf("after %d there are %d", i, len(rest))
		}
		without := slices.Delete(slices.Clone(all), i, i+1)
		if rest := After(without, s.Mark()); len(rest) != len(all)-i-1 {
			t.Errorf("after %d, which is gone, there are %d", i, len(rest))
		}
	}
}

func TestSignals_IDsAreStableAndFitInAPath(t *testing.T) {
	t.Parallel()
	ids := func(f Facts, at time.Time) (out []domain.SignalID) {
		for _, s := range Of(f, nil, at) {
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
	for _, s := range Of(everything(), nil, now) {
		for _, words := range []string{s.Why.NL, s.Why.EN, s.Next.NL, s.Next.EN, s.Resolves.NL, s.Resolves.EN} {
			if words == "" || !strings.ContainsAny(words[len(words)-1:], ".?") {
				t.Errorf("%s: %q", s.Kind, words)
			}
			for _, bad := range []string{"anna", "bert", "mislukt", "failed", "%", "score", "{"} {
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
