package domain_test

import (
	"testing"
	"time"

	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/matching/internal/domain"
)

func TestM01_NamesWhoMissesWhat(t *testing.T) {
	circle := ready(lotte, nick)
	circle[nick] = domain.Known{MayMatch: true, Wish: true, Workers: circle[nick].Workers}
	l := circle[lotte]
	l.Wish = false
	circle[lotte] = l
	_, err := idea(t).Propose(proposal, circle, now)
	f := refused(t, err, fault.KindConflict, "NOT_READY_FOR_EACH_OTHER")
	wants(t, f.Text.NL, "Praat met de persoon van deze wens over wat die zelf wenst.",
		"Praat met de netwerker over wat die goed kan.", "Praat met de netwerker over wat die voor een ander kan betekenen.")
	wants(t, f.Text.EN, "the person of this wish", "the networker")
	var paths []string
	for _, field := range f.Fields {
		paths = append(paths, field.Path)
	}
	if len(paths) != 3 || paths[0] != "participants[0].wish" || paths[1] != "participants[1].talents" || paths[2] != "participants[1].could_mean" {
		t.Errorf("fields: %v", paths)
	}
	n := circle[nick]
	n.MayMatch = false
	circle[nick] = n
	_, err = idea(t).Propose(proposal, circle, now)
	wants(t, refused(t, err, fault.KindConflict, "NOT_READY_FOR_EACH_OTHER").Text.NL, "Vraag de netwerker eerst of Optrek mag meezoeken.")
}

func TestM02_OnlyThePeopleThemselvesAnswer(t *testing.T) {
	for _, c := range []struct {
		name  string
		voice domain.Voice
		code  string // empty: accepted
		form  domain.Form
	}{
		{"the client", domain.Voice{Client: lotte, Own: true}, "", domain.Self},
		{"the client, saying so", domain.Voice{Client: lotte, Own: true, Form: domain.Self}, "", domain.Self},
		{"the client with a support form", domain.Voice{Client: lotte, Own: true, Form: domain.Spoken}, "OWN_ANSWER", ""},
		{"staff without a form", domain.Voice{Client: lotte}, "SUPPORT_FORM_NEEDED", ""},
		{"staff as if the client did it", domain.Voice{Client: lotte, Form: domain.Self}, "SUPPORT_FORM_NEEDED", ""},
		{"staff with a form", domain.Voice{Client: lotte, Form: domain.Pictures}, "", domain.Pictures},
		{"staff through the representative", domain.Voice{Client: lotte, Form: domain.Representative}, "", domain.Representative},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := proposed(t).Answered(c.voice, domain.Yes, now)
			talked, talkErr := acquainted(t).RecordTalk(talk, "", now)
			must(t, talked, talkErr)
			agreed, agreeErr := talked.Agree(c.voice, now)
			if c.code != "" {
				refused(t, err, fault.KindInvalid, c.code)
				refused(t, agreeErr, fault.KindInvalid, c.code)
				return
			}
			must(t, m, err)
			must(t, agreed, agreeErr)
			if p := participant(t, m, lotte); p.Answer != domain.Yes || p.AnswerForm != c.form {
				t.Errorf("got %+v", p)
			}
			if p := participant(t, agreed, lotte); !p.Agreed || p.AgreedForm != c.form || agreed.State != domain.GettingAcquainted {
				t.Errorf("got %+v in %s", p, agreed.State)
			}
		})
	}
}

func TestM02_AStrangerHasNoAnswer(t *testing.T) {
	_, err := proposed(t).Answered(domain.Voice{Client: omar, Own: true}, domain.Yes, now)
	refused(t, err, fault.KindNotFound, "NOT_FOUND")
}

func TestM05_M06_M07_AProposalIsWhole(t *testing.T) {
	for code, p := range map[string]domain.Proposal{
		"MAKING_NEEDED":   {Wish: wish, Reason: "samen koken", GuidanceNeeded: "weinig"},
		"REASON_NEEDED":   {Wish: wish, Making: domain.Connecting, Reason: " \n", GuidanceNeeded: "weinig"},
		"GUIDANCE_NEEDED": {Wish: wish, Making: domain.PointingOut, Reason: "samen koken", GuidanceNeeded: "  "},
	} {
		_, err := idea(t).Propose(p, ready(lotte, nick), now)
		if f := refused(t, err, fault.KindInvalid, code); len(f.Fields) != 1 {
			t.Errorf("%s names no field", code)
		}
	}
	letGo := proposal
	letGo.Wish.State = "let_go"
	_, err := idea(t).Propose(letGo, ready(lotte, nick), now)
	refused(t, err, fault.KindConflict, "WISH_NOT_OPEN")
	for _, making := range []domain.Making{domain.PointingOut, domain.Connecting, domain.EncouragingMeeting, domain.Introducing} {
		p := proposal
		p.Making = making
		m, err := idea(t).Propose(p, ready(lotte, nick), now)
		if must(t, m, err); m.Making != making || m.Reason != p.Reason || m.GuidanceNeeded != p.GuidanceNeeded {
			t.Errorf("got %+v", m)
		}
	}
}

