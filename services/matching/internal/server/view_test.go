package server_test

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

func TestM17_AClientKnowsNothingOfAnIdea(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.idea()
	for _, c := range []string{h.lotte, h.nick} {
		_, err := h.api.GetMatch(h.client(c), &pb.GetMatchRequest{Id: m.GetId()})
		wantCode(t, err, codes.NotFound)
		list, err := h.api.ListMatches(h.client(c), &pb.ListMatchesRequest{ClosedToo: true})
		must(t, err)
		if len(list.GetMatches()) != 0 {
			t.Errorf("got %v", list)
		}
		for name, err := range map[string]error{
			"answer": second(h.api.AnswerProposal(h.client(c), &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: c, Answer: pb.Answer_ANSWER_YES})),
			"end":    second(h.api.EndMatch(h.client(c), &pb.EndMatchRequest{Id: m.GetId()})),
		} {
			t.Log(name)
			wantCode(t, err, codes.NotFound)
		}
	}
	if e := h.told(); len(e) != 1 || e[0].GetPeople()[0].GetMayKnow() {
		t.Errorf("told %v", e)
	}
	m, err := h.propose(m)
	must(t, err)
	got, err := h.api.GetMatch(h.client(h.nick), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if got.GetReason() == "" {
		t.Error("the reason is written for the people")
	}
	_, err = h.api.GetMatch(h.client(h.omar), &pb.GetMatchRequest{Id: m.GetId()}) // in no part of it
	wantCode(t, err, codes.NotFound)
}

func second[A, B any](_ A, b B) B { return b }

// secrets fills everything that a client must not see with words to look for.
func (h *house) secrets() *pb.Match {
	h.t.Helper()
	m := h.underWay()
	for client, worker := range map[string]string{h.lotte: h.anna, h.nick: h.bert} {
		_, err := h.api.SetGuidance(h.worker(worker), &pb.SetGuidanceRequest{Id: m.GetId(), ClientId: client, Guidance: &pb.Guidance{
			Distance: pb.Guidance_DISTANCE_ALONGSIDE, Reason: "geheim: afstand", ReviewTime: timestamppb.New(h.now.AddDate(0, 1, 0))}})
		must(h.t, err)
		_, err = h.api.NoteEstimate(h.worker(worker), &pb.NoteEstimateRequest{Id: m.GetId(), ClientId: client, Words: "geheim: inschatting"})
		must(h.t, err)
	}
	_, err := h.api.EndMatch(h.client(h.nick), &pb.EndMatchRequest{Id: m.GetId(), PrivateReason: "geheim: reden"})
	must(h.t, err)
	m, err = h.api.RecordEndingCare(h.worker(h.bert), &pb.RecordEndingCareRequest{Id: m.GetId(), ClientId: h.nick, TalkHeld: true,
		FollowUpTime: timestamppb.New(h.now.AddDate(0, 0, 7)), Next: pb.EndingCare_NEXT_NEW_MATCH})
	must(h.t, err)
	return m
}

