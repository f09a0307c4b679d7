package server_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/postgres"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/matching/internal/store"
)

// numbers are all numbers in the contract, each about something else than a person.
var numbers = map[protoreflect.FullName]string{
	"optrek.matching.v1.Match.citizens":                         "how many neighbours join in (M-12)",
	"optrek.matching.v1.CreateSpontaneousMatchRequest.citizens": "the same",
	"optrek.matching.v1.ListMatchesRequest.page_size":           "rows on a page",
	"optrek.matching.v1.ListExclusionsRequest.page_size":        "rows on a page",
}

func TestX06_NoNumberAboutAPersonLeaves(t *testing.T) {
	t.Parallel()
	figure := regexp.MustCompile(`(^|_)(scor|rank|percent|rating|stars?$|points?$|fit|weigh|priorit|order|level|grade|hours?|counts?$|total)`)
	files := []protoreflect.FileDescriptor{pb.File_optrek_matching_v1_match_proto, pb.File_optrek_matching_v1_matching_proto, pb.File_optrek_matching_v1_events_proto}
	seen := 0
	for _, file := range files {
		eachField(file.Messages(), func(f protoreflect.FieldDescriptor) {
			seen++
			switch f.Kind() {
			case protoreflect.StringKind, protoreflect.BoolKind, protoreflect.EnumKind, protoreflect.MessageKind:
			default:
				if numbers[f.FullName()] == "" {
					t.Errorf("%s is a number (%s)", f.FullName(), f.Kind())
				}
			}
			if figure.MatchString(string(f.Name())) {
				t.Errorf("%s sounds like a figure about a person", f.FullName())
			}
		})
	}
	if seen < 50 {
		t.Errorf("looked at %d fields only", seen)
	}
}

func eachField(messages protoreflect.MessageDescriptors, do func(protoreflect.FieldDescriptor)) {
	for i := range messages.Len() {
		m := messages.Get(i)
		for j := range m.Fields().Len() {
			do(m.Fields().Get(j))
		}
		eachField(m.Messages(), do)
	}
}

func TestM13_X09_NothingOfThatKindInTheContract(t *testing.T) {
	t.Parallel()
	bad := regexp.MustCompile(`(?i)end_date|end_time|minimum|duration|contract|fail|mislukt|reject`)
	for _, file := range []protoreflect.FileDescriptor{pb.File_optrek_matching_v1_match_proto, pb.File_optrek_matching_v1_matching_proto} {
		eachField(file.Messages(), func(f protoreflect.FieldDescriptor) {
			if bad.MatchString(string(f.Name())) {
				t.Errorf("%s", f.FullName())
			}
		})
	}
	states := pb.Match_STATE_IDEA.Descriptor().Values()
	for i := range states.Len() {
		if bad.MatchString(string(states.Get(i).Name())) {
			t.Errorf("state %s", states.Get(i).Name())
		}
	}
}

