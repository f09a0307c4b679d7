package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// SayHowItWas keeps how it was for one person, in place of what was told before.
func (s *Server) SayHowItWas(ctx context.Context, req *pb.SayHowItWasRequest) (*pb.HowWasIt, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.HowWasIt, error) {
		h := domain.HowWasIt{
			Client: wire.ID[domain.ClientID](req.GetClientId()), Mood: wire.Word[domain.Mood](req.GetMood()),
			Again: wire.Word[domain.Again](req.GetAgain()), Words: req.GetWords(), Shared: req.GetShared(), Parts: parts(req.GetSharedParts()),
		}
		a, by, err := load(ctx, tx, ref{id: req.GetActivityId()}, h.Client)
		if err != nil {
			return nil, err
		}
		before, err := tx.HowWasIt(ctx, a.ID, h.Client)
		if err != nil {
			return nil, err
		}
		h, mood, err := domain.Tell(a, h, before, by, s.Now())
		if err != nil {
			return nil, err
		}
		if err := tx.SaveHowWasIt(ctx, h); err != nil {
			return nil, err
		}
		if mood != nil {
			if err := feed.Append(ctx, tx.Tx, told(a, h.Client, *mood)); err != nil {
				return nil, err
			}
		}
		tx.Touch(string(h.Client))
		return wireHowWasIt(h), nil
	})
}

// ListHowWasIt lists own answers, and for staff those that were shared.
func (s *Server) ListHowWasIt(ctx context.Context, req *pb.ListHowWasItRequest) (*pb.ListHowWasItResponse, error) {
	out := &pb.ListHowWasItResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.Activity(ctx, wire.ID[domain.ActivityID](req.GetActivityId()))
		if err != nil {
			return err
		}
		answers, err := tx.HowWasItVisible(ctx, a.ID)
		tx.Touch() // also when nobody told anything
		for _, h := range answers {
			tx.Touch(string(h.Client))
			out.Answers = append(out.Answers, wireHowWasIt(h))
		}
		return err
	})
	return out, err
}

// ForgetHowItWas takes away what was told, and tells the others when it was shared.
func (s *Server) ForgetHowItWas(ctx context.Context, req *pb.ForgetHowItWasRequest) (*pb.ForgetHowItWasResponse, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*pb.ForgetHowItWasResponse, error) {
		client := wire.ID[domain.ClientID](req.GetClientId())
		a, by, err := load(ctx, tx, ref{id: req.GetActivityId()}, client)
		if err != nil {
			return nil, err
		}
		before, err := tx.HowWasIt(ctx, a.ID, client)
		if err != nil {
			return nil, err
		}
		if err := domain.Forget(before, client, by); err != nil {
			return nil, err
		}
		if err := withdraw(ctx, tx, a, client); err != nil {
			return nil, err
		}
		tx.Touch(string(client))
		return &pb.ForgetHowItWasResponse{}, tx.DeleteHowWasIt(ctx, a.ID, client)
	})
}

// GetEarlierThreshold gives what was said of somebody the last time.
func (s *Server) GetEarlierThreshold(ctx context.Context, req *pb.GetEarlierThresholdRequest) (*pb.Threshold, error) {
	var out *pb.Threshold
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		client := wire.ID[domain.ClientID](req.GetClientId())
		by, err := tx.Circle(ctx, []domain.ClientID{client})
		if err != nil {
			return err
		}
		if !by.Reaches(client) {
			return fault.Missing()
		}
		g, err := tx.EarlierThreshold(ctx, client, wire.Word[domain.Kind](req.GetKind()))
		out = thresholdMessage(g)
		tx.Touch(string(g.Client))
		return err
	})
	return out, err
}

// withdraw tells the others that a shared answer is gone.
func withdraw(ctx context.Context, tx *store.Tx, a domain.Activity, client domain.ClientID) error {
	before, err := tx.HowWasIt(ctx, a.ID, client)
	if err != nil || before == nil || !before.Shares(domain.PartMood) {
		return err
	}
	return feed.Append(ctx, tx.Tx, told(a, client, domain.Withdrawn))
}

// told is what the other services know of a shared answer: no words. An unspecified
// mood says that there is nothing shared (any more).
func told(a domain.Activity, client domain.ClientID, mood domain.Mood) *pb.HowWasItShared {
	return &pb.HowWasItShared{
		ActivityId: string(a.ID), MatchId: string(a.Match), ClientId: string(client), Mood: wire.Value[pb.HowWasIt_Mood](mood),
	}
}

func wireHowWasIt(h domain.HowWasIt) *pb.HowWasIt {
	return &pb.HowWasIt{
		ActivityId: string(h.Activity), ClientId: string(h.Client), Mood: wire.Value[pb.HowWasIt_Mood](h.Mood),
		Again: wire.Value[pb.HowWasIt_Again](h.Again), Words: h.Words, Shared: h.Shared, SharedParts: wire.Values[pb.HowWasIt_Part](h.Parts), Time: wire.Stamp(h.At),
	}
}

func parts(of []pb.HowWasIt_Part) []domain.Part {
	var out []domain.Part
	for _, p := range of {
		out = append(out, wire.Word[domain.Part](p))
	}
	return out
}
