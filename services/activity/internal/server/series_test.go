package server_test

import (
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/postgres"
)

func seriesRequests(a *pb.Activity) map[protoreflect.Name]proto.Message {
	id := a.GetId()
	return map[protoreflect.Name]proto.Message{
		"ListSeries":   &pb.ListSeriesRequest{},
		"GetSeries":    &pb.GetSeriesRequest{Id: id},
		"CreateSeries": &pb.CreateSeriesRequest{Series: coffee(anna)},
		"UpdateSeries": &pb.UpdateSeriesRequest{Series: &pb.Series{Id: id, What: "thee"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"what"}}},
		"StopSeries":   &pb.ChangeSeriesRequest{Id: id},
		"ResumeSeries": &pb.ChangeSeriesRequest{Id: id},
		"JoinSeries":   &pb.JoinSeriesRequest{Id: id, ClientId: bert},
		"LeaveSeries":  &pb.LeaveSeriesRequest{Id: id, ClientId: anna},
	}
}

// coffee is every Tuesday from 3 March 2026 on; the tests begin on Monday the second.
func coffee(who ...string) *pb.Series {
	return &pb.Series{
		Kind: pb.Activity_KIND_COFFEE, What: "koffie", ClientIds: who, Rhythm: pb.Series_RHYTHM_WEEKLY, FirstDay: "2026-03-03",
		Daypart: pb.Daypart_DAYPART_AFTERNOON,
	}
}

func (h *house) comesBack(s *pb.Series) *pb.Series {
	h.t.Helper()
	out, err := h.series.CreateSeries(h.worker(annasWorker), &pb.CreateSeriesRequest{Series: s})
	must(h.t, err)
	return out
}

// times gives the times of a series by day, in order.
func (h *house) times(s *pb.Series) []*pb.Activity {
	h.t.Helper()
	out, err := h.api.ListActivities(h.lead(), &pb.ListActivitiesRequest{SeriesId: s.GetId(), PageSize: 500})
	must(h.t, err)
	list := out.GetActivities()
	slices.Reverse(list)
	return list
}

func daysOf(all []*pb.Activity) (out []string) {
	for _, a := range all {
		out = append(out, a.GetDay())
	}
	return out
}

// make runs the planned task once.
func (h *house) make() {
	h.t.Helper()
	must(h.t, h.server.Series().Make(postgres.WithMethod(h.t.Context(), "planned:series"), here))
}

func (h *house) wantDays(s *pb.Series, want ...string) []*pb.Activity {
	h.t.Helper()
	all := h.times(s)
	if !slices.Equal(daysOf(all), want) {
		h.t.Fatalf("days %v, want %v", daysOf(all), want)
	}
	return all
}

func TestA01_ASeriesMakesOrdinaryActivitiesSomeWeeksAhead(t *testing.T) {
	t.Parallel()
	h := open(t)
	s := h.comesBack(coffee(anna, bert))
	all := h.wantDays(s, "2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24", "2026-03-31", "2026-04-07")
	first := all[0]
	if first.GetState() != pb.Activity_STATE_PLANNED || first.GetWhat() != "koffie" || !slices.Equal(first.GetClientIds(), []string{anna, bert}) ||
		first.GetDaypart() != pb.Daypart_DAYPART_AFTERNOON || first.GetSeriesId() != s.GetId() {
		t.Fatalf("%v", first)
	}
	if told := told(h, func() *pb.ActivityChanged { return &pb.ActivityChanged{} }); len(told) != 6 {
		t.Fatalf("told %v", told)
	}
	h.make() // again: nothing twice
	h.now = h.now.AddDate(0, 0, 14)
	h.make()
	h.wantDays(s, "2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24", "2026-03-31", "2026-04-07", "2026-04-14", "2026-04-21")
}