// requests gives for every method a request that is right in itself and is about
// this match and these people.
func requests(h *house, match string) map[string]proto.Message {
	others := []*pb.NewPerson{{ClientId: h.nick, Networker: true}}
	return map[string]proto.Message{
		"SuggestForWish":         &pb.SuggestForWishRequest{WishId: h.wishes[h.lotte]},
		"ListMatches":            &pb.ListMatchesRequest{ClientId: h.lotte},
		"GetMatch":               &pb.GetMatchRequest{Id: match},
		"CreateMatch":            &pb.CreateMatchRequest{WishId: h.wishes[h.lotte], Others: others},
		"CreateSpontaneousMatch": &pb.CreateSpontaneousMatchRequest{People: append(others, &pb.NewPerson{ClientId: h.lotte})},
		"ProposeMatch":           &pb.ProposeMatchRequest{Id: match, Making: pb.Match_MAKING_CONNECTING, Reason: "x", GuidanceNeeded: "x"},
		"AnswerProposal": &pb.AnswerProposalRequest{Id: match, ClientId: h.lotte, Answer: pb.Answer_ANSWER_YES,
			SupportForm: pb.SupportForm_SUPPORT_FORM_SPOKEN},
		"RecordTalk": &pb.RecordTalkRequest{Id: match, Talk: &pb.ExpectationsTalk{Plan: "x"}},
		"AgreeToGo":  &pb.AgreeToGoRequest{Id: match, ClientId: h.lotte, SupportForm: pb.SupportForm_SUPPORT_FORM_SPOKEN},
		"SetGuidance": &pb.SetGuidanceRequest{Id: match, ClientId: h.lotte, Guidance: &pb.Guidance{
			Distance: pb.Guidance_DISTANCE_CLOSE, Reason: "x", ReviewTime: timestamppb.New(h.now.AddDate(1, 0, 0))}},
		"NoteEstimate":     &pb.NoteEstimateRequest{Id: match, ClientId: h.lotte, Words: "x"},
		"PauseMatch":       &pb.ChangeMatchStateRequest{Id: match},
		"ResumeMatch":      &pb.ChangeMatchStateRequest{Id: match},
		"EndMatch":         &pb.EndMatchRequest{Id: match},
		"RecordEndingCare": &pb.RecordEndingCareRequest{Id: match, ClientId: h.lotte, TalkHeld: true},
		"CloseMatch":       &pb.CloseMatchRequest{Id: match, NeutralWords: "x"},
		"AddExclusion":     &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: h.nick},
		"LeaveMatch":       &pb.LeaveMatchRequest{Id: match, ClientId: h.lotte},
		"TakeBackEnding":   &pb.ChangeMatchStateRequest{Id: match},
		"InvitePerson":     &pb.InvitePersonRequest{Id: match, Person: &pb.NewPerson{ClientId: h.omar}, Reason: "x"},
		"AnswerInvitation": &pb.AnswerProposalRequest{Id: match, ClientId: h.lotte, Answer: pb.Answer_ANSWER_YES, SupportForm: pb.SupportForm_SUPPORT_FORM_SPOKEN},
		"WithdrawMatch":    &pb.ChangeMatchStateRequest{Id: match},
		"StartAgain":       &pb.ChangeMatchStateRequest{Id: match},
		"UpdateMatch":      &pb.UpdateMatchRequest{Match: &pb.Match{Id: match, Reason: "x"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"reason"}}},
		"PutFollowsAside":  &pb.ChangeMatchStateRequest{Id: match},
		"ListExclusions":   &pb.ListExclusionsRequest{ClientId: h.lotte},
		"RemoveExclusion":  &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: h.nick},
	}
}

// methods runs a test for every RPC there is; one without a request fails.
func methods(t *testing.T, h *house, match string, do func(t *testing.T, m protoreflect.MethodDescriptor, call func(context.Context) error)) {
	t.Helper()
	all := pb.File_optrek_matching_v1_matching_proto.Services().ByName("MatchingService").Methods()
	asked := requests(h, match)
	for i := range all.Len() {
		m := all.Get(i)
		req := asked[string(m.Name())]
		t.Run(string(m.Name()), func(t *testing.T) {
			if req == nil {
				t.Fatal("no request for this method: add one")
			}
			do(t, m, func(ctx context.Context) error { return h.invoke(ctx, m, req) })
		})
	}
}

func TestOrganisationsDoNotSeeEachOther(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.neighbour()
	match := h.underWay()
	before := h.count(`SELECT count(*) FROM matching.outbox`)
	for _, role := range []authn.Role{authn.RoleCoordinator, authn.RoleNetworkLead, authn.RoleSupportWorker, authn.RoleClient} {
		// The very same person ids, with the other organisation's token.
		for _, person := range []string{h.anna, h.lotte} {
			methods(t, h, match.GetId(), func(t *testing.T, m protoreflect.MethodDescriptor, call func(context.Context) error) {
				t.Helper()
				err := call(other.as(person, role))
				if status.Code(err) == codes.PermissionDenied && !allows(t, m, role) {
					return
				}
				wantCode(t, err, codes.NotFound)
				wantReason(t, err, "NOT_FOUND")
			})
		}
	}
	list, err := other.api.ListMatches(other.lead(), &pb.ListMatchesRequest{ClosedToo: true})
	must(t, err)
	if len(list.GetMatches()) != 0 {
		t.Errorf("got %v", list)
	}
	if after := h.count(`SELECT count(*) FROM matching.outbox`); after != before {
		t.Error("something changed")
	}
}

