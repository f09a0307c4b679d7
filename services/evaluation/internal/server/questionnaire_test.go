package server_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/rpc"
)

// wellbeing is a made-up instrument in FHIR.
func wellbeing(t *testing.T) string {
	t.Helper()
	body, err := os.ReadFile("testdata/wellbeing.json")
	must(t, err)
	return string(body)
}

// load brings the made-up instrument in.
func (h *house) load() *pb.Questionnaire {
	h.t.Helper()
	q, err := h.questions.LoadQuestionnaire(h.lead(), &pb.LoadQuestionnaireRequest{Content: wellbeing(h.t), Licence: "Bedacht: eigen lijst."})
	must(h.t, err)
	return q
}

func (h *house) lay(q *pb.Questionnaire, client string) *pb.QuestionnaireAsking {
	h.t.Helper()
	a, err := h.questions.AskQuestionnaire(h.lead(), &pb.AskQuestionnaireRequest{QuestionnaireId: q.GetId(), ClientId: client})
	must(h.t, err)
	return a
}

func (h *house) say(ctx context.Context, a *pb.QuestionnaireAsking, link string, codes ...string) (*pb.QuestionnaireAsking, error) {
	return h.questions.AnswerQuestion(ctx, &pb.AnswerQuestionRequest{Id: a.GetId(), Answer: &pb.QuestionAnswer{LinkId: link, Codes: codes}})
}

// questionnaireRequests are the requests of every RPC about questionnaires.
func questionnaireRequests(h *house, _ made) map[protoreflect.Name]proto.Message {
	q := h.load()
	a := h.lay(q, anna)
	change := &pb.ChangeQuestionnaireRequest{Id: q.GetId()}
	return map[protoreflect.Name]proto.Message{
		"CheckQuestionnaire":       &pb.CheckQuestionnaireRequest{Content: wellbeing(h.t)},
		"LoadQuestionnaire":        &pb.LoadQuestionnaireRequest{Content: strings.Replace(wellbeing(h.t), `"2.1"`, `"2.2"`, 1), Licence: "x", RequestId: uuid(77)},
		"ListQuestionnaires":       &pb.ListQuestionnairesRequest{},
		"GetQuestionnaire":         &pb.GetQuestionnaireRequest{Id: q.GetId()},
		"RetireQuestionnaire":      change,
		"RestoreQuestionnaire":     change,
		"ListQuestionnaireFigures": &pb.ListQuestionnaireFiguresRequest{Id: q.GetId()},
		"AskQuestionnaire":         &pb.AskQuestionnaireRequest{QuestionnaireId: q.GetId(), ClientId: anna},
		"ListQuestionnaireAskings": &pb.ListQuestionnaireAskingsRequest{},
		"GetQuestionnaireAsking":   &pb.GetQuestionnaireAskingRequest{Id: a.GetId()},
		"AnswerQuestion":           &pb.AnswerQuestionRequest{Id: a.GetId(), Answer: &pb.QuestionAnswer{LinkId: "q1", Codes: []string{"vaak"}}},
		"FinishQuestionnaire":      &pb.FinishQuestionnaireRequest{Id: a.GetId()},
		"LeaveQuestionnaire":       &pb.LeaveQuestionnaireRequest{Id: a.GetId()},
	}
}

func TestQuestionnaire_IsAskedOneQuestionAtATime(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.lay(h.load(), anna)
	if again := h.lay(&pb.Questionnaire{Id: a.GetQuestionnaireId()}, anna); again.GetId() != a.GetId() {
		t.Error("asked twice, it lies there twice")
	}
	asked := a.GetQuestionnaire().GetQuestions()
	if len(asked) != 5 || asked[1].GetHeading() != "Mensen om mij heen" || asked[1].GetTextEn() != "Do you see people you like?" ||
		!asked[3].GetSeveral() || asked[3].GetConditions()[0].GetLinkId() != "q2" {
		t.Fatalf("asked %v", asked)
	}
	for link, codes := range map[string][]string{"q1": {"soms"}, "q2": {"true"}} {
		_, err := h.say(h.client(anna), a, link, codes...)
		must(t, err)
	}
	_, err := h.say(h.client(anna), a, "q3", "Thuis", "Bij een club")
	must(t, err)
	_, err = h.questions.AnswerQuestion(h.client(anna), &pb.AnswerQuestionRequest{Id: a.GetId(), Answer: &pb.QuestionAnswer{LinkId: "q4", Skipped: true}})
	must(t, err)
	done, err := h.questions.FinishQuestionnaire(h.client(anna), &pb.FinishQuestionnaireRequest{Id: a.GetId()})
	must(t, err)
	if done.GetState() != pb.QuestionnaireAsking_STATE_FINISHED || len(done.GetAnswers()) != 4 || !done.GetAnswers()[3].GetSkipped() {
		t.Errorf("got %v", done)
	}
	// An earlier answer is changed: what it asked for is not kept.
	_, err = h.say(h.client(anna), a, "q2", "false")
	must(t, err)
	done, err = h.questions.FinishQuestionnaire(h.client(anna), &pb.FinishQuestionnaireRequest{Id: a.GetId()})
	must(t, err)
	if slices.ContainsFunc(done.GetAnswers(), func(x *pb.QuestionAnswer) bool { return x.GetLinkId() == "q3" }) {
		t.Errorf("an answer to what is not asked is kept: %v", done.GetAnswers())
	}
}

