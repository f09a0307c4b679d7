package server_test

import (
	"context"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

func TestA01_WhoAndWhatAreEnough(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{Kind: pb.Activity_KIND_COFFEE, ClientIds: []string{bert}})
	if a.GetState() != pb.Activity_STATE_PLANNED || !slices.Equal(a.GetClientIds(), []string{anna, bert}) || a.GetEtag() != "1" {
		t.Fatalf("%v", a)
	}
	read, err := h.api.GetActivity(h.client(bert), &pb.GetActivityRequest{Id: a.GetId()})
	must(t, err)
	if !proto.Equal(a, read) {
		t.Fatalf("created %v\nread    %v", a, read)
	}
	events := told(h, func() *pb.ActivityChanged { return &pb.ActivityChanged{} })
	if len(events) != 1 || events[0].GetActivityId() != a.GetId() || len(events[0].GetClientIds()) != 2 || events[0].GetProposedByClientId() != anna {
		t.Fatalf("told %v", events)
	}
	if got := h.audited("/GetActivity", bert); !slices.Equal(got, []string{anna, bert}) {
		t.Fatalf("on record: %v", got)
	}
}

func TestA01_AClientPlansOnlyWithPeopleTheyAreTogetherWith(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, ids := range map[string][]string{"a stranger": {anna, carla}, "nobody there is": {anna, none}} {
		_, err := h.api.CreateActivity(h.client(anna), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", ClientIds: ids}})
		if wantCode(t, err, codes.NotFound); t.Failed() {
			t.Fatal(name)
		}
	}
	h.together(here, match, matchingv1.Match_STATE_CLOSED, anna, bert)
	_, err := h.api.CreateActivity(h.client(anna), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", ClientIds: []string{bert}}})
	wantCode(t, err, codes.NotFound)
	// Another organisation's match of the same people says nothing here.
	h.together(there, uuid(1), matchingv1.Match_STATE_UNDER_WAY, anna, carla)
	_, err = h.api.CreateActivity(h.client(anna), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", ClientIds: []string{carla}}})
	wantCode(t, err, codes.NotFound)
}

func TestA01_AMatchThatReturnedToNothingBringsNobodyTogether(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.together(here, match, matchingv1.Match_STATE_UNSPECIFIED)
	_, err := h.api.CreateActivity(h.client(anna), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", ClientIds: []string{bert}}})
	wantCode(t, err, codes.NotFound)
}

func TestM11_M17_OnlyWhoIsInTheGroupIsPlannedWith(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(here, &matchingv1.MatchChanged{MatchId: match, State: matchingv1.Match_STATE_UNDER_WAY, People: []*matchingv1.MatchChanged_Person{
		{ClientId: anna, MayKnow: true}, {ClientId: bert, MayKnow: true, Invited: true}, {ClientId: carla, MayKnow: true, Departed: true},
	}})
	for _, other := range []string{bert, carla} {
		_, err := h.api.CreateActivity(h.client(anna), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", ClientIds: []string{other}}})
		wantCode(t, err, codes.NotFound)
		_, err = h.api.CreateActivity(h.client(other), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", MatchId: match}})
		wantCode(t, err, codes.NotFound)
	}
}

func TestM17_NobodyIsPlannedWithBeforeTheyMayKnow(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hear(here, &matchingv1.MatchChanged{MatchId: match, State: matchingv1.Match_STATE_UNDER_WAY, People: []*matchingv1.MatchChanged_Person{
		{ClientId: anna, MayKnow: true}, {ClientId: bert},
	}})
	_, err := h.api.CreateActivity(h.client(anna), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", ClientIds: []string{bert}}})
	wantCode(t, err, codes.NotFound)
	_, err = h.api.CreateActivity(h.client(bert), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", MatchId: match}})
	wantCode(t, err, codes.NotFound)
}

func TestActivitiesAreSeenByThoseWhoTakePartAndTheirSupportWorkers(t *testing.T) {
	t.Parallel()
	h := open(t)
	ofAnna := h.plan(h.client(anna), &pb.Activity{What: "wandelen", Day: "2026-03-05"})
	ofBoth := h.plan(h.client(bert), &pb.Activity{What: "koken", ClientIds: []string{anna}, MatchId: match})
	ofCarla := h.plan(h.worker(carlasWorker), &pb.Activity{What: "film", ClientIds: []string{carla}, Day: "2026-03-09"})
	list := func(ctx context.Context, req *pb.ListActivitiesRequest) []*pb.Activity {
		out, err := h.api.ListActivities(ctx, req)
		must(t, err)
		return out.GetActivities()
	}
	all := &pb.ListActivitiesRequest{}
	wantIDs(t, list(h.client(anna), all), ofBoth, ofAnna) // some day first, then the latest day
	wantIDs(t, list(h.client(bert), all), ofBoth)
	wantIDs(t, list(h.client(carla), all), ofCarla)
	wantIDs(t, list(h.worker(annasWorker), all), ofBoth, ofAnna)
	wantIDs(t, list(h.worker(carlasWorker), all), ofCarla)
	wantIDs(t, list(h.lead(), all), ofBoth, ofCarla, ofAnna)
	wantIDs(t, list(h.as(there, coordinator, authn.RoleCoordinator), all))
	wantIDs(t, list(h.lead(), &pb.ListActivitiesRequest{ClientId: bert}), ofBoth)
	wantIDs(t, list(h.lead(), &pb.ListActivitiesRequest{MatchId: match}), ofBoth)
	wantIDs(t, list(h.lead(), &pb.ListActivitiesRequest{State: pb.Activity_STATE_HELD}))
}

func TestListActivitiesGoesPageByPage(t *testing.T) {
	t.Parallel()
	h := open(t)
	var want []*pb.Activity
	for _, day := range []string{"", "2026-05-01", "2026-05-01", "2026-04-01", "2026-03-01"} {
		want = append(want, h.plan(h.client(anna), &pb.Activity{What: "x", Day: day}))
	}
	want[1], want[2] = want[2], want[1] // of one day the newest stands first
	var got []*pb.Activity
	req := &pb.ListActivitiesRequest{PageSize: 2}
	for pages := 1; ; pages++ {
		out, err := h.api.ListActivities(h.client(anna), req)
		must(t, err)
		got = append(got, out.GetActivities()...)
		if req.PageToken = out.GetNextPageToken(); req.GetPageToken() == "" {
			if pages != 3 {
				t.Fatalf("%d pages", pages)
			}
			break
		}
	}
	wantIDs(t, got, want...)
	_, err := h.api.ListActivities(h.client(anna), &pb.ListActivitiesRequest{PageToken: "nonsense"})
	wantReason(t, err, "BAD_PAGE_TOKEN")
}

func TestA02_WhoGoesTakesOthersAlong(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken"})
	_, err := h.api.JoinActivity(h.client(bert), &pb.JoinActivityRequest{Id: a.GetId(), ClientId: bert})
	wantCode(t, err, codes.NotFound)
	a, err = h.api.JoinActivity(h.client(anna), &pb.JoinActivityRequest{Id: a.GetId(), ClientId: bert, Etag: a.GetEtag()})
	must(t, err)
	if !slices.Equal(a.GetClientIds(), []string{anna, bert}) {
		t.Fatal(a)
	}
	_, err = h.api.JoinActivity(h.client(anna), &pb.JoinActivityRequest{Id: a.GetId(), ClientId: carla})
	wantCode(t, err, codes.NotFound)
	// A coordinator reaches everybody.
	_, err = h.api.JoinActivity(h.lead(), &pb.JoinActivityRequest{Id: a.GetId(), ClientId: carla})
	must(t, err)
	_, err = h.api.JoinActivity(h.lead(), &pb.JoinActivityRequest{Id: a.GetId(), ClientId: none})
	wantCode(t, err, codes.NotFound)
}

func TestA02_OthersAreWelcome(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken", OthersWelcome: true})
	_, err := h.api.JoinActivity(h.client(carla), &pb.JoinActivityRequest{Id: a.GetId(), ClientId: carla})
	wantCode(t, err, codes.NotFound)
	a, err = h.api.JoinActivity(h.client(bert), &pb.JoinActivityRequest{Id: a.GetId(), ClientId: bert})
	must(t, err)
	if !slices.Contains(a.GetClientIds(), bert) {
		t.Fatal(a)
	}
}

func TestA03_AMemberIntroducesSomebodyToTheirClub(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{Kind: pb.Activity_KIND_MY_CLUB, ClientIds: []string{anna, bert}, MatchId: match})
	if a.GetKind() != pb.Activity_KIND_MY_CLUB || a.GetMatchId() != match {
		t.Fatal(a)
	}
}

func TestA04_AClientSeesOnlyTheirOwnThreshold(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.lead(), &pb.Activity{What: "zwemmen", ClientIds: []string{anna, bert}, Thresholds: []*pb.Threshold{
		{ClientId: anna, Threshold: "de kassa", Helps: "samen"}, {ClientId: bert, Threshold: "het water"},
	}})
	for name, c := range map[string]struct {
		ctx  context.Context
		want []string
	}{
		"anna":         {h.client(anna), []string{anna}},
		"bert":         {h.client(bert), []string{bert}},
		"anna's":       {h.worker(annasWorker), []string{anna}},
		"coordination": {h.lead(), []string{anna, bert}},
	} {
		read, err := h.api.GetActivity(c.ctx, &pb.GetActivityRequest{Id: a.GetId()})
		must(t, err)
		var got []string
		for _, x := range read.GetThresholds() {
			got = append(got, x.GetClientId())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s sees thresholds of %v, want %v", name, got, c.want)
		}
	}
	// Changing one's own leaves that of the other.
	_, err := h.api.UpdateActivity(h.client(anna), &pb.UpdateActivityRequest{
		Activity: &pb.Activity{Id: a.GetId()}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"thresholds"}},
	})
	must(t, err)
	read, err := h.api.GetActivity(h.lead(), &pb.GetActivityRequest{Id: a.GetId()})
	must(t, err)
	if len(read.GetThresholds()) != 1 || read.GetThresholds()[0].GetThreshold() != "het water" {
		t.Fatal(read.GetThresholds())
	}
	_, err = h.api.UpdateActivity(h.client(anna), &pb.UpdateActivityRequest{Activity: &pb.Activity{
		Id: a.GetId(), Thresholds: []*pb.Threshold{{ClientId: bert, Threshold: "x"}},
	}})
	wantReason(t, err, "NOT_YOUR_THRESHOLD")
}

func TestA06_NotGoingIsOneStepWithoutAReason(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}, MatchId: match})
	_, err := h.api.LeaveActivity(h.worker(annasWorker), &pb.LeaveActivityRequest{Id: a.GetId(), ClientId: anna, Etag: "0"})
	wantReason(t, err, "CHANGED_MEANWHILE")
	left, err := h.api.LeaveActivity(h.client(bert), &pb.LeaveActivityRequest{Id: a.GetId(), ClientId: bert, Etag: "0"})
	must(t, err)
	if slices.Contains(left.GetClientIds(), bert) {
		t.Fatal(left)
	}
	_, err = h.api.GetActivity(h.client(bert), &pb.GetActivityRequest{Id: a.GetId()})
	wantCode(t, err, codes.NotFound)
	// And taken back.
	_, err = h.api.JoinActivity(h.client(bert), &pb.JoinActivityRequest{Id: a.GetId(), ClientId: bert})
	must(t, err)
	_, err = h.api.LeaveActivity(h.client(bert), &pb.LeaveActivityRequest{Id: a.GetId(), ClientId: anna})
	wantCode(t, err, codes.NotFound)
}

func TestA06_TheLastOneWhoDoesNotGoKeepsIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "zwemmen"})
	left, err := h.api.LeaveActivity(h.client(anna), &pb.LeaveActivityRequest{Id: a.GetId(), ClientId: anna})
	must(t, err)
	if left.GetState() != pb.Activity_STATE_NOT_HELD || len(left.GetClientIds()) != 1 {
		t.Fatal(left)
	}
}

func TestA06_WhatWasSaidCanBeTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "zwemmen", State: pb.Activity_STATE_TRYING})
	req := &pb.ChangeActivityStateRequest{Id: a.GetId()}
	for _, step := range []struct {
		do   func() (*pb.Activity, error)
		want pb.Activity_State
	}{
		{func() (*pb.Activity, error) { return h.api.HoldActivity(h.client(anna), req) }, pb.Activity_STATE_HELD},
		{func() (*pb.Activity, error) { return h.api.SkipActivity(h.client(anna), req) }, pb.Activity_STATE_NOT_HELD},
		{func() (*pb.Activity, error) { return h.api.HoldActivity(h.worker(annasWorker), req) }, pb.Activity_STATE_HELD},
		{func() (*pb.Activity, error) {
			return h.api.UpdateActivity(h.client(anna), &pb.UpdateActivityRequest{
				Activity: &pb.Activity{Id: a.GetId(), State: pb.Activity_STATE_TRYING},
			})
		}, pb.Activity_STATE_TRYING},
	} {
		got, err := step.do()
		must(t, err)
		if got.GetState() != step.want {
			t.Fatalf("%v, want %v", got.GetState(), step.want)
		}
	}
	events := told(h, func() *pb.ActivityChanged { return &pb.ActivityChanged{} })
	if len(events) != 5 || events[4].GetState() != pb.Activity_STATE_TRYING {
		t.Fatalf("told %v", events)
	}
}