func TestOutOfReachIsNotFound(t *testing.T) {
	t.Parallel()
	h := open(t)
	match := h.underWay()
	for person, role := range map[string]authn.Role{h.carla: authn.RoleSupportWorker, h.omar: authn.RoleClient} {
		methods(t, h, match.GetId(), func(t *testing.T, m protoreflect.MethodDescriptor, call func(context.Context) error) {
			t.Helper()
			err := call(h.as(person, role))
			if status.Code(err) == codes.PermissionDenied && !allows(t, m, role) {
				return
			}
			wantCode(t, err, codes.NotFound)
		})
	}
}

func TestRolesThatHaveNoPartInIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	match := h.underWay()
	for _, role := range []authn.Role{authn.RoleRegionCoordinator, authn.RoleOrganisationAdmin} {
		methods(t, h, match.GetId(), func(t *testing.T, _ protoreflect.MethodDescriptor, call func(context.Context) error) {
			t.Helper()
			wantCode(t, call(h.as(ids.New(), role)), codes.PermissionDenied)
		})
	}
	methods(t, h, match.GetId(), func(t *testing.T, _ protoreflect.MethodDescriptor, call func(context.Context) error) {
		t.Helper()
		wantCode(t, call(t.Context()), codes.Unauthenticated)
	})
}

func allows(t *testing.T, m protoreflect.MethodDescriptor, role authn.Role) bool {
	t.Helper()
	rule, err := rpc.RuleOf(m)
	must(t, err)
	for _, r := range rule.GetRoles() {
		if have, err := rpc.RoleOf(r); err == nil && have == role {
			return true
		}
	}
	return false
}