func TestA06_OneTimeIsSkippedMovedAndLeftByItself(t *testing.T) {
	t.Parallel()
	h := open(t)
	s := h.comesBack(coffee(anna, bert))
	all := h.times(s)
	_, err := h.api.SkipActivity(h.client(anna), &pb.ChangeActivityStateRequest{Id: all[0].GetId()})
	must(t, err)
	_, err = h.api.UpdateActivity(h.client(anna), &pb.UpdateActivityRequest{
		Activity: &pb.Activity{Id: all[1].GetId(), Day: "2026-03-11", Clock: "10:00"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"day", "clock"}},
	})
	must(t, err)
	_, err = h.api.LeaveActivity(h.client(bert), &pb.LeaveActivityRequest{Id: all[2].GetId(), ClientId: bert})
	must(t, err)
	h.make()
	after := h.wantDays(s, "2026-03-03", "2026-03-11", "2026-03-17", "2026-03-24", "2026-03-31", "2026-04-07")
	if after[0].GetState() != pb.Activity_STATE_NOT_HELD || after[1].GetClock() != "10:00" || len(after[2].GetClientIds()) != 1 || len(after[3].GetClientIds()) != 2 {
		t.Fatalf("%v", after)
	}
	// From here on it is in the evening: what somebody changed about one time stays.
	_, err = h.series.UpdateSeries(h.worker(annasWorker), &pb.UpdateSeriesRequest{
		Series: &pb.Series{Id: s.GetId(), Etag: s.GetEtag(), Daypart: pb.Daypart_DAYPART_EVENING}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"daypart"}},
	})
	must(t, err)
	after = h.times(s)
	if after[0].GetDaypart() != pb.Daypart_DAYPART_AFTERNOON || after[1].GetDaypart() != pb.Daypart_DAYPART_AFTERNOON {
		t.Fatalf("what was skipped, and what was changed, stays: %v", after)
	}
	for _, a := range after[2:] {
		if a.GetDaypart() != pb.Daypart_DAYPART_EVENING {
			t.Errorf("%v", a)
		}
	}
	if len(after[2].GetClientIds()) != 1 {
		t.Fatal("whoever did not go along that one time goes along again")
	}
}

func TestA01_FromOneDayOnItIsAnotherDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	s := h.comesBack(coffee(anna))
	s, err := h.series.UpdateSeries(h.client(anna), &pb.UpdateSeriesRequest{
		Series:  &pb.Series{Id: s.GetId(), FirstDay: "2026-03-19", Rhythm: pb.Series_RHYTHM_EVERY_TWO_WEEKS},
		FromDay: "2026-03-17", UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"first_day", "rhythm"}},
	})
	must(t, err)
	h.wantDays(s, "2026-03-03", "2026-03-10", "2026-03-19", "2026-04-02")
	h.make()
	h.wantDays(s, "2026-03-03", "2026-03-10", "2026-03-19", "2026-04-02")
	for _, from := range []string{"2026-03-01", "2027-01-01", "2026-02-30"} {
		_, err := h.series.UpdateSeries(h.client(anna), &pb.UpdateSeriesRequest{Series: &pb.Series{Id: s.GetId(), What: "x"}, FromDay: from})
		wantCode(t, err, codes.InvalidArgument)
	}
}

