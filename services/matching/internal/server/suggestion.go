package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// SuggestForWish says whom this person could enjoy meeting, and why: in sentences.
func (s *Server) SuggestForWish(ctx context.Context, req *pb.SuggestForWishRequest) (*pb.SuggestForWishResponse, error) {
	var found domain.Suggestions
	err := s.store.InTx(ctx, func(tx *store.Tx) error {
		wish, err := tx.Wish(ctx, wire.ID[domain.WishID](req.GetWishId()))
		if err != nil {
			return err
		}
		tx.Touch(string(wish.Client))
		q := domain.Question{Wish: wish}
		if q.Profile, q.MayMatch, err = tx.Profile(ctx, wish.Client); err != nil {
			return err
		}
		var candidates []domain.Candidate
		if q.MayMatch && wish.Open() {
			if candidates, err = tx.Candidates(ctx, wish.Client, s.now()); err != nil {
				return err
			}
		}
		found = domain.Suggest(q, candidates)
		for _, f := range found.First {
			tx.Touch(string(f.Client))
		}
		for _, n := range found.NotFirst {
			tx.Touch(string(n.Client))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := &pb.SuggestForWishResponse{WouldHelp: sentences(found.WouldHelp)}
	for _, f := range found.First {
		out.Suggestions = append(out.Suggestions, &pb.Suggestion{ClientId: string(f.Client), Networker: f.Networker,
			Reasons: sentences(f.Reasons), TalkAbout: sentences(f.TalkAbout)})
	}
	for _, n := range found.NotFirst {
		out.NotFirst = append(out.NotFirst, &pb.NotFirst{ClientId: string(n.Client), Reason: sentence(n.Reason)})
	}
	return out, nil
}
