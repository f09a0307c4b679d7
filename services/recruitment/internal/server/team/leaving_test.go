package team_test

import (
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func (c *crew) leave(worker string, successors ...string) *pb.SupportWorker {
	c.t.Helper()
	w, err := c.Client.LeaveSupportWorker(c.Coordinator, &pb.LeaveSupportWorkerRequest{SupportWorkerId: worker, SuccessorIds: successors})
	c.ok(err)
	return w
}

func TestO01_WhoLeavesHandsOverForGood(t *testing.T) {
	c := newCrew(t)
	lieke, omar := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId(), c.NewClient("Omar", "Ontwerp", c.cas, c.anna).GetId()
	n := c.active(lieke, c.anna)
	mark := len(c.Events())
	w := c.leave(c.anna, c.bram, c.cas)
	if !w.GetLeft() {
		t.Errorf("left: %v", w)
	}
	c.guided(lieke, c.cas, c.bram)
	c.guided(omar, c.cas, c.bram)
	got, err := c.Client.GetNetworker(c.asLead, &pb.GetNetworkerRequest{Id: n.GetId()})
	c.ok(err)
	if got.GetSupportWorkerId() != c.bram {
		t.Errorf("R-12: the networker's support worker is %v", c.called([]string{got.GetSupportWorkerId()}))
	}
	told := c.told(mark)
	want := &pb.SupportWorkerChanged{SupportWorkerId: c.anna, Left: true, StandInIds: []string{c.bram, c.cas}}
	if len(told) != 4 || !proto.Equal(told[3], want) {
		t.Errorf("told %v", told)
	}
	got2, err := c.Client.GetSupportWorker(c.asBram, &pb.GetSupportWorkerRequest{Id: c.anna})
	c.ok(err)
	if !proto.Equal(got2, w) {
		t.Errorf("read back %v, want %v", got2, w)
	}
}

// Nobody is given to somebody who left, whichever way.
func TestO01_WhoLeftIsAskedForNothingMore(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.bram).GetId()
	c.leave(c.anna, c.bram)
	_, err := c.Client.CreateClient(c.Coordinator, &pb.CreateClientRequest{Client: &pb.Client{GivenName: "Omar", SupportWorkerIds: []string{c.anna}}})
	c.names(err, "client.support_worker_ids")
	_, err = c.Client.AssignSupportWorkers(c.asLead, &pb.AssignSupportWorkersRequest{ClientId: lieke, SupportWorkerIds: []string{c.bram, c.anna}})
	c.names(err, "support_worker_ids")
	_, err = c.Client.CreateLocation(c.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Schets", NetworkLeadIds: []string{c.anna, c.bram}}})
	c.names(err, "location.network_lead_ids")
	_, err = c.Client.PlanAbsence(c.Coordinator, &pb.PlanAbsenceRequest{Absence: &pb.Absence{SupportWorkerId: c.anna, FirstDay: "2026-11-01", StandInIds: []string{c.bram}}})
	c.names(err, "absence.support_worker_id")
	_, err = c.Client.LeaveSupportWorker(c.Coordinator, &pb.LeaveSupportWorkerRequest{SupportWorkerId: c.cas, SuccessorIds: []string{c.anna}})
	c.names(err, "successor_ids")
	n, err := c.Client.NoteNetworker(c.asLead, &pb.NoteNetworkerRequest{Networker: &pb.Networker{ClientId: lieke, Source: pb.Networker_SOURCE_FILE}})
	c.ok(err)
	_, err = c.Client.ApproachNetworker(c.asLead, &pb.ApproachNetworkerRequest{Id: n.GetId(), SupportWorkerId: c.anna})
	c.names(err, "support_worker_id")
}

func TestWhoLeftDoesNotSignInUntilTheyAreBack(t *testing.T) {
	c := newCrew(t)
	sign := &pb.ResolvePersonRequest{
		TenantId: c.Tenant, Issuer: "https://login.example.org", Subject: "ger", Name: "Ger Gegaan", Email: "ger@example.org", Roles: []string{"support_worker"},
	}
	ger, err := c.Client.ResolvePerson(c.Gateway(), sign)
	c.ok(err)
	left := c.leave(ger.GetPersonId(), c.bram)
	_, err = c.Client.ResolvePerson(c.Gateway(), sign)
	servertest.WantCode(t, err, codes.PermissionDenied)
	// Also not as somebody new, by the same address with another sign-in.
	_, err = c.Client.LeaveSupportWorker(c.Coordinator, &pb.LeaveSupportWorkerRequest{SupportWorkerId: ger.GetPersonId(), SuccessorIds: []string{c.bram}})
	servertest.WantCode(t, err, codes.FailedPrecondition)
	mark := len(c.Events())
	back, err := c.Client.ReturnSupportWorker(c.Coordinator, &pb.ReturnSupportWorkerRequest{SupportWorkerId: ger.GetPersonId()})
	c.ok(err)
	if back.GetLeft() || back.GetEtag() == left.GetEtag() {
		t.Errorf("back: %v", back)
	}
	if told := c.told(mark); len(told) != 1 || !proto.Equal(told[0], &pb.SupportWorkerChanged{SupportWorkerId: ger.GetPersonId()}) {
		t.Errorf("told %v", told)
	}
	again, err := c.Client.ResolvePerson(c.Gateway(), sign)
	c.ok(err)
	if again.GetPersonId() != ger.GetPersonId() {
		t.Error("somebody else came back")
	}
}

func TestO01_WhoLeavesWhileAwayHandsOverWhatTheStandInHas(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	c.plan(c.asAnna, "", "2026-10-15", "2026-10-20", c.cas)
	c.plan(c.asAnna, "", "2026-11-15", "2026-11-20", c.cas)
	c.guided(lieke, c.cas, c.bram)
	w := c.leave(c.anna, c.dina)
	if w.GetAway() {
		t.Error("away and left")
	}
	c.guided(lieke, c.dina, c.bram)
	c.days(30)
	c.guided(lieke, c.dina, c.bram)
	list, err := c.Client.ListAbsences(c.asLead, &pb.ListAbsencesRequest{})
	c.ok(err)
	if len(list.GetAbsences()) != 0 {
		t.Errorf("still to come: %v", list)
	}
}

func TestO01_WhoLeavesWhileStandingInIsReplacedThereToo(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna, c.bram).GetId()
	a := c.plan(c.asAnna, "", "2026-10-15", "2026-10-20", c.cas)
	c.leave(c.cas, c.anna, c.dina)
	c.guided(lieke, c.dina, c.bram)
	list, err := c.Client.ListAbsences(c.asLead, &pb.ListAbsencesRequest{SupportWorkerId: c.anna})
	c.ok(err)
	if got := list.GetAbsences(); len(got) != 1 || !slices.Equal(got[0].GetStandInIds(), []string{c.dina}) {
		t.Errorf("who stands in: %v", got)
	}
	_, err = c.Client.EndAbsence(c.asAnna, &pb.ChangeAbsenceRequest{Id: a.GetId()})
	c.ok(err)
	c.guided(lieke, c.anna, c.bram)
}

