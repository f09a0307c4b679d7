package server

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/store"
)

// newActivity reads what somebody wants to do, without its thresholds.
func newActivity(m *pb.Activity) domain.Activity {
	a := domain.Activity{
		State: word[domain.State](m.GetState()), Kind: word[domain.Kind](m.GetKind()), What: m.GetWhat(),
		Match: id[domain.MatchID](m.GetMatchId()), Place: id[domain.PlaceID](m.GetPlaceId()),
		Day: m.GetDay(), Daypart: word[domain.Daypart](m.GetDaypart()), Clock: m.GetClock(), OthersWelcome: m.GetOthersWelcome(),
	}
	for _, c := range m.GetClientIds() {
		a.Goers = append(a.Goers, domain.Going{Client: id[domain.ClientID](c)})
	}
	return a
}

func goings(thresholds []*pb.Threshold) []domain.Going {
	out := make([]domain.Going, len(thresholds))
	for i, t := range thresholds {
		out[i] = domain.Going{Client: id[domain.ClientID](t.GetClientId()), Threshold: t.GetThreshold(), Helps: t.GetHelps()}
	}
	return out
}

// changeOf reads the fields that are to be written.
func changeOf(m *pb.Activity, write func(string) bool) domain.Change {
	a := newActivity(m)
	return domain.Change{
		State: chosen(write, "state", a.State), Kind: chosen(write, "kind", a.Kind), What: chosen(write, "what", a.What),
		Match: chosen(write, "match_id", a.Match), Place: chosen(write, "place_id", a.Place),
		Day: chosen(write, "day", a.Day), Daypart: chosen(write, "daypart", a.Daypart), Clock: chosen(write, "clock", a.Clock),
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
	tx.Touch(texts(everybody)...)
	out := make([]*pb.Activity, len(activities))
	for i, a := range activities {
		out[i] = wire(a, reached)
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

func wire(a domain.Activity, reached map[domain.ClientID]bool) *pb.Activity {
	m := &pb.Activity{
		Id: string(a.ID), Etag: a.Version.Etag(), State: value[pb.Activity_State](a.State), Kind: value[pb.Activity_Kind](a.Kind),
		What: a.What, ClientIds: texts(a.Clients()), MatchId: string(a.Match), PlaceId: string(a.Place),
		Day: a.Day, Daypart: value[pb.Daypart](a.Daypart), Clock: a.Clock, OthersWelcome: a.OthersWelcome,
		CreateTime: stamp(a.Created), UpdateTime: stamp(a.Updated),
	}
	for _, g := range a.Goers {
		if reached[g.Client] && (g.Threshold != "" || g.Helps != "") {
			m.Thresholds = append(m.Thresholds, &pb.Threshold{ClientId: string(g.Client), Threshold: g.Threshold, Helps: g.Helps})
		}
	}
	return m
}

// changed is what the other services are told of an activity.
func changed(a domain.Activity) *pb.ActivityChanged {
	return &pb.ActivityChanged{
		ActivityId: string(a.ID), State: value[pb.Activity_State](a.State), MatchId: string(a.Match),
		ClientIds: texts(a.Clients()), Day: a.Day,
	}
}