func TestBadInputIsNamedFieldByField(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	asked := h.idea2()
	long := strings.Repeat("x", 2001)
	for name, c := range map[string]struct {
		method string
		req    proto.Message
		field  string
	}{
		"id is no id":              {"GetMatch", &pb.GetMatchRequest{Id: "1"}, "id"},
		"no id":                    {"PauseMatch", &pb.ChangeMatchStateRequest{}, "id"},
		"page too large":           {"ListMatches", &pb.ListMatchesRequest{PageSize: 501}, "page_size"},
		"page token made up":       {"ListMatches", &pb.ListMatchesRequest{PageToken: "abc"}, "page_token"},
		"page token of two words":  {"ListMatches", &pb.ListMatchesRequest{PageToken: "WyJhIiwiYiJd"}, "page_token"},
		"state unknown":            {"ListMatches", &pb.ListMatchesRequest{State: 99}, "state"},
		"nobody to go along":       {"CreateMatch", &pb.CreateMatchRequest{WishId: h.wishes[h.lotte]}, "others"},
		"one person, spontaneous":  {"CreateSpontaneousMatch", &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: strings.ToUpper(h.lotte)}}}, "people"},
		"the same person twice":    {"CreateMatch", &pb.CreateMatchRequest{WishId: h.wishes[h.lotte], Others: []*pb.NewPerson{{ClientId: h.lotte}}}, "others"},
		"one person":               {"CreateSpontaneousMatch", &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}}}, "people"},
		"too many neighbours":      {"CreateSpontaneousMatch", &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.omar}}, Citizens: 21}, "citizens"},
		"fewer than no neighbours": {"CreateSpontaneousMatch", &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: h.omar}}, Citizens: -1}, "citizens"},
		"no way of making":         {"ProposeMatch", &pb.ProposeMatchRequest{Id: asked, Reason: "x", GuidanceNeeded: "x"}, "making"},
		"reason of spaces":         {"ProposeMatch", &pb.ProposeMatchRequest{Id: asked, Making: 1, Reason: "  ", GuidanceNeeded: "x"}, "reason"},
		"no guidance":              {"ProposeMatch", &pb.ProposeMatchRequest{Id: asked, Making: 1, Reason: "x"}, "guidance_needed"},
		"text with a zero":         {"ProposeMatch", &pb.ProposeMatchRequest{Id: asked, Making: 1, Reason: "a\x00b", GuidanceNeeded: "x"}, "reason"},
		"a zero deep inside": {"RecordTalk", &pb.RecordTalkRequest{Id: m.GetId(), Talk: &pb.ExpectationsTalk{
			Expectations: []*pb.Expectation{{ClientId: h.lotte, Words: "\x00"}}}}, "talk.expectations[0].words"},
		"no answer":            {"AnswerProposal", &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: h.lotte}, "answer"},
		"answer unknown":       {"AnswerProposal", &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: h.lotte, Answer: 9}, "answer"},
		"no talk":              {"RecordTalk", &pb.RecordTalkRequest{Id: m.GetId()}, "talk"},
		"plan too long":        {"RecordTalk", &pb.RecordTalkRequest{Id: m.GetId(), Talk: &pb.ExpectationsTalk{Plan: long}}, "talk.plan"},
		"no distance":          {"SetGuidance", &pb.SetGuidanceRequest{Id: m.GetId(), ClientId: h.lotte, Guidance: &pb.Guidance{Reason: "x"}}, "guidance.distance"},
		"no day to look again": {"SetGuidance", &pb.SetGuidanceRequest{Id: m.GetId(), ClientId: h.lotte, Guidance: &pb.Guidance{Reason: "x", Distance: 1}}, "guidance.review_time"},
		"a day that has passed": {"SetGuidance", &pb.SetGuidanceRequest{Id: m.GetId(), ClientId: h.lotte,
			Guidance: &pb.Guidance{Reason: "x", Distance: 1, ReviewTime: timestamppb.New(h.now)}}, "guidance.review_time"},
		"a day that is none": {"RecordEndingCare", &pb.RecordEndingCareRequest{Id: m.GetId(), ClientId: h.lotte,
			FollowUpTime: &timestamppb.Timestamp{Seconds: 1 << 60}}, "follow_up_time"},
		"no words of estimate": {"NoteEstimate", &pb.NoteEstimateRequest{Id: m.GetId(), ClientId: h.lotte}, "words"},
		"request id is no id":  {"EndMatch", &pb.EndMatchRequest{Id: m.GetId(), RequestId: "again"}, "request_id"},
		"reason too long":      {"EndMatch", &pb.EndMatchRequest{Id: m.GetId(), PrivateReason: long}, "private_reason"},
		"apart from oneself":   {"AddExclusion", &pb.AddExclusionRequest{ClientId: h.lotte, OtherClientId: h.lotte}, "other_client_id"},
	} {
		t.Run(name, func(t *testing.T) {
			method := pb.File_optrek_matching_v1_matching_proto.Services().Get(0).Methods().ByName(protoreflect.Name(c.method))
			err := h.invoke(h.lead(), method, c.req)
			wantCode(t, err, codes.InvalidArgument)
			p := rpc.ProblemOf(err)
			if len(p.Fields) == 0 || p.Fields[0].Path != c.field || p.Fields[0].Text.NL == "" || p.Fields[0].Text.EN == "" {
				t.Errorf("got %+v, want %s in both languages", p, c.field)
			}
		})
	}
}

// idea2 is an idea with omar, beside what nick and lotte do.
func (h *house) idea2() string {
	h.t.Helper()
	m, err := h.api.CreateMatch(h.lead(), &pb.CreateMatchRequest{WishId: h.wishes[h.omar], Others: []*pb.NewPerson{{ClientId: h.lotte}}})
	must(h.t, err)
	return m.GetId()
}

func TestTheWallAroundEveryTable(t *testing.T) {
	t.Parallel()
	h := open(t)
	found, err := postgres.CheckCatalogue(t.Context(), h.database.OwnerURL, []postgres.Schema{store.Schema()})
	must(t, err)
	for _, what := range found {
		t.Error(what)
	}
}

func TestM22_NothingElseIsKeptOfAPerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	rows, err := h.database.Owner(t).Query(t.Context(), `SELECT column_name::text FROM information_schema.columns
		WHERE table_schema = 'matching' AND table_name IN ('client', 'matching_profile') ORDER BY 1`)
	must(t, err)
	defer rows.Close()
	allowed := "tenant_id client_id location_id interests talents dayparts travel_km company communication area could_mean_known"
	for rows.Next() {
		var column string
		must(t, rows.Scan(&column))
		if !strings.Contains(allowed, column) {
			t.Errorf("column %s: no name, no age, no diagnosis", column)
		}
	}
	must(t, rows.Err())
}
