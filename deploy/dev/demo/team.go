package demo

import (
	"context"
	"fmt"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// team shows how colleagues are there for each other: what they like to be asked about,
// somebody who will be away and who stands in, and how a location began.
func (s *seeding) team(ctx context.Context) error {
	for _, step := range []func(context.Context) error{s.qualities, s.ownPages, s.absence, s.beginning} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("team: %w", err)
		}
	}
	return nil
}

func (s *seeding) qualities(ctx context.Context) error {
	told := []*recruitmentv1.Qualities{
		{Qualities: words("rust brengen", "mensen aan elkaar voorstellen"), Passions: words("koken", "de moestuin"), AskMe: "Vraag mij gerust over samen koken met een groep.", Shown: true},
		{Qualities: words("luisteren", "loslaten"), Passions: words("wandelen", "muziek maken"), AskMe: "Vraag mij gerust over een netwerkgesprek met plaatjes.", Shown: true},
		{Qualities: words("overzicht houden"), Passions: words("fietsen"), AskMe: "", Shown: false}, // not for others, and that is fine
	}
	for i, subject := range []string{s.organisation.workers[0], s.organisation.leads[0], s.organisation.workers[1]} {
		if err := s.signedIn[subject].Patch(ctx, "/api/v1/me/qualities", told[i], nil); err != nil {
			return err
		}
	}
	return nil
}

// ownPages are a learning track and a card that nobody else ever sees.
func (s *seeding) ownPages(ctx context.Context) error {
	lead := s.signedIn[s.organisation.leads[0]]
	if err := lead.Patch(ctx, "/api/v1/me/learning", &recruitmentv1.MyLearning{Steps: []*recruitmentv1.MyLearningStep{
		{Key: "own_network", Done: true, Note: "Aan de keukentafel gedaan."}, {Key: "ask_for_help", PlannedDay: s.day(9)},
	}}, nil); err != nil {
		return err
	}
	return lead.Post(ctx, "/api/v1/me/reflections", &recruitmentv1.Reflection{
		Answers: map[string]string{"give_back": "Ja. Met een taart erbij durf ik meer te vragen."},
	}, nil)
}

// absence is planned, and begins after the demo's own days: nobody has to look for somebody else meanwhile.
func (s *seeding) absence(ctx context.Context) error {
	return s.signedIn[s.organisation.workers[1]].Post(ctx, "/api/v1/absences", &recruitmentv1.Absence{
		FirstDay: s.day(30), LastDay: s.day(44), StandInIds: []string{s.workers[s.organisation.leads[0]], s.workers[s.organisation.coordinator]},
	}, nil)
}

func (s *seeding) beginning(ctx context.Context) error {
	place := s.locations[s.organisation.locations[0].GetName()]
	return s.coordinator().Patch(ctx, "/api/v1/locations/"+place+"/start", &recruitmentv1.LocationStart{
		CarrierIds: []string{s.workers[s.organisation.leads[0]], s.workers[s.organisation.workers[0]]}, CarriedBy: "De cliëntenraad en de teamleider.",
		Promised: "Elke dinsdagmiddag de huiskamer, en koffie.", Programme: "Het plan ‘Meedoen in de wijk’.",
		Steps: []*recruitmentv1.StartStep{
			{Key: "support_ask_clients", Done: true, Note: "Drie bewoners dachten meteen mee."},
			{Key: "workers_intervision", Done: true}, {Key: "support_why_here"},
		},
	}, nil)
}
