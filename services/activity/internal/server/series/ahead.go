package series

import (
	"context"
	"slices"
	"time"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/server/base"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/feed"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/wire"
)

// Make makes the next times of everything that comes back in one organisation: the planned task.
func (s *Server) Make(ctx context.Context, tenant string) error {
	var going []domain.SeriesID
	err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) (err error) {
		going, err = tx.SeriesGoingOn(ctx, s.Today())
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range going {
		err := s.Store.InTxAs(ctx, tenant, func(tx *store.Tx) error {
			one, err := tx.HoldSeries(ctx, id)
			if fault.KindOf(err) == fault.KindNotFound {
				return nil // gone meanwhile
			}
			if err != nil {
				return err
			}
			return s.makeAhead(ctx, tx, one)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// makeAhead makes the times that are not there yet. While a match rests, or ends, nothing
// of it is made.
func (s *Server) makeAhead(ctx context.Context, tx *store.Tx, one domain.Series) error {
	if one.Match != "" {
		if m, err := base.MatchToJoin(ctx, tx, one.Match); err != nil || !m.Meets() {
			return err
		}
	}
	times, err := tx.TimesOf(ctx, one.ID, s.Today())
	if err != nil {
		return err
	}
	return s.carryOut(ctx, tx, one, domain.Ahead{Make: one.Missing(times, s.Today(), domain.Horizon(s.Today()))})
}

// carryOut does what is to happen to the times that are still to come, and tells the others.
func (s *Server) carryOut(ctx context.Context, tx *store.Tx, one domain.Series, ahead domain.Ahead) error {
	for _, day := range ahead.Make {
		a := one.Meeting(day, s.Now())
		a.ID = domain.ActivityID(ids.New())
		if err := tx.AddActivity(ctx, a); err != nil {
			return err
		}
		ahead.Save = append(ahead.Save, a)
	}
	for i, a := range ahead.Save {
		var err error
		if i < len(ahead.Save)-len(ahead.Make) { // those that were made are saved
			a, err = tx.SaveActivity(ctx, a)
		}
		if err != nil {
			return err
		}
		if err := feed.Append(ctx, tx.Tx, base.Changed(a)); err != nil {
			return err
		}
	}
	for _, a := range ahead.Away {
		if err := tx.DeleteActivity(ctx, a.ID); err != nil {
			return err
		}
		if err := feed.Append(ctx, tx.Tx, &pb.ActivityChanged{ActivityId: string(a.ID)}); err != nil {
			return err
		}
	}
	return nil
}

// save saves a changed series with what is to come of it, and shows it to the caller.
func (s *Server) save(ctx context.Context, tx *store.Tx, one domain.Series, ahead domain.Ahead) (*pb.Series, error) {
	one, err := tx.SaveSeries(ctx, one)
	if err != nil {
		return nil, err
	}
	if err := s.carryOut(ctx, tx, one, ahead); err != nil {
		return nil, err
	}
	return show(tx, one), nil
}

// tomorrow is the first day that is still wholly to come.
func (s *Server) tomorrow() string {
	return s.Clock().In(base.Zone).AddDate(0, 0, 1).Format(time.DateOnly)
}

// FollowMatch lets what comes back follow the match it belongs to: while it rests nothing
// is to come, after its ending it comes back no more, and who is no longer in it does not
// go along any more. before is the match as it was.
func (s *Server) FollowMatch(ctx context.Context, tx *store.Tx, before, m domain.Match) error {
	all, err := tx.SeriesOf(ctx, m.ID, "")
	if err != nil {
		return err
	}
	for _, one := range all {
		switch {
		case one.Stopped:
		case m.State == domain.MatchClosed || m.State == domain.MatchNothing:
			_, err = s.stop(ctx, tx, one)
		case !m.Meets():
			err = s.rest(ctx, tx, one)
		default:
			if err = s.without(ctx, tx, one, departed(before, m)); err == nil {
				err = s.makeAgain(ctx, tx, one.ID)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rest takes away what is still to come; it is made again when the match goes on.
func (s *Server) rest(ctx context.Context, tx *store.Tx, one domain.Series) error {
	times, err := tx.TimesOf(ctx, one.ID, s.tomorrow())
	if err != nil {
		return err
	}
	_, ahead := one.Stop(times, s.tomorrow(), s.Now())
	ahead.Away = slices.DeleteFunc(ahead.Away, func(a domain.Activity) bool { return a.SeriesOwn })
	return s.carryOut(ctx, tx, one, ahead)
}

func (s *Server) makeAgain(ctx context.Context, tx *store.Tx, id domain.SeriesID) error {
	one, err := tx.HoldSeries(ctx, id)
	if err != nil {
		return err
	}
	return s.makeAhead(ctx, tx, one)
}

func departed(before, m domain.Match) (gone []domain.ClientID) {
	for _, p := range before.People {
		if !slices.ContainsFunc(m.People, func(now domain.MatchPerson) bool { return now.Client == p.Client }) {
			gone = append(gone, p.Client)
		}
	}
	return gone
}

// without lets these people not go along any more.
func (s *Server) without(ctx context.Context, tx *store.Tx, one domain.Series, gone []domain.ClientID) error {
	for _, id := range gone {
		if !slices.Contains(one.Goers, id) {
			continue
		}
		times, err := tx.TimesOf(ctx, one.ID, s.Today())
		if err != nil {
			return err
		}
		if one, err = tx.SaveSeries(ctx, one.Without(id, s.Now())); err != nil {
			return err
		}
		if err := s.carryOut(ctx, tx, one, domain.Gone(id, times, s.Today(), s.Now())); err != nil {
			return err
		}
	}
	return nil
}

// Forget takes somebody who left the organisation out of what comes back.
func (s *Server) Forget(ctx context.Context, tx *store.Tx, client domain.ClientID) error {
	theirs, err := tx.SeriesOf(ctx, "", client)
	if err != nil {
		return err
	}
	for _, one := range theirs {
		if len(one.Goers) == 1 {
			err = tx.DeleteSeries(ctx, one.ID)
		} else {
			_, err = tx.SaveSeries(ctx, one.Without(client, s.Now()))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// show is what the caller may know of a series. Everybody shown is put on record.
func show(tx *store.Tx, s domain.Series) *pb.Series {
	tx.Touch(wire.Texts(s.Goers)...)
	return &pb.Series{
		Id: string(s.ID), Etag: s.Version.Etag(), Kind: wire.Value[pb.Activity_Kind](s.Kind), OwnKindId: string(s.OwnKind), What: s.What,
		ClientIds: wire.Texts(s.Goers), MatchId: string(s.Match), PlaceId: string(s.Place), Rhythm: wire.Value[pb.Series_Rhythm](s.Rhythm),
		FirstDay: s.First, UntilDay: s.Until, Daypart: wire.Value[pb.Daypart](s.Daypart), Clock: s.Clock, OthersWelcome: s.OthersWelcome,
		AwayFrom: s.AwayFrom, AwayUntil: s.AwayUntil, Stopped: s.Stopped, CreateTime: wire.Stamp(s.Created), UpdateTime: wire.Stamp(s.Updated),
	}
}

func seriesOf(m *pb.Series) domain.Series {
	return domain.Series{
		Kind: wire.Word[domain.Kind](m.GetKind()), OwnKind: wire.ID[domain.KindID](m.GetOwnKindId()), What: m.GetWhat(),
		Goers: wire.IDs[domain.ClientID](m.GetClientIds()), Match: wire.ID[domain.MatchID](m.GetMatchId()), Place: wire.ID[domain.PlaceID](m.GetPlaceId()),
		Rhythm: wire.Word[domain.Rhythm](m.GetRhythm()), First: m.GetFirstDay(), Until: m.GetUntilDay(), AwayFrom: m.GetAwayFrom(), AwayUntil: m.GetAwayUntil(),
		Daypart: wire.Word[domain.Daypart](m.GetDaypart()), Clock: m.GetClock(), OthersWelcome: m.GetOthersWelcome(),
	}
}

// changeOf reads the fields that are to be written.
func changeOf(m *pb.Series, write func(string) bool) domain.SeriesChange {
	s := seriesOf(m)
	return domain.SeriesChange{
		Kind: chosen(write, "kind", s.Kind), OwnKind: chosen(write, "own_kind_id", s.OwnKind), What: chosen(write, "what", s.What),
		Match: chosen(write, "match_id", s.Match), Place: chosen(write, "place_id", s.Place), Rhythm: chosen(write, "rhythm", s.Rhythm),
		First: chosen(write, "first_day", s.First), Until: chosen(write, "until_day", s.Until),
		AwayFrom: chosen(write, "away_from", s.AwayFrom), AwayUntil: chosen(write, "away_until", s.AwayUntil),
		Daypart: chosen(write, "daypart", s.Daypart), Clock: chosen(write, "clock", s.Clock), OthersWelcome: chosen(write, "others_welcome", s.OthersWelcome),
	}
}

// chosen is a pointer to v when the path is to be written, nil when not.
func chosen[T any](write func(string) bool, path string, v T) *T {
	if !write(path) {
		return nil
	}
	return &v
}
