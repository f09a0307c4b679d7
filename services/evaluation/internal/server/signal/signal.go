package signal

import (
	"context"
	"slices"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListSignals gives what asks attention now, most tender first. It is computed anew each
// time: a signal whose cause is gone is gone.
func (s *Server) ListSignals(ctx context.Context, req *pb.ListSignalsRequest) (*pb.ListSignalsResponse, error) {
	out := &pb.ListSignalsResponse{}
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		signals, err := s.signals(ctx, tx)
		if err != nil {
			return err
		}
		snoozed, err := tx.Snoozed(ctx, s.Now())
		if err != nil {
			return err
		}
		tx.Touch() // also when nothing asks attention
		for _, signal := range signals {
			if snoozed[signal.ID] && !req.GetSnoozedToo() {
				continue
			}
			if signal.Client != "" {
				tx.Touch(string(signal.Client))
			}
			out.Signals = append(out.Signals, wireSignal(signal))
		}
		return nil
	})
	return out, err
}

func (s *Server) signals(ctx context.Context, tx *store.Tx) ([]signal.Signal, error) {
	now := s.Now()
	facts, err := tx.Facts(ctx, now)
	if err != nil {
		return nil, err
	}
	return signal.Signals(facts, now), nil
}

// SnoozeSignal puts off a signal that the caller sees; a colleague still sees it.
func (s *Server) SnoozeSignal(ctx context.Context, req *pb.SnoozeSignalRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		snooze, err := signal.PutOff(signal.Snooze{
			Signal: domain.SignalID(req.GetId()), Reason: req.GetReason(), Until: wire.Time(req.GetUntil()),
		}, s.Now())
		if err != nil {
			return nil, err
		}
		if err := s.requireSignal(ctx, tx, snooze.Signal); err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.Snooze(ctx, snooze)
	})
}

// WakeSignal brings a signal back.
func (s *Server) WakeSignal(ctx context.Context, req *pb.WakeSignalRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, s.Store.InTx, req, func(tx *store.Tx) (*emptypb.Empty, error) {
		if err := s.requireSignal(ctx, tx, domain.SignalID(req.GetId())); err != nil {
			return nil, err
		}
		return &emptypb.Empty{}, tx.Wake(ctx, domain.SignalID(req.GetId()))
	})
}

// requireSignal is nil when there is such a signal now for this caller.
func (s *Server) requireSignal(ctx context.Context, tx *store.Tx, which domain.SignalID) error {
	signals, err := s.signals(ctx, tx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(signals, func(x signal.Signal) bool { return x.ID == which })
	if at < 0 {
		return fault.Missing()
	}
	if client := signals[at].Client; client != "" {
		tx.Touch(string(client))
	}
	return nil
}

func wireSignal(s signal.Signal) *pb.Signal {
	return &pb.Signal{
		Id: string(s.ID), Kind: wire.Value[pb.Signal_Kind](s.Kind), ClientId: string(s.Client), MatchId: string(s.Match),
		WishId: string(s.Wish), InterimEvaluationId: string(s.Evaluation), Since: wire.Stamp(s.Since),
		WhyNl: s.Why.NL, WhyEn: s.Why.EN, NextNl: s.Next.NL, NextEn: s.Next.EN,
	}
}
