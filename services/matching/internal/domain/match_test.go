package domain_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// arrows are all ways between states there are; Nothing is where nobody goes on from.
var arrows = map[domain.State][]domain.State{
	domain.Idea:              {domain.Proposed, domain.Nothing},
	domain.Proposed:          {domain.GettingAcquainted, domain.Nothing},
	domain.GettingAcquainted: {domain.UnderWay, domain.Closing},
	domain.UnderWay:          {domain.Paused, domain.Closing},
	domain.Paused:            {domain.UnderWay, domain.Closing},
	domain.Closing:           {domain.Closed},
	domain.Closed:            {},
	domain.Nothing:           {},
}

// steps are all that can be asked of a match, with arguments drawn at random.
func steps(t *rapid.T, m domain.Match, at time.Time) map[string]func() (domain.Match, error) {
	who := rapid.SampledFrom([]domain.ClientID{lotte, nick, "nobody"}).Draw(t, "who")
	voice := domain.Voice{Client: who, Own: rapid.Bool().Draw(t, "own"),
		Form: rapid.SampledFrom([]domain.Form{"", domain.Self, domain.Spoken, domain.Gesture}).Draw(t, "form")}
	answer := rapid.SampledFrom([]domain.Answer{domain.Yes, domain.Yes, domain.Yes, domain.Maybe, domain.NotNow, domain.No}).Draw(t, "answer")
	word := rapid.SampledFrom([]string{"", " ", "iets"})
	return map[string]func() (domain.Match, error){
		"propose": func() (domain.Match, error) {
			p := proposal
			p.Reason = word.Draw(t, "reason")
			return m.Propose(p, ready(lotte, nick), at)
		},
		"answer": func() (domain.Match, error) { return m.Answered(voice, answer, at) },
		"talk": func() (domain.Match, error) {
			return m.RecordTalk(domain.Talk{Plan: word.Draw(t, "plan"), Possibilities: word.Draw(t, "possibilities"),
				Expectations: map[domain.ClientID]domain.Expectation{who: {Words: word.Draw(t, "expects")}}}, "", at)
		},
		"agree":    func() (domain.Match, error) { return m.Agree(voice, at) },
		"pause":    func() (domain.Match, error) { return m.Pause(domain.Pausing{}, at) },
		"resume":   func() (domain.Match, error) { return m.Resume(domain.Word{}, at) },
		"estimate": func() (domain.Match, error) { return m.Estimated(who, word.Draw(t, "words"), at) },
		"guide": func() (domain.Match, error) {
			return m.Guide(who, domain.Guidance{Distance: domain.OnCall, Reason: word.Draw(t, "why"), Review: at.Add(time.Hour)}, at)
		},
		"care": func() (domain.Match, error) {
			return m.CaredFor(who, domain.Care{TalkHeld: rapid.Bool().Draw(t, "held"), FollowUp: at.Add(time.Hour)}, false, at)
		},
		"close": func() (domain.Match, error) { return m.CloseWith(word.Draw(t, "words"), at) },
	}
}

func TestAllStatesAndArrows(t *testing.T) {
	reached := map[domain.State]bool{}
	rapid.Check(t, func(t *rapid.T) {
		at := now
		starts := []domain.Match{idea(t), proposed(t), acquainted(t), underWay(t), ending(t), caredFor(t)}
		m := starts[rapid.IntRange(0, len(starts)-1).Draw(t, "start")]
		for range rapid.IntRange(1, 40).Draw(t, "length") {
			at = at.Add(time.Minute)
			all := steps(t, m, at)
			name := rapid.SampledFrom(slices.Sorted(keys(all))).Draw(t, "step")
			before := m
			before.People = slices.Clone(m.People)
			next, err := all[name]()
			if !reflect.DeepEqual(before, m) {
				t.Fatalf("%s changed its argument", name)
			}
			if err != nil {
				if _, ok := fault.As(err); !ok {
					t.Fatalf("%s: %v is no fault", name, err)
				}
				continue
			}
			checkStep(t, name, m, next)
			m = next
			reached[m.State] = true
		}
	})
	if len(reached) < len(arrows)-1 { // an idea is where one starts
		t.Errorf("states reached: %v", reached)
	}
}

