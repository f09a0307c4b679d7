package region

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

var regionalConsent = func() error {
	text := fault.Text{NL: "Vraag deze cliënt eerst of andere organisaties mogen weten dat er iemand is, zonder naam.",
		EN: "First ask this client whether other organisations may know that there is somebody, without the name."}
	f := fault.Conflict("CONSENT_NEEDED", text)
	f.Fields = []fault.Field{{Path: "client_id", Text: text}}
	return f
}()

// AskInRegion asks another organisation whether these two could meet.
func (s *Server) AskInRegion(ctx context.Context, req *pb.AskInRegionRequest) (*pb.RegionalRequest, error) {
	client, id := wire.ID[domain.ClientID](req.GetClientId()), wire.ID[region.WishID](req.GetRegionalWishId())
	yes, err := s.mayAsk(ctx, client, id)
	if err != nil {
		return nil, err
	}
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.RegionalRequest, error) {
		in, err := s.enter(ctx, tx)
		if err != nil {
			return nil, err
		}
		if err := tx.Reach(ctx, client); err != nil {
			return nil, err
		}
		wish, err := tx.RegionalWish(ctx, id)
		if err != nil {
			return nil, err
		}
		if !yes {
			return nil, regionalConsent
		}
		circle, err := tx.Circle(ctx, []domain.ClientID{client})
		if err != nil {
			return nil, err
		}
		if err := circle.ReadyForRegion(client); err != nil {
			return nil, err
		}
		if err := tx.HoldPeople(ctx, client); err != nil { // the same two are asked about once
			return nil, err
		}
		if before, err := tx.AskedBefore(ctx, id, client, s.Now()); err != nil || before {
			return nil, orElse(err, region.AskedAlready)
		}
		r, err := region.Ask(region.Question{ID: region.RequestID(ids.New()), Wish: wish, Region: in.name, Client: client, Reason: req.GetReason()}, s.Now())
		if err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		return s.requestMessage(r, false, s.Now()), tx.SaveRequest(ctx, r)
	})
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// mayAsk says whether our own client's yes stands, and takes the wish away when that of
// whoever wishes does not.
func (s *Server) mayAsk(ctx context.Context, client domain.ClientID, id region.WishID) (bool, error) {
	var wish region.Wish
	var in place
	tenant := ""
	err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		tenant = tx.Tenant
		if in, err = s.enter(ctx, tx); err != nil {
			return err
		}
		if err := tx.Reach(ctx, client); err != nil {
			return err
		}
		wish, err = tx.RegionalWish(ctx, id)
		return err
	})
	if err != nil {
		return false, err
	}
	people, err := s.whose(ctx, []region.Wish{wish})
	if err != nil {
		return false, err
	}
	if _, err := s.letGo(ctx, in.name, people); err != nil {
		return false, err
	}
	return s.ownAgrees(ctx, tenant, in.name, client)
}

// GetRegionalRequest gives one request, as far as the caller may know it.
func (s *Server) GetRegionalRequest(ctx context.Context, req *pb.GetRegionalRequestRequest) (*pb.RegionalRequest, error) {
	return s.get(ctx, wire.ID[region.RequestID](req.GetId()))
}

func (s *Server) get(ctx context.Context, id region.RequestID) (*pb.RegionalRequest, error) {
	if err := s.lookAt(ctx, id); err != nil {
		return nil, err
	}
	var out *pb.RegionalRequest
	var r region.Request
	own := false
	err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		r, err = s.request(ctx, tx, id)
		own = base.OwnID(tx) != ""
		return err
	})
	if err != nil {
		return nil, err
	}
	// Whether a card was made the feed tells too; who just made one sees it at once.
	if r.CardMade, err = s.cardMade(ctx, r); err != nil {
		return nil, err
	}
	out = s.requestMessage(r, own, s.Now())
	return out, nil
}

// request reads a request of somebody the caller reaches, and writes down that it was seen.
func (s *Server) request(ctx context.Context, tx *store.Tx, id region.RequestID) (region.Request, error) {
	if _, err := s.enter(ctx, tx); err != nil {
		return region.Request{}, err
	}
	r, err := tx.Request(ctx, id, s.Now())
	if err == nil {
		tx.Touch(string(r.Client))
	}
	return r, err
}

