package reminder

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	activitypb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/mail"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/push"
	"github.com/optrek/optrek/services/internal/wire"
	"github.com/optrek/optrek/services/recruitment/internal/domain"
	"github.com/optrek/optrek/services/recruitment/internal/domain/reminder"
	"github.com/optrek/optrek/services/recruitment/internal/server/base"
	whole "github.com/optrek/optrek/services/recruitment/internal/store"
	store "github.com/optrek/optrek/services/recruitment/internal/store/reminder"
)

const (
	atOnce = 50
	// again is how soon a note that did not go is tried again, and later each time.
	again = 2 * time.Minute
	// firstLetterFor is how long a first letter is tried.
	firstLetterFor = 48 * time.Hour
)

// HandleActivity takes in what activity tells: who may be reminded of what, and what is
// not so any more. The same event twice does no more than once.
func (s *Server) HandleActivity(ctx context.Context, ptx *postgres.Tx, event proto.Message) error {
	tx := store.Of(&whole.Tx{Tx: ptx})
	switch m := event.(type) {
	case *activitypb.ReminderDue:
		return s.due(ctx, tx, domain.ClientID(m.GetClientId()), reminder.Due{
			Activity: reminder.ActivityID(m.GetActivityId()), Moment: wire.Word[reminder.Moment](m.GetMoment()), Day: m.GetDay(), Clock: m.GetClock(),
			Daypart: wire.Word[string](m.GetDaypart()), Kind: wire.Word[string](m.GetKind()),
		})
	case *activitypb.ActivityChanged:
		var goers []domain.ClientID
		if m.GetState() == activitypb.Activity_STATE_PLANNED || m.GetState() == activitypb.Activity_STATE_TRYING {
			goers = wire.IDs[domain.ClientID](m.GetClientIds())
		}
		return tx.Drop(ctx, reminder.ActivityID(m.GetActivityId()), m.GetDay(), goers)
	}
	return nil // not for us
}

// due lets notes wait, for each place where the client wants them.
func (s *Server) due(ctx context.Context, tx *store.Tx, client domain.ClientID, d reminder.Due) error {
	wishes, err := tx.Wishes(ctx, client)
	if err != nil || !wishes.Wants(d.Moment) || !wishes.Letters() && !wishes.ByPush {
		return err
	}
	q, err := tx.Quiet(ctx)
	if err != nil {
		return err
	}
	from, until, ok := d.When(q, s.Moment(), base.Zone())
	if !ok {
		return nil
	}
	var to []reminder.DeviceID
	if wishes.ByPush {
		if to, err = tx.DevicesOf(ctx, client); err != nil {
			return err
		}
	}
	if wishes.Letters() {
		to = append(to, "")
	}
	for _, device := range to {
		w := store.Waiting{ID: reminder.ID(ids.New()), Client: client, Device: device, Due: d, SendAt: from, Until: until}
		if err := tx.Wait(ctx, w); err != nil {
			return err
		}
	}
	s.wake()
	return nil
}

func (s *Server) firstLetter(ctx context.Context, tx *store.Tx, w reminder.Wishes) error {
	now := s.Moment()
	return tx.Wait(ctx, store.Waiting{ID: reminder.ID(ids.New()), Client: w.Client, Due: reminder.Due{Moment: reminder.First}, SendAt: now, Until: now.Add(firstLetterFor)})
}

// Send sends what it is time for, in one organisation. Nothing goes out while it is quiet,
// however late it became meanwhile.
func (s *Server) Send(ctx context.Context, tenant string) error {
	for {
		var ready []store.Waiting
		err := store.As(s.Store)(ctx, tenant, func(tx *store.Tx) error {
			now := s.Moment()
			q, err := tx.Quiet(ctx)
			if err != nil {
				return err
			}
			if next := q.Next(now, base.Zone()); next.After(now) {
				return tx.PutOff(ctx, now, next)
			}
			ready, err = tx.Take(ctx, now, now.Add(again), atOnce)
			return err
		})
		if err != nil || len(ready) == 0 {
			return err
		}
		for _, w := range ready {
			if err := s.sendOne(ctx, tenant, w); err != nil {
				return err
			}
		}
	}
}

// sendOne sends one note, outside any transaction, and keeps what came of it.
func (s *Server) sendOne(ctx context.Context, tenant string, w store.Waiting) error {
	var (
		wishes reminder.Wishes
		device push.Device
		wanted bool
	)
	err := store.As(s.Store)(ctx, tenant, func(tx *store.Tx) (err error) {
		wishes, device, wanted, err = tx.Where(ctx, w)
		return err
	})
	if err != nil {
		return err
	}
	var sent error
	if wanted {
		sent = s.carry(ctx, w, wishes, device)
	}
	return store.As(s.Store)(ctx, tenant, func(tx *store.Tx) error { return settle(ctx, tx, w, wishes, sent) })
}

func (s *Server) carry(ctx context.Context, w store.Waiting, wishes reminder.Wishes, device push.Device) error {
	line, letter := w.Due.Words(wishes.Language)
	if w.Device == "" {
		if s.Mail == nil {
			return mail.ErrOff
		}
		return s.Mail.Send(ctx, mail.Letter{ID: string(w.ID), To: wishes.Email, Subject: line, Text: letter})
	}
	if s.Push == nil {
		return push.ErrOff
	}
	text, err := json.Marshal(map[string]string{"text": line})
	if err != nil {
		return err
	}
	// The topic lets the day itself take the place of the day before, when a phone was off.
	topic := strings.ReplaceAll(string(w.Due.Activity), "-", "")
	return s.Push.Send(ctx, device, push.Note{Topic: topic, Text: text, Life: w.Until.Sub(s.Moment())})
}

// settle keeps what came of it: sent and gone, an address where nobody lives, a browser
// that takes no more; else it waits for another time.
func settle(ctx context.Context, tx *store.Tx, w store.Waiting, wishes reminder.Wishes, sent error) error {
	switch {
	case errors.Is(sent, mail.ErrUnavailable), errors.Is(sent, push.ErrUnavailable):
		return nil
	case errors.Is(sent, mail.ErrAddress):
		if err := tx.NoteArrival(ctx, w.Client, wishes.Email, reminder.ArrivesNot); err != nil {
			return err
		}
	case errors.Is(sent, push.ErrGone):
		if err := tx.ForgetDevice(ctx, w.Device); err != nil {
			return err
		}
	case sent == nil && w.Device == "" && wishes.Letters():
		if err := tx.NoteArrival(ctx, w.Client, wishes.Email, reminder.Arrives); err != nil {
			return err
		}
	}
	return tx.Done(ctx, w.ID)
}
