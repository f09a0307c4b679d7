package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// UpdateMatch changes what support workers wrote.
func (s *Server) UpdateMatch(ctx context.Context, req *pb.UpdateMatchRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		// Found first: whoever does not see the match hears nothing about its fields.
		if _, err := tx.Match(ctx, wire.ID[domain.MatchID](req.GetMatch().GetId())); err != nil {
			return nil, err
		}
		amendment, err := amendmentOf(req)
		if err != nil {
			return nil, err
		}
		return s.change(ctx, tx, req.GetMatch(), plain(func(m domain.Match) (domain.Match, error) {
			return m.Amend(amendment, s.Now())
		}))
	})
}

func amendmentOf(req *pb.UpdateMatchRequest) (domain.Amendment, error) {
	m := req.GetMatch()
	writes, err := wire.Fixed{}.Masked(req.GetUpdateMask(), m, "reason", "guidance_needed", "making", "began_at", "citizens")
	if err != nil {
		return domain.Amendment{}, err
	}
	var a domain.Amendment
	for path, to := range map[string]struct {
		field **string
		words string
	}{
		"reason":          {&a.Reason, m.GetReason()},
		"guidance_needed": {&a.GuidanceNeeded, m.GetGuidanceNeeded()},
		"began_at":        {&a.BeganAt, m.GetBeganAt()},
	} {
		if writes(path) {
			*to.field = &to.words
		}
	}
	if writes("making") {
		making := wire.Word[domain.Making](m.GetMaking())
		a.Making = &making
	}
	if writes("citizens") {
		citizens := int(m.GetCitizens())
		a.Citizens = &citizens
	}
	return a, nil
}

// WithdrawMatch returns an idea or a proposal to nothing, quietly.
func (s *Server) WithdrawMatch(ctx context.Context, req *pb.ChangeMatchStateRequest) (*pb.Match, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.Match, error) {
		return s.change(ctx, tx, req, func(m domain.Match) (domain.Match, []domain.Rest, error) {
			after, err := m.Withdraw(s.Now())
			return after, m.RestAll(s.Now()), err
		})
	})
}