func TestA01_AStretchAwayAndALastDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	s := h.comesBack(coffee(anna))
	change := func(s *pb.Series, paths ...string) *pb.Series {
		out, err := h.series.UpdateSeries(h.worker(annasWorker), &pb.UpdateSeriesRequest{Series: s, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
		must(t, err)
		return out
	}
	change(&pb.Series{Id: s.GetId(), AwayFrom: "2026-03-09", AwayUntil: "2026-03-18"}, "away_from", "away_until")
	h.wantDays(s, "2026-03-03", "2026-03-24", "2026-03-31", "2026-04-07")
	change(&pb.Series{Id: s.GetId()}, "away_from", "away_until")
	change(&pb.Series{Id: s.GetId(), UntilDay: "2026-03-20"}, "until_day")
	h.wantDays(s, "2026-03-03", "2026-03-10", "2026-03-17")
	h.now = h.now.AddDate(0, 1, 0)
	h.make()
	h.wantDays(s, "2026-03-03", "2026-03-10", "2026-03-17")
}

func TestX10_StoppingIsOneTapAndCanBeTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	s := h.comesBack(coffee(anna, bert))
	h.now = h.now.AddDate(0, 0, 8) // Tuesday the tenth
	stopped, err := h.series.StopSeries(h.client(bert), &pb.ChangeSeriesRequest{Id: s.GetId(), Etag: "0"})
	must(t, err)
	if !stopped.GetStopped() {
		t.Fatal(stopped)
	}
	h.make()
	h.wantDays(s, "2026-03-03", "2026-03-10") // what was, and today
	events := told(h, func() *pb.ActivityChanged { return &pb.ActivityChanged{} })
	if last := events[len(events)-1]; last.GetState() != pb.Activity_STATE_UNSPECIFIED || last.GetActivityId() == "" {
		t.Fatalf("told %v", last)
	}
	if list, err := h.series.ListSeries(h.client(anna), &pb.ListSeriesRequest{}); err != nil || len(list.GetSeries()) != 0 {
		t.Fatal(list, err)
	}
	if list, err := h.series.ListSeries(h.client(anna), &pb.ListSeriesRequest{WithStopped: true}); err != nil || len(list.GetSeries()) != 1 {
		t.Fatal(list, err)
	}
	_, err = h.series.ResumeSeries(h.client(anna), &pb.ChangeSeriesRequest{Id: s.GetId(), Etag: stopped.GetEtag()})
	must(t, err)
	h.wantDays(s, "2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24", "2026-03-31", "2026-04-07", "2026-04-14", "2026-04-21")
	var asked []string
	fields := (&pb.LeaveSeriesRequest{}).ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		asked = append(asked, string(fields.Get(i).Name()))
	}
	if !slices.Equal(asked, []string{"id", "client_id", "etag", "request_id"}) {
		t.Errorf("not going along any more asks %v", asked)
	}
}

func TestA02_AClientJoinsOneTimeOrAll(t *testing.T) {
	t.Parallel()
	h := open(t)
	begin := coffee(anna)
	begin.OthersWelcome = true
	s := h.comesBack(begin)
	// carla knows nobody there: for her it is not there.
	for _, err := range []error{
		func() error {
			_, err := h.series.JoinSeries(h.client(carla), &pb.JoinSeriesRequest{Id: s.GetId(), ClientId: carla})
			return err
		}(),
		func() error {
			_, err := h.series.GetSeries(h.client(bert), &pb.GetSeriesRequest{Id: s.GetId()})
			return err
		}(),
	} {
		wantCode(t, err, codes.NotFound)
	}
	// bert, who is together with anna, comes along once; then he sees that it comes back.
	one := h.times(s)[1]
	_, err := h.api.JoinActivity(h.client(bert), &pb.JoinActivityRequest{Id: one.GetId(), ClientId: bert})
	must(t, err)
	seen, err := h.series.GetSeries(h.client(bert), &pb.GetSeriesRequest{Id: s.GetId()})
	must(t, err)
	if slices.Contains(seen.GetClientIds(), bert) {
		t.Fatal(seen)
	}
	s, err = h.series.JoinSeries(h.client(bert), &pb.JoinSeriesRequest{Id: s.GetId(), ClientId: bert, Etag: seen.GetEtag()})
	must(t, err)
	for _, a := range h.times(s) {
		if !slices.Equal(a.GetClientIds(), []string{anna, bert}) {
			t.Errorf("%s: %v", a.GetDay(), a.GetClientIds())
		}
	}
	// anna goes no more: it goes on with bert. Then he too: it comes back no more, and can be taken back.
	_, err = h.series.LeaveSeries(h.client(anna), &pb.LeaveSeriesRequest{Id: s.GetId(), ClientId: anna, Etag: "0"})
	must(t, err)
	for _, a := range h.times(s) {
		if !slices.Equal(a.GetClientIds(), []string{bert}) {
			t.Errorf("%s: %v", a.GetDay(), a.GetClientIds())
		}
	}
	s, err = h.series.LeaveSeries(h.client(bert), &pb.LeaveSeriesRequest{Id: s.GetId(), ClientId: bert})
	must(t, err)
	if !s.GetStopped() || len(h.times(s)) != 0 {
		t.Fatalf("%v %v", s, h.times(s))
	}
	s, err = h.series.ResumeSeries(h.client(bert), &pb.ChangeSeriesRequest{Id: s.GetId()})
	must(t, err)
	if len(h.times(s)) != 6 {
		t.Fatal(h.times(s))
	}
	// Whoever brings somebody out of their reach is told nothing.
	_, err = h.series.LeaveSeries(h.client(anna), &pb.LeaveSeriesRequest{Id: s.GetId(), ClientId: bert})
	wantCode(t, err, codes.NotFound)
}

