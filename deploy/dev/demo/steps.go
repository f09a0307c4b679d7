package demo

import (
	"context"
	"fmt"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// steps are small next steps of a few people, one of them done; the first networker leads
// a group with her support worker's help, plans a step in her own words, and has begun
// her growth page.
func (s *seeding) steps(ctx context.Context) error {
	for _, step := range []struct {
		of      part
		words   string
		picture string
		who     recruitmentv1.Step_Who
		done    bool
	}{
		{leads, "De buurvrouw vragen of ze mee-eet", "fork-and-knife-with-plate", recruitmentv1.Step_WHO_CLIENT, false},
		{leads, "Samen de markt bekijken", "shopping-bags", recruitmentv1.Step_WHO_TOGETHER, true},
		{goesOut, "Een keer langs de club lopen", "person-walking", recruitmentv1.Step_WHO_TOGETHER, false},
		{goesOut, "Iemand van de groep gedag zeggen", "", recruitmentv1.Step_WHO_CLIENT, false},
		{meets, "Opschrijven welke muziek ik leuk vind", "musical-notes", recruitmentv1.Step_WHO_CLIENT, false},
	} {
		if err := s.nextStep(ctx, s.organisation.is(step.of), &recruitmentv1.Step{
			Words: step.words, Picture: step.picture, Who: step.who,
		}, step.done); err != nil {
			return fmt.Errorf("step: %w", err)
		}
	}
	return s.growth(ctx, s.organisation.is(leads))
}

func (s *seeding) nextStep(ctx context.Context, p person, step *recruitmentv1.Step, done bool) error {
	c, _ := s.as(p)
	step.ClientId, step.WishId = s.clients[p.given], s.wishes[p.given]
	if err := c.Post(ctx, "/api/v1/steps", step, step); err != nil || !done {
		return err
	}
	return c.Post(ctx, "/api/v1/steps/"+step.GetId()+":complete", &recruitmentv1.ChangeStepStateRequest{Etag: step.GetEtag()}, nil)
}

// growth is the networker's own page, and what she leads.
func (s *seeding) growth(ctx context.Context, p person) error {
	c, self := s.as(p)
	var found recruitmentv1.ListNetworkersResponse
	if err := s.worker().Get(ctx, "/api/v1/networkers?clientId="+s.clients[p.given], &found); err != nil {
		return err
	}
	n := found.GetNetworkers()[0]
	err := s.worker().Patch(ctx, "/api/v1/networkers/"+n.GetId(), &recruitmentv1.Networker{
		LeadsGroup: true, GroupHelperId: s.workers[s.organisation.workers[0]],
	}, nil)
	if err != nil || !self {
		return err
	}
	practise := func(step *recruitmentv1.LearningStep) error {
		return c.Post(ctx, "/api/v1/networkers/"+n.GetId()+":practise", &recruitmentv1.UpdateLearningRequest{
			Learning: []*recruitmentv1.LearningStep{step},
		}, nil)
	}
	if err := practise(&recruitmentv1.LearningStep{Key: n.GetLearning()[0].GetKey(), Done: true}); err != nil {
		return err
	}
	if err := practise(&recruitmentv1.LearningStep{TextNl: "Zelf de groep bellen als ik later ben", Picture: "mobile-phone"}); err != nil {
		return err
	}
	for _, note := range []*recruitmentv1.GrowthNote{
		{Kind: recruitmentv1.GrowthNote_KIND_LEARNED, Words: "Eerst vragen, dan pas doen.", Shared: true},
		{Kind: recruitmentv1.GrowthNote_KIND_ENJOY, Words: "Samen boodschappen doen.", Picture: "shopping-bags", Shared: true},
		{Kind: recruitmentv1.GrowthNote_KIND_WANT_TO_TRY, Words: "Een keer koken voor vier."},
	} {
		if err := c.Post(ctx, "/api/v1/networkers/"+n.GetId()+"/growthNotes", note, nil); err != nil {
			return err
		}
	}
	return nil
}