func keys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func checkStep(t *rapid.T, name string, before, after domain.Match) {
	if before.State != after.State && !slices.Contains(arrows[before.State], after.State) {
		t.Fatalf("%s: %q became %q", name, before.State, after.State)
	}
	if after.State == domain.UnderWay && before.State == domain.GettingAcquainted {
		for _, p := range after.People {
			if !p.Agreed || p.AgreedForm == "" || !p.Expects.Told() {
				t.Fatalf("under way without %s's own yes or expectation (M-02, M-08)", p.Client)
			}
		}
		if strings.TrimSpace(after.Plan) == "" || strings.TrimSpace(after.Possibilities) == "" || after.UnderWaySince.IsZero() {
			t.Fatal("under way without the talk in three parts (M-08)")
		}
	}
	if after.State == domain.Closed {
		for _, p := range after.People {
			if !p.Care.TalkHeld || p.Care.FollowUp.IsZero() {
				t.Fatalf("closed without care for %s (M-16)", p.Client)
			}
		}
	}
	for _, p := range after.People {
		if p.Answer != "" && p.AnswerForm == "" {
			t.Fatal("an answer without how it was given (M-02)")
		}
	}
}

func TestX10_StoppingIsNeverRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		starts := []domain.Match{idea(t), proposed(t), acquainted(t), underWay(t), ending(t), caredFor(t)}
		m := starts[rapid.IntRange(0, len(starts)-1).Draw(t, "start")]
		for range rapid.IntRange(0, 20).Draw(t, "length") {
			all := steps(t, m, now)
			if next, err := all[rapid.SampledFrom(slices.Sorted(keys(all))).Draw(t, "step")](); err == nil {
				m = next
			}
		}
		after, err := m.End(domain.Stop{By: lotte}, now)
		if err != nil {
			t.Fatalf("stopping in %q was refused: %v", m.State, err)
		}
		if !slices.Contains([]domain.State{domain.Nothing, domain.Closing, domain.Closed}, after.State) {
			t.Fatalf("stopped, and still %q", after.State)
		}
	})
}

func TestX09_NoStateForFailure(t *testing.T) {
	for state := range arrows {
		for _, bad := range []string{"fail", "mislukt", "reject", "broken", "cancel"} {
			if strings.Contains(string(state), bad) {
				t.Errorf("state %q", state)
			}
		}
	}
}

func TestM03_SpontaneousIsUnderWayAtOnce(t *testing.T) {
	people := []domain.NewPerson{{Client: lotte}, {Client: nick}}
	told := domain.Spontaneously{People: people, BeganAt: "de buurtbarbecue", Doing: "vissen", Citizens: 2}
	// No wish, no talents, no consent to be looked for: nobody looked for them.
	circle := domain.Circle{lotte: {Workers: []domain.SupportWorkerID{"anna"}}, nick: {Workers: []domain.SupportWorkerID{"bert"}}}
	m, err := domain.NewSpontaneous("match", told, circle, now)
	must(t, m, err)
	if m.State != domain.UnderWay || m.Origin != domain.Spontaneous || !m.UnderWaySince.Equal(now) || m.BeganAt != "de buurtbarbecue" {
		t.Errorf("got %+v", m)
	}
	if !m.PlanMade() {
		t.Error("what they do together is a plan (M-09)")
	}
	if m.Citizens != 2 {
		t.Error("people from the neighbourhood are counted (M-12)")
	}
	// Equal in every way: the same steps are open to it.
	for _, step := range []func(domain.Match) (domain.Match, error){
		func(m domain.Match) (domain.Match, error) { return m.Pause(domain.Pausing{}, now) },
		func(m domain.Match) (domain.Match, error) { return m.RecordTalk(talk, "", now) },
		func(m domain.Match) (domain.Match, error) { return m.End(domain.Stop{By: nick}, now) },
	} {
		if _, err := step(m); err != nil {
			t.Error(err)
		}
	}
}

func TestM11_Groups(t *testing.T) {
	m, err := domain.NewIdea("match", wish, []domain.NewPerson{{Client: nick, Networker: true}, {Client: omar}}, now)
	must(t, m, err)
	m, err = m.Propose(proposal, ready(lotte, nick, omar), now)
	must(t, m, err)
	for i, p := range []domain.ClientID{nick, omar, lotte} {
		m, err = m.Answered(domain.Voice{Client: p, Own: true}, domain.Yes, now)
		must(t, m, err)
		if (m.State == domain.GettingAcquainted) != (i == 2) {
			t.Fatalf("after %d answers: %s", i+1, m.State)
		}
	}
	if got := m.Networkers(); !slices.Equal(got, []domain.ClientID{nick}) {
		t.Errorf("networkers: %v", got)
	}
}