func (s *Server) cardMade(ctx context.Context, r region.Request) (bool, error) {
	if state := r.State(s.Now()); state != region.WithClients && state != region.Met {
		return r.CardMade, nil
	}
	card, err := s.outside.Cards.CheckCard(ctx, &recruitmentv1.CheckCardRequest{ClientId: string(r.Client), RegionalRequestId: string(r.ID)})
	if err != nil {
		return r.CardMade, ctx.Err() // recruitment away: as was last heard
	}
	return card.GetMade(), nil
}

// ListRegionalRequests gives the requests about clients the caller reaches.
func (s *Server) ListRegionalRequests(ctx context.Context, req *pb.ListRegionalRequestsRequest) (*pb.ListRegionalRequestsResponse, error) {
	list, err := requestPage(req)
	if err != nil {
		return nil, err
	}
	for {
		found, own, err := s.requests(ctx, list)
		if err != nil {
			return nil, err
		}
		if gone, err := s.lookAtAll(ctx, found); err != nil {
			return nil, err
		} else if gone {
			continue // look again: each time at least one goes on no more
		}
		out := &pb.ListRegionalRequestsResponse{}
		shown, more := paging.Cut(found, list.Limit-1)
		for _, r := range shown {
			out.Requests = append(out.Requests, s.requestMessage(r, own, s.Now()))
		}
		if more {
			last := shown[len(shown)-1]
			out.NextPageToken = paging.Token(last.Changed().Format(time.RFC3339Nano), string(last.ID))
		}
		return out, nil
	}
}

func (s *Server) requests(ctx context.Context, list store.RequestList) (found []region.Request, own bool, err error) {
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		own = base.OwnID(tx) != ""
		if _, err := s.enter(ctx, tx); err != nil {
			return err
		}
		if list.Client != "" {
			if err := tx.Reach(ctx, list.Client); err != nil {
				return err
			}
		}
		found, err = tx.Requests(ctx, list, s.Now())
		tx.Touch(string(list.Client)) // also when there is nothing to show
		for _, r := range found {
			tx.Touch(string(r.Client))
		}
		return err
	})
	return found, own, err
}

func requestPage(req *pb.ListRegionalRequestsRequest) (store.RequestList, error) {
	list := store.RequestList{Client: wire.ID[domain.ClientID](req.GetClientId()), NothingToo: req.GetNothingToo(),
		Limit: paging.Size(req.GetPageSize()) + 1}
	key, err := paging.After(req.GetPageToken(), 2)
	if err != nil || req.GetPageToken() == "" {
		return list, err
	}
	if list.AfterTime, err = time.Parse(time.RFC3339Nano, key[0]); err != nil {
		return list, paging.BadToken()
	}
	list.AfterID = region.RequestID(key[1])
	return list, nil
}

// lookAt asks whether both people's yes to being seen in the region stands, for one
// request the caller may know of. What rested on one that does not is taken away first.
func (s *Server) lookAt(ctx context.Context, id region.RequestID) error {
	var r region.Request
	err := s.Store.InTx(ctx, func(tx *store.Tx) (err error) {
		r, err = s.request(ctx, tx, id)
		return err
	})
	if err != nil {
		return err
	}
	_, err = s.lookAtAll(ctx, []region.Request{r})
	return err
}

// lookAtAll is lookAt for several, and says whether anything was taken away.
func (s *Server) lookAtAll(ctx context.Context, all []region.Request) (bool, error) {
	caller, _ := authn.From(ctx)
	people := map[string]map[person]bool{}
	theirs := map[region.OrganisationID][]region.RequestID{}
	behind := false
	for _, r := range all {
		behind = behind || r.Behind()
		if r.Over(s.Now()) {
			continue
		}
		if people[r.Region] == nil {
			people[r.Region] = map[person]bool{}
		}
		people[r.Region][person{region.OrganisationID(caller.Tenant), r.Client}] = true
		theirs[r.Other] = append(theirs[r.Other], r.ID)
	}
	for other, ids := range theirs {
		err := s.Store.InTxAs(ctx, string(other), func(tx *store.Tx) error {
			found, err := tx.RequestsByID(ctx, ids)
			for _, r := range found {
				if who := people[r.Region]; who != nil {
					who[person{other, r.Client}] = true
				}
			}
			return err
		})
		if err != nil {
			return false, err
		}
	}
	// What the feed told the other side is followed before this side is shown.
	if behind {
		if err := s.Follow(ctx, caller.Tenant); err != nil {
			return false, err
		}
	}
	gone := false
	for name, who := range people {
		some, err := s.letGo(ctx, name, who)
		if err != nil {
			return false, err
		}
		gone = gone || some
	}
	return gone, nil
}
