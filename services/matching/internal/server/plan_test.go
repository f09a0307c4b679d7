package server_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// start asks for a plan, and make is what the service then does by itself.
func (h *house) start() *pb.Plan {
	h.t.Helper()
	p, err := h.plan.StartPlan(h.lead(), &pb.StartPlanRequest{})
	must(h.t, err)
	return p
}

func (h *house) goOn() {
	h.t.Helper()
	must(h.t, h.server.Plan.GoOn(h.t.Context(), h.tenant))
}

// planned makes a plan from beginning to end.
func (h *house) planned() *pb.Plan {
	h.t.Helper()
	p := h.start()
	h.goOn()
	p, err := h.plan.GetPlan(h.lead(), &pb.GetPlanRequest{Id: p.GetId()})
	must(h.t, err)
	if p.GetState() != pb.Plan_STATE_DONE {
		h.t.Fatalf("the plan is %v", p)
	}
	return p
}

func (h *house) ideas(ctx context.Context, p *pb.Plan) []*pb.PlanIdea {
	h.t.Helper()
	list, err := h.plan.ListPlanIdeas(ctx, &pb.ListPlanIdeasRequest{PlanId: p.GetId()})
	must(h.t, err)
	return list.GetIdeas()
}

// ideaFor is the one idea of a plan for somebody; nil when there is none.
func (h *house) ideaFor(p *pb.Plan, client string) *pb.PlanIdea {
	h.t.Helper()
	for _, i := range h.ideas(h.lead(), p) {
		if i.GetClientId() == client {
			return i
		}
	}
	return nil
}

// waits lets recruitment tell since when somebody's wish has been told.
func (h *house) waits(client string, days int) {
	h.t.Helper()
	h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[client], ClientId: client, Kind: recruitmentv1.Wish_KIND_COMPANY,
		State: recruitmentv1.Wish_STATE_OPEN, Interests: []string{"koken"}, Told: true, ToldTime: timestamppb.New(h.now.AddDate(0, 0, -days))})
}

func TestM02_APlanIsIdeasForSupportWorkersAndNothingMore(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.planned()
	if p.GetWishing() != 3 || p.GetWithIdea() != 2 || p.GetWithout() != 1 || p.GetPlaces() != 2 || p.GetPlacesFree() != 0 {
		t.Errorf("counts: %v", p)
	}
	ideas := h.ideas(h.lead(), p)
	if len(ideas) != 2 {
		t.Fatalf("ideas: %v", ideas)
	}
	for _, i := range ideas {
		if i.GetNetworkerClientId() != h.nick || i.GetState() != pb.PlanIdea_STATE_OPEN || i.GetChange() != pb.PlanIdea_CHANGE_NEW || len(i.GetReasons()) == 0 {
			t.Errorf("idea: %v", i)
		}
	}
	if told := h.told(); len(told) != 0 || h.count(`SELECT count(*) FROM matching.match`) != 0 {
		t.Errorf("a plan made something happen: %v", told)
	}
}

func TestR11_D08_TakingUpMakesAnIdeaForAMatch(t *testing.T) {
	t.Parallel()
	h := open(t)
	idea := h.ideaFor(h.planned(), h.lotte)
	request := &pb.PlanIdeaRequest{Id: idea.GetId(), Etag: idea.GetEtag(), RequestId: ids.New()}
	taken, err := h.plan.TakeUpIdea(h.worker(h.anna), request)
	must(t, err)
	again, err := h.plan.TakeUpIdea(h.worker(h.anna), request)
	must(t, err)
	if !proto.Equal(taken, again) || taken.GetState() != pb.PlanIdea_STATE_TAKEN_UP {
		t.Errorf("got %v, then %v", taken, again)
	}
	m, err := h.api.GetMatch(h.worker(h.anna), &pb.GetMatchRequest{Id: taken.GetMatchId()})
	must(t, err)
	wantState(t, m, pb.Match_STATE_IDEA)
	if m.GetWishId() != h.wishes[h.lotte] || m.GetParticipants()[0].GetClientId() != h.lotte || !m.GetParticipants()[1].GetNetworker() {
		t.Errorf("match: %v", m)
	}
	_, err = h.api.GetMatch(h.client(h.lotte), &pb.GetMatchRequest{Id: m.GetId()})
	wantCode(t, err, codes.NotFound) // M-17: nobody is promised anything
	_, err = h.plan.TakeUpIdea(h.worker(h.anna), &pb.PlanIdeaRequest{Id: idea.GetId()})
	wantReason(t, err, "NOT_IN_THIS_STATE")
	_, err = h.plan.SetAsideIdea(h.worker(h.anna), &pb.PlanIdeaRequest{Id: idea.GetId(), Etag: idea.GetEtag()})
	wantCode(t, err, codes.Aborted) // not as it was seen
}

