package signal

import (
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/internal/fault"
)

// shown is one row of the table: a rule, by its number, in facts that make it fire, that
// nearly do, and in which its cause has gone.
type shown struct {
	kind Kind
	rule string
	// what happened, and the facts with it
	fires, quiet, resolves       string
	firing, notFiring, resolving func(*Facts)
}

// one is a fact about the match of anna and bert in which all goes well.
func one(change func(*Match)) func(*Facts) { return func(f *Facts) { change(&f.Matches[0]) } }

func anAnna(change func(*domain.Person)) func(*Facts) {
	return one(func(m *Match) { change(&m.People[0]) })
}

func moods(of ...Mood) func(*Facts) { return func(f *Facts) { f.Moods = of } }

func mood(activity domain.ActivityID, what string, days int) Mood {
	return Mood{Activity: activity, Match: "m", Client: anna, Mood: what, At: ago(days)}
}

func told(r domain.Reflection) func(*Facts) {
	return func(f *Facts) {
		f.Matches[0].LookingBack = true
		f.Reflections = []Reflection{{Evaluation: "e", Match: "m", Reflection: r}}
	}
}

func due(e domain.Evaluation) func(*Facts) { return func(f *Facts) { f.Due = []domain.Evaluation{e} } }
func wish(w Wish) func(*Facts)             { return func(f *Facts) { f.Wishes = []Wish{w} } }
func role(n Networker) func(*Facts)        { return func(f *Facts) { f.Networkers = []Networker{n} } }

func ideas(who ...domain.ClientID) func(*Facts) {
	return one(func(m *Match) {
		for i, id := range who {
			m.Ideas = append(m.Ideas, Idea{id, ago(10 * (i + 1))})
		}
	})
}

func inState(s domain.MatchState, days int) func(*Facts) {
	return one(func(m *Match) { m.State, m.Since = s, ago(days) })
}

