package server_test

import (
	"context"
	"regexp"
	"slices"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/recruitment/internal/server/contract"
)

// ownNouns are the RPCs about wishes, steps, talks, contacts, maps, networkers and their growth.
var ownNouns = regexp.MustCompile(`Wish|Step|NetworkTalk|Contact|Networker|Conversation|Learning|Growth|NetworkMap|Approach|MapSnapshot|CompareMaps`)

// ofOneself are those about the caller's own and nobody else's, which the packages team and reminder try.
var ofOneself = regexp.MustCompile(`MyLearning|ReminderWishes`)

// ownMethods lists them from the descriptor, so that none is forgotten.
func ownMethods() []protoreflect.MethodDescriptor {
	calls := (&story{}).calls(target{})
	return slices.DeleteFunc(contract.Methods(), func(m protoreflect.MethodDescriptor) bool {
		return calls[string(m.Name())] == nil
	})
}

// Every method about somebody's own story has a call here.
func TestNoMethodIsForgotten(t *testing.T) {
	t.Parallel()
	calls := (&story{}).calls(target{})
	for _, m := range contract.Methods() {
		if ownNouns.MatchString(string(m.Name())) && !ofOneself.MatchString(string(m.Name())) && calls[string(m.Name())] == nil {
			t.Errorf("%s has no call", m.Name())
		}
	}
}

// serviceOf gives the service that a method belongs to.
var serviceOf = func() map[string]string {
	of := map[string]string{}
	for _, m := range ownMethods() {
		of[string(m.Name())] = string(m.Parent().FullName())
	}
	return of
}()

// target is what of Lieke's a call is about.
type target struct {
	client, wish, step, talk, contact, approach, snapshot, proposal string
	networker, growth, worker, etag                                 string
}

