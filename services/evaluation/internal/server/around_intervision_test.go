package server_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
)

const yes = pb.InvitationAnswer_ANSWER_YES

// around makes what stands around an intervision: an agreement, anna who is asked to
// think along, a lesson and a method.
func (h *house) around(v *pb.Intervision) (after *pb.Intervision, agreement, lesson, method string) {
	h.t.Helper()
	_, err := h.meeting.AddAgreement(h.worker(annasWorker), &pb.AddAgreementRequest{Id: v.GetId(), Agreement: &pb.Agreement{
		What: "Maat zoeken", SupportWorkerId: annasWorker,
	}})
	must(h.t, err)
	after, err = h.meeting.UpdateIntervision(h.worker(annasWorker), &pb.UpdateIntervisionRequest{
		Intervision: &pb.Intervision{Id: v.GetId(), ClientIds: []string{anna}, ClientWords: "Samen praten"},
		UpdateMask:  &fieldmaskpb.FieldMask{Paths: []string{"client_ids", "client_words"}},
	})
	must(h.t, err)
	l, err := h.lesson.AddLesson(h.worker(annasWorker), &pb.AddLessonRequest{Lesson: &pb.Lesson{Words: "Begin klein.", IntervisionId: v.GetId()}})
	must(h.t, err)
	m, err := h.method.SaveMethod(h.lead(), &pb.SaveMethodRequest{Method: ownMethod("")})
	must(h.t, err)
	return after, after.GetAgreements()[0].GetId(), l.GetId(), m.GetKey()
}

func ownMethod(key string) *pb.MethodTemplate {
	return &pb.MethodTemplate{Key: key, TitleNl: "Wandelend", Steps: []*pb.MethodStep{{TitleNl: "Loop"}}}
}

func aroundIntervision(_ *house, m made) map[protoreflect.Name]proto.Message {
	return map[protoreflect.Name]proto.Message{
		"CallOffIntervision": &pb.CallOffIntervisionRequest{Id: m.intervision},
		"AnswerInvitation":   &pb.AnswerInvitationRequest{Id: m.intervision, Answer: yes},
		"ListAgreements":     &pb.ListAgreementsRequest{},
		"SettleAgreement":    &pb.SettleAgreementRequest{IntervisionId: m.intervision, AgreementId: m.agreement},
		"ListMeetings":       &pb.ListMeetingsRequest{},
		"AnswerMeeting":      &pb.AnswerMeetingRequest{Id: m.intervision, ClientId: anna, Answer: yes},
		"ListMethods":        &pb.ListMethodsRequest{},
		"SaveMethod":         &pb.SaveMethodRequest{Method: ownMethod(m.method)},
		"RetireMethod":       &pb.RetireMethodRequest{Key: m.method},
		"AddLesson":          &pb.AddLessonRequest{Lesson: &pb.Lesson{Words: "x", IntervisionId: m.intervision}},
		"ListLessons":        &pb.ListLessonsRequest{},
		"UpdateLesson":       &pb.UpdateLessonRequest{Lesson: &pb.Lesson{Id: m.lesson, Words: "Begin nog kleiner."}},
		"ShareLesson":        &pb.ShareLessonRequest{Id: m.lesson},
		"TakeBackLesson":     &pb.TakeBackLessonRequest{Id: m.lesson},
		"ListRegionLessons":  &pb.ListRegionLessonsRequest{},
	}
}

