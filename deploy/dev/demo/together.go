package demo

import (
	"context"
	"fmt"

	activityv1 "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
)

// outings adds places where one is welcome.
func (s *seeding) outings(ctx context.Context) error {
	yes, partly := activityv1.Place_FACT_YES, activityv1.Place_FACT_PARTLY
	for _, place := range []*activityv1.Place{
		{Name: "Buurthuis De Proeftuin", Town: "om de hoek", Wheelchair: yes, Quiet: partly, Toilet: yes, ByBus: yes, Free: yes, KnowsUs: yes, Note: "Vraag naar de gastvrouw."},
		{Name: "Bioscoop Het Witte Doek", Town: "in de stad", Wheelchair: yes, Toilet: yes, ByBus: yes, Note: "Op dinsdag is het rustig."},
	} {
		var made activityv1.Place
		if err := s.worker().Post(ctx, "/api/v1/places", place, &made); err != nil {
			return fmt.Errorf("place: %w", err)
		}
		s.places = append(s.places, &made)
	}
	return nil
}

// together lets the two who are under way do things: one was held and told about, one is planned, one is a try.
func (s *seeding) together(ctx context.Context) error {
	match, err := s.matchOf(ctx, leads, "STATE_UNDER_WAY")
	if err != nil {
		return err
	}
	if err := s.notNice(ctx); err != nil {
		return err
	}
	both := []string{s.clients[s.organisation.is(goesOut).given], s.clients[s.organisation.is(leads).given]}
	activities := []*activityv1.Activity{
		{State: activityv1.Activity_STATE_PLANNED, Kind: activityv1.Activity_KIND_COFFEE, What: "Thee drinken en kennismaken", Day: s.day(-3), Daypart: activityv1.Daypart_DAYPART_AFTERNOON},
		{State: activityv1.Activity_STATE_PLANNED, Kind: activityv1.Activity_KIND_COOKING, What: "Samen soep koken", Day: s.day(1), Daypart: activityv1.Daypart_DAYPART_EVENING, OthersWelcome: true},
		{State: activityv1.Activity_STATE_TRYING, Kind: activityv1.Activity_KIND_MY_CLUB, What: "Een keer mee naar de club"},
	}
	for i, a := range activities {
		a.ClientIds, a.MatchId, a.PlaceId = both, match, s.places[0].GetId()
		err := soon(ctx, func() error { return s.worker().Post(ctx, "/api/v1/activities", a, a) })
		if err != nil {
			return fmt.Errorf("activity: %w", err)
		}
		if i == 0 {
			if err := s.lookBack(ctx, a, goesOut, activityv1.HowWasIt_MOOD_NICE); err != nil {
				return fmt.Errorf("how it was: %w", err)
			}
		}
	}
	return s.evaluate(ctx, match)
}

// notNice lets the two who pause have had a day that one of them did not like: a quiet signal says so.
func (s *seeding) notNice(ctx context.Context) error {
	match, err := s.matchOf(ctx, rests, "STATE_PAUSED")
	if err != nil {
		return err
	}
	outing := &activityv1.Activity{
		State: activityv1.Activity_STATE_PLANNED, Kind: activityv1.Activity_KIND_OUT, What: "Een rondje door de stad", Day: s.day(-6), MatchId: match,
		ClientIds: []string{s.clients[s.organisation.is(rests).given], s.clients[s.organisation.is(leadsToo).given]},
	}
	if err := soon(ctx, func() error { return s.worker().Post(ctx, "/api/v1/activities", outing, outing) }); err != nil {
		return fmt.Errorf("activity: %w", err)
	}
	return s.lookBack(ctx, outing, rests, activityv1.HowWasIt_MOOD_NOT_NICE)
}

// matchOf finds the match that somebody has in a state.
func (s *seeding) matchOf(ctx context.Context, who part, state string) (string, error) {
	var list matchingv1.ListMatchesResponse
	path := "/api/v1/matches?state=" + state + "&clientId=" + s.clients[s.organisation.is(who).given]
	if err := s.worker().Get(ctx, path, &list); err != nil {
		return "", err
	}
	if len(list.GetMatches()) == 0 {
		return "", fmt.Errorf("no match in %s", state)
	}
	return list.GetMatches()[0].GetId(), nil
}

// lookBack says that it was held, and one of them tells how it was and lets their support workers know.
func (s *seeding) lookBack(ctx context.Context, a *activityv1.Activity, who part, mood activityv1.HowWasIt_Mood) error {
	hold := &activityv1.ChangeActivityStateRequest{Etag: a.GetEtag()}
	if err := s.worker().Post(ctx, "/api/v1/activities/"+a.GetId()+":hold", hold, nil); err != nil {
		return err
	}
	p := s.organisation.is(who)
	client, _ := s.as(p)
	return client.Post(ctx, "/api/v1/activities/"+a.GetId()+":howWasIt", &activityv1.SayHowItWasRequest{
		ClientId: s.clients[p.given], Mood: mood, Again: activityv1.HowWasIt_AGAIN_MAYBE, Shared: true,
	}, nil)
}

func (s *seeding) evaluate(ctx context.Context, match string) error {
	err := soon(ctx, func() error {
		return s.worker().Post(ctx, "/api/v1/interimEvaluations:open", &evaluationv1.OpenInterimEvaluationRequest{MatchId: match}, nil)
	})
	if err != nil {
		return fmt.Errorf("interim evaluation: %w", err)
	}
	return nil
}

// learning plans one intervision and holds another, Safety discussed and a lesson kept.
func (s *seeding) learning(ctx context.Context) error {
	organisers := []string{s.workers[s.organisation.leads[0]], s.workers[s.organisation.leads[1]]}
	var held evaluationv1.Intervision
	for _, i := range []*evaluationv1.Intervision{
		{Title: "Loslaten op afstand", Method: evaluationv1.Intervision_METHOD_INCIDENT, Day: s.day(10), Clock: "14:00"},
		{Title: "De eerste koppelingen", Method: evaluationv1.Intervision_METHOD_FIVE_STEPS, Day: s.day(-20), Clock: "10:00"},
	} {
		i.OrganiserIds = organisers
		for _, id := range s.workers {
			i.InvitedIds = append(i.InvitedIds, id)
		}
		if err := s.worker().Post(ctx, "/api/v1/intervisions", i, &held); err != nil {
			return fmt.Errorf("intervision: %w", err)
		}
	}
	path := "/api/v1/intervisions/" + held.GetId()
	line := &evaluationv1.RecordLineRequest{ItemId: held.GetAgenda()[0].GetId(), Line: "Besproken, niets bijzonders.", Etag: held.GetEtag()}
	if err := s.worker().Post(ctx, path+":line", line, &held); err != nil {
		return fmt.Errorf("line on safety: %w", err)
	}
	agreement := &evaluationv1.AddAgreementRequest{Etag: held.GetEtag(), Agreement: &evaluationv1.Agreement{
		What: "De volgende keer vragen we een netwerker erbij.", SupportWorkerId: organisers[0], Day: s.day(10),
	}}
	if err := s.worker().Post(ctx, path+":agree", agreement, &held); err != nil {
		return fmt.Errorf("agreement: %w", err)
	}
	if err := s.worker().Post(ctx, path+":hold", &evaluationv1.HoldIntervisionRequest{Etag: held.GetEtag()}, nil); err != nil {
		return fmt.Errorf("intervision held: %w", err)
	}
	return s.worker().Post(ctx, "/api/v1/lessons", &evaluationv1.Lesson{
		IntervisionId: held.GetId(), Words: "Wie te snel helpt, neemt iets af. Wacht even, vraag eerst.",
	}, nil)
}
