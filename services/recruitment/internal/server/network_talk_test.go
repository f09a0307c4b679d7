package server_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

func TestN04_ATalkClosesOnceBothQuestionsHaveAnAnswer(t *testing.T) {
	s := newStory(t)
	talk, err := s.StartNetworkTalk(s.asAnna(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
	s.ok(err)
	closeIt := func() (*pb.NetworkTalk, error) {
		return s.CloseNetworkTalk(s.asAnna(), &pb.CloseNetworkTalkRequest{Id: talk.GetId(), Etag: talk.GetEtag()})
	}
	answer := func(answers *pb.NetworkTalk) {
		t.Helper()
		answers.Id, answers.Etag = talk.GetId(), talk.GetEtag()
		talk, err = s.AnswerNetworkTalk(s.asLieke(), &pb.AnswerNetworkTalkRequest{Talk: answers})
		s.ok(err)
	}
	_, err = closeIt()
	s.refused(err, codes.FailedPrecondition)
	answer(&pb.NetworkTalk{WhoSupportsMe: &pb.TalkAnswer{Words: "mijn zus"}})
	_, err = closeIt()
	s.refused(err, codes.FailedPrecondition)
	answer(&pb.NetworkTalk{WhatIMean: &pb.TalkAnswer{NotNow: true}})
	closed, err := closeIt()
	s.ok(err)
	if !closed.GetClosed() || closed.GetCloseTime() == nil || closed.GetWhoSupportsMe().GetWords() != "mijn zus" || !closed.GetWhatIMean().GetNotNow() {
		t.Fatalf("closed = %v", closed)
	}
	listed, err := s.ListNetworkTalks(s.asLieke(), &pb.ListNetworkTalksRequest{ClientId: s.lieke})
	s.ok(err)
	if len(listed.GetTalks()) != 1 || !proto.Equal(listed.GetTalks()[0], closed) {
		t.Fatalf("listed = %v", listed)
	}
	if events := s.events(); len(events) != 0 {
		t.Fatalf("a talk is told to nobody: %v", events)
	}
}

func TestN04_AnAnswerAndNotNowAtOnceIsAsked(t *testing.T) {
	s := newStory(t)
	talk, err := s.StartNetworkTalk(s.asLieke(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
	s.ok(err)
	_, err = s.AnswerNetworkTalk(s.asLieke(), &pb.AnswerNetworkTalkRequest{
		Talk: &pb.NetworkTalk{Id: talk.GetId(), WhatIMean: &pb.TalkAnswer{Words: "ik luister", NotNow: true}},
	})
	s.wrongField(err, "talk.what_i_mean")
}

func TestStartingGoesOnWithTheTalkThatIsOpen(t *testing.T) {
	s := newStory(t)
	first, err := s.StartNetworkTalk(s.asLieke(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
	s.ok(err)
	again, err := s.StartNetworkTalk(s.asAnna(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
	s.ok(err)
	if !proto.Equal(first, again) {
		t.Fatalf("first %v, again %v", first, again)
	}
	notNow := &pb.TalkAnswer{NotNow: true}
	_, err = s.AnswerNetworkTalk(s.asLieke(), &pb.AnswerNetworkTalkRequest{
		Talk: &pb.NetworkTalk{Id: first.GetId(), WhoSupportsMe: notNow, WhatIMean: notNow},
	})
	s.ok(err)
	_, err = s.CloseNetworkTalk(s.asLieke(), &pb.CloseNetworkTalkRequest{Id: first.GetId()})
	s.ok(err)
	second, err := s.StartNetworkTalk(s.asLieke(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
	s.ok(err)
	page, err := s.ListNetworkTalks(s.asAnna(), &pb.ListNetworkTalksRequest{ClientId: s.lieke, PageSize: 1})
	s.ok(err)
	if page.GetTalks()[0].GetId() != second.GetId() || page.GetNextPageToken() == "" {
		t.Fatalf("newest first: %v", page)
	}
	page, err = s.ListNetworkTalks(s.asAnna(), &pb.ListNetworkTalksRequest{ClientId: s.lieke, PageSize: 1, PageToken: page.GetNextPageToken()})
	s.ok(err)
	if len(page.GetTalks()) != 1 || page.GetTalks()[0].GetId() != first.GetId() || page.GetNextPageToken() != "" {
		t.Fatalf("second page: %v", page)
	}
}

// The talk is complete in itself: nobody on the map, no wish, no plan.
func TestN15_ATalkClosesWithAnEmptyMap(t *testing.T) {
	s := newStory(t)
	talk, err := s.StartNetworkTalk(s.asLieke(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
	s.ok(err)
	notNow := &pb.TalkAnswer{NotNow: true}
	_, err = s.AnswerNetworkTalk(s.asLieke(), &pb.AnswerNetworkTalkRequest{
		Talk: &pb.NetworkTalk{Id: talk.GetId(), WhoSupportsMe: notNow, WhatIMean: notNow},
	})
	s.ok(err)
	_, err = s.CloseNetworkTalk(s.asLieke(), &pb.CloseNetworkTalkRequest{Id: talk.GetId()})
	s.ok(err)
}
