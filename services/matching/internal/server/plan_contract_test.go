package server_test

import (
	"regexp"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
)

// planNumbers are all numbers in the contract of plans, each about something else than a person.
var planNumbers = map[protoreflect.Name]string{
	"phase_done": "how far a plan is", "page_size": "rows on a page",
	"wishing": "a count of everybody together", "with_idea": "the same", "without": "the same", "people": "the same, of a group",
	"places": "the same, of places", "places_free": "the same",
}

func TestX06_NoNumberAboutAPersonLeavesWithAPlan(t *testing.T) {
	t.Parallel()
	figure := regexp.MustCompile(`(^|_)(scor|rank|percent|rating|stars?$|points?$|fit|weigh|priorit|order|level|grade|hours?|counts?$|total)`)
	eachField(pb.File_optrek_matching_v1_plan_proto.Messages(), func(f protoreflect.FieldDescriptor) {
		switch f.Kind() {
		case protoreflect.StringKind, protoreflect.BoolKind, protoreflect.EnumKind, protoreflect.MessageKind:
		default:
			if planNumbers[f.Name()] == "" {
				t.Errorf("%s is a number (%s)", f.FullName(), f.Kind())
			}
		}
		if figure.MatchString(string(f.Name())) {
			t.Errorf("%s sounds like a figure about a person", f.FullName())
		}
	})
	for _, m := range []proto.Message{&pb.PlanIdea{}} {
		fields := m.ProtoReflect().Descriptor().Fields()
		for i := range fields.Len() {
			if k := fields.Get(i).Kind(); k == protoreflect.Int32Kind || k == protoreflect.FloatKind {
				t.Errorf("%s: an idea is about two people, and has a number", fields.Get(i).FullName())
			}
		}
	}
}

// planRequests gives for every method a request that is right in itself, about this plan and idea.
func planRequests(p *pb.Plan, idea *pb.PlanIdea) map[string]proto.Message {
	of := &pb.PlanIdeaRequest{Id: idea.GetId()}
	return map[string]proto.Message{
		"StartPlan": &pb.StartPlanRequest{}, "GetPlan": &pb.GetPlanRequest{Id: p.GetId()}, "ListPlans": &pb.ListPlansRequest{},
		"StopPlan": &pb.StopPlanRequest{Id: p.GetId()}, "ListPlanIdeas": &pb.ListPlanIdeasRequest{PlanId: p.GetId()},
		"TakeUpIdea": of, "SetAsideIdea": of, "BringBackIdea": of, "ListWithout": &pb.ListWithoutRequest{PlanId: p.GetId()},
		"GetPlanSettings": &pb.GetPlanSettingsRequest{}, "SetPlanSettings": &pb.SetPlanSettingsRequest{Care: pb.PlanCare_PLAN_CARE_WAITING},
	}
}

// eachPlanMethod calls every method of the plans there is; one without a request fails.
func (h *house) eachPlanMethod(t *testing.T, do func(t *testing.T, m protoreflect.MethodDescriptor, req proto.Message)) {
	t.Helper()
	p := h.planned()
	requests := planRequests(p, h.ideaFor(p, h.lotte))
	all := pb.File_optrek_matching_v1_plan_proto.Services().ByName("PlanService").Methods()
	for i := range all.Len() {
		m := all.Get(i)
		t.Run(string(m.Name()), func(t *testing.T) {
			if requests[string(m.Name())] == nil {
				t.Fatal("no request for this method: add one")
			}
			do(t, m, requests[string(m.Name())])
		})
	}
}

// ofOne are the methods about a plan or an idea by id.
func ofOne(m protoreflect.MethodDescriptor) bool {
	return m.Input().Fields().ByName("id") != nil || m.Input().Fields().ByName("plan_id") != nil
}

func TestOrganisationsDoNotSeeEachOthersPlans(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.neighbour()
	h.eachPlanMethod(t, func(t *testing.T, m protoreflect.MethodDescriptor, req proto.Message) {
		t.Helper()
		if !ofOne(m) {
			return
		}
		for _, role := range []authn.Role{authn.RoleCoordinator, authn.RoleNetworkLead, authn.RoleSupportWorker} {
			if allows(t, m, role) {
				wantCode(t, h.invoke(other.as(h.anna, role), m, req), codes.NotFound)
			}
		}
	})
	list, err := other.plan.ListPlans(other.lead(), &pb.ListPlansRequest{})
	must(t, err)
	if len(list.GetPlans()) != 0 {
		t.Errorf("got %v", list)
	}
}

func TestAnIdeaAboutAnothersCaseloadIsNotFound(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.eachPlanMethod(t, func(t *testing.T, m protoreflect.MethodDescriptor, req proto.Message) {
		t.Helper()
		if _, about := req.(*pb.PlanIdeaRequest); about {
			wantCode(t, h.invoke(h.worker(h.carla), m, req), codes.NotFound)
		}
	})
	p := h.latest()
	for _, i := range h.ideas(h.worker(h.carla), p) {
		if i.GetClientId() != h.omar {
			t.Errorf("a support worker sees %v", i)
		}
	}
	mine, err := h.plan.ListPlanIdeas(h.as(h.anna, authn.RoleSupportWorker, authn.RoleNetworkLead), &pb.ListPlanIdeasRequest{PlanId: p.GetId(), Mine: true})
	must(t, err)
	if len(mine.GetIdeas()) != 1 || mine.GetIdeas()[0].GetClientId() != h.lotte {
		t.Errorf("whom anna guides herself: %v", mine)
	}
}