func TestUpdateActivityWritesWhatItNames(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "zwemmen", Day: "2026-04-01", Clock: "14:00", Daypart: pb.Daypart_DAYPART_AFTERNOON})
	out, err := h.api.UpdateActivity(h.client(anna), &pb.UpdateActivityRequest{
		Activity:   &pb.Activity{Id: a.GetId(), Etag: a.GetEtag(), What: "niet geschreven"},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"day", "clock", "id", "etag", "client_ids"}},
	})
	must(t, err)
	if out.GetWhat() != "zwemmen" || out.GetDay() != "" || out.GetClock() != "" || out.GetEtag() != "2" ||
		out.GetDaypart() != pb.Daypart_DAYPART_AFTERNOON || len(out.GetClientIds()) != 1 {
		t.Fatal(out)
	}
	_, err = h.api.UpdateActivity(h.client(anna), &pb.UpdateActivityRequest{Activity: &pb.Activity{Id: a.GetId(), Etag: "1", What: "x"}})
	wantCode(t, err, codes.Aborted)
	wantReason(t, err, "CHANGED_MEANWHILE")
}

func TestCreateActivityTwiceWithOneRequestIDMakesOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	req := &pb.CreateActivityRequest{Activity: &pb.Activity{What: "koken"}, RequestId: uuid(7)}
	one, err := h.api.CreateActivity(h.client(anna), req)
	must(t, err)
	two, err := h.api.CreateActivity(h.client(anna), req)
	must(t, err)
	if !proto.Equal(one, two) {
		t.Fatalf("%v\n%v", one, two)
	}
	req.Activity.What = "iets anders"
	_, err = h.api.CreateActivity(h.client(anna), req)
	wantReason(t, err, "REQUEST_ID_REUSED")
}

