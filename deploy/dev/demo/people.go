package demo

import (
	"context"
	"fmt"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// rooms makes the locations, each with two people others can ask (O-01).
func (s *seeding) rooms(ctx context.Context) error {
	s.locations = map[string]string{}
	for _, location := range s.organisation.locations {
		for _, lead := range s.organisation.leads {
			location.NetworkLeadIds = append(location.NetworkLeadIds, s.workers[lead])
		}
		var made recruitmentv1.Location
		if err := s.coordinator().Post(ctx, "/api/v1/locations", location, &made); err != nil {
			return fmt.Errorf("location: %w", err)
		}
		s.locations[location.GetName()] = made.GetId()
	}
	return nil
}

// people brings the clients in: a name, who guides them, and what they like.
func (s *seeding) people(ctx context.Context) error {
	s.clients = map[string]string{}
	for i, p := range s.organisation.people {
		location := s.organisation.locations[i%min(2, len(s.organisation.locations))]
		var made recruitmentv1.Client
		err := s.coordinator().Post(ctx, "/api/v1/clients", &recruitmentv1.Client{
			Number: p.number, GivenName: p.given, FamilyName: p.family, BirthYear: p.born, LocationId: s.locations[location.GetName()],
			SupportWorkerIds: s.responsible(p),
			Profile:          s.profile(p, location.GetArea()),
			Situation:        &recruitmentv1.Situation{Alone: recruitmentv1.Situation_ALONE_SOMETIMES, Lonely: recruitmentv1.Situation_LONELY_SOMETIMES},
		}, &made)
		if err != nil {
			return fmt.Errorf("client: %w", err)
		}
		s.clients[p.given] = made.GetId()
	}
	return nil
}

// responsible are two people (O-01), except for who has just arrived: a quiet signal says so.
func (s *seeding) responsible(p person) []string {
	first, second := s.workers[s.organisation.workers[0]], s.workers[s.organisation.workers[1]]
	if p.part == arrives {
		return []string{first}
	}
	return []string{first, second}
}

func (s *seeding) profile(p person, area string) *recruitmentv1.Profile {
	profile := &recruitmentv1.Profile{
		Interests: p.interests, Talents: p.talents, CouldMean: p.couldMean, Area: area, TravelKm: 15,
		Dayparts:      []recruitmentv1.Daypart{recruitmentv1.Daypart_DAYPART_WEEKEND_AFTERNOON},
		Company:       recruitmentv1.Company_COMPANY_EITHER,
		Communication: recruitmentv1.Communication_COMMUNICATION_SIMPLE_SPEECH,
	}
	if p.evenings {
		profile.Dayparts = append(profile.Dayparts, recruitmentv1.Daypart_DAYPART_WEEKDAY_EVENING)
	} else {
		profile.Dayparts = append(profile.Dayparts, recruitmentv1.Daypart_DAYPART_WEEKDAY_AFTERNOON)
	}
	if p.group {
		profile.Company = recruitmentv1.Company_COMPANY_GROUP
	}
	return profile
}

// stories records each client's yes, their wish, and for some the talk about who is around them.
func (s *seeding) stories(ctx context.Context) error {
	s.wishes = map[string]string{}
	for i, p := range s.organisation.people {
		if err := s.story(ctx, p); err != nil {
			return fmt.Errorf("story: %w", err)
		}
		if i%2 == 0 {
			if err := s.networkTalk(ctx, p); err != nil {
				return fmt.Errorf("network talk: %w", err)
			}
		}
	}
	return nil
}

func (s *seeding) story(ctx context.Context, p person) error {
	client, self := s.as(p)
	id := s.clients[p.given]
	channel := recruitmentv1.Consent_CHANNEL_SPOKEN
	if self {
		channel = recruitmentv1.Consent_CHANNEL_SELF
	}
	for _, purpose := range []recruitmentv1.Consent_Purpose{recruitmentv1.Consent_PURPOSE_MATCHING, recruitmentv1.Consent_PURPOSE_NETWORK_MAP} {
		consent := &recruitmentv1.GiveConsentRequest{Purpose: purpose, Channel: channel, Receiver: "organisation"}
		if err := client.Post(ctx, "/api/v1/clients/"+id+"/consents", consent, nil); err != nil {
			return err
		}
	}
	var wish recruitmentv1.Wish
	skill := ""
	if p.kind == learn {
		skill = "iemand aanspreken"
	}
	err := client.Post(ctx, "/api/v1/wishes", &recruitmentv1.Wish{
		ClientId: id, Kind: p.kind, OwnWords: p.wish, Picture: p.picture, Interests: p.interests[:1], Skill: skill,
	}, &wish)
	s.wishes[p.given] = wish.GetId()
	return err
}

func (s *seeding) networkTalk(ctx context.Context, p person) error {
	worker, clientPath := s.worker(), "/api/v1/clients/"+s.clients[p.given]
	var talk recruitmentv1.NetworkTalk
	if err := worker.Post(ctx, clientPath+"/networkTalks", &recruitmentv1.StartNetworkTalkRequest{}, &talk); err != nil {
		return err
	}
	talk.WhoSupportsMe = &recruitmentv1.TalkAnswer{Words: "De buurvrouw, en iemand van de club."}
	talk.WhatIMean = &recruitmentv1.TalkAnswer{Words: p.couldMean}
	talk.Moment = "zorgplanbespreking"
	if p.part == leads { // who wanted to; most talks have none
		talk.Tools = []*recruitmentv1.TalkTool{{
			TemplateKey: "miracle_question", TemplateVersion: 1,
			Answers: map[string]*recruitmentv1.TalkAnswer{"tomorrow": {Words: "Dan zit er iemand bij me aan tafel."}},
		}}
	}
	if err := worker.Patch(ctx, "/api/v1/networkTalks/"+talk.GetId(), &talk, &talk); err != nil {
		return err
	}
	return worker.Post(ctx, "/api/v1/networkTalks/"+talk.GetId()+":close", &recruitmentv1.CloseNetworkTalkRequest{Etag: talk.GetEtag()}, nil)
}