func TestA01_WhatIsPlannedBecomesTheFirstTime(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koffie", Day: "2026-03-03"})
	s, err := h.series.CreateSeries(h.client(anna), &pb.CreateSeriesRequest{Series: coffee(anna), ActivityId: a.GetId()})
	must(t, err)
	if all := h.times(s); len(all) != 6 || all[0].GetId() != a.GetId() {
		t.Fatal(daysOf(all))
	}
	_, err = h.series.CreateSeries(h.client(anna), &pb.CreateSeriesRequest{Series: coffee(anna), ActivityId: a.GetId()})
	wantReason(t, err, "COMES_BACK_ALREADY")
	other := h.plan(h.client(anna), &pb.Activity{What: "thee", Day: "2026-03-04"})
	_, err = h.series.CreateSeries(h.client(anna), &pb.CreateSeriesRequest{Series: coffee(anna), ActivityId: other.GetId()})
	wantReason(t, err, "INVALID_FIELDS")
}

// While a match rests nothing of it is to come; after its ending it comes back no more (M-16).
func TestM16_WhatComesBackFollowsTheMatch(t *testing.T) {
	t.Parallel()
	h := open(t)
	begin := coffee(anna, bert)
	begin.MatchId = match
	s := h.comesBack(begin)
	if len(h.times(s)) != 6 {
		t.Fatal(h.times(s))
	}
	h.together(here, match, matchingv1.Match_STATE_PAUSED, anna, bert)
	h.make()
	h.wantDays(s)
	h.together(here, match, matchingv1.Match_STATE_UNDER_WAY, anna, bert)
	if len(h.times(s)) != 6 {
		t.Fatal("does not go on with the match")
	}
	// Who leaves the group does not go along any more.
	h.together(here, match, matchingv1.Match_STATE_UNDER_WAY, anna)
	for _, a := range h.times(s) {
		if slices.Contains(a.GetClientIds(), bert) {
			t.Fatal(a)
		}
	}
	h.together(here, match, matchingv1.Match_STATE_CLOSED, anna)
	h.make()
	h.wantDays(s)
	read, err := h.series.GetSeries(h.client(anna), &pb.GetSeriesRequest{Id: s.GetId()})
	must(t, err)
	if !read.GetStopped() {
		t.Fatal(read)
	}
}

func TestErasure_ASeriesForgetsWhoLeaves(t *testing.T) {
	t.Parallel()
	h := open(t)
	both, alone := h.comesBack(coffee(anna, bert)), h.comesBack(coffee(anna))
	h.hear(here, &recruitmentv1.ClientLeft{ClientId: anna})
	h.make()
	for _, a := range h.times(both) {
		if !slices.Equal(a.GetClientIds(), []string{bert}) {
			t.Fatal(a)
		}
	}
	h.wantDays(alone)
	var left int
	must(t, h.database.Owner(t).QueryRow(t.Context(), `SELECT count(*) FROM activity.series_goer WHERE client_id = $1`, anna).Scan(&left))
	if left != 0 {
		t.Fatal(left)
	}
}

