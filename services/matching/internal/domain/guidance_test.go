package domain_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

// It covers taking part and nothing else: what else somebody needs is outside Optrek, and
// there is nowhere to write it.
func TestD03_GuidanceIsAboutTakingPartOnly(t *testing.T) {
	var fields []string
	for f := range reflect.TypeFor[domain.Guidance]().Fields() {
		fields = append(fields, f.Name)
	}
	if want := []string{"Distance", "Task", "Reason", "Set", "Review"}; !slices.Equal(fields, want) {
		t.Errorf("fields %v, want %v", fields, want)
	}
	m := underWay(t)
	for _, p := range m.People {
		if reason, is := p.Guidance.ByDefault(); !is || reason.NL != p.Guidance.Reason || reason.EN == "" {
			t.Errorf("got %+v", p.Guidance)
		}
	}
}

func TestD07_TheTaskAsksWhoElseCould(t *testing.T) {
	for task, want := range map[domain.Task]bool{domain.Coach: false, domain.Connector: false, domain.Mediator: false, domain.DoingItFor: true, "": false} {
		m, err := underWay(t).Guide(lotte, domain.Guidance{Distance: domain.Close, Task: task, Reason: "omdat", Review: now.AddDate(0, 1, 0)}, now)
		must(t, m, err)
		if got := hinted(m, now, "WHO_ELSE_COULD"); got != want {
			t.Errorf("%q: %v", task, got)
		}
	}
}

func hinted(m domain.Match, at time.Time, code string) bool {
	return slices.ContainsFunc(m.Hints(at), func(s domain.Sentence) bool { return s.Code == code && s.NL != "" && s.EN != "" })
}

// Nobody owes anybody an answer: after silence a support worker is asked to listen, and
// nothing happens by itself.
func TestM17_SilenceIsHintedAtToSupportWorkers(t *testing.T) {
	for _, c := range []struct {
		name string
		m    domain.Match
		code string
		days int
	}{
		{"a proposal", proposed(t), "NO_ANSWER_YET", 14},
		{"getting acquainted", acquainted(t), "QUIET_FOR_A_WHILE", 28},
	} {
		soon, late := now.AddDate(0, 0, c.days).Add(-time.Minute), now.AddDate(0, 0, c.days)
		if hinted(c.m, soon, c.code) || !hinted(c.m, late, c.code) {
			t.Errorf("%s: after %d days", c.name, c.days)
		}
	}
	if hinted(underWay(t), now.AddDate(1, 0, 0), "QUIET_FOR_A_WHILE") {
		t.Error("who is under way goes their own way (D-05)")
	}
}

func TestM20_TheNetworkerLeadsAndTheWishIsTheOthers(t *testing.T) {
	m := group(t)
	if !slices.Equal(m.Followers(), []domain.ClientID{lotte, omar}) || !slices.Equal(m.Networkers(), []domain.ClientID{nick}) {
		t.Errorf("followers %v, in the lead %v", m.Followers(), m.Networkers())
	}
	m.State = domain.Closed
	of := func(c domain.ClientID) domain.Wish {
		return domain.Wish{ID: "w", Client: c, State: "open", Told: true}
	}
	again, err := m.Again("again", of(omar), now)
	must(t, again, err)
	if again.People[0].Client != omar || again.People[0].Networker || again.State != domain.Idea || again.AgainOf != m.ID || !participant(t, again, nick).Networker {
		t.Errorf("it begins with the wish of who follows: %+v", again)
	}
}

func TestM11_WhoLeadsLeaves(t *testing.T) {
	m, err := group(t).Leave(domain.Leaving{Client: nick, Form: domain.Self}, now)
	must(t, m, err)
	if m.State != domain.UnderWay || !hinted(m, now, "NOBODY_LEADS") || !hinted(m, now, "TALK_WITH_WHO_LEFT") || len(domain.Freed(group(t), m)) != 1 {
		t.Errorf("the others go on, and the place is free: %+v", m)
	}
}

// A pause of who left is no longer theirs to end.
func TestM11_WhoPausedLeaves(t *testing.T) {
	m, err := group(t).Pause(domain.Pausing{By: domain.Word{Client: omar, Own: true}}, now)
	must(t, m, err)
	m, err = m.Leave(domain.Leaving{Client: omar, Form: domain.Self}, now)
	must(t, m, err)
	m, err = m.Resume(domain.Word{}, now)
	if must(t, m, err); m.State != domain.UnderWay {
		t.Errorf("got %q", m.State)
	}
}

// The other side of a match across organisations has a say of its own.
func TestM17_AcrossOrganisationsNothingIsDecidedForTheOtherSide(t *testing.T) {
	m := underWay(t)
	m.Elsewhere = domain.Elsewhere{Request: "request", Going: true}
	_, err := m.Invite(domain.Invitation{Person: domain.NewPerson{Client: omar}, Reason: "omdat"}, ready(lotte, nick, omar), now)
	refused(t, err, fault.KindConflict, "ASK_THE_OTHER_ORGANISATION")
	m.State = domain.Closed
	_, err = m.Again("again", wish, now)
	refused(t, err, fault.KindConflict, "ASK_THE_OTHER_ORGANISATION")
}