func TestO01_ALocationKeepsTwoLeads(t *testing.T) {
	c := newCrew(t)
	place, err := c.Client.CreateLocation(c.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Schets", NetworkLeadIds: []string{c.anna, c.bram}}})
	c.ok(err)
	_, err = c.Client.LeaveSupportWorker(c.Coordinator, &pb.LeaveSupportWorkerRequest{SupportWorkerId: c.anna, SuccessorIds: []string{c.bram}})
	c.names(err, "successor_ids")
	w, err := c.Client.GetSupportWorker(c.asBram, &pb.GetSupportWorkerRequest{Id: c.anna})
	c.ok(err)
	if w.GetLeft() {
		t.Error("refused, and yet gone")
	}
	c.leave(c.anna, c.bram, c.dina)
	got, err := c.Client.GetLocation(c.asBram, &pb.GetLocationRequest{Id: place.GetId()})
	c.ok(err)
	if !slices.Equal(got.GetNetworkLeadIds(), []string{c.dina, c.bram}) || got.GetEtag() == place.GetEtag() {
		t.Errorf("leads %v", c.called(got.GetNetworkLeadIds()))
	}
	for name, leads := range map[string][]string{"create": {c.bram}, "twice the same": {c.bram, c.bram}} {
		_, err := c.Client.CreateLocation(c.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: name, NetworkLeadIds: leads}})
		c.names(err, "location.network_lead_ids")
	}
}

