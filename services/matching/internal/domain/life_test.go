package domain_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

const sam domain.ClientID = "sam"

// arrows are all ways between states there are; Nothing is where nobody goes on from.
var arrows = map[domain.State][]domain.State{
	domain.Idea:              {domain.Proposed, domain.Nothing},
	domain.Proposed:          {domain.GettingAcquainted, domain.Nothing},
	domain.GettingAcquainted: {domain.UnderWay, domain.Closing},
	domain.UnderWay:          {domain.Paused, domain.Closing},
	domain.Paused:            {domain.UnderWay, domain.Closing},
	domain.Closing:           {domain.Closed, domain.GettingAcquainted, domain.UnderWay, domain.Paused},
	domain.Closed:            {},
	domain.Nothing:           {},
}

// group is lotte, nick and omar, under way together.
func group(t interface{ Fatal(...any) }) domain.Match {
	m, err := domain.NewSpontaneous("group", domain.Spontaneously{Doing: "koken",
		People: []domain.NewPerson{{Client: lotte}, {Client: nick, Networker: true}, {Client: omar}}}, ready(lotte, nick, omar), now)
	return must(t, m, err)
}

// starts gives a match in each state, of two people and of three.
func starts(t *rapid.T) []domain.Match {
	three, err := domain.NewIdea("three", wish, []domain.NewPerson{{Client: nick, Networker: true}, {Client: omar}}, now)
	must(t, three, err)
	return []domain.Match{idea(t), proposed(t), acquainted(t), underWay(t), ending(t), caredFor(t), three, group(t)}
}

// step is something asked of a match.
type step func() (domain.Match, error)

// steps are all that can be asked of a match, with arguments drawn at random.
func steps(t *rapid.T, m domain.Match, at time.Time) map[string]step {
	who := rapid.SampledFrom([]domain.ClientID{lotte, nick, omar, sam, "nobody"}).Draw(t, "who")
	form := rapid.SampledFrom([]domain.Form{"", domain.Self, domain.Spoken, domain.Gesture}).Draw(t, "form")
	voice := domain.Voice{Client: who, Own: rapid.Bool().Draw(t, "own"), Form: form}
	answer := rapid.SampledFrom([]domain.Answer{domain.Yes, domain.Yes, domain.Yes, domain.Maybe, domain.NotNow, domain.No}).Draw(t, "answer")
	word := rapid.SampledFrom([]string{"", " ", "iets"})
	all := map[string]step{
		"propose": func() (domain.Match, error) {
			p := proposal
			p.Reason = word.Draw(t, "reason")
			return m.Propose(p, ready(lotte, nick, omar), at)
		},
		"answer": func() (domain.Match, error) { return m.Answered(voice, answer, at) },
		"talk": func() (domain.Match, error) {
			parts := rapid.SampledFrom([][]domain.TalkPart{nil, {domain.PartPlan, domain.PartExpectations}}).Draw(t, "parts")
			return m.RecordTalk(domain.Talk{Plan: word.Draw(t, "plan"), Possibilities: word.Draw(t, "possibilities"), Parts: parts,
				Expectations: map[domain.ClientID]domain.Expectation{who: {Words: word.Draw(t, "expects")}}}, "", at)
		},
		"agree":    func() (domain.Match, error) { return m.Agree(voice, at) },
		"estimate": func() (domain.Match, error) { return m.Estimated(who, word.Draw(t, "words"), at) },
		"guide": func() (domain.Match, error) {
			return m.Guide(who, domain.Guidance{Distance: domain.OnCall, Reason: word.Draw(t, "why"), Review: at.Add(time.Hour)}, at)
		},
		"care": func() (domain.Match, error) {
			return m.CaredFor(who, domain.Care{TalkHeld: rapid.Bool().Draw(t, "held"), FollowUp: at.Add(time.Hour)}, false, at)
		},
		"close": func() (domain.Match, error) { return m.CloseWith(word.Draw(t, "words"), at) },
	}
	maps.Copy(all, groupSteps(t, m, voice, at))
	return all
}