func TestRolesThatHaveNoPartInPlans(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.eachPlanMethod(t, func(t *testing.T, m protoreflect.MethodDescriptor, req proto.Message) {
		t.Helper()
		for _, role := range []authn.Role{authn.RoleClient, authn.RoleRegionCoordinator, authn.RoleOrganisationAdmin} {
			wantCode(t, h.invoke(h.as(ids.New(), role), m, req), codes.PermissionDenied)
		}
		if m.Name() == "StartPlan" || m.Name() == "StopPlan" || m.Name() == "SetPlanSettings" {
			wantCode(t, h.invoke(h.worker(h.anna), m, req), codes.PermissionDenied)
		}
	})
}

func TestBadInputOfPlansIsNamedFieldByField(t *testing.T) {
	t.Parallel()
	h := open(t)
	methods := pb.File_optrek_matching_v1_plan_proto.Services().Get(0).Methods()
	for name, c := range map[string]struct {
		method string
		req    proto.Message
		field  string
	}{
		"id is no id":             {"GetPlan", &pb.GetPlanRequest{Id: "1"}, "id"},
		"no plan":                 {"ListPlanIdeas", &pb.ListPlanIdeasRequest{}, "plan_id"},
		"plan is no id":           {"ListWithout", &pb.ListWithoutRequest{PlanId: "plan"}, "plan_id"},
		"page too large":          {"ListPlans", &pb.ListPlansRequest{PageSize: 501}, "page_size"},
		"page token made up":      {"ListPlans", &pb.ListPlansRequest{PageToken: "abc"}, "page_token"},
		"page token of no time":   {"ListPlans", &pb.ListPlansRequest{PageToken: "WyJhIiwiMDE5MzU1YTYtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIl0"}, "page_token"},
		"token of another list":   {"ListPlanIdeas", &pb.ListPlanIdeasRequest{PlanId: ids.New(), PageToken: "WyJhIl0"}, "page_token"},
		"state unknown":           {"ListPlanIdeas", &pb.ListPlanIdeasRequest{PlanId: ids.New(), State: 9}, "state"},
		"care unknown":            {"StartPlan", &pb.StartPlanRequest{Care: 9}, "care"},
		"no care chosen":          {"SetPlanSettings", &pb.SetPlanSettingsRequest{}, "care"},
		"request id is no id":     {"StartPlan", &pb.StartPlanRequest{RequestId: "again"}, "request_id"},
		"idea is no id":           {"TakeUpIdea", &pb.PlanIdeaRequest{Id: "x"}, "id"},
		"etag longer than any is": {"SetAsideIdea", &pb.PlanIdeaRequest{Id: ids.New(), Etag: string(slices.Repeat([]byte("1"), 65))}, "etag"},
	} {
		t.Run(name, func(t *testing.T) {
			err := h.invoke(h.lead(), methods.ByName(protoreflect.Name(c.method)), c.req)
			if status.Code(err) != codes.InvalidArgument {
				t.Fatalf("got %v", err)
			}
			p := rpc.ProblemOf(err)
			if len(p.Fields) == 0 || p.Fields[0].Path != c.field || p.Fields[0].Text.NL == "" || p.Fields[0].Text.EN == "" {
				t.Errorf("got %+v, want %s in both languages", p, c.field)
			}
		})
	}
}

// Who was in an answer is written down, and a repeated change acts once.
func TestPlansLeaveATraceAndActOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.planned()
	seen := func(method string) int {
		return h.count(`SELECT count(DISTINCT client_id) FROM matching.audit WHERE tenant_id = $1 AND method LIKE '%' || $2 AND client_id IS NOT NULL`, h.tenant, method)
	}
	idea := h.ideaFor(p, h.lotte)
	if n := seen("ListPlanIdeas"); n != 3 { // lotte, omar and nick
		t.Errorf("ListPlanIdeas left a trace of %d people", n)
	}
	_, err := h.plan.ListWithout(h.lead(), &pb.ListWithoutRequest{PlanId: p.GetId()})
	must(t, err)
	if n := seen("ListWithout"); n != 1 {
		t.Errorf("ListWithout left a trace of %d people", n)
	}
	request := ids.New()
	for range 2 {
		_, err = h.plan.SetAsideIdea(h.worker(h.anna), &pb.PlanIdeaRequest{Id: idea.GetId(), Etag: idea.GetEtag(), RequestId: request})
		must(t, err)
	}
	if n := seen("SetAsideIdea"); n != 2 {
		t.Errorf("SetAsideIdea left a trace of %d people", n)
	}
	_, err = h.plan.BringBackIdea(h.worker(h.anna), &pb.PlanIdeaRequest{Id: idea.GetId(), RequestId: request})
	wantReason(t, err, "REQUEST_ID_REUSED")
	started := &pb.StartPlanRequest{RequestId: ids.New()}
	lead := h.lead()
	first, err := h.plan.StartPlan(lead, started)
	must(t, err)
	h.goOn()
	again, err := h.plan.StartPlan(lead, started)
	must(t, err)
	if first.GetId() != again.GetId() {
		t.Error("a repeated request began a second plan")
	}
}
