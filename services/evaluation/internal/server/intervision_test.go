package server_test

import (
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/rpc"
)

func (h *house) intervision(day string) *pb.Intervision {
	h.t.Helper()
	v, err := h.meeting.CreateIntervision(h.worker(annasWorker), &pb.CreateIntervisionRequest{Intervision: &pb.Intervision{
		Title: "Loslaten", Day: day, Clock: "14:00", Method: pb.Intervision_METHOD_INCIDENT, OrganiserIds: []string{annasWorker, bertsWorker},
		InvitedIds: []string{carlasWorker}, Agenda: []*pb.AgendaItem{{Topic: "Verschillen tussen collega's"}, {Topic: "Een koppeling", MatchId: match}},
	}})
	must(h.t, err)
	return v
}

func TestE01_E02_AnIntervisionFromPlanToLine(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	if len(v.GetAgenda()) != 3 || !v.GetAgenda()[0].GetSafety() || v.GetAgenda()[0].GetTopic() != "Veiligheid" || v.GetEtag() != "1" {
		t.Fatal(v)
	}
	read, err := h.meeting.GetIntervision(h.worker(bertsWorker), &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	if !proto.Equal(v, read) {
		t.Fatalf("%v\n%v", v, read)
	}
	ctx, safety := h.worker(bertsWorker), v.GetAgenda()[0].GetId()
	_, err = h.meeting.RemoveAgendaItem(ctx, &pb.RemoveAgendaItemRequest{Id: v.GetId(), ItemId: safety})
	wantReason(t, err, "SAFETY_STAYS")
	_, err = h.meeting.HoldIntervision(ctx, &pb.HoldIntervisionRequest{Id: v.GetId()})
	wantReason(t, err, "SAFETY_NEEDS_A_LINE")
	_, err = h.meeting.RemoveAgendaItem(ctx, &pb.RemoveAgendaItemRequest{Id: v.GetId(), ItemId: v.GetAgenda()[1].GetId()})
	must(t, err)
	_, err = h.meeting.AddAgendaItem(ctx, &pb.AddAgendaItemRequest{Id: v.GetId(), Item: &pb.AgendaItem{Topic: "Afstand", Safety: true}})
	must(t, err)
	_, err = h.meeting.RecordLine(ctx, &pb.RecordLineRequest{Id: v.GetId(), ItemId: safety, Line: "besproken, niets"})
	must(t, err)
	agreed, err := h.meeting.AddAgreement(ctx, &pb.AddAgreementRequest{Id: v.GetId(), Agreement: &pb.Agreement{
		What: "Maat zoeken", SupportWorkerId: carlasWorker, Day: "2026-04-15",
	}})
	must(t, err)
	agreement := agreed.GetAgreements()[0]
	agreement.Done = true
	_, err = h.meeting.AddAgreement(ctx, &pb.AddAgreementRequest{Id: v.GetId(), Agreement: agreement})
	must(t, err)
	held, err := h.meeting.HoldIntervision(ctx, &pb.HoldIntervisionRequest{Id: v.GetId(), Etag: "6"})
	must(t, err)
	if held.GetState() != pb.Intervision_STATE_HELD || len(held.GetAgenda()) != 3 || held.GetAgenda()[2].GetSafety() ||
		len(held.GetAgreements()) != 1 || !held.GetAgreements()[0].GetDone() || held.GetAgenda()[0].GetLine() != "besproken, niets" {
		t.Fatal(held)
	}
	_, err = h.meeting.RecordLine(ctx, &pb.RecordLineRequest{Id: v.GetId(), ItemId: safety, Line: "x", Etag: "1"})
	wantReason(t, err, "CHANGED_MEANWHILE")
}

func TestAnIntervisionRefersToColleaguesOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	for field, call := range map[string]func() error{
		"intervision.organiser_ids": func() error {
			_, err := h.meeting.CreateIntervision(h.lead(), &pb.CreateIntervisionRequest{Intervision: &pb.Intervision{
				Title: "Loslaten", Day: "2026-04-01", OrganiserIds: []string{annasWorker, none}}})
			return err
		},
		"intervision.invited_ids": func() error {
			_, err := h.meeting.UpdateIntervision(h.lead(), &pb.UpdateIntervisionRequest{
				Intervision: &pb.Intervision{Id: v.GetId(), InvitedIds: []string{none}}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"invited_ids"}}})
			return err
		},
		"agreement.support_worker_id": func() error {
			_, err := h.meeting.AddAgreement(h.lead(), &pb.AddAgreementRequest{Id: v.GetId(), Agreement: &pb.Agreement{What: "Maat zoeken", SupportWorkerId: none}})
			return err
		},
	} {
		p := rpc.ProblemOf(call())
		if p.Code != codes.NotFound || len(p.Fields) != 1 || p.Fields[0].Path != field {
			t.Errorf("somebody who does not work here as %s: %v %+v", field, p.Code, p.Fields)
		}
	}
}