func TestErasure_NothingOfSomebodyWhoLeftStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	alone := h.plan(h.client(anna), &pb.Activity{What: "wandelen"})
	both := h.plan(h.client(anna), &pb.Activity{What: "koken", ClientIds: []string{bert}})
	_, err := h.api.SayHowItWas(h.client(anna), &pb.SayHowItWasRequest{
		ActivityId: both.GetId(), ClientId: anna, Mood: pb.HowWasIt_MOOD_NICE, RequestId: uuid(8),
	})
	must(t, err)
	h.hear(here, &recruitmentv1.ClientLeft{ClientId: anna})
	// What another service tells later brings nobody back.
	h.together(here, match, matchingv1.Match_STATE_UNDER_WAY, anna, bert)
	h.hear(here, &recruitmentv1.ClientChanged{ClientId: anna, SupportWorkerIds: []string{annasWorker}})

	_, err = h.api.GetActivity(h.lead(), &pb.GetActivityRequest{Id: alone.GetId()})
	wantCode(t, err, codes.NotFound)
	_, err = h.api.JoinActivity(h.lead(), &pb.JoinActivityRequest{Id: both.GetId(), ClientId: anna})
	wantCode(t, err, codes.NotFound)
	rest, err := h.api.GetActivity(h.client(bert), &pb.GetActivityRequest{Id: both.GetId()})
	must(t, err)
	if !slices.Equal(rest.GetClientIds(), []string{bert}) {
		t.Fatal(rest)
	}
	for _, table := range []string{"going", "how_was_it", "match_person", "caseload"} {
		var left int
		must(t, h.database.Owner(t).QueryRow(t.Context(),
			`SELECT count(*) FROM activity.`+table+` WHERE client_id = $1 AND tenant_id = $2`, anna, here).Scan(&left))
		if left != 0 {
			t.Errorf("%s still holds %d rows", table, left)
		}
	}
	var answers int
	must(t, h.database.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM activity.request_ledger`).Scan(&answers))
	if answers != 0 {
		t.Errorf("%d remembered answers", answers)
	}
	events := told(h, func() *pb.ActivityChanged { return &pb.ActivityChanged{} })
	gone, kept := events[len(events)-2], events[len(events)-1]
	if gone.GetActivityId() != alone.GetId() {
		gone, kept = kept, gone
	}
	if gone.GetState() != pb.Activity_STATE_UNSPECIFIED || !slices.Equal(kept.GetClientIds(), []string{bert}) {
		t.Fatalf("told %v and %v", gone, kept)
	}
}