func TestALeavingThatCannotBeIsTheCallersToMend(t *testing.T) {
	c := newCrew(t)
	leave := func(req *pb.LeaveSupportWorkerRequest) error {
		req.SupportWorkerId = c.anna
		_, err := c.Client.LeaveSupportWorker(c.Coordinator, req)
		return err
	}
	servertest.WantCode(t, leave(&pb.LeaveSupportWorkerRequest{}), codes.InvalidArgument)
	c.names(leave(&pb.LeaveSupportWorkerRequest{SuccessorIds: []string{c.anna}}), "successor_ids")
	c.names(leave(&pb.LeaveSupportWorkerRequest{SuccessorIds: []string{ids.New()}}), "successor_ids", codes.NotFound)
	servertest.WantCode(t, leave(&pb.LeaveSupportWorkerRequest{SuccessorIds: []string{c.bram}, Etag: "7"}), codes.Aborted)
	_, err := c.Client.LeaveSupportWorker(c.Neighbour().Coordinator, &pb.LeaveSupportWorkerRequest{SupportWorkerId: c.anna, SuccessorIds: []string{c.bram}})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = c.Client.LeaveSupportWorker(c.asBram, &pb.LeaveSupportWorkerRequest{SupportWorkerId: c.anna, SuccessorIds: []string{c.bram}})
	servertest.WantCode(t, err, codes.PermissionDenied)
}

func TestAColleaguesNameAndAddressCanBeMended(t *testing.T) {
	c := newCrew(t)
	w, err := c.Client.GetSupportWorker(c.asBram, &pb.GetSupportWorkerRequest{Id: c.anna})
	c.ok(err)
	change := func(m *pb.SupportWorker) (*pb.SupportWorker, error) {
		m.Id = c.anna
		return c.Client.UpdateSupportWorker(c.Coordinator, &pb.UpdateSupportWorkerRequest{SupportWorker: m})
	}
	after, err := change(&pb.SupportWorker{Etag: w.GetEtag(), Name: "Anna Anders", Email: w.GetEmail()})
	c.ok(err)
	read, err := c.Client.GetSupportWorker(c.asBram, &pb.GetSupportWorkerRequest{Id: c.anna})
	c.ok(err)
	if after.GetName() != "Anna Anders" || !proto.Equal(after, read) {
		t.Errorf("got %v, read %v", after, read)
	}
	found, err := c.Client.ListSupportWorkers(c.asBram, &pb.ListSupportWorkersRequest{Query: "anders"})
	c.ok(err)
	if len(found.GetSupportWorkers()) != 1 {
		t.Error("not found by the new name")
	}
	_, err = change(&pb.SupportWorker{Etag: w.GetEtag(), Name: "Anna", Email: w.GetEmail()})
	servertest.WantCode(t, err, codes.Aborted)
	_, err = c.Client.UpdateSupportWorker(c.Neighbour().Coordinator, &pb.UpdateSupportWorkerRequest{SupportWorker: &pb.SupportWorker{Id: c.anna, Name: "X", Email: "x@example.org"}})
	servertest.WantCode(t, err, codes.NotFound)
	bram, err := c.Client.GetSupportWorker(c.asAnna, &pb.GetSupportWorkerRequest{Id: c.bram})
	c.ok(err)
	_, err = change(&pb.SupportWorker{Name: "Anna", Email: bram.GetEmail()})
	servertest.WantCode(t, err, codes.AlreadyExists)
	_, err = c.Client.UpdateSupportWorker(c.Coordinator, &pb.UpdateSupportWorkerRequest{
		SupportWorker: &pb.SupportWorker{Id: c.anna, Email: "x@example.org"}, UpdateMask: mask("name", "email")})
	c.names(err, "support_worker.name")
}
