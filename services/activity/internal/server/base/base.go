// Package base is what the services of activity have in common: what they stand on, and
// what an activity tells the others.
package base

import (
	"context"
	"time"
	_ "time/tzdata" // a bare image has no time zones

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/wire"
)

// Base is what each of the servers stands on.
type Base struct {
	Store *store.Store
	Clock func() time.Time
}

// Now is the time as the database can keep it, so that what was saved reads back equal.
func (b Base) Now() time.Time { return b.Clock().UTC().Truncate(time.Microsecond) }

// Zone is where calendar days are.
var Zone = func() *time.Location {
	there, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // the zones are built in: only a broken build comes here
	}
	return there
}()

// Today is the calendar day it is in the Netherlands, YYYY-MM-DD.
func (b Base) Today() string { return b.Clock().In(Zone).Format(time.DateOnly) }

// Changed is what the other services are told of an activity.
func Changed(a domain.Activity) *pb.ActivityChanged {
	return &pb.ActivityChanged{
		ActivityId: string(a.ID), State: wire.Value[pb.Activity_State](a.State), MatchId: string(a.Match),
		ClientIds: wire.Texts(a.Clients()), Day: a.Day,
	}
}

// CheckLinks looks whether match, place and kind are there for this caller.
func CheckLinks(ctx context.Context, tx *store.Tx, a domain.Activity, by *domain.Circle) error {
	if a.Place != "" {
		if _, err := tx.Place(ctx, a.Place); err != nil {
			return err
		}
	}
	if a.OwnKind != "" {
		if _, err := tx.Kind(ctx, a.OwnKind); err != nil {
			return err
		}
	}
	if a.Match == "" {
		return nil
	}
	m, err := tx.Match(ctx, a.Match)
	if err != nil {
		return err
	}
	return a.BelongsTo(m, by)
}

// MatchToJoin gives the match something belongs to, zero when it belongs to none or to
// one the caller does not see.
func MatchToJoin(ctx context.Context, tx *store.Tx, id domain.MatchID) (domain.Match, error) {
	if id == "" {
		return domain.Match{}, nil
	}
	m, err := tx.Match(ctx, id)
	if fault.KindOf(err) == fault.KindNotFound {
		return domain.Match{}, nil
	}
	return m, err
}