func TestE01_OthersSeeThatItIsThereAndNoMore(t *testing.T) {
	t.Parallel()
	h := open(t)
	v, _, _, _ := h.around(h.intervision("2026-04-01"))
	other := h.worker(second) // of anna and carla, and neither carries it nor is invited
	read, err := h.meeting.GetIntervision(other, &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	list, err := h.meeting.ListIntervisions(other, &pb.ListIntervisionsRequest{})
	must(t, err)
	for _, seen := range []*pb.Intervision{read, list.GetIntervisions()[0]} {
		if seen.GetOpenToMe() || seen.GetDay() != v.GetDay() || !slices.Equal(seen.GetOrganiserIds(), v.GetOrganiserIds()) {
			t.Error(seen)
		}
		for _, hidden := range []string{"Loslaten", "Verschillen", "Maat", match, carlasWorker, anna, "Samen praten"} {
			if strings.Contains(prototext.Format(seen), hidden) {
				t.Errorf("others see %s in %v", hidden, seen)
			}
		}
	}
	for name, call := range map[string]func() error{
		"a line": func() error {
			_, err := h.meeting.RecordLine(other, &pb.RecordLineRequest{Id: v.GetId(), ItemId: v.GetAgenda()[0].GetId(), Line: "x"})
			return err
		},
		"an answer": func() error {
			_, err := h.asked.AnswerInvitation(other, &pb.AnswerInvitationRequest{Id: v.GetId(), Answer: yes})
			return err
		},
		"calling off": func() error {
			_, err := h.meeting.CallOffIntervision(other, &pb.CallOffIntervisionRequest{Id: v.GetId(), CalledOff: true})
			return err
		},
	} {
		err := call()
		if wantReason(t, err, "NOT_INVITED"); t.Failed() {
			t.Fatal(name)
		}
	}
	mine, err := h.meeting.ListIntervisions(other, &pb.ListIntervisionsRequest{Mine: true})
	must(t, err)
	if len(mine.GetIntervisions()) != 0 {
		t.Error(mine)
	}
	if mine, err = h.meeting.ListIntervisions(h.worker(carlasWorker), &pb.ListIntervisionsRequest{Mine: true}); err != nil || len(mine.GetIntervisions()) != 1 {
		t.Error(mine, err)
	}
}

// Who may see the match sees the link, and it is noted that they did; others see “a match”.
func TestE01_ACaseIsTiedToAMatchForWhoMaySeeIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	for who, want := range map[string]string{annasWorker: match, carlasWorker: ""} {
		read, err := h.meeting.GetIntervision(h.worker(who), &pb.GetIntervisionRequest{Id: v.GetId()})
		must(t, err)
		if item := read.GetAgenda()[2]; item.GetMatchId() != want || !item.GetAboutMatch() {
			t.Errorf("%s sees %v", who, item)
		}
	}
	if got := h.audited("GetIntervision", annasWorker); !slices.Equal(got, []string{anna}) {
		t.Errorf("noted: %v", got)
	}
	if got := h.audited("GetIntervision", carlasWorker); len(got) != 0 {
		t.Errorf("noted: %v", got)
	}
	// Somebody who does not see the link keeps it when they write.
	_, err := h.meeting.RecordLine(h.worker(carlasWorker), &pb.RecordLineRequest{Id: v.GetId(), ItemId: v.GetAgenda()[2].GetId(), Line: "Meer afstand."})
	must(t, err)
	read, err := h.meeting.GetIntervision(h.worker(annasWorker), &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	if read.GetAgenda()[2].GetMatchId() != match {
		t.Error("the case lost its match")
	}
}

func TestE01_TwoWriteAtTheSameItemAndNothingIsLost(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	write := func(who, seen, line string) string {
		after, err := h.meeting.RecordLine(h.worker(who), &pb.RecordLineRequest{
			Id: v.GetId(), ItemId: v.GetAgenda()[1].GetId(), Line: line, Seen: &seen, Etag: v.GetEtag(),
		})
		must(t, err)
		return after.GetAgenda()[1].GetLine()
	}
	write(annasWorker, "", "Eerst vragen.")
	if got := write(bertsWorker, "", "Dan wachten."); got != "Eerst vragen.\nDan wachten." {
		t.Fatalf("%q", got)
	}
	if got := write(annasWorker, "Eerst vragen.", "Eerst vragen, altijd."); !strings.Contains(got, "altijd") || !strings.Contains(got, "Dan wachten.") {
		t.Fatalf("%q", got)
	}
}

func TestE01_ASeriesIsPlannedChangedAndCalledOff(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, err := h.meeting.CreateIntervision(h.worker(annasWorker), &pb.CreateIntervisionRequest{
		Rhythm: pb.CreateIntervisionRequest_RHYTHM_FOUR_WEEKS, Until: "2026-07-01", Intervision: &pb.Intervision{
			Title: "Elke maand", Day: "2026-04-01", OrganiserIds: []string{annasWorker, bertsWorker}, Agenda: []*pb.AgendaItem{{Topic: "De start"}},
		}})
	must(t, err)
	all := func() []*pb.Intervision {
		list, err := h.meeting.ListIntervisions(h.worker(annasWorker), &pb.ListIntervisionsRequest{})
		must(t, err)
		slices.Reverse(list.GetIntervisions())
		return list.GetIntervisions()
	}
	if got := all(); len(got) != 4 || got[0].GetId() != first.GetId() || len(got[0].GetAgenda()) != 2 || len(got[1].GetAgenda()) != 1 ||
		!got[3].GetAgenda()[0].GetSafety() || got[3].GetDay() != "2026-06-24" || got[3].GetSeriesId() != first.GetSeriesId() {
		t.Fatal(got)
	}
	second := all()[1]
	_, err = h.meeting.UpdateIntervision(h.worker(annasWorker), &pb.UpdateIntervisionRequest{
		Following: true, Intervision: &pb.Intervision{Id: second.GetId(), Etag: second.GetEtag(), Clock: "15:00", Day: "2026-04-30", OrganiserIds: []string{bertsWorker, carlasWorker}},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"clock", "day", "organiser_ids"}},
	})
	must(t, err)
	_, err = h.meeting.CallOffIntervision(h.worker(bertsWorker), &pb.CallOffIntervisionRequest{Id: all()[2].GetId(), CalledOff: true})
	must(t, err)
	got := all()
	for i, want := range []struct {
		day, clock string
		off        bool
		first      string
	}{{"2026-04-01", "", false, annasWorker}, {"2026-04-30", "15:00", false, bertsWorker}, {"2026-05-27", "15:00", true, bertsWorker}, {"2026-06-24", "15:00", false, bertsWorker}} {
		if v := got[i]; v.GetDay() != want.day || v.GetClock() != want.clock || v.GetCalledOff() != want.off || v.GetOrganiserIds()[0] != want.first {
			t.Errorf("%d: %v", i, v)
		}
	}
	_, err = h.meeting.CreateIntervision(h.worker(annasWorker), &pb.CreateIntervisionRequest{
		Rhythm: pb.CreateIntervisionRequest_RHYTHM_MONTH, Until: "2028-01-01", Intervision: &pb.Intervision{
			Title: "x", Day: "2026-04-01", OrganiserIds: []string{annasWorker, bertsWorker}}})
	wantCode(t, err, codes.InvalidArgument)
}

