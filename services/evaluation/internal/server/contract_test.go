package server_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/fault"
	"github.com/optrek/optrek/services/internal/rpc"
)

// files are the contract: every file of the package, so that none is forgotten.
func files() (out []protoreflect.FileDescriptor) {
	protoregistry.GlobalFiles.RangeFilesByPackage("optrek.evaluation.v1", func(f protoreflect.FileDescriptor) bool {
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

// made are things that requests are about.
type made struct {
	evaluation, intervision, item, safety, signal, concern string
	agreement, lesson, method                              string
}

// make makes one of each: of anna's and bert's match, by those who guide them.
func (h *house) make() made {
	h.t.Helper()
	v := h.intervision("2026-04-01")
	concern, err := h.concern.ReportConcern(h.client(anna), &pb.ReportConcernRequest{MatchId: match})
	must(h.t, err)
	v, agreement, lesson, method := h.around(v)
	return made{
		agreement: agreement, lesson: lesson, method: method,
		evaluation: h.open().GetId(), intervision: v.GetId(), item: v.GetAgenda()[1].GetId(), safety: v.GetAgenda()[0].GetId(),
		signal: h.signals(h.worker(annasWorker))[0].GetId(), concern: concern.GetId(),
	}
}

func (h *house) tomorrow() *timestamppb.Timestamp { return timestamppb.New(h.now.AddDate(0, 0, 1)) }

// requests gives for every method a request that a coordinator who also guides anna may make.
func (h *house) requests(m made) map[protoreflect.Name]proto.Message {
	all := map[protoreflect.Name]proto.Message{
		"ListInterimEvaluations": &pb.ListInterimEvaluationsRequest{},
		"GetInterimEvaluation":   &pb.GetInterimEvaluationRequest{Id: m.evaluation},
		"OpenInterimEvaluation":  &pb.OpenInterimEvaluationRequest{MatchId: match},
		"Reflect":                &pb.ReflectRequest{Id: m.evaluation, Reflection: &pb.Reflection{Words: "x"}},
		"CloseInterimEvaluation": &pb.CloseInterimEvaluationRequest{Id: m.evaluation, Outcome: pb.InterimEvaluation_OUTCOME_PAUSE},
		"ListSignals":            &pb.ListSignalsRequest{},
		"SnoozeSignal":           &pb.SnoozeSignalRequest{Id: m.signal, Reason: "x", Until: h.tomorrow()},
		"WakeSignal":             &pb.WakeSignalRequest{Id: m.signal},
		"ReportConcern":          &pb.ReportConcernRequest{MatchId: match},
		"ListConcerns":           &pb.ListConcernsRequest{},
		"TakeOverConcern":        &pb.TakeOverConcernRequest{Id: m.concern},
		"ListIntervisions":       &pb.ListIntervisionsRequest{},
		"GetIntervision":         &pb.GetIntervisionRequest{Id: m.intervision},
		"CreateIntervision": &pb.CreateIntervisionRequest{Intervision: &pb.Intervision{
			Title: "x", Day: "2026-04-01", OrganiserIds: []string{annasWorker, coordinator}, Agenda: []*pb.AgendaItem{{Topic: "x", MatchId: match}},
		}},
		"UpdateIntervision": &pb.UpdateIntervisionRequest{Intervision: &pb.Intervision{Id: m.intervision, Title: "y", Day: "2026-04-02"}},
		"AddAgendaItem":     &pb.AddAgendaItemRequest{Id: m.intervision, Item: &pb.AgendaItem{Topic: "x"}},
		"RemoveAgendaItem":  &pb.RemoveAgendaItemRequest{Id: m.intervision, ItemId: m.item},
		"RecordLine":        &pb.RecordLineRequest{Id: m.intervision, ItemId: m.safety, Line: "besproken, niets"},
		"AddAgreement":      &pb.AddAgreementRequest{Id: m.intervision, Agreement: &pb.Agreement{What: "x", SupportWorkerId: annasWorker}},
		"HoldIntervision":   &pb.HoldIntervisionRequest{Id: m.intervision},
	}
	for _, of := range contract {
		maps.Copy(all, of(h, m))
	}
	return all
}

// fromNothing are about nothing that is there already: elsewhere they make something of their own.
var fromNothing = []protoreflect.Name{"CheckQuestionnaire", "LoadQuestionnaire", "UpdateSignalRule", "PreviewSignalRule"}

// contract gives the requests of further services; each stands in the test file of its noun.
var contract = []func(*house, made) map[protoreflect.Name]proto.Message{
	questionnaireRequests,
	insightRequests,
	concernRequests,
	talkRequests,
	aroundIntervision,
	(*house).ruleRequests,
	lookBackRequests,
}

// eachItsOwn are RPCs that give every organisation its own, without an id that could be
// another's: a test beside them shows that one does not see the other's.
var eachItsOwn = []protoreflect.Name{"GetRhythm", "UpdateRhythm", "ListQuestionSets", "PublishQuestions"}

// aboutPeople says whether an RPC is about people one reaches; the others are the organisation's own.
func aboutPeople(m protoreflect.MethodDescriptor) bool {
	rule, err := rpc.RuleOf(m)
	return err == nil && rule.GetRelation() == accessv1.Relation_RELATION_REACH
}

// Every RPC, for somebody out of reach: not found, not allowed, or an empty list.
func TestIsolation_EveryRPC(t *testing.T) {
	t.Parallel()
	h := open(t)
	requests := h.requests(h.make())
	strangers := map[string]struct {
		ctx       context.Context
		elsewhere bool
	}{
		"another client":               {h.client(carla), false},
		"another support worker":       {h.worker(carlasWorker), false},
		"another organisation":         {h.as(there, coordinator, authn.RoleCoordinator), true},
		"anna's worker, but elsewhere": {h.as(there, annasWorker, authn.RoleSupportWorker, authn.RoleNetworkLead), true},
	}
	for _, m := range methods() {
		req := requests[m.Name()]
		if req == nil {
			t.Errorf("%s: no request to try it with", m.Name())
			continue
		}
		for who, stranger := range strangers {
			if !aboutPeople(m) && (!stranger.elsewhere || slices.Contains(eachItsOwn, m.Name())) {
				continue // the organisation's own: see TestRolesOfEveryRPC
			}
			if !aboutPeople(m) && !namesSomething(req) {
				continue // each organisation has its own: see TestConcernRoute_IsTheOrganisationsOwn
			}
			answer, err := h.call(stranger.ctx, m.Name(), req)
			switch code := rpc.ProblemOf(err).Code; {
			case code == codes.NotFound:
			case code == codes.PermissionDenied:
			case slices.Contains(fromNothing, m.Name()) && err == nil && onlyOf(h, answer):
			case strings.HasPrefix(string(m.Name()), "List") && err == nil && (proto.Size(answer) == 0 || onlyOf(h, answer)):
			default:
				t.Errorf("%s by %s: got %v (%v)", m.Name(), who, code, answer)
			}
		}
	}
}

// namesSomething says whether a request holds the id of anything.
func namesSomething(req proto.Message) bool {
	return strings.Contains(prototext.Format(req), "-7000-8000-")
}

// onlyOf says whether a list holds nothing of anna's and bert's.
func onlyOf(h *house, answer proto.Message) bool {
	h.t.Helper()
	body := prototext.Format(answer)
	return !strings.Contains(body, anna) && !strings.Contains(body, bert) && !strings.Contains(body, match)
}

// The same requests by somebody who may: so the test above fails for the right reason.
// And who has none of the roles beside the RPC is refused.
func TestRolesOfEveryRPC(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.make()
	requests := h.requests(m)
	last := []protoreflect.Name{"CloseInterimEvaluation", "ReopenInterimEvaluation", "HoldIntervision"}
	try := func(name protoreflect.Name) {
		d := method(name)
		rule, err := rpc.RuleOf(d)
		must(t, err)
		for _, role := range authn.Roles() {
			if role == authn.RolePlatformOperator || role == authn.RoleMachine || slices.ContainsFunc(rule.GetRoles(), func(r accessv1.Role) bool {
				named, err := rpc.RoleOf(r)
				return err != nil || named == role
			}) {
				continue
			}
			_, err := h.call(h.as(here, annasWorker, role), name, requests[name])
			if code := rpc.ProblemOf(err).Code; code != codes.PermissionDenied {
				t.Errorf("%s as %s: %v", name, role, code)
			}
		}
		if _, err := h.call(h.as(here, annasWorker, authn.RoleCoordinator), name, requests[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, m := range methods() {
		if name := m.Name(); !slices.Contains(last, name) {
			try(name)
		}
	}
	for _, name := range last {
		try(name)
	}
}

func TestBadInputIsNamedFieldByField(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.make()
	long := strings.Repeat("x", 4001)
	organisers := []string{annasWorker, bertsWorker}
	intervision := func(change func(*pb.Intervision)) *pb.CreateIntervisionRequest {
		v := &pb.Intervision{Title: "x", Day: "2026-04-01", OrganiserIds: organisers}
		change(v)
		return &pb.CreateIntervisionRequest{Intervision: v}
	}
	for _, c := range []struct {
		method protoreflect.Name
		req    proto.Message
		field  string
	}{
		{"ListInterimEvaluations", &pb.ListInterimEvaluationsRequest{MatchId: "x"}, "match_id"},
		{"ListInterimEvaluations", &pb.ListInterimEvaluationsRequest{State: 9}, "state"},
		{"ListInterimEvaluations", &pb.ListInterimEvaluationsRequest{PageToken: "%%"}, "page_token"},
		{"ListInterimEvaluations", &pb.ListInterimEvaluationsRequest{PageToken: token("true", "gisteren", none)}, "page_token"},
		{"ListInterimEvaluations", &pb.ListInterimEvaluationsRequest{PageToken: token("misschien", "2026-01-01T00:00:00Z", none)}, "page_token"},
		{"ListInterimEvaluations", &pb.ListInterimEvaluationsRequest{PageSize: 501}, "page_size"},
		{"GetInterimEvaluation", &pb.GetInterimEvaluationRequest{}, "id"},
		{"OpenInterimEvaluation", &pb.OpenInterimEvaluationRequest{}, "id"},
		{"Reflect", &pb.ReflectRequest{Id: m.evaluation}, "reflection"},
		{"Reflect", &pb.ReflectRequest{Id: m.evaluation, Reflection: &pb.Reflection{}}, "reflection"},
		{"Reflect", &pb.ReflectRequest{Id: m.evaluation, Reflection: &pb.Reflection{Klik: 77}}, "reflection.klik"},
		{"Reflect", &pb.ReflectRequest{Id: m.evaluation, Reflection: &pb.Reflection{Words: long}}, "reflection.words"},
		{"CloseInterimEvaluation", &pb.CloseInterimEvaluationRequest{Id: m.evaluation}, "outcome"},
		{"CloseInterimEvaluation", &pb.CloseInterimEvaluationRequest{Id: m.evaluation, Outcome: 99}, "outcome"},
		{"CloseInterimEvaluation", &pb.CloseInterimEvaluationRequest{Id: m.evaluation, Outcome: 1, Reasons: []pb.InterimEvaluation_Reason{9}}, "reasons"},
		{"Reflect", &pb.ReflectRequest{Id: m.evaluation, Reflection: &pb.Reflection{Answers: []*pb.LookBackAnswer{{Key: "none", Value: 1}}}}, "reflection.answers"},
		{"ReopenInterimEvaluation", &pb.ReopenInterimEvaluationRequest{Id: "x"}, "id"},
		{"GetQuestions", &pb.GetQuestionsRequest{Version: "own"}, "version"},
		{"PublishQuestions", &pb.PublishQuestionsRequest{Follows: "2026-2"}, "questions"},
		{"PublishQuestions", &pb.PublishQuestionsRequest{Follows: "2026-2", Questions: h.questionsOf("").GetQuestions()[1:]}, "questions"},
		{"UpdateRhythm", &pb.UpdateRhythmRequest{}, "rhythm"},
		{"UpdateRhythm", &pb.UpdateRhythmRequest{Rhythm: &pb.Rhythm{}}, "rhythm.months"},
		{"UpdateRhythm", &pb.UpdateRhythmRequest{Rhythm: &pb.Rhythm{Months: []int32{61}}}, "rhythm.months"},
		{"UpdateRhythm", &pb.UpdateRhythmRequest{Rhythm: &pb.Rhythm{Months: []int32{1}, ThenEvery: 99}}, "rhythm.then_every"},
		{"GetMatchRhythm", &pb.GetMatchRhythmRequest{MatchId: "x"}, "match_id"},
		{"SetMatchRhythm", &pb.SetMatchRhythmRequest{MatchId: match, Rhythm: &pb.Rhythm{Months: []int32{1}}}, "reason"},
		{"SnoozeSignal", &pb.SnoozeSignalRequest{Id: m.signal, Until: h.tomorrow()}, "reason"},
		{"SnoozeSignal", &pb.SnoozeSignalRequest{Id: m.signal, Reason: "x"}, "until"},
		{"SnoozeSignal", &pb.SnoozeSignalRequest{Id: m.signal, Reason: " ", Until: h.tomorrow()}, "reason"},
		{"SnoozeSignal", &pb.SnoozeSignalRequest{Id: m.signal, Reason: "x", Until: timestamppb.New(h.now)}, "until"},
		{"WakeSignal", &pb.WakeSignalRequest{}, "id"},
		{"ListSignals", &pb.ListSignalsRequest{PageToken: token("mood", "gisteren", "x")}, "page_token"},
		{"ListSignals", &pb.ListSignalsRequest{PageToken: token(none)}, "page_token"},
		{"ListSignals", &pb.ListSignalsRequest{PageSize: 501}, "page_size"},
		{"UpdateSignalRule", &pb.UpdateSignalRuleRequest{}, "kind"},
		{"UpdateSignalRule", &pb.UpdateSignalRuleRequest{Kind: 99}, "kind"},
		{"UpdateSignalRule", &pb.UpdateSignalRuleRequest{Kind: waiting, Knobs: []*pb.SignalKnob{{Name: "patience", Value: 1}}}, "knobs"},
		{"UpdateSignalRule", &pb.UpdateSignalRuleRequest{Kind: waiting, Knobs: []*pb.SignalKnob{{Name: "zeal", Value: 3}}}, "knobs"},
		{"UpdateSignalRule", &pb.UpdateSignalRuleRequest{Kind: waiting, Knobs: []*pb.SignalKnob{{Value: 3}}}, "knobs"},
		{"UpdateSignalRule", &pb.UpdateSignalRuleRequest{Kind: waiting, Etag: long}, "etag"},
		{"PreviewSignalRule", &pb.PreviewSignalRuleRequest{Kind: silence, Knobs: []*pb.SignalKnob{{Name: "on_call", Value: 999}}}, "knobs"},
		{"ListSignalRuleChanges", &pb.ListSignalRuleChangesRequest{PageToken: token("x")}, "page_token"},
		{"ReportConcern", &pb.ReportConcernRequest{MatchId: "x"}, "match_id"},
		{"ListConcerns", &pb.ListConcernsRequest{PageToken: token("x")}, "page_token"},
		{"TakeOverConcern", &pb.TakeOverConcernRequest{Id: "x"}, "id"},
		{"ListIntervisions", &pb.ListIntervisionsRequest{PageToken: token("2026-01-01", "' OR 1=1")}, "page_token"},
		{"GetIntervision", &pb.GetIntervisionRequest{Id: "x"}, "id"},
		{"CreateIntervision", &pb.CreateIntervisionRequest{}, "intervision"},
		{"CreateIntervision", intervision(func(v *pb.Intervision) { v.Title = "  " }), "intervision.title"},
		{"CreateIntervision", intervision(func(v *pb.Intervision) { v.Day = "2026-02-30" }), "intervision.day"},
		{"CreateIntervision", intervision(func(v *pb.Intervision) { v.Clock = "29:00" }), "intervision.clock"},
		{"CreateIntervision", intervision(func(v *pb.Intervision) { v.OrganiserIds = organisers[:1] }), "intervision.organiser_ids"},
		{"CreateIntervision", intervision(func(v *pb.Intervision) { v.Agenda = []*pb.AgendaItem{{}} }), "intervision.agenda"},
		{"UpdateIntervision", &pb.UpdateIntervisionRequest{
			Intervision: &pb.Intervision{Id: m.intervision, Title: "x", Day: "2026-04-01"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"tenant"}},
		}, "update_mask"},
		{"AddAgendaItem", &pb.AddAgendaItemRequest{Id: m.intervision, Item: &pb.AgendaItem{}}, "item.topic"},
		{"RemoveAgendaItem", &pb.RemoveAgendaItemRequest{Id: m.intervision}, "item_id"},
		{"RecordLine", &pb.RecordLineRequest{Id: m.intervision, ItemId: m.safety, Line: " "}, "line"},
		{"RecordLine", &pb.RecordLineRequest{Id: m.intervision, ItemId: m.safety, Line: long}, "line"},
		{"AddAgreement", &pb.AddAgreementRequest{Id: m.intervision, Agreement: &pb.Agreement{SupportWorkerId: annasWorker}}, "agreement.what"},
		{"AddAgreement", &pb.AddAgreementRequest{Id: m.intervision, Agreement: &pb.Agreement{What: "x"}}, "agreement.support_worker_id"},
		{"HoldIntervision", &pb.HoldIntervisionRequest{Id: m.intervision, Etag: long}, "etag"},
		{"AddLesson", &pb.AddLessonRequest{Lesson: &pb.Lesson{}}, "lesson.words"},
		{"AddLesson", &pb.AddLessonRequest{Lesson: &pb.Lesson{Words: "mail a@b.nl"}}, "lesson.words"},
		{"ListLessons", &pb.ListLessonsRequest{PageToken: token("x")}, "page_token"},
		{"ListLessons", &pb.ListLessonsRequest{Theme: 99}, "theme"},
		{"UpdateLesson", &pb.UpdateLessonRequest{Lesson: &pb.Lesson{Id: m.lesson, Words: "bel 0612345678"}}, "lesson.words"},
		{"UpdateLesson", &pb.UpdateLessonRequest{Lesson: &pb.Lesson{Id: m.lesson, Words: "x", Themes: []pb.LessonTheme{0}}}, "lesson.themes"},
		{"ListRegionLessons", &pb.ListRegionLessonsRequest{PageToken: token("x")}, "page_token"},
		{"CreateIntervision", &pb.CreateIntervisionRequest{
			Intervision: &pb.Intervision{Title: "x", Day: "2026-04-01", OrganiserIds: organisers}, Rhythm: pb.CreateIntervisionRequest_RHYTHM_MONTH, Until: "2026-03-01",
		}, "until"},
		{"CreateIntervision", intervision(func(v *pb.Intervision) { v.MethodKey = "nothing" }), "intervision.method_key"},
		{"CreateIntervision", intervision(func(v *pb.Intervision) { v.ClientWords = long }), "intervision.client_words"},
		{"AnswerInvitation", &pb.AnswerInvitationRequest{Id: m.intervision}, "answer"},
		{"AnswerMeeting", &pb.AnswerMeetingRequest{Id: m.intervision, ClientId: anna}, "answer"},
		{"SettleAgreement", &pb.SettleAgreementRequest{IntervisionId: m.intervision}, "agreement_id"},
		{"SaveMethod", &pb.SaveMethodRequest{Method: &pb.MethodTemplate{TitleNl: "x"}}, "method.steps"},
		{"SaveMethod", &pb.SaveMethodRequest{Method: &pb.MethodTemplate{TitleNl: " ", Steps: []*pb.MethodStep{{TitleNl: "x"}}}}, "method.title_nl"},
		{"RetireMethod", &pb.RetireMethodRequest{}, "key"},
	} {
		_, err := h.call(h.lead(), c.method, c.req)
		p := rpc.ProblemOf(err)
		named := slices.ContainsFunc(p.Fields, func(f fault.Field) bool {
			return strings.HasPrefix(f.Path, c.field) && f.Text.NL != "" && f.Text.EN != ""
		})
		if p.Code != codes.InvalidArgument || !named {
			t.Errorf("%s %v: got %v %+v, want field %s", c.method, c.req, p.Code, p.Fields, c.field)
		}
	}
}

// token is a page token as nobody got it.
func token(key ...string) string {
	body, _ := json.Marshal(key)
	return base64.RawURLEncoding.EncodeToString(body)
}

func fieldsOf(m proto.Message) (names []string) {
	fields := m.ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		names = append(names, string(fields.Get(i).Name()))
	}
	return names
}

func TestE04_R09_M10_M19_M21_WhatALookBackAsks(t *testing.T) {
	t.Parallel()
	names := fieldsOf(&pb.Reflection{})
	for rule, field := range map[string]string{
		"E-04: motivation": "motivation", "M-19: the klik": "klik", "R-09: beslis jij mee?": "decide_too", "M-21: benefit of both": "benefit",
		"M-10: push": "push", "E-05: my life changed": "life_changed", "E-05: other wishes": "other_wishes",
	} {
		if !slices.Contains(names, field) {
			t.Errorf("%s: not asked", rule)
		}
	}
}

func TestConcern_HasNoPlaceForWhatItIs(t *testing.T) {
	t.Parallel()
	if got := fieldsOf(&pb.ReportConcernRequest{}); !slices.Equal(got, []string{"match_id", "client_id", "request_id"}) {
		t.Fatalf("reporting asks %v", got)
	}
}