func TestSeries_BadInputIsNamedFieldByField(t *testing.T) {
	t.Parallel()
	h := open(t)
	for field, spoil := range map[string]func(*pb.Series){
		"series.rhythm":     func(s *pb.Series) { s.Rhythm = 0 },
		"series.first_day":  func(s *pb.Series) { s.FirstDay = "" },
		"series.until_day":  func(s *pb.Series) { s.UntilDay = "2026-03-01" },
		"series.away_from":  func(s *pb.Series) { s.AwayUntil = "2026-03-01" },
		"series.away_until": func(s *pb.Series) { s.AwayFrom = "2026-03-01" },
		"series.what":       func(s *pb.Series) { s.What, s.Kind = "", 0 },
		"series.clock":      func(s *pb.Series) { s.Clock = "27:00" },
		"series.client_ids": func(s *pb.Series) { s.ClientIds = nil },
	} {
		s := coffee(anna)
		spoil(s)
		_, err := h.series.CreateSeries(h.worker(annasWorker), &pb.CreateSeriesRequest{Series: s})
		wantFieldNamed(t, err, field)
	}
	_, err := h.series.CreateSeries(h.client(anna), &pb.CreateSeriesRequest{Series: coffee(anna, carla)})
	wantCode(t, err, codes.NotFound)
	s := coffee(anna)
	s.PlaceId = none
	_, err = h.series.CreateSeries(h.client(anna), &pb.CreateSeriesRequest{Series: s})
	wantCode(t, err, codes.NotFound)
}

func TestListActivities_ByDaysPlaceKindWordsAndMine(t *testing.T) {
	t.Parallel()
	h := open(t)
	place := h.addPlace(h.lead(), &pb.Place{Name: "Buurthuis"})
	walk := h.plan(h.client(anna), &pb.Activity{What: "wandelen", Day: "2026-03-05", Kind: pb.Activity_KIND_OUT})
	film := h.plan(h.worker(carlasWorker), &pb.Activity{What: "film", ClientIds: []string{carla}, Day: "2026-03-09", Kind: pb.Activity_KIND_FILM})
	some := h.plan(h.client(anna), &pb.Activity{What: "ooit", PlaceId: place.GetId()})
	for name, c := range map[string]struct {
		req  *pb.ListActivitiesRequest
		want []*pb.Activity
	}{
		"from":       {&pb.ListActivitiesRequest{FromDay: "2026-03-06"}, []*pb.Activity{film}},
		"until":      {&pb.ListActivitiesRequest{UntilDay: "2026-03-05"}, []*pb.Activity{walk}},
		"both":       {&pb.ListActivitiesRequest{FromDay: "2026-03-05", UntilDay: "2026-03-09"}, []*pb.Activity{film, walk}},
		"place":      {&pb.ListActivitiesRequest{PlaceId: place.GetId()}, []*pb.Activity{some}},
		"kind":       {&pb.ListActivitiesRequest{Kind: pb.Activity_KIND_FILM}, []*pb.Activity{film}},
		"what":       {&pb.ListActivitiesRequest{Query: " WANDEL "}, []*pb.Activity{walk}},
		"no such":    {&pb.ListActivitiesRequest{Query: "%"}, nil},
		"everything": {&pb.ListActivitiesRequest{}, []*pb.Activity{some, film, walk}},
		"mine":       {&pb.ListActivitiesRequest{Mine: true}, nil}, // the coordinator guides nobody
	} {
		out, err := h.api.ListActivities(h.lead(), c.req)
		must(t, err)
		t.Log(name)
		wantIDs(t, out.GetActivities(), c.want...)
	}
	mine, err := h.api.ListActivities(h.worker(carlasWorker), &pb.ListActivitiesRequest{Mine: true})
	must(t, err)
	wantIDs(t, mine.GetActivities(), film)
}
