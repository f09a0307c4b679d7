package server

import (
	"context"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// GetMatch gives one match, as far as the caller may know it.
func (s *Server) GetMatch(ctx context.Context, req *pb.GetMatchRequest) (*pb.Match, error) {
	var out *pb.Match
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		m, err := tx.Match(ctx, wire.ID[domain.MatchID](req.GetId()))
		if err != nil {
			return err
		}
		out = s.show(tx, m)
		return nil
	})
	return out, err
}

// ListMatches gives the matches the caller reaches, newest change first; to a client
// the newest match first, for the order would tell that somebody else answered (M-17).
func (s *Server) ListMatches(ctx context.Context, req *pb.ListMatchesRequest) (*pb.ListMatchesResponse, error) {
	after, err := afterMatch(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	after.State, after.ClosedToo = wire.Word[domain.State](req.GetState()), req.GetClosedToo()
	after.Client, after.Limit = wire.ID[domain.ClientID](req.GetClientId()), size+1
	caller, _ := authn.From(ctx)
	after.ByCreation = postgres.ReachOf(caller) == postgres.ReachSelf
	out := &pb.ListMatchesResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if after.Client != "" {
			if err := tx.Reach(ctx, after.Client); err != nil {
				return err
			}
		}
		rows, err := tx.Matches(ctx, after)
		if err != nil {
			return err
		}
		tx.Touch(string(after.Client)) // also when there is nothing to show
		page, more := paging.Cut(rows, size)
		for _, m := range page {
			out.Matches = append(out.Matches, s.show(tx, m))
		}
		if more {
			last := page[len(page)-1]
			at := last.Updated
			if after.ByCreation {
				at = last.Created
			}
			out.NextPageToken = paging.Token(at.Format(time.RFC3339Nano), string(last.ID))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// afterMatch reads a page token of matches.
func afterMatch(token string) (store.MatchList, error) {
	key, err := paging.After(token, 2)
	if err != nil || token == "" {
		return store.MatchList{}, err
	}
	at, err := time.Parse(time.RFC3339Nano, key[0])
	if err != nil {
		return store.MatchList{}, paging.BadToken()
	}
	return store.MatchList{AfterTime: at, AfterID: domain.MatchID(key[1])}, nil
}

// CreateMatch keeps an idea for support workers: of people whose yes to being looked
// for stands.
func (s *Server) CreateMatch(ctx context.Context, req *pb.CreateMatchRequest) (*pb.Match, error) {
	wish, others := wire.ID[domain.WishID](req.GetWishId()), newPeople(req.GetOthers())
	agreed, err := s.AgreedAmong(ctx, func(tx *store.Tx) ([]domain.ClientID, error) {
		w, err := tx.Wish(ctx, wish)
		return append(clientsOf(others), w.Client), err
	})
	if err != nil {
		return nil, err
	}
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		return s.idea(ctx, tx, base.Thought{Wish: wish, Others: others, Agreed: agreed})
	})
}

// idea is the one door by which a thought of people becomes an idea for a match,
// whoever had it: a support worker, or a plan.
func (s *Server) idea(ctx context.Context, tx *store.Tx, t base.Thought) (*pb.Match, error) {
	wish, err := tx.Wish(ctx, t.Wish)
	if err != nil {
		return nil, err
	}
	m, err := domain.NewIdea(domain.MatchID(ids.New()), wish, t.Others, s.Now())
	if err != nil {
		return nil, err
	}
	if err := tx.HoldPeople(ctx, m.Clients()...); err != nil {
		return nil, err
	}
	if err := tx.Find(ctx, m.Clients(), t.Agreed); err != nil {
		return nil, err
	}
	if err := m.Agreed(t.Agreed); err != nil {
		return nil, err
	}
	return s.add(ctx, tx, m)
}

// CreateSpontaneousMatch keeps a match that came about by itself: under way at once.
func (s *Server) CreateSpontaneousMatch(ctx context.Context, req *pb.CreateSpontaneousMatchRequest) (*pb.Match, error) {
	told := domain.Spontaneously{People: newPeople(req.GetPeople()), Citizens: int(req.GetCitizens()),
		BeganAt: req.GetBeganAt(), Doing: req.GetDoing()}
	people := clientsOf(told.People)
	agreed, err := s.AgreedAmong(ctx, func(tx *store.Tx) ([]domain.ClientID, error) { return tx.Strangers(ctx, people) })
	if err != nil {
		return nil, err
	}
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		if err := tx.HoldPeople(ctx, people...); err != nil {
			return nil, err
		}
		if err := tx.ReachAny(ctx, people); err != nil {
			return nil, err
		}
		// Of others' caseloads only who agreed to be looked for: nobody is put into a match
		// by somebody who does not know them.
		if err := tx.Find(ctx, people, agreed); err != nil {
			return nil, err
		}
		circle, err := tx.Circle(ctx, people)
		if err != nil {
			return nil, err
		}
		m, err := domain.NewSpontaneous(domain.MatchID(ids.New()), told, circle, s.Now())
		if err != nil {
			return nil, err
		}
		if err := takePlaces(ctx, tx, m.Networkers()); err != nil {
			return nil, err
		}
		return s.add(ctx, tx, m)
	})
}

func clientsOf(people []domain.NewPerson) []domain.ClientID {
	clients := make([]domain.ClientID, len(people))
	for i, p := range people {
		clients[i] = p.Client
	}
	return clients
}

// add puts a new match in, when nothing stands between its people.
func (s *Server) add(ctx context.Context, tx *store.Tx, m domain.Match) (*pb.Match, error) {
	if err := mayMeet(ctx, tx, m); err != nil {
		return nil, err
	}
	same, err := tx.SameTogether(ctx, m.Clients())
	if err != nil {
		return nil, err
	}
	if err := domain.NewTogether(same); err != nil {
		return nil, err
	}
	if err := tx.AddMatch(ctx, m); err != nil {
		return nil, err
	}
	if err := feed.Append(ctx, tx.Tx, changed(m)); err != nil {
		return nil, err
	}
	// Read back, with who guides whom now: what a support worker sees of it hangs on that.
	m, err = tx.Match(ctx, m.ID)
	if err != nil {
		return nil, err
	}
	return s.show(tx, m), nil
}

// mayMeet refuses people of whom two are never together. The people must be held.
func mayMeet(ctx context.Context, tx *store.Tx, m domain.Match) error {
	excluded, err := tx.Excluded(ctx, m.Clients())
	if err != nil {
		return err
	}
	return domain.Apart(excluded)
}

// takePlaces makes sure that each of these networkers has a place for one more match. The
// database gives it out, and holds it: this says it in words.
func takePlaces(ctx context.Context, tx *store.Tx, networkers []domain.ClientID) error {
	for _, c := range networkers {
		networker, standing, err := tx.HoldNetworker(ctx, c)
		if err != nil {
			return err
		}
		if err := networker.TakeOn(standing); err != nil {
			return err
		}
	}
	return nil
}

func newPeople(people []*pb.NewPerson) []domain.NewPerson {
	out := make([]domain.NewPerson, len(people))
	for i, p := range people {
		out[i] = domain.NewPerson{Client: wire.ID[domain.ClientID](p.GetClientId()), Networker: p.GetNetworker()}
	}
	return out
}