func TestM17_NoPromiseBefore(t *testing.T) {
	if domain.Idea.KnownToPeople() || domain.Nothing.KnownToPeople() {
		t.Error("an idea is for support workers only")
	}
	for _, s := range domain.Standing() {
		if !s.KnownToPeople() {
			t.Errorf("%s is known to the people", s)
		}
	}
	for answer, rest := range map[domain.Answer]time.Duration{domain.No: domain.RestAfterNo, domain.NotNow: domain.RestOtherwise} {
		m := proposed(t)
		yes, err := m.Answered(domain.Voice{Client: nick, Own: true}, domain.Yes, now)
		must(t, yes, err)
		gone, err := yes.Answered(domain.Voice{Client: lotte, Own: true}, answer, now)
		if must(t, gone, err); gone.State != domain.Nothing {
			t.Errorf("%s: %q", answer, gone.State)
		}
		rests := yes.RestAfter(lotte, answer, now)
		if len(rests) != 1 || rests[0].Pair != domain.PairOf(lotte, nick) || !rests[0].Until.Equal(now.Add(rest)) {
			t.Errorf("%s rests %v", answer, rests)
		}
	}
	maybe, err := proposed(t).Answered(domain.Voice{Client: lotte, Own: true}, domain.Maybe, now)
	if must(t, maybe, err); maybe.State != domain.Proposed {
		t.Error("a maybe leaves the question open")
	}
}

func TestO01_TwoSupportWorkersTogether(t *testing.T) {
	one := ready(lotte, nick)
	for p, k := range one {
		k.Workers = []domain.SupportWorkerID{"anna"}
		one[p] = k
	}
	_, err := idea(t).Propose(proposal, one, now)
	f := refused(t, err, fault.KindConflict, "SECOND_SUPPORT_WORKER_NEEDED")
	wants(t, f.Text.NL, "Vraag een collega om tweede begeleider te worden")
	told := domain.Spontaneously{People: []domain.NewPerson{{Client: lotte}, {Client: nick}}}
	_, err = domain.NewSpontaneous("m", told, one, now)
	refused(t, err, fault.KindConflict, "SECOND_SUPPORT_WORKER_NEEDED")
	k := one[nick]
	k.Workers = []domain.SupportWorkerID{"bert"}
	one[nick] = k
	_, err = idea(t).Propose(proposal, one, now)
	must(t, 0, err)
}

func TestD04_NobodyWithoutASupportWorker(t *testing.T) {
	circle := ready(lotte, nick)
	k := circle[nick]
	k.Workers = nil
	circle[nick] = k
	_, err := idea(t).Propose(proposal, circle, now)
	wants(t, refused(t, err, fault.KindConflict, "SUPPORT_WORKER_NEEDED").Text.NL, "kies eerst een begeleider voor de netwerker")
	_, err = domain.NewSpontaneous("m", domain.Spontaneously{People: []domain.NewPerson{{Client: lotte}, {Client: nick}}}, circle, now)
	wants(t, refused(t, err, fault.KindConflict, "SUPPORT_WORKER_NEEDED").Text.NL, "de ander")
}

func TestCapacity(t *testing.T) {
	for _, c := range []struct {
		n        domain.Networker
		standing int
		code     string
	}{
		{domain.Networker{State: "active", Capacity: 2}, 1, ""},
		{domain.Networker{State: "active", Capacity: 2}, 2, "NETWORKER_FULL"},
		{domain.Networker{State: "active", Capacity: 0}, 0, "NETWORKER_FULL"},
		{domain.Networker{State: "paused", Capacity: 2}, 0, "NETWORKER_NOT_ACTIVE"},
		{domain.Networker{}, 0, "NETWORKER_NOT_ACTIVE"},
	} {
		err := c.n.TakeOn(c.standing)
		if c.code == "" {
			must(t, 0, err)
			continue
		}
		refused(t, err, fault.KindConflict, c.code)
	}
}

func TestD04_O01_AHintWhenSupportWorkersGo(t *testing.T) {
	for code, workers := range map[string][][]domain.SupportWorkerID{
		"":                             {{"anna"}, {"bert"}},
		"SUPPORT_WORKER_NEEDED":        {{"anna", "bert"}, nil},
		"SECOND_SUPPORT_WORKER_NEEDED": {{"anna"}, {"anna"}},
	} {
		for name, m := range map[string]domain.Match{"proposed": proposed(t), "under way": underWay(t), "ending": ending(t)} {
			for i := range m.People {
				m.People[i].Workers = workers[i]
			}
			hints := m.Hints(now)
			if (code == "") != (len(hints) == 0) || code != "" && hints[0].Code != code {
				t.Errorf("%s, %s: %v", name, code, hints)
			}
		}
	}
}
