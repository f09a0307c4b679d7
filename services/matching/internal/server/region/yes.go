package region

import (
	"context"
	"fmt"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// person is a client of an organisation.
type person struct {
	organisation region.OrganisationID
	client       domain.ClientID
}

var notKnown = fault.Unavailable("CONSENT_NOT_KNOWN", fault.Text{
	NL: "Optrek kan nu niet nagaan wie het goed vindt om in de regio gezien te worden. Probeer het zo nog een keer.",
	EN: "Optrek cannot find out now who agrees to be seen in the region. Try again shortly."})

// mostAsked is about how many clients recruitment is asked at once.
const mostAsked = 1000

// agreed says whose yes to being seen in the region stands, at this moment. It is asked
// each time, outside any transaction, and never kept; when recruitment cannot tell,
// nobody is said to agree. Their ids go to recruitment and nowhere else.
func (s *Server) agreed(ctx context.Context, name string, people map[person]bool) (map[person]bool, error) {
	byOrganisation := map[region.OrganisationID][]domain.ClientID{}
	for p := range people {
		byOrganisation[p.organisation] = append(byOrganisation[p.organisation], p.client)
	}
	yes := map[person]bool{}
	for organisation, clients := range byOrganisation {
		for len(clients) > 0 {
			n := min(len(clients), mostAsked)
			found, err := s.outside.Yeses.CheckRegionalYes(ctx, &recruitmentv1.CheckRegionalYesRequest{
				OrganisationId: string(organisation), Region: name, ClientIds: wire.Texts(clients[:n])})
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if err != nil {
				return nil, fmt.Errorf("%w: %w", notKnown, err)
			}
			for _, id := range found.GetClientIds() {
				yes[person{organisation, wire.ID[domain.ClientID](id)}] = true
			}
			clients = clients[n:]
		}
	}
	return yes, nil
}

// ownAgrees says whether the yes of one client of this organisation stands.
func (s *Server) ownAgrees(ctx context.Context, tenant, name string, client domain.ClientID) (bool, error) {
	if name == "" {
		return false, nil
	}
	who := person{region.OrganisationID(tenant), client}
	yes, err := s.agreed(ctx, name, map[person]bool{who: true})
	return yes[who], err
}

// letGo takes away what rests on a yes of these people that does not stand any more, and
// says whether there was any. The feed will tell too; a look does not wait for that.
func (s *Server) letGo(ctx context.Context, name string, people map[person]bool) (bool, error) {
	yes, err := s.agreed(ctx, name, people)
	if err != nil {
		return false, err
	}
	var others []string
	gone := false
	for p := range people {
		if yes[p] {
			continue
		}
		gone = true
		err := s.Store.InTxAs(ctx, string(p.organisation), func(tx *store.Tx) error {
			touched, err := s.Drop(ctx, tx, p.client)
			others = append(others, touched...)
			return err
		})
		if err != nil {
			return false, err
		}
	}
	return gone, s.FollowAll(ctx, others...)
}

// Drop takes everything of a client out of the region: their wishes, open requests, and
// a match across organisations comes to its ending with care. It gives the
// organisations that are to follow. Call it before people or matches are held.
func (s *Server) Drop(ctx context.Context, tx *store.Tx, c domain.ClientID) (others []string, err error) {
	return s.drop(ctx, tx, c, true)
}

// drop is Drop; without met, people who met each other already go on.
func (s *Server) drop(ctx context.Context, tx *store.Tx, c domain.ClientID, met bool) (others []string, err error) {
	about, err := tx.RequestsOf(ctx, c)
	if err != nil {
		return nil, err
	}
	var held []region.RequestID
	for _, r := range about {
		if met || r.State(s.Now()) != region.Met {
			held = append(held, r.ID)
		}
	}
	tx.Touch(string(c))
	others, err = s.letAll(ctx, tx, held)
	if err != nil {
		return nil, err
	}
	return others, tx.Hide(ctx, "", c)
}

// letAll lets go of requests, and gives the other organisations.
func (s *Server) letAll(ctx context.Context, tx *store.Tx, held []region.RequestID) (others []string, err error) {
	if err := tx.HoldRequests(ctx, held...); err != nil {
		return nil, err
	}
	for _, id := range held {
		other, err := s.let(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		others = append(others, other)
	}
	return others, nil
}

// let lets go of one request that is held, and gives the other organisation.
func (s *Server) let(ctx context.Context, tx *store.Tx, id region.RequestID) (other string, err error) {
	r, err := tx.AnyRequest(ctx, id)
	if err != nil || r.Over(s.Now()) {
		return string(r.Other), err // over already, perhaps this very moment: the other side may not have followed yet
	}
	tx.Touch(string(r.Client))
	if r.State(s.Now()) != region.Met {
		return string(r.Other), tx.SaveRequest(ctx, r.Dropped(s.Now()))
	}
	r.Own.Ended, r.Updated = true, s.Now()
	if r.Match != "" {
		if err := s.matches.End(ctx, tx, r.Match); err != nil {
			return "", err
		}
	}
	return string(r.Other), tx.SaveRequest(ctx, r)
}

// whose finds, in the name of the service itself, which client of another organisation
// stands behind each of its wishes. It is asked of recruitment and told to nobody.
func (s *Server) whose(ctx context.Context, wishes []region.Wish) (map[person]bool, error) {
	byOrganisation := map[region.OrganisationID][]region.WishID{}
	for _, w := range wishes {
		byOrganisation[w.Organisation] = append(byOrganisation[w.Organisation], w.ID)
	}
	people := map[person]bool{}
	for organisation, ids := range byOrganisation {
		err := s.Store.InTxAs(ctx, string(organisation), func(tx *store.Tx) error {
			found, err := tx.WhoseWishes(ctx, ids)
			for _, client := range found {
				people[person{organisation, client}] = true
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return people, nil
}
