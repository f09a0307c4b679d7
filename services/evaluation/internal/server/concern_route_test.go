package server_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

const (
	villa   = "0197a000-0000-7000-8000-0000000000c1" // where anna lives
	officer = "0197a000-0000-7000-8000-0000000000e1" // of the villa
	deputy  = "0197a000-0000-7000-8000-0000000000e2"
	onCall  = "0197a000-0000-7000-8000-0000000000e3" // of the whole organisation
	backup  = "0197a000-0000-7000-8000-0000000000e4"
	soonest = 3 * 24 * time.Hour // longer than any way is tried
)

// atHome gives the organisation colleagues of its own, and anna a location.
func (h *house) atHome() {
	h.t.Helper()
	for _, id := range []string{officer, deputy, onCall, backup} {
		h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: id})
	}
	h.hear(here, h.now, &recruitmentv1.ClientChanged{ClientId: anna, LocationId: villa, SupportWorkerIds: []string{annasWorker, second}})
}

// ownRoute is a route with people, times and texts of its own.
func ownRoute() *pb.ConcernRoute {
	r := &pb.ConcernRoute{
		Open:             &pb.ConcernText{WordsNl: "Bel 112 bij gevaar. Zoek de dienst.", WhomNl: "de dienst", Phone: "013 123 45 67"},
		Closed:           &pb.ConcernText{WordsNl: "Bel 112 bij gevaar. Bel de achterwacht.", WhomNl: "de achterwacht", Phone: "+31 6 12345678"},
		ClosedDays:       []string{"2026-03-04"},
		SupportWorkerIds: []string{onCall, backup},
		Locations:        []*pb.LocationRoute{{LocationId: villa, SupportWorkerIds: []string{officer, deputy}}},
	}
	for day := range int32(5) {
		r.Times = append(r.Times, &pb.ConcernTimes{Weekday: day + 1, From: "08:30", Until: "17:00"})
	}
	return r
}

func (h *house) routes(r *pb.ConcernRoute) *pb.ConcernRoute {
	h.t.Helper()
	kept, err := h.concern.UpdateConcernRoute(h.lead(), &pb.UpdateConcernRouteRequest{Route: r})
	must(h.t, err)
	return kept
}

// concernRequests are the requests of ConcernService beyond the first three.
func concernRequests(h *house, m made) map[protoreflect.Name]proto.Message {
	h.atHome()
	route := ownRoute()
	route.Ways = []*pb.ConcernWay{{Kind: pb.ConcernWay_KIND_EMAIL, Name: "Piket", To: "piket@voorbeeld.nl"}}
	kept := h.routes(route)
	change := proto.CloneOf(kept)
	change.Etag = ""
	return map[protoreflect.Name]proto.Message{
		"ListOwnConcerns":     &pb.ListOwnConcernsRequest{},
		"HandOverConcern":     &pb.HandOverConcernRequest{Id: m.concern, To: "MIC", Reference: "2026-12"},
		"ReopenConcern":       &pb.ReopenConcernRequest{Id: m.concern},
		"GetConcernHelp":      &pb.GetConcernHelpRequest{},
		"GetConcernRoute":     &pb.GetConcernRouteRequest{},
		"UpdateConcernRoute":  &pb.UpdateConcernRouteRequest{Route: change},
		"ListConcernRoutes":   &pb.ListConcernRoutesRequest{},
		"PreviewConcernRoute": &pb.PreviewConcernRouteRequest{Route: change, LocationId: villa},
		"TryConcernWay":       &pb.TryConcernWayRequest{WayId: kept.GetWays()[0].GetId()},
	}
}

