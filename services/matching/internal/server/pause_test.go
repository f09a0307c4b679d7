package server_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
)

func TestM02_WhoAskedForThePauseGoesOnAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	until := timestamppb.New(h.now.AddDate(0, 0, 21))
	got, err := h.api.PauseMatch(h.client(h.lotte), &pb.ChangeMatchStateRequest{Id: m.GetId(), Until: until})
	must(t, err)
	wantState(t, got, pb.Match_STATE_PAUSED)
	if got.GetPausedByClientId() != h.lotte || !got.GetPauseUntil().AsTime().Equal(until.AsTime()) {
		t.Errorf("got %v", got)
	}
	other, err := h.api.GetMatch(h.client(h.nick), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if other.GetPausedByClientId() != "" {
		t.Error("who asked is not told to the other")
	}
	if e := h.told()[len(h.told())-1]; !e.GetPauseUntil().AsTime().Equal(until.AsTime()) {
		t.Errorf("told %v", e)
	}
	resume := func(req *pb.ChangeMatchStateRequest) *pb.ChangeMatchStateRequest { req.Id = m.GetId(); return req }
	_, err = h.api.ResumeMatch(h.client(h.nick), resume(&pb.ChangeMatchStateRequest{}))
	wantReason(t, err, "PAUSE_GOES_ON")
	_, err = h.api.ResumeMatch(h.worker(h.bert), resume(&pb.ChangeMatchStateRequest{}))
	if p := wantReason(t, err, "THEIR_WORD_NEEDED"); p.Fields[0].Path != "support_form" {
		t.Errorf("got %+v", p.Fields)
	}
	spoken := pb.SupportForm_SUPPORT_FORM_SPOKEN
	_, err = h.api.ResumeMatch(h.worker(h.bert), resume(&pb.ChangeMatchStateRequest{ClientId: h.lotte, SupportForm: spoken}))
	wantCode(t, err, codes.NotFound) // lotte's word is not his to bring
	_, err = h.api.ResumeMatch(h.worker(h.anna), resume(&pb.ChangeMatchStateRequest{SupportForm: spoken}))
	wantReason(t, err, "WHOSE_WORD")
	_, err = h.api.ResumeMatch(h.worker(h.anna), resume(&pb.ChangeMatchStateRequest{ClientId: h.lotte, SupportForm: pb.SupportForm_SUPPORT_FORM_SELF}))
	wantReason(t, err, "SUPPORT_FORM_NEEDED")
	got, err = h.api.ResumeMatch(h.worker(h.anna), resume(&pb.ChangeMatchStateRequest{ClientId: h.lotte, SupportForm: spoken}))
	must(t, err)
	wantState(t, got, pb.Match_STATE_UNDER_WAY)
	if got.GetPausedByClientId() != "" || got.GetPauseUntil() != nil {
		t.Errorf("got %v", got)
	}
	// A pause of support workers is theirs.
	_, err = h.api.PauseMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId()})
	must(t, err)
	_, err = h.api.ResumeMatch(h.client(h.lotte), resume(&pb.ChangeMatchStateRequest{}))
	wantReason(t, err, "PAUSE_GOES_ON")
	_, err = h.api.ResumeMatch(h.worker(h.bert), resume(&pb.ChangeMatchStateRequest{}))
	must(t, err)
}

func TestO05_APauseNeverEndsByItself(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	_, err := h.api.PauseMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId(), Until: timestamppb.New(h.now)})
	if p := wantReason(t, err, "PAUSE_DAY_TO_COME"); p.Fields[0].Path != "until" {
		t.Errorf("got %+v", p.Fields)
	}
	_, err = h.api.PauseMatch(h.worker(h.anna), &pb.ChangeMatchStateRequest{Id: m.GetId(), Until: timestamppb.New(h.now.AddDate(0, 0, 7))})
	must(t, err)
	h.now = h.now.AddDate(0, 0, 8)
	must(t, h.server.LetGo(t.Context(), h.tenant))
	must(t, h.server.GoOn(t.Context(), h.tenant))
	got := h.get(m)
	wantState(t, got, pb.Match_STATE_PAUSED)
	if got.GetHints()[0].GetCode() != "ASK_ABOUT_PAUSE" {
		t.Errorf("got %v", got.GetHints())
	}
	client, err := h.api.GetMatch(h.client(h.lotte), &pb.GetMatchRequest{Id: m.GetId()})
	must(t, err)
	if len(client.GetHints()) != 0 {
		t.Errorf("a client sees %v", client.GetHints())
	}
}
