// Package logincard answers recruitment's LoginCardService: the card with which a client
// signs in, the pictures only they know, and the devices that remember them.
//
// What a card holds and which pictures were chosen is never in the answers that are
// remembered for repeated requests, nor can it be reckoned from their hashes.
package logincard

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"slices"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/logincard"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	store "github.com/optrek/optrek/services/recruitment/internal/store/logincard"
)

// secretBytes is how much chance stands in what a card or a device holds.
const secretBytes = 32

var off = fault.Conflict("CARDS_OFF", fault.Text{
	NL: "Deze Optrek heeft geen kaarten. Vraag het aan wie hem beheert.", EN: "This Optrek has no cards. Ask whoever runs it.",
})

// Server implements optrek.recruitment.v1.LoginCardService.
type Server struct {
	pb.UnimplementedLoginCardServiceServer
	base.Base
	Key *Key // nil: there are no cards
}

// New makes the server; there are no cards until it is given a key.
func New(b base.Base) *Server { return &Server{Base: b} }

// ListLoginCards gives the cards of a client, the one that works first.
func (s *Server) ListLoginCards(ctx context.Context, req *pb.ListLoginCardsRequest) (*pb.ListLoginCardsResponse, error) {
	resp := &pb.ListLoginCardsResponse{Possible: s.Key != nil}
	err := store.In(s.Store)(ctx, func(tx *store.Tx) error {
		client, err := tx.ReachedClient(ctx, wire.ID[domain.ClientID](req.GetClientId()))
		if err != nil {
			return err
		}
		tx.Touch(string(client))
		cards, err := tx.Cards(ctx, client)
		if err != nil {
			return err
		}
		for _, c := range cards {
			resp.Cards = append(resp.Cards, s.message(c))
		}
		resp.HasPictures, err = tx.HasPictures(ctx, client)
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// MakeLoginCard makes a card in place of the one there is.
func (s *Server) MakeLoginCard(ctx context.Context, req *pb.MakeLoginCardRequest) (*pb.MakeLoginCardResponse, error) {
	if s.Key == nil {
		return nil, off
	}
	code := "" // stays empty when this request was answered before
	resp, err := once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.MakeLoginCardResponse, error) {
		client, err := tx.ReachedClient(ctx, wire.ID[domain.ClientID](req.GetClientId()))
		if err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		tx.Event(postgres.EventRights)
		if err := s.endOthers(ctx, tx, client); err != nil {
			return nil, err
		}
		secret := randomBytes(secretBytes)
		if code, err = codeOf(tx.Tenant, secret); err != nil {
			return nil, err
		}
		c := logincard.Card{ID: logincard.CardID(ids.New()), Version: 1, Client: client, Made: s.Moment(), MadeBy: tx.Caller.Person}
		return &pb.MakeLoginCardResponse{Card: s.message(c)}, tx.Add(ctx, c, secretHash(secret))
	})
	if err != nil {
		return nil, err
	}
	resp.Code = code
	return resp, nil
}

// codeOf is what the square on a card holds, behind the address: where to look, and the
// secret. The organisation in it opens nothing, as in the cookie of a session.
func codeOf(tenant string, secret []byte) (string, error) {
	id, err := uuid.Parse(tenant)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(slices.Concat(id[:], secret)), nil
}

func (s *Server) endOthers(ctx context.Context, tx *store.Tx, client domain.ClientID) error {
	cards, err := tx.Cards(ctx, client)
	if err != nil {
		return err
	}
	for _, c := range cards {
		if c.Withdrawn.IsZero() {
			if _, err := s.end(ctx, tx, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// end withdraws a card; whoever came in with it is out.
func (s *Server) end(ctx context.Context, tx *store.Tx, c logincard.Card) (logincard.Card, error) {
	c, err := tx.Save(ctx, c.Withdraw(s.Moment()))
	if err != nil {
		return c, err
	}
	return c, base.Tell(ctx, tx.Tx, &pb.SignInEnded{PersonId: string(c.Client), CardId: string(c.ID)})
}

// WithdrawLoginCard makes a card of no use. One that was withdrawn already stays so.
func (s *Server) WithdrawLoginCard(ctx context.Context, req *pb.WithdrawLoginCardRequest) (*pb.LoginCard, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.LoginCard, error) {
		c, err := s.card(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil || !c.Withdrawn.IsZero() {
			return s.message(c), err
		}
		c, err = s.end(ctx, tx, c)
		return s.message(c), err
	})
}

// FreeLoginCard lets a card that rests be used again.
func (s *Server) FreeLoginCard(ctx context.Context, req *pb.FreeLoginCardRequest) (*pb.LoginCard, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.LoginCard, error) {
		before, err := s.card(ctx, tx, req.GetId(), req.GetEtag())
		if err != nil {
			return nil, err
		}
		after, err := before.Free()
		if err != nil {
			return nil, err
		}
		after, err = tx.Save(ctx, after)
		return s.message(after), err
	})
}

func (s *Server) card(ctx context.Context, tx *store.Tx, id, etag string) (logincard.Card, error) {
	c, err := tx.Card(ctx, wire.ID[logincard.CardID](id))
	if err != nil {
		return c, err
	}
	tx.Touch(string(c.Client))
	tx.Event(postgres.EventRights)
	return c, c.Version.Expect(etag)
}

// ChoosePictureCode keeps the pictures a client chose. Whoever is in stays in; a card that
// rests may be tried again, for it rested on other pictures.
func (s *Server) ChoosePictureCode(ctx context.Context, req *pb.ChoosePictureCodeRequest) (*emptypb.Empty, error) {
	if s.Key == nil {
		return nil, off
	}
	return once.Do(ctx, store.In(s.Store), s.unreadable(req), func(tx *store.Tx) (*emptypb.Empty, error) {
		client, err := tx.ReachedClient(ctx, wire.ID[domain.ClientID](req.GetClientId()))
		if err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		tx.Event(postgres.EventRights)
		if err := logincard.CheckChosen(req.GetPictures()); err != nil {
			return nil, err
		}
		if err := tx.SaveCode(ctx, client, s.Key.code(tx.Tenant, client, req.GetPictures()), s.Moment()); err != nil {
			return nil, err
		}
		cards, err := tx.Cards(ctx, client)
		if err != nil {
			return nil, err
		}
		for _, c := range cards {
			if c.Withdrawn.IsZero() {
				err = tx.Tried(ctx, c.ID, logincard.Tries{})
			}
		}
		return &emptypb.Empty{}, err
	})
}

// unreadable is the request as its repeats are known by: what is remembered of it is a plain
// hash, and the pictures are so few that they could be tried one by one.
func (s *Server) unreadable(req *pb.ChoosePictureCodeRequest) *pb.ChoosePictureCodeRequest {
	known, _ := proto.Clone(req).(*pb.ChoosePictureCodeRequest)
	known.Pictures = []string{hex.EncodeToString(s.Key.keyed("request", append([]string{req.GetClientId()}, req.GetPictures()...)...))}
	return known
}

// ForgetLoginDevice lets a device ask for the card again.
func (s *Server) ForgetLoginDevice(ctx context.Context, req *pb.ForgetLoginDeviceRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*emptypb.Empty, error) {
		client, err := tx.Forget(ctx, wire.ID[logincard.DeviceID](req.GetId()))
		if err == nil {
			tx.Touch(string(client))
			tx.Event(postgres.EventRights)
		}
		return &emptypb.Empty{}, err
	})
}

