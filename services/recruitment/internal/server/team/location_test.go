package team_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/server/contract"
	"github.com/optrek/optrek/services/recruitment/internal/servertest"
)

func (c *crew) place() *pb.Location {
	c.t.Helper()
	l, err := c.Client.CreateLocation(c.Coordinator, &pb.CreateLocationRequest{Location: &pb.Location{Name: "De Schets"}})
	c.ok(err)
	return l
}

func TestO03_NoStepOfALocationsBeginningWaitsForAnother(t *testing.T) {
	c := newCrew(t)
	place := c.place()
	fresh, err := c.Client.GetLocationStart(c.asAnna, &pb.GetLocationStartRequest{LocationId: place.GetId()})
	c.ok(err)
	if len(fresh.GetSteps()) < 5 || fresh.GetSteps()[0].GetTextNl() == "" {
		t.Fatalf("start: %v", fresh)
	}
	steps := slices.Clone(fresh.GetSteps())
	slices.Reverse(steps) // the last first
	etag := fresh.GetEtag()
	tick := func(step *pb.StartStep, done bool) {
		t.Helper()
		got, err := c.Client.UpdateLocationStart(c.asLead, &pb.UpdateLocationStartRequest{LocationStart: &pb.LocationStart{
			LocationId: place.GetId(), Etag: etag, Steps: []*pb.StartStep{{Key: step.GetKey(), Done: done}}}})
		c.ok(err)
		etag = got.GetEtag()
		for _, s := range got.GetSteps() {
			if s.GetKey() == step.GetKey() && (s.GetDone() != done || s.GetTextNl() != step.GetTextNl()) {
				t.Errorf("step %v", s)
			}
		}
	}
	for _, step := range steps {
		tick(step, true)
	}
	tick(steps[3], false) // going back is normal
}

func TestO04_AStartKeepsItsWordsAndWhoCarriesItIsNamed(t *testing.T) {
	c := newCrew(t)
	place := c.place()
	update := func(m *pb.LocationStart) (*pb.LocationStart, error) {
		m.LocationId = place.GetId()
		return c.Client.UpdateLocationStart(c.asLead, &pb.UpdateLocationStartRequest{LocationStart: m, RequestId: ids.New()})
	}
	start, err := update(&pb.LocationStart{CarrierIds: []string{c.anna, c.bram}, CarriedBy: "de cliëntenraad", Promised: "Een kamer op dinsdag.", Programme: "Meedoen"})
	c.ok(err)
	_, err = c.Client.PublishTemplate(c.Coordinator, &pb.PublishTemplateRequest{Template: &pb.Template{
		Kind: pb.Template_KIND_LOCATION_STEPS, Key: "start", Version: 1, TitleNl: "Anders", Parts: []*pb.TemplatePart{{Key: "nieuw", TextNl: "Iets nieuws"}}}})
	c.ok(err)
	read, err := c.Client.GetLocationStart(c.asBram, &pb.GetLocationStartRequest{LocationId: place.GetId()})
	c.ok(err)
	if !proto.Equal(start, read) || len(read.GetSteps()) < 5 {
		t.Errorf("kept %v, read %v", start, read)
	}
	_, err = update(&pb.LocationStart{Etag: "9", Promised: "Niets."})
	servertest.WantCode(t, err, codes.Aborted)
	_, err = update(&pb.LocationStart{Steps: []*pb.StartStep{{Key: "nieuw"}}})
	c.names(err, "location_start.steps")
	_, err = update(&pb.LocationStart{CarrierIds: []string{ids.New()}})
	c.names(err, "location_start.carrier_ids", codes.NotFound)
	c.leave(c.bram, c.cas)
	after, err := update(&pb.LocationStart{Promised: "Ook op donderdag."}) // Bram carried it, and that stays so
	c.ok(err)
	if !slices.Equal(after.GetCarrierIds(), []string{c.anna, c.bram}) {
		t.Errorf("carriers %v", c.called(after.GetCarrierIds()))
	}
	_, err = update(&pb.LocationStart{CarrierIds: []string{c.anna, c.cas}})
	c.ok(err)
	_, err = update(&pb.LocationStart{CarrierIds: []string{c.bram}})
	c.names(err, "location_start.carrier_ids")
	_, err = c.Client.UpdateLocationStart(c.asAnna, &pb.UpdateLocationStartRequest{LocationStart: &pb.LocationStart{LocationId: place.GetId()}})
	servertest.WantCode(t, err, codes.PermissionDenied)
	_, err = c.Client.GetLocationStart(c.Neighbour().Coordinator, &pb.GetLocationStartRequest{LocationId: place.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
	_, err = c.Client.GetLocation(c.Neighbour().Coordinator, &pb.GetLocationRequest{Id: place.GetId()})
	servertest.WantCode(t, err, codes.NotFound)
}

// A location with nobody in a match and no networker is a location: nothing closes it,
// and there is no such call, state or field.
func TestO02_ALocationStaysOpenWithNothingYet(t *testing.T) {
	c := newCrew(t)
	place := c.place()
	c.days(400)
	got, err := c.Client.GetLocation(c.asAnna, &pb.GetLocationRequest{Id: place.GetId()})
	c.ok(err)
	if !proto.Equal(got, place) {
		t.Errorf("after a year: %v", got)
	}
	for _, m := range contract.Methods() {
		name := string(m.Name())
		if strings.Contains(name, "Location") && !slices.Contains([]string{
			"ListLocations", "GetLocation", "CreateLocation", "UpdateLocation", "GetLocationStart", "UpdateLocationStart",
		}, name) {
			t.Errorf("%s: what would a location be closed for?", name)
		}
	}
	for _, m := range []proto.Message{&pb.Location{}, &pb.LocationStart{}} {
		fields := m.ProtoReflect().Descriptor().Fields()
		for i := range fields.Len() {
			name := string(fields.Get(i).Name())
			for _, banned := range []string{"state", "closed", "target", "deadline", "due", "count", "minimum"} {
				if strings.Contains(name, banned) {
					t.Errorf("%T.%s", m, name)
				}
			}
		}
	}
}

// One with a single responsible is welcome, and it shows that a second is asked for.
func TestO01_OneResponsibleIsPossibleAndTwoAreAskedFor(t *testing.T) {
	c := newCrew(t)
	lieke := c.NewClient("Lieke", "Lauwers", c.anna).GetId()
	_, err := c.Client.AssignSupportWorkers(c.asLead, &pb.AssignSupportWorkersRequest{ClientId: lieke, SupportWorkerIds: []string{c.bram}})
	c.ok(err)
	c.guided(lieke, c.bram)
	r, err := c.Client.GetResponsibilities(c.asBram, &pb.GetResponsibilitiesRequest{SupportWorkerId: c.bram})
	c.ok(err)
	if len(r.GetClients()) != 1 || r.GetClients()[0].GetOtherId() != "" {
		t.Errorf("responsibilities: %v", r)
	}
}