// calls makes every one of these calls about a target.
func (s *story) calls(on target) map[string]func(context.Context) error {
	wishState := &pb.ChangeWishStateRequest{Id: on.wish, Etag: on.etag}
	stepState := &pb.ChangeStepStateRequest{Id: on.step, Etag: on.etag}
	networkerState := &pb.ChangeNetworkerStateRequest{Id: on.networker, Etag: on.etag}
	return map[string]func(context.Context) error{
		"ListWishes": func(ctx context.Context) error {
			return second(s.ListWishes(ctx, &pb.ListWishesRequest{ClientId: on.client}))
		},
		"GetWish": func(ctx context.Context) error { return second(s.GetWish(ctx, &pb.GetWishRequest{Id: on.wish})) },
		"CreateWish": func(ctx context.Context) error {
			return second(s.CreateWish(ctx, &pb.CreateWishRequest{Wish: &pb.Wish{ClientId: on.client, OwnWords: "koken"}}))
		},
		"UpdateWish": func(ctx context.Context) error {
			return second(s.UpdateWish(ctx, &pb.UpdateWishRequest{Wish: &pb.Wish{Id: on.wish, Etag: on.etag, OwnWords: "eten"}}))
		},
		"TakeUpWish": func(ctx context.Context) error { return second(s.TakeUpWish(ctx, wishState)) },
		"FulfilWish": func(ctx context.Context) error { return second(s.FulfilWish(ctx, wishState)) },
		"LetGoWish":  func(ctx context.Context) error { return second(s.LetGoWish(ctx, wishState)) },
		"ReopenWish": func(ctx context.Context) error { return second(s.ReopenWish(ctx, wishState)) },
		"ListSteps": func(ctx context.Context) error {
			return second(s.ListSteps(ctx, &pb.ListStepsRequest{ClientId: on.client}))
		},
		"CreateStep": func(ctx context.Context) error {
			return second(s.CreateStep(ctx, &pb.CreateStepRequest{Step: &pb.Step{ClientId: on.client, Words: "zwaaien"}}))
		},
		"UpdateStep": func(ctx context.Context) error {
			return second(s.UpdateStep(ctx, &pb.UpdateStepRequest{Step: &pb.Step{Id: on.step, Etag: on.etag, Words: "bellen"}}))
		},
		"CompleteStep": func(ctx context.Context) error { return second(s.CompleteStep(ctx, stepState)) },
		"LetGoStep":    func(ctx context.Context) error { return second(s.LetGoStep(ctx, stepState)) },
		"ReopenStep":   func(ctx context.Context) error { return second(s.ReopenStep(ctx, stepState)) },
		"ListNetworkTalks": func(ctx context.Context) error {
			return second(s.ListNetworkTalks(ctx, &pb.ListNetworkTalksRequest{ClientId: on.client}))
		},
		"StartNetworkTalk": func(ctx context.Context) error {
			return second(s.StartNetworkTalk(ctx, &pb.StartNetworkTalkRequest{ClientId: on.client}))
		},
		"AnswerNetworkTalk": func(ctx context.Context) error {
			return second(s.AnswerNetworkTalk(ctx, &pb.AnswerNetworkTalkRequest{
				Talk: &pb.NetworkTalk{Id: on.talk, Etag: on.etag, WhatIMean: &pb.TalkAnswer{NotNow: true}},
			}))
		},
		"CloseNetworkTalk": func(ctx context.Context) error {
			return second(s.CloseNetworkTalk(ctx, &pb.CloseNetworkTalkRequest{Id: on.talk, Etag: on.etag}))
		},
		"ListContacts": func(ctx context.Context) error {
			return second(s.ListContacts(ctx, &pb.ListContactsRequest{ClientId: on.client}))
		},
		"CreateContact": func(ctx context.Context) error {
			return second(s.CreateContact(ctx, &pb.CreateContactRequest{Contact: &pb.Contact{ClientId: on.client, Name: "Riet"}}))
		},
		"UpdateContact": func(ctx context.Context) error {
			return second(s.UpdateContact(ctx, &pb.UpdateContactRequest{Contact: &pb.Contact{Id: on.contact, Etag: on.etag, Name: "Riet"}}))
		},
		"DeleteContact": func(ctx context.Context) error {
			return second(s.DeleteContact(ctx, &pb.DeleteContactRequest{Id: on.contact, Etag: on.etag}))
		},
		"GetContact": func(ctx context.Context) error {
			return second(s.GetContact(ctx, &pb.GetContactRequest{Id: on.contact}))
		},
		"AllowApproach": func(ctx context.Context) error {
			return second(s.AllowApproach(ctx, &pb.AllowApproachRequest{Id: on.contact, Etag: on.etag, Purpose: "meefietsen", Voice: "zei het zelf"}))
		},
		"WithdrawApproach": func(ctx context.Context) error {
			return second(s.WithdrawApproach(ctx, &pb.WithdrawApproachRequest{Id: on.contact, ApproachId: on.approach, Etag: on.etag}))
		},
		"GetNetworkMap": func(ctx context.Context) error {
			return second(s.GetNetworkMap(ctx, &pb.GetNetworkMapRequest{ClientId: on.client}))
		},
		"UpdateNetworkMap": func(ctx context.Context) error {
			return second(s.UpdateNetworkMap(ctx, &pb.UpdateNetworkMapRequest{
				NetworkMap: &pb.NetworkMap{ClientId: on.client, Etag: on.etag, Living: "boven de bakker"},
			}))
		},
		"OfferNetworkMap": func(ctx context.Context) error {
			return second(s.OfferNetworkMap(ctx, &pb.OfferNetworkMapRequest{ClientId: on.client, Offer: pb.NetworkMap_OFFER_LATER}))
		},
		"EraseNetworkMap": func(ctx context.Context) error {
			return second(s.EraseNetworkMap(ctx, &pb.EraseNetworkMapRequest{ClientId: on.client}))
		},
		"TakeMapSnapshot": func(ctx context.Context) error {
			return second(s.TakeMapSnapshot(ctx, &pb.TakeMapSnapshotRequest{ClientId: on.client}))
		},
		"ListMapSnapshots": func(ctx context.Context) error {
			return second(s.ListMapSnapshots(ctx, &pb.ListMapSnapshotsRequest{ClientId: on.client}))
		},
		"GetMapSnapshot": func(ctx context.Context) error {
			return second(s.GetMapSnapshot(ctx, &pb.GetMapSnapshotRequest{Id: on.snapshot}))
		},
		"CompareMaps": func(ctx context.Context) error {
			return second(s.CompareMaps(ctx, &pb.CompareMapsRequest{ClientId: on.client, FromSnapshotId: on.snapshot}))
		},
		"DeleteMapSnapshot": func(ctx context.Context) error {
			return second(s.DeleteMapSnapshot(ctx, &pb.DeleteMapSnapshotRequest{Id: on.snapshot}))
		},
		"ListContactProposals": func(ctx context.Context) error {
			return second(s.ListContactProposals(ctx, &pb.ListContactProposalsRequest{ClientId: on.client}))
		},
		"AcceptContactProposal": func(ctx context.Context) error {
			return second(s.AcceptContactProposal(ctx, &pb.AcceptContactProposalRequest{Id: on.proposal}))
		},
		"DeclineContactProposal": func(ctx context.Context) error {
			return second(s.DeclineContactProposal(ctx, &pb.DeclineContactProposalRequest{Id: on.proposal}))
		},
		"GetParticipation": func(ctx context.Context) error {
			return second(s.GetParticipation(ctx, &pb.GetParticipationRequest{ClientId: on.client}))
		},
		"UpdateParticipation": func(ctx context.Context) error {
			return second(s.UpdateParticipation(ctx, &pb.UpdateParticipationRequest{
				Participation: &pb.Participation{ClientId: on.client, Hobby: "vissen"},
			}))
		},
		"ApproveParticipation": func(ctx context.Context) error {
			return second(s.ApproveParticipation(ctx, &pb.ApproveParticipationRequest{ClientId: on.client, Voice: "knikte", Etag: on.etag}))
		},
		"WithdrawParticipation": func(ctx context.Context) error {
			return second(s.WithdrawParticipation(ctx, &pb.WithdrawParticipationRequest{ClientId: on.client}))
		},
		"ListNetworkers": func(ctx context.Context) error {
			return second(s.ListNetworkers(ctx, &pb.ListNetworkersRequest{ClientId: on.client}))
		},
		"GetNetworker": func(ctx context.Context) error {
			return second(s.GetNetworker(ctx, &pb.GetNetworkerRequest{Id: on.networker}))
		},
		"NoteNetworker": func(ctx context.Context) error {
			return second(s.NoteNetworker(ctx, &pb.NoteNetworkerRequest{
				Networker: &pb.Networker{ClientId: on.client, Source: pb.Networker_SOURCE_OWN_KNOWLEDGE},
			}))
		},
		"ApproachNetworker": func(ctx context.Context) error {
			return second(s.ApproachNetworker(ctx, &pb.ApproachNetworkerRequest{Id: on.networker, Etag: on.etag}))
		},
		"RecordConversation": func(ctx context.Context) error {
			return second(s.RecordConversation(ctx, &pb.RecordConversationRequest{
				Id: on.networker, Etag: on.etag, Conversation: &pb.Conversation{OwnYes: true},
			}))
		},
		"StartLearning": func(ctx context.Context) error { return second(s.StartLearning(ctx, networkerState)) },
		"UpdateLearning": func(ctx context.Context) error {
			return second(s.UpdateLearning(ctx, &pb.UpdateLearningRequest{Id: on.networker, Etag: on.etag}))
		},
		"ActivateNetworker": func(ctx context.Context) error {
			return second(s.ActivateNetworker(ctx, &pb.ActivateNetworkerRequest{
				Id: on.networker, Etag: on.etag, AgreedSupport: "bellen", SupportWorkerId: on.worker, Capacity: 1,
			}))
		},
		"PauseNetworker":    func(ctx context.Context) error { return second(s.PauseNetworker(ctx, networkerState)) },
		"ResumeNetworker":   func(ctx context.Context) error { return second(s.ResumeNetworker(ctx, networkerState)) },
		"StopNetworker":     func(ctx context.Context) error { return second(s.StopNetworker(ctx, networkerState)) },
		"UndoStopNetworker": func(ctx context.Context) error { return second(s.UndoStopNetworker(ctx, networkerState)) },
		"StepBackNetworker": func(ctx context.Context) error { return second(s.StepBackNetworker(ctx, networkerState)) },
		"UpdateNetworker": func(ctx context.Context) error {
			return second(s.UpdateNetworker(ctx, &pb.UpdateNetworkerRequest{Networker: &pb.Networker{Id: on.networker, Etag: on.etag, Reason: "luistert goed"}}))
		},
		"ListGrowthNotes": func(ctx context.Context) error {
			return second(s.ListGrowthNotes(ctx, &pb.ListGrowthNotesRequest{NetworkerId: on.networker}))
		},
		"CreateGrowthNote": func(ctx context.Context) error {
			return second(s.CreateGrowthNote(ctx, &pb.CreateGrowthNoteRequest{GrowthNote: &pb.GrowthNote{NetworkerId: on.networker, Words: "ik bel nu zelf"}}))
		},
		"UpdateGrowthNote": func(ctx context.Context) error {
			return second(s.UpdateGrowthNote(ctx, &pb.UpdateGrowthNoteRequest{GrowthNote: &pb.GrowthNote{Id: on.growth, Etag: on.etag, Words: "ik bel"}}))
		},
		"DeleteGrowthNote": func(ctx context.Context) error {
			return second(s.DeleteGrowthNote(ctx, &pb.DeleteGrowthNoteRequest{Id: on.growth, Etag: on.etag}))
		},
	}
}