func TestConcernRoute_InItsOwnWordsInsideAndOutsideItsTimes(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	h.routes(ownRoute())
	for name, c := range map[string]struct {
		at     time.Time // UTC; in the Netherlands an hour later in winter
		closed bool
	}{
		"Monday morning":                  {time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), false},
		"just before it begins":           {time.Date(2026, 3, 2, 7, 29, 0, 0, time.UTC), true},
		"as it begins":                    {time.Date(2026, 3, 2, 7, 30, 0, 0, time.UTC), false},
		"as it ends":                      {time.Date(2026, 3, 2, 16, 0, 0, 0, time.UTC), true},
		"Saturday":                        {time.Date(2026, 3, 7, 11, 0, 0, 0, time.UTC), true},
		"a day on which nobody is there":  {time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC), true},
		"summer time: half past eight":    {time.Date(2026, 7, 6, 6, 30, 0, 0, time.UTC), false},
		"Monday there while Sunday still": {time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC), true},
	} {
		h.now = c.at
		help, err := h.concern.GetConcernHelp(h.client(carla), &pb.GetConcernHelpRequest{})
		must(t, err)
		reported, err := h.concern.ReportConcern(h.client(carla), &pb.ReportConcernRequest{})
		must(t, err)
		phone, words := "013 123 45 67", "Bel 112 bij gevaar. Zoek de dienst."
		if c.closed {
			phone, words = "+31 6 12345678", "Bel 112 bij gevaar. Bel de achterwacht."
		}
		if help.GetClosed() != c.closed || help.GetPhone() != phone || help.GetRouteNl() != words || help.GetRouteEn() != words {
			t.Errorf("%s: %v", name, help)
		}
		if reported.GetWhenClosed() != c.closed || reported.GetPhone() != phone || reported.GetRouteNl() != words {
			t.Errorf("%s: reported %v", name, reported)
		}
	}
}

func TestConcernRoute_ToTheRightPersonAndTheNextWhenAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	h.routes(ownRoute())
	routed := func(ctx context.Context, req *pb.ReportConcernRequest, want ...string) {
		t.Helper()
		c, err := h.concern.ReportConcern(ctx, req)
		must(t, err)
		if len(c.GetSupportWorkerIds()) != 0 {
			t.Error("who reports it is not told which colleagues got it")
		}
		list, err := h.concern.ListConcerns(h.lead(), &pb.ListConcernsRequest{})
		must(t, err)
		at := slices.IndexFunc(list.GetConcerns(), func(x *pb.Concern) bool { return x.GetId() == c.GetId() })
		if got := list.GetConcerns()[at].GetSupportWorkerIds(); !slices.Equal(got, want) {
			t.Errorf("routed to %v, want %v", got, want)
		}
	}
	routed(h.client(anna), &pb.ReportConcernRequest{}, officer, deputy)
	routed(h.client(carla), &pb.ReportConcernRequest{}, onCall, backup) // nobody of her own location
	routed(h.worker(annasWorker), &pb.ReportConcernRequest{MatchId: match}, officer, deputy)

	h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: officer, Away: true, StandInIds: []string{second}})
	routed(h.client(anna), &pb.ReportConcernRequest{}, deputy, onCall)
	h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: deputy, Left: true, StandInIds: []string{second}})
	routed(h.client(anna), &pb.ReportConcernRequest{}, onCall, backup)
	h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: officer}) // back
	routed(h.client(anna), &pb.ReportConcernRequest{}, officer, onCall)
	for _, id := range []string{officer, onCall, backup} {
		h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: id, Away: true})
	}
	routed(h.client(anna), &pb.ReportConcernRequest{}, officer, deputy, onCall, backup) // better too many than none
}