// What an idea rests on is looked at again at the moment it is taken up.
func TestM02_WhatAnIdeaRestsOnIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		meanwhile func(*house)
		code      string
	}{
		"kept apart": {func(h *house) {
			_, err := h.api.AddExclusion(h.client(h.lotte), &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: h.nick})
			must(h.t, err)
		}, "NOT_TOGETHER"},
		"no place left": {func(h *house) {
			h.arrive(h.carla, h.anna)
			h.hear(&recruitmentv1.NetworkerChanged{NetworkerId: h.role(h.nick), ClientId: h.nick, State: recruitmentv1.Networker_STATE_PAUSED, Capacity: 2})
		}, "NETWORKER_NOT_ACTIVE"},
		"the wish is let go": {func(h *house) {
			h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[h.lotte], ClientId: h.lotte, State: recruitmentv1.Wish_STATE_LET_GO, Told: true})
		}, "WISH_NOT_OPEN"},
		"the yes is taken back": {func(h *house) { h.agreeing.withdraw(h.nick) }, "NO_LONGER_THERE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			idea := h.ideaFor(h.planned(), h.lotte)
			c.meanwhile(h)
			got, err := h.plan.TakeUpIdea(h.worker(h.anna), &pb.PlanIdeaRequest{Id: idea.GetId()})
			must(t, err)
			if got.GetState() != pb.PlanIdea_STATE_OUT_OF_DATE || got.GetWhyChanged().GetCode() != c.code || got.GetWhyChanged().GetNl() == "" {
				t.Errorf("got %v, want %s", got, c.code)
			}
			if h.count(`SELECT count(*) FROM matching.match`) != 0 {
				t.Error("there is a match")
			}
		})
	}
}

// role is the id of somebody's period as networker.
func (h *house) role(client string) (id string) {
	h.t.Helper()
	must(h.t, h.database.Owner(h.t).QueryRow(h.t.Context(), `SELECT id::text FROM matching.networker WHERE client_id = $1`, client).Scan(&id))
	return id
}

func TestM02_WhoTookTheirYesBackIsInNoIdea(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.planned()
	h.agreeing.withdraw(h.lotte)
	for _, i := range h.ideas(h.lead(), p) {
		if i.GetClientId() == h.lotte {
			t.Error("still shown before the feed told")
		}
	}
	h.agreeing.withdraw(h.nick)
	if left := h.ideas(h.lead(), p); len(left) != 0 {
		t.Errorf("still shown: %v", left)
	}
	groups, err := h.plan.ListWithout(h.lead(), &pb.ListWithoutRequest{PlanId: p.GetId()})
	must(t, err)
	if len(groups.GetGroups()) != 0 {
		t.Errorf("still shown: %v", groups)
	}
	h.hear(&recruitmentv1.ProfileChanged{ClientId: h.lotte})
	if n := h.count(`SELECT count(*) FROM matching.plan_idea WHERE client_id = $1`, h.lotte); n != 0 {
		t.Errorf("%d ideas kept", n)
	}
	h.agreeing.goAway(true)
	_, err = h.plan.ListPlanIdeas(h.lead(), &pb.ListPlanIdeasRequest{PlanId: p.GetId()})
	wantReason(t, err, "CONSENT_NOT_KNOWN")
}

