package demo

import (
	"context"
	"errors"
	"fmt"

	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// errNotYet says that something is still being made.
var errNotYet = errors.New("not yet")

// neighbour is somebody made up who waits for company around a location of the
// organisation, and is in no other story of the demo.
type neighbour struct {
	given, family string
	area          string
	interest      string // what the wish is about
	also, talent  string
	wish, picture string
	kind          recruitmentv1.Wish_Kind
	evenings      bool
	leads         int32 // places as networker; 0 for everybody else
}

// neighbours live in two neighbourhoods: enough people for a plan to be a picture, and a
// few more than there are places, so that it says what would help.
func neighbours(areas [2]string) []neighbour {
	a, b := areas[0], areas[1]
	return []neighbour{
		{"Ko", "Kaleidoscoop", a, "koken", "muziek", "soep koken", "Ik wil mensen om mee te eten.", "pot-of-food", company, true, 2},
		{"Bibi", "Balpen", b, "film", "games", "luisteren", "Ik wil een filmavond.", "clapper-board", takePart, true, 3},
		{"Ada", "Achtergrond", a, "koken", "dieren", "bakken", "Ik wil leren koken voor een ander.", "cooking", learn, true, 0},
		{"Bart", "Behang", a, "koken", "muziek", "zingen", "Ik wil samen eten op maandag.", "fork-and-knife-with-plate", company, true, 0},
		{"Cleo", "Confetti", a, "muziek", "dansen", "dansen", "Ik wil naar een concert.", "musical-notes", takePart, true, 0},
		{"Dirkje", "Decor", a, "muziek", "puzzelen", "geduld", "Ik wil muziek luisteren met iemand.", "musical-notes", company, false, 0},
		{"Egon", "Etalage", a, "koken", "treinen", "onthouden", "Ik wil niet alleen eten.", "pot-of-food", isolation, true, 0},
		{"Floor", "Fantasie", a, "tuinieren", "koken", "groene vingers", "Ik wil iemand in de tuin.", "potted-plant", company, false, 0},
		{"Gerrit", "Glitter", b, "film", "puzzelen", "verhalen vertellen", "Ik wil naar de film op zaterdag.", "clapper-board", takePart, true, 0},
		{"Hilde", "Hersenspinsel", b, "games", "film", "snel leren", "Ik wil een spel leren.", "video-game", learn, true, 0},
		{"Ivo", "Illustratie", b, "games", "voetbal", "doorzetten", "Ik wil gamen met iemand.", "video-game", company, true, 0},
		{"Jet", "Jubel", b, "film", "samen eten", "vrolijk zijn", "Ik wil gezelschap op zondag.", "hot-beverage", isolation, false, 0},
		{"Kees", "Kartel", b, "schaken", "puzzelen", "puzzelen", "Ik wil iemand om mee te schaken.", "puzzle-piece", company, false, 0},
		{"Lies", "Luchtballon", b, "games", "dieren", "zorgen voor dieren", "Ik wil een keer winnen.", "video-game", company, true, 0},
	}
}

// plan brings the neighbours in and makes a plan for everybody who waits.
func (s *seeding) plan(ctx context.Context) error {
	areas := [2]string{s.organisation.locations[0].GetArea(), s.organisation.locations[1].GetArea()}
	waiting := neighbours(areas)
	for i, n := range waiting {
		if err := s.neighbour(ctx, n, fmt.Sprintf("%s9%02d", s.organisation.people[0].number[:3], i)); err != nil {
			return fmt.Errorf("neighbour: %w", err)
		}
	}
	lead := s.signedIn[s.organisation.leads[0]]
	return soon(ctx, func() error {
		var plan matchingv1.Plan
		if err := lead.Post(ctx, "/api/v1/plans", &matchingv1.StartPlanRequest{}, &plan); err != nil {
			return err
		}
		if err := soon(ctx, func() error { return s.planDone(ctx, &plan) }); err != nil {
			return err
		}
		if int(plan.GetWishing()) < len(waiting) || plan.GetWithIdea() == 0 { // matching has not heard of everybody yet
			return errNotYet
		}
		return nil
	})
}

func (s *seeding) planDone(ctx context.Context, plan *matchingv1.Plan) error {
	lead := s.signedIn[s.organisation.leads[0]]
	if err := lead.Get(ctx, "/api/v1/plans/"+plan.GetId(), plan); err != nil {
		return err
	}
	if plan.GetState() == matchingv1.Plan_STATE_RUNNING {
		return errNotYet
	}
	return nil
}

func (s *seeding) neighbour(ctx context.Context, n neighbour, number string) error {
	p := person{given: n.given, family: n.family, number: number, born: 1980, interests: words(n.interest, n.also), talents: words(n.talent),
		couldMean: "Gezelschap zijn voor een ander.", wish: n.wish, picture: n.picture, kind: n.kind, evenings: n.evenings}
	location := s.organisation.locations[0]
	if n.area != location.GetArea() {
		location = s.organisation.locations[1]
	}
	var made recruitmentv1.Client
	err := s.coordinator().Post(ctx, "/api/v1/clients", &recruitmentv1.Client{
		Number: number, GivenName: p.given, FamilyName: p.family, BirthYear: p.born, LocationId: s.locations[location.GetName()],
		SupportWorkerIds: s.responsible(p), Profile: s.profile(p, n.area),
	}, &made)
	if err != nil {
		return err
	}
	s.clients[p.given] = made.GetId()
	if err := s.story(ctx, p); err != nil || n.leads == 0 {
		return err
	}
	return s.activeNetworker(ctx, p, n.leads)
}
