package server_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// Neither a version, a time, a page token nor a conflict tells somebody that the other
// has answered.
func TestM17_AnAnswerLeavesNoTraceForTheOther(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.proposed()
	see := func() (*pb.Match, *pb.ListMatchesResponse) {
		got, err := h.api.GetMatch(h.client(h.lotte), &pb.GetMatchRequest{Id: m.GetId()})
		must(t, err)
		list, err := h.api.ListMatches(h.client(h.lotte), &pb.ListMatchesRequest{PageSize: 1})
		must(t, err)
		return got, list
	}
	h.underWayOf(h.omar) // a second one, so that there is a next page
	before, listed := see()
	if before.GetEtag() == "" || before.GetUpdateTime() != nil || listed.GetNextPageToken() == "" {
		t.Fatalf("got %v and %v", before, listed)
	}
	h.now = h.now.Add(time.Hour)
	h.answer(m, h.nick, pb.Answer_ANSWER_MAYBE)
	after, listedAfter := see()
	if before.String() != after.String() || listed.String() != listedAfter.String() {
		t.Errorf("a client sees that the other answered:\n%v\n%v\n%v\n%v", before, after, listed, listedAfter)
	}
	got, err := h.api.AnswerProposal(h.client(h.lotte), &pb.AnswerProposalRequest{
		Id: m.GetId(), ClientId: h.lotte, Answer: pb.Answer_ANSWER_MAYBE, Etag: before.GetEtag()})
	must(t, err)
	if got.GetEtag() == before.GetEtag() {
		t.Error("the own answer is a change")
	}
	_, err = h.api.AnswerProposal(h.client(h.lotte), &pb.AnswerProposalRequest{
		Id: m.GetId(), ClientId: h.lotte, Answer: pb.Answer_ANSWER_YES, Etag: before.GetEtag()})
	wantReason(t, err, "CHANGED_MEANWHILE")
}

func TestX10_AClientStopsWhateverChangedMeanwhile(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	_, err := h.api.EndMatch(h.worker(h.anna), &pb.EndMatchRequest{Id: m.GetId(), Etag: "1"})
	wantReason(t, err, "CHANGED_MEANWHILE")
	got, err := h.api.EndMatch(h.client(h.lotte), &pb.EndMatchRequest{Id: m.GetId(), Etag: "1"})
	must(t, err)
	wantState(t, got, pb.Match_STATE_CLOSING)
}

func TestM02_NobodyTurnsAnOwnAnswerIntoAYes(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.answer(h.proposed(), h.lotte, pb.Answer_ANSWER_MAYBE)
	record := func(a pb.Answer) (*pb.Match, error) {
		return h.api.AnswerProposal(h.worker(h.anna), &pb.AnswerProposalRequest{
			Id: m.GetId(), ClientId: h.lotte, Answer: a, SupportForm: pb.SupportForm_SUPPORT_FORM_SPOKEN})
	}
	_, err := record(pb.Answer_ANSWER_YES)
	wantReason(t, err, "ANSWERED_THEMSELF")
	got, err := record(pb.Answer_ANSWER_NOT_NOW) // a no is always heard
	must(t, err)
	wantState(t, got, pb.Match_STATE_UNSPECIFIED)
}

// A networker who stops is not asked any more; people who know each other already are
// not pulled apart, and their support workers are told what to ask.
func TestX10_ANetworkerWhoStopsIsNotAskedAnyMore(t *testing.T) {
	t.Parallel()
	h := open(t)
	going := h.underWay()
	for _, client := range []string{h.omar} {
		_, err := h.api.CreateMatch(h.worker(h.carla), &pb.CreateMatchRequest{
			WishId: h.wishes[client], Others: []*pb.NewPerson{{ClientId: h.nick, Networker: true}}})
		must(t, err)
	}
	var networker string
	must(t, h.database.Owner(t).QueryRow(t.Context(), `SELECT id FROM matching.networker WHERE client_id = $1`, h.nick).Scan(&networker))
	change := func(state recruitmentv1.Networker_State) {
		h.hear(&recruitmentv1.NetworkerChanged{NetworkerId: networker, ClientId: h.nick, State: state, Capacity: 2})
	}
	hints := func() (codes []string) {
		got, err := h.api.GetMatch(h.worker(h.bert), &pb.GetMatchRequest{Id: going.GetId()})
		must(t, err)
		for _, hint := range got.GetHints() {
			codes = append(codes, hint.GetCode())
		}
		return codes
	}
	if got := hints(); len(got) != 1 {
		t.Errorf("while active: %v", got)
	}
	change(recruitmentv1.Networker_STATE_PAUSED)
	if n := h.count(`SELECT count(*) FROM matching.match`); n != 2 {
		t.Errorf("after a pause %d matches", n)
	}
	change(recruitmentv1.Networker_STATE_STOPPED)
	if n := h.count(`SELECT count(*) FROM matching.match`); n != 1 {
		t.Errorf("after stopping %d matches", n)
	}
	if got := hints(); len(got) != 2 || got[0] != "NETWORKER_NOT_ACTIVE" {
		t.Errorf("got %v", got)
	}
}

// Somebody out of the caller's reach is put into a match only when they agreed to be
// looked for.
func TestM03_NoStrangerInASpontaneousMatch(t *testing.T) {
	t.Parallel()
	h := open(t)
	stranger := ids.New()
	h.hear(&recruitmentv1.ClientChanged{ClientId: stranger, SupportWorkerIds: []string{h.carla}})
	ask := &pb.CreateSpontaneousMatchRequest{People: []*pb.NewPerson{{ClientId: h.lotte}, {ClientId: stranger}}}
	_, err := h.api.CreateSpontaneousMatch(h.worker(h.anna), ask)
	wantCode(t, err, codes.NotFound)
	_, err = h.api.CreateSpontaneousMatch(h.lead(), ask)
	must(t, err)
}

func TestM16_TheFollowUpIsADayToCome(t *testing.T) {
	t.Parallel()
	h := open(t)
	m := h.underWay()
	_, err := h.api.EndMatch(h.worker(h.anna), &pb.EndMatchRequest{Id: m.GetId()})
	must(t, err)
	care := func(at time.Time) error {
		_, err := h.api.RecordEndingCare(h.worker(h.anna), &pb.RecordEndingCareRequest{
			Id: m.GetId(), ClientId: h.lotte, TalkHeld: true, FollowUpTime: timestamppb.New(at)})
		return err
	}
	if p := wantReason(t, care(h.now.AddDate(0, 0, -7)), "FOLLOW_UP_PAST"); len(p.Fields) != 1 || p.Fields[0].Path != "follow_up_time" {
		t.Errorf("got %+v", p)
	}
	must(t, care(h.now))
}