// Care for who waits: one place goes to whoever waits longest, also in the night.
func TestCareForWhoWaitsLongest(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(&recruitmentv1.NetworkerChanged{NetworkerId: h.role(h.nick), ClientId: h.nick, State: recruitmentv1.Networker_STATE_ACTIVE, Capacity: 1})
	for _, longest := range []string{h.omar, h.lotte} {
		h.waits(h.lotte, 30)
		h.waits(h.omar, 30)
		h.waits(longest, 300)
		p := h.planned()
		if h.ideaFor(p, longest) == nil || p.GetWithIdea() != 1 {
			t.Errorf("who waits longest stays without: %v", p)
		}
	}
}

func TestN01_WithoutAWishThatWasToldNobodyIsInAPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(&recruitmentv1.WishChanged{WishId: h.wishes[h.lotte], ClientId: h.lotte, State: recruitmentv1.Wish_STATE_OPEN, Interests: []string{"koken"}})
	if p := h.planned(); p.GetWishing() != 2 || h.ideaFor(p, h.lotte) != nil {
		t.Errorf("got %v", p)
	}
}

func TestIdeasStayAsTheyWereAndWhatIsTakenUpDoesNotMove(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.planned()
	_, err := h.plan.TakeUpIdea(h.lead(), &pb.PlanIdeaRequest{Id: h.ideaFor(first, h.lotte).GetId()})
	must(t, err)
	h.arrive(h.carla, h.anna)
	second := h.planned()
	if h.ideaFor(second, h.lotte) != nil {
		t.Error("planned again for somebody who is in an idea")
	}
	if i := h.ideaFor(second, h.omar); i.GetChange() != pb.PlanIdea_CHANGE_KEPT {
		t.Errorf("omar's idea: %v", i)
	}
	if second.GetPlaces() != 1 {
		t.Errorf("the place that was thought of is given away: %v", second)
	}
	if i := h.ideaFor(first, h.omar); i.GetState() != pb.PlanIdea_STATE_OUT_OF_DATE {
		t.Errorf("the idea of the plan before: %v", i)
	}
}

func TestWhatWasSetAsideRestsAndComesBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	idea := h.ideaFor(h.planned(), h.lotte)
	aside, err := h.plan.SetAsideIdea(h.worker(h.anna), &pb.PlanIdeaRequest{Id: idea.GetId(), Etag: idea.GetEtag()})
	must(t, err)
	if aside.GetState() != pb.PlanIdea_STATE_SET_ASIDE {
		t.Errorf("got %v", aside)
	}
	_, err = h.plan.TakeUpIdea(h.worker(h.anna), &pb.PlanIdeaRequest{Id: idea.GetId()})
	wantReason(t, err, "NOT_IN_THIS_STATE")
	if h.ideaFor(h.planned(), h.lotte) != nil {
		t.Error("thought of again at once")
	}
	_, err = h.plan.BringBackIdea(h.worker(h.anna), &pb.PlanIdeaRequest{Id: idea.GetId(), Etag: aside.GetEtag()})
	must(t, err)
	if h.ideaFor(h.planned(), h.lotte) == nil {
		t.Error("brought back, and not thought of")
	}
	h.now = h.now.AddDate(0, 0, 1)
	_, err = h.plan.SetAsideIdea(h.worker(h.anna), &pb.PlanIdeaRequest{Id: h.ideaFor(h.latest(), h.lotte).GetId()})
	must(t, err)
	h.now = h.now.AddDate(0, 0, 91)
	if h.ideaFor(h.planned(), h.lotte) == nil {
		t.Error("rests for good")
	}
}

func (h *house) latest() *pb.Plan {
	h.t.Helper()
	list, err := h.plan.ListPlans(h.lead(), &pb.ListPlansRequest{PageSize: 1})
	must(h.t, err)
	return list.GetPlans()[0]
}