func TestQuestionnaire_IsTheClientsOwnUntilShared(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.lay(h.load(), anna)
	_, err := h.say(h.client(anna), a, "q1", "nooit")
	must(t, err)
	read := func() []*pb.QuestionAnswer {
		t.Helper()
		got, err := h.questions.GetQuestionnaireAsking(h.worker(annasWorker), &pb.GetQuestionnaireAskingRequest{Id: a.GetId()})
		must(t, err)
		return got.GetAnswers()
	}
	if got := read(); len(got) != 0 {
		t.Errorf("read before it was shared: %v", got)
	}
	_, err = h.say(h.worker(annasWorker), a, "q1", "vaak")
	wantReason(t, err, "TOLD_THEMSELF")
	for _, shared := range []bool{true, false} {
		_, err = h.questions.FinishQuestionnaire(h.client(anna), &pb.FinishQuestionnaireRequest{Id: a.GetId(), Shared: shared})
		must(t, err)
		if got := read(); (len(got) == 1) != shared {
			t.Errorf("shared %v: %v", shared, got)
		}
	}
	left, err := h.questions.LeaveQuestionnaire(h.client(anna), &pb.LeaveQuestionnaireRequest{Id: a.GetId()})
	must(t, err)
	if left.GetState() != pb.QuestionnaireAsking_STATE_LEFT || h.count(`SELECT count(*) FROM evaluation.questionnaire_answer`) != 0 {
		t.Error("left, and still there")
	}
	// Coming back is fine (O-03).
	_, err = h.say(h.client(anna), a, "q1", "soms")
	must(t, err)
}

func TestQuestionnaire_TogetherWithASupportWorker(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.lay(h.load(), anna)
	got, err := h.say(h.worker(annasWorker), a, "q1", "vaak")
	must(t, err)
	if !got.GetTogether() || len(got.GetAnswers()) != 1 {
		t.Errorf("got %v", got)
	}
	got, err = h.say(h.client(anna), a, "q1", "soms") // and then goes on alone
	must(t, err)
	if got.GetTogether() {
		t.Error("still as written down together")
	}
}

func TestO04_AVersionOfAQuestionnaireDoesNotChange(t *testing.T) {
	t.Parallel()
	h := open(t)
	q := h.load()
	a := h.lay(q, anna)
	other := strings.Replace(wellbeing(t), "Zie je mensen die je leuk vindt?", "Iets anders?", 1)
	_, err := h.questions.LoadQuestionnaire(h.lead(), &pb.LoadQuestionnaireRequest{Content: other, Licence: "x"})
	wantReason(t, err, "VERSION_EXISTS")
	newer, err := h.questions.LoadQuestionnaire(h.lead(), &pb.LoadQuestionnaireRequest{Content: strings.Replace(other, `"2.1"`, `"3"`, 1), Licence: "x"})
	must(t, err)
	list, err := h.questions.ListQuestionnaires(h.lead(), &pb.ListQuestionnairesRequest{})
	must(t, err)
	if len(list.GetQuestionnaires()) != 1 || list.GetQuestionnaires()[0].GetId() != newer.GetId() {
		t.Errorf("offered: %v", list)
	}
	got, err := h.questions.GetQuestionnaireAsking(h.client(anna), &pb.GetQuestionnaireAskingRequest{Id: a.GetId()})
	must(t, err)
	if got.GetQuestionnaire().GetVersion() != "2.1" || got.GetQuestionnaire().GetQuestions()[1].GetText() != "Zie je mensen die je leuk vindt?" {
		t.Errorf("an old one reads %v", got.GetQuestionnaire())
	}
	_, err = h.questions.RetireQuestionnaire(h.lead(), &pb.ChangeQuestionnaireRequest{Id: newer.GetId()})
	must(t, err)
	_, err = h.questions.AskQuestionnaire(h.lead(), &pb.AskQuestionnaireRequest{QuestionnaireId: newer.GetId(), ClientId: carla})
	wantReason(t, err, "QUESTIONNAIRE_RETIRED")
}

