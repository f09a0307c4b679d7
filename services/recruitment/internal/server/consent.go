package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/template"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	"github.com/optrek/optrek/services/recruitment/internal/store"
	cardstore "github.com/optrek/optrek/services/recruitment/internal/store/sharing"
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
		if err != nil {
			return err
		}
		own, err := tx.ConsentTexts(ctx)
		rows, more := paging.Cut(rows, size)
		for _, c := range rows {
			resp.Consents = append(resp.Consents, consentMessage(c, own))
		}
		if more {
			resp.NextPageToken = paging.Token(string(rows[len(rows)-1].ID))
		}
		return err
	})
	return resp, err
}

// GiveConsent records a yes for one purpose. Saying again what stands changes nothing;
// a yes to another text, for another time or by somebody else takes the place of the
// one before.
func (s *Server) GiveConsent(ctx context.Context, req *pb.GiveConsentRequest) (*pb.Consent, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Consent, error) {
		// Held, so that a yes and its withdrawal do not cross.
		client, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		own, err := tx.ConsentTexts(ctx)
		if err != nil {
			return nil, err
		}
		asked, err := s.asked(tx, client, own, req)
		if err != nil {
			return nil, err
		}
		standing, err := s.makeRoom(ctx, tx, asked)
		if err != nil || standing.ID != "" {
			return consentMessage(standing, own), err
		}
		if err := tx.InsertConsent(ctx, asked); err != nil {
			return nil, err
		}
		if asked.Purpose != domain.PurposeMatching || client.Restricted {
			return consentMessage(asked, own), nil
		}
		return consentMessage(asked, own), base.Tell(ctx, tx, base.ProfileChanged(client))
	})
}

// asked is the yes that a request asks to record.
func (s *Server) asked(tx *store.Tx, client domain.Client, own []template.Template, req *pb.GiveConsentRequest) (domain.Consent, error) {
	c := domain.Consent{
		ID: domain.ConsentID(ids.New()), Client: client.ID, Purpose: domain.Purpose(wire.Word[string](req.GetPurpose())),
		Receiver: req.GetReceiver(), Channel: wire.Word[string](req.GetChannel()),
		Representative: req.GetGivenByRepresentative(), Ends: wire.Time(req.GetEndTime()),
	}
	shown, err := domain.TextShown(own, c.Purpose, req.GetTextVersion())
	if err != nil {
		return c, err
	}
	return domain.Give(c, shown, tx.Caller.IsClient(), s.Moment())
}

// makeRoom gives the standing yes that already says what is asked. There being none, it
// ends what stands for the same purpose and receiver.
func (s *Server) makeRoom(ctx context.Context, tx *store.Tx, asked domain.Consent) (domain.Consent, error) {
	open, err := tx.OpenConsents(ctx, asked.Client, asked.Purpose)
	if err != nil {
		return domain.Consent{}, err
	}
	for _, c := range open {
		if c.Receiver != asked.Receiver {
			continue
		}
		ended, stood := c.Withdraw(asked.Given)
		switch {
		case stood && c.Covers(asked):
			return c, nil
		case stood:
			err = tx.WithdrawConsent(ctx, ended)
		default:
			err = tx.NoteEnded(ctx, c, asked.Given)
		}
		if err != nil {
			return domain.Consent{}, err
		}
	}
	return domain.Consent{}, nil
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
		own, err := tx.ConsentTexts(ctx)
		if err != nil {
			return nil, err
		}
		c, changed := c.Withdraw(s.Moment())
		if !changed {
			return consentMessage(c, own), nil
		}
		if err := tx.WithdrawConsent(ctx, c); err != nil {
			return nil, err
		}
		return consentMessage(c, own), s.tellIfGone(ctx, tx, c)
	})
}

// tellIfGone tells matching that nothing may rest on a client's yes any more, unless
// one to another receiver still stands.
func (s *Server) tellIfGone(ctx context.Context, tx *store.Tx, c domain.Consent) error {
	if c.Purpose == domain.PurposeNetworkMap {
		return tx.Forget(ctx, string(c.Client)) // what was answered of the map is not answered again
	}
	if c.Purpose == domain.PurposeRegion {
		return s.regionGone(ctx, tx, c)
	}
	if c.Purpose != domain.PurposeMatching {
		return nil
	}
	holds, err := tx.Holds(ctx, c.Client, domain.PurposeMatching, s.Moment())
	if err != nil || holds {
		return err
	}
	return base.Tell(ctx, tx, base.ProfileGone(c.Client))
}