func second[T any](_ T, err error) error { return err }

// everything makes one of each thing of Lieke's.
func (s *story) everything() target {
	s.t.Helper()
	talk, err := s.StartNetworkTalk(s.asLieke(), &pb.StartNetworkTalkRequest{ClientId: s.lieke})
	s.ok(err)
	contact, err := s.AllowApproach(s.asLieke(), &pb.AllowApproachRequest{Id: s.contact("Riet", false).GetId(), Purpose: "samen koken"})
	s.ok(err)
	snapshot, err := s.TakeMapSnapshot(s.asLieke(), &pb.TakeMapSnapshotRequest{ClientId: s.lieke})
	s.ok(err)
	proposal := ids.New()
	s.sql(`INSERT INTO recruitment.contact_proposal (tenant_id, id, client_id, source_key, name, state, created_at)
		VALUES ($1, $2, $3, 'sleutel', 'Joop', 'open', now())`, s.here, proposal, s.lieke)
	networker := s.networker(pb.Networker_STATE_ACTIVE)
	return target{
		proposal: proposal, client: s.lieke, wish: s.wish().GetId(), step: s.step("zwaaien").GetId(), talk: talk.GetId(), contact: contact.GetId(),
		approach: contact.GetApproaches()[0].GetId(), snapshot: snapshot.GetId(),
		networker: networker.GetId(), growth: s.growth(networker, "ik durf te bellen", true).GetId(), worker: s.anna,
	}
}