func TestQuestionnaire_WhatDoesNotFitIsNamedPlaceByPlace(t *testing.T) {
	t.Parallel()
	h := open(t)
	good := wellbeing(t)
	for change, field := range map[[2]string]string{
		{`"Questionnaire"`, `"Patient"`}: "resourceType",
		{`{`, `[`}:                       "content",
		{`"version": "2.1",`, ``}:        "version",
		{`https://vragenlijsten.example/Questionnaire/meedoen`, `meedoen`}: "url",
		{`"active"`, `"retired"`}:                                         "status",
		{`"type": "boolean"`, `"type": "date"`}:                           "item[1].item[1].type",
		{`"linkId": "q2"`, `"linkId": "q1"`}:                              "item[1].item[1].linkId",
		{`"operator": "="`, `"operator": ">"`}:                            "item[1].item[2].enableWhen[0]",
		{`"text": "Wil je nog iets vertellen?"`, `"text": ""`}:            "item[2].text",
		{`{ "valueString": "Thuis" }`, `{ "valueDate": "2026" }`}:         "item[1].item[2].answerOption[0]",
		{`"linkId": "q4",`, `"linkId": "q4", "modifierExtension": [{}],`}: "item[2].modifierExtension",
	} {
		_, err := h.questions.CheckQuestionnaire(h.lead(), &pb.CheckQuestionnaireRequest{Content: strings.Replace(good, change[0], change[1], 1)})
		p := wantProblem(t, err, codes.InvalidArgument)
		if !slices.Contains(p, field) {
			t.Errorf("%s: named %v, want %s", change[1], p, field)
		}
	}
	checked, err := h.questions.CheckQuestionnaire(h.lead(), &pb.CheckQuestionnaireRequest{Content: good})
	must(t, err)
	if len(checked.GetRemarks()) != 1 || checked.GetRemarks()[0].GetPath() != "item[1].item[0].required" {
		t.Errorf("remarks: %v", checked.GetRemarks())
	}
	a := h.lay(h.load(), anna)
	for link, said := range map[string][]string{"q1": {"altijd"}, "q2": {"misschien"}, "q4": {"x"}, "intro": {"x"}, "nergens": {"x"}, "q3": nil} {
		_, err := h.say(h.client(anna), a, link, said...)
		wantInvalid(t, err)
	}
	_, err = h.say(h.client(anna), a, "q1", "vaak", "soms")
	wantCode(t, err, codes.InvalidArgument)
}

func wantInvalid(t *testing.T, err error) {
	t.Helper()
	wantCode(t, err, codes.InvalidArgument)
}

// Who left takes every answer along; what was published of a group stays as it was.
func TestE11_QuestionnaireFiguresAreOfGroupsAndOfQuartersThatAreOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	q := h.load()
	var people []string
	for n := range 12 {
		client := uuid(100 + n)
		people = append(people, client)
		h.hear(here, h.now.AddDate(0, 0, -100), &recruitmentv1.ClientChanged{ClientId: client, SupportWorkerIds: []string{annasWorker, second}})
		a := h.lay(q, client)
		choice := []string{"vaak", "soms", "nooit"}[min(n/5, 2)] // five, five and two
		_, err := h.say(h.as(here, client, authn.RoleClient), a, "q1", choice)
		must(t, err)
		_, err = h.questions.FinishQuestionnaire(h.as(here, client, authn.RoleClient), &pb.FinishQuestionnaireRequest{Id: a.GetId()})
		must(t, err)
	}
	figures := func() []*pb.QuestionnaireFigures {
		t.Helper()
		must(t, h.server.Questionnaires.Publish(t.Context(), h.db, here))
		out, err := h.questions.ListQuestionnaireFigures(h.lead(), &pb.ListQuestionnaireFiguresRequest{Id: q.GetId()})
		must(t, err)
		return out.GetFigures()
	}
	if got := figures(); len(got) != 0 {
		t.Fatalf("told before the quarter was over: %v", got)
	}
	h.now = h.now.AddDate(0, 3, 0)
	got := figures()
	if len(got) != 1 || got[0].GetPeople() != 10 || len(got[0].GetQuestions()) != 3 {
		t.Fatalf("got %v", got)
	}
	said := fmt.Sprint(got[0].GetQuestions()[0].GetChoices())
	for _, c := range got[0].GetQuestions()[0].GetChoices() {
		if c.GetPeople() < 5 || c.GetCode() == "nooit" {
			t.Errorf("a small group can be seen: %s", said)
		}
	}
	if got[0].GetQuestions()[0].GetGroupMean() != "1.2" || !got[0].GetQuestions()[1].GetTooFew() {
		t.Errorf("got %v", got[0].GetQuestions())
	}
	before := proto.Clone(got[0])
	for _, client := range people[:7] {
		h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: client})
	}
	if after := figures(); !proto.Equal(before, after[0]) {
		t.Error("what was published changed when people left: the difference tells of them")
	}
	if n := h.count(`SELECT count(*) FROM evaluation.questionnaire_asking`); n != 5 {
		t.Errorf("of who left %d askings are there still", n-5)
	}
}

// wantProblem gives the fields that are named.
func wantProblem(t *testing.T, err error, want codes.Code) (fields []string) {
	t.Helper()
	wantCode(t, err, want)
	for _, f := range rpc.ProblemOf(err).Fields {
		fields = append(fields, f.Path)
		if f.Text.NL == "" || f.Text.EN == "" {
			t.Errorf("%s: no text", f.Path)
		}
	}
	return fields
}
