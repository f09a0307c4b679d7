// Package club answers the RPCs about bringing somebody to one's club.
package club

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// Server implements optrek.activity.v1.ClubService.
type Server struct {
	pb.UnimplementedClubServiceServer

	base.Base

	activities base.Activities
}

// New makes the server.
func New(b base.Base, a base.Activities) *Server { return &Server{Base: b, activities: a} }

// IntroduceToClub makes a try of it and asks the guest.
func (s *Server) IntroduceToClub(ctx context.Context, req *pb.IntroduceToClubRequest) (*pb.Introduction, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Introduction, error) {
		i := domain.Introduction{
			Member: wire.ID[domain.ClientID](req.GetMemberId()), Guest: wire.ID[domain.ClientID](req.GetGuestId()), Club: req.GetClub(),
		}
		by, err := tx.Circle(ctx, []domain.ClientID{i.Member, i.Guest})
		if err != nil {
			return nil, err
		}
		a, i, err := domain.Introduce(s.activities.Read(req.GetActivity()), i, by, s.Now())
		if err != nil {
			return nil, err
		}
		if err := base.CheckLinks(ctx, tx, a, by); err != nil {
			return nil, err
		}
		a.ID = domain.ActivityID(ids.New())
		i.Activity = a.ID
		asked, _, err := domain.Ask(a, s.Question(tx, i.Guest, by), nil, by)
		if err != nil {
			return nil, err
		}
		if err := tx.AddActivity(ctx, a); err != nil {
			return nil, err
		}
		if err := tx.AddIntroduction(ctx, i); err != nil {
			return nil, err
		}
		if err := tx.SaveInvitation(ctx, asked); err != nil {
			return nil, err
		}
		return show(tx, i, by), feed.Append(ctx, tx.Tx, base.Changed(a))
	})
}

// GetIntroduction gives one introduction.
func (s *Server) GetIntroduction(ctx context.Context, req *pb.GetIntroductionRequest) (*pb.Introduction, error) {
	var out *pb.Introduction
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		i, by, err := load(ctx, tx, req.GetId())
		if err != nil {
			return err
		}
		out = show(tx, i, by)
		return nil
	})
	return out, err
}

// TellClub says what the club may know of the guest.
func (s *Server) TellClub(ctx context.Context, req *pb.TellClubRequest) (*pb.Introduction, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Introduction, error) {
		i, by, err := load(ctx, tx, req.GetId())
		if err != nil {
			return nil, err
		}
		if err := i.Version.Expect(req.GetEtag()); err != nil {
			return nil, err
		}
		if i, err = i.TellClub(wire.Words(req.GetNotes()), req.GetWords(), req.GetAgreed(), by, s.Now()); err != nil {
			return nil, err
		}
		return save(ctx, tx, i, by)
	})
}

// GoMoreOften keeps whether the guest would like to go again.
func (s *Server) GoMoreOften(ctx context.Context, req *pb.GoMoreOftenRequest) (*pb.Introduction, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.Introduction, error) {
		i, by, err := load(ctx, tx, req.GetId())
		if err != nil {
			return nil, err
		}
		if i, err = i.GoMoreOften(wire.Word[domain.Again](req.GetAgain()), by, s.Now()); err != nil {
			return nil, err
		}
		return save(ctx, tx, i, by)
	})
}

func load(ctx context.Context, tx *store.Tx, id string) (domain.Introduction, *domain.Circle, error) {
	i, err := tx.Introduction(ctx, wire.ID[domain.ActivityID](id))
	if err != nil {
		return domain.Introduction{}, nil, err
	}
	by, err := tx.Circle(ctx, []domain.ClientID{i.Member, i.Guest})
	return i, by, err
}

func save(ctx context.Context, tx *store.Tx, i domain.Introduction, by *domain.Circle) (*pb.Introduction, error) {
	i, err := tx.SaveIntroduction(ctx, i)
	if err != nil {
		return nil, err
	}
	return show(tx, i, by), nil
}

func show(tx *store.Tx, i domain.Introduction, by *domain.Circle) *pb.Introduction {
	tx.Touch(string(i.Member), string(i.Guest))
	i = i.SeenBy(by)
	return &pb.Introduction{
		ActivityId: string(i.Activity), Etag: i.Version.Etag(), MemberId: string(i.Member), GuestId: string(i.Guest), Club: i.Club,
		Notes: wire.Values[pb.Introduction_Note](i.Notes), Words: i.Words, Agreed: i.Agreed, Again: wire.Value[pb.Introduction_Again](i.Again),
	}
}
