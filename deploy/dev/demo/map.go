package demo

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

type contact = recruitmentv1.Contact

// maps draws everybody's network map: one with nobody on it yet, one with a few people,
// one with fourteen and one with twenty-eight. Each was kept on an earlier moment, and
// something is different since.
func (s *seeding) maps(ctx context.Context) error {
	for i, p := range s.organisation.people {
		if err := s.offer(ctx, p); err != nil {
			return fmt.Errorf("offer of the map: %w", err)
		}
		people := around()
		switch {
		case p.part == isAsked:
			continue // nobody yet: still looking
		case p.part == leads:
			people = append(people, acquaintances()[0])
		case s.organisation.slug == "lsr" && p.part == goesOut:
			people = append(people, acquaintances()[:11]...)
		case s.organisation.slug == "lsr" && p.part == leadsToo:
			people = append(people, acquaintances()...)
		case i%2 == 1:
			continue // not drawn yet
		}
		if err := s.draw(ctx, p, people); err != nil {
			return fmt.Errorf("network map: %w", err)
		}
	}
	return nil
}

// offer writes down what somebody said when the map was offered; who is just being got to know was not asked yet.
func (s *seeding) offer(ctx context.Context, p person) error {
	said := recruitmentv1.NetworkMap_OFFER_ACCEPTED
	switch p.part {
	case isAsked:
		said = recruitmentv1.NetworkMap_OFFER_LATER
	case says:
		said = recruitmentv1.NetworkMap_OFFER_DECLINED
	case meets:
		return nil
	}
	path := "/api/v1/clients/" + s.clients[p.given] + "/networkMap:offer"
	return s.worker().Post(ctx, path, &recruitmentv1.OfferNetworkMapRequest{Offer: said}, nil)
}

// draw puts people on a map and keeps it; then the last one comes, the first comes closer
// and one goes.
func (s *seeding) draw(ctx context.Context, p person, people []*contact) error {
	c, self := s.as(p)
	path := "/api/v1/clients/" + s.clients[p.given]
	before := append([]*contact{{Name: "Ans Achtergrond", Category: recruitmentv1.Contact_CATEGORY_COURSE, Circle: recruitmentv1.Contact_CIRCLE_FURTHER}}, people[:len(people)-1]...)
	for _, person := range before {
		if err := c.Post(ctx, path+"/contacts", person, person); err != nil {
			return err
		}
	}
	if err := s.tell(ctx, c, path, before[2]); err != nil {
		return err
	}
	if err := c.Post(ctx, path+"/mapSnapshots", &recruitmentv1.TakeMapSnapshotRequest{Occasion: "zorgplanbespreking"}, nil); err != nil {
		return err
	}
	if err := c.Post(ctx, path+"/contacts", people[len(people)-1], nil); err != nil {
		return err
	}
	if err := c.Call(ctx, "DELETE", "/api/v1/contacts/"+before[0].GetId(), nil, nil); err != nil {
		return err
	}
	closer := &contact{Circle: recruitmentv1.Contact_CIRCLE_CLOSE, Meaning: "Zwaait altijd. Past op de plant. Komt nu ook koffie drinken."}
	if err := c.Patch(ctx, "/api/v1/contacts/"+before[1].GetId(), closer, nil); err != nil {
		return err
	}
	approach := &recruitmentv1.AllowApproachRequest{Purpose: "een keer samen eten"}
	if !self {
		approach.Voice = "Zei: vraag het haar maar."
	}
	return c.Post(ctx, "/api/v1/contacts/"+before[1].GetId()+":allowApproach", approach, nil)
}

// tell says where somebody lives, and who gives something back for them.
func (s *seeding) tell(ctx context.Context, c *apiclient.Client, path string, somebody *contact) error {
	return c.Patch(ctx, path+"/networkMap", &recruitmentv1.UpdateNetworkMapRequest{NetworkMap: &recruitmentv1.NetworkMap{
		Living:   "Ik woon boven het papieren winkeltje, met een eigen deur. De bus stopt om de hoek.",
		GiveBack: recruitmentv1.NetworkMap_GIVE_BACK_SOMEBODY, GiveBackContactId: somebody.GetId(),
	}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"living", "give_back", "give_back_contact_id"}}}, nil)
}

