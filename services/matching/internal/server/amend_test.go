package server_test

import (
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
)

func (h *house) amend(m *pb.Match, paths ...string) (*pb.Match, error) {
	return h.api.UpdateMatch(h.worker(h.anna), &pb.UpdateMatchRequest{Match: m, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}, RequestId: ids.New()})
}

func TestM04_M06_M07_M12_WhatSupportWorkersWroteCanBeWrittenAnew(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.proposed()
	got, err := h.amend(&pb.Match{Id: m.GetId(), Etag: m.GetEtag(), Reason: "Jullie houden van soep.", GuidanceNeeded: "Iemand gaat mee.",
		Making: pb.Match_MAKING_CONNECTING, BeganAt: "de soepmiddag", Citizens: 2, State: pb.Match_STATE_CLOSED},
		"reason", "guidanceNeeded", "making", "began_at", "citizens")
	must(t, err)
	if got.GetReason() != "Jullie houden van soep." || got.GetGuidanceNeeded() != "Iemand gaat mee." || got.GetMaking() != pb.Match_MAKING_CONNECTING ||
		got.GetBeganAt() != "de soepmiddag" || got.GetCitizens() != 2 {
		t.Errorf("got %v", got)
	}
	_, err = h.amend(&pb.Match{Id: m.GetId(), Etag: m.GetEtag(), Reason: "x"}, "reason")
	wantCode(t, err, codes.Aborted)
	got, err = h.amend(&pb.Match{Id: m.GetId(), Reason: "alleen dit", BeganAt: "niet dit"}, "reason")
	must(t, err)
	if got.GetReason() != "alleen dit" || got.GetBeganAt() != "de soepmiddag" {
		t.Errorf("got %v", got)
	}
	for name, c := range map[string]struct {
		m           *pb.Match
		mask, field string
	}{
		"no reason where people read it": {&pb.Match{Reason: " "}, "reason", "match.reason"},
		"no guidance":                    {&pb.Match{}, "guidance_needed", "match.guidance_needed"},
		"no way of making":               {&pb.Match{}, "making", "match.making"},
		"too many neighbours":            {&pb.Match{Citizens: 21}, "citizens", "match.citizens"},
		"fewer than none":                {&pb.Match{Citizens: -1}, "citizens", "match.citizens"},
		"too long":                       {&pb.Match{Reason: strings.Repeat("é", 1001)}, "reason", "match.reason"},
		"too long a place":               {&pb.Match{BeganAt: strings.Repeat("x", 201)}, "began_at", "match.began_at"},
		"what changes by other calls":    {&pb.Match{State: pb.Match_STATE_CLOSED}, "state", "update_mask"},
	} {
		t.Log(name)
		c.m.Id = m.GetId()
		_, err := h.amend(c.m, c.mask)
		wantCode(t, err, codes.InvalidArgument)
		if p := rpc.ProblemOf(err); len(p.Fields) != 1 || p.Fields[0].Path != c.field || p.Fields[0].Text.NL == "" || p.Fields[0].Text.EN == "" {
			t.Errorf("got %+v, want %s", p, c.field)
		}
	}
	if n := h.count(`SELECT count(*) FROM matching.match WHERE citizens = 2 AND reason = 'alleen dit'`); n != 1 {
		t.Error("something refused was written")
	}
}

func TestM18_PartsOfTheTalkCanBeEmptied(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	record := func(talk *pb.ExpectationsTalk, paths ...string) *pb.Match {
		t.Helper()
		_, err := h.api.RecordTalk(h.worker(h.anna), &pb.RecordTalkRequest{Id: m.GetId(), Talk: talk, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
		must(t, err)
		return h.get(m)
	}
	got := record(&pb.ExpectationsTalk{Plan: "iets anders"}, "possibilities")
	if got.GetTalk().GetPossibilities() != "" || got.GetTalk().GetPlan() != "pannenkoeken" || len(got.GetTalk().GetExpectations()) != 2 {
		t.Errorf("only what the mask says: %v", got.GetTalk())
	}
	got = record(&pb.ExpectationsTalk{Expectations: []*pb.Expectation{{ClientId: h.lotte}}}, "expectations", "plan")
	if e := got.GetTalk().GetExpectations(); len(e) != 1 || e[0].GetClientId() != h.nick || got.GetTalk().GetPlan() != "" {
		t.Errorf("emptied, and the other's stays: %v", got.GetTalk())
	}
	_, err := h.api.RecordTalk(h.worker(h.anna), &pb.RecordTalkRequest{Id: m.GetId(), Talk: &pb.ExpectationsTalk{}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"ending"}}})
	wantReason(t, err, "UNKNOWN_FIELD")
	_, err = h.api.RecordTalk(h.client(h.lotte), &pb.RecordTalkRequest{Id: m.GetId(),
		Talk:       &pb.ExpectationsTalk{Expectations: []*pb.Expectation{{ClientId: h.nick}}},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"expectations"}}})
	wantReason(t, err, "OWN_EXPECTATION")
}