func TestOnePlanAtATimeAndStopping(t *testing.T) {
	t.Parallel()
	h := open(t)
	done := h.planned()
	p := h.start()
	if again := h.start(); again.GetId() != p.GetId() || p.GetState() != pb.Plan_STATE_RUNNING {
		t.Errorf("a second plan beside %v: %v", p, again)
	}
	stopped, err := h.plan.StopPlan(h.lead(), &pb.StopPlanRequest{Id: p.GetId()})
	must(t, err)
	if stopped.GetState() != pb.Plan_STATE_STOPPED {
		t.Errorf("got %v", stopped)
	}
	_, err = h.plan.StopPlan(h.lead(), &pb.StopPlanRequest{Id: p.GetId()})
	must(t, err)
	h.goOn()
	if len(h.ideas(h.lead(), p)) != 0 || len(h.ideas(h.lead(), done)) != 2 {
		t.Error("something of the stopped plan is kept, or the plan before it is not")
	}
	_, err = h.plan.StopPlan(h.lead(), &pb.StopPlanRequest{Id: done.GetId()})
	wantReason(t, err, "PLAN_DONE")
}

// Whoever makes a plan may be gone at any moment: it is begun again, and not for ever.
func TestAPlanThatIsCutOffBeginsAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.start()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := h.server.Plan.GoOn(gone, h.tenant); err == nil {
		t.Error("went on without a process")
	}
	h.goOn()
	if got := h.latest(); got.GetId() != p.GetId() || got.GetState() != pb.Plan_STATE_DONE {
		t.Errorf("got %v", got)
	}
	h.start()
	_, err := h.database.Owner(t).Exec(t.Context(), `UPDATE matching.plan SET begun = 3 WHERE state = 'running'`)
	must(t, err)
	h.goOn()
	if got := h.latest(); got.GetState() != pb.Plan_STATE_STOPPED || got.GetSummary()[0].GetCode() != "PLAN_CUT_OFF" {
		t.Errorf("got %v", got)
	}
}

func TestThePlanOfTheNightMakesItselfOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	count := func() int {
		return h.count(`SELECT count(*) FROM matching.plan WHERE tenant_id = $1 AND nightly`, h.tenant)
	}
	h.now = time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
	h.goOn()
	if count() != 0 {
		t.Error("a nightly plan at noon")
	}
	for day := range 2 {
		h.now = time.Date(2026, 3, 4+day, 1, 30, 0, 0, time.UTC) // half past two in Amsterdam
		h.goOn()
		h.now = h.now.Add(time.Hour)
		h.goOn()
		if count() != day+1 {
			t.Errorf("night %d: %d plans", day+1, count())
		}
	}
	settings, err := h.plan.GetPlanSettings(h.worker(h.anna), &pb.GetPlanSettingsRequest{})
	must(t, err)
	changed, err := h.plan.SetPlanSettings(h.lead(), &pb.SetPlanSettingsRequest{Care: pb.PlanCare_PLAN_CARE_SUITING, Etag: settings.GetEtag()})
	must(t, err)
	_, err = h.plan.SetPlanSettings(h.lead(), &pb.SetPlanSettingsRequest{Care: pb.PlanCare_PLAN_CARE_WAITING, Etag: settings.GetEtag()})
	wantCode(t, err, codes.Aborted)
	h.now = time.Date(2026, 3, 7, 1, 30, 0, 0, time.UTC)
	h.goOn()
	if count() != 2 || changed.GetNightly() {
		t.Error("made although nobody wants it")
	}
	if p := h.start(); p.GetCare() != pb.PlanCare_PLAN_CARE_SUITING {
		t.Errorf("not as the organisation chose: %v", p)
	}
}

func TestAnOrganisationOfNobodyHasAPlanOfNobody(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.tenant = ids.New()
	p := h.planned()
	if p.GetWishing() != 0 || p.GetSummary()[0].GetCode() != "NOBODY_WAITS" || len(p.GetAreas()) != 0 {
		t.Errorf("got %v", p)
	}
}