func TestM18_WhatAClientSees(t *testing.T) {
	t.Parallel()
	h := open(t)
	staff := h.secrets()
	for _, secret := range []string{"geheim: guidance needed", "geheim: afstand", "geheim: inschatting", "geheim: reden"} {
		if !strings.Contains(protojson.Format(staff), secret) {
			t.Errorf("a support worker sees %q", secret)
		}
	}
	own, other := h.lotte, h.nick
	views := map[string]func(context.Context) (*pb.Match, error){
		"GetMatch": func(ctx context.Context) (*pb.Match, error) {
			return h.api.GetMatch(ctx, &pb.GetMatchRequest{Id: staff.GetId()})
		},
		"ListMatches": func(ctx context.Context) (*pb.Match, error) {
			l, err := h.api.ListMatches(ctx, &pb.ListMatchesRequest{})
			return l.GetMatches()[0], err
		},
		"a change": func(ctx context.Context) (*pb.Match, error) {
			return h.api.RecordEndingCare(ctx, &pb.RecordEndingCareRequest{Id: staff.GetId(), ClientId: own, Next: pb.EndingCare_NEXT_REST})
		},
	}
	for name, view := range views {
		got, err := view(h.client(own))
		must(t, err)
		text := protojson.Format(got)
		for _, hidden := range []string{"geheim", "verwachting van nick", "NEXT_NEW_MATCH", "DISTANCE_"} {
			if strings.Contains(text, hidden) {
				t.Errorf("%s: a client sees %q in %s", name, hidden, text)
			}
		}
		if !strings.Contains(text, "verwachting van lotte") || !strings.Contains(text, "pannenkoeken") {
			t.Errorf("%s: own words and the plan are missing in %s", name, text)
		}
		for _, p := range got.GetParticipants() {
			bare := &pb.Participant{ClientId: p.GetClientId(), Networker: p.GetNetworker()}
			if p.GetClientId() == other && protojson.Format(p) != protojson.Format(bare) {
				t.Errorf("%s: of the other a client sees %v", name, p)
			}
			if p.GetClientId() == own && (p.GetAnswer() != pb.Answer_ANSWER_YES || !p.GetAgreedToGo()) {
				t.Errorf("%s: own answer is missing: %v", name, p)
			}
		}
		if got.GetEnding().GetStartedByClientId() != "" || len(got.GetHints()) != 0 {
			t.Errorf("%s: who began it, or a hint: %s", name, text)
		}
	}
}

func TestM18_HintsAreForSupportWorkers(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay() // one often, the other now and then
	got, err := h.api.GetMatch(h.worker(h.anna), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if len(got.GetHints()) != 1 || got.GetHints()[0].GetCode() != "DIFFERENT_RHYTHMS" {
		t.Errorf("got %v", got.GetHints())
	}
	got, err = h.api.GetMatch(h.client(h.lotte), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if len(got.GetHints()) != 0 {
		t.Errorf("a client sees %v", got.GetHints())
	}
}

func TestAcrossCaseloads(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.proposed()
	got, err := h.api.GetMatch(h.worker(h.bert), &pb.GetMatchRequest{Id: m.GetId()}) // guides nick, not lotte
	must(t, err)
	if len(got.GetParticipants()) != 2 || got.GetParticipants()[0].GetClientId() != h.lotte {
		t.Errorf("got %v", got)
	}
	_, err = h.api.GetMatch(h.worker(h.carla), &pb.GetMatchRequest{Id: m.GetId()}) // guides neither
	wantCode(t, err, codes.NotFound)
	_, err = h.api.AnswerProposal(h.worker(h.bert), &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: h.lotte,
		Answer: pb.Answer_ANSWER_YES, SupportForm: pb.SupportForm_SUPPORT_FORM_SPOKEN})
	wantCode(t, err, codes.NotFound)
}

func TestM02_InTheService(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.proposed()
	_, err := h.api.AnswerProposal(h.client(h.lotte), &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: h.nick, Answer: pb.Answer_ANSWER_YES})
	wantCode(t, err, codes.NotFound) // only for themself
	_, err = h.api.AnswerProposal(h.worker(h.anna), &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: h.lotte, Answer: pb.Answer_ANSWER_YES})
	wantCode(t, err, codes.InvalidArgument)
	wantReason(t, err, "SUPPORT_FORM_NEEDED")
	got, err := h.api.AnswerProposal(h.worker(h.anna), &pb.AnswerProposalRequest{Id: m.GetId(), ClientId: h.lotte,
		Answer: pb.Answer_ANSWER_YES, SupportForm: pb.SupportForm_SUPPORT_FORM_PICTURES})
	must(t, err)
	if got.GetParticipants()[0].GetAnswerForm() != pb.SupportForm_SUPPORT_FORM_PICTURES {
		t.Errorf("got %v", got)
	}
}

func TestD04_AHintWhenASupportWorkerLeaves(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWayOf(h.omar)
	if len(m.GetHints()) != 0 {
		t.Errorf("got %v", m.GetHints())
	}
	h.hear(&recruitmentv1.ClientChanged{ClientId: h.omar})
	got, err := h.api.GetMatch(h.worker(h.anna), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if len(got.GetHints()) != 1 || got.GetHints()[0].GetCode() != "SUPPORT_WORKER_NEEDED" {
		t.Errorf("got %v", got.GetHints())
	}
}