func TestR01_ARoleInOneMatchOnly(t *testing.T) {
	// Nick leads in one match and follows in another, with a wish of his own.
	m, err := domain.NewIdea("other", domain.Wish{ID: "w2", Client: nick, State: "open", Told: true},
		[]domain.NewPerson{{Client: omar, Networker: true}}, now)
	must(t, m, err)
	if !participant(t, idea(t), nick).Networker || participant(t, m, nick).Networker {
		t.Error("the role belongs to the match, not to the person")
	}
}

func TestM20_WhoWishedFollows(t *testing.T) {
	m := idea(t)
	if m.People[0].Client != lotte || m.People[0].Networker || m.WishID != wish.ID {
		t.Errorf("the match starts from the wish of who follows: %+v", m.People)
	}
	_, err := domain.NewIdea("match", wish, []domain.NewPerson{{Client: lotte, Networker: true}}, now)
	refused(t, err, fault.KindInvalid, "ONE_PERSON_TWICE")
}

func TestN01_NothingWithoutAWish(t *testing.T) {
	for _, w := range []domain.Wish{
		{ID: "w", Client: lotte, State: "open"},
		{ID: "w", Client: lotte, State: "let_go", Told: true},
		{ID: "w", Client: lotte, State: "fulfilled", Told: true},
	} {
		_, err := domain.NewIdea("match", w, []domain.NewPerson{{Client: nick}}, now)
		refused(t, err, fault.KindConflict, "WISH_NOT_OPEN")
	}
}

func TestM13_NoMinimumAndNoEndDate(t *testing.T) {
	m, err := underWay(t).End(domain.Stop{By: lotte}, now) // in the very same moment
	must(t, m, err)
	if m.State != domain.Closing {
		t.Errorf("got %s", m.State)
	}
	late := now.AddDate(40, 0, 0)
	if underWay(t).Lapsed(late) {
		t.Error("a match under way never lapses")
	}
}

func TestR11_M17_Lapsing(t *testing.T) {
	asked := proposed(t)
	halfway, err := asked.Answered(domain.Voice{Client: nick, Own: true}, domain.Maybe, now.AddDate(0, 0, 20))
	must(t, halfway, err)
	for _, c := range []struct {
		name  string
		m     domain.Match
		after int
		want  bool
	}{
		{"idea, 59 days", idea(t), 59, false},
		{"idea, 60 days", idea(t), 60, true},
		{"proposal, 29 days", asked, 29, false},
		{"proposal, 30 days", asked, 30, true},
		{"proposal answered after 20 days, after 49", halfway, 49, false},
		{"proposal answered after 20 days, after 50", halfway, 50, true},
		{"getting acquainted", acquainted(t), 4000, false},
		{"closing", ending(t), 4000, false},
	} {
		if got := c.m.Lapsed(now.AddDate(0, 0, c.after)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if rests := idea(t).RestAll(now); len(rests) != 0 {
		t.Errorf("nobody knew of the idea, nothing rests: %v", rests)
	}
	if rests := asked.RestAll(now); len(rests) != 1 || rests[0].Pair != domain.PairOf(nick, lotte) {
		t.Errorf("got %v", rests)
	}
}

func TestSomebodyLeaves(t *testing.T) {
	if m := idea(t).Without(nick, now); m.State != domain.Nothing {
		t.Errorf("an idea becomes nothing, got %q", m.State)
	}
	m := underWay(t)
	m.Reason, m.Ending.PrivateReason = "over Nick", "over Nick"
	m = m.Without(nick, now)
	if m.State != domain.Closing || len(m.People) != 1 || m.People[0].Client != lotte {
		t.Errorf("who stays behind gets the care of an ending: %+v", m)
	}
	if m.Reason+m.Plan+m.Possibilities+m.Ending.PrivateReason+m.People[0].Expects.Words != "" {
		t.Errorf("words that may speak of who left are still there: %+v", m)
	}
	if m := m.Without(lotte, now); m.State != domain.Nothing {
		t.Errorf("nobody left, nothing left: %q", m.State)
	}
}
