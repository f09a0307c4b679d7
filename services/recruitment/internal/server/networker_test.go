package server_test

import (
	"context"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

func TestTheWholeRoadAndBackIsToldToTheOthers(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_STOPPED)
	var states []pb.Networker_State
	for _, event := range s.events() {
		changed, ok := event.(*pb.NetworkerChanged)
		if !ok || changed.GetNetworkerId() != n.GetId() || changed.GetClientId() != s.lieke {
			t.Fatalf("event = %v", event)
		}
		if changed.GetState() == pb.Networker_STATE_ACTIVE && (changed.GetCapacity() != 2 || changed.GetSupportWorkerId() != s.anna) {
			t.Errorf("active without capacity or support worker: %v", changed)
		}
		states = append(states, changed.GetState())
	}
	if len(states) != 7 {
		t.Fatalf("states = %v", states)
	}
	for i, state := range states {
		if state != pb.Networker_State(i+1) {
			t.Errorf("states = %v", states)
		}
	}
	n, err := s.StepBackNetworker(s.asAnna(), &pb.ChangeNetworkerStateRequest{Id: n.GetId(), Etag: n.GetEtag()})
	s.ok(err)
	if n.GetState() != pb.Networker_STATE_APPROACHED {
		t.Fatalf("one step back from stopped is %s", n.GetState())
	}
}

func TestR01_TheSameClientMayWishAndBeANetworker(t *testing.T) {
	s := newStory(t)
	s.networker(pb.Networker_STATE_ACTIVE)
	s.wish()
}

// An idea is not read before it is asked in person, and does not stand in the way of
// the client's own sign-up.
func TestR04_AnIdeaIsNotForTheClientToRead(t *testing.T) {
	s := newStory(t)
	idea := s.networker(pb.Networker_STATE_IDEA)
	list, err := s.ListNetworkers(s.asLieke(), &pb.ListNetworkersRequest{})
	s.ok(err)
	if len(list.GetNetworkers()) != 0 {
		t.Errorf("a client reads %v", list)
	}
	_, err = s.GetNetworker(s.asLieke(), &pb.GetNetworkerRequest{Id: idea.GetId()})
	s.refused(err, codes.NotFound)
	own, err := s.NoteNetworker(s.asLieke(), &pb.NoteNetworkerRequest{Networker: &pb.Networker{Reason: "Ik wil graag helpen."}})
	s.ok(err)
	if own.GetId() != idea.GetId() || own.GetSource() != pb.Networker_SOURCE_OWN_SIGN_UP || own.GetReason() != "Ik wil graag helpen." {
		t.Errorf("got %v", own)
	}
	for _, ctx := range []context.Context{s.asLieke(), s.asAnna()} {
		got, err := s.GetNetworker(ctx, &pb.GetNetworkerRequest{Id: own.GetId()})
		s.ok(err)
		if !proto.Equal(got, own) {
			t.Errorf("got %v, want %v", got, own)
		}
	}
}

func TestR01_OnePeriodAtATimeAndAnotherAfterIt(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_APPROACHED)
	_, err := s.NoteNetworker(s.asLieke(), &pb.NoteNetworkerRequest{Networker: &pb.Networker{}})
	s.refused(err, codes.AlreadyExists)
	_, err = s.StopNetworker(s.asLieke(), &pb.ChangeNetworkerStateRequest{Id: n.GetId()})
	s.ok(err)
	_, err = s.NoteNetworker(s.asLieke(), &pb.NoteNetworkerRequest{Networker: &pb.Networker{}})
	s.ok(err)
	_, err = s.StepBackNetworker(s.asAnna(), &pb.ChangeNetworkerStateRequest{Id: n.GetId()})
	s.refused(err, codes.AlreadyExists)
}

func TestR01_TwoNotesAtOnceMakeOneNetworker(t *testing.T) {
	s := newStory(t)
	ctx := s.asAnna()
	var both sync.WaitGroup
	results := make([]codes.Code, 2)
	for i := range results {
		both.Go(func() {
			_, err := s.NoteNetworker(ctx, &pb.NoteNetworkerRequest{
				Networker: &pb.Networker{ClientId: s.lieke, Source: pb.Networker_SOURCE_CARE_PLAN},
			})
			results[i] = status.Code(err)
		})
	}
	both.Wait()
	if n := s.count(`SELECT count(*) FROM recruitment.networker`); n != 1 {
		t.Fatalf("%d networkers, answers %v", n, results)
	}
}

