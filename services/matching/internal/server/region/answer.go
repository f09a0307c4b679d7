package region

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/matching/internal/domain"
	"github.com/optrek/optrek/services/matching/internal/domain/region"
	"github.com/optrek/optrek/services/matching/internal/server/base"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// about is which request a change is about, and as the caller last saw it.
type about interface {
	GetId() string
	GetEtag() string
}

// change is the road of every change of a request: hold it on both sides, load, look
// whether it is as the caller saw it, decide, save, show.
func (s *Server) change(
	ctx context.Context, tx *store.Tx, req about, decide func(region.Request) (region.Request, error),
) (*pb.RegionalRequest, error) {
	id, own := wire.ID[region.RequestID](req.GetId()), base.OwnID(tx) != ""
	if err := tx.HoldRequests(ctx, id); err != nil {
		return nil, err
	}
	before, err := s.request(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if err := expect(req.GetEtag(), s.requestMessage(before, own, s.Now()).GetEtag()); err != nil {
		return nil, err
	}
	after, err := decide(before)
	if err != nil {
		return nil, err
	}
	return s.requestMessage(after, own, s.Now()), tx.SaveRequest(ctx, after)
}

// AnswerRegionalRequest is the yes or no of the organisation that was asked.
func (s *Server) AnswerRegionalRequest(ctx context.Context, req *pb.AnswerRegionalRequestRequest) (*pb.RegionalRequest, error) {
	if err := s.lookAt(ctx, wire.ID[region.RequestID](req.GetId())); err != nil {
		return nil, err
	}
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.RegionalRequest, error) {
		return s.change(ctx, tx, req, func(r region.Request) (region.Request, error) {
			after, err := r.Answered(req.GetYes(), s.Now())
			if err != nil || !req.GetYes() {
				return after, err
			}
			circle, err := tx.Circle(ctx, []domain.ClientID{r.Client})
			if err != nil {
				return r, err
			}
			return after, circle.ReadyForRegion(r.Client)
		})
	})
}

// AnswerAsClient is one client's own answer, in private. When both said yes, the match is
// there on either side before this answers.
func (s *Server) AnswerAsClient(ctx context.Context, req *pb.AnswerAsClientRequest) (*pb.RegionalRequest, error) {
	id, answer := wire.ID[region.RequestID](req.GetId()), wire.Word[domain.Answer](req.GetAnswer())
	if answer == domain.Yes {
		// A no is heard whatever else is so.
		if err := s.lookAt(ctx, id); err != nil {
			return nil, err
		}
	}
	out, err := base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.RegionalRequest, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		if err := tx.Reach(ctx, client); err != nil {
			return nil, err
		}
		voice := domain.Voice{Client: client, Own: base.OwnID(tx) == client, Form: wire.Word[domain.Form](req.GetSupportForm())}
		return s.change(ctx, tx, req, func(r region.Request) (region.Request, error) { return r.ClientAnswered(voice, answer, s.Now()) })
	})
	if err != nil || out.GetState() != pb.RegionalRequest_STATE_MET {
		return out, err
	}
	caller, _ := authn.From(ctx)
	if err := s.FollowAll(ctx, caller.Tenant, out.GetOther().GetId()); err != nil {
		return nil, err
	}
	return s.get(ctx, id)
}

// WithdrawRegionalRequest takes it back, by either side, quietly.
func (s *Server) WithdrawRegionalRequest(ctx context.Context, req *pb.WithdrawRegionalRequestRequest) (*pb.RegionalRequest, error) {
	return base.Do(ctx, s.Base, req, func(tx *store.Tx) (*pb.RegionalRequest, error) {
		return s.change(ctx, tx, req, func(r region.Request) (region.Request, error) { return r.Withdrawn(s.Now()) })
	})
}
