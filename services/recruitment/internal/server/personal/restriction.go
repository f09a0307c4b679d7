package personal

import (
	"context"
	"strings"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/personal"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	store "github.com/optrek/optrek/services/recruitment/internal/store/personal"
)

// RestrictClient leaves the data of a person unused from now on: the other services are
// told in the same transaction, and what rests on a yes asks here at every use.
func (s *Server) RestrictClient(ctx context.Context, req *pb.RestrictClientRequest) (*pb.Restriction, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.Restriction, error) {
		client, voice, err := s.whose(ctx, tx, req.GetClientId(), req.GetSaidBy())
		if err != nil {
			return nil, err
		}
		before, err := tx.Restrictions(ctx, client.ID)
		if err != nil {
			return nil, err
		}
		for _, r := range before {
			if r.Holds() {
				return restrictionMessage(r), nil // it holds already
			}
		}
		r := personal.Restriction{
			ID: personal.RestrictionID(ids.New()), Client: client.ID, SaidBy: voice, Reason: strings.TrimSpace(req.GetReason()), BegunBy: tx.Caller.Person, Begun: s.Moment(),
		}
		if err := tx.InsertRestriction(ctx, r); err != nil {
			return nil, err
		}
		if err := tx.Rest(ctx, client.ID, true); err != nil {
			return nil, err
		}
		return restrictionMessage(r), base.Tell(ctx, tx.Tx,
			&pb.RestrictionChanged{ClientId: string(client.ID), Restricted: true}, base.ProfileGone(client.ID))
	})
}

func (s *Server) whose(ctx context.Context, tx *store.Tx, id string, said pb.SaidBy) (domain.Client, personal.SaidBy, error) {
	client, err := tx.ClientToChange(ctx, domain.ClientID(id))
	if err != nil {
		return client, "", err
	}
	voice, err := personal.Voice(wire.Word[personal.SaidBy](said), tx.Caller.IsClient())
	return client, voice, err
}

// ListRestrictions lists when the data of a client was not used.
func (s *Server) ListRestrictions(ctx context.Context, req *pb.ListRestrictionsRequest) (*pb.ListRestrictionsResponse, error) {
	resp := &pb.ListRestrictionsResponse{}
	err := store.In(s.Store)(ctx, func(tx *store.Tx) error {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		found, err := tx.Restrictions(ctx, client)
		for _, r := range found {
			resp.Restrictions = append(resp.Restrictions, restrictionMessage(r))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// EndRestriction lets the data be used again. Who agreed to be looked for is looked for again.
func (s *Server) EndRestriction(ctx context.Context, req *pb.EndRestrictionRequest) (*pb.Restriction, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.Restriction, error) {
		client, voice, err := s.whose(ctx, tx, req.GetClientId(), req.GetSaidBy())
		if err != nil {
			return nil, err
		}
		all, err := tx.Restrictions(ctx, client.ID)
		if err != nil {
			return nil, err
		}
		for _, r := range all {
			if r.ID != wire.ID[personal.RestrictionID](req.GetId()) {
				continue
			}
			r, changed, err := r.End(voice, req.GetReason(), tx.Caller.Person, s.Moment())
			if err != nil || !changed {
				return restrictionMessage(r), err
			}
			if err := tx.EndRestriction(ctx, r); err != nil {
				return nil, err
			}
			if err := tx.Rest(ctx, client.ID, false); err != nil {
				return nil, err
			}
			if err := base.Tell(ctx, tx.Tx, &pb.RestrictionChanged{ClientId: string(client.ID)}); err != nil {
				return nil, err
			}
			return restrictionMessage(r), s.tellAnew(ctx, tx, client.ID)
		}
		return nil, fault.Missing()
	})
}

func restrictionMessage(r personal.Restriction) *pb.Restriction {
	return &pb.Restriction{
		Id: string(r.ID), ClientId: string(r.Client), SaidBy: wire.Value[pb.SaidBy](r.SaidBy), Reason: r.Reason, BeginTime: wire.Stamp(r.Begun),
		EndTime: wire.Stamp(r.Ended), EndReason: r.EndReason, EndedBy: wire.Value[pb.SaidBy](r.EndedBy),
	}
}