// Whoever it was routed to sees it and takes it up, whatever their role; a colleague to whom it was not does not.
func TestConcernRoute_WhoGetsItTakesItUpAndTheClientSeesSo(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	h.routes(ownRoute())
	c, err := h.concern.ReportConcern(h.client(anna), &pb.ReportConcernRequest{})
	must(t, err)
	own := func(want pb.Concern_State) *pb.Concern {
		t.Helper()
		mine, err := h.concern.ListOwnConcerns(h.client(anna), &pb.ListOwnConcernsRequest{})
		must(t, err)
		if len(mine.GetConcerns()) != 1 || mine.GetConcerns()[0].GetState() != want {
			t.Fatalf("she sees %v, want %v", mine, want)
		}
		return mine.GetConcerns()[0]
	}
	own(pb.Concern_STATE_REPORTED)
	_, err = h.concern.TakeOverConcern(h.worker(backup), &pb.TakeOverConcernRequest{Id: c.GetId()})
	wantCode(t, err, codes.NotFound)
	seen, err := h.concern.ListConcerns(h.worker(deputy), &pb.ListConcernsRequest{})
	must(t, err)
	if len(seen.GetConcerns()) != 1 || seen.GetConcerns()[0].GetClientId() != anna {
		t.Fatal(seen)
	}
	_, err = h.concern.TakeOverConcern(h.worker(deputy), &pb.TakeOverConcernRequest{Id: c.GetId()})
	must(t, err)
	if got := own(pb.Concern_STATE_TAKEN_UP); got.GetTakeOverTime() == nil {
		t.Error(got)
	}
	_, err = h.concern.HandOverConcern(h.worker(deputy), &pb.HandOverConcernRequest{Id: c.GetId(), To: " "})
	if p := rpc.ProblemOf(err); p.Code != codes.InvalidArgument || p.Fields[0].Path != "to" {
		t.Error(err)
	}
	over, err := h.concern.HandOverConcern(h.worker(deputy), &pb.HandOverConcernRequest{Id: c.GetId(), To: "MIC", Reference: "2026-0312"})
	must(t, err)
	if over.GetHandedOverTo() != "MIC" || over.GetReference() != "2026-0312" || over.GetHandedOverBy() != deputy || !over.GetHandOverTime().AsTime().Equal(h.now) {
		t.Error(over)
	}
	if got := own(pb.Concern_STATE_HANDED_OVER); got.GetReference() != "" || got.GetHandedOverTo() != "" {
		t.Error("that is between colleagues:", got)
	}
	_, err = h.concern.ReopenConcern(h.worker(deputy), &pb.ReopenConcernRequest{Id: c.GetId()})
	must(t, err)
	own(pb.Concern_STATE_TAKEN_UP)
	if got := h.audited("ListOwnConcerns", anna); !slices.Equal(got, []string{anna}) {
		t.Errorf("written down: %v", got)
	}
}

// Where a concern was handed over to, and under which number, leads to a file elsewhere: it goes
// with whom the concern was about. That it was handed over stays.
func TestErasure_NothingOfAConcernLeadsToAFile(t *testing.T) {
	t.Parallel()
	for gone, want := range map[string]string{anna: "", annasWorker: "2026-0312"} { // about her; by her support worker
		h := open(t)
		h.atHome()
		c, err := h.concern.ReportConcern(h.worker(annasWorker), &pb.ReportConcernRequest{ClientId: anna})
		must(t, err)
		_, err = h.concern.TakeOverConcern(h.lead(), &pb.TakeOverConcernRequest{Id: c.GetId()})
		must(t, err)
		_, err = h.concern.HandOverConcern(h.lead(), &pb.HandOverConcernRequest{Id: c.GetId(), To: "MIC", Reference: "2026-0312"})
		must(t, err)
		h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: gone})
		list, err := h.concern.ListConcerns(h.lead(), &pb.ListConcernsRequest{})
		must(t, err)
		if len(list.GetConcerns()) != 1 || list.GetConcerns()[0].GetReference() != want || list.GetConcerns()[0].GetHandOverTime() == nil {
			t.Errorf("without %s: %v", gone, list.GetConcerns())
		}
	}
}

func TestO04_AConcernKeepsTheRouteItWentBy(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	before, err := h.concern.ReportConcern(h.client(anna), &pb.ReportConcernRequest{})
	must(t, err)
	first := h.routes(ownRoute())
	if first.GetEtag() != "1" || first.GetUpdatedBy() != coordinator || first.GetBuiltIn() {
		t.Fatal(first)
	}
	changed := proto.CloneOf(first)
	changed.Open.WordsNl = "Anders."
	h.routes(changed)
	_, err = h.concern.UpdateConcernRoute(h.lead(), &pb.UpdateConcernRouteRequest{Route: changed}) // made from the first
	wantCode(t, err, codes.Aborted)
	list, err := h.concern.ListConcerns(h.lead(), &pb.ListConcernsRequest{})
	must(t, err)
	if got := list.GetConcerns()[0].GetRouteNl(); got != before.GetRouteNl() || !strings.Contains(got, "112") {
		t.Errorf("it says now %q", got)
	}
	page, err := h.concern.ListConcernRoutes(h.lead(), &pb.ListConcernRoutesRequest{PageSize: 1})
	must(t, err)
	next, err := h.concern.ListConcernRoutes(h.lead(), &pb.ListConcernRoutesRequest{PageSize: 1, PageToken: page.GetNextPageToken()})
	must(t, err)
	if page.GetRoutes()[0].GetOpen().GetWordsNl() != "Anders." || next.GetRoutes()[0].GetEtag() != "1" || next.GetNextPageToken() != "" {
		t.Error(page, next)
	}
}

