package server_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/activity/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

// files are the contract: every file of the package, so that none is forgotten.
func files() (out []protoreflect.FileDescriptor) {
	protoregistry.GlobalFiles.RangeFilesByPackage("optrek.activity.v1", func(f protoreflect.FileDescriptor) bool {
		out = append(out, f)
		return true
	})
	return out
}

// methods are all RPCs of the package, of whichever gRPC service.
func methods() (out []protoreflect.MethodDescriptor) {
	for _, f := range files() {
		for i := range f.Services().Len() {
			of := f.Services().Get(i).Methods()
			for j := range of.Len() {
				out = append(out, of.Get(j))
			}
		}
	}
	return out
}

// method gives an RPC by its name, which no two services share.
func method(name protoreflect.Name) protoreflect.MethodDescriptor {
	all := methods()
	return all[slices.IndexFunc(all, func(m protoreflect.MethodDescriptor) bool { return m.Name() == name })]
}

// call calls a method by name.
func (h *house) call(ctx context.Context, name protoreflect.Name, req proto.Message) (proto.Message, error) {
	m := method(name)
	answer := dynamicpb.NewMessage(m.Output())
	err := h.conn.Invoke(ctx, fmt.Sprintf("/%s/%s", m.Parent().FullName(), m.Name()), req, answer)
	return answer, err
}

// requests gives for every method a request about anna's activity, which anna's
// support worker may make.
func requests(a *pb.Activity, place *pb.Place) map[protoreflect.Name]proto.Message {
	change := &pb.ChangeActivityStateRequest{Id: a.GetId()}
	all := map[protoreflect.Name]proto.Message{
		"ListActivities":      &pb.ListActivitiesRequest{},
		"GetActivity":         &pb.GetActivityRequest{Id: a.GetId()},
		"CreateActivity":      &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", ClientIds: []string{anna}}},
		"UpdateActivity":      &pb.UpdateActivityRequest{Activity: &pb.Activity{Id: a.GetId(), What: "y"}},
		"JoinActivity":        &pb.JoinActivityRequest{Id: a.GetId(), ClientId: bert},
		"LeaveActivity":       &pb.LeaveActivityRequest{Id: a.GetId(), ClientId: anna},
		"HoldActivity":        change,
		"SkipActivity":        change,
		"SayHowItWas":         &pb.SayHowItWasRequest{ActivityId: a.GetId(), ClientId: anna, Mood: pb.HowWasIt_MOOD_NICE},
		"ListHowWasIt":        &pb.ListHowWasItRequest{ActivityId: a.GetId()},
		"ForgetHowItWas":      &pb.ForgetHowItWasRequest{ActivityId: a.GetId(), ClientId: anna},
		"GetEarlierThreshold": &pb.GetEarlierThresholdRequest{ClientId: anna},
		"ListPlaces":          &pb.ListPlacesRequest{},
		"CreatePlace":         &pb.CreatePlaceRequest{Place: &pb.Place{Name: "Zwembad"}},
		"UpdatePlace":         &pb.UpdatePlaceRequest{Place: &pb.Place{Id: place.GetId(), Name: "Buurthuis", Note: "rustig op maandag"}},
	}
	maps.Copy(all, placeRequests(place))
	for _, of := range contract {
		maps.Copy(all, of(a))
	}
	return all
}

// contract gives the requests of the services beside ActivityService and PlaceService;
// each stands in the test file of its noun.
var contract = []func(*pb.Activity) map[protoreflect.Name]proto.Message{
	kindRequests, seriesRequests, alongRequests, clubRequests, ideaRequests,
}

// prepared makes what those requests are about, beside an activity of anna's.
var prepared = []func(*house, *pb.Activity){(*house).things, prepareAlong, prepareClub, prepareIdea}

// anActivity is one of anna's, with what the requests are about.
func (h *house) anActivity() *pb.Activity {
	h.t.Helper()
	a := h.plan(h.client(anna), &pb.Activity{What: "koken"})
	for _, prepare := range prepared {
		prepare(h, a)
	}
	return a
}

// ofTheOrganisation are about places, not about people; of another organisation they
// say nothing all the same.
var ofTheOrganisation = []protoreflect.Name{
	"ListPlaces", "CreatePlace", "UpdatePlace", "FindSimilarPlaces", "CheckPlace", "RetirePlace", "RestorePlace", "SharePlace", "UnsharePlace",
	"ListRegionalPlaces", "ListKinds", "CreateKind", "UpdateKind", "RetireKind", "RestoreKind", "ListOwnIdeas", "CreateIdea", "UpdateIdea",
}

