package server_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
)

// amend changes these fields of a networker, as Anna.
func (s *story) amend(n *pb.Networker, paths ...string) (*pb.Networker, error) {
	return s.UpdateNetworker(s.asAnna(), &pb.UpdateNetworkerRequest{Networker: n, UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
}

// lastTold is what the others heard last of networkers.
func (s *story) lastTold() *pb.NetworkerChanged {
	s.t.Helper()
	events := s.events()
	for i := len(events) - 1; i >= 0; i-- {
		if changed, ok := events[i].(*pb.NetworkerChanged); ok {
			return changed
		}
	}
	s.t.Fatal("nothing was told")
	return nil
}

func TestR12_WhatWasAgreedChangesOneByOne(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	n, err := s.amend(&pb.Networker{Id: n.GetId(), Etag: n.GetEtag(), Capacity: 4}, "capacity")
	s.ok(err)
	if n.GetCapacity() != 4 || n.GetAgreedSupport() != "elke week bellen" || n.GetSupportWorkerId() != s.anna || s.lastTold().GetCapacity() != 4 {
		t.Fatalf("networker = %v", n)
	}
	_, err = s.amend(&pb.Networker{Id: n.GetId()}, "agreed_support")
	s.wrongField(err, "networker.agreed_support")
	_, err = s.amend(&pb.Networker{Id: n.GetId(), SupportWorkerId: s.piet}, "support_worker_id")
	s.unknown(err, "networker.support_worker_id")
	_, err = s.amend(&pb.Networker{Id: n.GetId(), State: pb.Networker_STATE_STOPPED, Reason: "luistert goed"}, "state", "reason")
	s.ok(err)
	got, err := s.GetNetworker(s.asAnna(), &pb.GetNetworkerRequest{Id: n.GetId()})
	s.ok(err)
	if got.GetState() != pb.Networker_STATE_ACTIVE || got.GetReason() != "luistert goed" {
		t.Fatalf("networker = %v", got)
	}
	_, err = s.amend(&pb.Networker{Id: n.GetId()}, "own_yes")
	s.refused(err, codes.InvalidArgument)
}

func TestR03_TheClientsOwnWordsStayTheirs(t *testing.T) {
	s := newStory(t)
	n, err := s.NoteNetworker(s.asLieke(), &pb.NoteNetworkerRequest{Networker: &pb.Networker{Reason: "ik help graag"}})
	s.ok(err)
	_, err = s.amend(&pb.Networker{Id: n.GetId(), Reason: "lijkt me wel wat"}, "reason")
	s.refused(err, codes.FailedPrecondition)
}

func TestR14_AGroupIsLedWithTheHelpOfAnOwnSupportWorker(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	lead := func(helper string) (*pb.Networker, error) {
		return s.amend(&pb.Networker{Id: n.GetId(), LeadsGroup: true, GroupHelperId: helper}, "leads_group", "group_helper_id")
	}
	for _, helper := range []string{"", s.bram, s.piet, ids.New()} {
		_, err := lead(helper)
		s.wrongField(err, "networker.group_helper_id")
	}
	n, err := lead(s.anna)
	s.ok(err)
	if !n.GetLeadsGroup() || n.GetGroupHelperId() != s.anna || n.GetGroupHelperNeeded() || !s.lastTold().GetLeadsGroup() {
		t.Fatalf("networker = %v, told %v", n, s.lastTold())
	}
	if _, err := s.owner.Exec(t.Context(), `UPDATE recruitment.networker SET group_helper_id = NULL WHERE id = $1`, n.GetId()); err == nil {
		t.Error("the database keeps a group without a helper")
	}
	_, err = s.PauseNetworker(s.asLieke(), &pb.ChangeNetworkerStateRequest{Id: n.GetId()})
	s.ok(err)
	if s.lastTold().GetLeadsGroup() {
		t.Error("somebody with a pause leads a group")
	}
}

// When others begin to guide the client, a helper who does so no longer is asked to be
// replaced, and until then the other services hear of no group.
func TestR14_AHelperWhoNoLongerGuidesIsToBeReplaced(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	n, err := s.amend(&pb.Networker{Id: n.GetId(), LeadsGroup: true, GroupHelperId: s.anna}, "leads_group", "group_helper_id")
	s.ok(err)
	assign := func(workers ...string) {
		t.Helper()
		client, err := s.GetClient(s.asLead(), &pb.GetClientRequest{Id: s.lieke})
		s.ok(err)
		_, err = s.AssignSupportWorkers(s.asLead(), &pb.AssignSupportWorkersRequest{ClientId: s.lieke, SupportWorkerIds: workers, Etag: client.GetEtag()})
		s.ok(err)
	}
	assign(s.bram, s.lead)
	got, err := s.GetNetworker(s.asBram(), &pb.GetNetworkerRequest{Id: n.GetId()})
	s.ok(err)
	if !got.GetLeadsGroup() || !got.GetGroupHelperNeeded() || s.lastTold().GetLeadsGroup() {
		t.Fatalf("networker = %v, told %v", got, s.lastTold())
	}
	// What else was agreed can be changed meanwhile.
	_, err = s.UpdateNetworker(s.asBram(), &pb.UpdateNetworkerRequest{Networker: &pb.Networker{Id: n.GetId(), Capacity: 1}})
	s.ok(err)
	got, err = s.UpdateNetworker(s.asBram(), &pb.UpdateNetworkerRequest{Networker: &pb.Networker{Id: n.GetId(), GroupHelperId: s.bram}})
	s.ok(err)
	if got.GetGroupHelperNeeded() || !s.lastTold().GetLeadsGroup() {
		t.Fatalf("networker = %v, told %v", got, s.lastTold())
	}
}

func TestO03_AStopByMistakeIsTakenBackAndTold(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	stop := &pb.ChangeNetworkerStateRequest{Id: n.GetId()}
	stopped, err := s.StopNetworker(s.asAnna(), stop)
	s.ok(err)
	if stopped.GetUndoStopTime() == nil {
		t.Error("nothing says that it can be taken back")
	}
	back, err := s.UndoStopNetworker(s.asAnna(), stop)
	s.ok(err)
	if back.GetState() != pb.Networker_STATE_ACTIVE || back.GetAgreedSupport() != "elke week bellen" || back.GetUndoStopTime() != nil ||
		s.lastTold().GetState() != pb.Networker_STATE_ACTIVE {
		t.Fatalf("back = %v, told %v", back, s.lastTold())
	}
	_, err = s.UndoStopNetworker(s.asAnna(), stop)
	s.refused(err, codes.FailedPrecondition)
}

func TestR05_AStopOfTheNetworkersOwnIsTheirsToTakeBack(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_PAUSED)
	stop := &pb.ChangeNetworkerStateRequest{Id: n.GetId()}
	own, err := s.StopNetworker(s.asLieke(), stop)
	s.ok(err)
	if own.GetUndoStopTime() == nil {
		t.Error("nothing says that they can take it back")
	}
	seen, err := s.GetNetworker(s.asAnna(), &pb.GetNetworkerRequest{Id: n.GetId()})
	s.ok(err)
	if seen.GetUndoStopTime() != nil {
		t.Error("staff are told that they can")
	}
	_, err = s.UndoStopNetworker(s.asAnna(), stop)
	s.refused(err, codes.FailedPrecondition)
	if reason(err) != "OWN_STOP" {
		t.Errorf("reason = %s", reason(err))
	}
	own, err = s.UndoStopNetworker(s.asLieke(), stop)
	s.ok(err)
	if own.GetState() != pb.Networker_STATE_PAUSED {
		t.Fatalf("back = %v", own)
	}
}

// When another period began meanwhile, the old one stays as it ended.
func TestR01_AStopIsNotTakenBackBesideANewPeriod(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	_, err := s.StopNetworker(s.asAnna(), &pb.ChangeNetworkerStateRequest{Id: n.GetId()})
	s.ok(err)
	_, err = s.NoteNetworker(s.asLieke(), &pb.NoteNetworkerRequest{Networker: &pb.Networker{}})
	s.ok(err)
	_, err = s.UndoStopNetworker(s.asAnna(), &pb.ChangeNetworkerStateRequest{Id: n.GetId()})
	s.refused(err, codes.AlreadyExists)
}

// A pause is the networker's own, and so is its end; or they end it together.
func TestX10_APauseIsAloneAndBackIsAloneOrTogether(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	change := &pb.ChangeNetworkerStateRequest{Id: n.GetId()}
	for _, back := range []func() error{
		func() error { return second(s.ResumeNetworker(s.asLieke(), change)) },
		func() error { return second(s.ResumeNetworker(s.asAnna(), change)) },
	} {
		_, err := s.PauseNetworker(s.asLieke(), change)
		s.ok(err)
		s.ok(back())
	}
}

// O-04: a track that was begun keeps the words it was begun with.
func TestO04_ALearningTrackKeepsTheVersionItWasMadeFrom(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_LEARNING)
	_, err := s.PublishTemplate(s.as(s.coordinator, authn.RoleCoordinator), &pb.PublishTemplateRequest{Template: &pb.Template{
		Kind: pb.Template_KIND_NETWORKER_TRACK, Key: n.GetTrackKey(), Version: n.GetTrackVersion(), TitleNl: "Ons eigen spoor",
		Parts: []*pb.TemplatePart{{Key: "step_1", TextNl: "Samen koffie drinken", TextEn: "Having coffee together", Picture: "coffee"}},
	}})
	s.ok(err)
	old, err := s.GetNetworker(s.asLieke(), &pb.GetNetworkerRequest{Id: n.GetId()})
	s.ok(err)
	if !proto.Equal(old, n) {
		t.Errorf("an old record changed with the template: %v", old)
	}
	anew, err := s.NoteNetworker(s.asBram(), &pb.NoteNetworkerRequest{
		Networker: &pb.Networker{ClientId: s.omar, Source: pb.Networker_SOURCE_OWN_KNOWLEDGE},
	})
	s.ok(err)
	_, err = s.ApproachNetworker(s.asBram(), &pb.ApproachNetworkerRequest{Id: anew.GetId()})
	s.ok(err)
	_, err = s.RecordConversation(s.asBram(), &pb.RecordConversationRequest{Id: anew.GetId(), Conversation: &pb.Conversation{OwnYes: true}})
	s.ok(err)
	anew, err = s.StartLearning(s.asBram(), &pb.ChangeNetworkerStateRequest{Id: anew.GetId()})
	s.ok(err)
	want := &pb.LearningStep{Key: "step_1", TextNl: "Samen koffie drinken", TextEn: "Having coffee together", Picture: "coffee"}
	if anew.GetTrackVersion() != n.GetTrackVersion()+1 || len(anew.GetLearning()) != 1 || !proto.Equal(anew.GetLearning()[0], want) {
		t.Fatalf("track = %v", anew)
	}
	// And a key with a figure can be ticked.
	_, err = s.UpdateLearning(s.as(s.omar, authn.RoleClient), &pb.UpdateLearningRequest{
		Id: anew.GetId(), Learning: []*pb.LearningStep{{Key: "step_1", Done: true}},
	})
	s.ok(err)
}

