package place

import (
	"context"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/activity/internal/domain"
	"github.com/optrek/optrek/services/activity/internal/store"
	"github.com/optrek/optrek/services/internal/wire"
)

// show is what the caller may know of places: a client not which colleague looked.
func (s *Server) show(ctx context.Context, tx *store.Tx, places ...domain.Place) ([]*pb.Place, error) {
	all := make([]domain.PlaceID, len(places))
	for i, p := range places {
		all[i] = p.ID
	}
	shown, err := tx.Shown(ctx, all)
	if err != nil {
		return nil, err
	}
	out := make([]*pb.Place, len(places))
	for i, p := range places {
		out[i] = message(p)
		out[i].Shared, out[i].CheckAgain = shown[p.ID], p.CheckAgain(s.Today())
	}
	return out, nil
}

func (s *Server) showOne(ctx context.Context, tx *store.Tx, p domain.Place) (*pb.Place, error) {
	out, err := s.show(ctx, tx, p)
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

func mergePlace(to *domain.Place, from domain.Place, write func(string) bool) {
	for path, copyField := range map[string]func(){
		"name":          func() { to.Name = from.Name },
		"town":          func() { to.Town = from.Town },
		"wheelchair":    func() { to.Wheelchair = from.Wheelchair },
		"quiet":         func() { to.Quiet = from.Quiet },
		"toilet":        func() { to.Toilet = from.Toilet },
		"by_bus":        func() { to.ByBus = from.ByBus },
		"free":          func() { to.Free = from.Free },
		"knows_us":      func() { to.KnowsUs = from.KnowsUs },
		"note":          func() { to.Note = from.Note },
		"spending":      func() { to.Spending = from.Spending },
		"knows_us_role": func() { to.KnowsUsRole = from.KnowsUsRole },
		"way_there":     func() { to.WayThere = from.WayThere },
		"open":          func() { to.Open = from.Open },
	} {
		if write(path) {
			copyField()
		}
	}
}

func placeOf(m *pb.Place) domain.Place {
	return domain.Place{
		Name: m.GetName(), Town: m.GetTown(), Note: m.GetNote(),
		Spending: m.GetSpending(), KnowsUsRole: m.GetKnowsUsRole(), WayThere: m.GetWayThere(),
		Facts: domain.Facts{
			Wheelchair: wire.Word[domain.Fact](m.GetWheelchair()), Quiet: wire.Word[domain.Fact](m.GetQuiet()),
			Toilet: wire.Word[domain.Fact](m.GetToilet()), ByBus: wire.Word[domain.Fact](m.GetByBus()),
			Free: wire.Word[domain.Fact](m.GetFree()), KnowsUs: wire.Word[domain.Fact](m.GetKnowsUs()), Open: openOf(m.GetOpen()),
		},
	}
}

func openOf(open []*pb.Opening) (out []domain.Opening) {
	for _, o := range open {
		for _, part := range o.GetDayparts() {
			out = append(out, domain.Opening{Weekday: wire.Word[string](o.GetWeekday()), Daypart: wire.Word[domain.Daypart](part)})
		}
	}
	return out
}

// openMessage puts the parts of one day together; they are in the order of the week.
func openMessage(open []domain.Opening) (out []*pb.Opening) {
	for _, o := range open {
		day := wire.Value[pb.Weekday](o.Weekday)
		if len(out) == 0 || out[len(out)-1].GetWeekday() != day {
			out = append(out, &pb.Opening{Weekday: day})
		}
		last := out[len(out)-1]
		last.Dayparts = append(last.Dayparts, wire.Value[pb.Daypart](o.Daypart))
	}
	return out
}

func message(p domain.Place) *pb.Place {
	return &pb.Place{
		Id: string(p.ID), Etag: p.Version.Etag(), Name: p.Name, Town: p.Town, Note: p.Note,
		Wheelchair: wire.Value[pb.Place_Fact](p.Wheelchair), Quiet: wire.Value[pb.Place_Fact](p.Quiet),
		Toilet: wire.Value[pb.Place_Fact](p.Toilet), ByBus: wire.Value[pb.Place_Fact](p.ByBus),
		Free: wire.Value[pb.Place_Fact](p.Free), KnowsUs: wire.Value[pb.Place_Fact](p.KnowsUs), Open: openMessage(p.Open),
		Spending: p.Spending, KnowsUsRole: p.KnowsUsRole, WayThere: p.WayThere,
		CheckedDay: p.Checked, CheckedById: p.CheckedBy, Retired: p.Retired, CopiedFrom: p.CopiedFrom,
	}
}