// regionGone takes away what rested on a yes to being seen in a region: what the client
// showed of themself here and now, and matching is told of the rest.
func (s *Server) regionGone(ctx context.Context, tx *store.Tx, c domain.Consent) error {
	holds, err := tx.Holds(ctx, c.Client, domain.PurposeRegion, s.Moment(), c.Receiver)
	if err != nil || holds {
		return err
	}
	if err := base.Tell(ctx, tx, &pb.RegionalYesGone{ClientId: string(c.Client), Region: c.Receiver}); err != nil {
		return err
	}
	elsewhere, err := tx.Holds(ctx, c.Client, domain.PurposeRegion, s.Moment())
	if err != nil || elsewhere {
		return err
	}
	return s.Sharing.WithdrawAll(ctx, cardstore.Of(tx), c.Client)
}

// ListStandingConsents says whose yes stands, for a service about to rest on it: it
// asks each time, and keeps no answer. It is about a purpose and not about a person, so
// nobody's page says that it was looked at; what then comes of it does.
func (s *Server) ListStandingConsents(ctx context.Context, req *pb.ListStandingConsentsRequest) (*pb.ListStandingConsentsResponse, error) {
	asked := wire.IDs[domain.ClientID](req.GetClientIds())
	resp := &pb.ListStandingConsentsResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		agreed, err := tx.AgreedTo(ctx, wire.Word[domain.Purpose](req.GetPurpose()), asked, s.Moment())
		for _, id := range asked {
			if agreed[id] {
				resp.ClientIds = append(resp.ClientIds, string(id))
				tx.Touch(string(id))
			}
		}
		return err
	})
	return resp, err
}

// mostEnded is how many clients EndConsents takes in one round; the others are next.
const mostEnded = 200

// EndConsents notes, for one organisation, which yes is past its end, and tells matching
// to forget who agreed for a time only. That time is over by then whether or not this
// ran: wherever something rests on a yes, its end is looked at.
func (s *Server) EndConsents(ctx context.Context, tenant string) error {
	var clients []domain.ClientID
	err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
		clients, err = tx.PastEnd(ctx, s.Moment(), mostEnded)
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range clients {
		if err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error { return s.endConsentsOf(ctx, tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) endConsentsOf(ctx context.Context, tx *store.Tx, id domain.ClientID) error {
	client, err := tx.ClientToChange(ctx, id) // as GiveConsent does: one at a time
	if fault.KindOf(err) == fault.KindNotFound {
		return nil // left in the meantime, and the yes with them
	}
	if err != nil {
		return err
	}
	for _, purpose := range domain.Purposes() {
		open, err := tx.OpenConsents(ctx, client.ID, purpose)
		if err != nil {
			return err
		}
		for _, c := range open {
			if c.Stands(s.Moment()) {
				continue
			}
			if err := tx.NoteEnded(ctx, c, s.Moment()); err != nil {
				return err
			}
			if err := s.tellIfGone(ctx, tx, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// consentMessage is a yes with the text that was shown; own are the organisation's texts.
func consentMessage(c domain.Consent, own []template.Template) *pb.Consent {
	m := &pb.Consent{
		Id: string(c.ID), ClientId: string(c.Client), Receiver: c.Receiver, TextVersion: c.TextVersion,
		Purpose:               wire.Value[pb.Consent_Purpose](string(c.Purpose)),
		Channel:               wire.Value[pb.Consent_Channel](c.Channel),
		GivenByRepresentative: c.Representative, GiveTime: wire.Stamp(c.Given), WithdrawTime: wire.Stamp(c.Withdrawn),
		EndTime: wire.Stamp(c.Ends),
	}
	if shown, err := domain.TextShown(own, c.Purpose, c.TextVersion); err == nil {
		words := shown.Words()
		m.TextNl, m.TextEn = words.NL, words.EN
	}
	return m
}