func TestConcernRoute_IsTheOrganisationsOwn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	h.routes(ownRoute())
	elsewhere := h.as(there, coordinator, authn.RoleCoordinator)
	theirs, err := h.concern.GetConcernRoute(elsewhere, &pb.GetConcernRouteRequest{})
	must(t, err)
	versions, err := h.concern.ListConcernRoutes(elsewhere, &pb.ListConcernRoutesRequest{})
	must(t, err)
	help, err := h.concern.GetConcernHelp(elsewhere, &pb.GetConcernHelpRequest{})
	must(t, err)
	if !theirs.GetBuiltIn() || len(theirs.GetSupportWorkerIds()) != 0 || len(versions.GetRoutes()) != 0 || help.GetPhone() != "" {
		t.Error(theirs, versions, help)
	}
	_, err = h.concern.UpdateConcernRoute(elsewhere, &pb.UpdateConcernRouteRequest{Route: ownRoute()})
	wantReason(t, err, "UNKNOWN_SUPPORT_WORKER")
}

func TestO01_ConcernRoute_WhatIsNotRightIsNamed(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	for field, change := range map[string]func(*pb.ConcernRoute){
		"route.open.words_nl":                  func(r *pb.ConcernRoute) { r.Open.WordsNl = " " },
		"route.closed.phone":                   func(r *pb.ConcernRoute) { r.Closed.Phone = "bel Piet" },
		"route.times.0":                        func(r *pb.ConcernRoute) { r.Times[0].Until = "08:00" },
		"route.closed_days":                    func(r *pb.ConcernRoute) { r.ClosedDays = []string{"2026-02-30"} },
		"route.support_worker_ids":             func(r *pb.ConcernRoute) { r.SupportWorkerIds = []string{onCall, onCall} },
		"route.locations.0.support_worker_ids": func(r *pb.ConcernRoute) { r.Locations[0].SupportWorkerIds = []string{officer} },
		"route.locations.1.location_id":        func(r *pb.ConcernRoute) { r.Locations = append(r.Locations, r.Locations[0]) },
		"route.ways.0.name":                    func(r *pb.ConcernRoute) { r.Ways = []*pb.ConcernWay{{Kind: pb.ConcernWay_KIND_EMAIL, To: "a@b.nl"}} },
		"route.ways.0.to": func(r *pb.ConcernRoute) {
			r.Ways = []*pb.ConcernWay{{Kind: pb.ConcernWay_KIND_WEBHOOK, Name: "x", To: "http://x.nl"}}
		},
	} {
		r := ownRoute()
		change(r)
		_, err := h.concern.UpdateConcernRoute(h.lead(), &pb.UpdateConcernRouteRequest{Route: r})
		p := rpc.ProblemOf(err)
		if p.Code != codes.InvalidArgument || !slices.ContainsFunc(p.Fields, func(f fault.Field) bool { return f.Path == field && f.Text.NL != "" && f.Text.EN != "" }) {
			t.Errorf("%s: %v %+v", field, p.Code, p.Fields)
		}
	}
	if left, err := h.concern.GetConcernRoute(h.lead(), &pb.GetConcernRouteRequest{}); err != nil || !left.GetBuiltIn() {
		t.Error(left, err)
	}
}

func TestConcernRoute_ATryOutKeepsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.atHome()
	h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: officer, Away: true})
	got, err := h.concern.PreviewConcernRoute(h.lead(), &pb.PreviewConcernRouteRequest{
		Route: ownRoute(), LocationId: villa, At: timestamppb.New(time.Date(2026, 3, 7, 22, 0, 0, 0, time.UTC)),
	})
	must(t, err)
	if !got.GetHelp().GetClosed() || got.GetHelp().GetWhomNl() != "de achterwacht" || !slices.Equal(got.GetSupportWorkerIds(), []string{deputy, onCall}) ||
		!slices.Equal(got.GetAwayIds(), []string{officer}) || !strings.Contains(got.GetLetter(), "/zorgen") {
		t.Error(got)
	}
	kept, err := h.concern.GetConcernRoute(h.lead(), &pb.GetConcernRouteRequest{})
	must(t, err)
	if !kept.GetBuiltIn() {
		t.Error("kept", kept)
	}
}
