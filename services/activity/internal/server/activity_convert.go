package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/wire"
)

// newActivity reads what somebody wants to do, without its thresholds.
func newActivity(m *pb.Activity) domain.Activity {
	a := domain.Activity{
		State: wire.Word[domain.State](m.GetState()), Kind: wire.Word[domain.Kind](m.GetKind()), What: m.GetWhat(),
		Match: wire.ID[domain.MatchID](m.GetMatchId()), Place: wire.ID[domain.PlaceID](m.GetPlaceId()),
		Day: m.GetDay(), Daypart: wire.Word[domain.Daypart](m.GetDaypart()), Clock: m.GetClock(), OthersWelcome: m.GetOthersWelcome(),
		OwnKind: wire.ID[domain.KindID](m.GetOwnKindId()),
	}
	for _, c := range m.GetClientIds() {
		a.Goers = append(a.Goers, domain.Going{Client: wire.ID[domain.ClientID](c)})
	}
	return a
}

func goings(thresholds []*pb.Threshold) []domain.Going {
	out := make([]domain.Going, len(thresholds))
	for i, t := range thresholds {
		out[i] = domain.Going{
			Client: wire.ID[domain.ClientID](t.GetClientId()), Threshold: t.GetThreshold(), Helps: t.GetHelps(),
			Hard: wire.Words(t.GetHard()), Helpful: wire.Words(t.GetHelpful()),
		}
	}
	return out
}

func thresholdMessage(g domain.Going) *pb.Threshold {
	return &pb.Threshold{
		ClientId: string(g.Client), Threshold: g.Threshold, Helps: g.Helps,
		Hard: wire.Values[pb.Threshold_Hard](g.Hard), Helpful: wire.Values[pb.Threshold_Helpful](g.Helpful),
	}
}

// changeOf reads the fields that are to be written.
func changeOf(m *pb.Activity, write func(string) bool) domain.Change {
	a := newActivity(m)
	return domain.Change{
		State: chosen(write, "state", a.State), Kind: chosen(write, "kind", a.Kind), What: chosen(write, "what", a.What),
		Match: chosen(write, "match_id", a.Match), Place: chosen(write, "place_id", a.Place),
		Day: chosen(write, "day", a.Day), Daypart: chosen(write, "daypart", a.Daypart), Clock: chosen(write, "clock", a.Clock),
		OwnKind:       chosen(write, "own_kind_id", a.OwnKind),
		OthersWelcome: chosen(write, "others_welcome", a.OthersWelcome),
		Thresholds:    chosen(write, "thresholds", goings(m.GetThresholds())),
	}
}

// show is what the caller may know of activities: who goes, and the thresholds of the
// people they reach. Everybody shown is put on record.
func (s *Server) show(ctx context.Context, tx *store.Tx, activities ...domain.Activity) ([]*pb.Activity, error) {
	var everybody []domain.ClientID
	for _, a := range activities {
		everybody = append(everybody, a.Clients()...)
	}
	reached, err := tx.Reached(ctx, everybody)
	if err != nil {
		return nil, err
	}
	tx.Touch(wire.Texts(everybody)...)
	out := make([]*pb.Activity, len(activities))
	for i, a := range activities {
		out[i] = activityMessage(a, reached)
	}
	return out, nil
}

func (s *Server) showOne(ctx context.Context, tx *store.Tx, a domain.Activity) (*pb.Activity, error) {
	out, err := s.show(ctx, tx, a)
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

func activityMessage(a domain.Activity, reached map[domain.ClientID]bool) *pb.Activity {
	m := &pb.Activity{
		Id: string(a.ID), Etag: a.Version.Etag(), State: wire.Value[pb.Activity_State](a.State), Kind: wire.Value[pb.Activity_Kind](a.Kind),
		What: a.What, ClientIds: wire.Texts(a.Clients()), MatchId: string(a.Match), PlaceId: string(a.Place),
		Day: a.Day, Daypart: wire.Value[pb.Daypart](a.Daypart), Clock: a.Clock, OthersWelcome: a.OthersWelcome,
		OwnKindId: string(a.OwnKind), SeriesId: string(a.Series), CreateTime: wire.Stamp(a.Created), UpdateTime: wire.Stamp(a.Updated),
	}
	for _, g := range a.Tells(func(id domain.ClientID) bool { return reached[id] }) {
		m.Thresholds = append(m.Thresholds, thresholdMessage(g))
	}
	return m
}
