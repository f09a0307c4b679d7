package demo

import (
	"context"
	"fmt"

	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/gateway/devidp"
)

// across is the story of two organisations that look together, after each was filled by itself. The third is in the
// region and has not chosen to take part yet: that page is worth seeing too.
//
// Three questions stand at the three places where one can stand: Syndion asked about Guus; with Roos and Saar it is up
// to the two of them; Karel and Vita said yes, and each chose what the other may see.
func across(ctx context.Context, dichterbij, syndion *seeding) error {
	for _, s := range []*seeding{dichterbij, syndion} {
		if err := s.takePart(ctx); err != nil {
			return fmt.Errorf("taking part in the region: %w", err)
		}
	}
	if _, err := syndion.askAbout(ctx, dichterbij, question{"Guus", "Abel", "Ze zitten allebei niet graag elke avond alleen."}); err != nil {
		return fmt.Errorf("a question in the region: %w", err)
	}
	if err := withClients(ctx, dichterbij, syndion); err != nil {
		return fmt.Errorf("a question with both clients: %w", err)
	}
	if err := theyMeet(ctx, dichterbij, syndion); err != nil {
		return fmt.Errorf("a meeting across organisations: %w", err)
	}
	return nil
}

// inRegion are those who agreed to being looked for in the region; of some, the wish is shown.
var inRegion = map[string]struct{ agreed, shown []string }{
	"dichterbij": {agreed: []string{"Guus", "Karel", "Roos", "Pip"}, shown: []string{"Guus", "Karel"}},
	"syndion":    {agreed: []string{"Abel", "Vita", "Saar", "Mees"}, shown: []string{"Saar", "Mees"}},
}

func (s *seeding) takePart(ctx context.Context) error {
	if err := s.coordinator().Post(ctx, "/api/v1/region:join", &matchingv1.JoinRegionRequest{}, nil); err != nil {
		return err
	}
	story := inRegion[s.organisation.slug]
	for _, given := range story.agreed {
		if err := s.agreeToRegion(ctx, s.named(given)); err != nil {
			return err
		}
	}
	for _, given := range story.shown {
		err := soon(ctx, func() error {
			return s.worker().Post(ctx, "/api/v1/wishes/"+s.wishes[given]+":show-in-region", &matchingv1.ShowWishInRegionRequest{}, nil)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *seeding) agreeToRegion(ctx context.Context, p person) error {
	client, self := s.as(p)
	channel := recruitmentv1.Consent_CHANNEL_PICTURES
	if self {
		channel = recruitmentv1.Consent_CHANNEL_SELF
	}
	return client.Post(ctx, "/api/v1/clients/"+s.clients[p.given]+"/consents", &recruitmentv1.GiveConsentRequest{
		Purpose: recruitmentv1.Consent_PURPOSE_REGION, Channel: channel, Receiver: devidp.Region,
	}, nil)
}

func (s *seeding) named(given string) person {
	for _, p := range s.organisation.people {
		if p.given == given {
			return p
		}
	}
	return person{}
}

// question is whose wish of theirs, for whom of ours, and why.
type question struct{ theirs, ours, reason string }

// askAbout asks the other organisation about the wish of somebody of theirs, for somebody of ours. How the region calls
// that wish is read on their side: here nobody knows whose it is.
func (s *seeding) askAbout(ctx context.Context, other *seeding, q question) (*matchingv1.RegionalRequest, error) {
	made := &matchingv1.RegionalRequest{}
	var own matchingv1.ListOwnRegionalWishesResponse
	if err := other.worker().Get(ctx, "/api/v1/region/own-wishes?clientId="+other.clients[q.theirs], &own); err != nil {
		return nil, err
	}
	if len(own.GetWishes()) == 0 {
		return nil, fmt.Errorf("the wish of %s is not shown", q.theirs)
	}
	return made, soon(ctx, func() error {
		return s.worker().Post(ctx, "/api/v1/region/requests", &matchingv1.AskInRegionRequest{
			RegionalWishId: own.GetWishes()[0].GetId(), ClientId: s.clients[q.ours], Reason: q.reason,
		}, made)
	})
}

const requests = "/api/v1/region/requests/"

// withClients: Dichterbij asked about Saar's wish for Roos, and Syndion said yes.
func withClients(ctx context.Context, dichterbij, syndion *seeding) error {
	request, err := dichterbij.askAbout(ctx, syndion, question{"Saar", "Roos", "Ze houden allebei van dieren, en gaan graag samen op pad."})
	if err != nil {
		return err
	}
	return soon(ctx, func() error {
		return syndion.worker().Post(ctx, requests+request.GetId()+":answer", &matchingv1.AnswerRegionalRequestRequest{Yes: true}, nil)
	})
}

// theyMeet: Syndion asked about Karel's wish for Vita, everybody said yes, and both chose what the other may see.
func theyMeet(ctx context.Context, dichterbij, syndion *seeding) error {
	request, err := syndion.askAbout(ctx, dichterbij, question{"Karel", "Vita", "Ze maken allebei graag iets met hun handen."})
	if err != nil {
		return err
	}
	err = soon(ctx, func() error {
		return dichterbij.worker().Post(ctx, requests+request.GetId()+":answer", &matchingv1.AnswerRegionalRequestRequest{Yes: true}, nil)
	})
	if err != nil {
		return err
	}
	parts := []recruitmentv1.CardPart{
		recruitmentv1.CardPart_CARD_PART_CALL_NAME, recruitmentv1.CardPart_CARD_PART_INTERESTS, recruitmentv1.CardPart_CARD_PART_SUPPORT_WORKER,
	}
	if err := dichterbij.sayYes(ctx, "Karel", request.GetId(), syndion, parts); err != nil {
		return err
	}
	return syndion.sayYes(ctx, "Vita", request.GetId(), dichterbij, parts[:2])
}

// sayYes records a client's own yes as they gave it, and what they let the other see.
func (s *seeding) sayYes(ctx context.Context, given, request string, other *seeding, parts []recruitmentv1.CardPart) error {
	client := s.clients[given]
	err := s.worker().Post(ctx, "/api/v1/clients/"+client+"/cards", &recruitmentv1.MakeCardRequest{
		RegionalRequestId: request, OrganisationId: other.id(), Parts: parts, SupportWorkerContact: "0485 000 000",
	}, nil)
	if err != nil {
		return err
	}
	return soon(ctx, func() error {
		return s.worker().Post(ctx, requests+request+":answer-as-client", &matchingv1.AnswerAsClientRequest{
			ClientId: client, Answer: matchingv1.Answer_ANSWER_YES, SupportForm: matchingv1.SupportForm_SUPPORT_FORM_SPOKEN,
		}, nil)
	})
}

// id is the organisation as the region knows it.
func (s *seeding) id() string {
	for _, o := range devidp.Organisations() {
		if o.Slug == s.organisation.slug {
			return o.ID
		}
	}
	return ""
}