// OpenBeside says whether a colleague may open a session beside a client, and writes down
// that they did.
func (s *Server) OpenBeside(ctx context.Context, req *pb.OpenBesideRequest) (*pb.OpenBesideResponse, error) {
	resp := &pb.OpenBesideResponse{}
	err := store.In(s.Store)(ctx, func(tx *store.Tx) error {
		c, err := tx.Client(ctx, wire.ID[domain.ClientID](req.GetClientId()))
		resp.ClientId, resp.Name = string(c.ID), c.Name()
		tx.Event(postgres.EventSignIn)
		tx.About("sign_in:beside", string(c.ID))
		tx.InSession(req.GetSessionId())
		tx.OnBehalf(string(c.ID))
		return err
	})
	if err != nil {
		return nil, err
	}
	return resp, nil
}

func (s *Server) message(c logincard.Card) *pb.LoginCard {
	if c.ID == "" {
		return nil
	}
	m := &pb.LoginCard{
		Id: string(c.ID), Etag: c.Version.Etag(), ClientId: string(c.Client), State: wire.Value[pb.LoginCard_State](c.State(s.Moment())),
		Used: wire.Value[pb.LoginCard_Used](c.Used(s.Today())), MakeTime: wire.Stamp(c.Made), MadeById: c.MadeBy, WithdrawTime: wire.Stamp(c.Withdrawn),
	}
	for _, d := range c.Devices {
		m.Devices = append(m.Devices, &pb.LoginDevice{Id: string(d.ID), Words: d.Words, RememberTime: wire.Stamp(d.Remembered)})
	}
	return m
}