// table holds a row for every rule.
func table() []shown {
	return []shown{
		{FollowUp, "M-16", "the day after the ending has come", "the day is tomorrow", "the talk was held",
			anAnna(func(p *domain.Person) { p.FollowUp = ago(1) }), anAnna(func(p *domain.Person) { p.FollowUp = now.Add(day) }),
			anAnna(func(p *domain.Person) { p.FollowUp = time.Time{} })},
		{MoodTurning, "D-05", "nice, then twice less", "twice so-so and nothing else", "nice again",
			moods(mood("c", "nice", 20), mood("b", "so_so", 9), mood("a", NotNice, 2)),
			moods(mood("b", "so_so", 9), mood("a", "so_so", 2)),
			moods(mood("c", NotNice, 9), mood("b", NotNice, 5), mood("a", Nice, 1))},
		{MoodLow, "D-05", "not nice once", "so-so once", "nice since",
			moods(mood("a", NotNice, 2)), moods(mood("a", "so_so", 2)), moods(mood("b", NotNice, 5), mood("a", Nice, 1))},
		{PushOff, "M-10", "too much push", "just right", "the look back is done",
			told(domain.Reflection{Client: anna, Push: domain.PushTooMuch, At: ago(1)}),
			told(domain.Reflection{Client: anna, Push: domain.PushGood, At: ago(1)}), func(*Facts) {}},
		{OneResponsible, "O-01", "one support worker", "two, in an idea one", "a second came",
			one(func(m *Match) { m.Guided[anna] = Guided{Workers: 1, Since: ago(9)} }),
			one(func(m *Match) { m.State, m.Guided[anna] = domain.MatchIdea, Guided{Workers: 1, Since: ago(9)} }),
			one(func(m *Match) { m.Guided[anna] = Guided{Workers: 2, Since: now} })},
		{LifeChange, "E-05", "life changed", "nothing changed", "the look back is done",
			told(domain.Reflection{Client: anna, LifeChanged: true, At: ago(1)}),
			told(domain.Reflection{Client: anna, At: ago(1)}), func(*Facts) {}},
		{Silence, "D-01, D-05", "eight weeks, at a distance", "seven weeks", "something is planned",
			one(func(m *Match) { m.Together, m.People[1].Distance = ago(56), domain.DistanceOnCall }), one(func(m *Match) { m.Together = ago(55) }),
			one(func(m *Match) { m.Together = now.Add(3 * day) })},
		{Unanswered, "M-17", "two weeks without an answer", "thirteen days", "an answer, whichever",
			one(func(m *Match) { m.State, m.Since, m.People[1].Answered = domain.MatchProposed, ago(14), true }), inState(domain.MatchProposed, 13),
			one(func(m *Match) {
				m.State, m.Since = domain.MatchProposed, ago(14)
				m.People[0].Answered, m.People[1].Answered = true, true
			})},
		{InterimDue, "E-03", "its day has come", "its day is tomorrow", "it has begun",
			due(domain.Evaluation{ID: "e", Match: "m", State: domain.Due, Due: ago(1)}),
			due(domain.Evaluation{ID: "e", Match: "m", State: domain.Due, Due: now.Add(day)}),
			due(domain.Evaluation{ID: "e", Match: "m", State: domain.Open, Due: ago(1)})},
		{AskAboutPause, "O-05", "the day agreed on has come", "no day was agreed on", "they go on",
			one(func(m *Match) { m.State, m.PauseUntil = domain.MatchPaused, ago(1) }), inState(domain.MatchPaused, 90),
			one(func(m *Match) { m.State, m.PauseUntil = domain.MatchUnderWay, ago(1) })},
		{OneSided, "M-20", "anna thought of the last four", "of the last three", "bert thought of one",
			ideas(anna, anna, anna, anna), ideas(anna, anna, anna), ideas(bert, anna, anna, anna, anna)},
		{NothingPlanned, "M-09", "two weeks after setting out", "thirteen days", "they try something",
			one(func(m *Match) { m.UnderWay, m.PlanTime, m.Together = ago(14), ago(20), time.Time{} }),
			one(func(m *Match) { m.UnderWay, m.PlanTime, m.Together = ago(13), ago(20), time.Time{} }),
			one(func(m *Match) { m.UnderWay, m.Together = ago(14), now })},
		{ReviewGuidance, "D-02", "the day to look again has come", "who left the group", "there is a new day",
			anAnna(func(p *domain.Person) { p.Review = ago(1) }), anAnna(func(p *domain.Person) { p.Review, p.Departed = ago(1), true }),
			anAnna(func(p *domain.Person) { p.Review = now.Add(90 * day) })},
		{OldEstimate, "D-06", "half a year old", "there never was one", "a new one",
			anAnna(func(p *domain.Person) { p.Estimated = ago(182) }), func(*Facts) {}, anAnna(func(p *domain.Person) { p.Estimated = ago(1) })},
		{WishWaiting, "N-01", "six weeks, and nobody looked", "41 days", "taken up",
			wish(Wish{ID: "w", Client: anna, State: OpenWish, Told: true, Since: ago(42)}),
			wish(Wish{ID: "w", Client: anna, State: OpenWish, Told: true, Since: ago(41)}),
			wish(Wish{ID: "w", Client: anna, State: "taken_up", Told: true, Since: ago(1)})},
		{CapacityFull, "R-12", "as many as chosen, for eight weeks", "for seven weeks", "chose to go along with one more",
			role(Networker{Client: anna, State: ActiveNetworker, Capacity: 1, Since: ago(100), Places: []time.Time{ago(56)}}),
			role(Networker{Client: anna, State: ActiveNetworker, Capacity: 1, Since: ago(55), Places: []time.Time{ago(90)}}),
			role(Networker{Client: anna, State: ActiveNetworker, Capacity: 2, Since: now, Places: []time.Time{ago(90)}})},
	}
}

// Every rule fires for its cause, does not fire a day or a hair before, and is gone when its
// cause is gone. With -v this is a table to read.
func TestSignals_EveryRuleFiresStaysQuietAndResolves(t *testing.T) {
	t.Parallel()
	t.Logf("%-20s %-11s %-38s %-34s %s", "RULE", "WHY", "FIRES", "DOES NOT FIRE", "RESOLVES")
	for i, row := range table() {
		if row.kind != Kinds()[i] {
			t.Errorf("row %d is of %s: the table follows the kinds, and none is left out", i, row.kind)
		}
		for what, c := range map[string]struct {
			change func(*Facts)
			want   []Kind
		}{row.fires: {row.firing, []Kind{row.kind}}, row.quiet: {row.notFiring, nil}, row.resolves: {row.resolving, nil}} {
			f := facts(quietMatch())
			c.change(&f)
			if got := kinds(Of(f, nil, now)); !slices.Equal(got, c.want) {
				t.Errorf("%s, %s: %v, want %v", row.kind, what, got, c.want)
			}
			if got := kinds(Of(f, Settings{row.kind: {Kind: row.kind, Off: true}}, now)); slices.Contains(got, row.kind) {
				t.Errorf("%s is off, and fires: %s", row.kind, what)
			}
			f.Reached = map[domain.ClientID]bool{}
			if got := kinds(Of(f, nil, now)); len(c.want) > 0 && reachIsOurs(row.kind) && len(got) > 0 {
				t.Errorf("%s, about somebody out of reach: %v", row.kind, got)
			}
		}
		t.Logf("%-20s %-11s %-38s %-34s %s", row.kind, row.rule, row.fires, row.quiet, row.resolves)
	}
	if len(table()) != len(Kinds()) {
		t.Errorf("%d rows for %d kinds", len(table()), len(Kinds()))
	}
}