// After the plan a first doing-together is set; evaluation looks whether one appears.
func TestM09_ThatThereIsAPlanIsTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.acquainted()
	last := func() *pb.MatchChanged { told := h.told(); return told[len(told)-1] }
	if last().GetPlanMade() {
		t.Error("no plan yet")
	}
	for _, plan := range []string{"samen soep koken", ""} {
		_, err := h.api.RecordTalk(h.worker(h.anna), &pb.RecordTalkRequest{Id: m.GetId(), Talk: &pb.ExpectationsTalk{Plan: plan},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"plan"}}})
		must(t, err)
		if last().GetPlanMade() != (plan != "") {
			t.Errorf("plan %q: told %v", plan, last())
		}
	}
}

func TestD07_DoingItForSomebodyAsksWhoElseCould(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWayOf(h.omar)
	guide := func(task pb.Guidance_Task) *pb.Match {
		t.Helper()
		got, err := h.api.SetGuidance(h.worker(h.anna), &pb.SetGuidanceRequest{Id: m.GetId(), ClientId: h.lotte, Guidance: &pb.Guidance{
			Distance: pb.Guidance_DISTANCE_CLOSE, Reason: "de eerste keren", Task: task, ReviewTime: timestamppb.New(h.now.AddDate(0, 1, 0))}})
		must(t, err)
		if got.GetParticipants()[0].GetGuidance().GetTask() != task {
			t.Errorf("got %v", got.GetParticipants()[0].GetGuidance())
		}
		return got
	}
	for _, task := range []pb.Guidance_Task{pb.Guidance_TASK_COACH, pb.Guidance_TASK_CONNECTOR, pb.Guidance_TASK_MEDIATOR, pb.Guidance_TASK_UNSPECIFIED} {
		if got := guide(task); len(got.GetHints()) != 0 {
			t.Errorf("%s: %v", task, got.GetHints())
		}
	}
	got := guide(pb.Guidance_TASK_DOING_IT_FOR)
	if len(got.GetHints()) != 1 || got.GetHints()[0].GetCode() != "WHO_ELSE_COULD" {
		t.Errorf("got %v", got.GetHints())
	}
	client, err := h.api.GetMatch(h.client(h.lotte), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if len(client.GetHints()) != 0 || client.GetParticipants()[0].GetGuidance() != nil {
		t.Errorf("a client sees %v", client)
	}
}

func TestD01_TheReasonItBeginsWithInBothLanguages(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	for _, p := range h.get(m).GetParticipants() {
		d := p.GetGuidance().GetDefaultReason()
		if d.GetNl() == "" || d.GetEn() == "" || d.GetNl() != p.GetGuidance().GetReason() || strings.Contains(d.GetEn(), "netwerker") {
			t.Errorf("got %v", p.GetGuidance())
		}
	}
	got, err := h.api.SetGuidance(h.worker(h.anna), &pb.SetGuidanceRequest{Id: m.GetId(), ClientId: h.lotte, Guidance: &pb.Guidance{
		Distance: pb.Guidance_DISTANCE_CLOSE, Reason: "eigen woorden", ReviewTime: timestamppb.New(h.now.AddDate(0, 1, 0))}})
	must(t, err)
	if got.GetParticipants()[0].GetGuidance().GetDefaultReason() != nil {
		t.Error("somebody wrote their own")
	}
}
