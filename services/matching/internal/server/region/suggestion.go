package region

import (
	"context"
	"slices"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// SuggestForRegionalWish says who of the caller's own people could enjoy meeting the
// person of a wish: only who agrees, at this moment, to being looked for in the region.
func (s *Server) SuggestForRegionalWish(ctx context.Context, req *pb.SuggestForRegionalWishRequest) (*pb.SuggestForRegionalWishResponse, error) {
	id := wire.ID[region.WishID](req.GetRegionalWishId())
	wish, candidates, err := s.candidates(ctx, id)
	if err != nil {
		return nil, err
	}
	caller, _ := authn.From(ctx)
	name := s.regionOf(caller.Tenant)
	people, err := s.whose(ctx, []region.Wish{wish})
	if err != nil {
		return nil, err
	}
	if gone, err := s.letGo(ctx, name, people); err != nil {
		return nil, err
	} else if gone {
		_, _, err := s.candidates(ctx, id) // there no more
		return nil, err
	}
	willing, err := s.willing(ctx, name, candidates)
	if err != nil {
		return nil, err
	}
	found := region.Suggest(wish, willing)
	out := &pb.SuggestForRegionalWishResponse{}
	var named []domain.ClientID
	for _, f := range found {
		named = append(named, f.Client)
		out.Suggestions = append(out.Suggestions, &pb.Suggestion{ClientId: string(f.Client), Networker: f.Networker,
			Reasons: base.Sentences(f.Reasons), TalkAbout: base.Sentences(f.TalkAbout)})
	}
	if len(found) == 0 {
		out.WouldHelp = base.Sentences(region.WouldHelp(len(willing) > 0))
	}
	// No answer without a trace of who was in it.
	return out, s.Store.InTx(ctx, func(tx *store.Tx) error { tx.Searched(named); return nil })
}

// candidates reads the wish and who of ours might be an answer.
func (s *Server) candidates(ctx context.Context, id region.WishID) (wish region.Wish, found []region.Candidate, err error) {
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if _, err := s.enter(ctx, tx); err != nil {
			return err
		}
		if wish, err = tx.RegionalWish(ctx, id); err != nil {
			return err
		}
		found, err = tx.RegionCandidates(ctx, id, s.Now())
		return err
	})
	return wish, found, err
}

// willing gives those whose yes to being looked for in the region stands.
func (s *Server) willing(ctx context.Context, name string, all []region.Candidate) ([]region.Candidate, error) {
	caller, _ := authn.From(ctx)
	of := func(c region.Candidate) person {
		return person{region.OrganisationID(caller.Tenant), c.Profile.Client}
	}
	people := map[person]bool{}
	for _, c := range all {
		people[of(c)] = true
	}
	yes, err := s.agreed(ctx, name, people)
	return slices.DeleteFunc(all, func(c region.Candidate) bool { return !yes[of(c)] }), err
}