// reachIsOurs says whether the domain decides by reach; of the others the store gives only
// what the caller reaches.
func reachIsOurs(k Kind) bool {
	return !slices.Contains([]Kind{PushOff, LifeChange, InterimDue, WishWaiting, CapacityFull}, k)
}

// Each knob of each rule: at its bounds the rule fires exactly when so much time has passed.
func TestO04_ARuleIsAsPatientAsTheOrganisationChose(t *testing.T) {
	t.Parallel()
	for distance, usual := range map[domain.Distance]int32{domain.DistanceAlongside: 3, domain.DistanceClose: 4, domain.DistanceFar: 8, domain.DistanceOnCall: 13} {
		for weeks, s := range map[int32]Settings{usual: nil, 10: {Silence: {Kind: Silence, Knobs: map[string]int32{string(distance): 10}}}} {
			for days, want := range map[int32]bool{7*weeks - 1: false, 7 * weeks: true} {
				m := quietMatch()
				m.People[0].Distance, m.People[1].Distance, m.Together = distance, distance, ago(int(days))
				if got := len(Of(facts(m), s, now)) == 2; got != want {
					t.Errorf("%s, %d weeks, after %d days: %v", distance, weeks, days, got)
				}
			}
		}
	}
	f := facts(quietMatch())
	wish(Wish{ID: "w", Client: anna, State: OpenWish, Told: true, Since: ago(20)})(&f)
	if got := Of(f, Settings{WishWaiting: {Kind: WishWaiting, Knobs: map[string]int32{Patience: 2}}}, now); len(got) != 1 {
		t.Errorf("two weeks chosen, waiting for twenty days: %v", kinds(got))
	}
}

func TestO04_ARuleIsTunedWithinBoundsAndTheUsualIsNotKept(t *testing.T) {
	t.Parallel()
	for _, r := range Rules() {
		for _, k := range r.Knobs {
			if k.Least < 1 || k.Least > k.Usual || k.Usual > k.Most {
				t.Errorf("%s %s: %+v", r.Kind, k.Name, k)
			}
			for value, fits := range map[int32]bool{k.Least - 1: false, k.Least: true, k.Usual: true, k.Most: true, k.Most + 1: false} {
				s, err := Tune(Setting{Kind: r.Kind, Version: 3}, false, map[string]int32{k.Name: value}, wout, now)
				if (err == nil) != fits {
					t.Errorf("%s %s = %d: %v", r.Kind, k.Name, value, err)
				}
				if _, kept := s.Knobs[k.Name]; fits && kept == (value == k.Usual) {
					t.Errorf("%s %s = %d is kept: %v", r.Kind, k.Name, value, kept)
				}
				if fits && (s.Version != 4 || s.By != wout || !s.At.Equal(now) || s.Values(r.Knobs)[k.Name] != value) {
					t.Errorf("%+v", s)
				}
			}
		}
		_, err := Tune(Setting{Kind: r.Kind}, false, map[string]int32{"speed": 3}, wout, now)
		wantField(t, err, "knobs")
	}
	if _, err := Tune(Setting{Kind: "zeal"}, true, nil, wout, now); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("a rule that there is not: %v", err)
	}
}

func TestX06_HowMuchARuleGivesIsAWord(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]Amount{0: None, 1: Few, 5: Few, 6: Some, 20: Some, 21: Many, 400: Many} {
		f := Facts{}
		for i := range n {
			f.Wishes = append(f.Wishes, Wish{ID: domain.WishID(number(i)), Client: anna, State: OpenWish, Told: true, Since: ago(100)})
		}
		if got := Amounts(f, nil, now); got[WishWaiting] != want || got[Silence] != None || len(got) != len(Kinds()) {
			t.Errorf("%d: %v", n, got)
		}
		if got := Amounts(f, Settings{WishWaiting: {Off: true}}, now)[WishWaiting]; got != None {
			t.Errorf("a rule that is off gives %s", got)
		}
	}
}