// groupSteps are those of groups, pauses and endings.
func groupSteps(t *rapid.T, m domain.Match, voice domain.Voice, at time.Time) map[string]step {
	who := voice.Client
	word := func() (domain.Word, error) {
		if rapid.Bool().Draw(t, "staff") {
			return domain.NewWord("", false, "")
		}
		return domain.NewWord(who, voice.Own, voice.Form)
	}
	spoken := func(do func(domain.Word) (domain.Match, error)) step {
		return func() (domain.Match, error) {
			w, err := word()
			if err != nil {
				return m, err
			}
			return do(w)
		}
	}
	return map[string]step{
		"pause": spoken(func(w domain.Word) (domain.Match, error) {
			return m.Pause(domain.Pausing{By: w, Until: at.Add(time.Hour)}, at)
		}),
		"resume":    spoken(func(w domain.Word) (domain.Match, error) { return m.Resume(w, at) }),
		"take back": spoken(func(w domain.Word) (domain.Match, error) { return m.TakeBack(w, at) }),
		"leave":     func() (domain.Match, error) { return m.Leave(domain.Leaving{Client: who, Form: voice.Form}, at) },
		"invite": func() (domain.Match, error) {
			return m.Invite(domain.Invitation{Person: domain.NewPerson{Client: who}, Reason: "omdat"}, ready(lotte, nick, omar, sam, who), at)
		},
		"answer invitation": func() (domain.Match, error) {
			return m.AnsweredInvitation(voice, rapid.SampledFrom([]domain.Answer{domain.Yes, domain.Maybe, domain.No}).Draw(t, "answers"),
				rapid.Bool().Draw(t, "room"), at)
		},
		"go on":    func() (domain.Match, error) { return m.GoOn(at), nil },
		"withdraw": func() (domain.Match, error) { return m.Withdraw(at) },
		"amend": func() (domain.Match, error) {
			plan := "anders"
			return m.Amend(domain.Amendment{Reason: &plan}, at)
		},
		"keep apart": func() (domain.Match, error) { return m.KeptApart(who, lotte, domain.Stop{}, at) },
	}
}

func TestAllStatesAndArrows(t *testing.T) {
	reached := map[domain.State]bool{}
	rapid.Check(t, func(t *rapid.T) {
		at := now
		m := rapid.SampledFrom(starts(t)).Draw(t, "start")
		for range rapid.IntRange(1, 40).Draw(t, "length") {
			at = at.Add(time.Minute)
			all := steps(t, m, at)
			name := rapid.SampledFrom(slices.Sorted(maps.Keys(all))).Draw(t, "step")
			before := m
			before.People, before.Invited, before.Departed = slices.Clone(m.People), slices.Clone(m.Invited), slices.Clone(m.Departed)
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
			checkPeople(t, name, m, next)
			m = next
			reached[m.State] = true
		}
	})
	if len(reached) < len(arrows)-1 { // an idea is where one starts
		t.Errorf("states reached: %v", reached)
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
			if !p.Care.TalkHeld || p.Care.FollowUp.IsZero() && before.State != domain.Closed {
				t.Fatalf("closed without care for %s (M-16)", p.Client)
			}
		}
	}
	if before.State == domain.Closing && after.State != domain.Closing && after.State != domain.Closed {
		if name != "take back" || !reflect.DeepEqual(after.Ending, domain.Ending{}) || slices.ContainsFunc(after.People, func(p domain.Participant) bool { return p.Stops }) {
			t.Fatalf("%s: on again while somebody wants to stop (X-10)", name)
		}
	}
	for _, p := range after.Everybody() {
		if p.Answer != "" && p.AnswerForm == "" {
			t.Fatal("an answer without how it was given (M-02)")
		}
	}
}

// checkPeople: everybody has one part in a match, and nobody is lost on the way.
func checkPeople(t *rapid.T, name string, before, after domain.Match) {
	seen := map[domain.ClientID]bool{}
	for _, p := range after.Everybody() {
		if seen[p.Client] {
			t.Fatalf("%s: %s is in it twice", name, p.Client)
		}
		seen[p.Client] = true
	}
	if len(after.People) < 2 {
		t.Fatalf("%s: %d people are no match", name, len(after.People))
	}
	for _, p := range before.People {
		if part := after.PartOf(p.Client); part != domain.InIt && (part != domain.HasLeft || len(before.People) < 3) {
			t.Fatalf("%s: %s is gone from a match of %d", name, p.Client, len(before.People))
		}
	}
	for _, p := range after.People {
		if part := before.PartOf(p.Client); part == domain.NoPart || part == domain.AskedIn && p.Answer != domain.Yes {
			t.Fatalf("%s: %s came in without their yes (M-17)", name, p.Client)
		}
	}
	if len(after.Invited) > 0 && after.State != domain.UnderWay && after.State != domain.Paused {
		t.Fatalf("%s: asked into what is %q", name, after.State)
	}
}

func TestX10_StoppingIsNeverRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(starts(t)).Draw(t, "start")
		for range rapid.IntRange(0, 20).Draw(t, "length") {
			all := steps(t, m, now)
			if next, err := all[rapid.SampledFrom(slices.Sorted(maps.Keys(all))).Draw(t, "step")](); err == nil {
				m = next
			}
		}
		for _, who := range m.Everybody() {
			after, err := m.Leave(domain.Leaving{Client: who.Client, Form: domain.Self}, now)
			if err != nil {
				t.Fatalf("stopping in %q was refused: %v", m.State, err)
			}
			over := slices.Contains([]domain.State{domain.Nothing, domain.Closing, domain.Closed}, after.State)
			if !over && after.PartOf(who.Client) != domain.HasLeft && after.PartOf(who.Client) != domain.NoPart {
				t.Fatalf("stopped, and still in what is %q", after.State)
			}
		}
	})
}