func TestE01_ColleaguesAnswerAndAgreementsComeBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	v, _, _, _ := h.around(h.intervision("2026-04-01"))
	for _, who := range []string{carlasWorker, bertsWorker} {
		_, err := h.asked.AnswerInvitation(h.worker(who), &pb.AnswerInvitationRequest{Id: v.GetId(), Answer: yes})
		must(t, err)
	}
	v, err := h.asked.AnswerInvitation(h.worker(carlasWorker), &pb.AnswerInvitationRequest{Id: v.GetId(), Answer: pb.InvitationAnswer_ANSWER_NO})
	must(t, err)
	if len(v.GetAnswers()) != 2 || v.GetAnswers()[1].GetPersonId() != carlasWorker || v.GetAnswers()[1].GetAnswer() != pb.InvitationAnswer_ANSWER_NO {
		t.Fatal(v.GetAnswers())
	}
	_, err = h.meeting.RecordLine(h.worker(annasWorker), &pb.RecordLineRequest{Id: v.GetId(), ItemId: v.GetAgenda()[0].GetId(), Line: "niets"})
	must(t, err)
	_, err = h.meeting.HoldIntervision(h.worker(annasWorker), &pb.HoldIntervisionRequest{Id: v.GetId()})
	must(t, err)
	next := h.intervision("2026-05-01")
	if len(next.GetEarlier()) != 1 || next.GetEarlier()[0].GetAgreement().GetWhat() != "Maat zoeken" || next.GetEarlier()[0].GetDay() != "2026-04-01" {
		t.Fatal(next.GetEarlier())
	}
	if h.intervision("2026-03-20").GetEarlier() != nil {
		t.Error("an earlier one knows what was agreed later")
	}
	mine, err := h.asked.ListAgreements(h.worker(annasWorker), &pb.ListAgreementsRequest{})
	must(t, err)
	if len(mine.GetAgreements()) != 1 || mine.GetAgreements()[0].GetIntervisionId() != v.GetId() {
		t.Fatal(mine)
	}
	agreement := mine.GetAgreements()[0].GetAgreement().GetId()
	_, err = h.asked.SettleAgreement(h.worker(second), &pb.SettleAgreementRequest{IntervisionId: v.GetId(), AgreementId: agreement, Done: true})
	wantCode(t, err, codes.NotFound)
	_, err = h.asked.SettleAgreement(h.worker(annasWorker), &pb.SettleAgreementRequest{IntervisionId: v.GetId(), AgreementId: agreement, Done: true})
	must(t, err)
	if mine, err = h.asked.ListAgreements(h.worker(annasWorker), &pb.ListAgreementsRequest{}); err != nil || len(mine.GetAgreements()) != 0 {
		t.Fatal(mine, err)
	}
}

