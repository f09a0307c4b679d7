package server_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/optrek/optrek/proto/gen/optrek/access/v1"
	pb "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
	"github.com/optrek/optrek/services/internal/authn"
	"github.com/optrek/optrek/services/internal/ids"
	"github.com/optrek/optrek/services/internal/rpc"
	"github.com/optrek/optrek/services/recruitment/internal/server/contract"
)

// ownNouns are the RPCs about wishes, steps, talks, contacts, maps, networkers and their growth.
var ownNouns = regexp.MustCompile(`Wish|Step|NetworkTalk|Contact|Networker|Conversation|Learning|Growth|NetworkMap|Approach|MapSnapshot|CompareMaps`)

// ofStaff are those about a support worker's own, which package team tries.
var ofStaff = regexp.MustCompile(`MyLearning`)

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
		if ownNouns.MatchString(string(m.Name())) && !ofStaff.MatchString(string(m.Name())) && calls[string(m.Name())] == nil {
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

func TestNobodyReachesPastTheirTenantOrCaseload(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	calls := s.calls(on)
	before := s.print()
	outsiders := map[string]struct {
		ctx  context.Context
		role authn.Role
	}{
		"another client":                  {s.as(s.omar, authn.RoleClient), authn.RoleClient},
		"a colleague without this client": {s.asBram(), authn.RoleSupportWorker},
		"a client elsewhere":              {s.asOf(s.elsewhere, s.pia, authn.RoleClient), authn.RoleClient},
		"a support worker elsewhere":      {s.asOf(s.elsewhere, s.piet, authn.RoleSupportWorker), authn.RoleSupportWorker},
		"a network lead elsewhere":        {s.asOf(s.elsewhere, s.farOff, authn.RoleNetworkLead), authn.RoleNetworkLead},
		"a coordinator elsewhere":         {s.asOf(s.elsewhere, s.farOff, authn.RoleCoordinator), authn.RoleCoordinator},
		// The same ids under another tenant: only the wall is between them.
		"Lieke's own id elsewhere": {s.asOf(s.elsewhere, s.lieke, authn.RoleClient), authn.RoleClient},
		"Anna's own id elsewhere":  {s.asOf(s.elsewhere, s.anna, authn.RoleSupportWorker), authn.RoleSupportWorker},
	}
	for _, method := range ownMethods() {
		call, ok := calls[string(method.Name())]
		if !ok {
			t.Errorf("no call for %s", method.Name())
			continue
		}
		for who, outsider := range outsiders {
			want := codes.NotFound
			if !allowed(t, method, outsider.role) {
				want = codes.PermissionDenied
			}
			if err := call(outsider.ctx); status.Code(err) != want {
				t.Errorf("%s by %s: %v, want %s", method.Name(), who, err, want)
			}
		}
	}
	if s.print() != before {
		t.Error("an outsider changed something")
	}
}

func TestEveryRoleGetsWhatTheContractSays(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	calls := s.calls(on)
	people := map[authn.Role]string{authn.RoleClient: s.lieke, authn.RoleSupportWorker: s.anna}
	s.consent(2, 0) // so that all staff see the map
	for _, method := range takingAwayLast(ownMethods()) {
		for _, role := range authn.Roles() {
			person := people[role]
			if person == "" {
				person = s.lead
			}
			tenant := s.here
			if role == authn.RolePlatformOperator {
				tenant = "" // runs the platform, and belongs to no organisation
			}
			err := calls[string(method.Name())](s.asOf(tenant, person, role))
			if !allowed(t, method, role) {
				s.refused(err, codes.PermissionDenied)
				continue
			}
			// What the state allows is another matter: a role that may, is let in.
			if code := status.Code(err); code == codes.NotFound && !takesAway(method) ||
				code == codes.Internal || code == codes.Unimplemented || reason(err) == "NOT_YOUR_ROLE" {
				t.Errorf("%s by %s: %v", method.Name(), role, err)
			}
		}
	}
}

// takesAway says whether the call leaves nothing to find for whoever calls next.
func takesAway(method protoreflect.MethodDescriptor) bool {
	return regexp.MustCompile(`^(Delete|Erase|Withdraw|AcceptContactProposal|DeclineContactProposal)`).MatchString(string(method.Name()))
}

func takingAwayLast(all []protoreflect.MethodDescriptor) []protoreflect.MethodDescriptor {
	slices.SortStableFunc(all, func(a, b protoreflect.MethodDescriptor) int {
		switch {
		case takesAway(a) == takesAway(b):
			return 0
		case takesAway(a):
			return 1
		}
		return -1
	})
	return all
}

func allowed(t *testing.T, method protoreflect.MethodDescriptor, role authn.Role) bool {
	t.Helper()
	rule, err := rpc.RuleOf(method)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(rule.GetRoles(), func(r accessv1.Role) bool {
		name, err := rpc.RoleOf(r)
		return err == nil && name == role
	})
}

func TestAStaleEtagIsRefusedEverywhere(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	on.etag = "99"
	calls := s.calls(on)
	before := s.print()
	for _, method := range ownMethods() {
		if !takesEtag(method) {
			continue
		}
		ctx := s.asAnna()
		if !allowed(t, method, authn.RoleSupportWorker) {
			ctx = s.asLieke()
		}
		if err := calls[string(method.Name())](ctx); status.Code(err) != codes.Aborted {
			t.Errorf("%s: %v, want Aborted", method.Name(), err)
		}
	}
	if s.print() != before {
		t.Error("a stale call changed something")
	}
}

// takesEtag says whether the call changes a thing that is there already.
func takesEtag(method protoreflect.MethodDescriptor) bool {
	switch method.Name() {
	case "UpdateWish", "UpdateStep", "UpdateContact", "AnswerNetworkTalk", "UpdateNetworkMap", "UpdateNetworker", "UpdateGrowthNote":
		return true // in the resource
	}
	return method.Input().Fields().ByName("etag") != nil
}

func TestWhateverIsReadOrChangedIsWrittenDown(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	s.sql(`TRUNCATE recruitment.audit`)
	for name, call := range s.calls(on) {
		if name == "DeleteContact" {
			continue
		}
		err := call(s.asAnna())
		want := 0
		if err == nil {
			want = 1
		}
		method := fmt.Sprintf("/%s/%s", serviceOf[name], name)
		if got := s.count(`SELECT count(*) FROM recruitment.audit WHERE method = $1 AND client_id = $2 AND actor = $3`,
			method, s.lieke, s.anna); got != want {
			t.Errorf("%s (%v): %d rows, want %d", name, err, got, want)
		}
	}
	s.ok(s.calls(on)["DeleteContact"](s.asAnna()))
	if s.count(`SELECT count(*) FROM recruitment.audit WHERE method LIKE '%DeleteContact' AND client_id = $1`, s.lieke) != 1 {
		t.Error("DeleteContact is not written down")
	}
}

func TestARemovedClientLeavesNothingHere(t *testing.T) {
	s := newStory(t)
	s.everything()
	s.contact("Oom Jan", true)
	s.sql(`DELETE FROM recruitment.client WHERE id = $1`, s.lieke)
	for _, table := range []string{"wish", "step", "network_talk", "contact", "network_map", "map_snapshot", "map_snapshot_contact", "networker", "growth_note"} {
		if n := s.count(`SELECT count(*) FROM recruitment.` + table); n != 0 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
}

func stampIn(d time.Duration) *timestamppb.Timestamp { return timestamppb.New(time.Now().Add(d)) }

func TestBadInputIsTheCallersToMend(t *testing.T) {
	s := newStory(t)
	on := s.everything()
	long := func(n int) string { return string(slices.Repeat([]rune{'é'}, n)) }
	wish := func(change func(*pb.Wish)) error {
		w := &pb.Wish{ClientId: s.lieke, OwnWords: "koken"}
		change(w)
		return second(s.CreateWish(s.asAnna(), &pb.CreateWishRequest{Wish: w}))
	}
	contact := func(change func(*pb.Contact)) error {
		c := &pb.Contact{ClientId: s.lieke, Name: "Riet"}
		change(c)
		return second(s.CreateContact(s.asAnna(), &pb.CreateContactRequest{Contact: c}))
	}
	cases := map[string]struct {
		err  error
		want codes.Code
	}{
		"wish, no client":         {wish(func(w *pb.Wish) { w.ClientId = "" }), codes.InvalidArgument},
		"wish, client is no id":   {wish(func(w *pb.Wish) { w.ClientId = "1 OR 1=1" }), codes.InvalidArgument},
		"wish, unknown client":    {wish(func(w *pb.Wish) { w.ClientId = ids.New() }), codes.NotFound},
		"wish, unknown kind":      {wish(func(w *pb.Wish) { w.Kind = 99 }), codes.InvalidArgument},
		"wish, too long":          {wish(func(w *pb.Wish) { w.OwnWords = long(2001) }), codes.InvalidArgument},
		"wish, as long as may be": {wish(func(w *pb.Wish) { w.OwnWords = long(2000) }), codes.OK},
		"wish, NUL among words":   {wish(func(w *pb.Wish) { w.OwnWords = "ko\x00ken" }), codes.InvalidArgument},
		"wish, NUL in interest":   {wish(func(w *pb.Wish) { w.Interests = []string{"ko\x00ken"} }), codes.InvalidArgument},
		"wish, bad picture":       {wish(func(w *pb.Wish) { w.Picture = "../../etc" }), codes.InvalidArgument},
		"wish, many interests":    {wish(func(w *pb.Wish) { w.Interests = slices.Repeat([]string{"a"}, 11) }), codes.InvalidArgument},
		"wish, none":              {second(s.CreateWish(s.asAnna(), &pb.CreateWishRequest{})), codes.InvalidArgument},
		"wish, bad request id": {second(s.CreateWish(s.asAnna(), &pb.CreateWishRequest{
			Wish: &pb.Wish{OwnWords: "x"}, RequestId: "again",
		})), codes.InvalidArgument},
		"update, id is no id":     {second(s.UpdateWish(s.asAnna(), &pb.UpdateWishRequest{Wish: &pb.Wish{Id: "x"}})), codes.InvalidArgument},
		"update, no id":           {second(s.UpdateWish(s.asAnna(), &pb.UpdateWishRequest{Wish: &pb.Wish{}})), codes.NotFound},
		"get, id is no id":        {second(s.GetWish(s.asAnna(), &pb.GetWishRequest{Id: "x"})), codes.InvalidArgument},
		"contact, no name":        {contact(func(c *pb.Contact) { c.Name = "" }), codes.InvalidArgument},
		"contact, NUL name":       {contact(func(c *pb.Contact) { c.Name = "\x00" }), codes.InvalidArgument},
		"contact, NUL meaning":    {contact(func(c *pb.Contact) { c.Meaning = "a\x00b" }), codes.InvalidArgument},
		"contact, help nothing":   {contact(func(c *pb.Contact) { c.IGet = []pb.Contact_Help{0} }), codes.InvalidArgument},
		"contact, unknown circle": {contact(func(c *pb.Contact) { c.Circle = 9 }), codes.InvalidArgument},
		"page, nonsense":          {second(s.ListWishes(s.asAnna(), &pb.ListWishesRequest{PageToken: "%%%"})), codes.InvalidArgument},
		"page, no id in it": {second(s.ListWishes(s.asAnna(), &pb.ListWishesRequest{
			PageToken: "WyInOyBEUk9QIFRBQkxFIl0",
		})), codes.InvalidArgument},
		"page, negative size": {second(s.ListWishes(s.asAnna(), &pb.ListWishesRequest{PageSize: -1})), codes.InvalidArgument},
		"page, too large":     {second(s.ListWishes(s.asAnna(), &pb.ListWishesRequest{PageSize: 501})), codes.InvalidArgument},
		"note, no source":     {second(s.NoteNetworker(s.asLead(), &pb.NoteNetworkerRequest{Networker: &pb.Networker{ClientId: s.omar}})), codes.InvalidArgument},
		"talk, in the future": {second(s.RecordConversation(s.asAnna(), &pb.RecordConversationRequest{
			Id: on.networker, Conversation: &pb.Conversation{OwnYes: true, TalkTime: stampIn(time.Hour)},
		})), codes.InvalidArgument},
		"talk, before time": {second(s.RecordConversation(s.asAnna(), &pb.RecordConversationRequest{
			Id: on.networker, Conversation: &pb.Conversation{OwnYes: true, TalkTime: stampIn(-200 * 365 * 24 * time.Hour)},
		})), codes.InvalidArgument},
		"learning, bad key": {second(s.UpdateLearning(s.asLieke(), &pb.UpdateLearningRequest{
			Id: on.networker, Learning: []*pb.LearningStep{{Key: "<script>"}},
		})), codes.InvalidArgument},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if status.Code(c.err) != c.want {
				t.Errorf("%v, want %s", c.err, c.want)
			}
		})
	}
}
