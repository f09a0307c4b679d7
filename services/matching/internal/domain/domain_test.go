package domain_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

var now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// Three people; lotte wishes, nick takes the lead.
const (
	lotte domain.ClientID = "lotte"
	nick  domain.ClientID = "nick"
	omar  domain.ClientID = "omar"
)

var wish = domain.Wish{ID: "wish", Client: lotte, Kind: "company", State: "open", Interests: []string{"koken"}, Told: true}

// ready is a circle in which nothing is missing.
func ready(people ...domain.ClientID) domain.Circle {
	c := domain.Circle{}
	for _, p := range people {
		c[p] = domain.Known{MayMatch: true, Wish: true, Talents: true, CouldMean: true, LeadsGroup: true,
			Workers: []domain.SupportWorkerID{"anna", "bert"}}
	}
	return c
}

var proposal = domain.Proposal{Wish: wish, Making: domain.Introducing, Reason: "Jullie houden allebei van koken.", GuidanceNeeded: "De eerste keer gaat Anna mee."}

func must[T any](t interface{ Fatal(...any) }, v T, err error) T {
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func idea(t interface{ Fatal(...any) }) domain.Match {
	m, err := domain.NewIdea("match", wish, []domain.NewPerson{{Client: nick, Networker: true}}, now)
	for i := range m.People { // as it comes from the store
		m.People[i].Workers = []domain.SupportWorkerID{"anna", "bert"}
	}
	return must(t, m, err)
}

func proposed(t interface{ Fatal(...any) }) domain.Match {
	m, err := idea(t).Propose(proposal, ready(lotte, nick), now)
	return must(t, m, err)
}

func acquainted(t interface{ Fatal(...any) }) domain.Match {
	m := proposed(t)
	for _, p := range m.Clients() {
		next, err := m.Answered(domain.Voice{Client: p, Own: true}, domain.Yes, now)
		m = must(t, next, err)
	}
	return m
}

var talk = domain.Talk{
	Expectations:  map[domain.ClientID]domain.Expectation{lotte: {Words: "samen koken"}, nick: {Rhythm: domain.Regularly}},
	Possibilities: "de keuken is vrij op donderdag", Plan: "pannenkoeken",
}

func underWay(t interface{ Fatal(...any) }) domain.Match {
	m, err := acquainted(t).RecordTalk(talk, "", now)
	m = must(t, m, err)
	for _, p := range m.Clients() {
		next, err := m.Agree(domain.Voice{Client: p, Own: true}, now)
		m = must(t, next, err)
	}
	return m
}

func ending(t interface{ Fatal(...any) }) domain.Match {
	m, err := underWay(t).End(domain.Stop{}, now)
	return must(t, m, err)
}

// caredFor is an ending in which nothing is missing.
func caredFor(t interface{ Fatal(...any) }) domain.Match {
	m := ending(t)
	for _, p := range m.Clients() {
		next, err := m.CaredFor(p, domain.Care{TalkHeld: true, FollowUp: now.AddDate(0, 0, 14)}, false, now)
		m = must(t, next, err)
	}
	m, err := m.End(domain.Stop{NeutralWords: "Het was mooi zo."}, now)
	return must(t, m, err)
}

// refused checks that err is a fault of this code, with words in both languages.
func refused(t *testing.T, err error, kind fault.Kind, code string) *fault.Fault {
	t.Helper()
	f, ok := fault.As(err)
	if !ok {
		t.Fatalf("want the fault %s, got %v", code, err)
	}
	if f.Kind != kind || f.Code != code || f.Text.NL == "" || f.Text.EN == "" {
		t.Fatalf("want %s (kind %d) in both languages, got %+v", code, kind, *f)
	}
	for _, field := range f.Fields {
		if field.Path == "" || field.Text.NL == "" || field.Text.EN == "" {
			t.Fatalf("field without words: %+v", field)
		}
	}
	return f
}

func participant(t *testing.T, m domain.Match, c domain.ClientID) domain.Participant {
	t.Helper()
	for _, p := range m.People {
		if p.Client == c {
			return p
		}
	}
	t.Fatal(errors.New("not in the match: " + string(c)))
	return domain.Participant{}
}

func wants(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("want %q in %q", part, text)
		}
	}
}