// print is a fingerprint of all that was recorded.
func (s *story) print() string {
	s.t.Helper()
	var sum string
	s.ok(s.owner.QueryRow(context.Background(), `SELECT concat_ws('|',
		(SELECT string_agg(w::text, ',' ORDER BY id) FROM recruitment.wish w),
		(SELECT string_agg(w::text, ',' ORDER BY id) FROM recruitment.step w),
		(SELECT string_agg(w::text, ',' ORDER BY id) FROM recruitment.network_talk w),
		(SELECT string_agg(w::text, ',' ORDER BY id) FROM recruitment.contact w),
		(SELECT string_agg(w::text, ',' ORDER BY client_id) FROM recruitment.network_map w),
		(SELECT string_agg(w::text, ',' ORDER BY id) FROM recruitment.map_snapshot w),
		(SELECT string_agg(w::text, ',' ORDER BY contact_id) FROM recruitment.map_snapshot_contact w),
		(SELECT string_agg(w::text, ',' ORDER BY id) FROM recruitment.networker w),
		(SELECT string_agg(w::text, ',' ORDER BY id) FROM recruitment.contact_proposal w),
		(SELECT string_agg(w::text, ',' ORDER BY client_id) FROM recruitment.participation w),
		(SELECT string_agg(w::text, ',' ORDER BY id) FROM recruitment.growth_note w),
		(SELECT count(*) FROM recruitment.outbox))`).Scan(&sum))
	return sum
}