// around are a few people on somebody's map; nobody's real neighbours.
func around() []*contact {
	return []*contact{
		{
			Name: "Buurvrouw Bedenksel", Category: recruitmentv1.Contact_CATEGORY_NEIGHBOURS, Circle: recruitmentv1.Contact_CIRCLE_NEAR,
			Feeling: recruitmentv1.Contact_FEELING_GOOD, Meaning: "Zwaait altijd. Past op de plant.", HowOften: "elke week even",
			Channel: "bij de voordeur", Initiative: recruitmentv1.Contact_INITIATIVE_OTHER,
			IGet: []recruitmentv1.Contact_Help{recruitmentv1.Contact_HELP_PRACTICAL}, IGive: []recruitmentv1.Contact_Help{recruitmentv1.Contact_HELP_COMPANY},
			Hope: recruitmentv1.Contact_HOPE_MORE,
		},
		{
			Name: "Rob van de club", Category: recruitmentv1.Contact_CATEGORY_CLUB, Circle: recruitmentv1.Contact_CIRCLE_FURTHER,
			Feeling: recruitmentv1.Contact_FEELING_GOOD, Meaning: "We lachen om dezelfde dingen.", HowOften: "soms",
			Channel: "op de club", Initiative: recruitmentv1.Contact_INITIATIVE_BOTH,
			IGet: []recruitmentv1.Contact_Help{recruitmentv1.Contact_HELP_COMPANY}, Hope: recruitmentv1.Contact_HOPE_MORE,
		},
		{
			Name: "Mijn zus", Category: recruitmentv1.Contact_CATEGORY_FAMILY, Circle: recruitmentv1.Contact_CIRCLE_CLOSE,
			Feeling: recruitmentv1.Contact_FEELING_MIXED, Meaning: "Belt op zondag.", HowOften: "elke zondag",
			Channel: "bellen", Initiative: recruitmentv1.Contact_INITIATIVE_OTHER,
			IGet: []recruitmentv1.Contact_Help{recruitmentv1.Contact_HELP_ADVICE, recruitmentv1.Contact_HELP_EMOTIONAL}, Hope: recruitmentv1.Contact_HOPE_FINE,
			PrivateParts: []recruitmentv1.MapPart{recruitmentv1.MapPart_MAP_PART_MEANING},
		},
	}
}

// acquaintances are many more, all kinds of them; what is told goes round through what can be.
func acquaintances() []*contact {
	names := words(
		"Kees Karton", "Juf Verzinsel", "Mevrouw van de markt", "Ali Als-het-ware", "Tante Tekening", "Piet Papier", "Nichtje Nep",
		"De man met het hondje", "Sjaan Schets", "Opa Ontwerp", "Lies Luchtkasteel", "Gerrit Grapje", "Buurman Bordspel",
		"Fatima Fictie", "Henk van de bus", "Zuster Zogenaamd", "Wim Wolk", "Ria Rijm", "Joop Jokkebrok", "Kapper Krul",
		"Bep Bedacht", "Mo Maquette", "Trainer Toverbal", "Dirk Doos", "Neef Nergens",
	)
	meanings := words("Vertelt altijd een mop.", "Ik help daar soms.", "", "We kijken samen voetbal.", "Kent mijn naam.", "Van vroeger.")
	often := words("elke week", "af en toe", "", "met verjaardagen", "vaak")
	channels := words("appen", "bij de koffie", "", "op straat", "bellen")
	all := make([]*contact, len(names))
	for i, name := range names {
		all[i] = &contact{
			Name: name, Category: recruitmentv1.Contact_Category(1 + (i*7)%16), Circle: recruitmentv1.Contact_Circle(1 + (i*2)%3),
			Feeling: recruitmentv1.Contact_Feeling((i + 1) % 4), Meaning: meanings[i%len(meanings)],
			HowOften: often[i%len(often)], Channel: channels[i%len(channels)],
			Initiative: recruitmentv1.Contact_Initiative(i % 4), Hope: recruitmentv1.Contact_Hope((i * 3) % 5),
		}
		if i%2 == 0 {
			all[i].IGet = []recruitmentv1.Contact_Help{recruitmentv1.Contact_Help(1 + i%4)}
		}
		if i%3 == 0 {
			all[i].IGive = []recruitmentv1.Contact_Help{recruitmentv1.Contact_Help(1 + (i+1)%4)}
		}
	}
	return all
}