// aboutPeople are asked about people alone: elsewhere the same ids are people too.
var aboutPeople = []protoreflect.Name{"IntroduceToClub", "ListIdeas", "GetEarlierThreshold"}

// Every RPC, for somebody out of reach: not found, or an empty list; and it changes nothing.
func TestIsolation_EveryRPC(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.anActivity()
	place, err := h.place.CreatePlace(h.lead(), &pb.CreatePlaceRequest{Place: &pb.Place{Name: "Buurthuis"}})
	must(t, err)
	before, err := h.api.GetActivity(h.client(anna), &pb.GetActivityRequest{Id: a.GetId()})
	must(t, err)
	strangers := map[string]context.Context{
		"another client":               h.client(carla),
		"another support worker":       h.worker(carlasWorker),
		"another organisation":         h.as(there, coordinator, authn.RoleCoordinator),
		"anna's worker, but elsewhere": h.as(there, annasWorker, authn.RoleSupportWorker),
	}
	for _, m := range methods() {
		name := m.Name()
		req := requests(a, place)[name]
		if req == nil {
			t.Errorf("%s: no request to try it with", name)
			continue
		}
		for who, ctx := range strangers {
			elsewhere := strings.Contains(who, "elsewhere") || strings.Contains(who, "organisation")
			if slices.Contains(ofTheOrganisation, name) && !elsewhere || elsewhere && (strings.HasPrefix(string(name), "Create") || slices.Contains(aboutPeople, name)) {
				continue // theirs to do; over there the same ids are people too
			}
			answer, err := h.call(ctx, name, req)
			reads := strings.HasPrefix(string(name), "List") || strings.HasPrefix(string(name), "Find")
			if reads && err == nil && proto.Size(answer) == 0 {
				continue
			}
			if status.Code(err) == codes.PermissionDenied && slices.Contains(ofLeads, name) || name == "CopyRegionalPlace" && !elsewhere {
				continue // not of this role, whoever asks about what
			}
			if name == "OpenActivity" && who == "another client" && status.Code(err) == codes.PermissionDenied {
				continue // staff only
			}
			if p := rpc.ProblemOf(err); p.Code != codes.NotFound {
				t.Errorf("%s by %s: got %v (%v)", name, who, p.Code, answer)
			}
		}
	}
	after, err := h.api.GetActivity(h.client(anna), &pb.GetActivityRequest{Id: a.GetId()})
	must(t, err)
	if !proto.Equal(before, after) {
		t.Fatalf("before %v\nafter  %v", before, after)
	}
}

// ofLeads are for those who decide for the organisation.
var ofLeads = []protoreflect.Name{"SharePlace", "UnsharePlace", "CreateKind", "UpdateKind", "RetireKind", "RestoreKind"}

