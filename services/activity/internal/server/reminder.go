package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/wire"
)

// Remind tells recruitment, for one organisation, who may be reminded of what today and tomorrow.
func (s *Server) Remind(ctx context.Context, tenant string) error {
	return s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
		due, err := tx.TellReminders(ctx, domain.ReminderDays(s.Clock(), base.Zone))
		if err != nil {
			return err
		}
		events := make([]*pb.ReminderDue, len(due))
		for i, r := range due {
			events[i] = &pb.ReminderDue{
				ActivityId: string(r.Activity), ClientId: string(r.Client), Moment: wire.Value[pb.ReminderDue_Moment](r.Moment),
				Day: r.Day, Clock: r.Clock, Daypart: wire.Value[pb.Daypart](r.Daypart), Kind: wire.Value[pb.Activity_Kind](r.Kind),
			}
		}
		return feed.AppendAll(ctx, tx.Tx, events)
	})
}
