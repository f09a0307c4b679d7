package server

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// AddExclusion keeps two people apart for good, whichever of them it is about. What
// stands between them ends: a question returns to nothing, a match gets its ending, and
// from a group the one leaves who asks, or who it is asked for.
func (s *Server) AddExclusion(ctx context.Context, req *pb.AddExclusionRequest) (*emptypb.Empty, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		e, err := exclusionOf(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		if err := tx.Exclude(ctx, e); err != nil {
			return nil, err
		}
		matches, err := tx.MatchesOf(ctx, e.A, e.B)
		if err != nil {
			return nil, err
		}
		asked, other := wire.ID[domain.ClientID](req.GetClientId()), wire.ID[domain.ClientID](req.GetOtherClientId())
		for _, m := range matches {
			after, err := m.KeptApart(asked, other, domain.Stop{By: base.OwnID(tx)}, s.Now())
			if err != nil {
				return nil, err
			}
			if _, err := settle(ctx, tx, m, after, nil); err != nil {
				return nil, err
			}
		}
		return &emptypb.Empty{}, nil
	})
}

// exclusionOf reads who is to be kept apart and by whose wish, and holds the two.
func exclusionOf(ctx context.Context, tx *store.Tx, req *pb.AddExclusionRequest) (domain.Exclusion, error) {
	client, other := wire.ID[domain.ClientID](req.GetClientId()), wire.ID[domain.ClientID](req.GetOtherClientId())
	e, err := domain.NewExclusion(client, other, base.OwnID(tx))
	if err != nil {
		return e, err
	}
	if err := tx.Reach(ctx, client); err != nil {
		return e, err
	}
	if err := tx.Know(ctx, e.A, e.B); err != nil {
		return e, err
	}
	tx.Touch(string(e.A), string(e.B))
	return e, tx.HoldPeople(ctx, e.A, e.B)
}

// RemoveExclusion takes back what the caller asked: a client their own wish, support
// workers what support workers asked. What somebody else asked stays; a client is not
// told that it does.
func (s *Server) RemoveExclusion(ctx context.Context, req *pb.AddExclusionRequest) (*emptypb.Empty, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		asked, err := exclusionOf(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		stands, err := tx.Exclusion(ctx, asked.Pair)
		if err != nil {
			return nil, err
		}
		left := stands.Without(asked)
		if left == stands && stands.Stands() && base.OwnID(tx) == "" {
			return nil, domain.TheirOwn()
		}
		return &emptypb.Empty{}, tx.SaveExclusion(ctx, left)
	})
}

// ListExclusions lists with whom a client is never put together; to the client themself
// only what they asked.
func (s *Server) ListExclusions(ctx context.Context, req *pb.ListExclusionsRequest) (*pb.ListExclusionsResponse, error) {
	key, err := paging.After(req.GetPageToken(), 1)
	if err != nil {
		return nil, err
	}
	var after domain.ClientID
	if len(key) > 0 {
		after = domain.ClientID(key[0])
	}
	client, size := wire.ID[domain.ClientID](req.GetClientId()), paging.Size(req.GetPageSize())
	out := &pb.ListExclusionsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		if err := tx.Reach(ctx, client); err != nil {
			return err
		}
		tx.Touch(string(client))
		rows, err := tx.Exclusions(ctx, client, base.OwnID(tx) != "", after, size+1)
		if err != nil {
			return err
		}
		page, more := paging.Cut(rows, size)
		for _, other := range page {
			tx.Touch(string(other))
			out.OtherClientIds = append(out.OtherClientIds, string(other))
		}
		if more {
			out.NextPageToken = paging.Token(string(page[len(page)-1]))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