func TestR03_AClientSignsUpThemselfAndForNobodyElse(t *testing.T) {
	s := newStory(t)
	_, err := s.NoteNetworker(s.asLieke(), &pb.NoteNetworkerRequest{
		Networker: &pb.Networker{ClientId: s.omar, Source: pb.Networker_SOURCE_OWN_SIGN_UP},
	})
	s.refused(err, codes.NotFound)
	_, err = s.NoteNetworker(s.asAnna(), &pb.NoteNetworkerRequest{
		Networker: &pb.Networker{ClientId: s.lieke, Source: pb.Networker_SOURCE_OWN_SIGN_UP},
	})
	s.wrongField(err, "networker.source")
	n, err := s.NoteNetworker(s.asLieke(), &pb.NoteNetworkerRequest{Networker: &pb.Networker{Reason: "ik help graag"}})
	s.ok(err)
	if n.GetSource() != pb.Networker_SOURCE_OWN_SIGN_UP || n.GetClientId() != s.lieke || n.GetState() != pb.Networker_STATE_IDEA {
		t.Fatalf("noted %v", n)
	}
}

func TestR04_TheCallerAsksUnlessAColleagueIsNamed(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_APPROACHED)
	if n.GetApproachedBy() != s.anna {
		t.Fatalf("approached by %s", n.GetApproachedBy())
	}
	_, err := s.StepBackNetworker(s.asAnna(), &pb.ChangeNetworkerStateRequest{Id: n.GetId()})
	s.ok(err)
	_, err = s.ApproachNetworker(s.asAnna(), &pb.ApproachNetworkerRequest{Id: n.GetId(), SupportWorkerId: s.piet})
	s.unknown(err, "support_worker_id")
	n, err = s.ApproachNetworker(s.asAnna(), &pb.ApproachNetworkerRequest{Id: n.GetId(), SupportWorkerId: s.bram})
	s.ok(err)
	if n.GetApproachedBy() != s.bram {
		t.Fatalf("approached by %s", n.GetApproachedBy())
	}
}

func TestR05_NoLearningAndNoActivatingWithoutARecordedYes(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_APPROACHED)
	learn := func() error {
		_, err := s.StartLearning(s.asAnna(), &pb.ChangeNetworkerStateRequest{Id: n.GetId()})
		return err
	}
	activate := func() error {
		_, err := s.ActivateNetworker(s.asAnna(), &pb.ActivateNetworkerRequest{
			Id: n.GetId(), AgreedSupport: "bellen", SupportWorkerId: s.anna, Capacity: 1,
		})
		return err
	}
	s.refused(learn(), codes.FailedPrecondition)
	s.refused(activate(), codes.FailedPrecondition)
	n, err := s.RecordConversation(s.asAnna(), &pb.RecordConversationRequest{
		Id: n.GetId(), Conversation: &pb.Conversation{OwnWords: "nu even niet"},
	})
	s.ok(err)
	if n.GetState() != pb.Networker_STATE_APPROACHED || n.GetConversation().GetOwnWords() != "nu even niet" {
		t.Fatalf("after a no: %v", n)
	}
	s.refused(learn(), codes.FailedPrecondition)
	s.refused(activate(), codes.FailedPrecondition)
}

// The rules hold in the tables too, whoever writes.
func TestR05_R12_TheDatabaseHoldsThem(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_APPROACHED)
	for _, state := range []string{"in_conversation", "learning", "active", "paused"} {
		_, err := s.owner.Exec(t.Context(), `UPDATE recruitment.networker SET state = $1 WHERE id = $2`, state, n.GetId())
		if err == nil {
			t.Errorf("%s without own yes", state)
		}
	}
	s.sql(`UPDATE recruitment.networker SET own_yes = true, talk_at = now(), state = 'learning' WHERE id = $1`, n.GetId())
	if _, err := s.owner.Exec(t.Context(), `UPDATE recruitment.networker SET state = 'active' WHERE id = $1`, n.GetId()); err == nil {
		t.Error("active without support")
	}
}

func TestR06_R07_R08_R10_TheTalkIsKeptAsItWasHeld(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_APPROACHED)
	talk := &pb.Conversation{
		OwnYes: true, OwnWords: "knikte en lachte", WantsToShare: pb.Conversation_ANSWER_YES, AbleToShare: pb.Conversation_ANSWER_NOT_KNOWN_YET,
		NoteSharing: "vertelt graag", NoteCommunicating: "luistert", NoteWithoutSteering: "nog oefenen", Experience: "kookclub",
		TalkTime: timestamppb.New(n.GetCreateTime().AsTime().AddDate(0, 0, -1)),
	}
	n, err := s.RecordConversation(s.asAnna(), &pb.RecordConversationRequest{Id: n.GetId(), Conversation: talk})
	s.ok(err)
	got, err := s.GetNetworker(s.asLieke(), &pb.GetNetworkerRequest{Id: n.GetId()})
	s.ok(err)
	if !proto.Equal(got.GetConversation(), talk) || !proto.Equal(got, n) || n.GetState() != pb.Networker_STATE_IN_CONVERSATION {
		t.Fatalf("kept %v", got)
	}
}