func TestR13_StepsOfOnesOwnComeBackAsPlanned(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_LEARNING)
	if n.GetTrackKey() == "" || n.GetTrackVersion() < 1 || n.GetLearning()[0].GetTextNl() == "" || n.GetLearning()[0].GetPicture() == "" {
		t.Fatalf("track = %v", n)
	}
	n, err := s.UpdateLearning(s.asAnna(), &pb.UpdateLearningRequest{Id: n.GetId(), Learning: []*pb.LearningStep{{TextNl: "Samen de bus nemen", Picture: "bus"}}})
	s.ok(err)
	own := n.GetLearning()[len(n.GetLearning())-1]
	n, err = s.UpdateLearning(s.asLieke(), &pb.UpdateLearningRequest{Id: n.GetId(), Learning: []*pb.LearningStep{{Key: own.GetKey(), Done: true}}})
	s.ok(err)
	got := n.GetLearning()[len(n.GetLearning())-1]
	if got.GetTextNl() != "Samen de bus nemen" || got.GetPicture() != "bus" || !got.GetDone() {
		t.Fatalf("step = %v", got)
	}
	_, err = s.UpdateLearning(s.asLieke(), &pb.UpdateLearningRequest{Id: n.GetId(), Learning: []*pb.LearningStep{{}}})
	s.wrongField(err, "learning.text_nl")
}
