package signal

import (
	"context"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/evaluation/internal/domain"
	"github.com/optrek/optrek/services/evaluation/internal/domain/signal"
	"github.com/optrek/optrek/services/evaluation/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/paging"
	"github.com/optrek/optrek/services/internal/wire"
)

// ListSignals gives what asks attention now, most tender first. It is computed anew each
// time: a signal whose cause is gone is gone.
func (s *Server) ListSignals(ctx context.Context, req *pb.ListSignalsRequest) (*pb.ListSignalsResponse, error) {
	key, err := paging.Key(req.GetPageToken(), 3)
	if err != nil {
		return nil, err
	}
	out := &pb.ListSignalsResponse{}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		attention, signals, err := s.attention(ctx, tx)
		if err != nil {
			return err
		}
		tx.Touch() // also when nothing asks attention
		if !req.GetSnoozedToo() {
			signals = slices.DeleteFunc(signals, func(x signal.Signal) bool { return isSnoozed(attention, x) })
		}
		if signals, err = after(signals, key); err != nil {
			return err
		}
		page, more := paging.Cut(signals, paging.Size(req.GetPageSize()))
		if more {
			m := page[len(page)-1].Mark()
			out.NextPageToken = paging.Token(string(m.Kind), m.Since.Format(time.RFC3339Nano), string(m.ID))
		}
		for _, one := range page {
			touch(tx, one)
			out.Signals = append(out.Signals, wireSignal(one, attention, tx.Caller.Person))
		}
		return nil
	})
	return out, err
}

func isSnoozed(a store.Attention, x signal.Signal) bool {
	_, off := a.Snoozed[x.ID]
	return off
}

// after gives the signals after the place that a page token names.
func after(list []signal.Signal, key []string) ([]signal.Signal, error) {
	if key[2] == "" {
		return list, nil
	}
	since, err := time.Parse(time.RFC3339Nano, key[1])
	if err != nil {
		return nil, paging.BadToken()
	}
	return signal.After(list, signal.Mark{Kind: signal.Kind(key[0]), Since: since, ID: domain.SignalID(key[2])}), nil
}

func (s *Server) attention(ctx context.Context, tx *store.Tx) (store.Attention, []signal.Signal, error) {
	now := s.Now()
	attention, err := tx.Attention(ctx, now)
	if err != nil {
		return attention, nil, err
	}
	return attention, signal.Of(attention.Facts, attention.Settings, now), nil
}

// touch puts on record whose data a signal shows.
func touch(tx *store.Tx, one signal.Signal) {
	if one.Client != "" {
		tx.Touch(string(one.Client))
	}
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
	_, signals, err := s.attention(ctx, tx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(signals, func(x signal.Signal) bool { return x.ID == which })
	if at < 0 {
		return fault.Missing()
	}
	touch(tx, signals[at])
	return nil
}

func wireSignal(s signal.Signal, a store.Attention, caller string) *pb.Signal {
	out := &pb.Signal{
		Id: string(s.ID), Kind: wire.Value[pb.Signal_Kind](s.Kind), ClientId: string(s.Client), MatchId: string(s.Match),
		WishId: string(s.Wish), InterimEvaluationId: string(s.Evaluation), Since: wire.Stamp(s.Since),
		WhyNl: s.Why.NL, WhyEn: s.Why.EN, NextNl: s.Next.NL, NextEn: s.Next.EN, ResolvesNl: s.Resolves.NL, ResolvesEn: s.Resolves.EN,
	}
	for _, worker := range s.SeenBy {
		if string(worker) != caller {
			out.SeenByIds = append(out.SeenByIds, string(worker))
		}
	}
	if off, is := a.Snoozed[s.ID]; is {
		out.Snooze = &pb.Signal_Snooze{Reason: off.Reason, Until: wire.Stamp(off.Until), Time: wire.Stamp(off.At)}
	}
	return out
}
