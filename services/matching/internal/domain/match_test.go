package domain_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

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
