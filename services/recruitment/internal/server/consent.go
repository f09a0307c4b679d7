package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
)

// ListConsents lists what a client agreed to, now and before, newest first.
func (s *Server) ListConsents(ctx context.Context, req *pb.ListConsentsRequest) (*pb.ListConsentsResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size := paging.Size(req.GetPageSize())
	resp := &pb.ListConsentsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		client, err := tx.Client(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		rows, err := tx.Consents(ctx, client.ID, domain.ConsentID(after), size+1)
		rows, more := paging.Cut(rows, size)
		for _, c := range rows {
			resp.Consents = append(resp.Consents, consentMessage(c))
		}
		if more {
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].ID))
		}
		return err
	})
	return resp, err
}

// GiveConsent records a yes for one purpose. Saying again what stands changes nothing;
// a yes to another text takes the place of the one before.
func (s *Server) GiveConsent(ctx context.Context, req *pb.GiveConsentRequest) (*pb.Consent, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Consent, error) {
		// Held, so that a yes and its withdrawal do not cross.
		client, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		asked, err := domain.Give(domain.Consent{
			ID: domain.ConsentID(ids.New()), Client: client.ID, Purpose: domain.Purpose(wire.Word[string](req.GetPurpose())),
			Receiver: req.GetReceiver(), TextVersion: req.GetTextVersion(), Channel: wire.Word[string](req.GetChannel()),
			Representative: req.GetGivenByRepresentative(),
		}, tx.Caller.IsClient(), s.Clock())
		if err != nil {
			return nil, err
		}
		standing, err := tx.Standing(ctx, client.ID, asked.Purpose)
		if err != nil {
			return nil, err
		}
		for _, c := range standing {
			if c.Covers(asked) {
				return consentMessage(c), nil
			}
			if c.Receiver == asked.Receiver {
				ended, _ := c.Withdraw(s.Clock())
				if err := tx.EndConsent(ctx, ended); err != nil {
					return nil, err
				}
			}
		}
		if err := tx.InsertConsent(ctx, asked); err != nil {
			return nil, err
		}
		if asked.Purpose != domain.PurposeMatching {
			return consentMessage(asked), nil
		}
		return consentMessage(asked), base.Tell(ctx, tx, base.ProfileChanged(client))
	})
}

// WithdrawConsent takes a yes back: one call, no reason, and at once. What rested on
// it is told to go in the same transaction.
func (s *Server) WithdrawConsent(ctx context.Context, req *pb.WithdrawConsentRequest) (*pb.Consent, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Consent, error) {
		client, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		c, err := tx.ConsentToChange(ctx, client.ID, domain.ConsentID(req.GetId()))
		if err != nil {
			return nil, err
		}
		c, changed := c.Withdraw(s.Clock())
		if !changed {
			return consentMessage(c), nil
		}
		if err := tx.EndConsent(ctx, c); err != nil {
			return nil, err
		}
		if c.Purpose != domain.PurposeMatching {
			return consentMessage(c), nil
		}
		holds, err := tx.Holds(ctx, client.ID, domain.PurposeMatching)
		if err != nil || holds {
			return consentMessage(c), err // a yes to another receiver still stands
		}
		return consentMessage(c), base.Tell(ctx, tx, base.ProfileGone(client.ID))
	})
}

func consentMessage(c domain.Consent) *pb.Consent {
	return &pb.Consent{
		Id: string(c.ID), ClientId: string(c.Client), Receiver: c.Receiver, TextVersion: c.TextVersion,
		Purpose:               wire.Value[pb.Consent_Purpose](string(c.Purpose)),
		Channel:               wire.Value[pb.Consent_Channel](c.Channel),
		GivenByRepresentative: c.Representative, GiveTime: wire.Stamp(c.Given), WithdrawTime: wire.Stamp(c.Withdrawn),
	}
}