func TestR12_ActivatingNeedsAColleagueOfTheOrganisation(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_LEARNING)
	request := func() *pb.ActivateNetworkerRequest {
		return &pb.ActivateNetworkerRequest{Id: n.GetId(), AgreedSupport: "bellen", SupportWorkerId: s.anna, Capacity: 1}
	}
	bad := request()
	bad.SupportWorkerId = s.piet
	_, err := s.ActivateNetworker(s.asAnna(), bad)
	s.unknown(err, "support_worker_id")
	for capacity, code := range map[int32]codes.Code{0: codes.InvalidArgument, 11: codes.InvalidArgument} {
		bad = request()
		bad.Capacity = capacity
		_, err = s.ActivateNetworker(s.asAnna(), bad)
		s.refused(err, code)
	}
	bad = request()
	bad.AgreedSupport = " \n "
	_, err = s.ActivateNetworker(s.asAnna(), bad)
	s.wrongField(err, "agreed_support")
	n, err = s.ActivateNetworker(s.asAnna(), request())
	s.ok(err)
	if n.GetState() != pb.Networker_STATE_ACTIVE || n.GetCapacity() != 1 || n.GetSupportWorkerId() != s.anna {
		t.Fatalf("active: %v", n)
	}
}

func TestR13_TheNetworkerTicksAndStaffDoNot(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_LEARNING)
	if len(n.GetLearning()) != 5 {
		t.Fatalf("learning = %v", n.GetLearning())
	}
	tick := &pb.UpdateLearningRequest{Id: n.GetId(), Learning: []*pb.LearningStep{{Key: "share_my_story", Done: true}}}
	_, err := s.UpdateLearning(s.asAnna(), tick)
	s.refused(err, codes.PermissionDenied)
	n, err = s.UpdateLearning(s.asLieke(), tick)
	s.ok(err)
	for _, step := range n.GetLearning() {
		if step.GetDone() != (step.GetKey() == "share_my_story") {
			t.Errorf("step %v", step)
		}
	}
}

func TestX10_TheClientStopsFromEveryStateWhateverChangedMeanwhile(t *testing.T) {
	for state := pb.Networker_STATE_IDEA; state <= pb.Networker_STATE_STOPPED; state++ {
		t.Run(state.String(), func(t *testing.T) {
			s := newStory(t)
			n := s.networker(state)
			if state == pb.Networker_STATE_IDEA { // theirs to know of once they signed up
				_, err := s.NoteNetworker(s.asLieke(), &pb.NoteNetworkerRequest{Networker: &pb.Networker{}})
				s.ok(err)
			}
			n, err := s.StopNetworker(s.asLieke(), &pb.ChangeNetworkerStateRequest{Id: n.GetId(), Etag: "0"})
			s.ok(err)
			if n.GetState() != pb.Networker_STATE_STOPPED {
				t.Fatalf("state = %s", n.GetState())
			}
			_, err = s.StopNetworker(s.asAnna(), &pb.ChangeNetworkerStateRequest{Id: n.GetId(), Etag: "0"})
			s.refused(err, codes.Aborted)
		})
	}
}

func TestListNetworkersPagesAndKeepsToReachAndState(t *testing.T) {
	s := newStory(t)
	mine := s.networker(pb.Networker_STATE_LEARNING)
	other, err := s.NoteNetworker(s.asBram(), &pb.NoteNetworkerRequest{
		Networker: &pb.Networker{ClientId: s.omar, Source: pb.Networker_SOURCE_FILE},
	})
	s.ok(err)
	got, err := s.ListNetworkers(s.asAnna(), &pb.ListNetworkersRequest{})
	s.ok(err)
	if len(got.GetNetworkers()) != 1 || !proto.Equal(got.GetNetworkers()[0], mine) {
		t.Fatalf("Anna sees %v", got)
	}
	page, err := s.ListNetworkers(s.asLead(), &pb.ListNetworkersRequest{PageSize: 1})
	s.ok(err)
	if page.GetNetworkers()[0].GetId() != other.GetId() {
		t.Fatalf("newest first: %v", page)
	}
	page, err = s.ListNetworkers(s.asLead(), &pb.ListNetworkersRequest{PageSize: 1, PageToken: page.GetNextPageToken()})
	s.ok(err)
	if page.GetNetworkers()[0].GetId() != mine.GetId() || page.GetNextPageToken() != "" {
		t.Fatalf("second page: %v", page)
	}
	ideas, err := s.ListNetworkers(s.asLead(), &pb.ListNetworkersRequest{State: pb.Networker_STATE_IDEA})
	s.ok(err)
	if len(ideas.GetNetworkers()) != 1 || ideas.GetNetworkers()[0].GetId() != other.GetId() {
		t.Fatalf("ideas: %v", ideas)
	}
	_, err = s.ListNetworkers(s.asAnna(), &pb.ListNetworkersRequest{ClientId: s.omar})
	s.refused(err, codes.NotFound)
}
