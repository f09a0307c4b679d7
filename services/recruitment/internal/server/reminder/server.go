// Package reminder answers recruitment's ReminderService, takes in what activity says is
// due, and sends it: to whom wants it, where they want it, and never at night.
package reminder

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/mail"
	"github.com/optrek/optrek/services/internal/once"
	"github.com/optrek/optrek/services/internal/push"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/reminder"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	store "github.com/optrek/optrek/services/recruitment/internal/store/reminder"
)

// Server implements optrek.recruitment.v1.ReminderService.
type Server struct {
	pb.UnimplementedReminderServiceServer
	base.Base
	Mail  *mail.Sender // nil: no letters
	Push  *push.Sender // nil: no notes on phones
	begun chan struct{}
}

// New makes the server; it sends nothing until it is given with what.
func New(b base.Base) *Server { return &Server{Base: b, begun: make(chan struct{}, 1)} }

// Begun tells that something may wait.
func (s *Server) Begun() <-chan struct{} { return s.begun }

func (s *Server) wake() {
	select {
	case s.begun <- struct{}{}:
	default:
	}
}

// GetReminderWishes gives what the client chose for themself.
func (s *Server) GetReminderWishes(ctx context.Context, _ *pb.GetReminderWishesRequest) (*pb.ReminderWishes, error) {
	var out *pb.ReminderWishes
	err := store.In(s.Store)(ctx, func(tx *store.Tx) error {
		w, err := s.mine(ctx, tx)
		out = s.message(w)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// mine gives the wishes of the client who asks; not found for one who is not there any more.
func (s *Server) mine(ctx context.Context, tx *store.Tx) (reminder.Wishes, error) {
	me, err := tx.ReachedClient(ctx, domain.ClientID(tx.Caller.Person))
	if err != nil {
		return reminder.Wishes{}, err
	}
	tx.Touch(string(me))
	return tx.Wishes(ctx, me)
}

// UpdateReminderWishes chooses. The first time at an address a letter goes there, so that
// a wrong one shows at once and not when it matters.
func (s *Server) UpdateReminderWishes(ctx context.Context, req *pb.UpdateReminderWishesRequest) (*pb.ReminderWishes, error) {
	out, err := once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.ReminderWishes, error) {
		before, err := s.mine(ctx, tx)
		if err != nil {
			return nil, err
		}
		m := req.GetWishes()
		if err := before.Version.Expect(m.GetEtag()); err != nil {
			return nil, err
		}
		after, err := before.Choose(reminder.Wishes{
			Language: m.GetLanguage(), ByEmail: m.GetByEmail(), Email: m.GetEmail(),
			ByPush: m.GetByPush(), DayBefore: m.GetDayBefore(), SameDay: m.GetSameDay(),
		})
		if err != nil {
			return nil, err
		}
		if after, err = tx.SaveWishes(ctx, after, s.Moment()); err != nil {
			return nil, err
		}
		if after.FirstLetter(before) {
			err = s.firstLetter(ctx, tx, after)
		}
		return s.message(after), err
	})
	s.wake()
	return out, err
}

// AddReminderDevice lets notes come to this phone or computer too.
func (s *Server) AddReminderDevice(ctx context.Context, req *pb.AddReminderDeviceRequest) (*pb.ReminderWishes, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.ReminderWishes, error) {
		w, err := s.mine(ctx, tx)
		if err != nil {
			return nil, err
		}
		d := push.Device{Endpoint: req.GetEndpoint(), P256dh: req.GetP256Dh(), Auth: req.GetAuth()}
		if err := tx.AddDevice(ctx, w.Client, reminder.DeviceID(ids.New()), d, s.Moment()); err != nil {
			return nil, err
		}
		w.ByPush, w.HasDevices = true, true
		w, err = tx.SaveWishes(ctx, w, s.Moment())
		return s.message(w), err
	})
}

// ForgetReminderDevices forgets all phones and computers.
func (s *Server) ForgetReminderDevices(ctx context.Context, req *pb.ForgetReminderDevicesRequest) (*emptypb.Empty, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*emptypb.Empty, error) {
		w, err := s.mine(ctx, tx)
		if err != nil {
			return nil, err
		}
		if w.Version > 0 {
			w.ByPush = false
			if _, err := tx.SaveWishes(ctx, w, s.Moment()); err != nil {
				return nil, err
			}
		}
		return &emptypb.Empty{}, tx.ForgetDevices(ctx, w.Client)
	})
}

// GetQuietTime gives when this organisation sends nothing.
func (s *Server) GetQuietTime(ctx context.Context, _ *pb.GetQuietTimeRequest) (*pb.QuietTime, error) {
	var q reminder.Quiet
	err := store.In(s.Store)(ctx, func(tx *store.Tx) (err error) {
		q, err = tx.Quiet(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return quietMessage(q), nil
}

// UpdateQuietTime changes it, for what waits as well.
func (s *Server) UpdateQuietTime(ctx context.Context, req *pb.UpdateQuietTimeRequest) (*pb.QuietTime, error) {
	return once.Do(ctx, store.In(s.Store), req, func(tx *store.Tx) (*pb.QuietTime, error) {
		q, err := tx.Quiet(ctx)
		if err != nil {
			return nil, err
		}
		if err := q.Version.Expect(req.GetQuietTime().GetEtag()); err != nil {
			return nil, err
		}
		base.Set(req.GetQuietTime().GetQuietFrom() != "", &q.From, req.GetQuietTime().GetQuietFrom())
		base.Set(req.GetQuietTime().GetQuietUntil() != "", &q.Until, req.GetQuietTime().GetQuietUntil())
		if err := q.Check(); err != nil {
			return nil, err
		}
		q, err = tx.SaveQuiet(ctx, q)
		return quietMessage(q), err
	})
}

func quietMessage(q reminder.Quiet) *pb.QuietTime {
	return &pb.QuietTime{Etag: q.Version.Etag(), QuietFrom: q.From, QuietUntil: q.Until}
}

func (s *Server) message(w reminder.Wishes) *pb.ReminderWishes {
	m := &pb.ReminderWishes{
		Etag: w.Version.Etag(), ByEmail: w.ByEmail, Email: w.Email, Arrival: wire.Value[pb.ReminderWishes_Arrival](w.Arrival), ByPush: w.ByPush,
		DayBefore: w.DayBefore, SameDay: w.SameDay, Language: w.Language, HasDevice: w.HasDevices,
		EmailPossible: s.Mail != nil && s.Mail.On(),
	}
	if s.Push != nil {
		m.PushKey = s.Push.PublicKey()
	}
	return m
}