func TestO01_AnIntervisionHasTwoOrganisers(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	_, err := h.meeting.UpdateIntervision(h.lead(), &pb.UpdateIntervisionRequest{Intervision: &pb.Intervision{
		Id: v.GetId(), Title: v.GetTitle(), Day: v.GetDay(), OrganiserIds: []string{coordinator},
	}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"organiser_ids"}}})
	wantCode(t, err, codes.InvalidArgument)
	changed, err := h.meeting.UpdateIntervision(h.lead(), &pb.UpdateIntervisionRequest{Intervision: &pb.Intervision{
		Id: v.GetId(), Etag: v.GetEtag(), Title: "niet geschreven", Day: "2026-04-08", OrganiserIds: []string{coordinator, annasWorker},
	}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"organiser_ids", "day", "agenda"}}})
	must(t, err)
	if changed.GetTitle() != "Loslaten" || changed.GetDay() != "2026-04-08" || changed.GetOrganiserIds()[0] != coordinator || len(changed.GetAgenda()) != 3 {
		t.Fatal(changed)
	}
}

func TestIntervisionsAreOfTheOrganisationAndTheirCasesOfWhoGuides(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, day := range []string{"2026-04-01", "2026-05-01", "2026-03-01"} {
		h.intervision(day)
	}
	var days []string
	req := &pb.ListIntervisionsRequest{PageSize: 2}
	for range 2 {
		page, err := h.meeting.ListIntervisions(h.worker(carlasWorker), req)
		must(t, err)
		for _, v := range page.GetIntervisions() {
			days = append(days, v.GetDay())
		}
		req.PageToken = page.GetNextPageToken()
	}
	if !slices.Equal(days, []string{"2026-05-01", "2026-04-01", "2026-03-01"}) || req.GetPageToken() != "" {
		t.Fatal(days)
	}
	page, err := h.meeting.ListIntervisions(h.as(there, coordinator, authn.RoleCoordinator), &pb.ListIntervisionsRequest{})
	must(t, err)
	if len(page.GetIntervisions()) != 0 {
		t.Fatal(page)
	}
	v := h.intervision("2026-06-01")
	_, err = h.meeting.AddAgendaItem(h.worker(carlasWorker), &pb.AddAgendaItemRequest{Id: v.GetId(), Item: &pb.AgendaItem{Topic: "x", MatchId: match}})
	wantCode(t, err, codes.NotFound)
	_, err = h.meeting.ListIntervisions(h.client(anna), &pb.ListIntervisionsRequest{})
	wantCode(t, err, codes.PermissionDenied)
}

func TestE07_LessonsAreSharedAndHoldNobody(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	for _, words := range []string{"Begin klein.", "Vraag het apart."} {
		_, err := h.lesson.AddLesson(h.worker(annasWorker), &pb.AddLessonRequest{Lesson: &pb.Lesson{Words: words, IntervisionId: v.GetId()}})
		must(t, err)
	}
	_, err := h.lesson.AddLesson(h.worker(annasWorker), &pb.AddLessonRequest{Lesson: &pb.Lesson{Words: "Bel Anna op 06 12345678"}})
	wantCode(t, err, codes.InvalidArgument)
	_, err = h.lesson.AddLesson(h.worker(annasWorker), &pb.AddLessonRequest{Lesson: &pb.Lesson{Words: "x", IntervisionId: none}})
	wantCode(t, err, codes.NotFound)

	page, err := h.lesson.ListLessons(h.as(here, none, authn.RoleOrganisationAdmin), &pb.ListLessonsRequest{PageSize: 1})
	must(t, err)
	next, err := h.lesson.ListLessons(h.worker(carlasWorker), &pb.ListLessonsRequest{PageSize: 1, PageToken: page.GetNextPageToken()})
	must(t, err)
	if page.GetLessons()[0].GetWords() != "Vraag het apart." || next.GetLessons()[0].GetWords() != "Begin klein." || next.GetNextPageToken() != "" {
		t.Fatal(page, next)
	}
}

func TestO01_AnIntervisionOfSomebodyWhoLeftGoesOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	v := h.intervision("2026-04-01")
	_, err := h.meeting.AddAgreement(h.worker(bertsWorker), &pb.AddAgreementRequest{Id: v.GetId(), Agreement: &pb.Agreement{
		What: "Maat zoeken", SupportWorkerId: annasWorker, Day: "2026-04-15",
	}})
	must(t, err)
	h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{
		SupportWorkerId: annasWorker, Left: true, StandInIds: []string{bertsWorker, second},
	})
	read, err := h.meeting.GetIntervision(h.worker(bertsWorker), &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	if !slices.Equal(read.GetOrganiserIds(), []string{bertsWorker, second}) || read.GetAgreements()[0].GetSupportWorkerId() != bertsWorker {
		t.Errorf("passed on: %v", read)
	}
	// Somebody who is away comes back: nothing moves.
	h.hear(here, h.now, &recruitmentv1.SupportWorkerChanged{SupportWorkerId: bertsWorker, Away: true, StandInIds: []string{carlasWorker}})
	again, err := h.meeting.GetIntervision(h.worker(bertsWorker), &pb.GetIntervisionRequest{Id: v.GetId()})
	must(t, err)
	if !proto.Equal(read, again) {
		t.Errorf("moved: %v", again)
	}
}
