package sharing

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/sharing"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	cardstore "github.com/optrek/optrek/services/recruitment/internal/store/sharing"
)

// MakeCard chooses what the other may see; made again it replaces.
func (s *Server) MakeCard(ctx context.Context, req *pb.MakeCardRequest) (*pb.SharedCard, error) {
	return once.Do(ctx, cardstore.In(s.Store), req, func(tx *cardstore.Tx) (*pb.SharedCard, error) {
		// Held, so that a card and a yes taken back do not cross.
		client, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		choice := sharing.Choice{Request: wire.ID[sharing.RequestID](req.GetRegionalRequestId()),
			Organisation: wire.ID[sharing.OrganisationID](req.GetOrganisationId()), Contact: req.GetSupportWorkerContact()}
		for _, part := range wire.Words(req.GetParts()) {
			choice.Parts = append(choice.Parts, sharing.Part(part))
		}
		if err := choice.Elsewhere(tx.Tenant); err != nil {
			return nil, err
		}
		agreed, err := tx.Holds(ctx, client.ID, domain.PurposeRegion, s.Moment())
		if err != nil || !agreed {
			return nil, orElse(err, sharing.AskForRegion)
		}
		worker, err := tx.FirstWorker(ctx, client.ID)
		if err != nil {
			return nil, err
		}
		before, made, err := tx.CardFor(ctx, client.ID, choice.Request)
		if err != nil {
			return nil, err
		}
		if !made {
			before.ID = sharing.CardID(ids.New())
		}
		card, err := sharing.Make(before, client, choice, worker, s.Moment())
		if err != nil {
			return nil, err
		}
		if card, err = tx.SaveCard(ctx, card); err != nil {
			return nil, err
		}
		return cardMessage(card), base.Tell(ctx, tx.Tx, changed(card))
	})
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// ListOwnCards gives what a client shows of themself, and what they took back.
func (s *Server) ListOwnCards(ctx context.Context, req *pb.ListOwnCardsRequest) (*pb.ListOwnCardsResponse, error) {
	after, err := paging.AfterID(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	size, resp := paging.Size(req.GetPageSize()), &pb.ListOwnCardsResponse{}
	err = cardstore.In(s.Store)(ctx, func(tx *cardstore.Tx) error {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		cards, err := tx.Cards(ctx, client, sharing.CardID(after), size+1)
		cards, more := paging.Cut(cards, size)
		for _, c := range cards {
			resp.Cards = append(resp.Cards, cardMessage(c))
		}
		if more {
			resp.NextPageToken = paging.Token(string(cards[len(cards)-1].ID))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// WithdrawCard takes a card back: from the next look on nobody sees it. A client does so
// whatever changed meanwhile.
func (s *Server) WithdrawCard(ctx context.Context, req *pb.WithdrawCardRequest) (*pb.SharedCard, error) {
	return once.Do(ctx, cardstore.In(s.Store), req, func(tx *cardstore.Tx) (*pb.SharedCard, error) {
		client, err := tx.ClientToChange(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return nil, err
		}
		card, err := tx.CardToChange(ctx, client.ID, wire.ID[sharing.CardID](req.GetId()))
		if err != nil {
			return nil, err
		}
		if !base.IsSelf(tx.Tx, client.ID) {
			if err := card.Version.Expect(req.GetEtag()); err != nil {
				return nil, err
			}
		}
		card, err = withdraw(ctx, tx, card, s)
		return cardMessage(card), err
	})
}

func withdraw(ctx context.Context, tx *cardstore.Tx, card sharing.Card, s *Server) (sharing.Card, error) {
	card, changes := card.Withdraw(s.Moment())
	if !changes {
		return card, nil
	}
	card, err := tx.SaveCard(ctx, card)
	if err != nil {
		return card, err
	}
	return card, base.Tell(ctx, tx.Tx, changed(card))
}

// WithdrawAll takes all cards of a client back, whose yes to being seen in the region
// stands no more: in the transaction in which it ended.
func (s *Server) WithdrawAll(ctx context.Context, tx *cardstore.Tx, client domain.ClientID) error {
	cards, err := tx.StandingCards(ctx, client)
	if err != nil {
		return err
	}
	for _, c := range cards {
		if _, err := withdraw(ctx, tx, c, s); err != nil {
			return err
		}
	}
	return nil
}

// GetOtherCard gives what the person of the other organisation shows to ours. That
// organisation's own rows say first whether it may be seen at this moment, and write
// down that it was: whoever shows a card reads there that somebody looked.
func (s *Server) GetOtherCard(ctx context.Context, req *pb.GetOtherCardRequest) (*pb.OtherCard, error) {
	var of sharing.OrganisationID
	var home string
	request := wire.ID[sharing.RequestID](req.GetRegionalRequestId())
	var id sharing.CardID
	var shown sharing.Shown
	err := cardstore.In(s.Store)(ctx, func(tx *cardstore.Tx) (err error) {
		home = tx.Tenant
		client := wire.ID[domain.ClientID](req.GetClientId())
		if of, err = tx.MetWith(ctx, client, request); err != nil {
			return err
		}
		tx.Touch(string(client))
		id, shown, err = tx.OtherCard(ctx, request, of)
		return err
	})
	if err != nil {
		return nil, err
	}
	if id == "" {
		return &pb.OtherCard{}, nil
	}
	stands, err := s.seen(ctx, string(of), id, home)
	if err != nil || !stands {
		return &pb.OtherCard{}, err
	}
	return shownMessage(shown), nil
}

// seen says whether a card may be seen now, and writes down in its own organisation that
// it was: no trace, no answer.
func (s *Server) seen(ctx context.Context, of string, id sharing.CardID, by string) (stands bool, err error) {
	err = s.InTxAs(ctx, of, func(tx *cardstore.Tx) error {
		client, err := tx.WhoseCard(ctx, id)
		if fault.KindOf(err) == fault.KindNotFound {
			return nil // taken back this very moment
		}
		if err != nil {
			return err
		}
		stands, err = tx.Holds(ctx, client, domain.PurposeRegion, s.Moment())
		if stands {
			tx.Touch(string(client))
			tx.Ground("card:" + string(id) + " to:" + by)
		}
		return err
	})
	return stands, err
}

// CheckCard says whether a client chose what the other may see.
func (s *Server) CheckCard(ctx context.Context, req *pb.CheckCardRequest) (*pb.CheckCardResponse, error) {
	resp := &pb.CheckCardResponse{}
	err := cardstore.In(s.Store)(ctx, func(tx *cardstore.Tx) error {
		client, err := tx.ReachedClient(ctx, domain.ClientID(req.GetClientId()))
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		card, made, err := tx.CardFor(ctx, client, wire.ID[sharing.RequestID](req.GetRegionalRequestId()))
		if made && card.Stands() {
			resp.Made, resp.CardId = true, string(card.ID)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func changed(c sharing.Card) *pb.CardChanged {
	return &pb.CardChanged{ClientId: string(c.Client), RegionalRequestId: string(c.Request), Made: c.Stands()}
}

func cardMessage(c sharing.Card) *pb.SharedCard {
	out := &pb.SharedCard{
		Id: string(c.ID), Etag: c.Version.Etag(), ClientId: string(c.Client), RegionalRequestId: string(c.Request),
		OrganisationId: string(c.Organisation), MakeTime: wire.Stamp(c.Made), WithdrawTime: wire.Stamp(c.Withdrawn),
	}
	for _, part := range c.Parts {
		out.Parts = append(out.Parts, wire.Value[pb.CardPart](part))
	}
	if c.Stands() {
		out.Preview = shownMessage(c.Shown)
	}
	return out
}

func shownMessage(s sharing.Shown) *pb.OtherCard {
	return &pb.OtherCard{CallName: s.CallName, Interests: s.Interests, Dayparts: s.Dayparts, Communication: s.Communication,
		SupportWorkerName: s.SupportWorkerName, SupportWorkerContact: s.SupportWorkerContact}
}