// When somebody is away, who stands in opens what they carried and sees what they would do; when they are back, no more (O-01).
func TestO01_WhoStandsInGoesOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	v, agreement, _, _ := h.around(h.intervision("2026-04-01"))
	standIn := h.worker(second)
	away := func(is bool) {
		h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: annasWorker, Away: is, StandInIds: []string{second}})
	}
	for _, is := range []bool{true, false} {
		away(is)
		read, err := h.meeting.GetIntervision(standIn, &pb.GetIntervisionRequest{Id: v.GetId()})
		must(t, err)
		list, err := h.asked.ListAgreements(standIn, &pb.ListAgreementsRequest{})
		must(t, err)
		if read.GetOpenToMe() != is || (len(list.GetAgreements()) == 1) != is {
			t.Fatalf("away %v: %v %v", is, read, list)
		}
		_, err = h.asked.SettleAgreement(standIn, &pb.SettleAgreementRequest{IntervisionId: v.GetId(), AgreementId: agreement})
		if (err == nil) != is {
			t.Fatalf("away %v: %v", is, err)
		}
	}
}

func TestE01_ClientsThinkAlong(t *testing.T) {
	t.Parallel()
	h := open(t)
	v, _, _, _ := h.around(h.intervision("2026-04-01"))
	list, err := h.asked.ListMeetings(h.client(anna), &pb.ListMeetingsRequest{})
	must(t, err)
	if m := list.GetMeetings(); len(m) != 1 || m[0].GetWords() != "Samen praten" || m[0].GetAnswer() != 0 || strings.Contains(prototext.Format(m[0]), "Loslaten") {
		t.Fatal(m)
	}
	m, err := h.asked.AnswerMeeting(h.client(anna), &pb.AnswerMeetingRequest{Id: v.GetId(), ClientId: anna, Answer: yes})
	must(t, err)
	if m.GetAnswer() != yes {
		t.Fatal(m)
	}
	// Who guides her sees that she comes; who does not, sees that somebody is asked.
	seen, err := h.meeting.GetIntervision(h.worker(annasWorker), &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	if !slices.Equal(seen.GetClientIds(), []string{anna}) || len(seen.GetAnswers()) != 1 || seen.GetOtherClients() {
		t.Fatal(seen)
	}
	seen, err = h.meeting.GetIntervision(h.worker(carlasWorker), &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	if len(seen.GetClientIds()) != 0 || len(seen.GetAnswers()) != 0 || !seen.GetOtherClients() {
		t.Fatal(seen)
	}
	// Carla's worker asks carla, and anna stays asked with what she said.
	_, err = h.meeting.UpdateIntervision(h.worker(carlasWorker), &pb.UpdateIntervisionRequest{
		Intervision: &pb.Intervision{Id: v.GetId(), ClientIds: []string{anna}}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"client_ids"}},
	})
	wantCode(t, err, codes.NotFound)
	_, err = h.meeting.UpdateIntervision(h.worker(carlasWorker), &pb.UpdateIntervisionRequest{
		Intervision: &pb.Intervision{Id: v.GetId(), ClientIds: []string{carla}}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"client_ids"}},
	})
	must(t, err)
	seen, err = h.meeting.GetIntervision(h.lead(), &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	if !slices.Equal(seen.GetClientIds(), []string{anna, carla}) || len(seen.GetAnswers()) != 1 {
		t.Fatal(seen)
	}
	_, err = h.meeting.CallOffIntervision(h.lead(), &pb.CallOffIntervisionRequest{Id: v.GetId(), CalledOff: true})
	must(t, err)
	_, err = h.asked.AnswerMeeting(h.client(anna), &pb.AnswerMeetingRequest{Id: v.GetId(), ClientId: anna, Answer: yes})
	wantReason(t, err, "CALLED_OFF")
	h.hear(here, h.now, &recruitmentv1.ClientLeft{ClientId: anna})
	seen, err = h.meeting.GetIntervision(h.lead(), &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	if !slices.Equal(seen.GetClientIds(), []string{carla}) {
		t.Error("somebody who left is still asked")
	}
}

func TestO04_AnOldIntervisionKeepsTheWordsItWasHeldWith(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	was := v.GetUsed()
	if v.GetMethodKey() != "incident" || was.GetVersion() != 1 || len(was.GetSteps()) != 5 || was.GetSteps()[0].GetQuestionsEn() == "" {
		t.Fatal(v)
	}
	changed := proto.Clone(was).(*pb.MethodTemplate)
	changed.Steps = changed.GetSteps()[:4]
	changed.Steps[0].TextNl = "Vertel het als een film."
	m, err := h.method.SaveMethod(h.lead(), &pb.SaveMethodRequest{Method: changed})
	must(t, err)
	if m.GetVersion() != 2 || !m.GetOwn() {
		t.Fatal(m)
	}
	read, err := h.meeting.GetIntervision(h.lead(), &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	next := h.intervision("2026-05-01")
	if !proto.Equal(read.GetUsed(), was) || next.GetUsed().GetVersion() != 2 || len(next.GetUsed().GetSteps()) != 4 {
		t.Fatal(read.GetUsed(), next.GetUsed())
	}
	elsewhere, err := h.method.ListMethods(h.as(there, coordinator, authn.RoleCoordinator), &pb.ListMethodsRequest{})
	must(t, err)
	if len(elsewhere.GetMethods()) != 4 || elsewhere.GetMethods()[0].GetVersion() != 1 {
		t.Fatal(elsewhere)
	}
	_, err = h.method.RetireMethod(h.lead(), &pb.RetireMethodRequest{Key: "incident", Retired: true})
	must(t, err)
	list, err := h.method.ListMethods(h.worker(annasWorker), &pb.ListMethodsRequest{})
	must(t, err)
	if len(list.GetMethods()) != 3 {
		t.Fatal(list)
	}
	_, err = h.meeting.CreateIntervision(h.worker(annasWorker), &pb.CreateIntervisionRequest{Intervision: &pb.Intervision{
		Title: "x", Day: "2026-04-01", MethodKey: "incident", OrganiserIds: []string{annasWorker, bertsWorker}}})
	wantReason(t, err, "UNKNOWN_METHOD")
	own, err := h.method.SaveMethod(h.lead(), &pb.SaveMethodRequest{Method: ownMethod("")})
	must(t, err)
	mine, err := h.meeting.CreateIntervision(h.worker(annasWorker), &pb.CreateIntervisionRequest{Intervision: &pb.Intervision{
		Title: "x", Day: "2026-04-01", MethodKey: own.GetKey(), OrganiserIds: []string{annasWorker, bertsWorker}}})
	must(t, err)
	if mine.GetMethod() != pb.Intervision_METHOD_OWN || mine.GetUsed().GetTitleNl() != "Wandelend" {
		t.Fatal(mine)
	}
}
