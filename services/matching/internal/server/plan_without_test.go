package server_test

import (
	"context"
	"slices"
	"testing"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

func TestWhoStaysWithoutIsToldWithWhatWouldHelp(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.waits(h.lotte, 40)
	h.waits(h.omar, 30)
	h.arrive(h.carla, h.anna) // guided by anna, as lotte is
	p := h.planned()
	of := func(ctx context.Context) []*pb.WithoutGroup {
		groups, err := h.plan.ListWithout(ctx, &pb.ListWithoutRequest{PlanId: p.GetId()})
		must(t, err)
		return groups.GetGroups()
	}
	full := slices.IndexFunc(of(h.lead()), func(g *pb.WithoutGroup) bool { return g.GetWhy().GetCode() == "NETWORKERS_FULL" })
	if full < 0 {
		t.Fatalf("nobody because networkers are full: %v", of(h.lead()))
	}
	g := of(h.lead())[full]
	if g.GetPeople() != 1 || g.GetClientIds()[0] != h.carla || g.GetWouldHelp()[0].GetNl() != "Een netwerker erbij die van koken houdt en vrij is op doordeweekse avonden, zou helpen." {
		t.Errorf("got %v", g)
	}
	if mine := of(h.worker(h.anna)); len(mine) != 1 || mine[0].GetClientIds()[0] != h.carla {
		t.Errorf("a support worker sees %v", mine)
	}
	if others := of(h.worker(ids.New())); len(others) != 0 {
		t.Errorf("a stranger sees %v", others)
	}
}

// What would help a group rests on the words of everybody in it: who leaves takes it along.
func TestWhoLeavesAGroupTakesAlongWhatRestsOnTheirWords(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.waits(h.lotte, 40)
	h.waits(h.omar, 30)
	dora := ids.New()
	h.arrive(h.carla, h.anna)
	h.arrive(dora, h.anna)
	p := h.planned()
	group := func() *pb.WithoutGroup {
		groups, err := h.plan.ListWithout(h.lead(), &pb.ListWithoutRequest{PlanId: p.GetId()})
		must(t, err)
		for _, g := range groups.GetGroups() {
			if slices.Contains(g.GetClientIds(), h.carla) || slices.Contains(g.GetClientIds(), dora) {
				return g
			}
		}
		return nil
	}
	words := func() int {
		return h.count(`SELECT count(*) FROM matching.plan_group WHERE said::text LIKE '%koken%' AND tenant_id = $1
			AND NOT EXISTS (SELECT FROM matching.plan_group_member m WHERE m.group_id = id AND m.client_id = $2)`, h.tenant, h.nick)
	}
	if g := group(); g.GetPeople() != 2 || len(g.GetWouldHelp()) == 0 || words() != 1 {
		t.Fatalf("nothing to forget: %v", g)
	}
	h.hear(&recruitmentv1.ProfileChanged{ClientId: dora})
	if g := group(); g.GetPeople() != 1 || len(g.GetWouldHelp()) != 0 || g.GetAbout().GetNl() == "" || words() != 0 {
		t.Errorf("one left, and there is %v", g)
	}
	h.hear(&recruitmentv1.ProfileChanged{ClientId: h.carla})
	if left := h.count(`SELECT count(*) FROM matching.plan_group g WHERE NOT EXISTS (SELECT FROM matching.plan_group_member m WHERE m.group_id = g.id)`); left != 0 {
		t.Errorf("%d groups of nobody", left)
	}
}