// The same requests by somebody who may: so the test above fails for the right reason.
func TestEveryRPCWorksForSomebodyWhoMay(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.region("Zuid", here, there)
	place, err := h.place.CreatePlace(h.lead(), &pb.CreatePlaceRequest{Place: &pb.Place{Name: "Buurthuis"}})
	must(t, err)
	for _, m := range methods() {
		name := m.Name()
		a := h.anActivity()
		by := h.worker(annasWorker)
		switch {
		case slices.Contains(ofLeads, name):
			by = h.lead()
		case name == "CopyRegionalPlace":
			by = h.as(there, coordinator, authn.RoleCoordinator)
			_, err := h.place.SharePlace(h.lead(), &pb.ChangePlaceRequest{Id: place.GetId()})
			must(t, err)
		}
		if _, err := h.call(by, name, requests(a, place)[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBadInputIsNamedFieldByField(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.plan(h.client(anna), &pb.Activity{What: "koken"})
	long := strings.Repeat("x", 2001)
	for _, c := range []struct {
		method protoreflect.Name
		req    proto.Message
		field  string
	}{
		{"ListActivities", &pb.ListActivitiesRequest{ClientId: "x"}, "client_id"},
		{"ListActivities", &pb.ListActivitiesRequest{PageSize: -1}, "page_size"},
		{"ListActivities", &pb.ListActivitiesRequest{PageToken: "%%"}, "page_token"},
		{"ListActivities", &pb.ListActivitiesRequest{State: 99}, "state"},
		{"GetActivity", &pb.GetActivityRequest{Id: "1 OR 1=1"}, "id"},
		{"CreateActivity", &pb.CreateActivityRequest{}, "activity"},
		{"CreateActivity", &pb.CreateActivityRequest{Activity: &pb.Activity{}}, "activity.what"},
		{"CreateActivity", &pb.CreateActivityRequest{Activity: &pb.Activity{What: long}}, "activity.what"},
		{"CreateActivity", &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", Day: "morgen"}}, "activity.day"},
		{"CreateActivity", &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", Day: "2026-02-30"}}, "activity.day"},
		{"CreateActivity", &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", Clock: "27:00"}}, "activity.clock"},
		{"CreateActivity", &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", ClientIds: []string{anna, anna}}}, "activity.client_ids"},
		{"CreateActivity", &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", State: pb.Activity_STATE_HELD}}, "activity.state"},
		{"CreateActivity", &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x"}, RequestId: "x"}, "request_id"},
		{"UpdateActivity", &pb.UpdateActivityRequest{
			Activity: &pb.Activity{Id: a.GetId()}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"tenant_id"}},
		}, "update_mask"},
		{"UpdateActivity", &pb.UpdateActivityRequest{
			Activity: &pb.Activity{Id: a.GetId()}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"what"}},
		}, "activity.what"},
		{"JoinActivity", &pb.JoinActivityRequest{Id: a.GetId()}, "client_id"},
		{"LeaveActivity", &pb.LeaveActivityRequest{Id: a.GetId(), ClientId: anna, Etag: long}, "etag"},
		{"HoldActivity", &pb.ChangeActivityStateRequest{}, "id"},
		{"SkipActivity", &pb.ChangeActivityStateRequest{Id: "x"}, "id"},
		{"SayHowItWas", &pb.SayHowItWasRequest{ActivityId: a.GetId(), ClientId: anna}, "mood"},
		{"SayHowItWas", &pb.SayHowItWasRequest{ActivityId: a.GetId(), ClientId: anna, Mood: 42}, "mood"},
		{"SayHowItWas", &pb.SayHowItWasRequest{ActivityId: a.GetId(), ClientId: anna, Words: long}, "words"},
		{"ListHowWasIt", &pb.ListHowWasItRequest{ActivityId: "x"}, "activity_id"},
		{"SayHowItWas", &pb.SayHowItWasRequest{ActivityId: a.GetId(), ClientId: anna, SharedParts: []pb.HowWasIt_Part{0}}, "shared_parts"},
		{"ForgetHowItWas", &pb.ForgetHowItWasRequest{ActivityId: a.GetId()}, "client_id"},
		{"GetEarlierThreshold", &pb.GetEarlierThresholdRequest{ClientId: "x"}, "client_id"},
		{"UpdateActivity", &pb.UpdateActivityRequest{Activity: &pb.Activity{Id: a.GetId(), Thresholds: []*pb.Threshold{{
			ClientId: anna, Hard: []pb.Threshold_Hard{99}}}}}, "activity.thresholds"},
		{"ListInvitations", &pb.ListInvitationsRequest{ClientId: "x"}, "client_id"},
		{"InviteToActivity", &pb.InviteToActivityRequest{ActivityId: a.GetId()}, "client_id"},
		{"AnswerInvitation", &pb.AnswerInvitationRequest{ActivityId: a.GetId(), ClientId: anna}, "answer"},
		{"WithdrawInvitation", &pb.WithdrawInvitationRequest{ClientId: anna}, "activity_id"},
		{"ListWelcome", &pb.ListWelcomeRequest{ClientId: "x"}, "client_id"},
		{"GetAlong", &pb.GetAlongRequest{}, "activity_id"},
		{"BringCitizen", &pb.BringCitizenRequest{ActivityId: a.GetId(), ClientId: anna}, "word"},
		{"BringCitizen", &pb.BringCitizenRequest{ActivityId: a.GetId(), ClientId: anna, Word: "Karin"}, "word"},
		{"RemoveCitizen", &pb.RemoveCitizenRequest{ActivityId: a.GetId(), CitizenId: "x"}, "citizen_id"},
		{"IntroduceToClub", &pb.IntroduceToClubRequest{MemberId: anna, GuestId: bert}, "club"},
		{"IntroduceToClub", &pb.IntroduceToClubRequest{MemberId: anna, GuestId: bert, Club: "  "}, "club"},
		{"GetIntroduction", &pb.GetIntroductionRequest{Id: "x"}, "id"},
		{"TellClub", &pb.TellClubRequest{Id: a.GetId(), Words: long}, "words"},
		{"GoMoreOften", &pb.GoMoreOftenRequest{Id: a.GetId()}, "again"},
		{"ListIdeas", &pb.ListIdeasRequest{ClientIds: []string{"x"}}, "client_ids"},
		{"ListPlaces", &pb.ListPlacesRequest{Query: long}, "query"},
		{"ListActivities", &pb.ListActivitiesRequest{FromDay: "morgen"}, "from_day"},
		{"ListActivities", &pb.ListActivitiesRequest{Kind: 99}, "kind"},
		{"ListPlaces", &pb.ListPlacesRequest{Needs: []pb.PlaceNeed{0}}, "needs"},
		{"ListRegionalPlaces", &pb.ListRegionalPlacesRequest{PageSize: -1}, "page_size"},
		{"GetSeries", &pb.GetSeriesRequest{Id: "x"}, "id"},
		{"ListSeries", &pb.ListSeriesRequest{PageToken: "%%"}, "page_token"},
		{"JoinSeries", &pb.JoinSeriesRequest{Id: a.GetId()}, "client_id"},
		{"CreatePlace", &pb.CreatePlaceRequest{Place: &pb.Place{}}, "place.name"},
		{"CreatePlace", &pb.CreatePlaceRequest{Place: &pb.Place{Name: "   "}}, "place.name"},
	} {
		ctx := h.client(anna)
		if strings.HasSuffix(string(c.method), "Place") || c.method == "ListRegionalPlaces" {
			ctx = h.lead()
		}
		_, err := h.call(ctx, c.method, c.req)
		p := rpc.ProblemOf(err)
		named := slices.ContainsFunc(p.Fields, func(f fault.Field) bool {
			return strings.HasPrefix(f.Path, c.field) && f.Text.NL != "" && f.Text.EN != ""
		})
		if p.Code != codes.InvalidArgument || !named {
			t.Errorf("%s %v: got %v %+v, want field %s", c.method, c.req, p.Code, p.Fields, c.field)
		}
	}
	// An id that is spelled well and is of nothing.
	_, err := h.api.CreateActivity(h.client(anna), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", PlaceId: none}})
	wantCode(t, err, codes.NotFound)
	_, err = h.api.CreateActivity(h.client(anna), &pb.CreateActivityRequest{Activity: &pb.Activity{What: "x", MatchId: none}})
	wantCode(t, err, codes.NotFound)
	// Capitals are the same id.
	_, err = h.api.GetActivity(h.client(anna), &pb.GetActivityRequest{Id: strings.ToUpper(a.GetId())})
	must(t, err)
}

// eachField visits every field of every message of the contract.
func eachField(visit func(protoreflect.FieldDescriptor)) {
	var walk func(protoreflect.MessageDescriptors)
	walk = func(ms protoreflect.MessageDescriptors) {
		for i := range ms.Len() {
			for j := range ms.Get(i).Fields().Len() {
				visit(ms.Get(i).Fields().Get(j))
			}
			walk(ms.Get(i).Messages())
		}
	}
	for _, f := range files() {
		walk(f.Messages())
	}
}

func TestA06_X02_X06_NothingCountsOrExplains(t *testing.T) {
	t.Parallel()
	for rule, words := range map[string][]string{
		"A-06: no attendance and no explanation": {"attend", "present", "absent", "no_show", "reason", "excuse", "explan", "why"},
		"X-02: no hours, no frequency":           {"hour", "minute", "duration", "frequen", "times", "count", "total", "target"},
		"X-05, X-06: no points, no ranking":      {"rate", "percent", "score", "rank", "star", "point", "badge", "reward", "level"},
	} {
		eachField(func(f protoreflect.FieldDescriptor) {
			for _, word := range words {
				if slices.ContainsFunc(strings.Split(string(f.Name()), "_"), func(part string) bool { return strings.HasPrefix(part, word) }) {
					t.Errorf("%s, but there is %s", rule, f.FullName())
				}
			}
			if k := f.Kind(); k == protoreflect.DoubleKind || k == protoreflect.FloatKind {
				t.Errorf("%s is a figure", f.FullName())
			}
		})
	}
	var asked []string
	fields := (&pb.LeaveActivityRequest{}).ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		asked = append(asked, string(fields.Get(i).Name()))
	}
	if !slices.Equal(asked, []string{"id", "client_id", "etag", "request_id"}) {
		t.Errorf("not going asks %v", asked)
	}
}
