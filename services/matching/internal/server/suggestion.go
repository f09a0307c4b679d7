package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/crowd"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// SuggestForWish says whom this person could enjoy meeting, and why: in sentences.
// Nobody is in the answer whose yes to being looked for does not stand at this moment.
func (s *Server) SuggestForWish(ctx context.Context, req *pb.SuggestForWishRequest) (*pb.SuggestForWishResponse, error) {
	caller, _ := authn.From(ctx)
	q, people, err := s.around(ctx, caller.Tenant, wire.ID[domain.WishID](req.GetWishId()))
	if err != nil {
		return nil, err
	}
	found, err := s.suggest(ctx, q, people)
	if err != nil {
		return nil, err
	}
	// No answer without a trace of who was in it.
	if err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		tx.Touch(wire.Texts(found.People())...)
		return nil
	}); err != nil {
		return nil, err
	}
	out := &pb.SuggestForWishResponse{WouldHelp: base.Sentences(found.WouldHelp)}
	for _, f := range found.First {
		out.Suggestions = append(out.Suggestions, &pb.Suggestion{ClientId: string(f.Client), Networker: f.Networker,
			Reasons: base.Sentences(f.Reasons), TalkAbout: base.Sentences(f.TalkAbout),
			Getting: base.Sentences(f.Getting), Giving: base.Sentences(f.Giving)})
	}
	for _, n := range found.NotFirst {
		out.NotFirst = append(out.NotFirst, &pb.NotFirst{ClientId: string(n.Client), Reason: base.Sentence(n.Reason)})
	}
	return out, nil
}

// suggest answers a question with people whose yes stands. It asks about those who
// would be in the answer, and thinks again without those who no longer agree, until it
// knows of everybody: some dozen are asked about, not the whole organisation.
func (s *Server) suggest(ctx context.Context, q crowd.Question, people *kept) (crowd.Suggestions, error) {
	known := map[domain.ClientID]bool{}
	for {
		found := s.crowds.suggest(people, q)
		var ask []domain.ClientID
		for _, c := range q.RestsOn(found) {
			if _, asked := known[c]; !asked {
				ask = append(ask, c)
			}
		}
		if len(ask) == 0 {
			return found, nil
		}
		yes, err := s.Agreed(ctx, ask)
		if err != nil {
			return crowd.Suggestions{}, err
		}
		for _, c := range ask {
			known[c] = yes[c]
			if !yes[c] {
				q.Apart = append(q.Apart, c)
			}
		}
		q.MayMatch = q.MayMatch && known[q.Wish.Client]
	}
}
