package server_test

import (
	"context"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
)

// growth writes a line on Lieke's own page.
func (s *story) growth(n *pb.Networker, words string, shared bool) *pb.GrowthNote {
	s.t.Helper()
	g, err := s.CreateGrowthNote(s.asLieke(), &pb.CreateGrowthNoteRequest{GrowthNote: &pb.GrowthNote{
		NetworkerId: n.GetId(), Kind: pb.GrowthNote_KIND_LEARNED, Words: words, Shared: shared,
	}})
	s.ok(err)
	return g
}

func (s *story) growthPage(ctx context.Context, n *pb.Networker, size int32) *pb.ListGrowthNotesResponse {
	s.t.Helper()
	page, err := s.ListGrowthNotes(ctx, &pb.ListGrowthNotesRequest{NetworkerId: n.GetId(), PageSize: size})
	s.ok(err)
	return page
}

func TestR13_StaffReadWhatIsSharedAndNothingElse(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	shared := s.growth(n, "ik durf te bellen", true)
	for range 3 {
		s.growth(n, "dit houd ik voor mezelf", false)
	}
	if got := s.growthPage(s.asLieke(), n, 0).GetGrowthNotes(); len(got) != 4 || got[0].GetWords() != "dit houd ik voor mezelf" {
		t.Fatalf("Lieke reads %v", got)
	}
	for _, ctx := range []context.Context{s.asAnna(), s.asLead()} {
		// Neither the page nor where it ends tells that there is more.
		page := s.growthPage(ctx, n, 1)
		if len(page.GetGrowthNotes()) != 1 || !proto.Equal(page.GetGrowthNotes()[0], shared) || page.GetNextPageToken() != "" {
			t.Errorf("staff read %v", page)
		}
	}
}

func TestR13_NothingElseTellsStaffHowManyLinesThereAre(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	look := func() []proto.Message {
		one, err := s.GetNetworker(s.asAnna(), &pb.GetNetworkerRequest{Id: n.GetId()})
		s.ok(err)
		list, err := s.ListNetworkers(s.asAnna(), &pb.ListNetworkersRequest{ClientId: s.lieke})
		s.ok(err)
		client, err := s.GetClient(s.asAnna(), &pb.GetClientRequest{Id: s.lieke})
		s.ok(err)
		return []proto.Message{one, list, client, s.growthPage(s.asAnna(), n, 1)}
	}
	before, told := look(), len(s.events())
	for range 3 {
		s.growth(n, "dit houd ik voor mezelf", false)
	}
	for i, m := range look() {
		if !proto.Equal(before[i], m) {
			t.Errorf("before %v, after %v", before[i], m)
		}
	}
	if len(s.events()) != told {
		t.Error("the others hear of a growth page")
	}
}

func TestR13_OnlyTheNetworkerWritesChangesSharesAndTakesAway(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	g := s.growth(n, "ik durf te bellen", true)
	for _, ctx := range []context.Context{s.asAnna(), s.asLead()} {
		_, err := s.CreateGrowthNote(ctx, &pb.CreateGrowthNoteRequest{GrowthNote: &pb.GrowthNote{NetworkerId: n.GetId(), Words: "kan beter"}})
		s.refused(err, codes.PermissionDenied)
		_, err = s.UpdateGrowthNote(ctx, &pb.UpdateGrowthNoteRequest{GrowthNote: &pb.GrowthNote{Id: g.GetId(), Words: "kan beter"}})
		s.refused(err, codes.PermissionDenied)
		_, err = s.DeleteGrowthNote(ctx, &pb.DeleteGrowthNoteRequest{Id: g.GetId()})
		s.refused(err, codes.PermissionDenied)
	}
	g, err := s.UpdateGrowthNote(s.asLieke(), &pb.UpdateGrowthNoteRequest{
		GrowthNote: &pb.GrowthNote{Id: g.GetId(), Etag: g.GetEtag()}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"shared"}},
	})
	s.ok(err)
	if g.GetShared() || g.GetWords() != "ik durf te bellen" || g.GetEtag() != "2" {
		t.Fatalf("note = %v", g)
	}
	if got := s.growthPage(s.asAnna(), n, 0).GetGrowthNotes(); len(got) != 0 {
		t.Errorf("staff still read %v", got)
	}
	_, err = s.UpdateGrowthNote(s.asLieke(), &pb.UpdateGrowthNoteRequest{
		GrowthNote: &pb.GrowthNote{Id: g.GetId()}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"words"}},
	})
	s.wrongField(err, "growth_note.words")
	_, err = s.DeleteGrowthNote(s.asLieke(), &pb.DeleteGrowthNoteRequest{Id: g.GetId(), Etag: g.GetEtag()})
	s.ok(err)
	if n := s.count(`SELECT count(*) FROM recruitment.growth_note`); n != 0 {
		t.Errorf("%d lines are left", n)
	}
}

func TestR13_APageIsNobodyElses(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_LEARNING)
	g := s.growth(n, "ik durf te bellen", true)
	idea, err := s.NoteNetworker(s.asBram(), &pb.NoteNetworkerRequest{
		Networker: &pb.Networker{ClientId: s.omar, Source: pb.Networker_SOURCE_OWN_KNOWLEDGE},
	})
	s.ok(err)
	for _, networker := range []string{idea.GetId(), ids.New()} {
		_, err = s.CreateGrowthNote(s.asLieke(), &pb.CreateGrowthNoteRequest{GrowthNote: &pb.GrowthNote{NetworkerId: networker, Words: "x"}})
		s.refused(err, codes.NotFound)
	}
	if _, err := s.owner.Exec(t.Context(), `UPDATE recruitment.growth_note SET client_id = $1 WHERE id = $2`, s.omar, g.GetId()); err == nil {
		t.Error("a line stands on somebody else's page")
	}
}

func TestR13_WhatWasLearnedStaysAfterStopping(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_STOPPED)
	s.growth(n, "het was mooi", true)
	if got := s.growthPage(s.asLieke(), n, 0).GetGrowthNotes(); len(got) != 1 {
		t.Fatalf("page = %v", got)
	}
}

func TestARepeatedRequestMakesOneGrowthNote(t *testing.T) {
	s := newStory(t)
	n := s.networker(pb.Networker_STATE_ACTIVE)
	request := &pb.CreateGrowthNoteRequest{GrowthNote: &pb.GrowthNote{NetworkerId: n.GetId(), Picture: "smile"}, RequestId: ids.New()}
	first, err := s.CreateGrowthNote(s.asLieke(), request)
	s.ok(err)
	again, err := s.CreateGrowthNote(s.asLieke(), request)
	s.ok(err)
	if !proto.Equal(first, again) || s.count(`SELECT count(*) FROM recruitment.growth_note`) != 1 {
		t.Fatalf("first %v, again %v", first, again)
	}
}
