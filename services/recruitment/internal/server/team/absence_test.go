package team_test

import (
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func TestO01_OnTheFirstDayClientsPassOnAndAfterTheLastTheyComeBack(t *testing.T) {
	c := newCrew(t)
	lieke, omar := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId(), c.NewClient("Omar", "Ontwerp", c.bram, c.anna).GetId()
	alone := c.NewClient("Puk", "Papier", c.anna).GetId()
	a := c.plan(c.asAnna, "", "2026-10-20", "2026-10-22", c.bram, c.cas)
	if a.GetState() != pb.Absence_STATE_PLANNED || a.GetSupportWorkerId() != c.anna {
		t.Fatalf("planned: %v", a)
	}
	c.days(4) // the 19th
	c.guided(lieke, c.anna, c.bram)
	mark := len(c.Events())
	c.days(1) // the 20th
	c.guided(lieke, c.cas, c.bram)
	c.guided(omar, c.bram, c.cas)
	c.guided(alone, c.bram)
	_, err := c.Client.GetClient(c.asAnna, &pb.GetClientRequest{Id: lieke})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = c.Client.GetClient(c.As(c.cas, authn.RoleSupportWorker), &pb.GetClientRequest{Id: lieke})
	c.ok(err)
	told := c.told(mark)
	if len(told) != 4 || !proto.Equal(told[3], &pb.SupportWorkerChanged{SupportWorkerId: c.anna, Away: true, StandInIds: []string{c.bram, c.cas}}) {
		t.Errorf("told %v", told)
	}
	w, err := c.Client.GetSupportWorker(c.asBram, &pb.GetSupportWorkerRequest{Id: c.anna})
	c.ok(err)
	if !w.GetAway() || w.GetBackDay() != "2026-10-23" || w.GetLeft() {
		t.Errorf("Anna is %v", w)
	}
	c.days(2) // the 22nd, the last day
	c.guided(lieke, c.cas, c.bram)
	mark = len(c.Events())
	c.days(1)
	c.guided(lieke, c.anna, c.bram)
	c.guided(omar, c.bram, c.anna)
	c.guided(alone, c.anna)
	if told := c.told(mark); len(told) != 4 || !proto.Equal(told[3], &pb.SupportWorkerChanged{SupportWorkerId: c.anna}) {
		t.Errorf("told %v", told)
	}
}

func TestO01_R12_R14_NetworkersAndLocationsPassOnToo(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	n := c.active(lieke, c.anna)
	_, err := c.Client.UpdateNetworker(c.asLead, &pb.UpdateNetworkerRequest{
		Networker: &pb.Networker{Id: n.GetId(), LeadsGroup: true, GroupHelperId: c.anna}, UpdateMask: mask("leads_group", "group_helper_id")})
	c.ok(err)
	place, err := c.Client.CreateLocation(c.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Schets", NetworkLeadIds: []string{c.anna, c.dina}}})
	c.ok(err)
	leads := func() []string {
		got, err := c.Client.GetLocation(c.asAnna, &pb.GetLocationRequest{Id: place.GetId()})
		c.ok(err)
		return c.called(got.GetNetworkLeadIds())
	}
	worker := func() []string {
		got, err := c.Client.GetNetworker(c.asLead, &pb.GetNetworkerRequest{Id: n.GetId()})
		c.ok(err)
		if got.GetAgreedSupport() == "" {
			t.Error("the agreed support is gone")
		}
		if got.GetGroupHelperNeeded() {
			t.Error("R-14: who helps with the group does not guide the networker")
		}
		return c.called([]string{got.GetSupportWorkerId(), got.GetGroupHelperId()})
	}
	mark := len(c.Events())
	a := c.plan(c.asLead, c.anna, "2026-10-15", "", c.dina, c.cas) // today
	if a.GetState() != pb.Absence_STATE_NOW {
		t.Fatalf("state %v", a.GetState())
	}
	if got := strings.Join(append(leads(), worker()...), " "); got != "Cas Dina Dina Dina" {
		t.Errorf("leads and worker: %s", got)
	}
	found := false
	for _, m := range c.told(mark) {
		if changed, ok := m.(*pb.NetworkerChanged); ok {
			found = changed.GetSupportWorkerId() == c.dina && changed.GetState() == pb.Networker_STATE_ACTIVE && changed.GetCapacity() == 2
		}
	}
	if !found {
		t.Errorf("the others were told %v", c.told(mark))
	}
	a, err = c.Client.EndAbsence(c.asAnna, &pb.ChangeAbsenceRequest{Id: a.GetId(), Etag: a.GetEtag()})
	c.ok(err)
	if a.GetState() != pb.Absence_STATE_OVER || a.GetLastDay() != "2026-10-15" {
		t.Errorf("ended: %v", a)
	}
	if got := strings.Join(append(leads(), worker()...), " "); got != "Anna Dina Anna Anna" {
		t.Errorf("leads and worker: %s", got)
	}
	c.guided(lieke, c.anna, c.bram)
}

func TestO01_WhereNobodyIsFreeTheAbsentOneStaysNamedAndItIsSaid(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	c.plan(c.asAnna, "", "2026-10-15", "", c.bram)
	c.guided(lieke, c.anna, c.bram)
	r, err := c.Client.GetResponsibilities(c.asAnna, &pb.GetResponsibilitiesRequest{SupportWorkerId: c.anna})
	c.ok(err)
	if len(r.GetClients()) != 1 || r.GetClients()[0].GetClientId() != lieke || r.GetClients()[0].GetOtherId() != c.bram {
		t.Errorf("responsibilities: %v", r)
	}
}

// A client who is given to somebody away passes on with the next round, and comes to
// them when they are back.
func TestO01_WhoIsGivenToSomebodyAwayComesToTheirStandIn(t *testing.T) {
	c := newCrew(t)
	a := c.plan(c.asAnna, "", "2026-10-15", "", c.cas)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	c.days(0)
	c.guided(lieke, c.cas, c.bram)
	r, err := c.Client.GetResponsibilities(c.asLead, &pb.GetResponsibilitiesRequest{SupportWorkerId: c.anna})
	c.ok(err)
	if len(r.GetClients()) != 0 || len(r.GetPassedOn()) != 1 || r.GetPassedOn()[0].GetClientId() != lieke || r.GetPassedOn()[0].GetToId() != c.cas {
		t.Errorf("responsibilities: %v", r)
	}
	_, err = c.Client.EndAbsence(c.asAnna, &pb.ChangeAbsenceRequest{Id: a.GetId()})
	c.ok(err)
	c.guided(lieke, c.anna, c.bram)
}

func TestO01_WhatSomebodySaidMeanwhileStays(t *testing.T) {
	c := newCrew(t)
	lieke, omar := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId(), c.NewClient("Omar", "Ontwerp", c.anna).GetId()
	a := c.plan(c.asAnna, "", "2026-10-15", "", c.cas)
	assign := func(client string, workers ...string) {
		_, err := c.Client.AssignSupportWorkers(c.asLead, &pb.AssignSupportWorkersRequest{ClientId: client, SupportWorkerIds: workers})
		c.ok(err)
	}
	assign(lieke, c.dina, c.bram) // somebody else for good
	assign(lieke, c.cas, c.bram)  // and then Cas after all: not in Anna's stead any more
	assign(omar, c.cas, c.dina)   // a second beside who stands in
	_, err := c.Client.EndAbsence(c.asAnna, &pb.ChangeAbsenceRequest{Id: a.GetId()})
	c.ok(err)
	c.guided(lieke, c.cas, c.bram)
	c.guided(omar, c.anna, c.dina)
}

func TestO01_AStandInWhoGoesAwayPassesItOn(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	c.plan(c.asAnna, "", "2026-10-15", "2026-10-20", c.cas)
	c.plan(c.asLead, c.cas, "2026-10-17", "2026-10-25", c.dina)
	c.days(2)
	c.guided(lieke, c.dina, c.bram)
	c.days(4) // the 21st: Anna is back, Cas is not
	c.guided(lieke, c.anna, c.bram)
	c.days(5)
	c.guided(lieke, c.anna, c.bram)
}

// Both go on the same day, and the stand-in stands for the other: whoever goes first.
func TestO01_TwoWhoGoOnTheSameDay(t *testing.T) {
	c := newCrew(t)
	lieke, omar := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId(), c.NewClient("Omar", "Ontwerp", c.cas).GetId()
	c.plan(c.asAnna, "", "2026-10-20", "2026-10-21", c.cas)
	c.plan(c.asLead, c.cas, "2026-10-20", "2026-10-21", c.dina)
	c.days(5)
	c.guided(lieke, c.dina, c.bram)
	c.guided(omar, c.dina)
	c.days(2)
	c.guided(lieke, c.anna, c.bram)
	c.guided(omar, c.cas)
}

func TestOtherDaysAndOtherStandIns(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	a := c.plan(c.asAnna, "", "2026-10-20", "2026-10-22", c.cas)
	change := func(a *pb.Absence) (*pb.Absence, error) {
		return c.Client.UpdateAbsence(c.asAnna, &pb.UpdateAbsenceRequest{Absence: a})
	}
	a, err := change(&pb.Absence{Id: a.GetId(), Etag: a.GetEtag(), FirstDay: "2026-10-15"})
	c.ok(err)
	if a.GetState() != pb.Absence_STATE_NOW {
		t.Errorf("its first day is here: %v", a)
	}
	c.guided(lieke, c.cas, c.bram)
	mark := len(c.Events())
	a, err = change(&pb.Absence{Id: a.GetId(), FirstDay: "2026-10-15", StandInIds: []string{c.dina}})
	c.ok(err)
	c.guided(lieke, c.dina, c.bram)
	if told := c.told(mark); len(told) != 2 {
		t.Errorf("one client passes straight from one to the other: %v", told)
	}
	mark = len(c.Events())
	_, err = change(&pb.Absence{Id: a.GetId(), FirstDay: "2026-10-15", LastDay: "2026-10-30"})
	c.ok(err)
	if told := c.told(mark); len(told) != 1 {
		t.Errorf("other days move nobody: %v", told)
	}
	_, err = change(&pb.Absence{Id: a.GetId(), FirstDay: "2026-10-16"})
	c.names(err, "absence.first_day")
	_, err = c.Client.CancelAbsence(c.asAnna, &pb.ChangeAbsenceRequest{Id: a.GetId()})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	_, err = c.Client.EndAbsence(c.asAnna, &pb.ChangeAbsenceRequest{Id: a.GetId(), Etag: "1"})
	servertest.WantCode(t, err, codes.Aborted)
	_, err = c.Client.EndAbsence(c.asAnna, &pb.ChangeAbsenceRequest{Id: a.GetId()})
	c.ok(err)
	_, err = change(&pb.Absence{Id: a.GetId(), FirstDay: "2026-10-15", LastDay: "2026-11-30"})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	// One that has not begun is taken away, and leaves nothing behind.
	later := c.plan(c.asAnna, "", "2026-11-20", "", c.cas)
	_, err = c.Client.EndAbsence(c.asAnna, &pb.ChangeAbsenceRequest{Id: later.GetId()})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	_, err = c.Client.CancelAbsence(c.asAnna, &pb.ChangeAbsenceRequest{Id: later.GetId()})
	c.ok(err)
	list, err := c.Client.ListAbsences(c.asAnna, &pb.ListAbsencesRequest{SupportWorkerId: c.anna})
	c.ok(err)
	if len(list.GetAbsences()) != 1 || list.GetAbsences()[0].GetState() != pb.Absence_STATE_OVER {
		t.Errorf("left: %v", list)
	}
}

func TestAnAbsenceThatCannotBeIsTheCallersToMend(t *testing.T) {
	c := newCrew(t)
	c.plan(c.asLead, c.bram, "2026-11-01", "2026-11-10", c.cas)
	gone, _ := c.Worker("Ger Gegaan")
	c.leave(gone, c.dina)
	for _, tt := range []struct {
		absence *pb.Absence
		path    string
		code    codes.Code
	}{
		{&pb.Absence{FirstDay: "2026-02-31", StandInIds: []string{c.bram}}, "absence.first_day", codes.InvalidArgument},
		{&pb.Absence{FirstDay: "morgen", StandInIds: []string{c.bram}}, "absence.first_day", codes.InvalidArgument},
		{&pb.Absence{FirstDay: "2026-10-20", LastDay: "2026-10-19", StandInIds: []string{c.bram}}, "absence.last_day", codes.InvalidArgument},
		{&pb.Absence{FirstDay: "2026-10-01", LastDay: "2026-10-14", StandInIds: []string{c.bram}}, "absence.last_day", codes.InvalidArgument},
		{&pb.Absence{FirstDay: "2026-10-20", StandInIds: []string{c.anna}}, "absence.stand_in_ids", codes.InvalidArgument},
		{&pb.Absence{FirstDay: "2026-10-20", StandInIds: []string{c.bram}}, "absence.stand_in_ids", codes.InvalidArgument}, // away in November
		{&pb.Absence{FirstDay: "2026-10-20", StandInIds: []string{gone}}, "absence.stand_in_ids", codes.InvalidArgument},
		{&pb.Absence{FirstDay: "2026-10-20", StandInIds: []string{ids.New()}}, "absence.stand_in_ids", codes.NotFound},
		{&pb.Absence{FirstDay: "2026-10-20", SupportWorkerId: ids.New(), StandInIds: []string{c.bram}}, "absence.support_worker_id", codes.NotFound},
	} {
		_, err := c.Client.PlanAbsence(c.asAnna, &pb.PlanAbsenceRequest{Absence: tt.absence})
		if tt.path == "absence.first_day" && tt.absence.GetFirstDay() == "morgen" {
			servertest.WantCode(t, err, tt.code) // by the contract's own rule, in one language
			continue
		}
		c.names(err, tt.path, tt.code)
	}
	c.plan(c.asAnna, "", "2026-10-20", "2026-10-22", c.cas)
	_, err := c.Client.PlanAbsence(c.asAnna, &pb.PlanAbsenceRequest{Absence: &pb.Absence{FirstDay: "2026-10-22", StandInIds: []string{c.cas}}})
	c.names(err, "absence.first_day")
}

func TestAnAbsenceIsOnesOwnOrForWhoLooksAfterTheTeam(t *testing.T) {
	c := newCrew(t)
	a := c.plan(c.asAnna, "", "2026-10-20", "2026-10-22", c.cas)
	change := &pb.ChangeAbsenceRequest{Id: a.GetId()}
	for name, call := range map[string]func() error{
		"plan": func() error {
			_, err := c.Client.PlanAbsence(c.asBram, &pb.PlanAbsenceRequest{Absence: &pb.Absence{SupportWorkerId: c.anna, FirstDay: "2026-12-20", StandInIds: []string{c.cas}}})
			return err
		},
		"update": func() error {
			_, err := c.Client.UpdateAbsence(c.asBram, &pb.UpdateAbsenceRequest{Absence: &pb.Absence{Id: a.GetId(), FirstDay: "2026-10-21"}})
			return err
		},
		"end":    func() error { _, err := c.Client.EndAbsence(c.asBram, change); return err },
		"cancel": func() error { _, err := c.Client.CancelAbsence(c.asBram, change); return err },
		"responsibilities": func() error {
			_, err := c.Client.GetResponsibilities(c.asBram, &pb.GetResponsibilitiesRequest{SupportWorkerId: c.anna})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) { servertest.WantCode(t, call(), codes.PermissionDenied) })
	}
	elsewhere := c.Neighbour()
	_, err := c.Client.EndAbsence(elsewhere.Coordinator, change)
	servertest.WantCode(t, err, codes.NotFound)
	_, err = c.Client.GetResponsibilities(elsewhere.As(ids.New(), authn.RoleSupportWorker), &pb.GetResponsibilitiesRequest{SupportWorkerId: c.anna})
	servertest.WantCode(t, err, codes.NotFound)
	list, err := c.Client.ListAbsences(elsewhere.Coordinator, &pb.ListAbsencesRequest{})
	c.ok(err)
	if len(list.GetAbsences()) != 0 {
		t.Errorf("another organisation sees %v", list)
	}
	// When somebody was away is not for every colleague to look up.
	c.days(10)
	for ctx, want := range map[string]int{"colleague": 0, "self": 1, "lead": 1} {
		as := map[string]func() (*pb.ListAbsencesResponse, error){
			"colleague": func() (*pb.ListAbsencesResponse, error) {
				return c.Client.ListAbsences(c.asBram, &pb.ListAbsencesRequest{SupportWorkerId: c.anna})
			},
			"self": func() (*pb.ListAbsencesResponse, error) {
				return c.Client.ListAbsences(c.asAnna, &pb.ListAbsencesRequest{SupportWorkerId: c.anna})
			},
			"lead": func() (*pb.ListAbsencesResponse, error) {
				return c.Client.ListAbsences(c.asLead, &pb.ListAbsencesRequest{SupportWorkerId: c.anna})
			},
		}[ctx]
		if got, err := as(); err != nil || len(got.GetAbsences()) != want {
			t.Errorf("%s sees %v (%v), want %d", ctx, got, err, want)
		}
	}
}
