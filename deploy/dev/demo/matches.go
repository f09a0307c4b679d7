package demo

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
)

// matches makes one in every state a match can be in.
func (s *seeding) matches(ctx context.Context) error {
	made := []struct {
		with part // who the networker goes out with
		by   part
		then func(context.Context, *pair) error
	}{
		{isThoughtOf, leads, func(context.Context, *pair) error { return nil }},
		{isAsked, leadsToo, s.propose},
		{meets, leads, s.acquaint},
		{goesOut, leads, s.goOut},
		{rests, leadsToo, s.rest},
		{says, leadsToo, s.beginEnding},
	}
	for _, m := range made {
		pair, err := s.idea(ctx, s.organisation.is(m.with), s.organisation.is(m.by))
		if err != nil {
			return fmt.Errorf("idea of a match: %w", err)
		}
		if err := m.then(ctx, pair); err != nil {
			return fmt.Errorf("match: %w", err)
		}
	}
	return s.spontaneous(ctx)
}

// pair is a match being made, and the two people in it.
type pair struct {
	match  matchingv1.Match
	people [2]person // who wishes, who leads
}

// idea waits until matching has heard of both people: it listens to recruitment's feed.
func (s *seeding) idea(ctx context.Context, wishes, networker person) (*pair, error) {
	p := &pair{people: [2]person{wishes, networker}}
	err := soon(ctx, func() error {
		return s.worker().Post(ctx, "/api/v1/matches", &matchingv1.CreateMatchRequest{
			WishId: s.wishes[wishes.given],
			Others: []*matchingv1.NewPerson{{ClientId: s.clients[networker.given], Networker: true}},
		}, &p.match)
	})
	return p, err
}

func (s *seeding) step(ctx context.Context, p *pair, verb string, request proto.Message) error {
	return s.worker().Post(ctx, "/api/v1/matches/"+p.match.GetId()+":"+verb, request, &p.match)
}

func (s *seeding) propose(ctx context.Context, p *pair) error {
	return soon(ctx, func() error {
		return s.step(ctx, p, "propose", &matchingv1.ProposeMatchRequest{
			Making: matchingv1.Match_MAKING_INTRODUCING, Etag: p.match.GetEtag(),
			Reason: "Jullie houden van dezelfde dingen en wonen dichtbij.", GuidanceNeeded: "De eerste keer gaat iemand mee.",
		})
	})
}

// acquaint lets both say yes, each in their own way (M-02).
func (s *seeding) acquaint(ctx context.Context, p *pair) error {
	if err := s.propose(ctx, p); err != nil {
		return err
	}
	for _, who := range p.people {
		client, self := s.as(who)
		request := &matchingv1.AnswerProposalRequest{ClientId: s.clients[who.given], Answer: matchingv1.Answer_ANSWER_YES}
		if !self {
			request.SupportForm = matchingv1.SupportForm_SUPPORT_FORM_SPOKEN
		}
		if err := client.Post(ctx, "/api/v1/matches/"+p.match.GetId()+":answer", request, nil); err != nil {
			return err
		}
	}
	return s.reload(ctx, p)
}

// reload reads the match as a support worker sees it: a client's answer shows less.
func (s *seeding) reload(ctx context.Context, p *pair) error {
	return s.worker().Get(ctx, "/api/v1/matches/"+p.match.GetId(), &p.match)
}

// goOut holds the talk in three parts and lets both say that they go (M-08).
func (s *seeding) goOut(ctx context.Context, p *pair) error {
	if err := s.acquaint(ctx, p); err != nil {
		return err
	}
	err := s.step(ctx, p, "talk", &matchingv1.RecordTalkRequest{Etag: p.match.GetEtag(), Talk: &matchingv1.ExpectationsTalk{
		Expectations: []*matchingv1.Expectation{
			{ClientId: s.clients[p.people[0].given], Words: "Dat het gezellig is.", Rhythm: matchingv1.Expectation_RHYTHM_REGULARLY},
			{ClientId: s.clients[p.people[1].given], Words: "Iets nieuws doen met een ander.", Rhythm: matchingv1.Expectation_RHYTHM_NOW_AND_THEN},
		},
		Possibilities: "De keuken is vrij op woensdag. De bus stopt voor de deur.",
		Plan:          "Eerst een keer thee drinken, dan samen iets doen.",
	}})
	if err != nil {
		return err
	}
	for _, who := range p.people {
		client, self := s.as(who)
		request := &matchingv1.AgreeToGoRequest{ClientId: s.clients[who.given]}
		if !self {
			request.SupportForm = matchingv1.SupportForm_SUPPORT_FORM_SPOKEN
		}
		if err := client.Post(ctx, "/api/v1/matches/"+p.match.GetId()+":agree", request, nil); err != nil {
			return err
		}
	}
	return s.reload(ctx, p)
}

func (s *seeding) rest(ctx context.Context, p *pair) error {
	if err := s.goOut(ctx, p); err != nil {
		return err
	}
	return s.step(ctx, p, "pause", &matchingv1.ChangeMatchStateRequest{Etag: p.match.GetEtag()})
}

// beginEnding ends with care: a talk with one of the two is still to come.
func (s *seeding) beginEnding(ctx context.Context, p *pair) error {
	if err := s.goOut(ctx, p); err != nil {
		return err
	}
	err := s.step(ctx, p, "end", &matchingv1.EndMatchRequest{Etag: p.match.GetEtag(), NeutralWords: "We hebben fijn samen gepuzzeld. Nu is het klaar."})
	if err != nil {
		return err
	}
	return s.care(ctx, p, 1)
}

func (s *seeding) care(ctx context.Context, p *pair, who int) error {
	return s.step(ctx, p, "care", &matchingv1.RecordEndingCareRequest{
		Etag: p.match.GetEtag(), ClientId: s.clients[p.people[who].given], TalkHeld: true,
		FollowUpTime: timestamppb.New(s.now.AddDate(0, 0, 14)), Next: matchingv1.EndingCare_NEXT_NEW_MATCH,
	})
}

// spontaneous makes two that came about by themselves: one goes on, one has ended well.
func (s *seeding) spontaneous(ctx context.Context) error {
	for i, with := range []part{isThoughtOf, meets} {
		p := &pair{people: [2]person{s.organisation.is(goesOut), s.organisation.is(with)}}
		err := s.worker().Post(ctx, "/api/v1/matches:spontaneous", &matchingv1.CreateSpontaneousMatchRequest{
			People: []*matchingv1.NewPerson{
				{ClientId: s.clients[p.people[0].given]}, {ClientId: s.clients[p.people[1].given]},
			},
			BeganAt: "De soepmiddag in het buurthuis", Doing: "Samen koffie drinken.",
		}, &p.match)
		if err != nil {
			return fmt.Errorf("spontaneous match: %w", err)
		}
		if i == 0 {
			continue
		}
		if err := s.endWell(ctx, p); err != nil {
			return fmt.Errorf("ending: %w", err)
		}
	}
	return nil
}

func (s *seeding) endWell(ctx context.Context, p *pair) error {
	if err := s.step(ctx, p, "end", &matchingv1.EndMatchRequest{Etag: p.match.GetEtag()}); err != nil {
		return err
	}
	for who := range p.people {
		if err := s.care(ctx, p, who); err != nil {
			return err
		}
	}
	return s.step(ctx, p, "close", &matchingv1.CloseMatchRequest{
		Etag: p.match.GetEtag(), NeutralWords: "Het was gezellig. Allebei hebben jullie nu iets anders te doen.",
	})
}
